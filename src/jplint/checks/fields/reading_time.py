"""The reading time that front matter promises, against the length of the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from jplint.checks.base import Check, Match, Scope
from jplint.document.document import Document

_MOST = 10**9
"""Minutes: a longer promise is none that a number of Python's must hold."""


class ReadingTime(Check, frozen=True, kw_only=True):
    """Reports a number of minutes far from what the text takes; a sentence that comes again counts once."""

    shorthand: ClassVar[str] = "key"
    names: ClassVar[frozenset[str]] = frozenset({"key", "given", "minutes", "count"})

    key: str
    speed: int = 500
    """Code points that are read in a minute."""
    factor: float = 2
    """So many times too long or too short is too far."""
    slack: float = 1
    """So many minutes are never too far."""

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """At most one match."""
        field = document.field_at(self.key)
        if field is None or not isinstance(field.value, int | float) or isinstance(field.value, bool):
            return
        count = sum(map(len, {sentence.text for sentence in document.sentences}))
        minutes, given = count / self.speed, float(max(-_MOST, min(field.value, _MOST)))
        if not document.japanese or abs(given - minutes) <= self.slack:
            return
        if given > minutes * self.factor or given * self.factor < minutes:
            values = {"key": self.key, "given": field.text, "minutes": max(1, round(minutes)), "count": count}
            yield Match(field.span, values=values)


CHECK = ReadingTime
