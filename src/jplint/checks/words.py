"""A stretch of morphemes as a value for messages and fixes, and the forms it can be put into."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from jplint.document.prose.morpheme import Morpheme

_U_ROW = "うくぐすつぬぶむる"
_E_ROW = "えけげせてねべめれ"


class Words(Struct, frozen=True):
    """The morphemes that a label of a pattern took, and their text."""

    text: str
    morphemes: tuple[Morpheme, ...]

    def __str__(self) -> str:
        return self.text

    @property
    def lemma(self) -> str:
        """The text with its last word in dictionary form (連用形・連体形 → 終止形)."""
        if not self.morphemes:
            return self.text
        last = self.morphemes[-1]
        return self.text[: len(self.text) - (last.end - last.start)] + last.type.lemma


def potential(value: Any) -> str:
    """可能形 of a verb by its conjugation type: 五段 う-row → え-row + る, 一段 → 〜られる,
    する → できる, 来る → 来られる.

    Anything else is returned as it is.
    """
    if not isinstance(value, Words) or not value.morphemes:
        return str(value)
    lemma, ctype = value.lemma, value.morphemes[-1].type.ctype
    if ctype.startswith("サ行変格"):
        return lemma.removesuffix("する") + "できる"
    if ctype.startswith("五段") and lemma[-1:] in _U_ROW:
        return lemma[:-1] + _E_ROW[_U_ROW.index(lemma[-1])] + "る"
    if ctype.startswith(("上一段", "下一段", "カ行変格")):
        return lemma.removesuffix("る") + "られる"
    return lemma
