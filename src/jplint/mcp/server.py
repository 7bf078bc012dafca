"""The tools: lint a text, lint files, mend a text, explain a rule. They read, and write nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from jplint.api import Linter, LintError
from jplint.report import errors
from jplint.report.located import Located
from jplint.rulebook.rule.spec import Language
from jplint.rulebook.yaml_tree import LoadError
from jplint.run.discover import discover
from jplint.run.files import lint_files, merged
from jplint.run.profile import Plan, Profiles
from jplint.version import VERSION

MOST = 100
"""Findings in one answer of `lint_files`."""
_ABOUT = (
    "Finds what must not be published and what reads badly in Japanese Markdown. Do not invent what a text has lost."
)


def make(language: Language = "ja") -> MCPServer[Any]:
    """A server whose paths are below the current folder."""
    server: MCPServer[Any] = MCPServer("jplint", instructions=_ABOUT, version=VERSION)
    tools = _Tools(language)
    for tool in (tools.lint_text, tools.lint_files, tools.fix_text, tools.explain_rule):
        server.add_tool(tool)
    return server


class _Tools:
    """What the tools do; their docstrings are what a model reads."""

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._linter = Linter(language=language, strict=False)

    def lint_text(self, text: str, name: str = "text.md") -> dict[str, Any]:
        """Lint a Japanese text. `name` tells its kind (.md, .mdx, .txt). Lines and columns count from 1."""
        try:
            found = self._linter.lint_text(text, _inside(name) if "/" in name else "")
        except (LintError, LoadError) as error:
            raise ToolError(self._said(error)) from None
        return {"diagnostics": [one.as_dict(text) for one in found], "count": len(found)}

    def lint_files(
        self, paths: list[str], changed_only: bool = False, limit: int = 20, cursor: int = 0
    ) -> dict[str, Any]:
        """Lint files and folders below the current folder. `changed_only`: what was changed since the last commit.
        At most `limit` findings from number `cursor` on; `next_cursor` is there where more follow."""
        plan = Plan(language=self._language, since="HEAD" if changed_only else None)
        try:
            profiles = Profiles(plan)
            targets = discover([_inside(path) for path in paths], profiles.excluded).targets
            outcomes = list(merged(lint_files(targets, plan, profiles=profiles)))
        except LoadError as error:
            raise ToolError(self._said(error)) from None
        found = [_shown(one.path, each) for one in outcomes for each in one.diagnostics]
        failed = [{"path": one.path, "message": one.failure.say(self._language)} for one in outcomes if one.failure]
        end = cursor + max(1, min(limit, MOST))
        more = {"next_cursor": end} if end < len(found) else {}
        return {"diagnostics": found[cursor:end], "count": len(found), "failed": failed, **more}

    def fix_text(self, text: str, name: str = "text.md") -> dict[str, Any]:
        """The text with its safe fixes made: those that cannot change what it means. What is left is told."""
        try:
            fixed = self._linter.fix(text, _inside(name) if "/" in name else "")
        except (LintError, LoadError) as error:
            raise ToolError(self._said(error)) from None
        left = [one.as_dict(fixed.text) for one in fixed.left]
        return {"text": fixed.text, "applied": list(fixed.applied), "left": left}

    def explain_rule(self, rule: str) -> dict[str, Any]:
        """What a rule looks for, why, and how grave its findings are."""
        catalog = self._linter.profile().catalog
        try:
            specs = [catalog.specs[one] for one in catalog.expect(rule)]
        except LoadError as error:
            raise ToolError(self._said(error)) from None
        told = [
            {
                "rule": spec.id,
                "severity": spec.severity,
                "summary": spec.summary.within(self._language),
                "why": spec.why.within(self._language),
                "fixable": bool(spec.fix or any(one.fix for one in spec.variants.values())),
            }
            for spec in specs
        ]
        return {"rules": told}

    def _said(self, error: LintError | LoadError) -> str:
        return errors.lines(error, self._language) if isinstance(error, LoadError) else str(error)


def _inside(path: str) -> str:
    """A path below the current folder. Raises ToolError for any other."""
    real = Path(path).resolve()
    if not real.is_relative_to(Path.cwd().resolve()):
        raise ToolError(f"{path} is not below the current folder")
    return os.path.relpath(real)


def _shown(path: str, found: Located) -> dict[str, Any]:
    return {
        "path": path,
        "line": found.start.line,
        "column": found.start.column,
        "rule": found.rule,
        "severity": found.severity,
        "message": found.message,
        "fixable": found.fix is not None,
    }
