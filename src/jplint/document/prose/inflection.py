"""Inflected words as values of messages and fixes. This is the one home of conjugation in jplint.

The conjugation types are those of UniDic (`五段-カ行`, `サ行変格` …), as Sudachi gives them.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from jplint.document.prose.morpheme import Morpheme

_U_ROW = "うくぐすつぬぶむる"
_E_ROW = "えけげせてねべめれ"


class Words(Struct, frozen=True, tag="words"):
    """A stretch of a sentence, and what is needed to inflect its last word."""

    text: str
    """As written."""
    lemma: str
    """The text with its last word in dictionary form (連用形・連体形 → 終止形)."""
    ctype: str = ""
    """The conjugation type of the last word; empty where it has none."""
    reading: str = ""
    """As read, in katakana; what the dictionary does not have as it is written."""

    @classmethod
    def of(cls, text: str, morphemes: Sequence[Morpheme]) -> Words:
        """The words of `text`, which these morphemes make up."""
        if not morphemes:
            return cls(text, text)
        last = morphemes[-1]
        reading = "".join(one.type.reading for one in morphemes)
        return cls(text, text[: len(text) - (last.end - last.start)] + last.type.lemma, last.type.ctype, reading)

    def __str__(self) -> str:
        return self.text

    @property
    def potential(self) -> str:
        """The potential form (可能形): 五段 う-row → え-row + る, 一段 → 〜られる, する → できる, 来る → 来られる.

        The dictionary form where the last word is no verb.
        """
        if self.ctype.startswith("サ行変格"):
            return self.lemma.removesuffix("する") + "できる"
        if self.ctype.startswith("五段") and self.lemma[-1:] in _U_ROW:
            return self.lemma[:-1] + _E_ROW[_U_ROW.index(self.lemma[-1])] + "る"
        if self.ctype.startswith(("上一段", "下一段", "カ行変格")):
            return self.lemma.removesuffix("る") + "られる"
        return self.lemma
