"""What the engine itself has to report, in the words of a rule: a suppression that does nothing, a rule that failed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Literal

from jplint.checks.base import Check, Match, Scope
from jplint.document.document import Document


class Event(Check, frozen=True):
    """The rule speaks when the engine says so; it does not look at documents itself."""

    shorthand: ClassVar[str] = "event"
    structural: ClassVar[bool] = True
    edits: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"name", "near", "rule", "detail"})

    event: Literal["unused-suppression", "unknown-suppression", "foreign-suppression", "rule-timeout", "rule-failure"]
    covers: tuple[str, ...] = ()
    """For `foreign-suppression`: the groups and rules that another tool's comment means where it names no rule."""

    def variants(self) -> frozenset[str]:
        """`near`: a known name is much like the unknown one; `all`: another tool's comment names no rule."""
        return frozenset({"near", "all"})

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:  # noqa: ARG002
        """Nothing: see the class."""
        return ()


CHECK = Event
