"""What stands between two neighbours: nothing, or a space."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple

import msgspec

from jplint.checks.base import Check, Match, Scope
from jplint.checks.part import Part
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.prose.passage import Passage
from jplint.text.edit import Edit
from jplint.text.span import Span

Wanted = Literal["none", "space", "wide", "any", "auto"]
_FILL = {"none": "", "space": " ", "wide": "　"}
_SPACES = " 　"


class Side(Part, frozen=True):
    """Neighbours. `left` and `right` are expressions for one character each.

    With `run`, one of the two is the edge of such markup: of what follows `left`, or of what stands before `right`.
    """

    left: Regex | None = None
    right: Regex | None = None
    run: Literal["", "code", "link", "strong", "em", "strike"] = ""
    want: Wanted = "none"
    """`none`, `space`, `wide` (U+3000); `any`: nothing is said; `auto`: what is more frequent in the document."""
    variant: str = msgspec.field(default="", name="as")

    def fits(self, joint: _Joint) -> bool:
        """Whether it is about these neighbours."""
        if self.run:
            kinds = joint.begins if self.left is not None else joint.ends
            if self.run not in kinds:
                return False
        elif joint.begins or joint.ends:
            return False
        return not (
            (self.left is not None and not self.left.search(joint.left))
            or (self.right is not None and not self.right.search(joint.right))
        )


class _Joint(NamedTuple):
    """Two neighbouring characters on one line and the place between them, in the source."""

    left: str
    gap: Span
    right: str
    ends: frozenset[str]
    """The kinds of markup that end with the left one."""
    begins: frozenset[str]


class Gap(Check, frozen=True, kw_only=True):
    """Reports a gap that is not as wanted; the end of a line is none. The first side that fits two neighbours counts.

    What is reported is the white space that stands there, or the character before the place where there is none.
    """

    shorthand: ClassVar[str] = "any"
    edits: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"left", "right"})

    any: tuple[Side, ...]
    want: dict[str, Wanted] = {}
    """By variant, in the place of what the sides want."""
    spaces: str = " "
    """What counts as white space."""

    def variants(self) -> frozenset[str]:
        return frozenset(one.variant for one in self.any if one.variant)

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for number, one in enumerate(self.any):
            if one.left is None and one.right is None:
                yield ("any", number), "a side has left or right"
        for name in self.want:
            if name not in self.variants():
                yield ("want", name), "there is no such variant"

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """The gaps in order."""
        found = [
            (side, joint)
            for passage in scope.passages(document)
            for joint in self._joints(passage, document.text)
            for side in [next((one for one in self.any if one.fits(joint)), None)]
            if side is not None
        ]
        habits = self._habits(found, document.text)
        for side, joint in found:
            wanted = self._wanted(side)
            fill = habits.get(side.variant) if wanted == "auto" else _FILL.get(wanted)
            if fill is None or document.text[slice(*joint.gap)] == fill:
                continue
            start, end = joint.gap
            span = joint.gap if end > start else Span(start - 1, start)
            values = {"left": joint.left, "right": joint.right}
            yield Match(span, side.variant, values, edits=(Edit(joint.gap, fill),))

    def _wanted(self, side: Side) -> Wanted:
        return self.want.get(side.variant, side.want)

    def _habits(self, found: list[tuple[Side, _Joint]], text: str) -> dict[str, str]:
        """What most gaps of each variant are, where that is to be found out."""
        counts: dict[str, Counter[str]] = {}
        for side, joint in found:
            if self._wanted(side) == "auto":
                counts.setdefault(side.variant, Counter())[text[slice(*joint.gap)]] += 1
        return {name: count.most_common(1)[0][0] for name, count in counts.items() if len(count) > 1 and _clear(count)}

    def _joints(self, passage: Passage, source: str) -> Iterator[_Joint]:
        text = passage.text
        opening: dict[int, list[tuple[str, Span]]] = {}
        closing: dict[int, list[tuple[str, Span]]] = {}
        for run in passage.runs:
            if run.kind in ("code", "link", "strong", "em", "strike") and not run.literal:
                opening.setdefault(run.start, []).append((run.kind, run.span))
                closing.setdefault(run.end, []).append((run.kind, run.span))
        at = 0
        while at < len(text) - 1:
            following = at + 1
            while following < len(text) - 1 and text[following] in self.spaces:
                following += 1
            ended, begun = closing.get(at + 1, []), opening.get(following, [])
            start = max([passage.source(at, at + 1).end, *(span.end for _, span in ended)])
            end = min([passage.source(following, following + 1).start, *(span.start for _, span in begun)])
            letters = text[at] not in _SPACES + "\n" and text[following] not in _SPACES + "\n"
            if letters and start <= end and source[start:end].strip(self.spaces) == "":
                kinds = frozenset(kind for kind, _ in ended), frozenset(kind for kind, _ in begun)
                yield _Joint(text[at], Span(start, end), text[following], *kinds)
            at = following


def _clear(count: Counter[str]) -> bool:
    (_, first), (_, second) = count.most_common(2)
    return first > second


CHECK = Gap
