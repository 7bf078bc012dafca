"""What is wrong with the front matter itself: it cannot be read, or it says one thing twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from jplint.checks.base import Check, Match, Place, Scope
from jplint.document.document import Document

Kind = Literal["syntax", "tab", "unclosed", "duplicate-key", "tag", "alias", "too-large"]


class FrontMatterCheck(Check, frozen=True, kw_only=True):
    """Reports what the reader of front matter met of these kinds, each as a variant of that name."""

    shorthand: ClassVar[str] = "kinds"
    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"detail", "format", "line"})

    kinds: tuple[Kind, ...]
    """See `jplint.document.front_matter.field.Problem`."""

    def variants(self) -> frozenset[str]:
        return frozenset(self.kinds)

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """The problems in the order of the text."""
        front = document.front_matter
        for problem in front.problems if front else ():
            if front is None or problem.kind not in self.kinds:
                continue
            first = problem.first
            values = {"detail": problem.detail, "format": front.syntax.upper(), "line": Place(first) if first else ""}
            yield Match(problem.span, problem.kind, values, related=(Place(first),) if first else ())


CHECK = FrontMatterCheck
