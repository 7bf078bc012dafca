"""Headings that stand in a document a second time."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import ClassVar, NamedTuple

from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.lexicon import Lexicon
from jplint.checks.structure.outline import headings
from jplint.checks.structure.shape import Look, bold_lines, shaped
from jplint.document.document import Document
from jplint.text.folding import fold_tight
from jplint.text.span import Span

_BOLD = 7
"""The level of a bold line: below every heading."""


def _columns(text: str) -> int:
    return len(text) + sum(map("\u2e80".__le__, text))


class _Entry(NamedTuple):
    """A heading, or a bold line that stands for one."""

    key: str
    text: str
    level: int
    span: Span


class SameHeading(Check, frozen=True, kw_only=True):
    """Reports a heading with the text of an earlier one: under the same heading, or anywhere if the text is telling.

    A heading that is one link is left alone where its text is short.
    """

    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"text", "line", "count"})

    telling: int = 24
    """A text of so many columns (a full-width character takes two) is found under other headings and on other levels,
    too. A shorter one is taken for a part that each section has."""
    once: Lexicon = Lexicon()
    """Shorter texts that a page has once, wherever they stand."""
    bold: tuple[Look, ...] = ()
    """The bold lines that count as headings."""

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for number, look in enumerate(self.bold):
            if look.kind != "bold-line":
                yield ("bold", number, "kind"), "only a bold-line can stand for a heading"

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """One match for each heading that came before."""
        beside: dict[tuple[str, str, int], _Entry] = {}
        anywhere: dict[str, _Entry] = {}
        counts: dict[str, int] = {}
        once = frozenset(map(fold_tight, self.once))
        above: list[tuple[int, str]] = []
        for entry in self._entries(document, scope):
            while above and above[-1][0] >= entry.level:
                above.pop()
            place = above[-1][1] if above else "", entry.key, entry.level
            if entry.level < _BOLD:
                above.append((entry.level, entry.key))
            counts[entry.key] = counts.get(entry.key, 0) + 1
            telling = _columns(entry.key) >= self.telling or entry.key in once
            first = anywhere.get(entry.key) if telling else beside.get(place)
            beside.setdefault(place, entry)
            anywhere.setdefault(entry.key, entry)
            if first is not None:
                values = {
                    "text": entry.text,
                    "line": Place(first.span),
                    "count": counts[entry.key],
                }
                yield Match(entry.span, values=values, related=(Place(first.span),))

    def _entries(self, document: Document, scope: Scope) -> list[_Entry]:
        found = []
        for _, block in headings(document):
            text = block.passage.revealed(0, len(block.text))
            linked = any(run.kind == "link" and run.end - run.start == len(block.text) for run in block.runs)
            if not linked or _columns(fold_tight(text)) >= self.telling:
                found.append(_Entry(fold_tight(text), text, block.level, block.span))
        for _, seen, _ in shaped(self.bold, document, scope):
            text = bold_lines(document)[seen.number].shown
            found.append(_Entry(fold_tight(text.rstrip(":：")), text, _BOLD, seen.span))
        return sorted((entry for entry in found if entry.key), key=attrgetter("span"))


CHECK = SameHeading
