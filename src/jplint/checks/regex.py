"""Regular expressions in rules: compiled when first needed, passed over where they cannot match, bounded in time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Protocol

from jplint.checks.base import CheckTimeout

TIME_LIMIT = 1.0
"""Seconds that a user's expression may take for one text."""

_MANY = 64
"""More literals than this cost more to look for than they save."""


class Found(Protocol):
    """The part of a match object that `re` and `regex` share."""

    def span(self, group: Any = ..., /) -> tuple[int, int]: ...
    def start(self, group: Any = ..., /) -> int: ...
    def end(self, group: Any = ..., /) -> int: ...
    def group(self, group: Any = ..., /) -> Any: ...
    def groupdict(self) -> dict[str, Any]: ...


class Regex:
    """One expression in Python's syntax, with MULTILINE: `^` and `$` are the edges of a line.

    `trusted` ones (jplint's own rules) run in `re`; a user's run in `regex` with a time limit. `literals`: if not
    None, one of these strings is in every text that can match.
    """

    def __init__(self, source: str, literals: tuple[str, ...] | None, *, trusted: bool) -> None:
        self.source = source
        self.literals = literals
        self.trusted = trusted

    @classmethod
    def parse(cls, source: str, *, trusted: bool) -> Regex:
        """Check an expression and find its literals. Raises re.error with a message for people."""
        expression = cls(source, None, trusted=trusted)
        expression._compiled  # noqa: B018 - compiles it
        return cls(source, required_literals(source), trusted=trusted)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Regex) and self.source == other.source

    def __hash__(self) -> int:
        return hash(self.source)

    def __repr__(self) -> str:
        return f"Regex({self.source!r})"

    @cached_property
    def _compiled(self) -> Any:
        if self.trusted:
            return re.compile(self.source, re.MULTILINE)
        import regex

        try:
            return regex.compile(self.source, regex.MULTILINE)
        except regex.error as error:
            raise re.error(error.msg, error.pattern, error.pos) from None

    @property
    def groups(self) -> frozenset[str]:
        """The names of its groups."""
        return frozenset(self._compiled.groupindex)

    def possible(self, text: str) -> bool:
        """False where the text lacks every literal that a match needs."""
        return self.literals is None or any(literal in text for literal in self.literals)

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
        """All matches, left to right. Raises CheckTimeout."""
        if not self.possible(text):
            return
        stop = len(text) if end is None else end
        if self.trusted:
            yield from self._compiled.finditer(text, start, stop)
            return
        try:
            yield from self._compiled.finditer(text, start, stop, timeout=TIME_LIMIT)
        except TimeoutError:
            raise CheckTimeout(self.source) from None

    def search(self, text: str) -> Found | None:
        """The first match. Raises CheckTimeout."""
        return next(self.finditer(text), None)


def required_literals(source: str) -> tuple[str, ...] | None:
    """Strings of which at least one is in every text that `source` matches; None where none can be told.

    Read off the parse tree of `re` (whose private module is stable and used so elsewhere); whatever it does not
    know is taken as matching anything.
    """
    try:
        tree = re._parser.parse(source, re.MULTILINE)  # type: ignore[attr-defined]
    except (re.error, RecursionError):
        return None
    if tree.state.flags & re.IGNORECASE:
        return None
    found = _literals(tree)
    return tuple(sorted(found)) if found and len(found) <= _MANY else None


def _literals(items: Any) -> frozenset[str] | None:
    """The best set of literals among the mandatory parts of a sequence: the one whose shortest member is longest."""
    candidates: list[frozenset[str]] = []
    run = ""
    for operation, argument in items:
        name = str(operation)
        if name == "LITERAL":
            run += chr(argument)
            continue
        if run:
            candidates.append(frozenset({run}))
            run = ""
        if (inner := _inside(name, argument)) is not None:
            candidates.append(inner)
    if run:
        candidates.append(frozenset({run}))
    return max(candidates, key=lambda found: (min(map(len, found)), -len(found)), default=None)


def _inside(name: str, argument: Any) -> frozenset[str] | None:
    if name == "SUBPATTERN":
        return None if argument[1] & re.IGNORECASE else _literals(argument[3])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _literals(argument[2]) if argument[0] > 0 else None
    if name == "ATOMIC_GROUP":
        return _literals(argument)
    if name == "BRANCH":
        branches = [_literals(branch) for branch in argument[1]]
        if all(branches):
            return frozenset().union(*(branch for branch in branches if branch))
    if name == "IN" and all(str(one[0]) == "LITERAL" for one in argument):
        return frozenset(chr(one[1]) for one in argument)
    return None
