"""A CQL pattern over the morphemes of each sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import ClassVar, Literal

import msgspec

from jplint.checks.alternative import filled
from jplint.checks.base import Check, Match, Reach, Scope
from jplint.checks.part import Part
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.prose.inflection import Words
from jplint.document.prose.passage import Sentence
from jplint.pattern import Pattern, PatternMatch
from jplint.text.edit import Edit
from jplint.text.span import Span


class Form(Part, frozen=True):
    """One pattern among several."""

    match: Pattern
    variant: str = msgspec.field(default="", name="as")
    unless: tuple[Pattern, ...] = ()
    """What one of these overlaps is no match of this pattern."""
    narrow: Regex | None = None
    """What this finds in the text of a match is reported in its place: a part of a morpheme."""
    write: dict[str, str] = {}
    """Label → what is to stand there: a text in which `{label}` is what a label holds."""


class PatternCheck(Check, frozen=True, kw_only=True):
    """Reports each match; a label `match` narrows the place, the others can be named in messages and fixes.

    Where two patterns find the same place, the first one counts.
    """

    shorthand: ClassVar[str] = "match"
    edits: ClassVar[bool] = True

    match: Pattern | None = None
    any: tuple[Form, ...] = ()
    """Patterns in the place of the one."""
    unless: list[Pattern] = []
    """A match that one of these overlaps is none."""
    unless_near: list[Pattern] = []
    """No match in a sentence in which one of these matches."""
    least: int = 1
    """Fewer matches than this in a document are not reported."""
    before: tuple[Literal["list", "code", "quote", "table"], ...] = ()
    """Only in the last sentence of a paragraph that is followed by one of these; the variant says by which."""

    @property
    def reach(self) -> Reach:
        """The block, unless matches are counted."""
        return "block" if self.least <= 1 and not self.before else "document"

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """All patterns."""
        return self.any if self.match is None else (Form(match=self.match), *self.any)

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        if not self.forms:
            yield (), "it has neither match nor any"
        for number, form in enumerate(self.any):
            for label in form.write:
                if label not in form.match.labels | {"match"}:
                    yield ("any", number, "write", label), "there is no such label"

    def variants(self) -> frozenset[str]:
        return frozenset(one.variant for one in self.any if one.variant) | frozenset(self.before)

    def labels(self) -> frozenset[str]:
        return frozenset().union(*(one.match.labels for one in self.forms)) - {"match"}

    def patterns(self) -> Iterable[Pattern]:
        return tuple(one.match for one in self.forms)

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """The matches in order."""
        found: dict[Span, Match] = {}
        for form in self.forms:
            for sentence in scope.candidates(form.match, document):
                variant = self._led(sentence, document) if self.before else form.variant
                if variant is None:
                    continue
                for one in self._kept(form, sentence):
                    made = self._made(sentence, one, form, variant)
                    found.setdefault(made.span, made)
        kept = _apart(found.values()) if len(self.forms) > 1 else list(found.values())
        return kept if len(kept) >= self.least else ()

    def _led(self, sentence: Sentence, document: Document) -> str | None:
        """What a sentence leads to; None where it is none of what is asked for."""
        passage = sentence.passage
        if sentence.end < len(passage.text.rstrip()) or passage.block < 0:
            return None
        kind = _kind(document, passage.block)
        return kind if kind in self.before else None

    def _kept(self, form: Form, sentence: Sentence) -> Iterator[PatternMatch]:
        morphemes = sentence.morphemes
        found = list(form.match.finditer(morphemes))
        if any(True for one in self.unless_near if found for _ in one.finditer(morphemes)):
            return
        if found and (self.unless or form.unless):
            against = [other for one in (*self.unless, *form.unless) for other in one.finditer(morphemes)]
            taken = {number for other in against for number in range(other.start, other.end)}
            found = [one for one in found if taken.isdisjoint(range(one.start, one.end))]
        yield from found

    @staticmethod
    def _made(sentence: Sentence, found: PatternMatch, form: Form, variant: str) -> Match:
        morphemes = sentence.morphemes
        values: dict[str, Words] = {}
        spans: dict[str, Span] = {}
        for label, (start, end) in found.labels.items():
            part = morphemes[start:end]
            text = sentence.text[part[0].start : part[-1].end] if part else ""
            values[label] = Words.of(text, part)
            if part:
                spans[label] = sentence.source(part[0].start, part[-1].end)
        whole = sentence.source(morphemes[found.start].start, morphemes[found.end - 1].end)
        texts = {label: str(words) for label, words in values.items()}
        edits = tuple(
            Edit(spans.get(label, whole), filled(text, texts))
            for label, text in form.write.items()
            if label in spans or label == "match"
        )
        start, end = found.labels.get("match", (found.start, found.end))
        span = spans.get("match", whole)
        if form.narrow is not None:
            begin = morphemes[start].start
            if narrowed := form.narrow.search(sentence.text[begin : morphemes[end - 1].end]):
                span = sentence.source(*(begin + at for at in narrowed.span()))
        return Match(span, variant, values, spans, edits=edits)


def _apart(found: Iterable[Match]) -> list[Match]:
    """The matches of which none overlaps an earlier one."""
    kept: list[Match] = []
    taken: list[Span] = []
    for match in found:
        at = bisect_left(taken, match.span)
        if not any(match.span.overlaps(other) for other in taken[max(at - 1, 0) : at + 1]):
            taken.insert(at, match.span)
            kept.append(match)
    return kept


def _kind(document: Document, number: int) -> str:
    """What stands behind a block, as `before` names it."""
    if number + 1 >= len(document.blocks):
        return ""
    here, there = document.blocks[number], document.blocks[number + 1]
    if there.kind in ("code", "table"):
        return there.kind
    begun = {(one.kind, one.number) for one in there.containers} - {(one.kind, one.number) for one in here.containers}
    return next((kind for kind in ("list", "quote") if any(one == kind for one, _ in begun)), "")


CHECK = PatternCheck
