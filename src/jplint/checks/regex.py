"""Regular expressions in rules: compiled when first needed, passed over where they cannot match, bounded in time."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Protocol

from jplint.checks.base import CheckTimeout

TIME_LIMIT = 1.0
"""Seconds that a user's expression may take for one text."""

_MANY = 64
"""More literals than this cost more to look for than they save."""

_JOINED = 16
"""So many strings at most come of joining neighbours."""

_RARE = 6
"""Three letters are rare enough, or two kanji, or six hiragana; more of them save no more."""

_RUN = 8
"""A part that is repeated is written out so many times at most."""

_WIDTHLESS = frozenset({"AT", "ASSERT", "ASSERT_NOT"})
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})

_PLAIN = re.compile(r"(?:[^\\.^$*+?{}()\[\]|\s]|\\[^\w\s])+")
_ESCAPED = re.compile(r"\\(.)")
"""An expression that is the text it finds, and what is escaped in it."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""An expression may name one, but no text has it."""


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
        if source and _PLAIN.fullmatch(source):  # thousands of terms are no more than words
            return cls(source, (_ESCAPED.sub(r"\1", source),), trusted=trusted)
        expression = cls(source, None, trusted=trusted)
        try:
            expression._compiled  # noqa: B018 - compiles it
        except RecursionError:
            raise re.error("nested too deeply") from None
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
            with _quiet():
                return regex.compile(self.source, regex.MULTILINE)
        except regex.error as error:
            raise re.error(error.msg, error.pattern, error.pos) from None  # type: ignore[attr-defined]

    @property
    def groups(self) -> frozenset[str]:
        """The names of its groups."""
        return frozenset(self._compiled.groupindex)

    def possible(self, text: str) -> bool:
        """False where the text lacks every literal that a match needs."""
        return self.literals is None or any(map(text.__contains__, self.literals))

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
        if self.trusted:
            found: Found | None = self._compiled.search(text)
            return found
        return next(self.finditer(text), None)


def any_of(regexes: Iterable[Regex]) -> Callable[[str], object]:
    """Whether one of several expressions is found in a text: jplint's own as one expression, a user's one by one."""
    given = list(regexes)
    if not given:
        return lambda _: None
    if any(not one.trusted or one.source.startswith("(?i") or "(?P" in one.source for one in given):
        return lambda text: any(one.search(text) for one in given)
    # Apart from those tied to the start of a line, `re` can skip to the first characters of any of them.
    tied = [one.source for one in given if one.source.startswith("^")]
    parts = [part for part in (tied, [one.source for one in given if one.source not in tied]) if part]
    searches = [re.compile("|".join(f"(?:{source})" for source in part), re.MULTILINE).search for part in parts]
    if len(searches) == 1:
        return searches[0]
    first, second = searches
    return lambda text: first(text) or second(text)


