"""Dates in front matter: how they are written, whether there is such a day, and what the file's name says."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import ClassVar

from jplint.checks.base import Check, Match, Scope
from jplint.checks.regex import Found, Regex
from jplint.document.document import Document
from jplint.document.front_matter.front_matter import Field


class Date(Check, frozen=True, kw_only=True):
    """Reports at most one thing for each date.

    Variants: `format` (as in none of the formats), `impossible` (30 February), `name` (another day than the one in the
    file's name) and `future` (later than `today`).
    """

    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"key", "named", "days", "today"})

    keys: tuple[str, ...] = ("date",)
    """The keys that hold dates; only the first is compared with the file's name."""
    formats: tuple[Regex, ...]
    """How a date may be written. Groups `year`, `month` and `day` that are digits are checked further."""
    name: Regex | None = None
    """Where in a file's name its date is, with the same groups."""
    apart: int = 1
    """So many days may lie between the two: time zones."""
    unless: tuple[Regex, ...] = ()
    """Values that are left alone: a template's."""
    today: str = ""
    """A day as 2025-01-31: a later date is reported. Left out, none is, so that a text is judged alike on all days."""

    def variants(self) -> frozenset[str]:
        return frozenset({"format", "impossible", "name", "future"})

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        if self.today and _iso(self.today) is None:
            yield ("today",), "a day is written as 2025-01-31"

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """The dates in the order of the keys."""
        for number, key in enumerate(self.keys):
            field = document.field_at(key)
            if field is None or field.kind in ("null", "sequence", "mapping"):
                continue
            if not any(regex.search(field.text) for regex in self.unless):
                yield from self._judged(field, key, document.name if number == 0 else "")

    def _judged(self, field: Field, key: str, name: str) -> Iterator[Match]:
        found = next((match for regex in self.formats if (match := regex.search(field.text))), None)
        if found is None:
            yield Match(field.span, "format", {"key": key})
            return
        day, given = _day(found)
        if not given:
            return
        if day is None:
            yield Match(field.span, "impossible", {"key": key})
            return
        named, _ = _day(self.name.search(name)) if self.name else (None, False)
        if named and abs((day - named).days) > self.apart:
            values = {"key": key, "named": named.isoformat(), "days": abs((day - named).days)}
            yield Match(field.span, "name", values)
        elif (today := _iso(self.today)) and day > today:
            yield Match(field.span, "future", {"key": key, "today": self.today})


def _day(found: Found | None) -> tuple[datetime.date | None, bool]:
    """The day that the groups of a match give, None for one that is not in the calendar; and whether they give one."""
    groups = found.groupdict() if found else {}
    parts = [groups.get(name) or "" for name in ("year", "month", "day")]
    if not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None, False
    try:
        return datetime.date(*map(int, parts)), True
    except ValueError:
        return None, True


def _iso(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


CHECK = Date
