"""The gravest first, for readers who will not see the end of the list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jplint.report.located import FileReport, Located
from jplint.rulebook.rule.spec import SEVERITIES, Severity


class Entry(NamedTuple):
    """A finding, or a file that could not be linted: then `found` is None and the severity "error"."""

    severity: Severity
    path: str
    message: str
    found: Located | None
    place: tuple[int, int] | None = None
    """The line and column of a failure, where it has one."""


def ranked(reports: Iterable[FileReport]) -> list[Entry]:
    """What the reports say by severity; within one, in the order of the reports."""
    levels: dict[Severity, list[Entry]] = {severity: [] for severity in SEVERITIES}
    for report in reports:
        if report.failure is not None:
            levels["error"].append(Entry("error", report.path, report.failure, None, report.place))
        for found in report.diagnostics:
            levels[found.severity].append(Entry(found.severity, report.path, found.message, found))
    return [entry for level in levels.values() for entry in level]
