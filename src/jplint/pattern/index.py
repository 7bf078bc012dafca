"""Many patterns, few looks: which sentences a pattern must look at is told by its rarest mandatory token."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jplint.pattern import syntax
from jplint.pattern.classifier import Classifier, bits
from jplint.pattern.memo import Memo
from jplint.pattern.pattern import Pattern
from jplint.pattern.syntax import ANYTHING, Choice, Label, Node, Repeat, Test, Token

if TYPE_CHECKING:
    from jplint.document.prose.morpheme import Morpheme, MorphemeType


class _Need(NamedTuple):
    """What every match contains: a morpheme for each of the tests, and of each choice what one of its options needs."""

    tests: tuple[int, ...]
    choices: tuple[tuple[_Need, ...], ...]


_NOTHING = _Need((), ())


class PatternIndex:
    """Tells for many patterns at once in which sentences they could match."""

    __slots__ = ("_needs", "_passed", "_patterns", "_tests")

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._patterns = tuple(dict.fromkeys(patterns))
        self._tests: dict[Test, int] = {}
        self._needs = [self._need(pattern.query.root) for pattern in self._patterns]
        classify = Classifier(list(self._tests))
        passed: Memo[int, tuple[int, ...]] = Memo(lambda vector: tuple(bits(vector)))
        self._passed: Memo[MorphemeType, tuple[int, ...]] = Memo(lambda kind: passed[classify(kind)])

    def __reduce__(self) -> tuple[type[PatternIndex], tuple[tuple[Pattern, ...]]]:
        return PatternIndex, (self._patterns,)

    def candidates(self, sentences: Sequence[Sequence[Morpheme]]) -> dict[Pattern, list[int]]:
        """For every pattern the numbers of the sentences to look at, in rising order; it matches in no other one."""
        places: defaultdict[MorphemeType, list[int]] = defaultdict(list)
        for number, sentence in enumerate(sentences):
            for morpheme in sentence:
                places[morpheme.type].append(number)
        hits = _Hits(len(self._tests), len(sentences))
        for kind, numbers in places.items():
            for test in self._passed[kind]:
                hits.add(test, numbers)
        return {pattern: hits.sentences(need) for pattern, need in zip(self._patterns, self._needs, strict=True)}

    def _need(self, node: Node) -> _Need:
        match node:
            case Token(test) if test != ANYTHING:
                return _Need((self._tests.setdefault(test, len(self._tests)),), ())
            case syntax.Sequence(items):
                needs = [self._need(item) for item in items]
                tests = dict.fromkeys(test for need in needs for test in need.tests)
                return _Need(tuple(tests), tuple(choice for need in needs for choice in need.choices))
            case Choice(options):
                needs = [self._need(option) for option in options]
                return _NOTHING if _NOTHING in needs else _Need((), (tuple(needs),))
            case Repeat(item, least, _) if least > 0:
                return self._need(item)
            case Label(_, item):
                return self._need(item)
            case _:
                return _NOTHING


class _Hits:
    """Where the morphemes stand that pass each test, in one batch of sentences."""

    __slots__ = ("_all", "_counts", "_places")

    def __init__(self, tests: int, sentences: int) -> None:
        self._counts = [0] * tests
        self._places: list[list[list[int]]] = [[] for _ in range(tests)]
        self._all = sentences

    def add(self, test: int, numbers: list[int]) -> None:
        """Note the sentence numbers of one morpheme type that passes the test."""
        self._counts[test] += len(numbers)
        self._places[test].append(numbers)

    def sentences(self, need: _Need) -> list[int]:
        """The sentences that have what is rarest of the need."""
        count, tests = self._rarest(need)
        if count >= self._all:
            return list(range(self._all))
        return sorted(set().union(*(numbers for test in tests for numbers in self._places[test])))

    def _rarest(self, need: _Need) -> tuple[int, tuple[int, ...]]:
        best: tuple[int, tuple[int, ...]] = self._all, ()
        for test in need.tests:
            if self._counts[test] < best[0]:
                best = self._counts[test], (test,)
        for choice in need.choices:
            options = [self._rarest(option) for option in choice]
            count = sum(count for count, _ in options)
            if count < best[0]:
                best = count, tuple(test for _, tests in options for test in tests)
        return best
