"""Counting what a run finds while it streams past."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from time import perf_counter

from jplint.report.located import FileReport, Summary
from jplint.rulebook.rule.spec import Severity


class Tally:
    """The counts of the reports that have gone through `watch`; the clock starts with the tally.

    tally = Tally()
    format.render(tally.watch(reports), tally.summary, options, write)
    """

    def __init__(self) -> None:
        self.rules: Counter[tuple[Severity, str]] = Counter()
        """How often each rule spoke with each severity."""
        self._files = 0
        self._failed = 0
        self._began = perf_counter()

    def watch(self, reports: Iterable[FileReport]) -> Iterator[FileReport]:
        """The same reports, each counted as it passes."""
        for report in reports:
            if report.failure is not None:
                self._failed += 1
                self._files -= report.late
            elif not report.late:
                self._files += 1
            self.rules.update((found.severity, found.rule) for found in report.diagnostics)
            yield report

    def summary(self) -> Summary:
        """The counts and the time so far."""
        of: Counter[Severity] = Counter()
        for (severity, _), count in self.rules.items():
            of[severity] += count
        seconds = perf_counter() - self._began
        return Summary(self._files, of["error"], of["warning"], of["info"], self._failed, seconds)
