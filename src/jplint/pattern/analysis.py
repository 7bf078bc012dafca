"""What can be told of a syntax tree without looking at a text. Trees are shallow: the parser bounds their depth."""

from __future__ import annotations

import math
from functools import reduce

from jplint.pattern.syntax import And, Choice, Edge, Is, Label, Like, Node, Not, Or, Repeat, Sequence, Test, Token


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below."""
    match node:
        case Sequence(items) | Choice(items):
            return items
        case Repeat(item) | Label(_, item):
            return (item,)
        case _:
            return ()


def least_length(node: Node) -> int:
    """The number of morphemes in the shortest run that could match."""
    match node:
        case Token():
            return 1
        case Sequence(items):
            return sum(map(least_length, items))
        case Choice(options):
            return min(map(least_length, options))
        case Repeat(item, least, _):
            return least * least_length(item)
        case Label(_, item):
            return least_length(item)
        case _:
            return 0


def most_length(node: Node) -> float:
    """The number of morphemes in the longest run that could match, or infinity."""
    match node:
        case Token():
            return 1
        case Sequence(items):
            return sum(map(most_length, items))
        case Choice(options):
            return max(map(most_length, options))
        case Repeat(item, _, most):
            length = most_length(item)
            return length and length * (math.inf if most is None else most)
        case Label(_, item):
            return most_length(item)
        case _:
            return 0


def size(node: Node) -> int:
    """The number of nodes when every counted repetition is written out."""
    times = max(node.least, node.most or 1) if isinstance(node, Repeat) else 1
    return 1 + times * sum(map(size, children(node)))


def labels(node: Node) -> frozenset[str]:
    """The labels that the tree defines."""
    below = frozenset[str]().union(*map(labels, children(node)))
    return below | {node.name} if isinstance(node, Label) else below


def touches(node: Node, *, end: bool) -> bool:
    """True where every match must reach the end (or else the start) of the sentence."""
    match node:
        case Edge():
            return node.end == end
        case Choice(options):
            return all(touches(option, end=end) for option in options)
        case Repeat(item, least, _):
            return least > 0 and touches(item, end=end)
        case _:
            return any(touches(child, end=end) for child in children(node))


def allowed(test: Test, attribute: str) -> frozenset[str] | None:
    """Strings of which the attribute must be one to pass the test; None where the test names no such strings."""
    match test:
        case Is(name, values) if name == attribute:
            return frozenset(values)
        case And(tests):
            known = [found for part in tests if (found := allowed(part, attribute)) is not None]
            return reduce(frozenset.intersection, known) if known else None
        case Or(tests):
            options = [allowed(part, attribute) for part in tests]
            known = [option for option in options if option is not None]
            return frozenset[str]().union(*known) if len(known) == len(options) else None
        case _:
            return None


def required_words(node: Node) -> frozenset[str] | None:
    """Surfaces of which at least one occurs in every match; None where the pattern names none.

    Of several such sets in a sequence the one with the longest words is returned, as these are the rarest.
    """
    match node:
        case Token(test):
            return allowed(test, "word")
        case Sequence(items):
            known = [words for item in items if (words := required_words(item))]
            return max(known, key=lambda words: (min(map(len, words)), -len(words)), default=None)
        case Choice(options):
            found = [required_words(option) for option in options]
            known = [words for words in found if words]
            return frozenset[str]().union(*known) if len(known) == len(found) else None
        case Repeat(item, least, _) if least > 0:
            return required_words(item)
        case Label(_, item):
            return required_words(item)
        case _:
            return None


def paths(node: Node, length: int) -> float:
    """An upper bound for the number of ways to match from one start in a sentence of that many morphemes."""
    match node:
        case Sequence(items):
            return math.prod(paths(item, length) for item in items)
        case Choice(options):
            return sum(paths(option, length) for option in options)
        case Repeat(item, least, most):
            limit = max(length if most is None else min(most, length), least)
            ways = min(float(paths(item, length)), 1e18)
            if ways > 1 and limit > 16:
                return math.inf
            return limit - least + 1 if ways <= 1 else sum(ways**times for times in range(least, limit + 1))
        case Label(_, item):
            return paths(item, length)
        case _:
            return 1


def safe_length(node: Node, budget: float) -> int:
    """The morphemes a sentence may have at most for plain backtracking to stay within that many steps."""
    length = 1 << 20
    while length and length * paths(node, length) > budget:
        length //= 2
    return length


def tests(node: Node) -> list[Test]:
    """Every test in the tree, in reading order."""
    if isinstance(node, Token):
        return [node.test]
    return [test for child in children(node) for test in tests(child)]


def atoms(test: Test) -> list[Is | Like]:
    """The comparisons with one attribute that a test is made of."""
    match test:
        case Is() | Like():
            return [test]
        case Not(part):
            return atoms(part)
        case And(parts) | Or(parts):
            return [atom for part in parts for atom in atoms(part)]
