"""One line a finding, for editors and grep: `path:line:column: severity rule message`."""

from __future__ import annotations

from collections.abc import Iterator

from jplint.report import Run
from jplint.report.terminal import visible


def render(run: Run) -> Iterator[str]:
    """The severities are the English ones whatever the language; columns count code points from 1."""
    for report in run.files:
        path = visible(report.path)
        for found in report.diagnostics:
            place = f"{path}:{found.start.line}:{found.start.column}"
            yield f"{place}: {found.severity} {visible(found.rule)} {visible(found.message)}\n"
