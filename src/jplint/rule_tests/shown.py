"""What a writer of rules needs to see of a text: its morphemes with all attributes, and how its endings are weighed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, to_builtins
from wcwidth import wcswidth

from jplint.checks.base import Check, Scope
from jplint.checks.prose.ending import Ending, Weighing
from jplint.document.document import Document
from jplint.document.prose.morpheme import Morpheme
from jplint.document.prose.passage import Sentence
from jplint.pattern.syntax import ATTRIBUTES
from jplint.rulebook.rule.convert import encode
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


def weighed(check: Check, document: Document, scope: Scope, spans: Iterable[Span]) -> str:
    """How a check that weighs endings came to its sum, for the passages whose last sentences stand at some places."""
    if not isinstance(check, Ending):
        return ""
    places = list(spans)
    found = [one for one in check.weighings(document, scope) if any(one.last.span.overlaps(place) for place in places)]
    return "".join(f"\n{_sum(one, check)}" for one in found[:_MOST])


def _sum(one: Weighing, check: Ending) -> str:
    evidence = check.evidence[one.evidence]
    rows = [(f"{evidence.score}", f"evidence.{one.evidence}", _written(evidence))]
    for number in one.circumstances:
        circumstance = check.context[number]
        rows.append((f"{circumstance.score:+}", f"context.{number}", _written(circumstance)))
    levels = ", ".join(f"{name} ≥ {least}" for name, least in check.levels.items())
    rows.append((f"= {one.total}", one.level or "-", levels))
    return aligned(rows)


def _written(part: Struct) -> str:
    """A part of a rule as its file says it, without its score."""
    plain = to_builtins(part, enc_hook=encode)
    said = {name: value for name, value in plain.items() if name != "score" and value is not None}
    return ", ".join(f"{name}: {_source(value)}" for name, value in said.items())


def _source(value: object) -> object:
    return value.get("regex", value.get("cql", value)) if isinstance(value, dict) else value
