"""The same in another notation: kana, widths, numbers."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = "〇一二三四五六七八九"
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
_HALF_MARKS = {0x309B: 0x3099, 0x309C: 0x309A}
"""The spacing marks of voice → the combining ones."""
_FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_KATAKANA = re.compile("[ァ-ヶ]")
_NUMBER = re.compile(r"[0-9０-９]+")


def composed(text: str) -> str:
    """Letters and the marks of voice behind them as one character each (NFC), half-width kana in full width."""
    folded = "".join(unicodedata.normalize("NFKC", one) if "｡" <= one <= "ﾟ" else one for one in text)
    return unicodedata.normalize("NFC", folded.translate(_HALF_MARKS))


def hiragana(text: str) -> str:
    """Katakana as hiragana; ー and all else stay."""
    return _KATAKANA.sub(lambda one: chr(ord(one[0]) - 0x60), text)


def fullwidth(text: str) -> str:
    """ASCII in full width."""
    return text.translate(_FULL)


def number(text: str) -> str:
    """A number in kanji as one in digits, 万, 億 and 兆 kept: 一億二千万 → 1億2000万. What is no such number stays."""
    parts, small, digit, seen = [], 0, "", False
    for one in text:
        if one in _DIGITS:
            digit, seen = digit + str(_DIGITS.index(one)), True
        elif one in _SMALL:
            small, digit, seen = small + _SMALL[one] * int(digit or 1), "", True
        elif one in _LARGE and seen:
            parts.append(f"{small + int(digit or 0)}{one}")
            small, digit, seen = 0, "", False
        else:
            return text
    return "".join(
        [*parts, str(small + int(digit)) if digit and small else digit if digit else str(small) if seen else ""]
    )


def kansuji(text: str) -> str:
    """Runs of digits as numbers in kanji: 120 → 百二十."""
    return _NUMBER.sub(lambda one: _kanji(int(one[0])), text)


def _kanji(value: int) -> str:
    if value == 0:
        return _DIGITS[0]
    out = ""
    for unit, size in reversed(_LARGE.items()):
        if value >= size:
            out += _kanji(value // size) + unit
            value %= size
    for unit, size in reversed(_SMALL.items()):
        if value >= size:
            out += (_DIGITS[value // size] if value // size > 1 else "") + unit
            value %= size
    return out + (_DIGITS[value] if value else "")
