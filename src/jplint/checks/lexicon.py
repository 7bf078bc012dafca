"""A word list in a rule: written out, or the `$name` of a file in `rules/sets/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property


class Lexicon:
    """The words, in the order of the list."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = tuple(words)

    @cached_property
    def _set(self) -> frozenset[str]:
        return frozenset(self.words)

    def __contains__(self, word: object) -> bool:
        return word in self._set

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and self.words == other.words

    def __hash__(self) -> int:
        return hash(self.words)
