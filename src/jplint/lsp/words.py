"""What the server itself says to people."""

from __future__ import annotations

from jplint.rulebook.rule.spec import Language

_WORDS: dict[str, dict[Language, str]] = {
    "fix": {"ja": "直す: {text}", "en": "Fix: {text}"},
    "unsafe-fix": {"ja": "直す（結果を確かめてください）: {text}", "en": "Fix, and look at the result: {text}"},
    "fix-all": {"ja": "安全に直せるものをすべて直す", "en": "Make all safe fixes"},
    "pass-line": {"ja": "{text} をこの行で止める", "en": "Disable {text} on this line"},
    "pass-block": {"ja": "{text} をこの段落で止める", "en": "Disable {text} in this paragraph"},
    "pass-file": {"ja": "{text} をこのファイルで止める", "en": "Disable {text} in this file"},
    "linting": {"ja": "検査しています", "en": "Linting"},
}


def say(language: Language, key: str, text: str = "") -> str:
    """The words of `key`, with a text put in. Raises KeyError."""
    return _WORDS[key][language].format(text=text)
