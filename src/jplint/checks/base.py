"""What every way of looking has in common.

A check is a frozen value whose fields are the keys a rule file may write under the check's name; msgspec reads,
types and documents them. It looks at a Document and yields Matches. It knows no rule id, severity or message.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

import msgspec
from msgspec import Struct, field

from jplint.document.document import Document
from jplint.document.prose.passage import Passage, Sentence
from jplint.pattern import Pattern, PatternIndex
from jplint.text.edit import Edit
from jplint.text.span import Span

BODY_PLACES = ("body", "heading", "list", "quote", "table", "footnote")


class Place(Struct, frozen=True):
    """Another place that a match is about: a span, and the document it is in (None: the same one)."""

    span: Span
    document: str | None = None


class Match(Struct, frozen=True):
    """One thing found. `values` feed the message and the fix; what they are called is the check's `names`."""

    span: Span
    variant: str = ""
    """Which of the check's variants this is: a rule may give each its own severity, message and fix."""
    values: Mapping[str, Any] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)
    """Named parts that a fix may replace."""
    related: tuple[Place, ...] = ()
    edits: tuple[Edit, ...] = ()
    """The change that the check itself knows to mend it, if the rule asks for it."""


_FIELD = "front-matter."


class Scope(Struct, frozen=True):
    """Where a rule looks."""

    places: tuple[str, ...] = BODY_PLACES
    any_language: bool = False
    """False: text without Japanese is passed over."""
    index: PatternIndex | None = None

    def passages(self, document: Document) -> Iterator[Passage]:
        """The passages in these places, front matter first."""
        yield from self.fields(document)
        if self.body:
            key = ("scope", self.places, self.any_language)
            yield from document.shared(key, lambda: [one for one in document.passages if self.includes(one)])

    @property
    def body(self) -> bool:
        """Whether it has places outside the front matter."""
        return not all(place.startswith(_FIELD) for place in self.places)

    def fields(self, document: Document) -> Iterator[Passage]:
        """Those of the front matter."""
        for place in self.places:
            if place.startswith(_FIELD):
                yield from _field_passages(document, place.removeprefix(_FIELD))

    def includes(self, passage: Passage) -> bool:
        """Whether a passage of the body is one of them."""
        return passage.place in self.places and (self.any_language or passage.japanese)

    def sentences(self, document: Document) -> Iterator[Sentence]:
        """The sentences in these places."""
        for passage in self.passages(document):
            for sentence in passage.sentences:
                if self.any_language or sentence.japanese:
                    yield sentence


def _field_passages(document: Document, key: str) -> Iterator[Passage]:
    entry = document.field_at(key)
    if entry is None:
        return
    for one in entry.children or (entry,):
        if one.kind not in ("sequence", "mapping"):
            yield document.field_passage(one)


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
    across: ClassVar[bool] = False
    """True where the conclusion needs the facts of all documents: `facts` and `conclude` instead of `look`."""

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """The matches in one document, in any order."""
        raise NotImplementedError

    def facts(self, document: Document, scope: Scope) -> Any:
        """Small plain values (picklable) that `conclude` needs of this document; None for nothing."""
        raise NotImplementedError

    def conclude(self, facts: Mapping[str, Any]) -> Iterable[tuple[str, Match]]:
        """What the facts of all documents, by path, say together: matches with the path they belong to."""
        raise NotImplementedError

    def variants(self) -> frozenset[str]:
        """The variants that matches may carry."""
        return frozenset()

    def labels(self) -> frozenset[str]:
        """Names that this rule's own patterns define, usable in its messages and fixes."""
        return frozenset()

    def patterns(self) -> Iterable[Pattern]:
        """The morpheme patterns that look at every sentence; the engine indexes them together."""
        return ()

    def parts(self) -> Iterable[Check]:
        """The check narrowed to each of its alternatives: every one must be hit by a bad case."""
        return ()

    def problems(self) -> Iterable[tuple[tuple[str | int, ...], str]]:
        """What the types cannot say is wrong with it: the path of the key, and what is wrong."""
        return ()


class CheckTimeout(Exception):  # noqa: N818 - it is an event, not a mistake of the program
    """A user's regular expression ran longer than it may. `source` is the expression."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.source = source
