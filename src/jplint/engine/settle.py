"""Fixes put into a text until nothing is left to mend."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from msgspec import Struct

from jplint.text.edit import Edit, Fix, apply

MOST_ROUNDS = 100
"""A text that is not settled by then never will be: each round mends at least one finding."""


class Candidate(NamedTuple):
    """A fix, and the rule that offers it."""

    rule: str
    fix: Fix


class Settled(Struct, frozen=True):
    """A text in which nothing is left to mend, and the rules whose fixes made it so, once for each fix."""

    text: str
    applied: tuple[str, ...] = ()


class OscillationError(Exception):
    """Rules undo each other's fixes."""

    def __init__(self, rules: Sequence[str]) -> None:
        super().__init__(", ".join(rules))
        self.rules = tuple(rules)


def settle(text: str, offered: Callable[[str], Iterable[Candidate]], *, unsafe: bool) -> Settled:
    """Apply what is `offered` for a text, the safe fixes or all, in the order of their places.

    Of fixes that touch each other the first is made, and the others wait for the next round. The text ends with a
    newline afterwards if it did before. Raises OscillationError where a text comes back.
    """
    seen = {text: 0}
    rounds: list[tuple[str, ...]] = []
    ended = text.endswith(("\n", "\r"))
    while chosen := _apart(one for one in offered(text) if unsafe or one.fix.safe):
        rounds.append(tuple(one.rule for one in chosen))
        text = _ended(apply(text, (edit for one in chosen for edit in one.fix.edits)), text, ended=ended)
        if text in seen or len(rounds) > MOST_ROUNDS:
            again = rounds[seen.get(text, -2) :]
            raise OscillationError(sorted({rule for one in again for rule in one}))
        seen[text] = len(rounds)
    return Settled(text, tuple(rule for one in rounds for rule in one))


def _apart(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that can be made together, the first in the text before others."""
    chosen: list[Candidate] = []
    taken: list[Edit] = []
    for one in sorted(candidates, key=lambda one: (one.fix.edits, one.rule)):
        if not any(_touch(edit, other) for edit in one.fix.edits for other in _near(taken, edit)):
            chosen.append(one)
            for edit in one.fix.edits:
                insort(taken, edit)
    return chosen


def _near(taken: list[Edit], edit: Edit) -> Iterable[Edit]:
    """The edits that may touch one: those taken do not overlap, so two neighbours suffice."""
    at = bisect_left(taken, edit)
    return taken[max(at - 1, 0) : at + 1]


def _touch(one: Edit, other: Edit) -> bool:
    """True where two edits overlap, or one inserts at the edge of the other."""
    if one.span.start == one.span.end or other.span.start == other.span.end:
        return one.span.start <= other.span.end and other.span.start <= one.span.end
    return one.span.start < other.span.end and other.span.start < one.span.end


def _ended(text: str, before: str, *, ended: bool) -> str:
    """The text with a newline at its end, or none, as it was."""
    if not text.strip() or text.endswith(("\n", "\r")) == ended:
        return text
    if not ended:
        return text.rstrip("\r\n")
    return text + ("\r\n" if before.endswith("\r\n") else before[-1])
