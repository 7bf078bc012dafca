"""A passage that begins in the middle of a sentence: two pieces glued together, something lost or doubled between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import ClassVar

from jplint.analysis.continuation import Joint, joint
from jplint.analysis.flow import display
from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.regex import Regex, any_of
from jplint.document.document import Document
from jplint.document.prose.passage import Passage
from jplint.pattern import Pattern
from jplint.text.edit import Edit
from jplint.text.span import Span

_TITLE = 40
"""A line of plain text with fewer code points may be a title."""


class Seam(Check, frozen=True, kw_only=True):
    """Reports the first sentence of a passage that goes on with what the passage before it left unfinished.

    Variants: `split` (a word lies across), `opening` (no sentence begins so), `resumed` (the last words stand again,
    often behind `…`, and the sentence goes on from there).
    """

    names: ClassVar[frozenset[str]] = frozenset({"tail", "head", "line"})
    edits: ClassVar[bool] = True

    finished: list[Regex]
    """Endings of a finished sentence."""
    openings: list[Pattern]
    """Beginnings that no sentence has."""
    markers: Regex | None = None
    """A block that a generator left as the end of a piece: it may stand between the two."""

    def variants(self) -> frozenset[str]:
        return frozenset({"split", "opening", "resumed"})

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """One match a seam."""
        before: Passage | None = None
        for block in document.blocks:
            if document.is_comment(block):
                continue
            if block.kind != "paragraph" or display(block):
                before = None
            elif self.markers is None or not self.markers.search(block.text):
                passage = block.passage
                if before and passage.place == before.place and passage.place in scope.places and passage.japanese:
                    yield from self._between(before, passage, document)
                before = passage

    @cached_property
    def _closed(self) -> Callable[[str], object]:
        return any_of(self.finished)

    def _between(self, first: Passage, second: Passage, document: Document) -> Iterable[Match]:
        if not first.sentences or not second.sentences or not first.japanese:
            return
        if (
            self._closed(first.text[-40:])
            or document.blocks[first.block].wholly_bold
            or _is_tagged(first)
            or (document.plain and _may_be_a_title(first))
        ):
            return
        if document.blocks[first.block].containers != document.blocks[second.block].containers:
            return
        found = joint(first, second)
        if (variant := self._variant(first, second, found)) is None:
            return
        last, start = first.sentences[-1], second.sentences[0]
        values = {
            "tail": first.text[-14:],
            "head": second.text[:14],
            "line": Place(Span(last.span.end, last.span.end)),
        }
        edits = _joined(first, second, document) if variant == "split" else ()
        yield Match(start.span, variant, values, related=(Place(last.span),), edits=edits)

    def _variant(self, first: Passage, second: Passage, found: Joint) -> str | None:
        last = first.sentences[-1]
        if found.split and not found.repeated:
            return "split"
        if found.ellipsis or 0 < found.repeated < last.end - last.start:
            return "resumed"
        morphemes = second.sentences[0].beginning
        if any(match.start == 0 for one in self.openings for match in one.finditer(morphemes)):
            return "opening"
        return None


def _is_tagged(passage: Passage) -> bool:
    """True for text between HTML tags: a caption, and no paragraph that goes on."""
    tags = [run.start for run in passage.runs if run.kind == "html"]
    return len(tags) > 1 and tags[0] == 0 and tags[-1] == len(passage.text)


def _may_be_a_title(passage: Passage) -> bool:
    """True for a short line, as headings of plain text are; what stands below often begins with their words."""
    return len(passage.text) < _TITLE and "\n" not in passage.text


def _joined(first: Passage, second: Passage, document: Document) -> tuple[Edit, ...]:
    """The two made one; not where a comment between them would be lost."""
    between = Span(first.source(0, len(first.text.rstrip())).end, second.source(0, 1).start)
    return () if "<!--" in document.text[slice(*between)] else (Edit(between, ""),)


CHECK = Seam
