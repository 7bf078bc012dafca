"""A year that was put before a front-matter value, and is not the year of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.fields.repeats_field import letters
from jplint.checks.regex import Regex
from jplint.document.document import Document

_YEAR = re.compile(r"\d{4}(?=-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2})")


class FieldYear(Check, frozen=True, kw_only=True):
    """Reports a year later than the date, in a value that stands elsewhere without it, or whose text never mentions it.

    Elsewhere is the first block of the body, another field or the file's name.
    """

    shorthand: ClassVar[str] = "key"
    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"key", "year", "dated"})

    key: str
    date: str = "date"
    """The key of the date."""
    match: Regex
    """Where the year is: a group `year`; a group `match` is what is reported."""
    others: tuple[str, ...] = ()
    """Other fields that may have the value as it was."""
    least: int = 8
    """So many letters and digits behind the year must be the same."""

    def labels(self) -> frozenset[str]:
        return self.match.groups - {"match", "year"}

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        if "year" not in self.match.groups:
            yield ("match",), "the expression lacks a group `year`"

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """At most one match."""
        field, date = document.field_at(self.key), document.field_at(self.date)
        found = self.match.search(field.text) if field else None
        dated = _YEAR.match(date.text) if date else None
        if field is None or date is None or found is None or dated is None:
            return
        year = found.group("year")
        if not year.isdecimal() or len(year) > len(dated[0]) or int(year) <= int(dated[0]):
            return
        if not self._added(document, year, field.text, found.end()):
            return
        passage = document.field_passage(field)
        groups = found.groupdict()
        start, end = found.span("match") if groups.get("match") else found.span()
        values = {"key": self.key, "year": year, "dated": dated[0]}
        yield Match(passage.source(start, end), values=values, related=(Place(date.span),))

    def _added(self, document: Document, year: str, value: str, end: int) -> bool:
        """True where the value stands elsewhere without its year, or the year nowhere else."""
        opening = next((passage.text for passage in document.passages), "")
        fields = [field.text for key in self.others if (field := document.field_at(key))]
        rest = letters(value[end:])[: self.least]
        for text in (opening, *fields, document.name):
            at = letters(text).find(rest) if len(rest) == self.least else -1
            if at >= 0:
                return year not in letters(text)[:at]
        return year not in document.prose and not any(year in text for text in fields)


CHECK = FieldYear
