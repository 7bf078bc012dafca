"""Checkstyle's XML, which many CI servers read. Lines and columns count code points from 1."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from jplint.report import Run
from jplint.report.located import FileReport
from jplint.report.wire import xml

_SEVERITY = {"error": "error", "warning": "warning", "info": "info"}


def render(run: Run) -> Iterator[str]:
    """Every linted file is listed."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'
    for report in run.files:
        yield f"<file name={_quoted(report.path)}>\n{''.join(_errors(report))}</file>\n"
    yield "</checkstyle>\n"


def _errors(report: FileReport) -> Iterator[str]:
    if report.failure is not None:
        line, column = report.place or (1, 1)
        yield _error(line, column, "error", report.failure, "jplint")
    for found in report.diagnostics:
        source = f"jplint.{found.rule}"
        yield _error(found.start.line, found.start.column, _SEVERITY[found.severity], found.message, source)


def _error(line: int, column: int, severity: str, message: str, source: str) -> str:
    place = f'line="{line}" column="{column}" severity="{severity}"'
    return f"<error {place} message={_quoted(message)} source={_quoted(source)}/>\n"


def _quoted(text: str) -> str:
    return quoteattr(xml(text))
