"""Blocks by what they look like: their kind, their length, what comes next and what they say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, Literal, NamedTuple

import msgspec

from jplint.analysis.flow import display
from jplint.checks.base import Check, Match, Scope
from jplint.checks.lexicon import Lexicon
from jplint.checks.regex import Found, Regex
from jplint.checks.structure.outline import underline
from jplint.document.block import Block
from jplint.document.document import Document
from jplint.document.prose.passage import Passage, is_japanese
from jplint.text.span import Span

Next = Literal[
    "paragraph", "heading", "code", "html", "table", "rule", "list", "quote", "footnote", "definition", "end"
]
"""What a block is followed by; the container of a block that stands in one."""

_STRUCTURED = 2
"""A document with so many headings has a structure of its own."""
_SEVERAL = 3
"""So many bold lines are the structure of a document without headings."""
_REST_OF_LINE = re.compile(r"(?P<colon>[ \t]*[:：]?)(?:<br */?>)?[ \t　\\]*(?=[\r\n]|\Z)")
_HARD_BREAK = re.compile(r"<br|\\|  +\Z")


class BoldLine(NamedTuple):
    """A line that opens a paragraph outside lists and quotes, is bold from end to end and not tied to the next line
    by a hard break."""

    block: int
    """The number of the paragraph."""
    text: str
    """As it is analysed, with the colon behind it, if any."""
    shown: str
    """The same as a reader sees it, with the code that placeholders stand for."""
    span: Span
    """With the marks and the colon."""
    inner: Span
    """Without them."""
    next: Next
    """`paragraph` where the paragraph goes on."""


def bold_lines(document: Document) -> Mapping[int, BoldLine]:
    """The bold lines of a document by the number of their block; those that are one link are left out."""
    return document.analysis(_by_block)


def _by_block(document: Document) -> Mapping[int, BoldLine]:
    return {line.block: line for line in _bold_lines(document)}


def _bold_lines(document: Document) -> Iterator[BoldLine]:
    for number, block in enumerate(document.blocks):
        if block.kind != "paragraph" or block.containers or not block.runs:
            continue
        text, opening = block.text, block.text[:1]
        strong = next((run for run in block.runs if run.kind == "strong"), None)
        if strong is None or not opening or text[: strong.start].strip():
            continue
        span = _with_outer_marks(strong.span, block.span, document.text)
        rest = _REST_OF_LINE.match(document.text, span.end, block.span.end)
        linked = any(run.kind == "link" and run.start <= strong.start and strong.end <= run.end for run in block.runs)
        if rest is None or linked:
            continue
        colon = rest["colon"].strip()
        goes_on = document.text[rest.end() : block.span.end].strip() != ""
        if goes_on and _HARD_BREAK.search(rest[0]):
            continue  # a term and what is said of it, set as one paragraph
        yield BoldLine(
            number,
            text[strong.start : strong.end].strip() + colon,
            block.passage.revealed(strong.start, strong.end).strip() + colon,
            Span(span.start, span.end + len(rest["colon"].rstrip())),
            Span(strong.span.start + 2, strong.span.end - 2),
            "paragraph" if goes_on else following(document, number),
        )


def _with_outer_marks(span: Span, within: Span, text: str) -> Span:
    """`***x***` is strong inside emphasis: the outer marks go with it."""
    start, end = span
    while start > within.start and end < within.end and text[start - 1] == text[end] and text[end] in "*_":
        start, end = start - 1, end + 1
    return Span(start, end)


def following(document: Document, number: int) -> Next:
    """What the block after a block is, or is in."""
    if number + 1 >= len(document.blocks):
        return "end"
    block = document.blocks[number + 1]
    return block.containers[0].kind if block.containers else block.kind  # type: ignore[return-value]


class Title(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What makes a bold line a title in a document that has headings; any other one is a label of what it stands above.

    Manuals and blogs name the small parts below their headings with a bold word (「**背景**」), and often what they
    show: nothing needs mending there. Where half of a document's bold lines are labels, all of them are.
    """

    length: int
    """At least so many code points …"""
    prose: int
    """… or so many of running text below it; and in both cases nothing is shown there (code, a table, a picture)."""


