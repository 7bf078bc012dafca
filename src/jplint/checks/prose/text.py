"""Literals and regular expressions, over prose as a reader sees it or over the lines as they are written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import ClassVar, Literal

import msgspec
from msgspec.structs import replace

from jplint.checks.alternative import Alternative, Excuses, made, merged, overlaps, reported
from jplint.checks.base import Check, Match, Reach, Scope
from jplint.checks.regex import Found, Regex
from jplint.document.document import Document
from jplint.document.prose.passage import Passage
from jplint.text.span import Span

Position = Literal["opening", "closing", "seam"]

_QUOTES = re.compile("[「」『』]")
_HABIT = "habit"
_NEAR = 500
"""Code points of a neighbouring block that are looked at for a seam."""


class Wording(Alternative, frozen=True):
    """A wording to look for, in prose or in the lines of the source."""

    unless_document: tuple[Regex, ...] = ()
    """Not in a document in whose source one of these is found."""
    position: tuple[Position, ...] = ()
    """Only in the opening of the body (up to the first block that is no heading), in its last block, at a seam."""
    quoted: bool = False
    """Inside 「…」 and 『…』, too, where the rule passes over them."""
    foreign: bool = False
    """In text without Japanese, too, if the document has some."""


class Habit(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """When what is found is the way of a whole document: one match of the variant `habit` says so, at the first."""

    least: int
    """It is found at least so often, …"""
    over: Regex
    """… and at least as often as this in the source of the body."""


class _Unit:
    """What is looked at as one: a passage, a sentence of one, or a line of the source.

    `start` is where the unit starts in the passage or the source, `base` where the text starts in which the expression
    was looked for: what it finds counts from there.
    """

    def __init__(self, text: str, start: int, base: int, block: int, passage: Passage | None = None) -> None:
        self.text = text
        self.start = start
        self.base = base
        self.block = block
        self._passage = passage

    def source(self, start: int, end: int) -> Span:
        """Where in the source something found stands."""
        start, end = self.base + start, self.base + end
        return self._passage.source(start, end) if self._passage else Span(start, end)

    def quoted(self, at: int) -> bool:
        """True where something found stands inside 「…」 or 『…』."""
        at += self.base - self.start
        return overlaps(self._quotes, at, at)

    def linked(self, at: int) -> bool:
        """True where something found stands in the text of a link."""
        at += self.base
        return overlaps(self._links, at, at)

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
                    found.append((start + 1, mark.end()))
        return [*found, (start + 1, len(self.text) + 1)] if depth else found

    @cached_property
    def _links(self) -> list[tuple[int, int]]:
        runs = self._passage.runs if self._passage else ()
        return merged((run.start, run.end) for run in runs if run.kind == "link")


class Text(Check, frozen=True):
    """Reports what an alternative finds; where two find the same place, the first one counts."""

    shorthand: ClassVar[str] = "any"
    edits: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"count"})

    any: tuple[Wording, ...]
    per: Literal["passage", "sentence", "run", "line"] = "passage"
    """`passage` and `sentence` see prose without markup and code, `line` the source outside code and front matter,
    `run` the source of each stretch of text without markup in it, where the end of a line is one."""
    unless: tuple[Regex, ...] = ()
    """What one of these finds, and what overlaps it, is not reported."""
    unless_near: tuple[Regex, ...] = ()
    """Nothing is reported in a sentence, passage or line in which one of these is found."""
    seams: tuple[Regex, ...] = ()
    """What parts pieces of a text: a block is at a seam where one is found in the source of the block next to it."""
    outside_quotes: bool = False
    """Not inside 「…」 or 『…』."""
    outside_links: bool = False
    """Not in the text of a link, which is as a rule the title of another page."""
    first: bool = False
    """Only the first hit in a document."""
    habit: Habit | None = None
    """One match in place of all where a document does it throughout."""
    markup: bool = False
    """What is looked for is markup: not in plain text, which has none."""

    @property
    def reach(self) -> Reach:
        """The block, unless the place in the document matters."""
        wide = self.first or self.per == "line" or any(one.unless_document or one.position for one in self.any)
        return "document" if wide else "block"

    def literals(self) -> Iterable[str]:
        if self.per != "line":
            for one in self.any:
                yield from one.regex.literals or ()

    def source_literals(self) -> Iterable[str]:
        if self.per == "line":
            for one in self.any:
                yield from one.regex.literals or ()

    def variants(self) -> frozenset[str]:
        habit = {_HABIT} if self.habit else set()
        return frozenset(one.variant for one in self.any if one.variant) | habit

    def labels(self) -> frozenset[str]:
        return frozenset().union(*(one.groups for one in self.any))

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for number, one in enumerate(self.any):
            if (one.match is None) == (one.words is None):
                yield ("any", number), "an alternative has either match or words"

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """The hits, alternative by alternative."""
        found = self._found(document, scope)
        if self.habit is None:
            return found
        every = list(found)
        if len(every) < self.habit.least or len(every) < sum(1 for _ in self.habit.over.finditer(document.body)):
            return iter(every)
        first = min(every, key=lambda match: match.span)
        return iter([replace(first, variant=_HABIT, values={**first.values, "count": len(every)})])

    def _found(self, document: Document, scope: Scope) -> Iterator[Match]:
        if (self.markup and document.plain) or not self._possible(document, scope):
            return
        taken: list[Span] = []
        for one in self.any:
            for unit, found in self._hits(one, document, scope):
                match = made(found, unit.source, one.variant, write=one.write)
                at = bisect_left(taken, match.span)
                if not any(match.span.overlaps(other) for other in taken[max(at - 1, 0) : at + 1]):
                    taken.insert(at, match.span)
                    yield match
                    if self.first:
                        return

    def _possible(self, document: Document, scope: Scope) -> bool:
        """False where no alternative can match, which the search for all rules at once has told."""
        literals = self._literals
        if literals is None or scope.search is None:
            return True
        return scope.search.in_source(literals) if self.per == "line" else scope.may_hold(literals, document)

    @cached_property
    def _literals(self) -> frozenset[str] | None:
        found = [one.regex.literals for one in self.any]
        return None if None in found else frozenset(text for some in found for text in some or ())

    def _hits(self, one: Wording, document: Document, scope: Scope) -> Iterator[tuple[_Unit, Found]]:
        if one.foreign and document.japanese:
            scope = replace(scope, any_language=True)
        candidates = {"line": self._lines, "run": self._runs}.get(self.per, self._prose)
        last, placed = None, False
        excuses = Excuses("", ())
        for unit, found in candidates(one, document, scope):
            if last is None and any(regex.search(document.text) for regex in one.unless_document):
                return
            if unit is not last:
                last, placed = unit, self._placed(one.position, unit.block, document)
                excuses = Excuses(unit.text, (*self.unless, *one.unless), (*self.unless_near, *one.unless_near))
            start, end = (unit.base + at - unit.start for at in reported(found))
            if placed and not self._passed_over(one, unit, found.start()) and not excuses.hold(start, end):
                yield unit, found

    def _passed_over(self, one: Wording, unit: _Unit, at: int) -> bool:
        return (self.outside_quotes and not one.quoted and unit.quoted(at)) or (self.outside_links and unit.linked(at))

    def _placed(self, positions: tuple[Position, ...], number: int, document: Document) -> bool:
        if not positions or number < 0:
            return True
        opening, closing = document.analysis(_edges)
        if ("opening" in positions and number <= opening) or ("closing" in positions and number >= closing):
            return True
        if "seam" not in positions:
            return False
        blocks, text, span = document.blocks, document.text, document.blocks[number].span
        start = blocks[number - 1].span.start if number else document.body_start
        end = blocks[number + 1].span.end if number + 1 < len(blocks) else len(text)
        before, after = text[max(start, span.start - _NEAR) : span.start], text[span.end : min(end, span.end + _NEAR)]
        return any(regex.search(before) or regex.search(after) for regex in self.seams)

    def _prose(self, one: Wording, document: Document, scope: Scope) -> Iterator[tuple[_Unit, Found]]:
        for passage in scope.holding(one.regex.literals, document):
            whole = ((0, len(passage.text)),)
            for start, end in ((s.start, s.end) for s in passage.sentences) if self.per == "sentence" else whole:
                text, unit = passage.text[start:end], None
                for found in one.regex.finditer(text):
                    unit = unit or _Unit(text, start, start, passage.block, passage)
                    yield unit, found

    def _runs(self, one: Wording, document: Document, scope: Scope) -> Iterator[tuple[_Unit, Found]]:
        literals = None if one.match is not None and "\\n" in one.match.source else one.regex.literals
        for passage in scope.holding(literals, document):
            for start, end in passage.stretches():
                text, unit = document.text[start:end], None
                for found in one.regex.finditer(text):
                    unit = unit or _Unit(text, start, start, passage.block)
                    yield unit, found

    def _lines(self, one: Wording, document: Document, scope: Scope) -> Iterator[tuple[_Unit, Found]]:
        if not (scope.any_language or document.japanese):
            return
        literals = one.regex.literals
        if literals is not None and scope.search is not None and not scope.search.in_source(literals):
            return
        base, number, unit = document.body_start, 0, None
        for found in one.regex.finditer(document.body):
            at = base + found.start()
            line = document.lines.line(at)
            if unit is None or line != number:
                start, end = document.lines.bounds(line)
                number, unit = line, _Unit(document.text[start:end], start, base, _block(document, at, end))
            if _place(document, unit.block) in scope.places and not document.in_code(at):
                yield unit, found


def _edges(document: Document) -> tuple[int, int]:
    """The numbers of the first block with text that is no heading, and of the last one with text."""
    texts = [number for number, block in enumerate(document.blocks) if block.passages]
    first = next((number for number in texts if document.blocks[number].kind != "heading"), -1)
    return first, texts[-1] if texts else len(document.blocks)


def _block(document: Document, at: int, end: int) -> int:
    """The number of the block at a place; before the first character of a block (a list's marker), that block."""
    number = document.block_at(at)
    following = document.block_at(end)
    between = number < 0 or document.blocks[number].span.end <= at
    return number + 1 if between and following > number else number


def _place(document: Document, number: int) -> str:
    """Where a block stands; a block without text stands in the body."""
    passages = document.blocks[number].passages if number >= 0 else ()
    return passages[0].place if passages else "body"


CHECK = Text
