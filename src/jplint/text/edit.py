"""Changes to a text: one place, and the set of places that mends one finding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from jplint.text.span import Span


class Edit(NamedTuple):
    """Put `text` in the place of `span` (code points of the source); an empty span inserts."""

    span: Span
    text: str


class Fix(Struct, frozen=True):
    """Edits that belong together, in order and without overlap. `safe`: the meaning of the text cannot change."""

    edits: tuple[Edit, ...]
    safe: bool


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits. Raises ValueError where two overlap."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits):
        if edit.span.start < at:
            raise ValueError(f"edits overlap at {edit.span.start}")
        parts += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    parts.append(text[at:])
    return "".join(parts)
