"""One repetition as a finding: where it stands, where it was said first, and what could be taken away."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from msgspec import Struct

from jplint.analysis.repetition.units import Units
from jplint.text.span import Span

Kind = Literal["sentences", "sections", "article", "near", "echo"]


class Repetition(Struct, frozen=True):
    """One place that says again what an earlier one has said."""

    kind: Kind
    variant: str
    span: Span
    origin: Span
    """Where it was said first."""
    sentences: int
    characters: int
    """White space and punctuation not counted."""
    removals: tuple[Span, ...]
    """The texts, in order, whose removal leaves nothing unsaid: what stands before to the letter."""


class Side(NamedTuple):
    """The first and the last of some stretches or units."""

    first: int
    last: int


def blocks(units: Units, kind: Kind, variant: str, here: Side, there: tuple[Side, Side]) -> Repetition:
    """A finding of the whole stretches `here`. `there`: those that they repeat, and the very first ones like them."""
    span, source, origin = (_blocks_span(units, side) for side in (here, *there))
    if _same(units, span, source) and not any(units.block(stretch).containers for stretch in here):
        whole = _lines(units, span)
        removals = [whole] if whole else []
    else:
        removals = list(_exact(units, here)) if kind == "sections" else []
    inner = Side(units.stretches[here.first].start, units.stretches[here.last].end - 1)
    return _repeat(units, kind, variant, (span, origin), inner, tuple(removals))


def sentences(units: Units, kind: Kind, variant: str, here: Side, there: tuple[Side, Side]) -> Repetition:
    """The same for some units of a paragraph, or from the end of one to the beginning of another."""
    span, source, origin = (_units_span(units, side) for side in (here, *there))
    removal = None
    if units.owners[here.first] == units.owners[here.last] and _same(units, span, source):
        removal = _cut(units, here)
    return _repeat(units, kind, variant, (span, origin), here, (removal,) if removal else ())


def _repeat(
    units: Units, kind: Kind, variant: str, spans: tuple[Span, Span], here: Side, removals: tuple[Span, ...]
) -> Repetition:
    told = [len(units.keys[at]) for at in range(here.first, here.last + 1) if units.sentences[at]]
    return Repetition(kind, variant, *spans, len(told), sum(told), removals)


def _blocks_span(units: Units, side: Side) -> Span:
    return Span(units.block(side.first).span.start, units.block(side.last).span.end)


def _units_span(units: Units, side: Side) -> Span:
    first, last = (
        sentence.span if sentence else units.block(units.owners[unit]).span
        for unit, sentence in ((unit, units.sentences[unit]) for unit in side)
    )
    return Span(first.start, last.end)


def _same(units: Units, one: Span, other: Span) -> bool:
    """True where two places of the source differ in white space only."""
    shorter, longer = sorted((one.end - one.start, other.end - other.start))
    text = units.document.text
    return longer <= 2 * shorter and text[one.start : one.end].split() == text[other.start : other.end].split()


def _exact(units: Units, here: Side) -> Iterator[Span]:
    """The lines of the blocks that stand before to the letter, though the whole does not."""
    again = [number for number in range(here.first, here.last + 1) if _again(units, number)]
    going = {number for number in again if not units.title(number)}
    for number in reversed(again):
        if units.title(number) and _emptied(units, number, going):
            going.add(number)
    for _, run in groupby(sorted(going), key=_Runs(units)):
        numbers = list(run)
        if lines := _lines(units, Span(*_blocks_span(units, Side(numbers[0], numbers[-1])))):
            yield lines


def _again(units: Units, stretch: int) -> bool:
    return units.first_alike(stretch) < stretch and not units.block(stretch).containers


def _emptied(units: Units, title: int, going: set[int]) -> bool:
    """True where nothing is left below a title once some blocks are gone."""
    number = title + 1
    while number in going and units.follows(number):
        number += 1
    if number == title + 1:
        return False
    blocks = units.document.blocks
    following = units.stretches[number - 1].block + 1
    return (
        following == len(blocks)
        or blocks[following].kind == "heading"
        or (number < len(units.stretches) and units.follows(number) and units.title(number))
    )


class _Runs:
    """Tells one run of neighbours from the next."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._last = -2
        self._run = 0

    def __call__(self, stretch: int) -> int:
        if stretch != self._last + 1 or not self._units.follows(stretch):
            self._run += 1
        self._last = stretch
        return self._run


def _lines(units: Units, span: Span) -> Span | None:
    """The whole lines of a span and the blank line behind it or, at the end of the text, before it.

    None where they do not stand apart: what touches them (an attribute list, say) would belong to something else then.
    """
    lines = units.document.lines
    first, last = lines.line(span.start), lines.line(max(span.start, span.end - 1))
    before, behind = (1 <= line <= len(lines.starts) for line in (first - 1, last + 1))
    if (before and lines.line_text(first - 1).strip()) or (behind and lines.line_text(last + 1).strip()):
        return None
    if behind and last + 1 < len(lines.starts):
        last += 1
    elif before:
        first -= 1
    return Span(lines.full(first)[0], lines.full(last)[1])


def _cut(units: Units, here: Side) -> Span | None:
    """The sentences `here` with the white space that parts them from the rest of their paragraph."""
    owner = units.owners[here.first]
    stretch, block = units.stretches[owner], units.block(owner)
    span = _units_span(units, here)
    if block.runs:
        return None  # a mark may begin within them and end outside
    if here.first > stretch.start:
        return Span(_units_span(units, Side(here.first - 1, here.first - 1)).end, span.end)
    if here.last < stretch.end - 1:
        return Span(span.start, _units_span(units, Side(here.last + 1, here.last + 1)).start)
    return _lines(units, span) if units.follows(owner) and not block.containers else None
