"""Where something stands in a text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points, counted from 0 in the decoded text (a byte order mark is not part of it)."""

    start: int
    end: int

    @property
    def empty(self) -> bool:
        """True where the span marks a place between two characters."""
        return self.start >= self.end

    def covers(self, other: Span) -> bool:
        """True where `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end
