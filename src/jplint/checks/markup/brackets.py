"""Brackets that open and never close, or close without having opened."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, NamedTuple

from jplint.checks.base import Check, Match, Scope
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.prose.morpheme import PLACEHOLDER
from jplint.document.prose.passage import Passage
from jplint.text.edit import Edit

_CONTEXT = 14
"""Code points shown beside a bracket."""


class _Mark(NamedTuple):
    """A bracket at a place of a passage's text."""

    at: int
    pair: str
    opens: bool


class _Odd(NamedTuple):
    """The brackets of a passage that have no partner of their own kind there."""

    passage: Passage
    section: int
    """How many headings come before it."""
    marks: list[_Mark]


class Brackets(Check, frozen=True, kw_only=True):
    """Reports brackets without a partner in their passage, each kind for itself; one of a sort for each passage.

    Variants: `unclosed`, `unopened` and `width` (the partner is of the narrow kind). What opens in one paragraph may
    close in a later one of the same section, and each paragraph between may open it anew, as quotations do. In a
    passage that does not end as `finished` says nothing is called unclosed but in links: the text itself is cut there.
    Where a code span of the passage holds the partner, the code span is what went wrong.
    """

    shorthand: ClassVar[str] = "pairs"
    edits: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"bracket", "partner", "text"})

    pairs: tuple[str, ...]
    """The opening and the closing bracket of each kind: `「」`."""
    narrow: dict[str, str] = {}
    """A kind and the narrow kind that is typed in its place by mistake: `（）: ()`."""
    finished: tuple[Regex, ...] = ()
    """How a passage ends that is not cut. Table cells end anyhow."""
    spanning: bool = True
    """What opens in one paragraph may close in a later one."""
    every: bool = False
    """Each bracket without a partner is reported, whatever the passage ends with and code spans hold."""
    ignore: tuple[Regex, ...] = ()
    """A bracket within what one of these finds needs no partner: `例）`."""

    def variants(self) -> frozenset[str]:
        return frozenset({"unclosed", "unopened", "width"})

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for number, pair in enumerate(self.pairs):
            if len(pair) != 2:
                yield ("pairs", number), "a pair is two characters"
        for pair, narrow in self.narrow.items():
            if pair not in self.pairs or len(narrow) != 2:
                yield ("narrow", pair), "a kind of `pairs` and two narrow characters"

    @cached_property
    def _kinds(self) -> dict[str, tuple[str, bool]]:
        kinds = (*self.pairs, *self.narrow.values())
        return {character: (kind, character == kind[0]) for kind in kinds for character in kind}

    @cached_property
    def _brackets(self) -> re.Pattern[str]:
        return re.compile(f"[{re.escape(''.join(self._kinds))}]")

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """The matches of each passage, in order."""
        headings = [number for number, block in enumerate(document.blocks) if block.kind == "heading"]
        found = []
        for passage in scope.passages(document):
            marks = self._alone(passage.text)
            if self.spanning and marks and marks[-1].opens and _goes_on(marks[-1].pair[0], passage, document):
                marks.pop()
            if any(mark.pair in self.pairs for mark in marks):
                found.append(_Odd(passage, bisect_left(headings, passage.block), marks))
        paired = _across(found) if self.spanning else set()
        for number, odd in enumerate(found):
            yield from self._report(odd.passage, [mark for mark in odd.marks if (number, mark) not in paired])

    def _alone(self, text: str) -> list[_Mark]:
        """The brackets without a partner. What is ignored may be one: the reading that leaves fewer alone is meant."""
        marks = [_Mark(found.start(), *self._kinds[found.group()]) for found in self._brackets.finditer(text)]
        alone = _unpaired(marks)
        if alone and self.ignore:
            spans = [found.span() for regex in self.ignore for found in regex.finditer(text)]
            ignored = {at for start, end in spans for at in range(start, end)}
            without = _unpaired([mark for mark in marks if mark.at not in ignored])
            alone = min([mark for mark in alone if mark.at not in ignored], without, key=len)
        return sorted(alone)

    def _report(self, passage: Passage, marks: list[_Mark]) -> Iterator[Match]:
        cut = passage.place != "table" and not any(regex.search(passage.text) for regex in self.finished)
        links = sorted((run.start, run.end) for run in passage.runs if run.kind == "link") if cut else []
        code = "".join(run.value for run in passage.runs if run.kind == "code")
        places: dict[tuple[str, bool], list[int]] = {}
        for mark in marks:
            places.setdefault((mark.pair, mark.opens), []).append(mark.at)
        told: set[tuple[str, bool]] = set()
        taken: set[int] = set()
        for mark in marks:
            if mark.pair not in self.pairs:
                continue
            kind = mark.pair, mark.opens
            partner = _nearest(mark, places.get((self.narrow.get(mark.pair, ""), not mark.opens), []))
            if partner >= 0 and partner not in taken:
                taken.add(partner)
                yield _widened(mark, partner, passage)
                continue
            if self.every:
                yield _match(mark, passage)
                continue
            sure = not mark.opens or not cut or _linked(mark, links)
            if sure and kind not in told and mark.pair[mark.opens] not in code:
                told.add(kind)
                yield _match(mark, passage)


