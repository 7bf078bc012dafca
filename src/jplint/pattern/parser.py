"""From the text of a pattern to its syntax tree, with every fault that can be seen without a text reported in place."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from importlib import resources
from typing import Final, NamedTuple, NoReturn

from lark import Lark, Transformer, UnexpectedCharacters, UnexpectedToken, v_args
from lark import Token as Word
from lark.exceptions import VisitError
from lark.tree import Meta

from jplint.document.prose.morpheme import grammar
from jplint.pattern import analysis as shape
from jplint.pattern import messages as faults
from jplint.pattern import values
from jplint.pattern.errors import PatternError
from jplint.pattern.syntax import (
    ANYTHING,
    ATTRIBUTES,
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
    Query,
    Repeat,
    Sequence,
    Test,
    Token,
)
from jplint.text.nearness import did_you_mean

MOST_TIMES: Final = 100
"""The largest number in a counted repetition."""
LARGEST: Final = 2_000
"""Nodes of the tree when every counted repetition is written out."""

_COUNT = re.compile(r"\{\s*(\d+)\s*\}|\{\s*(\d*)\s*,\s*(\d*)\s*\}", re.ASCII)
_SIGNS: Final[Mapping[str, tuple[int, int | None]]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}


class _Placed(NamedTuple):
    """A node and the code points of the source that it was written in."""

    node: Node
    start: int
    end: int


class _PlacedCondition(NamedTuple):
    """A condition, the labels it names as they were written, and where it starts."""

    condition: Condition
    labels: tuple[Word, ...]
    start: int


def parse(source: str, sets: Mapping[str, Collection[str]]) -> Query:
    """The syntax tree of a pattern, `$name` replaced by the strings of that set. Raises PatternError."""
    faults.check_extent(source)
    try:
        tree = _grammar().parse(source)
        query: Query = _Builder(source, sets).transform(tree)
    except UnexpectedCharacters as error:
        raise faults.unexpected_character(error) from None
    except UnexpectedToken as error:
        raise faults.unexpected_token(source, error) from None
    except VisitError as error:
        raise error.orig_exc from None
    return query


@cache
def _grammar() -> Lark:
    text = resources.files("jplint.pattern").joinpath("cql.lark").read_text("utf-8")
    return Lark(text, parser="lalr", lexer="basic", propagate_positions=True, maybe_placeholders=False)


@v_args(inline=True, meta=True)
class _Builder(Transformer[Word, Query]):
    """Builds the tree upwards: each public method takes what the grammar rule of its name was made of."""

    def __init__(self, source: str, sets: Mapping[str, Collection[str]]) -> None:
        super().__init__()
        self._source = source
        self._sets = sets

    def start(self, _: Meta, branches: tuple[_Placed, ...], *conditions: _PlacedCondition) -> Query:
        root = _either(branches)
        for branch in branches:
            if not shape.least_length(branch.node):
                self._fail("this can match without any morpheme: one token at least must be mandatory", branch.start)
        if shape.size(root) > LARGEST:
            self._fail(f"the pattern has more than {LARGEST:,} parts, repetitions written out", branches[0].start)
        for condition in conditions:
            self._check_labels(condition, branches)
        spans = tuple((branch.start, branch.end) for branch in branches)
        tail = conditions[0].start if conditions else len(self._source)
        return Query(self._source, root, tuple(condition.condition for condition in conditions), spans, tail)

    def choice(self, _: Meta, *branches: _Placed) -> tuple[_Placed, ...]:
        return branches

    def sequence(self, meta: Meta, *items: _Placed) -> _Placed:
        defined: frozenset[str] = frozenset()
        length, ended = 0, False
        for item in items:
            names, least = shape.labels(item.node), shape.least_length(item.node)
            if names & defined:
                self._fail(f'label "{min(names & defined)}" is defined twice in one sequence', item.start)
            if ended and least:
                self._fail('no token can follow "</s>"', item.start)
            if length and shape.touches(item.node, end=False):
                self._fail('no token can stand before "<s>"', item.start)
            defined, length, ended = defined | names, length + least, ended or shape.touches(item.node, end=True)
        node = items[0].node if len(items) == 1 else Sequence(tuple(item.node for item in items))
        return _placed(node, meta)

    def edge(self, meta: Meta, word: Word) -> _Placed:
        return _placed(Edge(end=word == "</s>"), meta)

    def label(self, meta: Meta, name: Word, item: _Placed) -> _Placed:
        if name in shape.labels(item.node):
            self._fail(f'label "{name}" stands inside of itself', meta.start_pos)
        return _placed(Label(str(name), item.node), meta)

    def repetition(self, meta: Meta, item: _Placed, sign: Word) -> _Placed:
        least, most = self._bounds(sign)
        if not shape.least_length(item.node):
            self._fail("this repeats something that can match without any morpheme", meta.start_pos)
        return _placed(item.node if least == most == 1 else Repeat(item.node, least, most), meta)

    def group(self, meta: Meta, branches: tuple[_Placed, ...]) -> _Placed:
        tests = tuple(branch.node.test for branch in branches if isinstance(branch.node, Token))
        one_token = len(tests) == len(branches) > 1
        return _placed(Token(Or(tests)) if one_token else _either(branches), meta)

    def anything(self, meta: Meta) -> _Placed:
        return _placed(Token(ANYTHING), meta)

    def token(self, meta: Meta, test: Test) -> _Placed:
        return _placed(Token(test), meta)

    def word(self, meta: Meta, value: Word) -> _Placed:
        return _placed(Token(self._compared("word", value)), meta)

    def test(self, _: Meta, *tests: Test) -> Test:
        return Or(tests)

    def conjunction(self, meta: Meta, *tests: Test) -> Test:
        for attribute in ATTRIBUTES:
            if shape.allowed(And(tests), attribute) == frozenset():
                self._fail(f"no morpheme can pass: the strings for {attribute} exclude each other", meta.start_pos)
        return And(tests)

    def negation(self, _: Meta, test: Test) -> Test:
        return Not(test)

    def comparison(self, _: Meta, attribute: Word, operator: Word, value: Word) -> Test:
        test = self._compared(self._attribute(attribute), value)
        return test if operator == "=" else Not(test)

    def value(self, _: Meta, value: Word) -> Word:
        return value

    def meets(self, meta: Meta, label: Word, attribute: Word, operator: Word, value: Word) -> _PlacedCondition:
        test = self._compared(self._attribute(attribute), value)
        return _PlacedCondition(Meets(str(label), test if operator == "=" else Not(test)), (label,), meta.start_pos)

    def agrees(
        self, meta: Meta, label: Word, attribute: Word, operator: Word, other: Word, other_attribute: Word
    ) -> _PlacedCondition:
        own, others = self._attribute(attribute), self._attribute(other_attribute)
        condition = Agrees(str(label), own, str(other), others, operator == "=")
        return _PlacedCondition(condition, (label, other), meta.start_pos)

    def _check_labels(self, condition: _PlacedCondition, branches: tuple[_Placed, ...]) -> None:
        known = [shape.labels(branch.node) for branch in branches]
        for label in condition.labels:
            if not any(label in names for names in known):
                self._fail(faults.unknown("label", label, frozenset[str]().union(*known)), label.start_pos)
            for branch, names in zip(branches, known, strict=True):
                if label not in names:
                    message = f'this alternative can never match: a condition asks for the label "{label}"'
                    self._fail(message, branch.start)

    def _attribute(self, name: Word) -> str:
        if name not in ATTRIBUTES:
            self._fail(faults.unknown("attribute", name, ATTRIBUTES), name.start_pos)
        return str(name)

    def _check_grammar(self, attribute: str, regex: str, value: Word) -> None:
        """Refuse a part of speech or a form that no word of the dictionary has."""
        known = grammar().get(attribute)
        if known is None or any(re.fullmatch(regex, one) for one in known):
            return
        name = re.sub(r"\\(.)", r"\1", regex)
        wider = any(one.startswith(f"{name}-") for one in known)
        hint = f'; write "{name}.*" for all that begin so' if wider else did_you_mean(name, known)
        self._fail(f'no morpheme has the {attribute} "{name}"{hint}', value.start_pos)

    def _compared(self, attribute: str, value: Word) -> Is | Like:
        if value.type == "SET":
            return Is(attribute, self._members(value))
        regex = value[1:-1].replace('\\"', '"')
        strings = values.literals(regex)
        if strings is None:
            self._check_regex(regex, value)
            self._check_grammar(attribute, regex, value)
            return Like(attribute, regex)
        for one in strings:
            self._check_grammar(attribute, re.escape(one), value)
        if attribute == "word" and strings == ("",):
            self._fail("no morpheme has an empty word", value.start_pos)
        return Is(attribute, strings)

    def _members(self, name: Word) -> tuple[str, ...]:
        if name[1:] not in self._sets:
            self._fail(faults.unknown("set", name[1:], self._sets), name.start_pos)
        members = tuple(sorted(set(self._sets[name[1:]])))
        if not members:
            self._fail(f'set "{name[1:]}" is empty', name.start_pos)
        return members

    def _check_regex(self, regex: str, written: Word) -> None:
        try:
            values.check(regex)
        except values.RegexError as error:
            offset = 1
            for _ in range(error.offset):
                offset += 2 if written.startswith('\\"', offset) else 1
            self._fail(f"regex {written}: {error.message}", (written.start_pos or 0) + offset)

    def _bounds(self, sign: Word) -> tuple[int, int | None]:
        if sign in _SIGNS:
            return _SIGNS[sign]
        found = _COUNT.fullmatch(sign)
        if not found or not (found[1] or found[2] or found[3]):
            self._fail(f'"{sign}" is no repetition; write {{2}}, {{2,}}, {{,3}} or {{2,3}}', sign.start_pos)
        least = int(found[1] or found[2] or 0)
        most = int(found[1] or found[3] or 0) if found[1] or found[3] else None
        if max(least, most or 0) > MOST_TIMES:
            self._fail(f"a repetition can ask for {MOST_TIMES} at most", sign.start_pos)
        if most == 0 or (most is not None and least > most):
            self._fail(f'"{sign}" can never match', sign.start_pos)
        return least, most

    def _fail(self, message: str, offset: int | None) -> NoReturn:
        raise PatternError.at(message, self._source, offset or 0)


def _placed(node: Node, meta: Meta) -> _Placed:
    return _Placed(node, meta.start_pos, meta.end_pos)


def _either(branches: tuple[_Placed, ...]) -> Node:
    return branches[0].node if len(branches) == 1 else Choice(tuple(branch.node for branch in branches))
