"""A check across documents, for the tests of what runs them: the same passage in several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from jplint.checks.base import Check, Match, Place, Scope
from jplint.document.document import Document
from jplint.text.span import Span


class SameText(Check, frozen=True, kw_only=True):
    """Every passage that a document before has, too, in the order of their paths."""

    across: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"first"})

    least: int = 1

    def facts(self, document: Document, scope: Scope) -> Any:
        return [
            (passage.text, *passage.span) for passage in scope.passages(document) if len(passage.text) >= self.least
        ]

    def conclude(self, facts: Mapping[str, Any]) -> Iterable[tuple[str, Match]]:
        first: dict[str, tuple[str, Span]] = {}
        for path in sorted(facts):
            for text, start, end in facts[path]:
                if text in first and first[text][0] != path:
                    other, place = first[text]
                    yield path, Match(Span(start, end), values={"first": other}, related=(Place(place, other),))
                first.setdefault(text, (path, Span(start, end)))


CHECK = SameText
