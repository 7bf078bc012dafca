"""Literals and regular expressions, over prose as a reader sees it or over the lines as they are written."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, Literal

import msgspec
from msgspec.structs import replace

from jplint.checks.base import Check, Match, Scope
from jplint.checks.lexicon import Lexicon
from jplint.checks.prefilter import PROSE, SOURCE, holders
from jplint.checks.regex import Found, Regex
from jplint.document.document import Document
from jplint.document.prose.passage import Passage
from jplint.text.span import Span

Position = Literal["opening", "closing", "seam"]

_QUOTES = re.compile("[「」『』]")
_NEAR = 500
"""Code points of a neighbouring block that are looked at for a seam."""


class Alternative(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab", dict=True):
    """One thing to look for. A group `match` narrows the place that is reported; messages may name the other groups."""

    match: Regex | None = None
    words: Lexicon | None = None
    """Any of these words, as they stand."""
    variant: str = msgspec.field(default="", name="as")
    """The variant of what it finds."""
    unless: tuple[Regex, ...] = ()
    """Not where one of these is found in the same sentence, passage or line."""
    unless_document: tuple[Regex, ...] = ()
    """Not in a document in whose source one of these is found."""
    position: tuple[Position, ...] = ()
    """Only in the opening of the body (up to the first block that is no heading), in its last block, at a seam."""
    quoted: bool = False
    """Inside 「…」 and 『…』, too, where the rule passes over them."""
    foreign: bool = False
    """In text without Japanese, too, if the document has some."""

    @cached_property
    def regex(self) -> Regex:
        """What to look for, as one expression."""
        if self.match is not None:
            return self.match
        words = sorted(self.words or (), key=len, reverse=True)
        return Regex("|".join(map(re.escape, words)), tuple(words), trusted=True)


class _Unit:
    """What is looked at as one: a passage, a sentence of one, or a line of the source."""

    def __init__(self, text: str, start: int, searched: int, block: int, passage: Passage | None = None) -> None:
        self.text = text
        self.start = start
        """Where it starts in the passage or the source."""
        self.searched = searched
        """Where that which was searched starts there: what is found counts from it."""
        self.block = block
        self._passage = passage

    def span(self, found: tuple[int, int]) -> Span:
        """Where in the source something was found."""
        start, end = self.searched + found[0], self.searched + found[1]
        return self._passage.source(start, end) if self._passage else Span(start, end)

    def quoted(self, at: int) -> bool:
        """True where something found stands inside 「…」 or 『…』."""
        return _inside(self._quotes, self.searched + at - self.start)

    def linked(self, at: int) -> bool:
        """True where something found stands in the text of a link."""
        return _inside(self._links, self.searched + at)

    @cached_property
    def _quotes(self) -> list[tuple[int, int]]:
        found, depth, start = [], 0, 0
        for mark in _QUOTES.finditer(self.text):
            if mark[0] in "「『":
                start = start if depth else mark.start()
                depth += 1
            elif depth:
                depth -= 1
                if not depth:
                    found.append((start, mark.end()))
        return [*found, (start, len(self.text) + 1)] if depth else found

    @cached_property
    def _links(self) -> list[tuple[int, int]]:
        runs = self._passage.runs if self._passage else ()
        return sorted((run.start, run.end) for run in runs if run.kind == "link")


def _inside(stretches: list[tuple[int, int]], at: int) -> bool:
    number = bisect_right(stretches, (at, at + 1)) - 1
    return number >= 0 and stretches[number][0] <= at < stretches[number][1]


class Text(Check, frozen=True):
    """Reports what an alternative finds; where two find the same place, the first one counts."""

    shorthand: ClassVar[str] = "any"

    any: tuple[Alternative, ...]
    per: Literal["passage", "sentence", "line"] = "passage"
    """`passage` and `sentence` see prose without markup and code, `line` the source outside code and front matter."""
    unless: tuple[Regex, ...] = ()
    """Not where one of these is found in the same sentence, passage or line."""
    seams: tuple[Regex, ...] = ()
    """What parts pieces of a text: a block is at a seam where one is found in the source of the block next to it."""
    outside_quotes: bool = False
    """Not inside 「…」 or 『…』."""
    outside_links: bool = False
    """Not in the text of a link, which is as a rule the title of another page."""
    first: bool = False
    """Only the first hit in a document."""
    markup: bool = False
    """What is looked for is markup: not in plain text, which has none."""

    def __post_init__(self) -> None:
        kind = SOURCE if self.per == "line" else PROSE
        for one in self.any:
            kind.learn(one.regex.literals or ())

    def variants(self) -> frozenset[str]:
        return frozenset(one.variant for one in self.any if one.variant)

    def labels(self) -> frozenset[str]:
        return frozenset(name for one in self.any if one.match for name in one.match.groups) - {"match"}

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for number, one in enumerate(self.any):
            if (one.match is None) == (one.words is None):
                yield ("any", number), "an alternative has either match or words"

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """The hits, alternative by alternative."""
        if self.markup and document.plain:
            return
        taken: list[Span] = []
        for one in self.any:
            for unit, found in self._hits(one, document, scope):
                match = _match(one, unit, found)
                at = bisect_left(taken, match.span)
                if not any(match.span.overlaps(other) for other in taken[max(at - 1, 0) : at + 1]):
                    taken.insert(at, match.span)
                    yield match
                    if self.first:
                        return

    def _hits(self, one: Alternative, document: Document, scope: Scope) -> Iterator[tuple[_Unit, Found]]:
        if one.foreign and document.japanese:
            scope = replace(scope, any_language=True)
        candidates = self._lines if self.per == "line" else self._prose
        last, wanted = None, False
        for unit, found in candidates(one, document, scope):
            if last is None and any(regex.search(document.text) for regex in one.unless_document):
                return
            if unit is not last:
                last, wanted = unit, self._wanted(one, unit, document)
            at = found.start()
            outside = self.outside_quotes and not one.quoted
            if wanted and not (outside and unit.quoted(at)) and not (self.outside_links and unit.linked(at)):
                yield unit, found

    def _wanted(self, one: Alternative, unit: _Unit, document: Document) -> bool:
        if any(regex.search(unit.text) for regex in (*self.unless, *one.unless)):
            return False
        return not one.position or unit.block < 0 or self._placed(one.position, unit.block, document)

    def _placed(self, positions: tuple[Position, ...], number: int, document: Document) -> bool:
        opening, closing = document.shared("edges", lambda: _edges(document))
        if ("opening" in positions and number <= opening) or ("closing" in positions and number >= closing):
            return True
        if "seam" not in positions:
            return False
        blocks, text, span = document.blocks, document.text, document.blocks[number].span
        start = blocks[number - 1].span.start if number else document.body_start
        end = blocks[number + 1].span.end if number + 1 < len(blocks) else len(text)
        before, after = text[max(start, span.start - _NEAR) : span.start], text[span.end : min(end, span.end + _NEAR)]
        return any(regex.search(before) or regex.search(after) for regex in self.seams)

    def _passages(self, regex: Regex, document: Document, scope: Scope) -> Iterator[Passage]:
        """The passages in scope in which an expression is possible, as far as that is told quickly."""
        if regex.literals is None:
            yield from scope.passages(document)
            return
        yield from scope.fields(document)
        if not scope.body:
            return
        for number in holders(regex.literals, document):
            if scope.includes(document.passages[number]):
                yield document.passages[number]

    def _prose(self, one: Alternative, document: Document, scope: Scope) -> Iterator[tuple[_Unit, Found]]:
        for passage in self._passages(one.regex, document, scope):
            whole = ((0, len(passage.text)),)
            for start, end in ((s.start, s.end) for s in passage.sentences) if self.per == "sentence" else whole:
                text, unit = passage.text[start:end], None
                for found in one.regex.finditer(text):
                    unit = unit or _Unit(text, start, start, passage.block, passage)
                    yield unit, found

    def _lines(self, one: Alternative, document: Document, scope: Scope) -> Iterator[tuple[_Unit, Found]]:
        if not (scope.any_language or document.japanese):
            return
        body, literals = _body(document), one.regex.literals
        if literals is not None and SOURCE.found(document, body).keys().isdisjoint(literals):
            return
        searched, number, unit = document.body_start, 0, None
        for found in one.regex.finditer(body):
            at = searched + found.start()
            line = document.lines.line(at)
            if unit is None or line != number:
                start, end = document.lines.bounds(line)
                number, unit = line, _Unit(document.text[start:end], start, searched, document.block_at(at))
            if _place(document, unit.block) in scope.places and not document.in_code(at):
                yield unit, found


def _match(one: Alternative, unit: _Unit, found: Found) -> Match:
    groups = {name: text for name, text in found.groupdict().items() if text is not None}
    spans = {name: unit.span(found.span(name)) for name in groups}
    return Match(spans.get("match") or unit.span(found.span()), one.variant, groups, spans)


def _edges(document: Document) -> tuple[int, int]:
    """The numbers of the first block with text that is no heading, and of the last one with text."""
    texts = [number for number, block in enumerate(document.blocks) if block.passages]
    first = next((number for number in texts if document.blocks[number].kind != "heading"), -1)
    return first, texts[-1] if texts else len(document.blocks)


def _place(document: Document, number: int) -> str:
    """Where a block stands; a block without text stands in the body."""
    passages = document.blocks[number].passages if number >= 0 else ()
    return passages[0].place if passages else "body"


def _body(document: Document) -> str:
    """The source of the body with LF for every newline and no character moved: `$` stands before LF only."""

    def unix() -> str:
        body = document.text[document.body_start :]
        return body.replace("\r\n", " \n").replace("\r", "\n") if "\r" in body else body

    return document.shared("unix-body", unix)


CHECK = Text
