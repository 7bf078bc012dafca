"""Terms of dictionaries: what is written otherwise than a house has decided."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import ClassVar

from jplint.checks.base import Check, Match, Reach, Scope
from jplint.checks.part import Part
from jplint.checks.regex import Found, Regex
from jplint.document.document import Document
from jplint.document.prose.passage import Passage
from jplint.text import javascript
from jplint.text.edit import Edit
from jplint.text.span import Span

_SILENT = re.compile(r"\bprh:disable\b")
"""prh's own comment: nothing is looked for in its paragraph."""


class Term(Part, frozen=True):
    """How something is written, and the expression that finds it in other spellings."""

    expected: str
    """`$1`, `$&` and `$<name>` stand for what the expression has found, as in JavaScript."""
    match: Regex
    empty: int = 0
    """The number of a group that must be empty; 0 for none."""
    note: str = ""

    def written(self, found: Found) -> str | None:
        """What belongs in the place of a match; None where it is right as it stands."""
        groups = _groups(found)
        if self.empty and len(groups) >= self.empty and groups[self.empty - 1]:
            return None
        named = {name: text or "" for name, text in found.groupdict().items()}
        right = javascript.replacement(self.expected, groups, named, found.group())
        return None if right == found.group() else right


class Dictionary(Check, frozen=True, kw_only=True):
    """Reports each spelling that a term does not have. Where two terms find the same place, the first one counts."""

    shorthand: ClassVar[str] = "terms"
    names: ClassVar[frozenset[str]] = frozenset({"wrong", "right", "note"})
    edits: ClassVar[bool] = True

    terms: tuple[Term, ...] = ()

    def variants(self) -> frozenset[str]:
        """`noted`: the term has a note."""
        return frozenset({"noted"})

    @property
    def reach(self) -> Reach:
        """A word is one wherever it stands."""
        return "block"

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """The spellings in order."""
        possible = self._possible(document.prose)
        silent = [one for one in document.comments if _SILENT.search(one.text)] if possible else []
        for passage in scope.passages(document) if possible else ():
            if not any(_within(one.span, passage, document) for one in silent):
                yield from self._found(passage, possible)

    def _possible(self, text: str) -> list[Term]:
        """The terms that may be found in a text: one pass looks for the literals of all."""
        if not self.terms:
            return []
        finder, owners, free = self._literals
        numbers = {owner for index in finder(text) for owner in owners[index]}
        return [self.terms[number] for number in sorted(numbers | free)]

    @cached_property
    def _literals(self) -> tuple[Callable[[str], set[int]], list[list[int]], set[int]]:
        """What finds the numbers of literals, the terms that need each, and the terms that need none."""
        from ahocorasick_rs import AhoCorasick

        known: dict[str, list[int]] = {}
        free: set[int] = set()
        for number, term in enumerate(self.terms):
            if term.match.literals is None:
                free.add(number)
            for literal in term.match.literals or ():
                known.setdefault(literal, []).append(number)
        machine = AhoCorasick(list(known), store_patterns=False) if known else None

        def find(text: str) -> set[int]:
            return {one[0] for one in machine.find_matches_as_indexes(text, overlapping=True)} if machine else set()

        return find, list(known.values()), free

    def _found(self, passage: Passage, terms: list[Term]) -> Iterator[Match]:
        taken: list[tuple[int, int]] = []
        found: list[Match] = []
        for term in terms:
            for one in term.match.finditer(passage.text):
                start, end = one.span()
                right = term.written(one)
                if right is None or start == end or _overlaps(taken, start, end):
                    continue
                taken.insert(bisect_left(taken, (start, end)), (start, end))
                span = passage.source(start, end)
                values = {"wrong": one.group(), "right": right, "note": term.note}
                found.append(Match(span, "noted" if term.note else "", values, edits=(Edit(span, right),)))
        yield from sorted(found, key=lambda match: match.span)


def _within(comment: Span, passage: Passage, document: Document) -> bool:
    """True for a comment in the paragraph of a passage, or right before it."""
    if passage.span.start <= comment.start < passage.span.end:
        return True
    return comment.end <= passage.span.start and not document.text[comment.end : passage.span.start].strip(" \t\r\n>")


def _groups(found: Found) -> list[str]:
    groups: Iterable[str | None] = found.groups()  # type: ignore[attr-defined]
    return [text or "" for text in groups]


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(taken, (start, end))
    return any(first < end and start < last for first, last in taken[max(at - 1, 0) : at + 1])


CHECK = Dictionary
