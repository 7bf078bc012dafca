"""Headings with nothing beneath them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar, NamedTuple

from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.regex import Regex
from jplint.checks.structure.outline import headings
from jplint.document.block import Block
from jplint.document.document import Document


class _Empty(NamedTuple):
    """An empty section: the place of its heading, the heading, and what ends it ("" for a heading that is a link)."""

    order: int
    heading: Block
    variant: str


class EmptySection(Check, frozen=True, kw_only=True):
    """Reports a heading that something ends before there is any content.

    Variants, by what ends it: `end` of the document or a marker, `rule` (a thematic break with a heading behind it;
    right under the page's title it is an ornament), `heading` of the same level or above. `untitled` is a heading
    without text; `run` is `list_from` or more empty sections in a row, reported once. Deeper headings, tables, code,
    images, HTML and template tags are content. A heading that is a link needs none, and a document of headings alone
    lacks none.
    """

    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"text", "count"})

    nothing: tuple[Regex, ...] = ()
    """Lines and paragraphs that are no content: one of these is found in them, and the section ends there."""
    ignore: tuple[Regex, ...] = ()
    """Lines that are no content and end no section."""
    list_from: int = 3
    """So many empty sections of one level in a row are a list of headings."""

    def variants(self) -> frozenset[str]:
        return frozenset({"end", "rule", "heading", "untitled", "run"})

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """One match for each empty section that stands alone, one for each run."""
        outline = headings(document)
        if not outline or all(block.kind in ("heading", "rule") for block in document.blocks):
            return
        meant = {number for number, _ in outline}
        found = []
        for order, (number, block) in enumerate(outline):
            if not block.text.strip() and not any(run.kind == "image" for run in block.runs):
                found.append(_Empty(order, block, "untitled"))
            elif variant := self._ended(number, meant, document):
                found.append(_Empty(order, block, "" if _is_link(block) else variant))
        for _, group in groupby(enumerate(found), key=lambda one: (one[1].order - one[0], one[1].heading.level)):
            yield from self._reported([empty for _, empty in group])

    def _reported(self, row: list[_Empty]) -> Iterator[Match]:
        missing = [empty for empty in row if empty.variant]
        if len(row) >= self.list_from and missing:
            others = tuple(Place(one.heading.span) for one in missing[1:])
            values = {"text": _shown(missing[0].heading), "count": len(missing)}
            yield Match(missing[0].heading.span, "run", values, related=others)
            return
        for one in missing:
            yield Match(one.heading.span, one.variant, {"text": _shown(one.heading)})

    def _ended(self, number: int, meant: set[int], document: Document) -> str:
        """What ends the section before it has content; "" where it has some."""
        blocks, heading = document.blocks, document.blocks[number]
        variant = ""
        at = heading.span.end
        for following in range(number + 1, len(blocks) + 1):
            block = blocks[following] if following < len(blocks) else None
            between = document.text[at : block.span.start if block else len(document.text)]
            if ended := self._raw(between):
                return "end" if ended == "nothing" else ""
            if block is None:
                return "end"
            if block.kind == "rule" and not block.containers:
                variant, at = "rule", block.span.end
            elif self._is_nothing(block.text):
                return "end"
            elif following in meant and (block.level <= heading.level or (variant and heading.level > 1)):
                return variant or "heading"
            else:
                return ""
        return ""

    def _raw(self, text: str) -> str:
        """What the source between two blocks is: `content` that the parser does not see, `nothing`, or ""."""
        if not text.strip():
            return ""
        for line in text.splitlines():
            if self._is_nothing(line):
                return "nothing"
            if line.strip() and not any(regex.search(line) for regex in self.ignore):
                return "content"
        return ""

    def _is_nothing(self, text: str) -> bool:
        return any(regex.search(text) for regex in self.nothing)


def _shown(heading: Block) -> str:
    return heading.passage.revealed(0, len(heading.text))


def _is_link(block: Block) -> bool:
    return any(run.kind == "link" and run.start == 0 and run.end == len(block.text) for run in block.runs)


CHECK = EmptySection
