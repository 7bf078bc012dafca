"""What a writer of rules needs to see of a text: all attributes of its morphemes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wcwidth import wcswidth

from jplint.document.document import Document
from jplint.document.prose.morpheme import Morpheme
from jplint.document.prose.passage import Sentence
from jplint.pattern.syntax import ATTRIBUTES
from jplint.text.span import Span

_MOST = 3
"""So many sentences are shown."""


def morphemes(document: Document, spans: Iterable[Span]) -> str:
    """Tables of the morphemes of the sentences at some places; of the last one where there is no place."""
    places = list(spans)
    found = [one for one in document.sentences if any(one.span.overlaps(place) for place in places)]
    chosen = (found or list(document.sentences[-1:]))[:_MOST]
    return "".join(f"\n{table(sentence)}" for sentence in chosen)


def table(sentence: Sentence) -> str:
    """The morphemes of a sentence, one a line, with the attributes that patterns can ask for."""
    return aligned([ATTRIBUTES, *map(_row, sentence.morphemes)])


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows as an indented table with columns of equal width on a terminal."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(f"    {line}".rstrip() for line in lines)


def _row(morpheme: Morpheme) -> tuple[str, ...]:
    return tuple(getattr(morpheme.type, attribute) or "-" for attribute in ATTRIBUTES)


def _width(text: str) -> int:
    return max(wcswidth(text), 0)
