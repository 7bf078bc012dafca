"""How near two words are: which of the known ones was probably meant."""

from __future__ import annotations

from functools import lru_cache

_SHORT, _LONG = 4, 9
"""Words of up to so many characters have too many neighbours; from the second length on, two mistakes are allowed."""


@lru_cache(maxsize=1024)
def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """The known word that most probably was meant, or None where none is near enough. Equal words are not near.

    Near is one insertion, deletion, substitution or swap of neighbours (optimal string alignment distance 1), in words
    of nine or more characters two of them; a word of up to four characters is near only by a swap.
    """
    best, least = None, 3
    for other in known:
        shorter = min(len(word), len(other))
        most = 2 if shorter >= _LONG else 1
        if abs(len(word) - len(other)) > most or other == word:
            continue
        distance = _distance(word, other)
        if distance > most or (shorter <= _SHORT and sorted(word) != sorted(other)):
            continue
        if distance < least:
            best, least = other, distance
    return best


def _distance(left: str, right: str) -> int:
    """Optimal string alignment distance."""
    before: list[int] = []
    above = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]
