"""A quantity against a threshold: characters, sentences, or how often something occurs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from jplint.checks.base import Check, Match, Scope
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.prose.passage import Passage, Sentence
from jplint.pattern import Pattern
from jplint.text.span import Span


class Measure(Check, frozen=True, kw_only=True):
    """Reports a sentence, passage or document in which the quantity is more than `max`."""

    names: ClassVar[frozenset[str]] = frozenset({"value", "max"})

    of: Literal["characters", "units", "sentences", "matches", "length", "lines"]
    """What is counted: `matches` of `match` or `pattern`; characters as code points or as UTF-16 `units`. Code and
    addresses count as one character each. `length`: each match is measured by itself; `lines`: those of the file."""
    match: Regex | None = None
    pattern: Pattern | None = None
    without: list[Regex] = []
    """What these find is taken out before counting."""
    per: Literal["sentence", "passage", "document"] = "sentence"
    against: Literal["sentences", "characters"] | None = None
    """The count for each sentence, or for every 1,000 characters, in place of the count itself."""
    least: int = 0
    """A unit with fewer sentences than this is not measured."""
    max: float
    at: Literal["unit", "excess"] = "unit"
    """What is reported: the sentence, passage or document, or in a sentence the match that is one too many."""
    unless: list[Pattern] = []
    """What lies in a match of one of these does not count."""
    restart: Regex | None = None
    """Within a sentence counting begins anew behind what this finds."""

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        if (self.of in ("matches", "length")) != ((self.match is None) != (self.pattern is None)):
            yield (), "`of: matches` has either match or pattern, other quantities have neither"

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """One match a unit."""
        if self.match is not None and not self.match.possible(document.prose):
            return
        if self.of == "length":
            yield from self._long(document, scope)
            return
        if self.of == "lines":
            yield from self._lines(document)
            return
        if self.restart is not None:
            yield from self._within(document, scope, self.restart)
            return
        for span, sentences in self._units(document, scope):
            value = self._value(sentences)
            if len(sentences) >= self.least and value > self.max:
                if self.at == "excess":
                    places = [place for sentence in sentences for place in self._places(sentence)]
                    span = places[min(int(self.max), len(places) - 1)] if places else span  # noqa: PLW2901
                yield Match(span, values={"value": _number(value), "max": _number(self.max)})

    def _long(self, document: Document, scope: Scope) -> Iterator[Match]:
        """The matches that are too long themselves."""
        for passage in scope.passages(document):
            for start, end in passage.stretches() if self.match else ():
                for found in self.match.finditer(document.text[start:end]) if self.match else ():
                    if (length := found.end() - found.start()) > self.max:
                        values = {"value": str(length), "max": _number(self.max)}
                        yield Match(Span(start + found.start(), start + found.end()), values=values)

    def _lines(self, document: Document) -> Iterator[Match]:
        count = document.text.count("\n") + (not document.text.endswith("\n"))
        if document.text and count > self.max:
            yield Match(Span(0, 1), values={"value": str(count), "max": _number(self.max)})

    def _within(self, document: Document, scope: Scope, restart: Regex) -> Iterator[Match]:
        """For each part of a sentence with too many matches, the one that is too many."""
        for sentence in scope.sentences(document):
            cuts = [sentence.source(*one.span()).start for one in restart.finditer(sentence.text)]
            parts: dict[int, list[Span]] = {}
            for place in self._places(sentence):
                parts.setdefault(bisect_right(cuts, place.start), []).append(place)
            for places in parts.values():
                if len(places) > self.max:
                    values = {"value": _number(len(places)), "max": _number(self.max)}
                    yield Match(places[int(self.max)], values=values)

    def _places(self, sentence: Sentence) -> list[Span]:
        """Where in a sentence the matches are that count."""
        if self.match is not None:
            found = [one.span() for one in self.match.finditer(sentence.text)]
        elif self.pattern is not None:
            morphemes = sentence.morphemes
            spans = [one.labels.get("match", (one.start, one.end)) for one in self.pattern.finditer(morphemes)]
            found = [(morphemes[start].start, morphemes[end - 1].end) for start, end in spans]
        else:
            found = []
        excused = self._excused(sentence) if found and self.unless else []
        kept = [(a, b) for a, b in found if not any(start <= a and b <= end for start, end in excused)]
        return [sentence.source(*one) for one in kept]

    def _excused(self, sentence: Sentence) -> list[tuple[int, int]]:
        morphemes = sentence.morphemes
        found = [one for pattern in self.unless for one in pattern.finditer(morphemes)]
        spans = [one.labels.get("match", (one.start, one.end)) for one in found]
        return [(morphemes[start].start, morphemes[end - 1].end) for start, end in spans]

    def _units(self, document: Document, scope: Scope) -> Iterator[tuple[Span, list[Sentence]]]:
        if self.per == "sentence":
            for sentence in scope.sentences(document):
                yield sentence.span, [sentence]
        elif self.per == "passage":
            for passage in scope.passages(document):
                yield _whole(passage), list(passage.sentences)
        else:
            sentences = list(scope.sentences(document))
            if sentences:
                yield sentences[0].span, sentences

    def _value(self, sentences: list[Sentence]) -> float:
        total = len(sentences) if self.of == "sentences" else sum(self._count(one) for one in sentences)
        if self.against == "sentences":
            return total / max(1, len(sentences))
        if self.against == "characters":
            return 1000 * total / max(1, sum(len(one.text) for one in sentences))
        return total

    def _count(self, sentence: Sentence) -> int:
        text = sentence.text
        for regex in self.without:
            text = _without(regex, text)
        if self.of == "characters":
            return len(text)
        if self.of == "units":
            return len(text.encode("utf-16-le")) // 2
        if self.match is not None and not self.unless:
            return sum(1 for _ in self.match.finditer(text))
        return len(self._places(sentence))


def _without(regex: Regex, text: str) -> str:
    parts, at = [], 0
    for found in regex.finditer(text):
        parts.append(text[at : found.start()])
        at = found.end()
    return "".join([*parts, text[at:]])


def _whole(passage: Passage) -> Span:
    return passage.source(0, len(passage.text))


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


CHECK = Measure
