"""Fenced code that does not end where its writer thought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Literal

from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.match import Value
from jplint.document.block import Block
from jplint.document.document import Document
from jplint.text.span import Span

_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<info>[^\r\n]*)")
_INFO = r"[A-Za-z][^\s`]*(?:[ \t]+(?:\{|\w+=)[^`\r\n]*)?"
_INSIDE = re.compile(rf"^[ \t>]*(?P<fence>`{{3,}}|~{{3,}})[ \t]*(?P<info>{_INFO})?[ \t]*\r?$", re.MULTILINE)


class Fence(Check, frozen=True, kw_only=True):
    """Reports the first fenced code block that is not closed; what follows it in the document is in doubt.

    Variants: `end` (it runs to the end of the document), `container` (it ends with the list item, quote or footnote
    that it is in) and `inner` (a fence with a language stands inside it: the one before was never closed). `related`
    points at the line inside that looks like a fence.
    """

    shorthand: ClassVar[str] = "find"
    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"fence", "line", "inner"})

    find: Literal["unclosed"] = "unclosed"

    def variants(self) -> frozenset[str]:
        return frozenset({"end", "container", "inner"})

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """At most one match."""
        for block in document.blocks:
            if block.fenced and (match := _examine(block, document)):
                yield match
                return


def _examine(block: Block, document: Document) -> Match | None:
    opening = _FENCE.match(document.text, block.span.start)
    if opening is None:
        return None
    fence = opening["fence"]
    lines = list(_INSIDE.finditer(document.text, opening.end(), block.span.end))
    closed = bool(lines) and lines[-1].end() >= block.span.end and _closes(lines[-1], fence)
    inner = next((line for line in lines if line["info"] and line["fence"] == fence), None)
    if closed and inner is None:
        return None
    variant = "inner" if inner else "container" if block.containers else "end"
    seen = inner or next((line for line in lines if not line["info"]), None)
    span = Span(block.span.start, opening.end())
    values: dict[str, Value] = {"fence": fence}
    if seen is None:
        return Match(span, variant, values)
    place = Span(seen.start("fence"), seen.end())
    values |= {"line": Place(place), "inner": document.text[slice(*place)].strip()}
    return Match(span, variant, values, related=(Place(place),))


def _closes(line: re.Match[str], fence: str) -> bool:
    return not line["info"] and line["fence"][0] == fence[0] and len(line["fence"]) >= len(fence)


CHECK = Fence
