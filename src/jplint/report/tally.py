"""Counting what a run finds while it streams past."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from time import perf_counter

from msgspec import Struct, field

from jplint.report.located import FileReport, Summary
from jplint.rulebook.rule.spec import Severity

_MOST = 5


class Count(Struct):
    """What one rule said with one severity."""

    example: str
    """The first place: `path:line`."""
    findings: int = 0
    fixable: int = 0
    """How many of them have a fix, safe or not."""
    paths: set[str] = field(default_factory=set)


class Tally:
    """The counts of the reports that have gone through `watch`; the clock starts with the tally.

    tally = Tally()
    format.render(tally.watch(reports), tally.summary, options, write)
    """

    def __init__(self) -> None:
        self.rules: dict[tuple[Severity, str], Count] = {}
        """How often each rule spoke with each severity, in how many files, and where first."""
        self._paths: Counter[str] = Counter()
        self._files = 0
        self._fixed = self._fixable = self._unsafely = self._known = self._unusable = 0
        self._failed = 0
        self._began = perf_counter()

    def watch(self, reports: Iterable[FileReport]) -> Iterator[FileReport]:
        """The same reports, each counted as it passes."""
        for report in reports:
            if report.setting:
                self._unusable += 1
            elif report.failure is not None:
                self._failed += 1
                self._files -= report.late
            elif not report.late:
                self._files += 1
            self._count(report)
            yield report

    def _count(self, report: FileReport) -> None:
        self._paths[report.path] += len(report.diagnostics)
        self._fixed += report.fixed
        self._known += report.known
        for found in report.diagnostics:
            count = self.rules.setdefault((found.severity, found.rule), Count(f"{report.path}:{found.start.line}"))
            if found.fix is not None:
                count.fixable += 1
                self._fixable += found.fix.safe
                self._unsafely += not found.fix.safe
            count.findings += 1
            count.paths.add(report.path)

    def summary(self) -> Summary:
        """The counts and the time so far."""
        of: Counter[Severity] = Counter()
        rules: Counter[str] = Counter()
        for (severity, rule), count in self.rules.items():
            of[severity] += count.findings
            rules[rule] += count.findings
        seconds = perf_counter() - self._began
        return Summary(
            self._files,
            of["error"],
            of["warning"],
            of["info"],
            self._failed,
            seconds,
            rules=_most(rules),
            paths=_most(self._paths),
            fixed=self._fixed,
            fixable=self._fixable,
            unsafely=self._unsafely,
            known=self._known,
            unusable=self._unusable,
        )


def _most(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(one for one in ranked[:_MOST] if one[1])
