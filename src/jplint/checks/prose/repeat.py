"""What is said twice: sentences, paragraphs and sections, the text so far pasted again, near copies, echoes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from jplint.analysis.repetition.copies import Bounds
from jplint.analysis.repetition.repetition import Repetition
from jplint.analysis.repetition.search import repeats
from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.match import Value
from jplint.document.document import Document
from jplint.text.edit import Edit

_REST = "rest"
_VARIANTS = {
    "sentences": {"adjacent", "run", "again", "alone"},
    "sections": {"adjacent", "section", "block", "items", "apart", "slight"},
    "article": set[str](),
    "near": {"near", "slight"},
    "echo": {"whole", "start"},
}

Length = Annotated[int, Meta(ge=1)]
Share = Annotated[float, Meta(gt=0, le=1)]


class Repeat(Check, frozen=True, kw_only=True):
    """Reports one kind of repetition. All kinds come from one analysis, in which the largest finding owns its text.

    A run that repeats an earlier run is one match. Variants tell how much the finding can be believed: a text that
    repeats itself all over has no claim to a coincidence, elsewhere a short copy may be meant. `rest` stands for all
    matches beyond `most`.
    """

    shorthand: ClassVar[str] = "of"
    edits: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"line", "count", "characters", "more"})

    of: Literal["sentences", "sections", "article", "near", "echo"]
    """`sentences` within paragraphs (variants `adjacent`, `run`, `again`, `alone`); whole paragraphs and `sections`
    (`adjacent`, `section`, `block`, `items`, `apart`, `slight`); the `article` so far in one paragraph; paragraphs
    `near` to an earlier one (`near`, `slight`); an `echo` of a paragraph's end by the next one (`whole`, `start`)."""
    min_length: Length = 15
    """A repeated sentence has at least so many code points, white space and punctuation not counted."""
    alone: Length = 40
    """The same for one that is the only one repeated there, in a text that does not otherwise repeat itself."""
    article_length: Length = 900
    """A longer paragraph that is mostly put together from earlier ones is a pasted article."""
    similarity: Share = 0.35
    """Jaccard index of 6-grams from which on a paragraph that shares sentences with another is nearly the same."""
    strict_similarity: Share = 0.5
    """The same for a paragraph that shares none, and in a text that does not otherwise repeat itself."""
    most: Length = 50
    """So many matches in one document are reported one by one."""

    def variants(self) -> frozenset[str]:
        return frozenset(_VARIANTS[self.of] | {_REST})

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """The matches in order."""
        bounds = Bounds(self.min_length, self.alone, self.article_length, self.similarity, self.strict_similarity)
        found = document.analysis(_repetitions, bounds, scope.places, scope.any_language)
        return self._matches([one for one in found if one.kind == self.of])

    def _matches(self, found: list[Repetition]) -> Iterator[Match]:
        for one in found[: self.most]:
            yield _match(one, one.variant)
        if rest := found[self.most :]:
            yield _match(rest[0], _REST, len(rest))


def _match(one: Repetition, variant: str, more: int = 0) -> Match:
    values: dict[str, Value] = {
        "line": Place(one.origin),
        "count": one.sentences,
        "characters": one.characters,
        "more": more,
    }
    edits = (Edit(one.removal, ""),) if one.removal and variant != _REST else ()
    return Match(one.span, variant, values, related=(Place(one.origin),), edits=edits)


def _repetitions(
    document: Document, bounds: Bounds, places: tuple[str, ...], any_language: bool
) -> tuple[Repetition, ...]:
    return repeats(document, Scope(places, any_language).passages(document), bounds)


CHECK = Repeat
