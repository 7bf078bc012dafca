"""Numbers at the head of headings that do not count on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

import msgspec

from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.regex import Regex
from jplint.checks.structure.outline import headings
from jplint.document.block import Block
from jplint.document.document import Document

_DIGITS = 18
"""No heading is counted with more."""


class _Count(msgspec.Struct):
    """Where a series stands."""

    number: int
    order: int
    """The place of the last heading among all."""
    heading: Block
    step: int = 0
    """1, or -1 where the second number is lower than the first: a ranking, or versions from the newest on."""


class _Series(NamedTuple):
    """What counts together: headings of one level under one heading, numbered in one form."""

    parent: int
    level: int
    form: int
    name: str


class Numbering(Check, frozen=True, kw_only=True):
    """Reports a numbered heading that does not follow the one before it.

    Variants: `gap` (3 → 7), `repeated` (2 → 2), `restart` (4 → 1) and `back` (5 → 3). A heading whose text came before
    is passed over: what was pasted twice is another rule's concern. Behind a heading of the same level without a number
    a series may begin again.
    """

    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"number", "before", "wanted", "line"})

    forms: tuple[Regex, ...]
    """How a number is written at the head of a heading: the group `number` holds it, `series` (if any) what else must
    be the same in all that count together."""
    unless: tuple[Regex, ...] = ()
    """Headings in which one of these is found are passed over."""

    def variants(self) -> frozenset[str]:
        return frozenset({"gap", "repeated", "restart", "back"})

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for index, form in enumerate(self.forms):
            if "number" not in form.groups:
                yield ("forms", index), "a form needs a group (?P<number>…)"

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """One match for each number out of order."""
        counts: dict[_Series, _Count] = {}
        seen: set[str] = set()
        bare: dict[tuple[int, int], int] = {}
        above: list[tuple[int, int]] = []
        for order, (_, heading) in enumerate(headings(document)):
            while above and above[-1][0] >= heading.level:
                above.pop()
            parent = above[-1][1] if above else -1
            above.append((heading.level, order))
            read = self._read(heading.text)
            if read is None:
                bare[parent, heading.level] = order
                continue
            if heading.text in seen or any(regex.search(heading.text) for regex in self.unless):
                continue
            seen.add(heading.text)
            form, name, number = read
            series = _Series(parent, heading.level, form, name)
            before = counts.get(series)
            counts[series] = now = _Count(number, order, heading)
            if before is None or (number == 1 and bare.get((parent, heading.level), -1) > before.order):
                continue
            now.step = before.step or (-1 if number < before.number else 1)
            if number != before.number + now.step and (now.step > 0 or number >= before.number):
                yield _match(before, now)

    def _read(self, text: str) -> tuple[int, str, int] | None:
        """The form, the series and the number of a heading; None where it has none."""
        for form, regex in enumerate(self.forms):
            if found := regex.search(text):
                number = value(found.group("number"))
                if number is not None:
                    return form, found.groupdict().get("series") or "", number
        return None


def _match(before: _Count, now: _Count) -> Match:
    number, last = now.number, before.number
    variant = "repeated" if number == last else "restart" if number == 1 else "gap" if number > last else "back"
    values = {
        "number": number,
        "before": last,
        "wanted": last + now.step,
        "line": Place(before.heading.span),
    }
    return Match(now.heading.span, variant, values, related=(Place(before.heading.span),))


def value(text: str) -> int | None:
    """A whole number in decimal digits of any width, or one up to 99 in circled, Roman or kanji digits (二十一).

    None for anything else.
    """
    if text.isdecimal():
        return int(text) if len(text) <= _DIGITS else None
    total = 0
    for character in text:
        digit = unicodedata.numeric(character, None)
        if digit is None or digit != int(digit):
            return None
        total = max(total, 1) * 10 if digit == 10 and len(text) > 1 else total + int(digit)
    return total


CHECK = Numbering
