"""A CQL pattern over the morphemes of each sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from jplint.checks.base import Check, Match, Reach, Scope
from jplint.document.document import Document
from jplint.document.prose.inflection import Words
from jplint.document.prose.passage import Sentence
from jplint.pattern import Pattern, PatternMatch
from jplint.text.span import Span


class PatternCheck(Check, frozen=True, kw_only=True):
    """Reports each match; a label `match` narrows the place, the others can be named in messages and fixes."""

    shorthand: ClassVar[str] = "match"

    match: Pattern
    unless: list[Pattern] = []
    """A match that one of these overlaps is none."""
    unless_near: list[Pattern] = []
    """No match in a sentence in which one of these matches."""
    least: int = 1
    """Fewer matches than this in a document are not reported."""

    @property
    def reach(self) -> Reach:
        """The block, unless matches are counted."""
        return "block" if self.least <= 1 else "document"

    def labels(self) -> frozenset[str]:
        return self.match.labels - {"match"}

    def patterns(self) -> Iterable[Pattern]:
        return (self.match,)

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """The matches in order."""
        sentences = scope.candidates(self.match, document)
        found = [self._made(sentence, one) for sentence in sentences for one in self._kept(sentence)]
        return found if len(found) >= self.least else ()

    def _kept(self, sentence: Sentence) -> Iterator[PatternMatch]:
        morphemes = sentence.morphemes
        found = list(self.match.finditer(morphemes))
        if any(True for one in self.unless_near if found for _ in one.finditer(morphemes)):
            return
        if found and self.unless:
            against = [other for one in self.unless for other in one.finditer(morphemes)]
            taken = {number for other in against for number in range(other.start, other.end)}
            found = [one for one in found if taken.isdisjoint(range(one.start, one.end))]
        yield from found

    @staticmethod
    def _made(sentence: Sentence, found: PatternMatch) -> Match:
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
        return Match(spans.get("match", whole), values=values, spans=spans)


CHECK = PatternCheck
