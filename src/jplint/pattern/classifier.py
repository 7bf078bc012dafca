"""Which tests each morpheme type passes, worked out once per type and shared by every occurrence of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from jplint.pattern import analysis as shape
from jplint.pattern import values
from jplint.pattern.memo import Memo
from jplint.pattern.syntax import And, Is, Like, Not, Or, Test

if TYPE_CHECKING:
    from jplint.document.prose.morpheme import MorphemeType


class Classifier:
    """The truth vector of a morpheme type for a list of tests: bit `i` is set where it passes `tests[i]`.

    Of the many comparisons in the tests a morpheme satisfies few, and most morphemes satisfy the same ones. So it is
    the set of satisfied comparisons (a mask) that is judged, and by those tests alone which mention one of them.
    """

    __slots__ = ("_asking", "_atoms", "_by_default", "_tables", "_tests", "_vectors")

    def __init__(self, tests: Sequence[Test]) -> None:
        self._tests = tests
        self._atoms: dict[Is | Like, int] = {}
        self._asking: list[list[int]] = []
        for number, test in enumerate(tests):
            for atom in dict.fromkeys(shape.atoms(test)):
                if atom not in self._atoms:
                    self._atoms[atom] = 1 << len(self._atoms)
                    self._asking.append([])
                self._asking[self._atoms[atom].bit_length() - 1].append(number)
        self._tables = _tables(self._atoms)
        self._by_default = sum(1 << number for number, test in enumerate(tests) if self._passes(test, 0))
        self._vectors = Memo(self._judge)

    def __call__(self, kind: MorphemeType) -> int:
        mask = 0
        for read, masks in self._tables:
            mask |= masks[read(kind)]
        return self._vectors[mask]

    def _judge(self, mask: int) -> int:
        vector = self._by_default
        for number in set().union(*map(self._asking.__getitem__, bits(mask))):
            bit = 1 << number
            vector = vector | bit if self._passes(self._tests[number], mask) else vector & ~bit
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


def bits(number: int) -> Iterator[int]:
    """The places of the bits that are set, in rising order."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


class _Comparisons:
    """All comparisons with one attribute, each with its bit; of a value it tells which it satisfies."""

    __slots__ = ("_literals", "_regexes")

    def __init__(self) -> None:
        self._literals: defaultdict[str, int] = defaultdict(int)
        self._regexes: list[tuple[int, Callable[[str], object]]] = []

    def add(self, atom: Is | Like, bit: int) -> None:
        match atom:
            case Is(_, strings):
                for string in strings:
                    self._literals[string] |= bit
            case Like(_, regex):
                self._regexes.append((bit, values.predicate(regex)))

    def __call__(self, value: str) -> int:
        mask = self._literals.get(value, 0)
        if len(value) <= values.LONGEST_VALUE:
            for bit, matches in self._regexes:
                if matches(value):
                    mask |= bit
        return mask


def _tables(atoms: dict[Is | Like, int]) -> list[tuple[Callable[[MorphemeType], str], Memo[str, int]]]:
    by_attribute: defaultdict[str, _Comparisons] = defaultdict(_Comparisons)
    for atom, bit in atoms.items():
        by_attribute[atom.attribute].add(atom, bit)
    return [(attrgetter(attribute), Memo(comparisons)) for attribute, comparisons in by_attribute.items()]
