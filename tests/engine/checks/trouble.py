"""A check that goes wrong, for the tests of what becomes of that."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import ClassVar, Literal

from jplint.checks.base import Check, Match, Scope
from jplint.document.document import Document


class Trouble(Check, frozen=True, kw_only=True):
    """Goes wrong where a document says its word."""

    shorthand: ClassVar[str] = "word"

    word: str
    how: Literal["raise", "exit"] = "raise"

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        if self.word in document.text:
            if self.how == "exit":
                os._exit(7)
            raise ZeroDivisionError("so it is")
        return ()


CHECK = Trouble
