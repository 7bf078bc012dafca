"""One line a finding, for editors and grep: `path:line:column: severity rule message`."""

from __future__ import annotations

from collections.abc import Iterator

from jplint.report import Run
from jplint.report.folding import folded, lines
from jplint.report.located import Located
from jplint.report.terminal import visible
from jplint.report.words import say


def render(run: Run) -> Iterator[str]:
    """The severities are the English ones whatever the language; columns count code points from 1."""
    for report in run.files:
        path = visible(report.path)
        for found, others in folded(report.diagnostics, every=run.options.every):
            yield _line(path, found, visible(found.message))
            if others:
                yield _line(path, others[0], say(run.options.language, "folded", len(others), lines(others)))


def _line(path: str, found: Located, message: str) -> str:
    return f"{path}:{found.start.line}:{found.start.column}: {found.severity} {visible(found.rule)} {message}\n"
