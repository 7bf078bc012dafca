"""Suppression in the text: comments and front matter that switch rules off for a part of a document.

`<!-- jplint-disable RULE… -- reason -->` … `<!-- jplint-enable -->`, `-disable-line`, `-disable-next-line` (or
`-next-line`), `-disable-next-block` (or `-next-block`), `-disable-file`, `jplint: {disable: […]}` in front matter;
`textlint-disable` and `textlint-enable` are understood. Without a rule, all rules are meant.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct, field

from jplint.checks.base import Match
from jplint.document.document import Document
from jplint.rulebook.rulebook import Catalog, Rule, Rulebook
from jplint.text.edit import Edit
from jplint.text.nearness import closest
from jplint.text.span import Span

_DIRECTIVE = re.compile(
    r"\s*(?P<tool>jplint|textlint)-(?P<what>disable-file|disable-line|(?:disable-)?next-line|(?:disable-)?next-block|disable|enable)"
    r"(?=\s|$)(?P<rules>.*?)(?:\s--\s.*)?\s*",
    re.DOTALL,
)
_LOOKS_LIKE = re.compile(r"\s*(?P<name>jplint-[a-z-]+)")
_NAME = re.compile(r"[^\s,]+")
_MOST = 100
"""So many unknown names of one document are compared with those there are."""

_Range = tuple[int, int]
"""A closed range of code points: a finding that starts at its very end is in it."""


class Hit(NamedTuple):
    """A rule and a match of its check."""

    rule: Rule
    match: Match


class _Name(NamedTuple):
    """A name as written, and where."""

    text: str
    place: Span


class Directive(Struct):
    """One rule name (or all) switched off from `start` to `end`, both code points; `place` is where it is said."""

    name: str
    """As written; "" for all rules."""
    rules: frozenset[str] | None
    """The ids it means; None for all."""
    start: int
    end: int
    place: Span
    comment: Span
    used: bool = False
    final: bool = True
    """False where only the conclusion about all documents can tell whether it is used."""
    foreign: bool = False
    """Another tool's: it may be of use to that tool alone."""


class Suppressions(Struct):
    """The directives of one document."""

    directives: list[Directive] = field(default_factory=list)
    unknown: list[tuple[str, Span]] = field(default_factory=list)
    """A rule name or a word that is not known, and where it stands."""
    foreign: list[tuple[str, Span]] = field(default_factory=list)
    """The first comment of another tool that has less effect here than there: the name that is not known, or ""."""

    @classmethod
    def read(cls, document: Document, rulebook: Rulebook) -> Suppressions:
        """The directives of a document's comments and front matter."""
        reader = _Reader(document, rulebook)
        reader.comments()
        reader.front_matter()
        return cls(reader.directives, reader.unknown, reader.foreign[:1])

    def apply(self, hits: Iterable[Hit]) -> list[Hit]:
        """The hits that no directive covers; a directive that covers one is used. Linear but for sorting."""
        found = list(hits)
        if not self.directives or not found:
            return found
        everywhere = sorted(one.match.span.start for one in found)
        places: defaultdict[str, list[int]] = defaultdict(list)
        for rule, match in sorted(found, key=lambda one: one.match.span.start):
            places[rule.id].append(match.span.start)
        every: list[_Range] = []
        own: defaultdict[str, list[_Range]] = defaultdict(list)
        for directive in self.directives:
            rules = directive.rules
            within = directive.start, directive.end
            concerned = [everywhere] if rules is None else [places[rule] for rule in rules & places.keys()]
            directive.used = directive.used or any(_has(starts, within) for starts in concerned)
            for ranges in [every] if rules is None else [own[rule] for rule in rules & places.keys()]:
                ranges.append(within)
        covered = {rule: _merged([*every, *own[rule]]) for rule in places}
        return [one for one in found if not _covers(covered[one.rule.id], one.match.span.start)]

    def remarks(self, document: Document, rulebook: Rulebook, *, late: bool = False) -> Iterator[tuple[str, Match]]:
        """Directives that did nothing, and names that nobody has: (event, match).

        `late`: after the conclusion about all documents, only what could not be told before it.
        """
        for directive in self.directives:
            if not directive.used and not directive.foreign and directive.final is not late:
                values = {"name": directive.name or "*"}
                yield "unused-suppression", Match(directive.place, values=values, edits=_removal(directive, document))
        for name, place in () if late else self.foreign:
            yield "foreign-suppression", Match(place, "" if name else "all", {"name": name})
        for number, (name, place) in enumerate(() if late else self.unknown):
            near = _near(name, rulebook.catalog) if number < _MOST else ""
            yield "unknown-suppression", Match(place, "near" if near else "", {"name": name, "near": near})


