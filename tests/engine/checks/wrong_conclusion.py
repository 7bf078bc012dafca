"""A check whose conclusion fails."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from jplint.checks.base import Check, Fact, Facts, Match, Reach, Scope
from jplint.document.document import Document
from jplint.text.span import Span


class WrongConclusion(Check, frozen=True, kw_only=True):
    """Fails when it has seen the word."""

    shorthand: ClassVar[str] = "word"
    word: str

    @property
    def reach(self) -> Reach:
        return "site"

    def facts(self, document: Document, scope: Scope) -> Iterable[Fact]:
        yield Fact(str(self.word in document.text), Span(0, 0))

    def conclude(self, key: str, facts: Facts) -> Iterable[tuple[str, Match]]:
        if key == "True":
            raise ZeroDivisionError("so it is")
        return ()


CHECK = WrongConclusion
