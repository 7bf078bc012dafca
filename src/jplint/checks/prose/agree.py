"""One choice throughout: the sentences of a document that end otherwise than most of the others do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from itertools import groupby
from typing import ClassVar

import msgspec

from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.match import Value
from jplint.checks.regex import Regex, any_of
from jplint.document.document import Document
from jplint.document.prose.passage import Passage, Sentence
from jplint.pattern import Pattern
from jplint.text.span import Span


class Choice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """One way to end a sentence, told by its text where that is certain, else by its last morphemes."""

    name: str
    match: list[Regex] = []
    pattern: list[Pattern] = []


class Agree(Check, frozen=True, kw_only=True):
    """Classes every sentence by its ending and reports those of the smaller of two classes.

    Each list is counted by itself, and so is the text in each other place. Variants: `stray`, `run` (several in a
    row), `even` (no majority), `divided` (no majority, and whole stretches of either kind).
    """

    shortcuts: ClassVar[frozenset[str]] = frozenset({"match"})
    names: ClassVar[frozenset[str]] = frozenset({"major", "minor", "count", "total", "line", "tail"})

    choices: list[Choice]
    """The first that fits is the sentence's class; a sentence that none fits is left alone."""
    between: tuple[str, str]
    """The two classes that must not be mixed."""
    only: Regex
    """Sentences that count: found in the sentence."""
    unless: list[Regex] = []
    """Sentences that are left alone."""
    only_in_runs: list[Regex] = []
    """Minority sentences that are a way of telling and no slip; they count, but are reported in a run only."""
    least: int = 4
    """So many sentences of the larger class must there be."""
    stray_from: int = 4
    """So many must there be before a stray sentence is told: a few sentences are no style of their own."""
    majority: float = 0.6
    """Where the larger class has less than this share, no sentence can be called the odd one: one match says so."""
    run: int = 4
    """So many minority sentences in a row are no slip any more."""
    quiet: list[str] = []
    """Places where a stray sentence is no more than that, and an even mixture is none of our business."""

    def variants(self) -> frozenset[str]:
        return frozenset({"stray", "run", "even", "divided"})

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """One match for each minority sentence, or for several in a row within a passage."""
        by_scope: dict[object, list[tuple[Sentence, str]]] = {}
        for passage in scope.passages(document):
            kinds = scope.remembered(self, (passage.text,), partial(self._kinds, passage, scope))
            if kinds:
                found = by_scope.setdefault(_scope(passage, document), [])
                found += [(passage.sentences[number], kind) for number, kind in kinds]
        for sentences in by_scope.values():
            yield from self._compare(sentences)

    def _kinds(self, passage: Passage, scope: Scope) -> list[tuple[int, str]]:
        """The sentences of a passage that are of a class, by their number, and the class."""
        judged = enumerate(
            scope.remembered(self, sentence.text, partial(self._judge, sentence)) for sentence in passage.sentences
        )
        return [(number, kind) for number, kind in judged if kind]

    def _judge(self, sentence: Sentence) -> str | None:
        text = sentence.text
        if not self.only.search(text) or self._excused(text):
            return None
        for name, certain in self._certain:
            if certain(text):
                return name
        morphemes = sentence.ending
        for choice in self.choices:
            if any(True for one in choice.pattern for _ in one.finditer(morphemes)):
                return choice.name
        return None

    @cached_property
    def _excused(self) -> Callable[[str], object]:
        return any_of(self.unless)

    @cached_property
    def _certain(self) -> list[tuple[str, Callable[[str], object]]]:
        return [(choice.name, any_of(choice.match)) for choice in self.choices]

    def _compare(self, sentences: list[tuple[Sentence, str]]) -> Iterator[Match]:
        counts = Counter(kind for _, kind in {(one.text, kind) for one, kind in sentences})
        first, second = sorted(self.between, key=lambda kind: -counts[kind])
        total = counts[first] + counts[second]
        if counts[first] < self.least or not counts[second]:
            return
        example = next(one for one, kind in sentences if kind == first)
        values: dict[str, Value] = {
            "major": first,
            "minor": second,
            "count": counts[second],
            "total": total,
            "line": Place(example.span),
        }
        quiet = example.passage.place in self.quiet
        if counts[first] < self.majority * total:
            if not quiet:
                yield self._whole(sentences, values, example)
            return
        for run in _runs(sentences, second):
            long = len(run) >= self.run
            if not long and (counts[first] < self.stray_from or all(map(self._is_manner, run))):
                continue
            span = Span(run[0].span.start, run[-1].span.end)
            tail = {"tail": run[0].text[-14:]}
            yield Match(
                span, "run" if long and not quiet else "stray", {**values, **tail}, related=(Place(example.span),)
            )

    def _is_manner(self, sentence: Sentence) -> bool:
        return any(regex.search(sentence.text) for regex in self.only_in_runs)

    def _whole(self, sentences: list[tuple[Sentence, str]], values: dict[str, Value], example: Sentence) -> Match:
        """The one match for a document without a style of its own, at the first sentence of the smaller class."""
        stretches = [(kind, list(part)) for kind, part in groupby(sentences, key=lambda one: one[1])]
        smaller = [part for kind, part in stretches if kind == values["minor"]]
        start = smaller[0][0][0]
        variant = "divided" if max(map(len, smaller)) >= self.run else "even"
        return Match(start.span, variant, {**values, "tail": start.text[-14:]}, related=(Place(example.span),))


def _runs(sentences: list[tuple[Sentence, str]], minor: str) -> Iterator[list[Sentence]]:
    """Minority sentences in a row within one passage."""
    run: list[Sentence] = []
    for sentence, kind in sentences:
        if run and (kind != minor or sentence.passage is not run[-1].passage):
            yield run
            run = []
        if kind == minor:
            run.append(sentence)
    if run:
        yield run


def _scope(passage: Passage, document: Document) -> object:
    outermost = next((one for one in document.blocks[passage.block].containers if one.kind == "list"), None)
    return outermost.number if passage.place == "list" and outermost else passage.place


CHECK = Agree
