"""One choice throughout, told by its occurrences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from typing import ClassVar, Literal, NamedTuple

from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.part import Part
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.prose.passage import Passage, Sentence
from jplint.pattern import Pattern
from jplint.text.span import Span


class Class(Part, frozen=True):
    """One of the ways, told by expressions or by patterns; a group or label `match` narrows what is reported."""

    name: str
    match: tuple[Regex, ...] = ()
    pattern: tuple[Pattern, ...] = ()
    near: tuple[Pattern, ...] = ()
    """Told so only if the option `strict` is set."""


class _Found(NamedTuple):
    span: Span
    name: str


class Consistent(Check, frozen=True, kw_only=True):
    """Reports each occurrence of another class than the one that is preferred, or else than that of the majority."""

    names: ClassVar[frozenset[str]] = frozenset({"major", "minor", "count", "total", "line"})

    classes: tuple[Class, ...]
    each: Literal["document", "place", "list", "passage"] = "place"
    """What is counted by itself: the document, the text in each kind of place, each list, each passage."""
    prefer: dict[str, str] = {}
    """Place → the class that is wanted there; `all` for every place."""
    tie: str = ""
    """The class that wins where two are even; none: the first one met."""
    strict: bool = False
    least: int = 1
    """So many of the larger class there must be, where none is preferred."""

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        names = {one.name for one in self.classes}
        for place, name in self.prefer.items():
            if name and name not in names:
                yield ("prefer", place), f"there are the classes {', '.join(sorted(names))}"

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """The occurrences of the lesser classes, group by group."""
        groups: dict[Hashable, tuple[str, list[_Found]]] = {}
        for passage in scope.passages(document):
            found = [one for sentence in passage.sentences for one in self._found(sentence)]
            if found:
                key = self._group(passage, document)
                groups.setdefault(key, (passage.place, []))[1].extend(found)
        for place, every in groups.values():
            yield from self._compared(place, every)

    def _compared(self, place: str, every: list[_Found]) -> Iterator[Match]:
        counts = Counter(one.name for one in every)
        wanted = self.prefer.get(place) or self.prefer.get("all", "")
        if not wanted:
            wanted = max(counts, key=lambda name: (counts[name], name == self.tie))
            if len(counts) < 2 or counts[wanted] < self.least:
                return
        example = next((one for one in every if one.name == wanted), None)
        for span, name in every:
            if name != wanted:
                values = {"major": wanted, "minor": name, "count": counts[name], "total": len(every)}
                line = {"line": Place((example or every[0]).span)}
                yield Match(span, values={**values, **line}, related=(Place(example.span),) if example else ())

    def _group(self, passage: Passage, document: Document) -> Hashable:
        if self.each == "document":
            return ""
        if self.each == "passage":
            return id(passage)
        if self.each == "list" and passage.place == "list":
            block = document.blocks[passage.block]
            return next((one.number for one in block.containers if one.kind == "list"), -1)
        return passage.place

    def _found(self, sentence: Sentence) -> list[_Found]:
        found = []
        for one in self.classes:
            for regex in one.match:
                for hit in regex.finditer(sentence.text):
                    group = "match" if hit.groupdict().get("match") is not None else 0
                    found.append(_Found(sentence.source(*hit.span(group)), one.name))
            for pattern in (*one.pattern, *(one.near if self.strict else ())):
                morphemes = sentence.morphemes
                for match in pattern.finditer(morphemes):
                    start, end = match.labels.get("match", (match.start, match.end))
                    span = sentence.source(morphemes[start].start, morphemes[end - 1].end)
                    found.append(_Found(span, one.name))
        return sorted(set(found))


CHECK = Consistent
