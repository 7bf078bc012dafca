"""Lists in front matter in which an item comes twice, perhaps in another spelling."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.fields.items import lists
from jplint.document.document import Document
from jplint.document.front_matter.front_matter import Field
from jplint.text.edit import Edit
from jplint.text.folding import fold
from jplint.text.span import Span

_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


class SameItems(Check, frozen=True, kw_only=True):
    """Reports an item that comes earlier, too.

    Variants: `same` (written alike), `spelling` (in another width or case), `kana` (hiragana for katakana).
    """

    shorthand: ClassVar[str] = "keys"
    structural: ClassVar[bool] = True
    edits: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"item", "first", "key", "line"})

    keys: tuple[str, ...]

    def variants(self) -> frozenset[str]:
        return frozenset({"same", "spelling", "kana"})

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """The later items in order."""
        for key, field in lists(document, self.keys):
            seen: dict[str, Field] = {}
            for before, item in zip((None, *field.children), field.children, strict=False):
                if item.kind in ("sequence", "mapping", "null") or not item.text.strip():
                    continue
                folded = fold(item.text).strip()
                first = seen.setdefault(folded.translate(_HIRAGANA), item)
                if first is item or before is None:
                    continue
                alike = fold(first.text).strip() == folded
                variant = "same" if first.text == item.text else "spelling" if alike else "kana"
                values = {"item": item.text, "first": first.text, "key": key, "line": Place(first.span)}
                edit = Edit(_removed(document, field, before, item), "")
                yield Match(item.span, variant, values, related=(Place(first.span),), edits=(edit,))


def _removed(document: Document, field: Field, before: Field, item: Field) -> Span:
    """What to take away so that the list stays whole: from the item before on, or a whole line of a block list."""
    lines = document.lines
    if field.style == "block" and lines.line(before.span.end) < lines.line(item.span.start):
        return Span(lines.full(lines.line(item.span.start))[0], lines.full(lines.line(item.span.end))[1])
    return Span(before.span.end, item.span.end)


CHECK = SameItems
