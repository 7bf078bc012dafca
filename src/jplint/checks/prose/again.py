"""The same thing again too soon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal, NamedTuple

from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.prose.morpheme import Morpheme
from jplint.document.prose.passage import Sentence
from jplint.pattern import Pattern
from jplint.text.span import Span

Key = Literal["word", "lemma", "norm", "reading", "pos", "ctype", "cform"]


class _One(NamedTuple):
    """What can come again, a step (no key) or an end of the stretch, at morphemes of a sentence."""

    start: int
    end: int
    kind: Literal["one", "step", "reset"]


class Again(Check, frozen=True, kw_only=True):
    """Reports what has the same key as one of its kind at most `within` steps before it.

    A step is whatever `of` or `steps` matches, or with `unit: sentence` a sentence. A label `match` in `of` narrows
    what is compared and reported.
    """

    names: ClassVar[frozenset[str]] = frozenset({"first", "second", "steps"})

    of: Pattern
    """What can come again."""
    key: tuple[Key, ...] = ("word",)
    """What must be equal: `word`, `lemma`, `norm` and `reading` of all its words, others of the first."""
    steps: Pattern | None = None
    """What counts as a step besides."""
    reset: Pattern | None = None
    """Where counting begins anew."""
    within: int = 1
    """So many steps away at most."""
    unless: tuple[Pattern, ...] = ()
    """What lies in a match of one of these is a step, but not compared."""
    leave: tuple[Regex, ...] = ()
    """What is wholly as one of these finds it is a step, but not compared."""
    only: tuple[Regex, ...] = ()
    """If there are any, only what one of them finds is compared, and what the same one finds is the same."""
    per: Literal["sentence", "passage", "section"] = "sentence"
    """What it must come again in. A section ends at a heading or a rule; list items are passages of one section."""
    unit: Literal["step", "sentence"] = "step"
    at: Literal["first", "second"] = "second"
    """Which of the two is reported."""

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        if self.within < 1:
            yield ("within",), "at least 1"
        if self.unit == "sentence" and self.per == "sentence":
            yield ("unit",), "sentences are counted per passage or section"

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """The matches in order."""
        seen: dict[tuple[str, ...], tuple[int, Span]] = {}
        count, last = 0, -1
        for passage in scope.passages(document):
            if self.per != "section" or _parted(document, last, passage.block):
                seen = {}
            last = passage.block
            for sentence in passage.sentences:
                if self.per == "sentence":
                    seen = {}
                if self.unit == "sentence":
                    count += 1
                if not (scope.any_language or sentence.japanese):
                    continue
                for one in self._ones(sentence):
                    if self.unit == "step":
                        count += 1
                    if one.kind == "reset":
                        seen = {}
                    elif one.kind == "one":
                        yield from self._compared(one, count, sentence, seen)

    def _compared(
        self, one: _One, count: int, sentence: Sentence, seen: dict[tuple[str, ...], tuple[int, Span]]
    ) -> Iterator[Match]:
        morphemes = sentence.morphemes[one.start : one.end]
        begin, end = morphemes[0].start, morphemes[-1].end
        text, span = sentence.text[begin:end], sentence.source(begin, end)
        if any((found := regex.search(text)) and found.span() == (0, len(text)) for regex in self.leave):
            return
        key = tuple(_key(name, morphemes) for name in self.key)
        if self.only:
            kind = next((regex.source for regex in self.only if regex.search(text)), None)
            if kind is None:
                return
            key = (kind,)
        if key in seen and count - seen[key][0] <= self.within:
            before, first = seen[key]
            values = {"first": text, "second": text, "steps": count - before}
            reported, other = (first, span) if self.at == "first" else (span, first)
            yield Match(reported, values=values, related=(Place(other),))
        seen[key] = count, span

    def _ones(self, sentence: Sentence) -> list[_One]:
        morphemes = sentence.morphemes
        excused = {at for one in self.unless for start, end in _spans(one, morphemes) for at in range(start, end)}
        found: list[_One] = []
        for start, end in _spans(self.of, morphemes):
            found.append(_One(start, end, "step" if start in excused else "one"))
        if self.steps is not None:
            found += [_One(start, end, "step") for start, end in _spans(self.steps, morphemes)]
        if self.reset is not None:
            found += [_One(start, end, "reset") for start, end in _spans(self.reset, morphemes)]
        return sorted(found)


def _spans(pattern: Pattern, morphemes: Iterable[Morpheme]) -> Iterator[tuple[int, int]]:
    for found in pattern.finditer(tuple(morphemes)):
        yield found.labels.get("match", (found.start, found.end))


def _key(name: Key, morphemes: Iterable[Morpheme]) -> str:
    values = [getattr(one.type, name) for one in morphemes]
    return "".join(values) if name in ("word", "lemma", "norm", "reading") else values[0]


def _parted(document: Document, before: int, here: int) -> bool:
    """True where a heading or a rule lies between two blocks, or the second is a heading."""
    return (
        any(one.kind in ("heading", "rule") for one in document.blocks[before + 1 : here + 1]) if before >= 0 else True
    )


CHECK = Again
