"""A body that begins with what a field of the front matter says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.text.folding import fold

_SIGNS = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The letters and digits of a text, width and case levelled."""
    return _SIGNS.sub("", fold(text))


class RepeatsField(Check, frozen=True, kw_only=True):
    """Reports a first block, paragraph or heading, that is a front-matter field's value or a large part of it.

    Variants: `equal`, `contained`, and `heading`: a first-level one counts only where the layout prints the title.
    """

    shorthand: ClassVar[str] = "field"
    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"field", "value", "line"})

    field: str
    """The key: `title`, `seo.title`."""
    share: float = 0.4
    """How much of the value a part of it must be to count, from 0 to 1."""
    least: int = 10
    """A part of the value has at least so many letters and digits."""
    unless: tuple[Regex, ...] = ()
    """Not where one of these is found in the text of the block."""

    def variants(self) -> frozenset[str]:
        return frozenset({"equal", "contained", "heading"})

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """At most one match."""
        entry = document.field_at(self.field)
        block = next((block for block in document.blocks if block.kind != "html"), None)
        if entry is None or block is None or block.containers or block.kind not in ("paragraph", "heading"):
            return
        if len(block.text) > 2 * len(entry.text) + 40 or any(regex.search(block.text) for regex in self.unless):
            return
        whole, part = letters(entry.text), letters(block.text)
        if not part or part not in whole:
            return
        if part != whole and (len(part) < self.least or len(part) < self.share * len(whole)):
            return
        if block.kind == "heading":
            if block.level == 1 and not document.flavor.layout_heading:
                return
            variant = "heading"
        else:
            variant = "equal" if part == whole else "contained"
        values = {"field": self.field, "value": entry.text, "line": Place(entry.span)}
        yield Match(block.span, variant, values, related=(Place(entry.span),))


CHECK = RepeatsField
