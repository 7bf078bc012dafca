"""jplint, a linter for Japanese text.

    from jplint import lint_text
    for finding in lint_text("これは本文です。\\n"):
        print(finding.rule, finding.span, finding.message)

Everything is loaded when it is first asked for; `import jplint` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jplint.version import VERSION

if TYPE_CHECKING:
    from jplint.api import Fixed, Linter, LintError, lint_file, lint_text
    from jplint.report.diagnostic import Diagnostic, Related
    from jplint.rulebook.rule.spec import Severity
    from jplint.rulebook.yaml_tree import LoadError
    from jplint.text.edit import Edit, Fix
    from jplint.text.span import Span

__version__ = VERSION

__all__ = [
    "Diagnostic",
    "Edit",
    "Fix",
    "Fixed",
    "LintError",
    "Linter",
    "LoadError",
    "Related",
    "Severity",
    "Span",
    "__version__",
    "lint_file",
    "lint_text",
]

_HOMES = {
    "Diagnostic": "jplint.report.diagnostic",
    "Edit": "jplint.text.edit",
    "Fix": "jplint.text.edit",
    "Fixed": "jplint.api",
    "LintError": "jplint.api",
    "Linter": "jplint.api",
    "LoadError": "jplint.rulebook.yaml_tree",
    "Related": "jplint.report.diagnostic",
    "Severity": "jplint.rulebook.rule.spec",
    "Span": "jplint.text.span",
    "lint_file": "jplint.api",
    "lint_text": "jplint.api",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'jplint' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
