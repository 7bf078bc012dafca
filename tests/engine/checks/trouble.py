"""A check that goes wrong, for the tests of what becomes of that."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from typing import ClassVar, Literal

from jplint.checks.base import Check, Match, Scope
from jplint.document.document import Document


class Trouble(Check, frozen=True, kw_only=True):
    """Goes wrong where a document says its word."""

    shorthand: ClassVar[str] = "word"

    word: str
    how: Literal["raise", "exit", "exit-once"] = "raise"
    """`exit-once`: where a file `mark` is there, which then is there no more."""

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        if self.word in document.text:
            if self.how == "exit" or (self.how == "exit-once" and _unmarked()):
                os.kill(os.getpid(), signal.SIGKILL)
            if self.how == "exit-once":
                return ()
            raise ZeroDivisionError("so it is")
        return ()


def _unmarked() -> bool:
    try:
        os.unlink("mark")
    except FileNotFoundError:
        return False
    return True


CHECK = Trouble
