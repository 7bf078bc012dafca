"""The levels of headings: where the outline begins, where it skips a level, where it has a second top."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar, Literal

from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.match import Value
from jplint.document.block import Block
from jplint.document.document import Document
from jplint.text.edit import Edit
from jplint.text.span import Span

_STOP = frozenset("。．")
_CALL = frozenset("！？!?")
_MARKER = ("---", "===", "<<<", ">>>")
_LONG = 40
"""Code points. Of 520 setext headings in 2,513 posts 491 were this long or ended like a sentence: all accidents."""


def underline(block: Block, text: str) -> Span:
    """The line of `-` or `=` that makes a setext heading."""
    start, end = block.span
    return Span(max(text.rfind(mark, start, end) for mark in "\r\n") + 1, end)


def accidental(block: Block, document: Document) -> bool:
    """True for a heading that only a line of `-` or `=` right below a paragraph makes: no writer means it as one.

    A question or a call may be a title; one with just three marks below it had a thematic break below it.
    """
    if not block.setext:
        return False
    text = block.text.strip()
    if len(text) >= _LONG or text[-1:] in _STOP or text.startswith(_MARKER):
        return True
    line = underline(block, document.text)
    if text[-1:] in _CALL and line.end - line.start == 3:
        return True
    return document.lines.line(line.start) - document.lines.line(block.span.start) > 1


def headings(document: Document) -> tuple[tuple[int, Block], ...]:
    """The headings of the outline with the numbers of their blocks: in no list or quote, and meant as headings."""
    return document.analysis(_outline)


def _outline(document: Document) -> tuple[tuple[int, Block], ...]:
    found = ((number, block) for number, block in enumerate(document.blocks) if block.kind == "heading")
    return tuple(one for one in found if not one[1].containers and not accidental(one[1], document))


class Outline(Check, frozen=True, kw_only=True):
    """Reports headings on the wrong level.

    `first-level`: the first heading is deeper than `level` and than headings further down (variant `deep`; a document
    that stays below it throughout has a convention), or higher on a page whose layout prints the title (variant
    `high`). `skipped-level`: a heading is more than one level below the one before it, and a level between is used
    elsewhere: a document that never uses it has a convention, and a title may stand above anything. `second-top`: a
    first-level heading after the page already had one.
    """

    shorthand: ClassVar[str] = "find"
    structural: ClassVar[bool] = True
    edits: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"level", "wanted", "hashes", "before", "line", "count"})

    find: Literal["first-level", "skipped-level", "second-top"]
    level: int = 2
    """The level that the first heading should have under the page's title."""

    def variants(self) -> frozenset[str]:
        return frozenset({"deep", "high"}) if self.find == "first-level" else frozenset()

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """At most one match for a document, but one for each skipped level."""
        blocks = [block for _, block in headings(document)]
        if not blocks:
            return
        if self.find == "first-level":
            yield from self._first(blocks, document)
        elif self.find == "second-top":
            yield from self._second_top(blocks, document)
        else:
            used = {block.level for block in blocks}
            for number, (above, below) in enumerate(pairwise(blocks), 1):
                skipped = range(above.level + 1, below.level)
                if above.level > 1 and not used.isdisjoint(skipped):
                    edits = _levels(_section(blocks, number), above.level + 1 - below.level, document)
                    yield self._match(below, above.level + 1, above, edits=edits)

    def _first(self, blocks: list[Block], document: Document) -> Iterator[Match]:
        first = blocks[0]
        if first.level < self.level and _titled(document) and document.flavor.layout_heading:
            yield self._moved(blocks, "high", document)
        end = next((number for number, block in enumerate(blocks) if block.level < first.level), len(blocks))
        if first.level > self.level and end < len(blocks):
            yield self._moved(blocks[:end], "deep", document)

    def _moved(self, blocks: list[Block], variant: str, document: Document) -> Match:
        """The first of the blocks is reported; all of them move with it, if they can."""
        edits = _levels(blocks, self.level - blocks[0].level, document)
        return self._match(blocks[0], self.level, variant=variant, edits=edits)

    def _second_top(self, blocks: list[Block], document: Document) -> Iterator[Match]:
        tops = [block for block in blocks if block.level == 1]
        printed = _titled(document) and document.flavor.layout_heading
        extra = tops[1:] if blocks[0].level == 1 or not printed else tops
        if extra:
            edits = _levels(blocks[blocks.index(extra[0]) :], 1, document)
            other = tops[0] if extra[0] is not tops[0] else None
            yield self._match(extra[0], 2, other, edits=edits, count=len(tops) + printed)

    def _match(
        self,
        block: Block,
        wanted: int,
        other: Block | None = None,
        *,
        variant: str = "",
        edits: tuple[Edit, ...] = (),
        count: int = 1,
    ) -> Match:
        values: dict[str, Value] = {"level": block.level, "wanted": wanted, "hashes": "#" * wanted, "count": count}
        if other is not None:
            values |= {"before": other.level, "line": Place(other.span)}
        related = (Place(other.span),) if other is not None else ()
        return Match(block.span, variant, values, related=related, edits=edits)


def _section(blocks: list[Block], number: int) -> list[Block]:
    """A heading and those below it, up to the next on its level."""
    level = blocks[number].level
    end = next((at for at in range(number + 1, len(blocks)) if blocks[at].level <= level), len(blocks))
    return blocks[number:end]


def _levels(blocks: list[Block], by: int, document: Document) -> tuple[Edit, ...]:
    """What moves headings to another level; nothing where one of them cannot be moved."""
    if any(block.setext or not 1 <= block.level + by <= 6 for block in blocks):
        return ()
    starts = [(document.text.index("#", block.span.start), block.level) for block in blocks]
    return tuple(Edit(Span(start, start + level), "#" * (level + by)) for start, level in starts)


def _titled(document: Document) -> bool:
    entry = document.front_matter.get("title") if document.front_matter else None
    return entry is not None and bool(entry.text.strip())


CHECK = Outline
