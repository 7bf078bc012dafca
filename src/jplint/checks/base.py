"""What every way of looking has in common.

A check is a frozen value whose fields are the keys that a rule file may write under the check's name; msgspec reads,
types and documents them. It looks at a Document and yields Matches. It knows no rule id, severity or message.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Literal

import msgspec

from jplint.checks.match import Fact, Facts, Match, Place
from jplint.checks.part import Part
from jplint.checks.scope import BODY_PLACES, MARKUP, PLACES, Scope
from jplint.document.document import Document
from jplint.pattern import Pattern

__all__ = [
    "BODY_PLACES",
    "MARKUP",
    "PLACES",
    "Check",
    "CheckTimeout",
    "Fact",
    "Facts",
    "Match",
    "Part",
    "Place",
    "Reach",
    "Scope",
]

Reach = Literal["block", "document", "findings", "site"]
"""How far a check looks to tell whether a place is a match.

`block`: no further than the block (paragraph, heading, table …) that the place is in, so that an edit elsewhere changes
nothing. `document`: anywhere. `findings`: at what other rules found. `site`: at all documents.
"""


class Check(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab", dict=True):
    """Base of all checks. The module's name is the key in a rule file; the class is the module's `CHECK`."""

    names: ClassVar[frozenset[str]] = frozenset()
    """What a message may use besides `match` and the labels: `{count}` …"""
    shorthand: ClassVar[str] = ""
    """The field that a value which is no mapping stands for: `pattern: "…"`."""
    structural: ClassVar[bool] = False
    """True for a check that concerns text in any language."""
    edits: ClassVar[bool] = False
    """True where matches bring edits of their own, which a rule uses by `fix: {from: check}`."""
    shared: ClassVar[str] = ""
    """The field whose own fields are options that hold for all rules with this check, whichever they are set on."""
    whole: ClassVar[frozenset[str]] = frozenset()
    """Fields whose values the coverage by cases does not take apart: schemas, tables of names."""
    shortcuts: ClassVar[frozenset[str]] = frozenset()
    """Keys that save time where another one would find the same: no case can need what is below them."""
    facts_version: ClassVar[int] = 1
    """To be raised where a change of the code changes the facts of a document: old ones are then of no use."""

    @property
    def reach(self) -> Reach:
        """How far it looks, with these fields."""
        return "document"

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """The matches in one document, in any order."""
        raise NotImplementedError

    def weigh(self, found: Mapping[str, Sequence[Match]], document: Document, scope: Scope) -> Iterable[Match]:
        """With the reach `findings`: the matches, from those of the rules in `rules()`, by rule id."""
        raise NotImplementedError

    def rules(self) -> Iterable[str]:
        """With the reach `findings`: ids, groups or globs of the rules whose matches it wants."""
        return ()

    def facts(self, document: Document, scope: Scope) -> Iterable[Fact]:
        """With the reach `site`: what this document adds to the conclusion."""
        raise NotImplementedError

    def conclude(self, key: str, facts: Facts) -> Iterable[tuple[str, Match]]:
        """With the reach `site`: what the facts of one key say together: matches, each with the path that it is in."""
        raise NotImplementedError

    def variants(self) -> frozenset[str]:
        """The variants that matches may carry."""
        return frozenset()

    def labels(self) -> frozenset[str]:
        """Names that this rule's own patterns define, usable in its messages and fixes."""
        return frozenset()

    def patterns(self) -> Iterable[Pattern]:
        """The morpheme patterns that look at every sentence; all rules' are indexed together."""
        return ()

    def literals(self) -> Iterable[str]:
        """The strings that `Scope.holding` is asked for; all rules' are looked for together."""
        return ()

    def source_literals(self) -> Iterable[str]:
        """The strings that `Search.in_source` is asked for."""
        return ()

    def problems(self) -> Iterable[tuple[tuple[str | int, ...], str]]:
        """What the types cannot say is wrong with it: the path of the key, and what is wrong."""
        return ()


class CheckTimeout(Exception):  # noqa: N818 - it is an event, not a mistake of the program
    """A user's regular expression ran longer than it may. `source` is the expression."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.source = source
