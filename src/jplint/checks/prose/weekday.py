"""A date and the day of the week that is written beside it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar

from jplint.checks.base import Check, Match, Reach, Scope
from jplint.checks.regex import Found, Regex
from jplint.document.document import Document
from jplint.text.edit import Edit


class Weekday(Check, frozen=True, kw_only=True):
    """Reports a day of the week that is not that of the date."""

    edits: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"wrong", "right"})
    whole: ClassVar[frozenset[str]] = frozenset({"days"})

    dates: tuple[Regex, ...]
    """Expressions with the groups `year` (which may be missing), `month`, `day` and `weekday`."""
    days: tuple[tuple[str, str, str, str, str, str, str], ...]
    """The days in each way of writing them, Monday first."""
    year: int | None = None
    """The year of dates that have none; without it, they are left alone."""

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for number, one in enumerate(self.dates):
            if missing := {"month", "day", "weekday"} - one.groups:
                yield ("dates", number), f"it has no group {sorted(missing)[0]}"

    @property
    def reach(self) -> Reach:
        """A date is one by itself."""
        return "block"

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """The wrong days in order."""
        for passage in scope.passages(document):
            for regex in self.dates:
                for found in regex.finditer(passage.text):
                    if right := self._right(found):
                        span = passage.source(*found.span("weekday"))
                        values = {"wrong": found.group("weekday"), "right": right}
                        yield Match(span, values=values, edits=(Edit(span, right),))

    def _right(self, found: Found) -> str:
        """What should stand there; empty where it does, or where there is no such date."""
        parts = found.groupdict()
        year = int(parts.get("year") or self.year or 0)
        row = next((days for days in self.days if parts["weekday"] in days), None)
        if not year or row is None:
            return ""
        try:
            day = datetime.date(year, int(parts["month"]), int(parts["day"])).weekday()
        except (ValueError, OverflowError):
            return ""
        return "" if row[day] == parts["weekday"] else row[day]


CHECK = Weekday
