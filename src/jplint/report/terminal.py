"""Text from outside on a screen: how wide it is, and that it does no harm there."""

from __future__ import annotations

import re
from functools import lru_cache

_HOSTILE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # controls: ESC and CSI steer a terminal
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls reorder what is read (CVE-2021-42574)
    "\xad\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"  # not shown, or as a new line
    "\ud800-\udfff]"  # no character at all: from file names that are not UTF-8
)
_SHORT = {"\n": "↵", "\t": " "}

CODES = {"bold": "1", "dim": "2", "heading": "1;4", "error": "31", "warning": "33", "info": "36", "good": "32"}
"""The select-graphic-rendition parameters (ECMA-48 8.3.117) of the styles."""


def visible(text: str) -> str:
    """`text` on one line, every character that a screen obeys instead of showing written out as <U+001B>."""
    return _HOSTILE.sub(_spell, text.replace("\r\n", "\n"))


def _spell(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"<U+{ord(match[0]):04X}>"


@lru_cache(maxsize=4096)
def width(text: str) -> int:
    """Columns that `text`, visible, takes in a terminal: wide characters 2, combining marks 0."""
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def pad(text: str, columns: int) -> str:
    """`text` filled up with spaces to that many columns."""
    return text + " " * (columns - width(text))


_NEVER_FIRST = frozenset("、。，．・：；？！）」』】〕〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々,.:;?!)]}”’%")
_NEVER_LAST = frozenset("（「『【〔〈《([{“‘")
_UNIT = re.compile(r"[!-~]+[ ]?|.", re.DOTALL)


def wrapped(text: str, columns: int) -> list[str]:
    """`text`, visible, in lines of at most that many columns: broken between words, in Japanese between characters,
    but not before a mark that begins no line or behind one that ends none (JIS X 4051)."""
    lines: list[str] = []
    line = ""
    for unit in _UNIT.findall(text):
        if line and width((line + unit).rstrip()) > columns:
            kept, moved = line.rstrip(), ""
            if unit[0] in _NEVER_FIRST or kept[-1:] in _NEVER_LAST:
                back = len(kept) - 1
                while back > 1 and (kept[back] in _NEVER_FIRST or kept[back - 1] in _NEVER_LAST):
                    back -= 1
                kept, moved = kept[:back], kept[back:]
            lines.append(kept.rstrip())
            line = moved
        line += unit
    return [*lines, line.rstrip()] if line.strip() else lines


class Paint:
    """Puts colours on, or does not."""

    __slots__ = ("_on",)

    def __init__(self, on: bool) -> None:
        self._on = on

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{CODES[style]}m{text}\x1b[0m" if self._on and text else text