def _unpaired(marks: list[_Mark]) -> list[_Mark]:
    waiting: dict[str, list[_Mark]] = {}
    alone = []
    for mark in marks:
        stack = waiting.setdefault(mark.pair, [])
        if mark.pair[0] == mark.pair[1]:
            waiting[mark.pair] = stack[:-1] if stack else [mark]
        elif mark.opens:
            stack.append(mark)
        elif stack:
            stack.pop()
        else:
            alone.append(mark)
    return alone + [mark for stack in waiting.values() for mark in stack]


def _across(found: list[_Odd]) -> set[tuple[int, _Mark]]:
    """The brackets that pair over passages of one section."""
    paired: set[tuple[int, _Mark]] = set()
    waiting: dict[str, list[tuple[int, _Mark]]] = {}
    section = -1
    for number, odd in enumerate(found):
        if odd.section != section:
            waiting, section = {}, odd.section
        for mark in odd.marks:
            stack = waiting.setdefault(mark.pair, [])
            if mark.opens:
                stack.append((number, mark))
            elif stack and stack[-1][0] < number:
                paired |= {(number, mark), stack[-1]}
                while stack.pop()[1].at == 0 and stack and stack[-1][1].at == 0:
                    paired.add(stack[-1])
    return paired


def _goes_on(bracket: str, passage: Passage, document: Document) -> bool:
    """Whether the next paragraph opens the same quotation anew; items of a list are no paragraphs of one quotation."""
    following = document.blocks[passage.block + 1 : passage.block + 2]
    return passage.place != "list" and any(block.text.startswith(bracket) for block in following)


def _nearest(mark: _Mark, others: list[int]) -> int:
    """The nearest of some places behind a bracket that opens, or before one that closes; -1 where there is none."""
    after = bisect_left(others, mark.at)
    found = others[after : after + 1] if mark.opens else others[max(after - 1, 0) : after]
    return found[0] if found else -1


def _linked(mark: _Mark, links: list[tuple[int, int]]) -> bool:
    number = bisect_left(links, (mark.at + 1,)) - 1
    return number >= 0 and mark.at < links[number][1]


def _widened(mark: _Mark, partner: int, passage: Passage) -> Match:
    pair = mark.pair
    span = passage.source(min(mark.at, partner), max(mark.at, partner) + 1)
    values = {"bracket": pair[not mark.opens], "partner": passage.text[partner], "text": passage.text[partner]}
    edit = Edit(passage.source(partner, partner + 1), pair[mark.opens])
    return Match(span, "width", values, edits=(edit,))


def _match(mark: _Mark, passage: Passage) -> Match:
    text, at = passage.text, mark.at
    shown = text[at : at + _CONTEXT] if mark.opens else text[max(at + 1 - _CONTEXT, 0) : at + 1]
    values = {"bracket": text[at], "partner": mark.pair[mark.opens], "text": shown.replace(PLACEHOLDER, "…")}
    return Match(passage.source(at, at + 1), "unclosed" if mark.opens else "unopened", values)


CHECK = Brackets
