"""A dictionary of what to write in the place of what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import ClassVar

import msgspec

from jplint.checks.alternative import Alternative
from jplint.checks.base import Check, Match, Reach, Scope
from jplint.checks.lexicon import Lexicon
from jplint.checks.part import Part
from jplint.checks.regex import Found, Regex
from jplint.document.document import Document
from jplint.text.edit import Edit

_NEAR = 40
"""So many code points before and behind a word are looked at."""


class Words(Part, frozen=True):
    """Words with one thing in common."""

    words: dict[str, str]
    """What stands there → what to write."""
    variant: str = msgspec.field(default="", name="as")
    behind: Regex | None = None
    """What the text before the word must end with, be it nothing: `(?:^|[^ァ-ー])$`."""
    before: Regex | None = None
    """What the text behind the word must begin with."""


class Replace(Check, frozen=True, kw_only=True):
    """Reports every word of the dictionary, the longest first, and offers what belongs there."""

    shorthand: ClassVar[str] = "words"
    names: ClassVar[frozenset[str]] = frozenset({"wrong", "right"})
    edits: ClassVar[bool] = True

    words: dict[str, str] = {}
    """What stands there → what to write."""
    any: tuple[Words, ...] = ()
    """Words with conditions, in the place of `words`."""
    unless: tuple[Regex, ...] = ()
    """What one of these finds, and what overlaps it, is not reported."""
    unless_near: tuple[Regex, ...] = ()
    """Nothing is reported in a paragraph, heading or cell in which one of these is found."""

    def problems(self) -> Iterable[tuple[tuple[str | int, ...], str]]:
        for number, one in enumerate(self._all):
            if "" in one.words:
                yield (("any", number, "words") if self.any else ("words",)), "a word is not empty"
        if not self._all:
            yield (), "it has neither words nor any"

    @cached_property
    def _all(self) -> tuple[Words, ...]:
        return (*([Words(words=self.words)] if self.words else []), *self.any)

    @cached_property
    def _dictionary(self) -> Alternative:
        words = [word for one in self._all for word in one.words]
        return Alternative(words=Lexicon(words), unless=self.unless, unless_near=self.unless_near)

    @property
    def reach(self) -> Reach:
        """A word is one wherever it stands."""
        return "block"

    def variants(self) -> frozenset[str]:
        return frozenset(one.variant for one in self.any if one.variant)

    def literals(self) -> Iterable[str]:
        return self._dictionary.regex.literals or ()

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """The words in order."""
        for passage in scope.holding(self._dictionary.regex.literals, document):
            for found in self._dictionary.finditer(passage.text):
                for one in self._all:
                    if self._holds(one, found, passage.text):
                        wrong = found.group()
                        right = one.words[wrong]
                        span = passage.source(*found.span())
                        values = {"wrong": wrong, "right": right}
                        yield Match(span, one.variant, values, edits=(Edit(span, right),))
                        break

    @staticmethod
    def _holds(one: Words, found: Found, text: str) -> bool:
        if found.group() not in one.words:
            return False
        start, end = found.span()
        if one.behind is not None:
            left = text[max(start - _NEAR, 0) : start]
            if not any(part.end() == len(left) for part in one.behind.finditer(left)):
                return False
        right = one.before.search(text[end : end + _NEAR]) if one.before is not None else None
        return one.before is None or (right is not None and right.start() == 0)


CHECK = Replace
