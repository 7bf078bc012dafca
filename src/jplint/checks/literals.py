"""Where the strings that expressions need occur in a document: one pass over its prose finds those of all rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from jplint.document.document import Document

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_known: dict[str, None] = {}


def learn(literals: Iterable[str]) -> None:
    """Look for these, too, from now on."""
    _known.update(dict.fromkeys(literals))


def holders(literals: Iterable[str], document: Document) -> list[int]:
    """The numbers of the passages that have one of these strings, in order. All must have been learnt."""
    count = len(_known)
    found: dict[str, list[int]] = document.shared(f"literals-{count}", lambda: _found(count, document))
    numbers = [number for one in literals if one in found for number in found[one]]
    return sorted(set(numbers)) if numbers else numbers


def _found(count: int, document: Document) -> dict[str, list[int]]:
    """The numbers of the passages by the strings in them."""
    known = list(_known)
    starts = [0, *accumulate(len(passage.text) + 1 for passage in document.passages)]
    found: dict[str, list[int]] = {}
    for number, start, _ in _automaton(count).find_matches_as_indexes(document.prose, overlapping=True):
        found.setdefault(known[number], []).append(bisect_right(starts, start) - 1)
    return found


@lru_cache(maxsize=1)
def _automaton(count: int) -> AhoCorasick:  # noqa: ARG001 - what is known only grows, so its size tells its state
    from ahocorasick_rs import AhoCorasick, Implementation

    return AhoCorasick(list(_known), implementation=Implementation.ContiguousNFA)
