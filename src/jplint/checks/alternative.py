"""One thing to look for with an expression, as several checks have it in their lists."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

import msgspec

from jplint.checks.lexicon import Lexicon
from jplint.checks.match import Match, Value
from jplint.checks.part import Part
from jplint.checks.regex import Found, Regex
from jplint.text.edit import Edit
from jplint.text.span import Span

_NAME = re.compile(r"\{(\w+)\}")

Source = Callable[[int, int], Span]
"""Where the part of a text from one place to another stands in the source."""


class Alternative(Part, frozen=True, dict=True):
    """One thing to look for. A group `match` narrows the place that is reported; messages may name the other groups."""

    match: Regex | None = None
    words: Lexicon | None = None
    """Any of these words, as they stand."""
    variant: str = msgspec.field(default="", name="as")
    """The variant of what it finds."""
    unless: tuple[Regex, ...] = ()
    """What one of these finds, and what overlaps it, is not reported."""
    unless_near: tuple[Regex, ...] = ()
    """Nothing is reported in a sentence, passage, line or value in which one of these is found."""
    write: str | None = None
    """What is to stand in the place of what is reported: a text in which `{group}` is what a group holds."""

    @cached_property
    def regex(self) -> Regex:
        """What to look for, as one expression."""
        if self.match is not None:
            return self.match
        words = sorted(self.words or (), key=len, reverse=True)
        return Regex("|".join(map(re.escape, words)), tuple(words), trusted=True)

    @property
    def groups(self) -> frozenset[str]:
        """The groups that messages may name."""
        return (self.match.groups if self.match else frozenset()) - {"match"}

    def finditer(self, text: str) -> Iterator[Found]:
        """What is found in a text and reported, left to right."""
        excuses: Excuses | None = None
        for found in self.regex.finditer(text):
            excuses = excuses or Excuses(text, self.unless, self.unless_near)
            if not excuses.hold(*reported(found)):
                yield found


class Excuses:
    """The exceptions of a rule in one text: `unless` excuses what it overlaps, `unless-near` the whole text."""

    def __init__(self, text: str, unless: Iterable[Regex], near: Iterable[Regex] = ()) -> None:
        self._all = any(regex.search(text) for regex in near)
        found = () if self._all else (one.span() for regex in unless for one in regex.finditer(text))
        self._stretches = merged(found)

    def hold(self, start: int, end: int) -> bool:
        """True where an exception holds for what was found from `start` to `end`."""
        return self._all or overlaps(self._stretches, start, end)


def merged(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Half-open stretches in order, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def overlaps(stretches: list[tuple[int, int]], start: int, end: int) -> bool:
    """True where one of the merged stretches has a place in common with another; an empty one has its place."""
    number = bisect_left(stretches, (max(end, start + 1),)) - 1
    return number >= 0 and start < max(stretches[number][1], stretches[number][0] + 1)


def reported(found: Found) -> tuple[int, int]:
    """The place that a match of an expression reports: its group `match`, if it has one."""
    groups = found.groupdict()
    return found.span("match") if groups.get("match") is not None else found.span()


def made(
    found: Found, source: Source, variant: str, values: Mapping[str, Value] | None = None, write: str | None = None
) -> Match:
    """The match for what an expression found; `values` are added to its groups."""
    groups = {name: text for name, text in found.groupdict().items() if text is not None}
    spans = {name: source(*found.span(name)) for name in groups}
    span = source(*reported(found))
    edits = () if write is None else (Edit(span, filled(write, groups)),)
    return Match(span, variant, {**(values or {}), **groups}, spans, edits=edits)


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with the values that it names in braces; those that are not there are empty."""
    return _NAME.sub(lambda name: values.get(name[1], ""), text)
