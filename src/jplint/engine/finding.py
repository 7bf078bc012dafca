"""What a rule found, as a value that can be kept: without words, without lines, and tied to what it stands in.

A location counts from its block or front-matter field, so that it holds although something before that changed. A
finding survives JSON and comes back equal.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from jplint.checks.match import Match, Place, Value
from jplint.document.document import Document
from jplint.document.prose.inflection import Words
from jplint.document.prose.passage import Sentence
from jplint.text.edit import Edit
from jplint.text.folding import fold_tight
from jplint.text.span import Span


class Location(Struct, frozen=True, tag="location"):
    """A stretch of a text: code points from the start of its anchor, half-open; `start` may lie before it."""

    start: int
    end: int
    block: int = -1
    """The number of the block that it is anchored to; -1 for none."""
    field: str = ""
    """The top-level key in front matter that it is anchored to; with neither, the anchor is the start of the text."""
    path: str | None = None
    """The other document that it is in; there, it counts from the start of the text."""


Known = str | int | float | None | Words | Location
"""A value that a message may name."""


class Change(Struct, frozen=True):
    """Put `text` in the place of what stands at a location."""

    location: Location
    text: str


class Finding(Struct, frozen=True):
    """One finding of one rule in one document."""

    rule: str
    variant: str
    location: Location
    values: Mapping[str, Known]
    related: tuple[Location, ...] = ()
    changes: tuple[Change, ...] = ()
    """What would mend it, in order and without overlap."""
    safe: bool = False
    """The changes cannot change the meaning of the text."""
    sentence: str = ""
    """A digest of the sentence or line that it stands in, white space, width and case levelled."""
    ordinal: int = 0
    """How many findings of the same rule come before it in the same sentence, wherever that stands in the document."""

    def fingerprint(self) -> str:
        """What stays the same when the text around the sentence changes: 32 hexadecimal digits."""
        return _digest(f"{self.rule}\0{self.sentence}\0{self.ordinal}", 16)


class Anchors(Struct, frozen=True, dict=True):
    """Where the anchors of a document stand, in code points."""

    blocks: tuple[int, ...] = ()
    fields: tuple[tuple[str, int], ...] = ()
    """The top-level keys of the front matter in their order; a key that comes twice has `#2` behind it."""
    body: int = 0
    """Where the front matter is over."""

    @classmethod
    def of(cls, document: Document) -> Anchors:
        """The anchors of a document."""
        fields: dict[str, int] = {}
        for one in document.front_matter.fields if document.front_matter else ():
            name = str(one.path[-1])
            fields.setdefault(name if name not in fields else f"{name}#2", one.key.start)
        blocks = tuple(block.span.start for block in document.blocks)
        return cls(blocks, tuple(sorted(fields.items(), key=lambda one: one[1])), document.body_start)

    def location(self, span: Span) -> Location:
        """A span of the document, tied to what it starts in."""
        start, end = span
        if start < self.body:
            number = bisect_right(self._starts, start) - 1
            if number < 0:
                return Location(start, end)
            name, at = self.fields[number]
            return Location(start - at, end - at, field=name)
        block = bisect_right(self.blocks, start) - 1
        at = self.blocks[block] if block >= 0 else 0
        return Location(start - at, end - at, block)

    def span(self, location: Location) -> Span:
        """The reverse: where a location stands in the document."""
        at = 0
        if location.path is None:
            at = self.blocks[location.block] if location.block >= 0 else dict(self.fields).get(location.field, 0)
        return Span(location.start + at, location.end + at)

    @cached_property
    def _starts(self) -> list[int]:
        return [at for _, at in self.fields]


class Findings:
    """Makes findings of the matches in one document."""

    def __init__(self, document: Document, anchors: Anchors) -> None:
        self._document = document
        self._anchors = anchors
        self._counts: dict[tuple[str, str], int] = {}
        self._last: tuple[Sentence | str, str] = "", _digest("", 8)

    def made(self, rule: str, match: Match, edits: Iterable[Edit], *, safe: bool) -> Finding:
        """The finding of a match; they must come in the order of their places."""
        sentence = self._sentence(match.span)
        ordinal = self._counts.get((rule, sentence), 0)
        self._counts[rule, sentence] = ordinal + 1
        return Finding(
            rule,
            match.variant,
            self._anchors.location(match.span),
            {name: self._known(value) for name, value in match.values.items()},
            tuple(map(self._located, match.related)),
            tuple(Change(self._anchors.location(span), text) for span, text in edits),
            safe,
            sentence,
            ordinal,
        )

    def _sentence(self, span: Span) -> str:
        """What tells the sentence that a place stands in from others; many findings may stand in one."""
        found = _stands_in(span, self._document)
        if found is not self._last[0]:
            text = found if isinstance(found, str) else found.text
            self._last = found, _digest(fold_tight(text), 8)
        return self._last[1]

    def _known(self, value: Value) -> Known:
        return self._located(value) if isinstance(value, Place) else value

    def _located(self, place: Place) -> Location:
        if place.path is None:
            return self._anchors.location(place.span)
        return Location(*place.span, path=place.path)


def _stands_in(span: Span, document: Document) -> Sentence | str:
    """The sentence that a place stands in, or its line where it is in no prose."""
    number = document.block_at(span.start) if span.start >= document.body_start else -1
    for passage in document.blocks[number].passages if number >= 0 else ():
        if passage.span.start <= span.start < passage.span.end:
            number = bisect_right(passage.sentences, span.start, key=_end)
            if number < len(passage.sentences):
                return passage.sentences[number]
    lines = document.lines
    return lines.line_text(lines.line(span.start))


def _end(sentence: Sentence) -> int:
    return sentence.span.end


def _digest(text: str, size: int) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()
