"""The inline text of one block, put together from events: what a reader sees, and where each piece stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from unicodedata import east_asian_width

from jplint.document.flavor import Flavor
from jplint.document.prose.morpheme import PLACEHOLDER
from jplint.document.prose.passage import Passage, Run
from jplint.text.span import Span

_URL = re.compile(r"https?://[!#-;=?-Z\\^-z|~]+")
_STARS = re.compile(r"\*\*")
_WIDE = ("W", "F")
"""East Asian widths (UAX 11) of characters that are set without spaces."""


class Inline:
    """Gathers text and marks; `passage()` makes the Passage."""

    def __init__(self, text: str, hidden: list[Span], flavor: Flavor) -> None:
        self.source = text
        self.hidden = hidden
        self.flavor = flavor
        self.parts: list[str] = []
        self.length = 0
        self.pieces: list[tuple[int, int, int]] = []
        self.runs: list[Run] = []
        self.open: list[tuple[str, str, int, Span]] = []
        self.muted = 0
        self.first = self.last = -1
        self.pending_break: Span | None = None

    def add_text(self, value: str, span: Span) -> None:
        """Text of one event; template tags inside become opaque, bare addresses too."""
        self._touch(span)
        if self.muted:
            return
        if self.hidden and (hidden := self._hidden_in(span)):
            self._add_around(hidden, span)
        elif "://" in value and not any(run[0] == "link" for run in self.open):
            self._add_urls(value, span)
        else:
            self._put(value, span)

    def add_opaque(self, kind: str, value: str, span: Span) -> None:
        """A code span or an address: one PLACEHOLDER in the text."""
        self._touch(span)
        if self.muted:
            return
        self._flush_break(PLACEHOLDER)
        self.runs.append(Run(kind, self.length, self.length + 1, span, value))
        self._append(PLACEHOLDER, span)

    def add_mark(self, kind: str, value: str, span: Span) -> None:
        """An HTML tag or a footnote reference: nothing in the text."""
        self._touch(span)
        if self.muted:
            return
        if kind == "html" and value[:3].lower() == "<br":
            self.add_break(span, hard=True)
        self.runs.append(Run(kind, self.length, self.length, span, value))

    def add_break(self, span: Span, *, hard: bool) -> None:
        """The end of a line; a soft one waits for what follows it, and is nothing before a hard one."""
        if self.muted:
            return
        if hard:
            self.pending_break = None
            self._append("\n", span)
        else:
            self.pending_break = span

    def open_run(self, kind: str, value: str, span: Span) -> None:
        """Strong, em, strike, link or image begins; an image's text is not prose."""
        self._touch(span)
        if kind == "image":
            self.muted += 1
        elif not self.muted:
            self._flush_break(self.source[span.start + 1 : span.start + 3].lstrip("*_[~")[:1] or "a")
        self.open.append((kind, value, self.length, span))

    def close_run(self) -> None:
        """The innermost open run ends."""
        kind, value, start, span = self.open.pop()
        self.muted -= kind == "image"
        self.runs.append(Run(kind, start, self.length, span, value))

    def passage(self, place: str, span: Span, block: int) -> Passage:
        """The finished passage."""
        if "**" in (text := "".join(self.parts)):
            text = self._resolve_stars(text)
        self.runs.sort(key=lambda run: (run.start, -run.end))
        return Passage(place, text, self.pieces, span, tuple(self.runs), block)

    def _touch(self, span: Span) -> None:
        if self.first < 0:
            self.first = span.start
        self.last = max(self.last, span.end)

    def _put(self, value: str, span: Span) -> None:
        self._flush_break(value[:1])
        self._append(value, span)

    def _append(self, value: str, span: Span) -> None:
        """Contiguous text of equal length on both sides is one piece."""
        if not value:
            return
        pieces = self.pieces
        if len(value) == span.end - span.start and pieces and pieces[-1][2] == span.start:
            start, source, end = pieces[-1]
            if end - source == self.length - start:
                pieces[-1] = (start, source, span.end)
            else:
                pieces.append((self.length, span.start, span.end))
        else:
            pieces.append((self.length, span.start, span.end))
        self.parts.append(value)
        self.length += len(value)

    def _flush_break(self, following: str) -> None:
        """A soft break between two full-width characters is nothing, elsewhere a space."""
        span, self.pending_break = self.pending_break, None
        if span is None:
            return
        before = next((part[-1] for part in reversed(self.parts) if part), "")
        if not (before and following and east_asian_width(before) in _WIDE and east_asian_width(following) in _WIDE):
            self._append(" ", span)

    def _hidden_in(self, span: Span) -> list[Span]:
        first = bisect_left(self.hidden, span.start, key=lambda one: one.end)
        found = []
        for one in self.hidden[first:]:
            if one.start >= span.end:
                break
            if one.end > span.start:
                found.append(one)
        return found

    def _add_around(self, hidden: list[Span], span: Span) -> None:
        """Text with template tags in it: the parser saw letters in their place."""
        at = span.start
        for one in hidden:
            if at < one.start:
                self._put(self.source[at : one.start], Span(at, one.start))
            if one.start >= span.start:
                self.add_opaque("code", self.source[one.start : one.end], one)
            at = max(at, one.end)
        if at < span.end:
            self._put(self.source[at : span.end], Span(at, span.end))

    def _add_urls(self, value: str, span: Span) -> None:
        if len(value) != span.end - span.start:
            self._put(value, span)
            return
        at = 0
        for match in _URL.finditer(value):
            address = match.group().rstrip(".,;:!?")
            if at < match.start():
                self._put(value[at : match.start()], Span(span.start + at, span.start + match.start()))
            at = match.start() + len(address)
            self.add_opaque("url", address, Span(span.start + match.start(), span.start + at))
        if at < len(value):
            self._put(value[at:], Span(span.start + at, span.end))

    def _resolve_stars(self, text: str) -> str:
        """Pairs of `**` that CommonMark left as text are taken out and kept as literal strong runs.

        What CommonMark's flanking rule refuses the reader still sees as emphasis gone wrong (or, in kramdown, as
        emphasis); the sentence around it is analysed without the stars either way.
        """
        plain = Passage("", text, self.pieces, Span(self.first, self.last))
        marks = [match for match in _STARS.finditer(text) if self._unescaped(plain.source(*match.span()))]
        pairs = []
        index = 0
        while index + 1 < len(marks):
            left, right = marks[index], marks[index + 1]
            inner = text[left.end() : right.start()]
            if inner and inner == inner.strip() and "\n" not in inner:
                pairs.append((left.start(), right.start()))
                index += 2
            else:
                index += 1
        if pairs:
            text = self._cut(text, plain, pairs)
        return text

    def _unescaped(self, span: Span) -> bool:
        return span.end - span.start == 2 and self.source[span.start - 1 : span.start] != "\\"

    def _cut(self, text: str, plain: Passage, pairs: list[tuple[int, int]]) -> str:
        cuts = [at for pair in pairs for at in pair]

        def moved(at: int) -> int:
            return at - 2 * bisect_left(cuts, at)

        literal = not self.flavor.cjk_emphasis
        runs = [run._replace(start=moved(run.start), end=moved(run.end)) for run in self.runs]
        for left, right in pairs:
            span = Span(plain.source(left, left + 2).start, plain.source(right, right + 2).end)
            runs.append(Run("strong", moved(left + 2), moved(right), span, "", literal))
        pieces, parts, at = [], [], 0
        bounds = [(piece[0], piece[1], piece[2]) for piece in self.pieces]
        for number, (start, source, end) in enumerate(bounds):
            limit = bounds[number + 1][0] if number + 1 < len(bounds) else len(text)
            if end - source != limit - start:
                pieces.append((moved(start), source, end))
                continue
            at = start
            for cut in cuts[bisect_left(cuts, start) : bisect_left(cuts, limit)]:
                if cut > at:
                    pieces.append((moved(at), source + at - start, source + cut - start))
                at = cut + 2
            if at < limit:
                pieces.append((moved(at), source + at - start, end))
        at = 0
        for cut in cuts:
            parts.append(text[at:cut])
            at = cut + 2
        parts.append(text[at:])
        self.pieces = pieces
        self.runs = runs
        return "".join(parts)
