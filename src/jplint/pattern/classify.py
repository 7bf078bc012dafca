"""Which tests each morpheme type passes, worked out once per type and shared by every occurrence of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from jplint.pattern import shape, values
from jplint.pattern.syntax import And, Is, Like, Not, Or, Test

if TYPE_CHECKING:
    from jplint.document.morpheme import MorphemeType

MOST_REMEMBERED: Final = 1 << 18
"""Entries of one memo: when hostile text brings more, the memo starts anew."""


class Classifier:
    """The truth vector of a morpheme type for a list of tests: bit `i` is set where it passes `tests[i]`."""

    __slots__ = ("_atoms", "_tables", "_tests", "_vectors")

    def __init__(self, tests: Sequence[Test]) -> None:
        self._tests = tests
        self._atoms = {atom: 1 << number for number, atom in enumerate(dict.fromkeys(_atoms(tests)))}
        self._tables = _tables(self._atoms)
        self._vectors: dict[int, int] = {}

    def __call__(self, kind: MorphemeType) -> int:
        mask = 0
        for read, masks in self._tables:
            mask |= masks[read(kind)]
        vector = self._vectors.get(mask)
        if vector is None:
            vector = sum(1 << number for number, test in enumerate(self._tests) if self._passes(test, mask))
            self._vectors[mask] = vector
        return vector

    def _passes(self, test: Test, mask: int) -> bool:
        match test:
            case Is() | Like():
                return bool(mask & self._atoms[test])
            case Not(part):
                return not self._passes(part, mask)
            case And(parts):
                return all(self._passes(part, mask) for part in parts)
            case Or(parts):
                return any(self._passes(part, mask) for part in parts)


class _Masks(dict[str, int]):
    """Which comparisons with one attribute each of its values satisfies, one bit each."""

    __slots__ = ("literals", "regexes")

    def __init__(self) -> None:
        super().__init__()
        self.literals: defaultdict[str, int] = defaultdict(int)
        self.regexes: list[tuple[int, Callable[[str], object]]] = []

    def __missing__(self, value: str) -> int:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        mask = self.literals.get(value, 0)
        if len(value) <= values.LONGEST_VALUE:
            for bit, matches in self.regexes:
                if matches(value):
                    mask |= bit
        self[value] = mask
        return mask


def _atoms(tests: Sequence[Test]) -> list[Is | Like]:
    return [atom for test in tests for atom in shape.atoms(test)]


def _tables(atoms: dict[Is | Like, int]) -> tuple[tuple[Callable[[MorphemeType], str], _Masks], ...]:
    by_attribute: defaultdict[str, _Masks] = defaultdict(_Masks)
    for atom, bit in atoms.items():
        masks = by_attribute[atom.attribute]
        match atom:
            case Is(_, strings):
                for string in strings:
                    masks.literals[string] |= bit
            case Like(_, regex):
                masks.regexes.append((bit, values.predicate(regex)))
    return tuple((attrgetter(attribute), masks) for attribute, masks in by_attribute.items())
