"""A passage: one paragraph, heading, table cell or front-matter value as a reader sees it, mapped to the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from jplint.document.prose.morpheme import PLACEHOLDER, Morpheme, analyze
from jplint.document.prose.sentences import split
from jplint.text.span import Span

_start = itemgetter(0)
_COMMA, _CLAUSE = "、", 12
"""What parts clauses, and how many code points a clause has at least."""
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿々〆𠀀-𪛟]")


class Run(NamedTuple):
    """A stretch of a passage that is marked up. `start` and `end` count in its text, `span` takes the marks in.

    Kinds: `strong`, `em`, `strike`, `code`, `link`, `url`, `image`, `html`, `footnote`. `value` is the code, the
    address or the tag. `literal`: the marks are emphasis in the writer's mind only; CommonMark leaves them as they are.
    """

    kind: str
    start: int
    end: int
    span: Span
    value: str = ""
    literal: bool = False


class Passage:
    """The text of one block as it is analysed.

    Markup is gone from `text`; a code span, a bare URL or a template tag is one PLACEHOLDER, a hard line break is a
    newline, a soft one between two full-width characters is nothing. `span` is where it stands in the source.
    """

    __slots__ = ("_japanese", "_pieces", "_sentences", "block", "place", "runs", "span", "text")

    def __init__(
        self,
        place: str,
        text: str,
        pieces: list[tuple[int, int, int]],
        span: Span,
        runs: tuple[Run, ...] = (),
        block: int = -1,
    ) -> None:
        self.place = place
        """`body`, `heading`, `list`, `quote`, `table`, `footnote` or `front-matter.KEY`."""
        self.text = text
        self.span = span
        self.runs = runs
        self.block = block
        """The number of the block in the document; -1 for front matter."""
        self._pieces = pieces
        """Where each piece starts in the text, and where it starts and ends in the source."""
        self._sentences: tuple[Sentence, ...] | None = None
        self._japanese: bool | None = None

    def source(self, start: int, end: int) -> Span:
        """The source span of `text[start:end]`. An opaque piece is taken whole."""
        if not self._pieces:
            return Span(self.span.start, self.span.start)
        first = self._from(start)
        if end <= start:
            return Span(first, first)
        return Span(first, max(first, self._until(end)))

    def _from(self, at: int) -> int:
        index = max(bisect_right(self._pieces, at, key=_start) - 1, 0)
        start, source, end = self._pieces[index]
        if self._exact(index):
            return min(source + max(at - start, 0), end)
        return source if at < self._limit(index) else end

    def _until(self, at: int) -> int:
        index = max(bisect_right(self._pieces, at - 1, key=_start) - 1, 0)
        start, source, end = self._pieces[index]
        return min(source + at - start, end) if self._exact(index) else end

    def _limit(self, index: int) -> int:
        return self._pieces[index + 1][0] if index + 1 < len(self._pieces) else len(self.text)

    def _exact(self, index: int) -> bool:
        start, source, end = self._pieces[index]
        return end - source == self._limit(index) - start

    @property
    def japanese(self) -> bool:
        """True where there is at least one kana or kanji."""
        if self._japanese is None:
            self._japanese = is_japanese(self.text)
        return self._japanese

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order; white space between them belongs to none."""
        if self._sentences is None:
            self._sentences = tuple(Sentence(self, start, end) for start, end in split(self.text))
        return self._sentences

    def stretches(self) -> list[Span]:
        """Where in the source the parts of the text stand that have no edge of markup within; code is left out."""
        edges = sorted({0, len(self.text), *(at for run in self.runs for at in (run.start, run.end))})
        opaque = [(run.start, run.end) for run in self.runs if run.kind in ("code", "url")]
        return [
            self.source(start, end)
            for start, end in pairwise(edges)
            if not any(first <= start and end <= last for first, last in opaque)
        ]

    def revealed(self, start: int, end: int) -> str:
        """`text[start:end]` with the code and addresses that the placeholders stand for."""
        text = self.text[start:end]
        if PLACEHOLDER not in text:
            return text
        parts: list[str] = []
        at = start
        for run in self.runs:
            if start <= run.start < end and run.end == run.start + 1 and self.text[run.start] == PLACEHOLDER:
                parts += (self.text[at : run.start], run.value)
                at = run.end
        parts.append(self.text[at:end])
        return "".join(parts)


class Sentence:
    """One sentence of a passage; `start` and `end` count code points in the passage's text."""

    __slots__ = ("end", "passage", "start", "text")

    def __init__(self, passage: Passage, start: int, end: int) -> None:
        self.passage = passage
        self.start = start
        self.end = end
        self.text = passage.text[start:end]

    @property
    def span(self) -> Span:
        """Where it stands in the source."""
        return self.passage.source(self.start, self.end)

    @property
    def japanese(self) -> bool:
        """True where there is at least one kana or kanji."""
        return is_japanese(self.text)

    @property
    def morphemes(self) -> tuple[Morpheme, ...]:
        """Its morphemes; they count code points in `text`."""
        return analyze(self.text)

    @property
    def beginning(self) -> tuple[Morpheme, ...]:
        """The morphemes of its first clause: enough to tell how it begins, and a part of the work."""
        at = self.text.find(_COMMA, _CLAUSE)
        return analyze(self.text[: at + 1] if at >= 0 else self.text)

    @property
    def ending(self) -> tuple[Morpheme, ...]:
        """The morphemes of its last clause: enough to tell how it ends. They do not count in `text`."""
        at = self.text.rfind(_COMMA, 0, max(len(self.text) - _CLAUSE, 0))
        return analyze(self.text[at + 1 :])

    def source(self, start: int, end: int) -> Span:
        """The source span of a part of `text`."""
        return self.passage.source(self.start + start, self.start + end)


def is_japanese(text: str) -> bool:
    """True where a text holds at least one kana or kanji."""
    return _JAPANESE.search(text) is not None
