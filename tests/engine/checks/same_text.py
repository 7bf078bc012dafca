"""A check across documents, for the tests of what runs them: the same passage in several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from jplint.checks.base import Check, Fact, Facts, Match, Place, Reach, Scope
from jplint.document.document import Document


class SameText(Check, frozen=True, kw_only=True):
    """Every passage that a document before has, too, in the order of their paths."""

    names: ClassVar[frozenset[str]] = frozenset({"first"})

    least: int = 1

    @property
    def reach(self) -> Reach:
        return "site"

    def facts(self, document: Document, scope: Scope) -> Iterable[Fact]:
        for passage in scope.passages(document):
            if len(passage.text) >= self.least:
                yield Fact(passage.text, passage.span)

    def conclude(self, key: str, facts: Facts) -> Iterable[tuple[str, Match]]:
        other, first = facts[0]
        for path, fact in facts:
            if path != other:
                yield path, Match(fact.span, values={"first": other}, related=(Place(first.span, other),))


CHECK = SameText
