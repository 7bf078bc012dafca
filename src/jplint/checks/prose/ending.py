"""How a passage ends: the evidence of its last words, weighed with what stands around it.

Every unfinished ending has a grade (a particle is a graver sign than a noun); every circumstance adds to it or takes
away. The sum decides, so that a noun before a generator's marker is reported and a noun in a caption is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import ClassVar, Literal, NamedTuple

import msgspec

from jplint.analysis.continuation import Joint, joint
from jplint.analysis.flow import caption, display
from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.match import Value
from jplint.checks.regex import Regex, any_of
from jplint.document.block import Block
from jplint.document.document import Document
from jplint.document.prose.passage import Passage, Sentence
from jplint.pattern import Pattern
from jplint.text.edit import Edit
from jplint.text.span import Span

_TAIL = 40
"""So many code points at the end of a text tell whether it is finished."""

Neighbour = Literal[
    "paragraph",
    "bold",
    "heading",
    "rule",
    "marker",
    "list",
    "item",
    "table",
    "code",
    "math",
    "image",
    "embed",
    "template",
    "quote",
    "html",
    "footnote",
    "end",
    "nothing",
]


class Evidence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """One kind of ending, told by a pattern over the last sentence's morphemes or an expression over its text."""

    pattern: Pattern | None = None
    match: Regex | None = None
    score: int


