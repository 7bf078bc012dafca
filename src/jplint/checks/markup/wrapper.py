"""A whole document, or its front matter, inside a code fence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.text.edit import Edit
from jplint.text.span import Span

_OPENING = re.compile(r"[ \t\r\n]*^(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^\r\n`]*?)[ \t]*(?:\r\n?|\n)", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]{0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^\r\n`]*?)[ \t]*\r?$", re.MULTILINE)
_HEAD = 1_000
"""Code points behind a fence in which front matter is looked for."""


class _Wrapper(NamedTuple):
    """What is between the two fences, and the line of the second, its newline taken in."""

    closing: Span
    inside: Span


class Wrapper(Check, frozen=True, kw_only=True):
    """Reports the fence at the head of a document whose partner is its last line, or closes over front matter alone.

    Variants: `body` (all of the body is inside; fences within it may make Markdown end the code earlier) and
    `front-matter` (what follows the fence at the head of the file is front matter). The edits take both lines away.
    """

    structural: ClassVar[bool] = True
    edits: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"info", "line"})

    languages: tuple[str, ...]
    """What the fence around a body says it holds."""
    bare: tuple[Regex, ...] = ()
    """Where a fence says nothing, all of these are found in what it holds."""
    front_matter: tuple[Regex, ...] = ()
    """What front matter inside a fence is known by: one of these is found right behind the fence."""

    def variants(self) -> frozenset[str]:
        return frozenset({"body", "front-matter"})

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """At most one match."""
        opening = _OPENING.match(document.text, document.body_start)
        if document.plain or opening is None:
            return
        found = _wrapper(opening, document.text)
        if found is None:
            return
        text, info = document.text[slice(*found.inside)], opening["info"].lower()
        whole = not document.text[found.closing.end :].strip()
        fronted = document.front_matter is None and any(regex.search(text[:_HEAD]) for regex in self.front_matter)
        alone = fronted and not text.strip().partition("\n---")[2].strip()
        named = info in self.languages or (not info and bool(self.bare) and all(one.search(text) for one in self.bare))
        if not (alone or (whole and (named or fronted))):
            return
        start = opening.start("fence")
        span = Span(start, start + len(opening.group()[start - opening.start() :].rstrip()))
        values = {"info": opening["info"], "line": Place(found.closing)}
        first = Span(start if document.front_matter else opening.start(), opening.end())
        edits = (Edit(first, ""), Edit(found.closing, ""))
        variant = "body" if whole else "front-matter"
        yield Match(span, variant, values, related=(Place(_line(found.closing, document.text)),), edits=edits)


def _wrapper(opening: re.Match[str], text: str) -> _Wrapper | None:
    """The fence with its partner: a fence without info string closes the innermost one that is open."""
    mark, depth, closed = opening["fence"], 1, None
    for fence in _FENCE.finditer(text, opening.end()):
        if fence["fence"][0] != mark[0] or len(fence["fence"]) < len(mark):
            continue
        if fence["info"]:
            depth += 1
        elif depth > 1:
            depth -= 1
        else:
            closed = fence
            break
    if closed is None:
        return None
    end = closed.end() + (text[closed.end() : closed.end() + 1] == "\n")
    return _Wrapper(Span(closed.start(), end), Span(opening.end(), closed.start()))


def _line(span: Span, text: str) -> Span:
    return Span(span.start, span.start + len(text[slice(*span)].rstrip()))


CHECK = Wrapper
