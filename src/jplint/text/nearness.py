"""How near two words are: which of the known ones was probably meant.

`nearest` is sure enough to call a word a slip; `closest` helps out where it is known already that a word is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

_SHORT, _LONG = 4, 9
"""Known words of up to so many characters have too many neighbours; from the second on, two slips are allowed."""


@lru_cache(maxsize=1024)
def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """The known word that most probably was meant, or None where none is near enough. Equal words are not near.

    Near is one insertion, deletion, substitution or swap of neighbours (optimal string alignment distance 1), in words
    of nine or more characters two of them; a known word of up to four characters is near only by a swap.
    """
    likely = [other for other in known if other != word and _alike(word, other)]
    if not likely:
        return None
    from rapidfuzz.distance import OSA  # loaded for a likely slip only: it costs a tenth of a small run

    near = [(OSA.distance(word, other), other) for other in likely]
    return next(
        (other for distance, other in sorted(near, key=lambda one: one[0]) if distance <= _slips(word, other)), None
    )


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like `word`, or "" where none is much like it."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), n=1)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean "x"?` for the closest of the known words, or nothing: the end of an English error message."""
    close = closest(word, known)
    return f'; did you mean "{close}"?' if close else ""


def _slips(word: str, other: str) -> int:
    return 2 if min(len(word), len(other)) >= _LONG else 1


def _alike(word: str, other: str) -> bool:
    """Whether two words have so many characters in common that they may be near."""
    if len(other) <= _SHORT:
        return sorted(word) == sorted(other)
    return len(set(word) ^ set(other)) <= 2 * _slips(word, other) and abs(len(word) - len(other)) <= _slips(word, other)
