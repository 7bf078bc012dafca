"""What jplint has to say about one place of one document."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from jplint.rulebook.rule.spec import Severity
from jplint.text.edit import Fix
from jplint.text.span import Span


class Related(NamedTuple):
    """Another place that the finding is about. `path` is None for the same document."""

    span: Span
    message: str
    path: str | None = None


class Diagnostic(Struct, frozen=True):
    """One finding. Spans count code points of the source text; `url` is the page of the rule."""

    rule: str
    severity: Severity
    span: Span
    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    url: str = ""

    @property
    def order(self) -> tuple[int, int, str, str]:
        """The key of the one total order in which diagnostics are reported."""
        return self.span.start, self.span.end, self.rule, self.message