class _Reader:
    """Reads directives in the order of the text."""

    def __init__(self, document: Document, rulebook: Rulebook) -> None:
        self.directives: list[Directive] = []
        self.unknown: list[tuple[str, Span]] = []
        self.foreign: list[tuple[str, Span]] = []
        self._document = document
        self._catalog = rulebook.catalog
        self._across = frozenset(rule.id for rule in rulebook.rules if rule.check.reach == "site")
        self._open: dict[bool, defaultdict[frozenset[str] | None, list[Directive]]]
        self._open = {foreign: defaultdict(list) for foreign in (False, True)}
        """What an `enable` of the same tool can end, by the rules it means."""

    def comments(self) -> None:
        """The directives in comments."""
        for comment in self._document.comments:
            start = comment.inner.start
            if match := _DIRECTIVE.fullmatch(comment.text):
                found = _NAME.finditer(comment.text, *match.span("rules"))
                names = [_Name(one.group(), Span(start + one.start(), start + one.end())) for one in found]
                self._take(match["what"], names, comment.span, foreign=match["tool"] != "jplint")
            elif match := _LOOKS_LIKE.match(comment.text):
                place = Span(start + match.start("name"), start + match.end("name"))
                self.unknown.append((match["name"], place))

    def front_matter(self) -> None:
        """Those of the key `jplint.disable`."""
        front = self._document.front_matter
        entry = front.get("jplint", "disable") if front else None
        if entry is not None:
            names = [_Name(one.text, one.span) for one in entry.children or (entry,)]
            self._take("disable-file", names, Span(0, len(self._document.text)), foreign=False)

    def _take(self, what: str, names: list[_Name], comment: Span, *, foreign: bool) -> None:
        if what == "enable":
            self._enable(names, comment, foreign=foreign)
            return
        start, end = _extent(what, comment, self._document)
        for name, place in names or [_Name("", comment)]:
            rules = self._meant(name, foreign=foreign)
            if foreign and (not name or not rules):
                self.foreign.append((name, place))
            if rules is not None and not rules:
                if not foreign:
                    self.unknown.append((name, place))
                continue
            final = not (self._across if rules is None else self._across & rules)
            made = Directive(name, rules, start, end, place, comment, final=final, foreign=foreign)
            self.directives.append(made)
            self._open[foreign][rules].append(made)

    def _meant(self, name: str, *, foreign: bool) -> frozenset[str] | None:
        """The ids of rules; None for all. Another tool's name may have its preset before it: `preset-x/name`."""
        if not name:
            return self._covered if foreign else None
        found = self._catalog.find(name)
        if foreign and not found:
            found = self._catalog.find(name.rpartition("/")[2])
        return frozenset(found)

    @cached_property
    def _covered(self) -> frozenset[str]:
        """What another tool's comment means where it names no rule, whether or not a rule speaks of it."""
        speaker = self._catalog.speaker("foreign-suppression")
        covers = speaker.looks.get("covers", ()) if speaker else ()
        return frozenset(rule for name in covers for rule in self._catalog.find(name))

    def _enable(self, names: list[_Name], comment: Span, *, foreign: bool) -> None:
        waiting = self._open[foreign]
        meant = [self._meant(name, foreign=foreign) for name, _ in names] if names else list(waiting)
        for rules in meant:
            for directive in waiting.pop(rules, ()):
                directive.end = min(directive.end, comment.start)


def _has(starts: list[int], within: _Range) -> bool:
    """True where one of the sorted numbers lies in a range."""
    at = bisect_left(starts, within[0])
    return at < len(starts) and starts[at] <= within[1]


def _merged(ranges: Iterable[_Range]) -> list[_Range]:
    """Ranges that meet made one, in order."""
    merged: list[_Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        elif start <= end:
            merged.append((start, end))
    return merged


def _covers(merged: list[_Range], at: int) -> bool:
    number = bisect_right(merged, (at, sys.maxsize)) - 1
    return number >= 0 and at <= merged[number][1]


def _near(name: str, catalog: Catalog) -> str:
    names = [*catalog.specs, *catalog.aliases]
    tail = [rule_id for rule_id in names if rule_id.rpartition("/")[2] == name]
    return tail[0] if tail else closest(name, names)


def _extent(what: str, comment: Span, document: Document) -> _Range:
    """Where a directive holds."""
    lines = document.lines
    if what == "disable-file":
        return 0, len(document.text)
    if what == "disable":
        return comment.start, len(document.text)
    if what == "disable-line":
        line = lines.line(comment.start)
        return lines.full(line)[0], lines.bounds(line)[1]
    if what.endswith("next-block"):
        blocks = document.analysis(_blocks_to_read)
        number = bisect_left(blocks, (comment.end,))
        return blocks[number] if number < len(blocks) else (comment.end, comment.end)
    line = lines.line(comment.end)
    return document.analysis(_next_line, line) or (comment.end, comment.end)


def _blocks_to_read(document: Document) -> list[Span]:
    return [block.span for block in document.blocks if block.kind != "html"]


def _next_line(document: Document, line: int) -> _Range | None:
    """The first line behind another that is not blank."""
    lines = document.lines
    for following in range(line + 1, len(lines.starts) + 1):
        if lines.line_text(following).strip():
            return lines.bounds(following)
    return None


def _removal(directive: Directive, document: Document) -> tuple[Edit, ...]:
    """Take out the name, or the comment with its line where it stands alone."""
    if directive.place != directive.comment or directive.comment == Span(0, len(document.text)):
        return ()
    start, end = directive.comment
    line = document.lines.line(start)
    if document.lines.line_text(line).strip() == document.text[start:end]:
        start, end = document.lines.full(line)
    return (Edit(Span(start, end), ""),)
