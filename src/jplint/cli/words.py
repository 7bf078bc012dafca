"""What the command line itself has to say, apart from its help."""

from __future__ import annotations

from jplint.rulebook.spec import Language

_WORDS: dict[str, dict[Language, str]] = {
    "nothing": {"ja": "検査するファイルがありません", "en": "there is no file to lint"},
    "excluded": {"ja": "除外されています（{text}）", "en": "excluded ({text})"},
}


def say(language: Language, key: str, text: str = "") -> str:
    """The words of `key`, with a text put in. Raises KeyError."""
    return _WORDS[key][language].format(text=text)
