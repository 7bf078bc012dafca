"""Where the strings that expressions need occur: one pass over a text finds those of all rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from jplint.document.document import Document

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


class Literals:
    """The strings to look for in one kind of text. They only become more."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._known: dict[str, None] = {}

    def learn(self, literals: Iterable[str]) -> None:
        """Look for these, too, from now on."""
        self._known.update(dict.fromkeys(literals))
        self.__dict__.pop("_automaton", None)

    def found(self, document: Document, text: str) -> dict[str, list[int]]:
        """The strings that a text of the document has, and where each of them starts."""

        def find() -> dict[str, list[int]]:
            known = list(self._known)
            found: dict[str, list[int]] = {}
            for number, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
                found.setdefault(known[number], []).append(start)
            return found

        return document.shared(("literals", self.name, len(self._known)), find)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick, Implementation

        return AhoCorasick(list(self._known), implementation=Implementation.ContiguousNFA)


PROSE: Final = Literals("prose")
SOURCE: Final = Literals("source")


def holders(literals: Iterable[str], document: Document) -> list[int]:
    """The numbers of the passages that have one of these strings of `PROSE`, in order."""
    found = PROSE.found(document, document.prose)
    offsets = {offset for one in literals for offset in found.get(one, ())}
    if not offsets:
        return []
    starts = document.shared("passage-starts", lambda: _starts(document))
    return sorted({bisect_right(starts, offset) - 1 for offset in offsets})


def _starts(document: Document) -> list[int]:
    """Where each passage starts in the prose."""
    return [0, *accumulate(len(passage.text) + 1 for passage in document.passages)]
