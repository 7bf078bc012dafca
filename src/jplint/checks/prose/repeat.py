"""What is said twice: sentences, paragraphs and sections, the text so far pasted again, near copies, echoes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from jplint.analysis.repetition.bounds import Bounds, Length
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


class Repeat(Check, frozen=True, kw_only=True):
    """Reports one kind of repetition. All kinds come from one analysis, in which the largest finding owns its text.

    A run that repeats an earlier run is one match. Variants tell how much the finding can be believed: a text that
    repeats itself all over has no claim to a coincidence, elsewhere a short copy may be meant. `rest` stands for all
    matches beyond `most`.
    """

    shared: ClassVar[str] = "bounds"
    edits: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"line", "count", "characters", "more"})

    of: Literal["sentences", "sections", "article", "near", "echo"]
    """`sentences` within paragraphs (variants `adjacent`, `run`, `again`, `alone`); whole paragraphs and `sections`
    (`adjacent`, `section`, `block`, `items`, `apart`, `slight`); the `article` so far in one paragraph; paragraphs
    `near` to an earlier one (`near`, `slight`); an `echo` of a paragraph's end by the next one (`whole`, `start`)."""
    bounds: Bounds
    """From where on a repetition counts: the same for all kinds, for one analysis serves them."""
    most: Length = 50
    """So many matches in one document are reported one by one."""

    def variants(self) -> frozenset[str]:
        return frozenset(_VARIANTS[self.of] | {_REST})

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """The matches in order."""
        found = document.analysis(_repetitions, self.bounds, scope.places, scope.any_language)
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
    edits = tuple(Edit(removal, "") for removal in one.removals) if variant != _REST else ()
    return Match(one.span, variant, values, related=(Place(one.origin),), edits=edits)


def _repetitions(
    document: Document, bounds: Bounds, places: tuple[str, ...], any_language: bool
) -> tuple[Repetition, ...]:
    return repeats(document, Scope(places, any_language).passages(document), bounds)


CHECK = Repeat
