"""Which of the strings that expressions need a document has: one pass over its prose finds those of all rules."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from jplint.document.document import Document

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_SHORTEST = 2
"""A single character is everywhere: to list where costs more than to look for it."""

_known: dict[str, None] = {}


def learn(literals: Iterable[str]) -> None:
    """Look for these, too, from now on."""
    _known.update(dict.fromkeys(one for one in literals if len(one) >= _SHORTEST))


def held(literals: Iterable[str], document: Document) -> bool:
    """Whether the prose of a document has one of these strings. Those that were learnt cost a look-up each."""
    count = len(_known)
    found: set[str] = document.shared(f"literals-{count}", lambda: _found(count, document.prose))
    return any(one in found or (one not in _known and one in document.prose) for one in literals)


def _found(count: int, text: str) -> set[str]:
    known = list(_known)
    return {known[number] for number, _, _ in _automaton(count).find_matches_as_indexes(text, overlapping=True)}


@lru_cache(maxsize=1)
def _automaton(count: int) -> AhoCorasick:  # noqa: ARG001 - what is known only grows, so its size tells its state
    from ahocorasick_rs import AhoCorasick, Implementation

    return AhoCorasick(list(_known), implementation=Implementation.ContiguousNFA)
