"""Unquoted YAML values that a program takes for something else than the writer meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from jplint.checks.base import Check, Match, Scope
from jplint.document.document import Document
from jplint.document.front_matter.front_matter import Field
from jplint.text.span import Span

_COMMENT = re.compile(r"[ \t]+(?P<comment>#[^\s#][^\r\n]*)")
_DIGITS, _PARTS = 40, 10
"""Of a number that a person writes: the digits, and the parts between colons, are fewer."""
_TRUE = frozenset({"yes", "on", "true"})


class Misread(Check, frozen=True, kw_only=True):
    """Reports scalars that readers of YAML 1.1 (Jekyll's psych, PyYAML) and 1.2 understand differently.

    Variants: `boolean`, `integer`, `number`, `sexagesimal`, `date` and `null` are what a reader of YAML 1.1 makes of a
    text; `comment` is a `#` that cuts off the rest of a text.
    """

    shorthand: ClassVar[str] = "texts"
    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"key", "value", "loads"})

    texts: tuple[str, ...]
    """Keys whose values are prose: there, a `#` in the line is hardly meant to begin a comment."""

    def variants(self) -> frozenset[str]:
        return frozenset({"boolean", "integer", "number", "sexagesimal", "date", "null", "comment"})

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """The values in order."""
        front = document.front_matter
        if front is None or front.syntax != "yaml":
            return
        for field in front.walk():
            key = ".".join(str(step) for step in field.path if isinstance(step, str))
            values = {"key": key, "value": field.text}
            if field.loads_as:
                yield Match(field.span, field.loads_as, {**values, "loads": loaded(field)})
            elif key in self.texts and field.style == "plain" and field.kind == "string":
                found = _COMMENT.match(document.text, field.span.end)
                if found:
                    yield Match(Span(*found.span("comment")), "comment", values)


def loaded(field: Field) -> str:
    """What a reader of YAML 1.1 makes of a scalar, as it would be written without ambiguity."""
    text = field.text.replace("_", "").replace(",", "")
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text.lstrip("+"))
    if field.loads_as == "boolean":
        return "true" if text.lower() in _TRUE else "false"
    if field.loads_as == "sexagesimal":
        return str(sign * _sexagesimal(digits))
    if field.loads_as == "integer":
        based = {"0b": 2, "0x": 16}.get(digits[:2].lower())
        return str(sign * (int(digits[2:] or "0", based) if based else _integer(digits)))
    return "null" if field.loads_as == "null" else text


def _sexagesimal(digits: str) -> float | int:
    """The sum of a number to base 60 (YAML 1.1, https://yaml.org/type/int.html)."""
    total: float | int = 0
    for part in digits.split(":")[:_PARTS]:
        total = total * 60 + (float(part) if "." in part else _integer(part, octal=False))
    return total


def _integer(digits: str, *, octal: bool = True) -> int:
    """A run of digits; 0 first means octal. What is longer than any number a person writes counts as 0."""
    if len(digits) > _DIGITS:
        return 0
    return int(digits, 8) if octal and len(digits) > 1 and digits.startswith("0") else int(digits)


CHECK = Misread
