"""Tables whose rows do not fit their head."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import ClassVar

from jplint.checks.base import Check, Match, Scope
from jplint.document.block import Block
from jplint.document.document import Document
from jplint.text.span import Span

_LINE = re.compile(r"(?P<margin>[ \t>]*)(?P<row>[^\r\n]*[^\s])")
_PIPE = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)[^\r\n]*?(?<!`)(?P=ticks)(?!`)")
_UNDERLINE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")


class Table(Check, frozen=True, kw_only=True):
    """Reports the rows of a table that have another number of cells than its head.

    Variants: `more` (GFM drops the rest), `fewer`, `code` (a `|` within code parts cells where the flavor says so),
    `text` (no `|` at all: a paragraph right below the table became a row), `head` (the line under the head has another
    number of cells, so that the parser sees no table) and `above` (text right above, in kramdown). `cells` are there,
    `wanted` are in the head. A row of one cell that is the last row or wholly bold is a note to the table or a title
    within it, and passed over.
    """

    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"cells", "wanted"})

    def variants(self) -> frozenset[str]:
        return frozenset({"more", "fewer", "code", "text", "head", "above"})

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """One match for each row, in order."""
        if document.plain:
            return
        loose = document.flavor.loose_tables
        for number, block in enumerate(document.blocks):
            if block.kind == "table":
                rows = _rows(block, document.text)
                if loose and number and _touches(document.blocks[number - 1], block, document.text):
                    yield Match(rows[0], "above")
                for row in rows[2:]:
                    if not _spans(row, row == rows[-1], document.text):
                        yield from _misfit(row, block.rows[0], document)
            elif block.kind == "paragraph" and not loose and "|" in block.text and "-" in block.text:
                yield from _unseen(_rows(block, document.text), document)


def _rows(block: Block, text: str) -> list[Span]:
    """The lines, without the marks of what the block stands in."""
    return [Span(*line.span("row")) for line in _LINE.finditer(text, *block.span)]


def _touches(above: Block, block: Block, text: str) -> bool:
    between = text[above.span.end : block.span.start]
    return above.kind == "paragraph" and len(between.splitlines()) == 1 and above.containers == block.containers


def _spans(row: Span, last: bool, text: str) -> bool:
    """True for a row of one cell, closed on both sides, that stands for the whole width of its table."""
    shown = text[slice(*row)]
    pipes = _PIPE.findall(shown)
    bold = shown.strip("| \t").startswith("**") and shown.strip("| \t").endswith("**")
    return len(pipes) == 2 and shown[0] == shown[-1] == "|" and (last or bold)


def _misfit(row: Span, wanted: int, document: Document) -> Iterator[Match]:
    loose = document.flavor.loose_tables
    text = document.text[slice(*row)]
    if _cells(text) == wanted and not (loose and "`" in text):
        return
    text = _blanked(row, document)
    parted, protected = _cells(text), _cells(_CODE.sub(_blank, text))
    cells = protected if loose else parted
    if cells == wanted:
        return
    values = {"cells": cells, "wanted": wanted}
    if protected == wanted:
        yield Match(row, "code", values)
    elif not _PIPE.search(text):
        yield Match(row, "text", values)
    else:
        yield Match(row, "more" if cells > wanted else "fewer", values)


def _unseen(rows: list[Span], document: Document) -> Iterator[Match]:
    for number, row in enumerate(rows[1:]):
        text = document.text[slice(*row)]
        head = document.text[slice(*rows[number])]
        if not _UNDERLINE.fullmatch(text) or "|" not in text or not _PIPE.search(head):
            continue
        cells, wanted = _cells(text), _cells(_blanked(rows[number], document))
        if cells != wanted:
            yield Match(row, "head", {"cells": cells, "wanted": wanted})


def _cells(row: str) -> int:
    """By GFM: a `|` parts two cells unless a backslash is before it; one at either edge does not."""
    row = row.strip()
    pipes = [found.start() for found in _PIPE.finditer(row)]
    return len(pipes) + 1 - (0 in pipes[:1]) - (len(row) - 1 in pipes[1:])


def _blanked(row: Span, document: Document) -> str:
    """A row with its template tags and mathematics blanked, as the parser sees it."""
    hidden = document.masks
    text = document.text[slice(*row)]
    for one in hidden[bisect_left(hidden, row.start, key=lambda one: one.span.end) :]:
        if one.span.start >= row.end:
            break
        start, end = max(one.span.start - row.start, 0), min(one.span.end, row.end) - row.start
        text = text[:start] + "x" * (end - start) + text[end:]
    return text


def _blank(code: re.Match[str]) -> str:
    return "x" * len(code.group())


CHECK = Table
