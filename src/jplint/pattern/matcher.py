"""Finds the matches of a tree: a sentence becomes a string with one character per morpheme, a pattern one `re` over it.

All morpheme types that pass the same tests of the pattern share one character (a class), so the strings are short, the
regular expression is small, and the work in Python is one look-up per morpheme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from jplint.pattern import analysis as shape
from jplint.pattern import syntax
from jplint.pattern.classifier import Classifier
from jplint.pattern.memo import Memo
from jplint.pattern.syntax import ANYTHING, Choice, Edge, Label, Node, Repeat, Token

if TYPE_CHECKING:
    from jplint.document.prose.morpheme import Morpheme, MorphemeType
    from jplint.pattern.linear import Automaton, Outcome

_FIRST_LETTER: Final = 0x80
"""No character of a regular expression's syntax stands from here on, and `re` compiles sets below U+0100 fastest."""
_MOST_FORESEEN: Final = 6
"""With so many tests at most, every class gets its letter beforehand and the pattern is compiled only once."""
_MOST_CLASSES: Final = 512
"""With more of them compiling anew for each would cost more than it saves."""

_NO_LETTER: Final = chr(_FIRST_LETTER - 1)
"""Stands for a morpheme that passes no test; no class has it."""

_type_of = attrgetter("type")


class PatternMatch(NamedTuple):
    """Half-open ranges of morpheme numbers in the sentence: the match, and each label that matched something."""

    start: int
    end: int
    labels: dict[str, tuple[int, int]]


Find: TypeAlias = Callable[[int], PatternMatch | None]
"""The first match that starts at the given morpheme or later."""


class Matcher:
    """Finds where a tree matches in a sentence.

    `re` does it where it needs no more steps than the budget, whatever the sentence; the automaton does it elsewhere.
    """

    def __init__(self, root: Node, budget: float = 2e7) -> None:
        every = list(dict.fromkeys(shape.tests(root)))
        tests = [test for test in every if test != ANYTHING]
        self._root = root
        # One morpheme more than a match can have, so that no match within begins (or ends) at a cut.
        self._window = shape.most_length(root) + 1
        self._from_end = shape.touches(root, end=True)
        self._from_start = shape.touches(root, end=False) and not self._from_end
        self._choosy = len(tests) == len(every)
        self._bits = {test: 1 << number for number, test in enumerate(tests)}
        self._classify = Classifier(tests)
        self._safe_length = shape.safe_length(root, budget)
        foreseen = 1 << len(tests) if len(tests) <= _MOST_FORESEEN else 0
        self._letters = {vector: chr(_FIRST_LETTER + vector) for vector in range(foreseen)}
        self._letter_of = Memo(self._letter)
        self._regex = re.compile("")
        self._compiled_letters = -1
        self._groups: list[str] = []

    def hopeless(self, morphemes: Sequence[Morpheme]) -> bool:
        """True where a match would have to take in the first or last morpheme, and no token can."""
        if not self._choosy or not morphemes:
            return not morphemes
        if self._from_end:
            return self._letter_of[morphemes[-1].type] == _NO_LETTER
        return self._from_start and self._letter_of[morphemes[0].type] == _NO_LETTER

    def finder(self, morphemes: Sequence[Morpheme]) -> Find:
        """The search in this sentence."""
        text = self._end(morphemes) if self._from_end else self._start(morphemes)
        if len(text) > self._safe_length or len(self._letters) > _MOST_CLASSES:
            vectors = [self._classify(morpheme.type) for morpheme in morphemes]
            return partial(_next_outcome, self._automaton.outcomes(vectors), self._labels)
        if self._compiled_letters != len(self._letters):
            self._compile()
        cut = len(morphemes) - len(text) if self._from_end else 0
        return partial(_search, self._regex, self._groups, text, cut)

    def _start(self, morphemes: Sequence[Morpheme]) -> str:
        """The letters of the sentence, or as many of the first ones as a match at its start can have."""
        within = morphemes[: int(self._window)] if self._from_start and self._window < len(morphemes) else morphemes
        return "".join(map(self._letter_of.__getitem__, map(_type_of, within)))

    def _end(self, morphemes: Sequence[Morpheme]) -> str:
        """The letters of as much of the end of the sentence as a match can have."""
        letters: list[str] = []
        for morpheme in reversed(morphemes):
            letter = self._letter_of[morpheme.type]
            letters.append(letter)
            if len(letters) >= self._window or (letter == _NO_LETTER and self._choosy):
                break
        letters.reverse()
        return "".join(letters)

    def _letter(self, kind: MorphemeType) -> str:
        vector = self._classify(kind)
        return self._letters.setdefault(vector, chr(_FIRST_LETTER + len(self._letters))) if vector else _NO_LETTER

    @cached_property
    def _labels(self) -> list[str]:
        return sorted(shape.labels(self._root))

    @cached_property
    def _automaton(self) -> Automaton:
        from jplint.pattern.linear import Automaton

        return Automaton(self._root, self._bits, self._labels)

    def _compile(self) -> None:
        self._groups = []
        self._regex = re.compile(self._translated(self._root), re.DOTALL)
        self._compiled_letters = len(self._letters)

    def _translated(self, node: Node) -> str:
        match node:
            case Token(test):
                return self._class(test)
            case Edge(end):
                return r"\Z" if end else r"\A"
            case syntax.Sequence(items):
                return "".join(map(self._translated, items))
            case Choice(options):
                return f"(?:{'|'.join(map(self._translated, options))})"
            case Repeat(item, least, most):
                limit = "" if most is None else most
                return f"(?:{self._translated(item)}){{{least},{limit}}}"
            case Label(name, item):
                self._groups.append(name)
                return f"({self._translated(item)})"

    def _class(self, test: syntax.Test) -> str:
        if test == ANYTHING:
            return "."
        bit = self._bits[test]
        letters = "".join(letter for vector, letter in self._letters.items() if vector & bit)
        return f"[{letters}]" if letters else "(?!)"


def _search(regex: re.Pattern[str], groups: list[str], text: str, cut: int, position: int) -> PatternMatch | None:
    """The first match in `text`, the letters of a sentence without its first `cut` morphemes."""
    found = regex.search(text, max(position - cut, 0))
    if found is None:
        return None
    labels: dict[str, tuple[int, int]] = {}
    for number, name in enumerate(groups, 1):
        start, end = (at + cut for at in found.span(number))
        if cut <= start < end and start >= labels.get(name, (0, 0))[0]:
            labels[name] = start, end
    return PatternMatch(found.start() + cut, found.end() + cut, labels)


def _next_outcome(outcomes: list[Outcome | None], names: list[str], position: int) -> PatternMatch | None:
    for start in range(position, len(outcomes)):
        outcome = outcomes[start]
        if outcome:
            end, slots = outcome
            pairs = zip(names, slots[::2], slots[1::2], strict=True)
            labels = {name: (s, e) for name, s, e in pairs if s is not None and e is not None and s < e}
            return PatternMatch(start, end, labels)
    return None
