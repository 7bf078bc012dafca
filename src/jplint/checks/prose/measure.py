"""A quantity against a threshold: characters, sentences, or how often something occurs."""

from __future__ import annotations

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

    of: Literal["characters", "sentences", "matches"]
    """What is counted; `matches` of `match` or `pattern`. Code and addresses count as one character each."""
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

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        if (self.of == "matches") != ((self.match is None) != (self.pattern is None)):
            yield (), "`of: matches` has either match or pattern, other quantities have neither"

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """One match a unit."""
        if self.match is not None and not self.match.possible(document.prose):
            return
        for span, sentences in self._units(document, scope):
            value = self._value(sentences)
            if len(sentences) >= self.least and value > self.max:
                yield Match(span, values={"value": _number(value), "max": _number(self.max)})

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
        if self.match is not None:
            return sum(1 for _ in self.match.finditer(text))
        return sum(1 for _ in self.pattern.finditer(sentence.morphemes)) if self.pattern else 0


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
