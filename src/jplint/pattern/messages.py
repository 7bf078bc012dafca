"""What the parser says of a text that is no pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from lark import UnexpectedCharacters, UnexpectedToken

from jplint.pattern.errors import PatternError
from jplint.text.nearness import did_you_mean

LONGEST_SOURCE: Final = 10_000
"""Code points."""
DEEPEST: Final = 20
"""Parentheses inside of parentheses."""

_PARENTHESIS = re.compile(r'"(?:\\.|[^"\\\n])*"|#[^\n]*|[()]')
_COMMENT = re.compile(r"#[^\n]*")
_NAMES: Final = {
    "NAME": "a name",
    "STRING": "a string in double quotes",
    "SET": "a $set",
    "OPERATOR": '"=" or "!="',
    "LPAR": '"("',
    "RPAR": '")"',
    "RSQB": '"]"',
    "BANG": '"!"',
    "AMPERSAND": '"&"',
    "VBAR": '"|"',
    "DOT": '"."',
    "_CONDITIONS": '"::"',
    "$END": "the end",
}
_HINTS: Final = {
    '"': "this string has no closing quote on its line",
    "{": "this repetition has no closing brace",
    **dict.fromkeys("“”'", "strings are written in straight double quotes"),
}
_START_OF_TOKEN: Final = {"LSQB", "STRING", "SET", "LPAR"}
_START_OF_ITEM: Final = {*_START_OF_TOKEN, "EDGE", "NAME"}
_END_OF_ALTERNATIVE: Final = {"VBAR", "RPAR", "_CONDITIONS", "$END"}


def check_extent(source: str) -> None:
    """Raise PatternError where the source is too long or too deep to be read with bounded means."""
    if len(source) > LONGEST_SOURCE:
        raise PatternError.at(f"the pattern is longer than {LONGEST_SOURCE:,} characters", source, LONGEST_SOURCE)
    depth = 0
    for found in _PARENTHESIS.finditer(source):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if depth > DEEPEST:
            raise PatternError.at(f"parentheses are nested more than {DEEPEST} deep", source, found.start())


def unexpected_character(error: UnexpectedCharacters) -> PatternError:
    """The fault where no word of the language starts."""
    message = _HINTS.get(error.char, f"unexpected {_shown(error.char)}")
    return PatternError(message, error.line, error.column)


def unexpected_token(source: str, error: UnexpectedToken) -> PatternError:
    """The fault where a word of the language stands in the wrong place."""
    at_end = error.token.type == "$END"
    offset = len(source.rstrip()) if at_end else error.token.start_pos or 0
    found = "the pattern ends too early" if at_end else f"unexpected {_shown(error.token)}"
    accepted = set(error.accepts)
    if accepted == _START_OF_ITEM and error.token.type in _END_OF_ALTERNATIVE:
        empty = not _COMMENT.sub("", source[:offset]).strip()
        message = "the pattern is empty" if empty and at_end else "an alternative is empty"
    elif accepted == {"COLON"}:
        message = f'{found}; a word is written in double quotes, a label is followed by ":"'
    elif accepted >= _START_OF_TOKEN:
        message = found if "QUANTIFIER" in accepted or "VBAR" in accepted else f"{found}; expected a token"
    else:
        message = f"{found}; expected {_listed(phrase for name, phrase in _NAMES.items() if name in accepted)}"
    return PatternError.at(message, source, offset)


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """The message for a name that does not exist, with the nearest one that does."""
    return f'unknown {kind} "{name}"{did_you_mean(name, known)}'


def _shown(text: str) -> str:
    return text if text.startswith('"') and len(text) > 1 else f'"{text}"'


def _listed(phrases: Iterable[str]) -> str:
    *most, last = phrases
    return f"{', '.join(most)} or {last}" if most else last
