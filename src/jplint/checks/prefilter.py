"""One look for many rules: where the strings and morphemes stand without which no expression or pattern matches."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from jplint.document.document import Document
from jplint.document.prose.passage import Passage, Sentence
from jplint.pattern import Pattern, PatternIndex

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

T = TypeVar("T")
P = ParamSpec("P")

_MOST_REMEMBERED = 20_000


class Literals:
    """Strings that are looked for together, in one pass over a text (Aho-Corasick)."""

    def __init__(self, strings: Iterable[str] = ()) -> None:
        self.strings = tuple(dict.fromkeys(strings))

    def __reduce__(self) -> tuple[Any, ...]:
        return Literals, (self.strings,)

    def found(self, text: str) -> dict[str, list[int]]:
        """The strings that the text has, and where each of them starts."""
        found: dict[str, list[int]] = {}
        if self.strings:
            for number, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
                found.setdefault(self.strings[number], []).append(start)
        return found

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick, Implementation

        return AhoCorasick(list(self.strings), implementation=Implementation.ContiguousNFA)


class Memory:
    """What checks found out about texts that come again, for all documents of a rulebook. Bounded; safe for threads."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return Memory, ()

    def get(self, owner: object, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` returned for this owner and key, or returns now."""
        place = id(owner), key
        known = self._known.get(place, self)
        if known is self:
            known = make()
            if len(self._known) >= _MOST_REMEMBERED:
                self._known = {}
            self._known[place] = known
        found: T = known
        return found


class Prefilter:
    """What the rules of a rulebook look for, put together; made once."""

    def __init__(self, prose: Iterable[str] = (), source: Iterable[str] = (), patterns: Sequence[Pattern] = ()) -> None:
        self.prose = Literals(prose)
        self.source = Literals(source)
        self.index = PatternIndex(patterns) if patterns else None
        self.memory = Memory()


class Search:
    """The search of one document, or of some of its blocks, for all rules. Each part is made when first asked for."""

    def __init__(
        self, document: Document, prefilter: Prefilter | None = None, blocks: frozenset[int] | None = None
    ) -> None:
        self.document = document
        self.blocks = blocks
        """The numbers of the blocks to look at; None for all."""
        self._prefilter = prefilter or Prefilter()
        self.memory = self._prefilter.memory
        self._analyses: dict[Hashable, Any] = {}

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """The passages of the blocks, in order."""
        if self.blocks is None:
            return self.document.passages
        return tuple(passage for passage in self.document.passages if passage.block in self.blocks)

    @cached_property
    def prose(self) -> str:
        """The text of the passages, one a line."""
        return self.document.prose if self.blocks is None else "\n".join(one.text for one in self.passages)

    def holding(self, literals: Iterable[str]) -> list[Passage]:
        """The passages that have one of these strings, in order."""
        offsets = {offset for one in literals for offset in self._in_prose.get(one, ())}
        return [self.passages[number] for number in sorted({bisect_right(self._starts, at) - 1 for at in offsets})]

    def in_prose(self, literals: Iterable[str]) -> bool:
        """True where a passage has one of these strings."""
        return not self._in_prose.keys().isdisjoint(literals)

    def in_source(self, literals: Iterable[str]) -> bool:
        """True where the source of the body has one of these strings."""
        return not self._in_source.keys().isdisjoint(literals)

    def candidates(self, pattern: Pattern) -> list[Sentence]:
        """The sentences in which a pattern may match, in order."""
        return [self._sentences[number] for number in self._candidates.get(pattern, ())]

    def analysis(self, make: Callable[Concatenate[Search, P], T], *args: P.args, **_: P.kwargs) -> T:
        """What `make(search, *args)` returns, made once for these arguments."""
        key = make, args
        if key not in self._analyses:
            self._analyses[key] = make(self, *args)  # type: ignore[call-arg]
        made: T = self._analyses[key]
        return made

    @cached_property
    def _in_prose(self) -> dict[str, list[int]]:
        return self._prefilter.prose.found(self.prose)

    @cached_property
    def _in_source(self) -> dict[str, list[int]]:
        return self._prefilter.source.found(self.document.body)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(passage.text) + 1 for passage in self.passages)]

    @cached_property
    def _sentences(self) -> Sequence[Sentence]:
        if self.blocks is None:
            return self.document.sentences
        return tuple(sentence for passage in self.passages for sentence in passage.sentences)

    @cached_property
    def _candidates(self) -> dict[Pattern, list[int]]:
        index = self._prefilter.index
        return index.candidates([one.morphemes for one in self._sentences]) if index else {}
