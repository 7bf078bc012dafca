"""A front-matter value that no other document of the site has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from jplint.checks.base import Check, Fact, Facts, Match, Place, Reach, Scope
from jplint.document.document import Document
from jplint.text.folding import fold_tight


class Unique(Check, frozen=True, kw_only=True):
    """Reports a value that a document before it, in the order of paths, has. Width, case and spaces do not count.

    Only documents of one collection are compared: a folder (a book, a section), in which folders that are called by a
    number (a year, a month) and those of single pages (`name/index.md`) are no others.
    """

    shorthand: ClassVar[str] = "key"
    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"key", "path", "count"})

    key: str
    least: int = 1
    """Values with fewer code points may come again."""

    @property
    def reach(self) -> Reach:
        """All documents of a site."""
        return "site"

    def facts(self, document: Document, scope: Scope) -> Iterator[Fact]:  # noqa: ARG002
        """The value of one document."""
        field = document.field_at(self.key)
        value = fold_tight(field.text) if field else ""
        if field is not None and len(value) >= max(self.least, 1):
            yield Fact(value, field.span)

    def conclude(self, key: str, facts: Facts) -> Iterator[tuple[str, Match]]:  # noqa: ARG002
        """A match in each document but the first that has the value."""
        collections: dict[str, list[tuple[str, Fact]]] = {}
        for path, fact in facts:
            collections.setdefault(_collection(path), []).append((path, fact))
        for (path, first), *others in collections.values():
            for other, fact in others:
                values = {"key": self.key, "path": path, "count": len(others) + 1}
                yield other, Match(fact.span, values=values, related=(Place(first.span, path),))


def _collection(path: str) -> str:
    folder, _, name = path.rpartition("/")
    if name.partition(".")[0] in ("index", "_index"):
        folder = folder.rpartition("/")[0]
    while (parts := folder.rpartition("/"))[2].isdecimal():
        folder = parts[0]
    return folder


CHECK = Unique
