"""Two spellings of one word made one."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """The text with width and case levelled: Ｒｕｂｙ, RUBY and ruby are one."""
    return unicodedata.normalize("NFKC", text).casefold()


def fold_tight(text: str) -> str:
    """The same without white space."""
    return "".join(fold(text).split())
