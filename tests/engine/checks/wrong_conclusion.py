"""A check whose conclusion fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from jplint.checks.base import Check, Match, Scope
from jplint.document.document import Document


class WrongConclusion(Check, frozen=True, kw_only=True):
    """Fails when it has seen the word."""

    shorthand: ClassVar[str] = "word"
    across: ClassVar[bool] = True

    word: str

    def facts(self, document: Document, scope: Scope) -> Any:
        return self.word in document.text

    def conclude(self, facts: Mapping[str, Any]) -> Iterable[tuple[str, Match]]:
        if any(facts.values()):
            raise ZeroDivisionError("so it is")
        return ()


CHECK = WrongConclusion
