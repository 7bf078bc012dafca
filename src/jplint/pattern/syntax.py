"""The syntax tree of a pattern: plain immutable values, which also are its cached form.

A `Test` is what one pair of brackets asks of one morpheme; a `Node` is what a pattern asks of a run of morphemes.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

ATTRIBUTES = ("word", "lemma", "norm", "reading", "pos", "ctype", "cform")


class Is(Struct, frozen=True, array_like=True, tag="is"):
    """The attribute is one of these strings (sorted, each once)."""

    attribute: str
    values: tuple[str, ...]


class Like(Struct, frozen=True, array_like=True, tag="like"):
    """The regular expression matches the whole of the attribute."""

    attribute: str
    regex: str


class Not(Struct, frozen=True, array_like=True, tag="not"):
    """The test does not hold."""

    test: Test


class And(Struct, frozen=True, array_like=True, tag="and"):
    """All tests hold; none at all is `[]`, which every morpheme passes."""

    tests: tuple[Test, ...]


class Or(Struct, frozen=True, array_like=True, tag="or"):
    """At least one of the tests holds."""

    tests: tuple[Test, ...]


Test: TypeAlias = Is | Like | Not | And | Or

ANYTHING = And(())


class Token(Struct, frozen=True, array_like=True, tag="token"):
    """One morpheme that passes the test."""

    test: Test


class Edge(Struct, frozen=True, array_like=True, tag="edge"):
    """No morpheme, at the end (`</s>`) or the start (`<s>`) of the sentence."""

    end: bool


class Sequence(Struct, frozen=True, array_like=True, tag="sequence"):
    """One after the other."""

    items: tuple[Node, ...]


class Choice(Struct, frozen=True, array_like=True, tag="choice"):
    """One of the options; where several match, the first counts."""

    options: tuple[Node, ...]


class Repeat(Struct, frozen=True, array_like=True, tag="repeat"):
    """As many as possible of the item, from `least` to `most` (None: no limit)."""

    item: Node
    least: int
    most: int | None


class Label(Struct, frozen=True, array_like=True, tag="label"):
    """A name for what the item matched; inside a repetition, for the last time it matched."""

    name: str
    item: Node


Node: TypeAlias = Token | Edge | Sequence | Choice | Repeat | Label


class Meets(Struct, frozen=True, array_like=True, tag="meets"):
    """The first morpheme of the label passes the test; never true of a label that matched nothing."""

    label: str
    test: Test


class Agrees(Struct, frozen=True, array_like=True, tag="agrees"):
    """The first morphemes of both labels have equal (or different) attributes; never true where one matched nothing."""

    label: str
    attribute: str
    other_label: str
    other_attribute: str
    equal: bool


Condition: TypeAlias = Meets | Agrees


class Query(Struct, frozen=True, array_like=True):
    """A whole pattern.

    `branches` are the spans of the alternatives that stand outside of all parentheses, one where there is no choice;
    `tail` is where the conditions start (the length of the source without any). All in code points of `source`.
    """

    source: str
    root: Node
    conditions: tuple[Condition, ...]
    branches: tuple[tuple[int, int], ...]
    tail: int
