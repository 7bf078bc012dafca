"""Lists in front matter, item by item: tags that are no tags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import msgspec

from jplint.checks.base import Check, Match, Scope
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.front_matter.front_matter import Field


class Flaw(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Something that is wrong with an item that is text. A group `match` narrows the place that is reported."""

    match: Regex
    variant: str = msgspec.field(name="as")
    """The variant of what it finds."""


class Items(Check, frozen=True, kw_only=True):
    """Reports each item once, and a list that is too long.

    Variants besides those of the flaws: `empty`, `kind` (a number, a truth value, a list: no text) and `many`.
    """

    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"key", "kind", "count", "max", "item"})

    keys: tuple[str, ...] = ("tags",)
    flaws: tuple[Flaw, ...] = ()
    max: int | None = None
    """A list may have so many items."""

    def variants(self) -> frozenset[str]:
        return frozenset({"empty", "kind", "many", *(flaw.variant for flaw in self.flaws)})

    def labels(self) -> frozenset[str]:
        return frozenset(name for flaw in self.flaws for name in flaw.match.groups) - {"match"}

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """The items in order."""
        for key, field in lists(document, self.keys):
            values = {"key": key, "count": len(field.children), "max": self.max}
            if self.max is not None and len(field.children) > self.max:
                yield Match(field.span, "many", values)
            for item in field.children:
                if match := self._flawed(item, document, {**values, "kind": item.kind, "item": item.text}):
                    yield match

    def _flawed(self, item: Field, document: Document, values: dict[str, object]) -> Match | None:
        if item.kind == "null" or not (item.text.strip() or item.kind in ("sequence", "mapping")):
            return Match(item.span, "empty", values)
        if item.kind not in ("string", "date"):
            return Match(item.span, "kind", values)
        passage = document.field_passage(item)
        for flaw in self.flaws:
            if found := flaw.match.search(item.text):
                given = [name for name in found.groupdict() if found.start(name) >= 0]
                spans = {name: passage.source(*found.span(name)) for name in given}
                return Match(spans.get("match") or passage.source(*found.span()), flaw.variant, values, spans)
        return None


def lists(document: Document, keys: tuple[str, ...]) -> Iterator[tuple[str, Field]]:
    """The lists that front matter has under some keys."""
    for key in keys:
        field = document.field_at(key)
        if field is not None and field.kind == "sequence":
            yield key, field


CHECK = Items
