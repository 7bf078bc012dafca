"""Findings with their places worked out, so that they can be shown by a process that never had the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from jplint.report.diagnostic import Diagnostic, Related
from jplint.rulebook.rule.spec import Severity
from jplint.text.edit import Fix
from jplint.text.source import LineIndex, Source

STDIN = "<stdin>"
"""The path of a text that came through standard input without a name."""

EXCERPT_LIMIT = 800
"""No excerpt is longer, in code points; it reaches at least a quarter of this to both sides of its finding."""

_STEP = 1024
"""Bytes are counted from the last multiple of so many code points."""

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Position(NamedTuple):
    """A place between two characters."""

    offset: int
    """Code points from the start of the text, from 0."""
    line: int
    """From 1."""
    column: int
    """Code points from the start of the line, from 1."""
    utf16: int
    """UTF-16 code units from the start of the line, from 0."""
    utf8: int = 0
    """Bytes of UTF-8 from the start of the line, from 0."""


START = Position(0, 1, 1, 0)
"""The beginning of any text."""


class LocatedEdit(NamedTuple):
    """Put `text` in the place of what stands from `start` to before `end`."""

    start: Position
    end: Position
    text: str


class LocatedFix(NamedTuple):
    """Edits that belong together, in order and without overlap. `safe`: the meaning of the text cannot change."""

    safe: bool
    edits: tuple[LocatedEdit, ...]


class LocatedRelated(NamedTuple):
    """Another place that a finding is about. `path` is None for the same file."""

    path: str | None
    start: Position
    end: Position
    message: str


class Excerpt(NamedTuple):
    """A source line without its newline, or the part of a long line around a finding."""

    text: str
    column: int
    """The column of the first character of `text`, from 1."""
    cut: bool
    """True where the line goes on after `text`."""


class Located(Struct, frozen=True):
    """A finding as every format shows it. `excerpt` is of the line of `start`; `url` may be empty."""

    rule: str
    severity: Severity
    message: str
    start: Position
    end: Position
    fix: LocatedFix | None
    related: tuple[LocatedRelated, ...]
    url: str
    excerpt: Excerpt
    fingerprint: str = ""
    """Stays the same when other parts of the text change."""

    @property
    def order(self) -> tuple[int, int, str, str]:
        """The key of the one total order in which diagnostics are reported."""
        return self.start.offset, self.end.offset, self.rule, self.message

    @property
    def last_line(self) -> int:
        """The line of the last character; a newline belongs to the line it ends."""
        return max(self.start.line, self.end.line - (self.end.column == 1))


class FileReport(Struct, frozen=True):
    """What one file gave: its findings in the order to show them, or one sentence on why it could not be linted."""

    path: str
    """As the user gave it, with "/" between the parts."""
    diagnostics: tuple[Located, ...] = ()
    failure: str | None = None
    place: tuple[int, int] | None = None
    """The line and column of the failure, from 1, where it has one."""
    setting: bool = False
    """Not a text but a rule file, which was to be used and cannot be."""
    fixed: int = 0
    """How many fixes were made."""
    known: int = 0
    """How many findings are not shown, since a baseline knows them."""
    late: bool = False
    """Findings that only all files together show; the file has a report of its own before."""


class Summary(Struct, frozen=True):
    """The counts of a whole run. `files` were linted, `failed` more could not be; `seconds` is the time it took."""

    files: int
    errors: int
    warnings: int
    infos: int
    failed: int
    seconds: float
    rules: tuple[tuple[str, int], ...] = ()
    """The rules that say most, and how much, the greatest first."""
    fixed: int = 0
    """How many fixes were made."""
    fixable: int = 0
    """How many findings have a safe fix."""
    unsafely: int = 0
    """How many more have a fix that a person should look at."""
    known: int = 0
    """How many more a baseline knows."""
    unusable: int = 0
    """How many rule files could not be used."""
    paths: tuple[tuple[str, int], ...] = ()
    """The files of which most is said."""


def locate(
    source: Source, diagnostics: Iterable[Diagnostic], others: Mapping[str, LineIndex] = {}
) -> tuple[Located, ...]:
    """`diagnostics` with their lines and columns, in the order given.

    `others` has the lines of the other files that a related place may be in; a place in a file that is not
    there is given as the beginning of that file. The time a place takes does not depend on the length of its line.
    """
    here = _Places(source.lines)
    there = {path: _Places(lines) for path, lines in others.items()}
    return tuple(
        Located(
            rule=found.rule,
            severity=found.severity,
            message=found.message,
            start=(start := here.at(found.span.start)),
            end=here.at(found.span.end),
            fix=None if found.fix is None else _fix(here, found.fix),
            related=tuple(_related(here if r.path is None else there.get(r.path), r) for r in found.related),
            url=found.url,
            excerpt=here.excerpt(start),
            fingerprint=found.fingerprint,
        )
        for found in diagnostics
    )


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


class _Places:
    """The positions and excerpts of one text. Equal ones are one object: findings share most, and pickle once."""

    def __init__(self, lines: LineIndex) -> None:
        self._lines = lines
        self._positions: dict[int, Position] = {}
        self._excerpts: dict[tuple[int, int], Excerpt] = {}

    @cached_property
    def _astral(self) -> list[int]:
        """The offsets of the characters that take two UTF-16 units, ascending."""
        return [m.start() for m in _ASTRAL.finditer(self._lines.text)]

    def at(self, offset: int) -> Position:
        if offset not in self._positions:
            self._positions[offset] = self._position(offset)
        return self._positions[offset]

    def _position(self, offset: int) -> Position:
        line, column = self._lines.position(offset)
        pairs = bisect_left(self._astral, offset) - bisect_left(self._astral, offset - column + 1)
        return Position(
            offset, line, column, column - 1 + pairs, self._bytes(offset) - self._bytes(offset - column + 1)
        )

    def _bytes(self, offset: int) -> int:
        """The bytes of UTF-8 before an offset."""
        number = offset // _STEP
        return self._counts[number] + _size(self._lines.text[number * _STEP : offset])

    @cached_property
    def _counts(self) -> list[int]:
        """The bytes before every so many code points."""
        text = self._lines.text
        return [0, *accumulate(_size(text[at : at + _STEP]) for at in range(0, len(text), _STEP))]

    def excerpt(self, start: Position) -> Excerpt:
        first, last = self._lines.bounds(start.line)
        block = 0 if last - first <= EXCERPT_LIMIT else (start.column - 1) // (EXCERPT_LIMIT // 2)
        key = start.line, block
        if key not in self._excerpts:
            self._excerpts[key] = self._cut(first, last, block)
        return self._excerpts[key]

    def _cut(self, first: int, last: int, block: int) -> Excerpt:
        """Half of the limit for the findings that start in the block, a quarter before it and a quarter after it."""
        begin = max(first, first + block * (EXCERPT_LIMIT // 2) - EXCERPT_LIMIT // 4)
        end = min(last, begin + EXCERPT_LIMIT)
        return Excerpt(self._lines.text[begin:end], begin - first + 1, end < last)


def _fix(here: _Places, fix: Fix) -> LocatedFix:
    return LocatedFix(
        fix.safe, tuple(LocatedEdit(here.at(e.span.start), here.at(e.span.end), e.text) for e in fix.edits)
    )


def _related(places: _Places | None, related: Related) -> LocatedRelated:
    if places is None:
        return LocatedRelated(related.path, START, START, related.message)
    return LocatedRelated(related.path, places.at(related.span.start), places.at(related.span.end), related.message)
