"""The mark with which a paragraph, a heading or an item ends."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterator
from typing import ClassVar, Literal, NamedTuple

from jplint.checks.base import Check, Match, Reach, Scope
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.prose.passage import Passage
from jplint.text.edit import Edit
from jplint.text.span import Span

_SPACE = " \t\n　"


class _End(NamedTuple):
    """How a passage ends."""

    passage: Passage
    span: Span
    """Its last character in the source."""
    last: str
    mark: str
    """That character, if it is one of the marks."""


class MarkCheck(Check, frozen=True, kw_only=True):
    """Reports passages that do not end with the mark that is wanted, or end with one where none is.

    Variants: `missing`, `surplus`, `other` (another mark than the one wanted).
    """

    edits: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"mark", "wanted"})

    mark: str = ""
    """The mark that is wanted; empty: none."""
    marks: tuple[str, ...] = ("。", "．", ".")
    """What counts as such a mark."""
    allow_ends: tuple[Regex, ...] = ()
    """Ends of a passage that are as good: `[！？]$`."""
    append: bool = False
    """A missing mark is put in by a fix."""
    habit: bool = False
    """What the larger part of a list does is wanted; where it is even, no mark."""
    run: Literal["allow", "look"] = "look"
    """`allow`: a passage that ends with a link or code is left alone."""
    emoji: bool = False
    """An emoji may end it."""

    @property
    def reach(self) -> Reach:
        """The block, unless items of a list are compared."""
        return "document" if self.habit else "block"

    def variants(self) -> frozenset[str]:
        return frozenset({"missing", "surplus", "other"})

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """The passages that end otherwise."""
        groups: dict[Hashable, list[_End]] = {}
        for passage in scope.passages(document):
            if end := self._end(passage):
                groups.setdefault(_list(passage, document), []).append(end)
        for ends in groups.values():
            wanted = _usual(ends) if self.habit else self.mark
            for end in ends:
                if end.mark != wanted:
                    yield from self._report(end, wanted)

    def _report(self, end: _End, wanted: str) -> Iterator[Match]:
        values = {"mark": end.mark or end.last, "wanted": wanted}
        if end.mark:
            edit = Edit(end.span, wanted)
            yield Match(end.span, "other" if wanted else "surplus", values, edits=(edit,))
            return
        if any(regex.search(end.passage.text.rstrip(_SPACE)) for regex in self.allow_ends) or self._shown(end):
            return
        edits = (Edit(Span(end.span.end, end.span.end), wanted),) if self.append else ()
        yield Match(end.span, "missing", values, edits=edits)

    def _shown(self, end: _End) -> bool:
        if self.emoji and unicodedata.category(end.last) == "So":
            return True
        length = len(end.passage.text.rstrip(_SPACE))
        return self.run == "allow" and any(
            run.end == length and run.kind in ("link", "code", "url") for run in end.passage.runs
        )

    def _end(self, passage: Passage) -> _End | None:
        text = passage.text.rstrip(_SPACE)
        if not text:
            return None
        number = next(
            (
                len(mark)
                for mark in sorted({*self.marks, *filter(None, [self.mark])}, key=len, reverse=True)
                if text.endswith(mark)
            ),
            0,
        )
        start = len(text) - (number or 1)
        last = text[start:]
        return _End(passage, passage.source(start, len(text)), last, last if number else "")


def _usual(ends: list[_End]) -> str:
    counts = Counter(bool(one.mark) for one in ends)
    if counts[False] >= counts[True]:
        return ""
    return Counter(one.mark for one in ends if one.mark).most_common(1)[0][0]


def _list(passage: Passage, document: Document) -> Hashable:
    outermost = next((one for one in document.blocks[passage.block].containers if one.kind == "list"), None)
    return (passage.place, outermost.number) if outermost else passage.place


CHECK = MarkCheck