class Look(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """One shape. All that it says must be true of a block."""

    kind: Literal["paragraph", "heading", "bold-line"] = "paragraph"
    """`bold-line`: the first line of a paragraph, where it is bold from end to end."""
    variant: str = msgspec.field(default="", name="as")
    """The variant of what it finds."""
    setext: bool | None = None
    """A heading that is (not) made by a line of `-` or `=` below it."""
    underline: Regex | None = None
    """This is found in the line that makes a setext heading."""
    min: int = 0
    """At least so many code points of text."""
    max: int | None = None
    """At most so many."""
    min_lines: int = 1
    """At least so many lines of text in the source."""
    text: tuple[Regex, ...] = ()
    """One of these is found in the text."""
    match: Regex | None = None
    """This is found in the text, and is the place to report, in place of the block; a group `match` narrows it."""
    unless: tuple[Regex, ...] = ()
    """None of these is found in the text."""
    title: Title | None = None
    """For a bold line: it does the work of a heading."""
    other_than: Lexicon | None = None
    """The text, without a colon at its end, is none of these words."""
    before: tuple[Next, ...] = ()
    """One of these comes next."""
    not_before: tuple[Next, ...] = ()
    """None of these comes next."""
    nested: bool = False
    """Blocks in lists, quotes and footnotes, too."""
    at: Literal["block", "underline"] = "block"
    """`underline`: report the line that makes a setext heading."""


class Seen(NamedTuple):
    """A block, or the line of it, that may have a shape."""

    number: int
    block: Block
    text: str
    """As it is analysed: code is a placeholder."""
    span: Span


def shaped(looks: Sequence[Look], document: Document, scope: Scope) -> Iterator[tuple[Look, Seen, list[Found]]]:
    """The blocks that have one of the shapes, each with the first that it has and what that one's `match` finds."""
    taken: set[int] = set()
    for look in looks:
        if look.match is not None and not look.match.possible(document.prose):
            continue
        for seen in _candidates(look, document):
            if seen.number in taken or not _fits(look, seen, document) or not _in_scope(seen.block.passage, scope):
                continue
            found = list(look.match.finditer(seen.text)) if look.match else []
            if look.match is None or found:
                taken.add(seen.number)
                yield look, seen, found


def _candidates(look: Look, document: Document) -> Iterable[Seen]:
    if look.kind == "bold-line":
        for line in bold_lines(document).values():
            yield Seen(line.block, document.blocks[line.block], line.text, line.span)
        return
    for number, block in enumerate(document.blocks):
        if block.kind == look.kind and (look.nested or not block.containers):
            yield Seen(number, block, block.text, block.span)


def _in_scope(passage: Passage, scope: Scope) -> bool:
    return passage.place in scope.places and (scope.any_language or passage.japanese)


def _fits(look: Look, seen: Seen, document: Document) -> bool:
    text = seen.text
    if len(text) < look.min or (look.max is not None and len(text) > look.max):
        return False
    if look.setext is not None and seen.block.setext != look.setext:
        return False
    if look.underline is not None and not _underlined(look.underline, seen.block, document.text):
        return False
    if look.min_lines > 1 and _lines(seen.block, document) < look.min_lines:
        return False
    if look.other_than is not None and text.rstrip(" :：") in look.other_than:
        return False
    if look.text and not any(regex.search(text) for regex in look.text):
        return False
    if any(regex.search(text) for regex in look.unless):
        return False
    if look.title is not None and not _is_title(look.title, seen, document):
        return False
    if not (look.before or look.not_before):
        return True
    line = bold_lines(document).get(seen.number) if look.kind == "bold-line" else None
    comes = line.next if line else following(document, seen.number)
    return comes not in look.not_before and (not look.before or comes in look.before)


def _is_title(title: Title, seen: Seen, document: Document) -> bool:
    return seen.number in document.analysis(_titles, title)


def _titles(document: Document, title: Title) -> frozenset[int]:
    """The numbers of the blocks whose bold lines do the work of headings; none where as many are labels."""
    lines = bold_lines(document)
    if len(document.headings) < _STRUCTURED <= _SEVERAL <= len(lines):
        return frozenset(lines)
    found = frozenset(number for number, line in lines.items() if _leads(title, line, document))
    return found if 2 * len(found) > len(lines) else frozenset()


def _leads(title: Title, line: BoldLine, document: Document) -> bool:
    """True where a bold line is long enough, or what it stands above, and nothing is shown there."""
    if not is_japanese(line.text):
        return False
    prose, lines = len(document.blocks[line.block].text) - len(line.text), bold_lines(document)
    for number in range(line.block + 1, len(document.blocks)):
        block = document.blocks[number]
        if block.kind in ("heading", "rule") or number in lines:
            break
        if display(block):
            return False
        prose += 0 if block.containers else len(block.text)
    return len(line.text) >= title.length or prose >= title.prose


def _underlined(regex: Regex, block: Block, text: str) -> bool:
    return block.setext and regex.search(text[slice(*underline(block, text))]) is not None


def _lines(block: Block, document: Document) -> int:
    """The lines of a block's text, a setext heading's underline left out."""
    lines = document.lines
    return lines.line(block.span.end) - lines.line(block.span.start) + 1 - block.setext


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


class Shape(Check, frozen=True, kw_only=True):
    """Reports the blocks that have one of the shapes, each block once, by the first shape that it has."""

    shorthand: ClassVar[str] = "any"
    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"text", "inner", "hashes", "count", "length", "newline"})

    any: tuple[Look, ...]
    level: int = 2
    """The level that a bold line would have as a heading where no heading comes before it."""

    def variants(self) -> frozenset[str]:
        return frozenset(look.variant for look in self.any if look.variant)

    def labels(self) -> frozenset[str]:
        return frozenset(name for look in self.any if look.match for name in look.match.groups) - {"match"}

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """The blocks in the order of the shapes."""
        for look, seen, found in shaped(self.any, document, scope):
            yield self._match(look, seen, document, found)

    def _match(self, look: Look, seen: Seen, document: Document, found: list[Found]) -> Match:
        text, passage = document.text, seen.block.passage
        span, groups, spans = seen.span, {}, {}
        if look.at == "underline" and seen.block.setext:
            span = underline(seen.block, text)
        elif found:
            first = found[0]
            groups = {name: value for name, value in first.groupdict().items() if value is not None}
            spans = {name: passage.source(*first.span(name)) for name in groups}
            span = spans.get("match") or passage.source(*first.span())
        values = {"length": len(seen.text), "count": len(found), "newline": _newline(text), **groups}
        if look.kind == "bold-line":
            line = bold_lines(document)[seen.number]
            values |= {"text": line.shown, "hashes": "#" * self._level(document, seen.number)}
            values["inner"] = text[slice(*line.inner)].strip("# :：")
        else:
            values["text"] = passage.revealed(0, len(seen.text))
        return Match(span, look.variant, values, spans)

    def _level(self, document: Document, number: int) -> int:
        """One below the heading of the section that the block is in."""
        above = bisect_right(document.headings, document.blocks[number].span.start, key=lambda one: one.span.start)
        return min(document.headings[above - 1].level + 1, 6) if above else self.level


CHECK = Shape
