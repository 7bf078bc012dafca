"""A matcher that is slow and plainly right, to judge the real one by: it tries everything in order of preference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jplint.document.prose.morpheme import Morpheme, MorphemeType
from jplint.pattern import PatternMatch, syntax
from jplint.pattern.syntax import (
    Agrees,
    And,
    Choice,
    Condition,
    Edge,
    Is,
    Label,
    Like,
    Meets,
    Node,
    Not,
    Or,
    Repeat,
    Test,
    Token,
)

Labels = dict[str, tuple[int, int]]


def passes(test: Test, kind: MorphemeType) -> bool:
    match test:
        case Is(attribute, values):
            return getattr(kind, attribute) in values
        case Like(attribute, regex):
            return re.fullmatch(regex, getattr(kind, attribute)) is not None
        case Not(part):
            return not passes(part, kind)
        case And(parts):
            return all(passes(part, kind) for part in parts)
        case Or(parts):
            return any(passes(part, kind) for part in parts)


def ends(  # noqa: C901
    node: Node, text: Sequence[Morpheme], at: int, labels: Labels
) -> Iterator[tuple[int, Labels]]:
    """Every end of a match that starts at `at`, the preferred one first."""
    match node:
        case Token(test):
            if at < len(text) and passes(test, text[at].type):
                yield at + 1, labels
        case Edge(end):
            if at == (len(text) if end else 0):
                yield at, labels
        case syntax.Sequence(items):
            if not items:
                yield at, labels
                return
            for middle, found in ends(items[0], text, at, labels):
                yield from ends(syntax.Sequence(items[1:]), text, middle, found)
        case Choice(options):
            for option in options:
                yield from ends(option, text, at, labels)
        case Repeat(item, least, most):
            if most is None or most > 0:
                rest = Repeat(item, max(least - 1, 0), None if most is None else most - 1)
                for middle, found in ends(item, text, at, labels):
                    yield from ends(rest, text, middle, found)
            if least == 0:
                yield at, labels
        case Label(name, item):
            for end, found in ends(item, text, at, labels):
                yield end, found | {name: (at, end)}


def holds(condition: Condition, text: Sequence[Morpheme], labels: Labels) -> bool:
    match condition:
        case Meets(label, test):
            return label in labels and passes(test, text[labels[label][0]].type)
        case Agrees(label, attribute, other, other_attribute, equal):
            if label not in labels or other not in labels:
                return False
            one = getattr(text[labels[label][0]].type, attribute)
            another = getattr(text[labels[other][0]].type, other_attribute)
            return (one == another) is equal


def matches(root: Node, conditions: Sequence[Condition], text: Sequence[Morpheme]) -> list[PatternMatch]:
    found: list[PatternMatch] = []
    at = 0
    while at <= len(text):
        end, labels = next(ends(root, text, at, {}), (at, {}))
        labels = {name: span for name, span in labels.items() if span[0] < span[1]}
        if end > at and all(holds(condition, text, labels) for condition in conditions):
            found.append(PatternMatch(at, end, labels))
            at = end
        else:
            at += 1
    return found
