"""JUnit's XML, for CI servers that show tests: each file is a test case, which fails with an error or a warning in it.

What is only information stands in the output of a case that passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from jplint.report import Run
from jplint.report.located import FileReport, Located
from jplint.report.wire import xml


def render(run: Run) -> Iterator[str]:
    """The suite has the counts before the cases, so it needs all files before it can be written."""
    cases: list[str] = []
    failures = errors = 0
    for report in run.files:
        failures += _grave(report)
        errors += report.failure is not None
        cases.append(_case(report))
    counts = f'tests="{len(cases)}" failures="{failures}" errors="{errors}"'
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="jplint" {counts}>\n'
    yield f'<testsuite name="jplint" {counts}>\n'
    yield from cases
    yield "</testsuite>\n</testsuites>\n"


def _case(report: FileReport) -> str:
    head = f'<testcase name={_quoted(report.path)} classname="jplint" file={_quoted(report.path)}'
    if report.failure is not None:
        return f"{head}>\n<error message={_quoted(report.failure)}/>\n</testcase>\n"
    if not report.diagnostics:
        return f"{head}/>\n"
    told = "\n".join(_line(found) for found in report.diagnostics)
    if not _grave(report):
        return f"{head}>\n<system-out>{escape(xml(told))}</system-out>\n</testcase>\n"
    first = next(found for found in report.diagnostics if found.severity != "info")
    message = f"{first.start.line}:{first.start.column} {first.message}"
    failure = f'<failure type="{first.severity}" message={_quoted(message)}>{escape(xml(told))}</failure>'
    return f"{head}>\n{failure}\n</testcase>\n"


def _grave(report: FileReport) -> bool:
    return any(found.severity != "info" for found in report.diagnostics)


def _line(found: Located) -> str:
    return f"{found.start.line}:{found.start.column}: {found.severity} {found.rule} {found.message}"


def _quoted(text: str) -> str:
    return quoteattr(xml(text))
