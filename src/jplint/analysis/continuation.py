"""How one passage goes on into the next: the marks of a text that was cut and glued together."""

from __future__ import annotations

import re
from typing import NamedTuple

from jplint.document.prose.morpheme import analyze
from jplint.document.prose.passage import Passage

_LEAD = re.compile(r"(?:…|\.{3}|・{3})[…．.・\s]*")
_OPENERS = " \t\n*_「『“（("
_PAIRS = (("「", "」"), ("『", "』"), ("（", "）"))
_LEAST = 4
_FAR = 200
"""How much of the end of a passage is compared with the beginning of the next, in code points."""


class Joint(NamedTuple):
    """What the end of one passage and the beginning of the next have in common."""

    repeated: int
    """So many code points at the end stand at the beginning again; 0 for fewer than four."""
    ellipsis: bool
    """The next one begins with `…`."""
    split: bool
    """A word goes across: its first half ends the one, its second half begins the other."""
    unopened: bool
    """The first sentence of the next one closes a quotation or bracket that it does not open."""


def joint(first: Passage, second: Passage) -> Joint:
    """The joint between two passages that follow each other."""
    lead = _LEAD.match(second.text)
    head = second.text[lead.end() if lead else 0 :].lstrip(_OPENERS)
    tail = first.text.rstrip(" \t\n*_…")
    return Joint(_repeated(first, tail, head), lead is not None, _split(tail, head), _unopened(second))


def _repeated(first: Passage, tail: str, head: str) -> int:
    last = first.sentences[-1].text.strip(_OPENERS) if first.sentences else ""
    if len(last) >= _LEAST and head.startswith(last):
        return len(last)
    for length in range(min(len(tail), len(head), _FAR), _LEAST - 1, -1):
        if head.startswith(tail[-length:]):
            return length
    return 0


def _unopened(second: Passage) -> bool:
    if not second.sentences:
        return False
    first = second.sentences[0].text
    return any(closer in first and opener not in first[: first.index(closer)] for opener, closer in _PAIRS)


def _split(tail: str, head: str) -> bool:
    """A dictionary word of two or more characters lies across the boundary, and the boundary is one of neither side.

    Only a word that has kana or kanji on both sides counts: Latin words and numbers are rarely cut.
    """
    left, right = tail[-12:], head[:12]
    if not left or not right or not _wordlike(left[-1]) or not _wordlike(right[0]):
        return False
    border = len(left)
    for morpheme in analyze(left + right):
        if morpheme.start < border < morpheme.end:
            return not morpheme.type.pos.startswith(("名詞-固有名詞", "名詞-数詞", "補助記号", "記号", "空白"))
    return False


def _wordlike(character: str) -> bool:
    return "ぁ" <= character <= "ん" or "一" <= character <= "鿿" or character == "々"
