"""Message templates: `「{match}」は{count}回目です` with named values, and filters behind a bar."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from jplint.document.prose.inflection import Words
from jplint.document.prose.morpheme import PLACEHOLDER
from jplint.text.notation import composed, fullwidth, hiragana, kansuji, number

_FIELD = re.compile(r"\{\{|\}\}|\{([^{}|]+)(?:\|([^{}]+))?\}|[{}]")
LIMIT = 60
"""A value longer than this many code points is shortened in a message."""


class Lines(NamedTuple):
    """The first and the last line of a place, from 1: what a message can say of it."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first)

    @property
    def both(self) -> str:
        """`3–5`; one number where they are the same."""
        return f"{self.first}–{self.last}" if self.first < self.last else str(self.first)


FILTERS: dict[str, Callable[[Any], str]] = {
    "nfkc": lambda value: unicodedata.normalize("NFKC", str(value)),
    "lemma": lambda value: value.lemma if isinstance(value, Words) else str(value),
    "potential": lambda value: value.potential if isinstance(value, Words) else str(value),
    "nfc": lambda value: composed(str(value)),
    "hiragana": lambda value: hiragana(value.reading if isinstance(value, Words) and value.reading else str(value)),
    "fullwidth": lambda value: fullwidth(str(value)),
    "number": lambda value: number(str(value)),
    "kansuji": lambda value: kansuji(str(value)),
    "lines": lambda value: value.both if isinstance(value, Lines) else str(value),
    "whole": str,
}
"""`whole` is the value at its full length, `lines` the first and last line of a place, `hiragana` the reading of
words, `number` and `kansuji` a number in the other notation. Several are chained: `{word|hiragana|whole}`."""


class TemplateError(ValueError):
    """A brace that does not close, or a filter that is not there."""


@cache
def _parts(template: str) -> tuple[tuple[str, str, str], ...]:
    """(literal text before, name, filter) …; the last has no name."""
    parts, literal, at = [], "", 0
    for match in _FIELD.finditer(template):
        literal += template[at : match.start()]
        at = match.end()
        if match.group() in ("{{", "}}"):
            literal += match.group()[0]
        elif match[1] is None:
            raise TemplateError(f'a single "{match.group()}" (write it twice to have it in the text)')
        else:
            parts.append((literal, match[1].strip(), (match[2] or "").strip()))
            literal = ""
    parts.append((literal + template[at:], "", ""))
    return tuple(parts)


def _chain(filters: str) -> list[str]:
    return [name.strip() for name in filters.split("|")] if filters else []


def names(template: str) -> set[str]:
    """The names that a template uses. Raises TemplateError."""
    for _, _, chain in _parts(template):
        for name in _chain(chain):
            if name not in FILTERS:
                raise TemplateError(f'unknown filter "{name}" (there are {", ".join(sorted(FILTERS))})')
    return {name for _, name, _ in _parts(template) if name}


def render(template: str, values: Mapping[str, Any], *, full: bool = False) -> str:
    """The text; a name without a value is empty. `full` keeps long values whole, as a fix must."""
    out = []
    for literal, name, chain in _parts(template):
        out.append(literal)
        if name:
            value = values.get(name, "")
            for filter_name in _chain(chain):
                value = FILTERS[filter_name](value)
            out.append(str(value) if full or "whole" in _chain(chain) else shorten(str(value)))
    return "".join(out)


def shorten(text: str) -> str:
    """One line of at most LIMIT code points, with … in the middle where something is left out."""
    text = " ".join(text.replace(PLACEHOLDER, "…").split())
    return text if len(text) <= LIMIT else f"{text[: LIMIT * 2 // 3]}…{text[-LIMIT // 4 :]}"