class Circumstance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Adds `score` where everything that it names holds."""

    score: int
    grade: list[int] | None = None
    """The score of the evidence is one of these."""
    place: list[str] | None = None
    next: list[Neighbour] | None = None
    """What follows."""
    finished_before: int | None = None
    """At least so many sentences before it in the passage are finished."""
    alone: bool | None = None
    """It is the only sentence of the passage."""
    bold: bool | None = None
    """The whole passage is bold."""
    repeated: int | None = None
    """What follows begins with at least so many of its last code points."""
    continued: bool | None = None
    """What follows cannot begin a sentence: half a word, `…`, or one of the `openings`."""
    joined: bool | None = None
    """What follows takes the sentence up: continued, or at least four code points repeated."""
    blank_lines: int | None = None
    """At least so many blank lines follow."""
    shorter: int | None = None
    """The last sentence has fewer code points than this."""
    longer: int | None = None
    """The last sentence has at least so many code points."""
    finishing: float | None = None
    """At least this share of the other passages in the same place (for a list: of the same list) is finished."""
    careless: float | None = None
    """At most this share of the other passages is finished."""
    usual: int | None = None
    """At least so many other passages of the document end with evidence of the same score: a way of writing."""
    plain: bool | None = None
    """The document is plain text, in which nothing but its length tells a heading."""
    match: Regex | None = None
    """Found in the last sentence."""


class _Ending(NamedTuple):
    """What is known of one unfinished passage."""

    sign: int
    """The number of its evidence."""
    grade: int
    passage: Passage
    last: Sentence
    neighbour: str
    after: Passage | None
    joint: Joint | None
    continued: bool
    finished_before: int
    blank_lines: int
    bold: bool
    finishing: float
    plain: bool
    usual: int


class Weighing(NamedTuple):
    """How one unfinished passage was weighed. Evidence and circumstances are given by their number in the rule."""

    last: Sentence
    evidence: int
    circumstances: tuple[int, ...]
    total: int
    level: str | None
    """None where the sum reaches none."""


class Ending(Check, frozen=True, kw_only=True):
    """Weighs passages whose last sentence is not finished. The highest level that the sum reaches is the variant."""

    names: ClassVar[frozenset[str]] = frozenset({"tail", "line", "next"})
    edits: ClassVar[bool] = True

    finished: list[Regex]
    """Endings of a finished sentence."""
    stops: Regex
    """How the earlier sentences of a passage must end to count as finished (a headline's ？ does not)."""
    skip: list[Regex] = []
    """Passages that are no sentences: found in the whole text of the passage."""
    evidence: list[Evidence]
    """The first that fits gives the grade; a passage that none fits is passed over."""
    context: list[Circumstance] = []
    openings: list[Pattern] = []
    """Beginnings that no sentence has."""
    resumes: list[Pattern] = []
    """Beginnings that take up what stands before, which in plain text shows that to be a quotation."""
    markers: Regex | None = None
    """A block that a generator left as the end of a piece."""
    tails: Regex | None = None
    """A heading or bold line behind which the article itself is over."""
    levels: dict[str, int]
    stop: str = ""
    """What the sentence lacks at its end: the change that the check offers."""

    def variants(self) -> frozenset[str]:
        return frozenset(self.levels)

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """One match a passage, over its last sentence."""
        for ending in self._endings(document, scope):
            weighing = self._weigh(ending)
            if weighing.level is not None:
                yield self._match(ending, weighing.level)

    def weighings(self, document: Document, scope: Scope) -> Iterator[Weighing]:
        """How each unfinished passage is weighed, reported or not."""
        return map(self._weigh, self._endings(document, scope))

    def _endings(self, document: Document, scope: Scope) -> Iterator[_Ending]:
        passages = [(passage, self._finished(passage)) for passage in scope.passages(document)]
        shares = _Shares(document, passages)
        unfinished = [
            (passage, sign)
            for passage, finished in passages
            if not (finished or self._skipped(passage.text) or _linked(passage) or _captions(passage, document))
            and (sign := self._sign(passage)) is not None
        ]
        grades = Counter(self.evidence[sign].score for _, sign in unfinished)
        for passage, sign in unfinished:
            yield self._ending(document, passage, sign, shares, grades[self.evidence[sign].score] - 1)

    def _finished(self, passage: Passage) -> bool:
        return bool(self._closed(passage.text.rstrip()[-_TAIL:]))

    @cached_property
    def _closed(self) -> Callable[[str], object]:
        return any_of(self.finished)

    @cached_property
    def _skipped(self) -> Callable[[str], object]:
        return any_of(self.skip)

    def _ending(self, document: Document, passage: Passage, sign: int, shares: _Shares, usual: int) -> _Ending:
        number = passage.block
        block = document.blocks[number] if number >= 0 else None
        neighbour, following = self._neighbour(document, number) if block else ("nothing", None)
        prose = following and following.kind in ("paragraph", "heading") and not display(following)
        after = following.passages[0] if following and prose else None
        joined = joint(passage, after) if after and self._asks_for_joints else None
        continued = bool(
            after and joined and (joined.split or joined.ellipsis or joined.unopened or self._opens(after))
        )
        gap = _blank_lines(document, number, following) if following else 0
        before = sum(self.stops.search(one.text[-_TAIL:]) is not None for one in passage.sentences[:-1])
        return _Ending(
            sign, self.evidence[sign].score, passage, passage.sentences[-1],
            neighbour, after, joined, continued, before, gap,
            block is not None and block.wholly_bold, shares.of(passage),
            document.plain, usual,
        )  # fmt: skip

    def _neighbour(self, document: Document, number: int) -> tuple[str, Block | None]:
        """What follows a block, and the block that takes up the text: behind a marker, and behind comments.

        In plain text, a paragraph without Japanese is what a block of code is elsewhere.
        """
        here, blocks = document.blocks[number], document.blocks
        numbers = range(number + 1, len(blocks))
        rest = (blocks[following] for following in numbers if not document.is_comment(blocks[following]))
        block = next(rest, None)
        if block is None:
            return "end", None
        if self.markers and block.kind == "paragraph" and self.markers.search(block.text):
            return "marker", next(rest, None)
        if self.tails and (block.kind == "heading" or block.wholly_bold) and self.tails.search(block.text):
            return "end", None
        if document.plain and not block.passage.japanese:
            return "code", block
        if document.plain and self._resumed(next(rest, None)):
            return "quote", block
        if (kind := display(block)) and not _elsewhere(here, block):
            return kind, block
        return _container(here, block) if block.kind == "paragraph" else block.kind, block

    def _resumed(self, block: Block | None) -> bool:
        """True where a block goes on with a sentence: what stands before it in plain text is a quotation."""
        return block is not None and block.kind == "paragraph" and self._opens(block.passage, *self.resumes)

    def _opens(self, passage: Passage, *more: Pattern) -> bool:
        """True where a passage begins as no sentence does, or as one of some more patterns has it."""
        patterns = (*self.openings, *more)
        if not passage.sentences or not patterns:
            return False
        first = passage.sentences[0].beginning
        return any(match.start == 0 for one in patterns for match in one.finditer(first))

    def _weigh(self, ending: _Ending) -> Weighing:
        held = tuple(number for number, one in enumerate(self.context) if _holds(one, ending))
        total = ending.grade + sum(self.context[number].score for number in held)
        level = next((name for name, least in self._ladder if total >= least), None)
        return Weighing(ending.last, ending.sign, held, total, level)

    def _match(self, ending: _Ending, level: str) -> Match:
        last = ending.last
        related: tuple[Place, ...] = ()
        values: dict[str, Value] = {"tail": last.text[-16:].lstrip("、。 "), "line": "", "next": ""}
        if ending.after is not None:
            values["line"] = Place(ending.after.span)
            values["next"] = ending.after.text[:16]
            if ending.joint and (ending.joint.repeated or ending.continued):
                related = (Place(ending.after.sentences[0].span if ending.after.sentences else ending.after.span),)
        end = last.span.end
        edits = (Edit(Span(end, end), self.stop),) if self.stop else ()
        return Match(last.span, level, values, related=related, edits=edits)

    @cached_property
    def _asks_for_joints(self) -> bool:
        asked = ((one.repeated, one.continued, one.joined) for one in self.context)
        return any(value is not None for values in asked for value in values)

    @cached_property
    def _ladder(self) -> list[tuple[str, int]]:
        return sorted(self.levels.items(), key=lambda level: -level[1])

    def _sign(self, passage: Passage) -> int | None:
        """The number of the first evidence that a passage shows."""
        if not passage.sentences or not passage.japanese:
            return None
        last = passage.sentences[-1]
        morphemes = last.ending
        for number, one in enumerate(self.evidence):
            if one.match is not None and one.match.search(last.text):
                return number
            if one.pattern is not None and any(True for _ in one.pattern.finditer(morphemes)):
                return number
        return None


def _blank_lines(document: Document, number: int, following: Block) -> int:
    """How many come before what follows a block, or before a comment between the two."""
    here, behind = document.blocks[number : number + 2]
    end = behind if document.is_comment(behind) else following
    return document.text[here.span.end : end.span.start].count("\n") - 1


def _captions(passage: Passage, document: Document) -> bool:
    return passage.block >= 0 and caption(passage.block, document)


def _linked(passage: Passage) -> bool:
    """True where a link is all that the last sentence says."""
    text, start = passage.text, passage.sentences[-1].start if passage.sentences else 0
    return any(
        run.kind == "link"
        and run.start >= start
        and len(text[start : run.start].strip() + text[run.end :].strip()) <= 2
        for run in passage.runs
    )


def _elsewhere(here: Block, block: Block) -> bool:
    """True where a block stands in a list, a quotation or a note that another one does not stand in."""
    return len(block.containers) > len(here.containers)


def _container(here: Block, block: Block) -> str:
    """The name of a paragraph that follows `here`, by what it stands in."""
    if block.inside("footnote"):
        return "footnote"
    if block.inside("quote") and not here.inside("quote"):
        return "quote"
    item = block.inside("item")
    if item:
        own = here.inside("list")
        theirs = block.inside("list")
        if own == theirs:
            return "paragraph" if item == here.inside("item") else "item"
        return "list"
    return "bold" if block.wholly_bold else "paragraph"


def _holds(one: Circumstance, ending: _Ending) -> bool:
    last = ending.last
    length = last.end - last.start
    repeated = ending.joint.repeated if ending.joint else 0
    return (
        (one.grade is None or ending.grade in one.grade)
        and (one.place is None or ending.passage.place in one.place)
        and (one.next is None or ending.neighbour in one.next)
        and (one.finished_before is None or ending.finished_before >= one.finished_before)
        and (one.alone is None or (len(ending.passage.sentences) == 1) == one.alone)
        and (one.bold is None or ending.bold == one.bold)
        and (one.repeated is None or repeated >= one.repeated)
        and (one.continued is None or ending.continued == one.continued)
        and (one.joined is None or (ending.continued or repeated > 0) == one.joined)
        and (one.blank_lines is None or ending.blank_lines >= one.blank_lines)
        and (one.shorter is None or length < one.shorter)
        and (one.longer is None or length >= one.longer)
        and (one.finishing is None or ending.finishing >= one.finishing)
        and (one.careless is None or ending.finishing <= one.careless)
        and (one.usual is None or ending.usual >= one.usual)
        and (one.plain is None or ending.plain == one.plain)
        and (one.match is None or one.match.search(last.text) is not None)
    )


class _Shares:
    """How many of the passages beside one are finished: in the same list, or in the same place of the document."""

    def __init__(self, document: Document, passages: list[tuple[Passage, bool]]) -> None:
        self.document = document
        self.counts: dict[object, list[int]] = {}
        for passage, finished in passages:
            count = self.counts.setdefault(self._key(passage), [0, 0])
            count[0] += finished
            count[1] += 1

    def of(self, passage: Passage) -> float:
        """The share among the others; 0 where there is no other."""
        finished, every = self.counts[self._key(passage)]
        return finished / (every - 1) if every > 1 else 0.0

    def _key(self, passage: Passage) -> object:
        if passage.block >= 0 and (container := self.document.blocks[passage.block].inside("list")):
            return container.number
        return passage.place


CHECK = Ending
