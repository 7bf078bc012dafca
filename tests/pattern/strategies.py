"""Random patterns, as trees with their source text, and random sentences of a small vocabulary."""

from __future__ import annotations

import re
from functools import cache
from itertools import count

from hypothesis import strategies as st

from jplint.document.prose.morpheme import Morpheme, MorphemeType
from jplint.pattern import analysis as shape
from jplint.pattern.syntax import (
    ANYTHING,
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
    Sequence,
    Test,
    Token,
)

WORDS = ("a", "b", "c", "ab", 'q"|')
TAGS = ("n", "n-x", "v", "")
REGEXES = ("a.*", ".*b", "[ab]", "a?b?", "n.*|v", ".*n.*", "(?:a|c)b?", "(?!a).*", 'q".*', r"\w")
BOUNDS = ((0, None), (1, None), (0, 1), (2, 2), (1, 3), (0, 2), (2, None))
_numbers = count()


@cache
def kind(word: str, lemma: str, pos: str, cform: str) -> MorphemeType:
    return MorphemeType(next(_numbers), word, lemma, lemma, word, pos, "", cform)


def sentence_of(kinds: list[MorphemeType]) -> tuple[Morpheme, ...]:
    found, start = [], 0
    for one in kinds:
        found.append(Morpheme(one, start, start + len(one.word)))
        start += len(one.word)
    return tuple(found)


kinds = st.builds(kind, *map(st.sampled_from, (WORDS, WORDS[:2], TAGS[:3], ("", "v"))))
sentences = st.lists(kinds, max_size=8).map(sentence_of)

attributes = st.sampled_from(("word", "lemma", "norm", "reading", "pos", "ctype", "cform"))
likes = st.builds(Like, attributes, st.sampled_from(REGEXES))
some_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True).map(sorted).map(tuple)
literals = st.builds(Is, attributes, some_words)
tests = st.recursive(
    likes | literals | st.builds(Is, st.just("word"), some_words),
    lambda inner: (
        st.builds(Not, inner)
        | st.lists(inner, min_size=2, max_size=3).map(tuple).map(And)
        | st.lists(inner, min_size=2, max_size=3).map(tuple).map(Or)
    ),
    max_leaves=4,
)
tokens = st.builds(Token, st.just(ANYTHING) | tests)


def _choice(options: tuple[Node, ...]) -> Node:
    """As in the parser, tokens to choose from are one token."""
    alike = tuple(option.test for option in options if isinstance(option, Token))
    return Token(Or(alike)) if len(alike) == len(options) else Choice(options)


def _several(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[tuple[Node, ...]]:
    return st.lists(nodes, min_size=2, max_size=3).map(tuple)


def _larger(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return (
        _several(inner).map(Sequence)
        | _several(inner).map(_choice)
        | st.builds(Label, st.sampled_from("xyz"), inner)
        | st.tuples(inner.filter(shape.least_length), st.sampled_from(BOUNDS)).map(
            lambda pair: Repeat(pair[0], *pair[1])
        )
    )


trees = st.recursive(tokens | st.builds(Edge, st.booleans()), _larger, max_leaves=8)


@st.composite
def patterns(draw: st.DrawFn) -> tuple[Node, tuple[Condition, ...], str]:
    """A tree that matches some morpheme at least, its conditions, and the source for both."""
    root = draw(trees.filter(shape.least_length))
    names = sorted(shape.labels(root))
    conditions: list[Condition] = []
    if names:
        label = st.sampled_from(names)
        agrees = st.builds(Agrees, label, attributes, label, attributes, st.booleans())
        meets = st.builds(Meets, label, likes | literals | st.builds(Not, likes | literals))
        conditions = draw(st.lists(agrees | meets, max_size=2))
    asked = f" :: {' & '.join(map(written_condition, conditions))}" if conditions else ""
    return root, tuple(conditions), written(root) + asked


def written(node: Node) -> str:
    """The source of a tree."""
    match node:
        case Token(Or(parts) as test) if _asks_nothing(test):
            return f"( {' | '.join(written(Token(part)) for part in parts)} )"
        case Token(test):
            return f"[{'' if test == ANYTHING else written_test(test)}]"
        case Edge(end):
            return "</s>" if end else "<s>"
        case Sequence(items):
            return " ".join(_in_parentheses(item, Sequence, Choice) for item in items)
        case Choice(options):
            return " | ".join(_in_parentheses(option, Choice) for option in options)
        case Label(name, item):
            return f"{name}:{_in_parentheses(item, Sequence, Choice, Label, Edge)}"
        case Repeat(item, least, most):
            sign = {(0, None): "*", (1, None): "+", (0, 1): "?"}.get((least, most))
            number = f"{least}" if least == most else f"{least or ''},{'' if most is None else most}"
            return _in_parentheses(item, Sequence, Choice, Label, Repeat) + (sign or f"{{{number}}}")


def _in_parentheses(node: Node, *loose: type) -> str:
    return f"( {written(node)} )" if isinstance(node, loose) else written(node)


def _asks_nothing(test: Test) -> bool:
    return test == ANYTHING or (isinstance(test, Or) and any(map(_asks_nothing, test.tests)))


def written_test(test: Test) -> str:
    match test:
        case Is(attribute, values):
            return f"{attribute}={_quoted('|'.join(map(re.escape, values)))}"
        case Like(attribute, regex):
            return f"{attribute} = {_quoted(regex)}"
        case Not(Is() | Like() as part):
            return written_test(part).replace("=", "!=", 1)
        case Not(part):
            return f"!({written_test(part)})"
        case And(parts):
            return " & ".join(f"({written_test(part)})" for part in parts)
        case Or(parts):
            return "|".join(f"({written_test(part)})" if isinstance(part, Or) else written_test(part) for part in parts)


def written_condition(condition: Condition) -> str:
    match condition:
        case Meets(label, test):
            return f"{label}.{written_test(test)}"
        case Agrees(label, attribute, other, other_attribute, equal):
            return f"{label}.{attribute} {'=' if equal else '!='} {other}.{other_attribute}"


def _quoted(regex: str) -> str:
    quoted = regex.replace('"', '\\"')
    return f'"{quoted}"'
