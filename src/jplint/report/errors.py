"""What is wrong with a file that a person wrote, in the reader's language. The code itself says it in English."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jplint.rulebook import yaml_tree
from jplint.rulebook.rule.spec import Language
from jplint.rulebook.yaml_tree import LoadError

_FILE = Path(__file__).with_name("errors.ja.yaml")
_SLOT = re.compile(r"\\\{(\w+)\\\}")
_NEAR = re.compile(r'(?P<text>.*?)(?P<near>; did you mean "[^"]*"\?)(?P<rest>.*)', re.DOTALL)


def lines(error: LoadError, language: Language) -> str:
    """The error with its place and the line that it is about, as a person reads it."""
    return str(LoadError(message(error, language), error.path, error.line, error.column, error.excerpt))


def message(error: LoadError, language: Language) -> str:
    """What is wrong, without the place."""
    if language == "en":
        return error.message
    return "\n".join(map(translated, error.message.split("\n")))


def translated(message: str) -> str:
    """An English message in Japanese; as it is where nobody has translated it."""
    for expression, japanese in _catalogue():
        if match := expression.fullmatch(message):
            return japanese.format(**{name: _part(name, text) for name, text in match.groupdict().items()})
    if near := _NEAR.fullmatch(message):
        return translated(near["text"] + near["rest"]) + translated(near["near"])
    return message


def _part(name: str, text: str) -> str:
    """What stands in a slot: kinds of values, and what is a message itself, are said in Japanese, too."""
    if name == "kinds":
        return "か".join(translated(one) for one in text.split(" or "))
    return translated(text) if name == "text" else text


@cache
def _catalogue() -> list[tuple[re.Pattern[str], str]]:
    known: dict[str, str] = yaml_tree.load(_FILE.read_text(encoding="utf-8"), _FILE.name).data
    return [(re.compile(_SLOT.sub(r"(?P<\1>.*?)", re.escape(text)), re.DOTALL), said) for text, said in known.items()]
