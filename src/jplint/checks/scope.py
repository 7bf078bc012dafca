"""Where a rule looks: places, languages, and the blocks of a document that are to be looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from functools import cache
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from jplint.checks.prefilter import Search
from jplint.document.document import Document
from jplint.document.prose.passage import Passage, Sentence
from jplint.pattern import Pattern
from jplint.text.span import Span

T = TypeVar("T")

BODY_PLACES = ("body", "heading", "list", "quote", "table", "footnote")
SHOWN_PLACES = ("image", "code")
"""The text for an image, and code as it is written: looked at only by rules that name them."""
PLACES = (*BODY_PLACES, *SHOWN_PLACES)
MARKUP = ("link", "em", "strong", "strike")
_FIELD = "front-matter."
_ALT = re.compile(r"!\[((?:[^\[\]\\]|\\.|\[[^\]]*\])*)\]")


class Scope(Struct, frozen=True):
    """Where a rule looks."""

    places: tuple[str, ...] = BODY_PLACES
    any_language: bool = False
    """False: text without Japanese is passed over."""
    search: Search | None = None
    """The blocks to look at, searched for all rules at once; None: all blocks, and this rule alone."""

    def within(self, search: Search) -> Scope:
        """The same places in the blocks of a search."""
        return replace(self, search=search)

    def passages(self, document: Document) -> Iterator[Passage]:
        """The passages in these places, front matter first."""
        yield from self.fields(document)
        if self.body:
            yield from self._search(document).analysis(_passages, self.places, self.any_language)
        yield from self._shown(document)

    @property
    def body(self) -> bool:
        """Whether it has places outside the front matter."""
        return len(_keys(self.places)) < len(self.places)

    def fields(self, document: Document) -> Iterator[Passage]:
        """The passages of the front matter in these places."""
        for key in _keys(self.places):
            yield from _field_passages(document, key)

    def includes(self, passage: Passage) -> bool:
        """Whether a passage of the body is one of them."""
        return passage.place in self.places and (self.any_language or passage.japanese)

    def sentences(self, document: Document) -> Iterator[Sentence]:
        """The sentences in these places."""
        for passage in self.passages(document):
            for sentence in passage.sentences:
                if self.any_language or sentence.japanese:
                    yield sentence

    def holding(self, literals: Iterable[str] | None, document: Document) -> Iterator[Passage]:
        """The passages in these places that may have one of the strings; all of them where it is None."""
        if literals is None or self.search is None:
            yield from self.passages(document)
            return
        yield from self.fields(document)
        if self.body:
            yield from filter(self.includes, self.search.holding(literals))
        yield from self._shown(document)

    def may_hold(self, literals: Collection[str], document: Document) -> bool:
        """False where no passage in these places has one of the strings."""
        if self.search is None or any(True for _ in self.fields(document)) or any(True for _ in self._shown(document)):
            return True
        return self.search.in_prose(literals)

    def candidates(self, pattern: Pattern, document: Document) -> Iterator[Sentence]:
        """The sentences in these places in which a pattern may match."""
        if self.search is None or not all(place in BODY_PLACES for place in self.places):
            literals = pattern.literals
            for sentence in self.sentences(document):
                if literals is None or any(word in sentence.text for word in literals):
                    yield sentence
            return
        for sentence in self.search.candidates(pattern):
            if sentence.passage.place in self.places and (self.any_language or sentence.japanese):
                yield sentence

    def remembered(self, owner: object, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` returns, remembered for other documents by the check that asks and a key."""
        return self.search.memory.get(owner, key, make) if self.search else make()

    def _shown(self, document: Document) -> Iterator[Passage]:
        """The passages of what a text shows, in the places that are asked for."""
        for place in SHOWN_PLACES:
            if place in self.places:
                blocks = self.search.blocks if self.search else None
                for passage in document.analysis(shown, place):
                    if (self.any_language or passage.japanese) and (blocks is None or passage.block in blocks):
                        yield passage

    def _search(self, document: Document) -> Search:
        return self.search or Search(document)


@cache
def _keys(places: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of front matter among some places."""
    return tuple(place.removeprefix(_FIELD) for place in places if place.startswith(_FIELD))


def shown(document: Document, place: str) -> list[Passage]:
    """The texts for images, or the code, each as it is written."""
    found = []
    for number, block in enumerate(document.blocks):
        spans = [block.span] if block.kind == place else []
        for passage in block.passages:
            spans += [run.span for run in passage.runs if run.kind == place]
        for start, end in spans:
            if place == "image" and (alt := _ALT.match(document.text, start, end)):
                start, end = alt.span(1)  # noqa: PLW2901
            found.append(Passage(place, document.text[start:end], [(0, start, end)], Span(start, end), (), number))
    return found


def _passages(search: Search, places: tuple[str, ...], any_language: bool) -> list[Passage]:
    scope = Scope(places, any_language)
    return [passage for passage in search.passages if scope.includes(passage)]


def _field_passages(document: Document, key: str) -> Iterator[Passage]:
    entry = document.field_at(key)
    if entry is None:
        return
    for one in entry.children or (entry,):
        if one.kind not in ("sequence", "mapping"):
            yield document.field_passage(one)
