"""A front-matter value that no other document of the site has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import ClassVar, NamedTuple

from jplint.checks.base import Check, Match, Place, Scope
from jplint.document.document import Document
from jplint.text.folding import fold_tight
from jplint.text.span import Span


class Fact(NamedTuple):
    """A value as it is compared, and where it stands."""

    value: str
    start: int
    end: int


class Unique(Check, frozen=True, kw_only=True):
    """Reports a value that a document before it, in the order of paths, has. Width, case and spaces do not count."""

    shorthand: ClassVar[str] = "key"
    structural: ClassVar[bool] = True
    across: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"key", "path", "count"})

    key: str
    least: int = 1
    """Values with fewer code points may come again."""

    def facts(self, document: Document, scope: Scope) -> Fact | None:  # noqa: ARG002
        """The value of one document."""
        field = document.field_at(self.key)
        value = fold_tight(field.text) if field else ""
        if field is None or len(value) < max(self.least, 1):
            return None
        return Fact(value, field.span.start, field.span.end)

    def conclude(self, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Match]]:
        """A match in each document but the first that has the value."""
        places: dict[str, list[tuple[str, Fact]]] = defaultdict(list)
        for path in sorted(facts):
            fact = Fact(*facts[path])
            places[fact.value].append((path, fact))
        for (path, first), *others in places.values():
            for other, fact in others:
                values = {"key": self.key, "path": path, "count": len(others) + 1}
                related = (Place(Span(first.start, first.end), path),)
                yield other, Match(Span(fact.start, fact.end), values=values, related=related)


CHECK = Unique
