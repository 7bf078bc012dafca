"""Front-matter values that are damaged: by what they say, by their brackets, or because the body has more of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import ClassVar, Literal, NamedTuple

import msgspec

from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.prose.morpheme import analyze
from jplint.document.prose.passage import Passage
from jplint.text.span import Span

_AROUND = 40
"""Code points on either side of a place that are analysed to see whether it lies within a word."""
_PLACES = 20
"""So many places in one value, and so many in the body for each of them, are compared."""
_SHOWN = 8
"""Code points before a cut that are reported."""

_SENTENCE_END = re.compile(r"[。！？!?\n]")
_PAUSE = re.compile(r"[、。，．！？!?\s]")
_WHOLE = re.compile(r"[\s。．.！？!?」』）)…]|\Z")


class Sign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Something in a value that shows it to be broken. A group `match` narrows the place that is reported."""

    match: Regex
    variant: str = msgspec.field(default="", name="as")
    """The variant of what it finds."""
    unless: tuple[Regex, ...] = ()
    """Not in a value in which one of these is found."""


class _Brackets(NamedTuple):
    """Brackets by the number of their pair, those that are reported, and an expression for all of them."""

    opening: dict[str, int]
    closing: dict[str, int]
    main: str
    regex: re.Pattern[str]


class BrokenField(Check, frozen=True, kw_only=True):
    """Reports at most one thing for each value: the first sign that it shows, else an unpaired bracket, else a cut.

    Variants besides those of the signs: `bracket`; `word`, where the body has the same words and the value stops within
    one of them; `sentence`, where it stops within a sentence of the body.
    """

    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"field", "line", "rest"})

    any: tuple[Sign, ...] = ()
    brackets: tuple[str, ...] = ()
    """Pairs: `「」`. In a longer one as `（(）)`, only the first opening and closing one are reported."""
    cuts: Regex | None = None
    """Where a value may have been cut: what stands before is looked for in the body, which must go on otherwise."""
    within: Literal["opening", "body"] = "body"
    """`opening`: all that stands before a cut is in the first block of the body. `body`: the last words are in any."""
    lead: Regex | None = None
    """What may have been put before a value, and does not count in an opening."""
    least: int = 12
    """So many code points before a cut must be in the body, where the cut is within a word."""
    far: int = 24
    """The same where it is between words: at the end of a value of several sentences."""
    unlike: Regex | None = None
    """A body that goes on with this has another spelling of the same word (`ー`)."""
    stops: Regex | None = None
    """How the sentences of a value end: with one of these in it, the value is prose and not a title."""

    def variants(self) -> frozenset[str]:
        found = {sign.variant for sign in self.any if sign.variant}
        found |= {"bracket"} if self.brackets else set()
        found |= {"word", "sentence"} if self.cuts else set()
        return frozenset(found)

    def labels(self) -> frozenset[str]:
        return frozenset(name for sign in self.any for name in sign.match.groups) - {"match"}

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for number, one in enumerate(self.brackets):
            if not one or len(one) % 2:
                yield ("brackets", number), "a pair of brackets is two characters, or four with their other forms"

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """The matches in the order of the keys."""
        for passage in scope.passages(document):
            if match := self._sign(passage) or self._bracket(passage) or self._cut(passage, document):
                yield match

    def _sign(self, passage: Passage) -> Match | None:
        text = passage.text
        for sign in self.any:
            found = sign.match.search(text)
            if found is None or any(regex.search(text) for regex in sign.unless):
                continue
            groups = {name: value for name, value in found.groupdict().items() if value is not None}
            spans = {name: passage.source(*found.span(name)) for name in groups}
            span = spans.get("match") or passage.source(*found.span())
            return Match(span, sign.variant, {"field": _key(passage), **groups}, spans)
        return None

    @cached_property
    def _brackets(self) -> _Brackets:
        opening: dict[str, int] = {}
        closing: dict[str, int] = {}
        for number, one in enumerate(self.brackets):
            opening |= dict.fromkeys(one[: len(one) // 2], number)
            closing |= dict.fromkeys(one[len(one) // 2 :], number)
        main = "".join(one[0] + one[len(one) // 2] for one in self.brackets)
        return _Brackets(opening, closing, main, re.compile(f"[{re.escape(''.join(self.brackets))}]"))

    def _bracket(self, passage: Passage) -> Match | None:
        if not self.brackets:
            return None
        opening, closing, main, regex = self._brackets
        waiting: list[list[int]] = [[] for _ in self.brackets]
        unpaired = []
        for found in regex.finditer(passage.text):
            if found[0] in opening:
                waiting[opening[found[0]]].append(found.start())
            elif waiting[closing[found[0]]]:
                waiting[closing[found[0]]].pop()
            else:
                unpaired.append(found.start())
        unpaired += [at for stack in waiting for at in stack]
        first = min((at for at in unpaired if passage.text[at] in main), default=None)
        if first is None:
            return None
        return Match(passage.source(first, first + 1), "bracket", {"field": _key(passage)})

    def _cut(self, passage: Passage, document: Document) -> Match | None:
        text, body = passage.text.rstrip(), document.prose
        start = 0
        if self.within == "opening":
            body = next((one.text for one in document.passages), "")
            lead = self.lead.search(text) if self.lead else None
            start = lead.end() if lead and not lead.start() else 0
        for found in islice(self.cuts.finditer(text), _PLACES) if self.cuts else ():
            at = found.start()
            if at < start + self.least or (at == len(text) and _WHOLE.match(text, at - 1)):
                continue
            words = text[start if self.within == "opening" else at - self.least : at]
            if match := self._compared(passage, words, at, body, document):
                return match
        return None

    def _compared(self, passage: Passage, words: str, at: int, body: str, document: Document) -> Match | None:
        """A match where the body has the words that stand before `at` in a value, and each time goes on otherwise."""
        text = passage.text.rstrip()
        places = list(islice(_finds(body, words), _PLACES))
        if not places or any(self._whole(body, place, text[at : at + 1]) for place in places):
            return None
        if all(_within_word(body, place) for place in places):
            variant, place = "word", places[0]
        elif (place := body.find(text[at - self.far : at]) + self.far) >= self.far and self._prose(text, at):
            variant = "sentence"
        else:
            return None
        span = _source(document, place)
        rest = _SENTENCE_END.split(body[place : place + _AROUND], maxsplit=1)[0]
        values = {"field": _key(passage), "rest": rest, "line": Place(span)}
        return Match(passage.source(_shown(text, at), at), variant, values, related=(Place(span),))

    def _prose(self, text: str, at: int) -> bool:
        """True for the end of a value that holds a whole sentence, and so is no title."""
        return self.far <= at == len(text) and bool(self.stops and self.stops.search(text))

    def _whole(self, body: str, place: int, following: str) -> bool:
        """True where nothing is missing: the body ends a sentence there, too, or goes on as the value does."""
        after = body[place : place + 1]
        return _WHOLE.match(after) is not None or after == following or bool(self.unlike and self.unlike.search(after))


def _key(passage: Passage) -> str:
    return passage.place.removeprefix("front-matter.")


def _finds(body: str, words: str) -> Iterator[int]:
    """Where words end in the body, each time that they occur."""
    at = body.find(words)
    while at >= 0:
        yield at + len(words)
        at = body.find(words, at + len(words))


def _within_word(body: str, at: int) -> bool:
    """True where a word of the body goes across a place."""
    before, after = body[max(at - _AROUND, 0) : at], body[at : at + _AROUND]
    if before[-1:].isascii() and after[:1].isascii():
        return before[-1:].isalpha() and after[:1].isalpha()
    before = _SENTENCE_END.split(before)[-1]
    after = _SENTENCE_END.split(after, maxsplit=1)[0]
    return any(one.start < len(before) < one.end for one in analyze(before + after))


def _shown(text: str, at: int) -> int:
    """Where the last words before a place begin."""
    start = max(at - _SHOWN, 0)
    return max((found.end() for found in _PAUSE.finditer(text, start, at - 1)), default=start)


def _source(document: Document, at: int) -> Span:
    """Where the character before a place in `document.prose` stands."""
    for passage in document.passages:
        if at <= len(passage.text):
            return passage.source(at - 1, at)
        at -= len(passage.text) + 1
    return Span(document.body_start, document.body_start)


CHECK = BrokenField
