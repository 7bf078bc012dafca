"""Texts that say nearly the same: found by the clauses they share, judged by the letters they share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

_CLAUSE = re.compile(r"[^\s、。，．…！？!?「」『』（）()：:]{6,}")
_GRAM = 6
_CANDIDATES = 2
_SHARED = 0.2
"""The part of the shorter text that shared clauses must make up before two texts are compared letter by letter."""
_SHORT = 2_000
"""The clauses of a text up to so many code points are remembered, so that what is kept has a bound."""
_LONGEST = 20_000
"""A text longer than this many code points is compared with nothing."""


class Likeness(NamedTuple):
    """An earlier text, by its number, and how much a text has in common with it."""

    source: int
    jaccard: float


def jaccard(one: str, other: str) -> float:
    """The share of the 6-grams of code points in either text that are in both, 0 to 1."""
    grams, others = _grams(one), _grams(other)
    shared = len(grams & others)
    union = len(grams) + len(others) - shared
    return shared / union if union else 0.0


@lru_cache(maxsize=64)
def _grams(text: str) -> set[str]:
    return {text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1)}


@lru_cache(maxsize=4096)
def _remembered(text: str) -> tuple[str, ...]:
    return _clauses(text)


def _clauses(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_CLAUSE.findall(text)))


def nearest(texts: Iterable[tuple[str, str]], least: float) -> Iterator[Likeness | None]:
    """For each text the earlier one that it is most like, if their Jaccard index is at least `least`.

    A text is given as it is read and as it is compared; an empty one is like nothing. Only the first and the latest
    text with a clause are remembered, and a text is compared with the two that share most with it, if the lengths
    allow such an index at all: the work is linear in the length of all texts, whatever they are.
    """
    first: dict[str, int] = {}
    latest: dict[str, int] = {}
    compared: list[str] = []
    for number, (read, text) in enumerate(texts):
        compared.append(text if len(text) <= _LONGEST else "")
        if not compared[-1]:
            yield None
            continue
        clauses = _remembered(read) if len(read) <= _SHORT else _clauses(read)
        votes: dict[int, int] = {}
        for clause in clauses:
            if (earliest := first.setdefault(clause, number)) != number:
                for source in {earliest, latest[clause]}:
                    votes[source] = votes.get(source, 0) + len(clause)
            latest[clause] = number
        if not votes:
            yield None
            continue
        best = None
        for source, shared in sorted(votes.items(), key=lambda vote: -vote[1])[:_CANDIDATES]:
            shorter, longer = sorted((len(text), len(compared[source])))
            if shared >= _SHARED * shorter and shorter >= least * longer:
                index = jaccard(text, compared[source])
                if index >= least and (best is None or index > best.jaccard):
                    best = Likeness(source, index)
        yield best
