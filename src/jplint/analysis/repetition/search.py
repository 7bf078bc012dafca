"""What a document says twice, put together into findings that a writer can act on. The largest one owns its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from jplint.analysis.repetition.bounds import Bounds
from jplint.analysis.repetition.copies import Copied
from jplint.analysis.repetition.repetition import Kind, Repetition, Side, blocks, sentences
from jplint.analysis.repetition.similarity import Likeness, nearest
from jplint.analysis.repetition.units import Units
from jplint.document.document import Document
from jplint.document.prose.passage import Passage

State = Literal["copied", "near", "part", "title", "new"]

_GAP = 2
"""Blocks that may be missing from either side of two places that go on alike."""


class _Link(NamedTuple):
    """How a stretch hangs together with what was before it: the earlier stretches that its two ends repeat."""

    stretch: int
    state: State
    head: int = -1
    tail: int = -1


def repeats(document: Document, passages: Iterable[Passage], bounds: Bounds) -> tuple[Repetition, ...]:
    """The repetitions within these passages, in order and without overlap. Linear in the length of the text."""
    search = _Search(Copied(Units(document, passages), bounds))
    found = [*search.articles(), *search.echoes()]
    found += search.regions()
    found += search.sentences()
    return tuple(sorted(found, key=lambda one: one.span))


class _Search:
    def __init__(self, copied: Copied) -> None:
        self.copied = copied
        self.units = copied.units

    def articles(self) -> Iterator[Repetition]:
        """Paragraphs into which the text so far was pasted."""
        copied, units, bounds = self.copied, self.units, self.copied.bounds
        for number in sorted({units.owners[at] for copy in copied.copies for at in (copy.start, copy.end - 1)}):
            if units.stretches[number].size > bounds.article_length and copied.covered(number) >= bounds.pasted:
                origins = {units.owners[copied.origin[at]] for at in copied.free(number)}
                if len(origins) > _GAP:
                    yield self._blocks("article", "", [_Link(number, "copied", min(origins), max(origins))])

    def echoes(self) -> Iterator[Repetition]:
        """The end of a paragraph, said again by the beginning of the next one."""
        units = self.units
        for copy in self.copied.copies:
            here, before = units.owners[copy.start], units.owners[copy.source]
            stretch = units.stretches[here]
            if not copy.adjacent or stretch.start != copy.start or here == before or copy.start in self.copied.owned:
                continue
            end = min(copy.end, stretch.end, 2 * copy.start - copy.source)
            if end < stretch.end:
                yield self._sentences("echo", "start", copy.start, end)
            elif units.stretches[before].start < copy.source:
                yield self._sentences("echo", "whole", copy.start, end)

    def regions(self) -> Iterator[Repetition]:
        """Blocks that go on as earlier blocks do, word for word or nearly so."""
        region: list[_Link] = []
        waiting: list[_Link] = []
        likeness = self._likeness()
        for number in range(len(self.units.stretches)):
            link = self._link(number, likeness.get(number))
            whole = link.state in ("copied", "near")
            if region and len(waiting) < _GAP and _continues(region[-1], link):
                if whole:
                    region += [*waiting, link]
                    waiting = []
                else:
                    waiting.append(link)
            else:
                yield from self._close(region)
                region, waiting = [link] if whole else [], []
        yield from self._close(region)

    def sentences(self) -> Iterator[Repetition]:
        """What is left: sentences within paragraphs that say something else besides."""
        source = self.copied.source
        for run in self.copied.left():
            count = sum(self.copied.strong(at) and self.units.finished(at) for at in run)
            if source[run[-1]] - source[run[0]] == len(run) - 1 and source[run[-1]] >= run[0] - 1:
                variant = "adjacent"
            elif count > 1:
                variant = "run"
            else:
                variant = "again" if self.copied.repetitive else "alone"
            if count:
                yield self._sentences("sentences", variant, run[0], run[-1] + 1)

    def _likeness(self) -> dict[int, Likeness]:
        """The stretches that nearly repeat an earlier one, and which."""
        found: dict[int, Likeness] = {}
        bounds = self.copied.bounds
        for number, likeness in enumerate(nearest(self._texts(), bounds.similarity)):
            if likeness is not None:
                covered = self.copied.covered(number)
                alike = likeness.jaccard >= bounds.strict_similarity
                if self.copied.repetitive:
                    believed = covered > 0 or alike or self._inside(number, likeness.source)
                else:
                    believed = alike and covered >= bounds.similarity
                if believed:
                    found[number] = likeness
        return found

    def _inside(self, number: int, whole: int) -> bool:
        """True where a stretch stands word for word in another one, of which it is a copy cut short."""
        return self._said(number) in self._said(whole)

    def _said(self, number: int) -> str:
        stretch = self.units.stretches[number]
        return "".join(self.units.keys[stretch.start : stretch.end])

    def _texts(self) -> Iterator[tuple[str, str]]:
        units, copied = self.units, self.copied
        for number, (_, start, end, size) in enumerate(units.stretches):
            if (
                size < copied.bounds.compared
                or copied.exact.issuperset(range(start, end))
                or copied.touched(number)
                or units.title(number)
                or units.borrowed(number)
            ):
                yield "", ""
            else:
                yield units.block(number).passage.text, "".join(units.keys[start:end])

    def _link(self, number: int, likeness: Likeness | None) -> _Link:
        units, copied = self.units, self.copied
        free = copied.free(number)
        covered = copied.share(free, number)
        if likeness and covered < copied.bounds.copied:
            return _Link(number, "near", likeness.source, likeness.source)
        if not free or copied.touched(number):
            return _Link(number, "title" if units.block(number).kind == "heading" else "new")
        whole = covered >= copied.bounds.copied or not units.stretches[number].size
        head, tail = (units.owners[copied.source[at]] for at in (free[0], free[-1]))
        return _Link(number, "copied" if whole else "part", head, tail)

    def _close(self, region: list[_Link]) -> Iterator[Repetition]:
        units = self.units
        while region and units.title(region[-1].stretch):
            region.pop()
        if not region or self._left_to_sentences(region):
            return
        sizes: dict[State, int] = dict.fromkeys(("copied", "near", "part", "title", "new"), 0)
        for link in region:
            sizes[link.state] += units.stretches[link.stretch].size
        if sizes["copied"] < sizes["near"] + sizes["part"]:
            yield self._blocks("near", "near" if self.copied.repetitive else "slight", region)
        else:
            yield self._blocks("sections", self._weight(region), region)

    def _left_to_sentences(self, region: list[_Link]) -> bool:
        """True for blocks that say nothing by themselves, and for one that repeats only a part of another."""
        first, last = region[0], region[-1]
        stretches, copied = self.units.stretches, self.copied
        if any(link.state == "near" for link in region):
            return False
        if first is last:
            free = copied.free(first.stretch)
            head, tail = copied.source[free[0]], copied.source[free[-1]]
            if (head, tail + 1) != (stretches[first.head].start, stretches[first.tail].end):
                return True
        return not any(map(copied.strong, range(stretches[first.stretch].start, stretches[last.stretch].end)))

    def _weight(self, region: list[_Link]) -> str:
        """The variant of a copied region. Lines without a full stop weigh half: outlines return with good reason."""
        units = self.units
        first, last = region[0], region[-1]
        if last.tail >= first.stretch - 1 and units.follows(first.stretch):
            return "adjacent"
        spread = range(units.stretches[first.stretch].start, units.stretches[last.stretch].end)
        told = [at for at in spread if not units.title(units.owners[at])]
        finished = sum(len(units.keys[at]) for at in told if units.finished(at))
        weight = (finished + sum(len(units.keys[at]) for at in told)) / 2
        if weight < self.copied.bounds.slight:
            return "apart" if finished and self.copied.repetitive else "slight"
        if weight < self.copied.bounds.apart and not self.copied.repetitive:
            return "apart"
        if all(units.block(link.stretch).inside("list") for link in region):
            return "items"
        headed = any(link.state == "copied" and units.title(link.stretch) for link in region)
        return "section" if headed else "block"

    def _blocks(self, kind: Kind, variant: str, region: list[_Link]) -> Repetition:
        """A finding of whole blocks, which are no other's from now on."""
        stretches = self.units.stretches
        here = Side(region[0].stretch, region[-1].stretch)
        there = Side(region[0].head, region[-1].tail)
        begin, end = map(self._first_told, there)
        first = Side(begin, end if begin <= end < here.first else begin)
        self.copied.owned.update(range(stretches[here.first].start, stretches[here.last].end))
        return blocks(self.units, kind, variant, here, (there, first))

    def _first_told(self, stretch: int) -> int:
        """The stretch that a stretch itself is a copy of, if it is one."""
        start = self.units.stretches[stretch].start
        origin = self.copied.origin.get(start, start)
        owner = self.units.owners[origin]
        return owner if self.units.stretches[owner].start == origin else stretch

    def _sentences(self, kind: Kind, variant: str, start: int, end: int) -> Repetition:
        """A finding of the units from `start` to `end`, which are no other's from now on."""
        here = Side(start, end - 1)
        there, (begin, stop) = (Side(*(of[at] for at in here)) for of in (self.copied.source, self.copied.origin))
        first = Side(begin, stop if begin <= stop < start else begin)
        self.copied.owned.update(range(start, end))
        return sentences(self.units, kind, variant, here, (there, first))


def _continues(before: _Link, link: _Link) -> bool:
    """True where a block may go on with a region: it repeats what follows there, or is a heading between."""
    if link.state in ("title", "new"):
        return link.state == "title"
    return 0 <= link.head - before.tail <= _GAP + 1
