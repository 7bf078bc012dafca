"""A dictionary of what to write in the place of what."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar

from jplint.checks.alternative import Alternative
from jplint.checks.base import Check, Match, Reach, Scope
from jplint.checks.lexicon import Lexicon
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.text.edit import Edit


class Replace(Check, frozen=True, kw_only=True):
    """Reports every word of the dictionary, the longest first, and offers what belongs there."""

    shorthand: ClassVar[str] = "words"
    names: ClassVar[frozenset[str]] = frozenset({"wrong", "right"})
    edits: ClassVar[bool] = True

    words: dict[str, str]
    """What stands there → what to write."""
    unless: tuple[Regex, ...] = ()
    """What one of these finds, and what overlaps it, is not reported."""
    unless_near: tuple[Regex, ...] = ()
    """Nothing is reported in a paragraph, heading or cell in which one of these is found."""

    def problems(self) -> Iterable[tuple[tuple[str | int, ...], str]]:
        if "" in self.words:
            yield ("words",), "a word is not empty"

    @cached_property
    def _dictionary(self) -> Alternative:
        return Alternative(words=Lexicon(self.words), unless=self.unless, unless_near=self.unless_near)

    @property
    def reach(self) -> Reach:
        """A word is one wherever it stands."""
        return "block"

    def literals(self) -> Iterable[str]:
        return self._dictionary.regex.literals or ()

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """The words in order."""
        for passage in scope.holding(self._dictionary.regex.literals, document):
            for found in self._dictionary.finditer(passage.text):
                wrong = found.group()
                right = self.words[wrong]
                span = passage.source(*found.span())
                yield Match(span, values={"wrong": wrong, "right": right}, edits=(Edit(span, right),))


CHECK = Replace
