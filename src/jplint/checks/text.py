"""Literals and regular expressions, over prose as a reader sees it or over the lines as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, ClassVar, Literal

import msgspec

from jplint.checks.base import Check, Match, Scope
from jplint.checks.lexicon import Lexicon
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.passage import Passage
from jplint.text.span import Span

Position = Literal["opening", "closing", "edge"]


class Alternative(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab", dict=True):
    """One thing to look for. A group named `match` narrows the place that is reported; other groups can be named in messages."""

    match: Regex | None = None
    words: Lexicon | None = None
    """Any of these words, as they stand."""
    variant: str = msgspec.field(default="", name="as")
    """The variant of what it finds."""
    unless: list[Regex] = []
    """Not where one of these is found in the same sentence, passage or line."""
    position: Position | None = None
    """Only in the first block of the body, the last one, or either."""

    @cached_property
    def regex(self) -> Regex:
        """What to look for, as one expression."""
        if self.match is not None:
            return self.match
        import re

        words = sorted(self.words or (), key=len, reverse=True)
        return Regex("|".join(map(re.escape, words)), tuple(words), trusted=True)


class Text(Check, frozen=True):
    """Reports what an alternative finds; where two find the same place, the first one counts."""

    shorthand: ClassVar[str] = "any"

    any: list[Alternative]
    per: Literal["passage", "sentence", "line"] = "passage"
    """`passage` and `sentence` see prose without markup and code; `line` sees the source outside code and front matter."""
    unless: list[Regex] = []
    """Not where one of these is found in the same sentence, passage or line."""
    outside_quotes: bool = False
    """Not inside 「…」 or 『…』."""
    first: bool = False
    """Only the first hit in a document."""

    def variants(self) -> frozenset[str]:
        return frozenset(one.variant for one in self.any if one.variant)

    def labels(self) -> frozenset[str]:
        return frozenset(name for one in self.any if one.match for name in one.match.groups) - {"match"}

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for number, one in enumerate(self.any):
            if (one.match is None) == (one.words is None):
                yield ("any", number), "an alternative has either match or words"

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """The hits, alternative by alternative."""
        taken: list[Span] = []
        for one in self.any:
            for match in self._lines(one, document) if self.per == "line" else self._prose(one, document, scope):
                if not any(match.span.overlaps(other) for other in taken):
                    taken.append(match.span)
                    yield match
                    if self.first:
                        return

    def _prose(self, one: Alternative, document: Document, scope: Scope) -> Iterator[Match]:
        if not one.regex.possible(document.prose) and not any(p.startswith("front-matter.") for p in scope.places):
            return
        for passage in scope.passages(document):
            if not one.regex.possible(passage.text) or not self._placed(one, passage, document):
                continue
            units = [(0, len(passage.text))]
            if self.per == "sentence":
                units = [(sentence.start, sentence.end) for sentence in passage.sentences]
            for start, end in units:
                unit = passage.text[start:end]
                for found in one.regex.finditer(unit):
                    if self._excused(one, unit, found.start()):
                        continue
                    yield self._match(one, found, lambda a, b, s=start, p=passage: p.source(s + a, s + b))

    def _lines(self, one: Alternative, document: Document) -> Iterator[Match]:
        text = document.text
        for found in one.regex.finditer(text, document.body_start):
            start, end = document.lines.bounds(document.lines.line(found.start()))
            if self._excused(one, text[start:end], found.start() - start) or document.in_code(found.start()):
                continue
            yield self._match(one, found, Span)

    def _match(self, one: Alternative, found: Any, span: Any) -> Match:
        groups = {name: text for name, text in found.groupdict().items() if text is not None}
        spans = {name: span(*found.span(name)) for name in groups}
        place = spans.get("match") or span(*found.span())
        return Match(place, one.variant, groups, spans)

    def _excused(self, one: Alternative, unit: str, at: int) -> bool:
        if any(regex.search(unit) for regex in (*self.unless, *one.unless)):
            return True
        before = unit[:at]
        return self.outside_quotes and any(before.count(a) > before.count(b) for a, b in ("「」", "『』"))

    @staticmethod
    def _placed(one: Alternative, passage: Passage, document: Document) -> bool:
        if one.position is None or passage.block < 0:
            return True
        texts = [number for number, block in enumerate(document.blocks) if block.passages]
        first, last = passage.block == texts[0], passage.block == texts[-1]
        return {"opening": first, "closing": last, "edge": first or last}[one.position]


CHECK = Text
