"""A CQL pattern over the morphemes of each sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

import msgspec

from jplint.checks.base import Check, Match, Scope
from jplint.checks.words import Words
from jplint.document.document import Document
from jplint.document.prose.passage import Sentence
from jplint.pattern import Pattern, PatternMatch
from jplint.text.span import Span


class PatternCheck(Check, frozen=True, kw_only=True):
    """Reports each match; a label `match` narrows the place, the others can be named in messages and fixes."""

    shorthand: ClassVar[str] = "match"

    match: Pattern
    unless: list[Pattern] = []
    """A match that one of these overlaps is none."""
    least: int = 1
    """Fewer matches than this in a document are let be."""

    def labels(self) -> frozenset[str]:
        return self.match.labels - {"match"}

    def patterns(self) -> Iterable[Pattern]:
        return (self.match,)

    def parts(self) -> Iterable[Check]:
        alternatives = self.match.alternatives
        return [msgspec.structs.replace(self, match=one) for one in alternatives] if len(alternatives) > 1 else []

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """The matches in order."""
        found = [
            self._made(sentence, one) for sentence in self._sentences(document, scope) for one in self._kept(sentence)
        ]
        return found if len(found) >= self.least else ()

    def _sentences(self, document: Document, scope: Scope) -> Iterable[Sentence]:
        if scope.index is None or any(place.startswith("front-matter.") for place in scope.places):
            literals = self.match.literals
            for sentence in scope.sentences(document):
                if literals is None or any(word in sentence.text for word in literals):
                    yield sentence
            return
        index = scope.index
        sentences = document.sentences
        candidates = document.shared(index, lambda: index.candidates([one.morphemes for one in sentences]))
        for number in candidates.get(self.match, ()):
            sentence = sentences[number]
            if sentence.passage.place in scope.places and (scope.any_language or sentence.japanese):
                yield sentence

    def _kept(self, sentence: Sentence) -> Iterator[PatternMatch]:
        morphemes = sentence.morphemes
        found = list(self.match.finditer(morphemes))
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
            values[label] = Words(text, part)
            if part:
                spans[label] = sentence.source(part[0].start, part[-1].end)
        whole = sentence.source(morphemes[found.start].start, morphemes[found.end - 1].end)
        return Match(spans.get("match", whole), values=values, spans=spans)


CHECK = PatternCheck