@contextmanager
def _quiet() -> Iterator[None]:
    """Python warns of what may mean something else one day; a user of rules is no reader of that."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def required_literals(source: str) -> tuple[str, ...] | None:
    """Strings of which at least one is in every text that `source` matches; None where none can be told.

    Read off the parse tree of `re` (whose private module is stable and used so elsewhere); whatever it does not
    know is taken as matching anything.
    """
    try:
        with _quiet():
            tree = re._parser.parse(source, re.MULTILINE)
        found = None if tree.state.flags & re.IGNORECASE else _required(tree)
    except (re.error, RecursionError):
        return None
    if not found or len(found) > _MANY or any(_SURROGATE.search(one) for one in found):
        return None
    return tuple(sorted(found))


def _required(items: Any) -> frozenset[str] | None:
    """The best set among the mandatory parts of a sequence: where several stand side by side, their strings joined."""
    candidates: list[frozenset[str]] = []
    joined = frozenset({""})
    for name, argument in _looking(list(_flat(items))):
        repeated = name in _REPEATS and argument[0] > 0
        whole = _sequence([*argument[2]] * min(argument[0], _RUN)) if repeated else _whole(name, argument)
        if whole is None:
            candidates += [joined, *filter(None, [_inside(name, argument), _begun(joined, name, argument)])]
            joined = frozenset({""})
        elif len(joined) * len(whole) > _JOINED:
            candidates.append(joined)
            joined = whole
        else:
            joined = _product(joined, whole)
        if repeated and whole is not None:
            candidates.append(joined)
            joined = whole
    candidates.append(joined)
    best = max((found for found in candidates if "" not in found), key=_worth, default=None)
    return best and frozenset(one for one in best if not any(other in one for other in best if other != one))


def _looking(parts: list[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """The parts with what a look behind before all of them, and one ahead after all of them, asks for."""
    solid = [number for number, (name, _) in enumerate(parts) if name not in _WIDTHLESS]
    behind = [
        n for n, (name, look) in enumerate(parts) if name == "ASSERT" and look[0] < 0 and n < min(solid, default=0)
    ]
    ahead = [n for n, (name, look) in enumerate(parts) if name == "ASSERT" and look[0] > 0 and solid and n > solid[-1]]
    opened = {*behind[-1:], *ahead[:1]}
    for number, (name, argument) in enumerate(parts):
        if number in opened:
            yield from _flat(argument[1])
        else:
            yield name, argument


def _begun(joined: frozenset[str], name: str, argument: Any) -> frozenset[str] | None:
    """What stands before a choice with the beginnings of its branches."""
    if name != "BRANCH":
        return None
    begun = frozenset[str]()
    for branch in argument[1]:
        first: tuple[str, Any] = next(_flat(branch), ("", (0,)))
        repeated = first[0] in _REPEATS and first[1][0] > 0
        whole = _sequence(first[1][2]) if repeated else _sequence(branch)
        if not whole:
            return None
        begun |= whole
    return _product(joined, begun) if len(joined) * len(begun) <= _JOINED else None


def _flat(items: Any) -> Iterator[tuple[str, Any]]:
    """The parts of a sequence, groups opened."""
    for operation, argument in items:
        if str(operation) == "SUBPATTERN" and not argument[1] & re.IGNORECASE:
            yield from _flat(argument[3])
        else:
            yield str(operation), argument


def _worth(found: frozenset[str]) -> tuple[int, int, int]:
    """The rarest of the set that is least rare; when rare enough, fewer strings are better."""
    rarity = min(sum(map(_rarity, text)) for text in found)
    return min(rarity, _RARE), min(_RARE, *map(len, found)), -len(found)


def _rarity(character: str) -> int:
    """Kanji are rarer than other letters, these than hiragana, and all of them than punctuation."""
    if "ぁ" <= character <= "ん" or not character.isalnum():
        return int(character.isalnum())
    return 3 if "一" <= character <= "鿿" else 2


def _inside(name: str, argument: Any) -> frozenset[str] | None:
    """The required strings of a part that may match other text, too."""
    if name in _REPEATS:
        return _required(argument[2]) if argument[0] > 0 else None
    if name == "ATOMIC_GROUP":
        return _required(argument)
    if name == "BRANCH":
        branches = [_required(branch) for branch in argument[1]]
        if all(branches):
            return frozenset().union(*(branch for branch in branches if branch))
    return None


def _whole(name: str, argument: Any) -> frozenset[str] | None:
    """All the strings that a part can match, where they are few; None where they are not."""
    found: frozenset[str] | None = None
    if name == "LITERAL":
        found = frozenset({chr(argument)})
    elif name in _WIDTHLESS:
        found = frozenset({""})
    elif name == "IN":
        found = _characters(argument)
    elif name == "BRANCH":
        branches = [_sequence(branch) for branch in argument[1]]
        if all(branch is not None for branch in branches):
            found = frozenset().union(*(branch for branch in branches if branch))
    elif name in _REPEATS and argument[:2] == (0, 1) and (once := _sequence(argument[2])) is not None:
        found = once | {""}
    return found if found is not None and len(found) <= _JOINED else None


def _characters(members: Any) -> frozenset[str] | None:
    """The characters of a class, where they are few."""
    found: set[str] = set()
    for operation, argument in members:
        if str(operation) == "LITERAL":
            found.add(chr(argument))
        elif str(operation) == "RANGE" and argument[1] - argument[0] < _JOINED:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return None
    return frozenset(found)


def _sequence(items: Any) -> frozenset[str] | None:
    joined = frozenset({""})
    for name, argument in _flat(items):
        whole = _whole(name, argument)
        if whole is None or len(joined) * len(whole) > _JOINED:
            return None
        joined = _product(joined, whole)
    return joined


def _product(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    return frozenset(a + b for a in left for b in right)
