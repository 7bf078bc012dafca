"""A pattern over morphemes, as the rest of the program sees it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from jplint.pattern import analysis as shape
from jplint.pattern.classifier import Classifier
from jplint.pattern.matcher import Matcher, PatternMatch
from jplint.pattern.syntax import Agrees, Choice, Condition, Meets, Query

if TYPE_CHECKING:
    from jplint.document.prose.morpheme import Morpheme

_Holds: TypeAlias = "Callable[[Sequence[Morpheme], PatternMatch], bool]"


class Pattern:
    """An immutable pattern; two are equal when their source and the sets it names are.

    A match is the one that a backtracking matcher finds first at the leftmost start: repetitions take as much as they
    can, of alternatives the first that leads to a match counts. `label:x+` names the whole run, `(label:x)+` the last
    of the run. Conditions are asked of that one match; where they fail, the search goes on from the next morpheme.
    """

    def __init__(self, query: Query) -> None:
        self.query = query

    @classmethod
    def parse(cls, source: str, sets: Mapping[str, Collection[str]] | None = None) -> Pattern:
        """Read a pattern; `sets` are the word lists that `$name` stands for. Raises PatternError."""
        from jplint.pattern.parser import parse

        return cls(parse(source, sets or {}))

    @classmethod
    def from_builtins(cls, plain: object) -> Pattern:
        """The pattern that `to_builtins` gave; ValueError where `plain` is something else."""
        try:
            return cls(msgspec.convert(plain, Query))
        except msgspec.ValidationError as error:
            raise ValueError(str(error)) from error

    def to_builtins(self) -> object:
        """The pattern as lists, strings and numbers, sets expanded."""
        plain: object = msgspec.to_builtins(self.query)
        return plain

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and self.query == other.query

    def __hash__(self) -> int:
        return hash(self.query.source)

    def __repr__(self) -> str:
        return f"Pattern({self.query.source!r})"

    def __reduce__(self) -> tuple[type[Pattern], tuple[Query]]:
        return Pattern, (self.query,)

    @property
    def source(self) -> str:
        """The text that was parsed."""
        return self.query.source

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels that the pattern defines."""
        return shape.labels(self.query.root)

    @cached_property
    def literals(self) -> tuple[str, ...] | None:
        """Strings, sorted, of which at least one stands in the text of every sentence that matches; None: not known."""
        words = shape.required_words(self.query.root)
        return tuple(sorted(words)) if words else None

    @cached_property
    def alternatives(self) -> tuple[Pattern, ...]:
        """The alternatives that stand outside of all parentheses, each with all conditions."""
        source, root, conditions, branches, tail = msgspec.structs.astuple(self.query)
        if not isinstance(root, Choice) or len(branches) == 1:
            return (self,)
        asked = f" :: {source[tail:].rstrip()}" if conditions else ""
        texts = [source[start:end] + asked for start, end in branches]
        parts = zip(texts, root.options, strict=True)
        return tuple(Pattern(Query(text, option, conditions, ((0, len(text)),), len(text))) for text, option in parts)

    def finditer(self, morphemes: Sequence[Morpheme]) -> Iterator[PatternMatch]:
        """The matches in one sentence from left to right, none of them empty, none overlapping another."""
        if self._matcher.hopeless(morphemes):
            return
        find = self._matcher.finder(morphemes)
        position = 0
        while (found := find(position)) is not None:
            if all(holds(morphemes, found) for holds in self._conditions):
                yield found
                position = found.end
            else:
                position = found.start + 1

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.query.root)

    @cached_property
    def _conditions(self) -> tuple[_Holds, ...]:
        return tuple(map(_predicate, self.query.conditions))


def _predicate(condition: Condition) -> _Holds:
    match condition:
        case Meets(label, test):
            passes = Classifier([test])
            return lambda morphemes, found: (
                label in found.labels and bool(passes(morphemes[found.labels[label][0]].type))
            )
        case Agrees(label, attribute, other, other_attribute, equal):
            read, read_other = attrgetter(attribute), attrgetter(other_attribute)

            def holds(morphemes: Sequence[Morpheme], found: PatternMatch) -> bool:
                first, second = found.labels.get(label), found.labels.get(other)
                if first is None or second is None:
                    return False
                return equal == bool(read(morphemes[first[0]].type) == read_other(morphemes[second[0]].type))

            return holds
