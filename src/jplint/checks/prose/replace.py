"""A dictionary of what to write in the place of what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar

from jplint.checks.base import Check, Match, Scope
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
    unless: list[Regex] = []
    """Not where one of these is found in the same sentence, over the word."""

    def problems(self) -> Iterable[tuple[tuple[str | int, ...], str]]:
        if "" in self.words:
            yield ("words",), "a word is not empty"

    @cached_property
    def _regex(self) -> Regex:
        wrong = sorted(self.words, key=len, reverse=True)
        return Regex("|".join(map(re.escape, wrong)), tuple(wrong), trusted=True)

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """The words in order."""
        if not self._regex.possible(document.prose) and not any(
            one.startswith("front-matter.") for one in scope.places
        ):
            return
        for sentence in scope.sentences(document):
            excused: set[int] | None = None
            for found in self._regex.finditer(sentence.text):
                start, end = found.span()
                if excused is None:
                    excused = self._excused(sentence.text)
                if not excused.isdisjoint(range(start, end)):
                    continue
                wrong = sentence.text[start:end]
                right = self.words[wrong]
                span = sentence.source(start, end)
                yield Match(span, values={"wrong": wrong, "right": right}, edits=(Edit(span, right),))

    def _excused(self, text: str) -> set[int]:
        """The code points of a sentence that are in what one of the exceptions finds."""
        return {at for regex in self.unless for found in regex.finditer(text) for at in range(*found.span())}


CHECK = Replace
