"""Matching in time linear in the sentence, for the patterns and sentences on which backtracking could explode.

The sentence is read from its end. At each position every state of the automaton learns the match that a backtracking
matcher would find first from there, which is that of its first successor that has one (Frisch and Cardelli,
"Greedy Regular Expression Matching", 2004).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum
from graphlib import TopologicalSorter
from typing import NamedTuple, TypeAlias

from jplint.pattern import syntax
from jplint.pattern.syntax import Choice, Edge, Label, Node, Repeat, Test, Token


class _Does(IntEnum):
    """What a state does before it hands over to its successors."""

    ACCEPT = 0
    TAKE = 1
    EDGE = 2
    SPLIT = 3
    NOTE = 4


class _State(NamedTuple):
    """`detail` is the bit of the test (0: any morpheme), the wanted edge (1: end) or the slot to note."""

    does: _Does
    detail: int
    next: tuple[int, ...]


Outcome: TypeAlias = tuple[int, tuple[int | None, ...]]
"""Where a match ends, and the start and end of each label in turn."""


class Automaton:
    """A pattern as states whose order of successors is the order of preference."""

    __slots__ = ("_bits", "_order", "_slots", "_start", "_states")

    def __init__(self, root: Node, bits: Mapping[Test, int], labels: Sequence[str]) -> None:
        self._bits = bits
        self._slots = {label: 2 * number for number, label in enumerate(labels)}
        self._states: list[_State] = [_State(_Does.ACCEPT, 0, ())]
        self._start = self._build(root, 0)
        silent = {n: state.next for n, state in enumerate(self._states) if state.does is not _Does.TAKE}
        takers = [n for n, state in enumerate(self._states) if state.does is _Does.TAKE]
        self._order = (*takers, *(n for n in TopologicalSorter(silent).static_order() if n in silent))

    def outcomes(self, vectors: Sequence[int]) -> list[Outcome | None]:
        """For each start the match that is preferred there, if there is one; `vectors` as from the classifier."""
        length = len(vectors)
        found: list[Outcome | None] = []
        after: list[Outcome | None] = [None] * len(self._states)
        for position in range(length, -1, -1):
            vector = vectors[position] if position < length else 0
            after = self._step(position, length, vector, after)
            found.append(after[self._start])
        found.reverse()
        return found

    def _step(self, position: int, length: int, vector: int, after: list[Outcome | None]) -> list[Outcome | None]:
        here: list[Outcome | None] = [None] * len(after)
        for number in self._order:
            does, detail, following = self._states[number]
            if does == _Does.TAKE:
                if position < length and (not detail or vector & detail):
                    here[number] = after[following[0]]
            elif does == _Does.SPLIT:
                here[number] = next((here[n] for n in following if here[n]), None)
            elif does == _Does.NOTE:
                here[number] = _noted(here[following[0]], detail, position)
            elif does == _Does.EDGE:
                if position == (length if detail else 0):
                    here[number] = here[following[0]]
            else:
                here[number] = position, (None,) * (2 * len(self._slots))
        return here

    def _add(self, does: _Does, detail: int, *following: int) -> int:
        self._states.append(_State(does, detail, following))
        return len(self._states) - 1

    def _build(self, node: Node, then: int) -> int:
        """Add the states of the node, which end in the state `then`; the number of the first of them."""
        match node:
            case Token(test):
                return self._add(_Does.TAKE, self._bits.get(test, 0), then)
            case Edge(end):
                return self._add(_Does.EDGE, int(end), then)
            case syntax.Sequence(items):
                for item in reversed(items):
                    then = self._build(item, then)
                return then
            case Choice(options):
                return self._add(_Does.SPLIT, 0, *[self._build(option, then) for option in options])
            case Label(name, item):
                slot = self._slots[name]
                return self._add(_Does.NOTE, slot, self._build(item, self._add(_Does.NOTE, slot + 1, then)))
            case Repeat():
                return self._build_repeat(node, then)

    def _build_repeat(self, node: Repeat, then: int) -> int:
        entry = then
        if node.most is None:
            entry = self._add(_Does.SPLIT, 0)
            self._states[entry] = _State(_Does.SPLIT, 0, (self._build(node.item, entry), then))
        else:
            for _ in range(node.most - node.least):
                entry = self._add(_Does.SPLIT, 0, self._build(node.item, entry), then)
        for _ in range(node.least):
            entry = self._build(node.item, entry)
        return entry


def _noted(outcome: Outcome | None, slot: int, position: int) -> Outcome | None:
    """The outcome with the slot filled; what is filled stays, since the last time a label matched is met first."""
    if outcome is None or outcome[1][slot] is not None:
        return outcome
    end, slots = outcome
    return end, (*slots[:slot], position, *slots[slot + 1 :])
