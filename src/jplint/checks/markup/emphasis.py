"""Emphasis that a reader sees as stars: pairs that the renderer refuses, and marks without a partner."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import ClassVar, Literal, NamedTuple

from jplint.checks.base import Check, Match, Scope
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.prose.passage import Passage, is_japanese
from jplint.text.edit import Edit
from jplint.text.span import Span

_STARS = re.compile(r"(?<!\*)\*\*(?!\*)")
_STAR = re.compile(r"(?<!\*)\*(?!\*)")
_UNDERSCORES = re.compile(r"(?<!_)__(?![_\s])[^_\n]+(?<!\s)__(?!_)")
_CONTEXT = 16
"""Code points shown beside a mark that stands alone."""


class _Pair(NamedTuple):
    """What a writer meant as emphasis; `span` takes the marks in, each `width` code points wide."""

    span: Span
    width: int
    cause: str


class _Found(NamedTuple):
    unrendered: list[_Pair]
    alone: list[int]
    """Where marks without a partner start."""
    marks: int
    """How many `**` the passage has."""


class Emphasis(Check, frozen=True, kw_only=True):
    """Reports emphasis that does not come out, by the rules of the document's flavor.

    `unrendered`: both marks are there. Variants say why nothing comes of them: `closing` and `opening` (CommonMark's
    flanking rule, 0.31.2 section 6.2: a mark between punctuation and a letter opens or closes nothing), `crossed` (they
    overlap with a link or other marks), `space` (within the marks, which no renderer takes) and `underscore` (`__`
    beside a letter). `unbalanced`: a `**` without a partner in its block; one match a block, at the first.
    """

    shorthand: ClassVar[str] = "find"
    structural: ClassVar[bool] = True
    edits: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"text", "mark", "inside", "outside", "count"})

    find: Literal["unrendered", "unbalanced"]
    ignore: tuple[Regex, ...] = ()
    """Stars that are no emphasis (operators, globs): those within what one of these finds in the source."""

    def variants(self) -> frozenset[str]:
        causes = {"closing", "opening", "crossed", "space", "underscore"}
        return frozenset(causes) if self.find == "unrendered" else frozenset()

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """One match for each pair, or for each block with marks alone."""
        if document.plain:
            return
        for passage in scope.passages(document):
            if not ("*" in passage.text or "__" in passage.text or any(run.literal for run in passage.runs)):
                continue
            source = document.text[slice(*passage.span)]
            found = _examine(passage, document, self._ignored(source, passage.span.start))
            if self.find == "unrendered":
                yield from (_match(pair, document.text) for pair in found.unrendered)
            elif found.alone:
                at = found.alone[0]
                values = {"text": _beside(at, passage.span, document.text), "count": found.marks}
                yield Match(Span(at, at + 2), values=values)

    def _ignored(self, source: str, start: int) -> set[int]:
        spans = [found.span() for regex in self.ignore for found in regex.finditer(source)]
        return {start + at for first, end in spans for at in range(first, end)}


def _examine(passage: Passage, document: Document, ignored: set[int]) -> _Found:
    text = document.text
    strong = [run for run in passage.runs if run.kind == "strong" and text.startswith("**", run.span.start)]
    spans = [run.span for run in strong]
    left = [at for at in _left(_STARS, passage, text) if at not in ignored]
    marks = sorted({at for span in spans for at in (span.start, span.end - 2)}.union(left))
    pairs, alone = _paired(marks, text)
    unrendered = []
    if not document.flavor.cjk_emphasis:
        rendered = {run.span for run in strong if not run.literal}
        if alone:
            taken = {at for span in rendered for at in (span.start, span.end - 2)}
            pairs, alone = _paired_within(marks, taken, text)
        causes = [_Pair(span, 2, _cause(span, text)) for span in pairs if span not in rendered]
        unrendered = [pair for pair in causes if pair.cause != "crossed"] or causes
        unrendered += _single(passage, text, ignored)
    spaced, alone = _spaced(alone, marks, text)
    unrendered += [_Pair(span, 2, "space") for span in spaced]
    if "__" in passage.text:
        unrendered += _underscored(passage, text)
    return _Found(unrendered, alone, len(marks))


def _left(mark: re.Pattern[str], passage: Passage, text: str) -> Iterator[int]:
    """Where the marks that the parser left as text stand in the source; escaped ones are none."""
    for found in mark.finditer(passage.text):
        span = passage.source(*found.span())
        if text[slice(*span)] == found.group() and text[span.start - 1 : span.start] != "\\":
            yield span.start


def _paired(marks: Sequence[int], text: str) -> tuple[list[Span], list[int]]:
    """Pairs from left to right, as kramdown makes them (Kramdown::Parser::Kramdown#parse_emphasis), and the rest.

    A mark before white space opens nothing, one behind it closes nothing; a mark within a pair stays text.
    """
    closers = [number for number, at in enumerate(marks) if not text[at - 1 : at].isspace()]
    pairs, alone, number, closer = [], [], 0, 0
    while number < len(marks):
        at = marks[number]
        while closer < len(closers) and (closers[closer] <= number or marks[closers[closer]] <= at + 2):
            closer += 1
        if closer == len(closers) or not text[at + 2 : at + 3].strip():
            alone.append(at)
            number += 1
            continue
        pairs.append(Span(at, marks[closers[closer]] + 2))
        alone += marks[number + 1 : closers[closer]]
        number = closers[closer] + 1
    return pairs, alone


def _paired_within(marks: Sequence[int], taken: set[int], text: str) -> tuple[list[Span], list[int]]:
    """Pairs of marks with no other mark between them, those `taken` left out, and the rest."""
    pairs, alone = [], []
    stretch: list[int] = []
    for at in [*marks, -1]:
        if at >= 0 and at not in taken:
            stretch.append(at)
            continue
        more, rest = _paired(stretch, text)
        pairs += more
        alone += rest
        stretch = []
    return pairs, alone


def _spaced(alone: list[int], marks: Sequence[int], text: str) -> tuple[list[Span], list[int]]:
    """Marks that white space alone keeps from being a pair, and the rest.

    Between neighbours of which both have white space inside there is Japanese: `2 ** 3 ** 4` is none.
    """
    follows = dict(pairwise(marks))
    spans, rest = [], []
    waiting = -1
    for at in alone:
        inner = text[waiting + 2 : at]
        neighbours = waiting >= 0 and follows[waiting] == at
        if neighbours and inner and (inner[0].strip() or inner[-1].strip() or is_japanese(inner)):
            spans.append(Span(waiting, at + 2))
            waiting = -1
            continue
        rest += [waiting] * (waiting >= 0)
        waiting = at
    return spans, [*rest, *[waiting] * (waiting >= 0)]


def _single(passage: Passage, text: str, ignored: set[int]) -> Iterator[_Pair]:
    """`*「…」*`: the only two stars of a passage, with a bracket inside one of them and no white space."""
    if passage.text.count("*") != 2:
        return
    marks = [at for at in _left(_STAR, passage, text) if at not in ignored]
    if len(marks) != 2:
        return
    inner = text[marks[0] + 1 : marks[1]]
    if inner == inner.strip() and is_japanese(inner) and (_opens(inner[0]) or _closes(inner[-1])):
        span = Span(marks[0], marks[1] + 1)
        yield _Pair(span, 1, _cause(span, text, 1))


def _underscored(passage: Passage, text: str) -> Iterator[_Pair]:
    for found in _UNDERSCORES.finditer(passage.text):
        span = passage.source(*found.span())
        source = text[slice(*span)]
        if (
            is_japanese(found.group())
            and source[:2] == source[-2:] == "__"
            and text[span.start - 1 : span.start] != "\\"
        ):
            yield _Pair(span, 2, "underscore")


def _punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS" if character else False


def _opens(character: str) -> bool:
    return unicodedata.category(character) in ("Ps", "Pi")


def _closes(character: str) -> bool:
    return unicodedata.category(character) in ("Pe", "Pf")


def _flanks(outside: str, inside: str) -> bool:
    """Whether a mark between these two characters ("" at an edge) opens or closes emphasis, by CommonMark."""
    return bool(inside.strip()) and (not _punctuation(inside) or not outside.strip() or _punctuation(outside))


def _cause(span: Span, text: str, width: int = 2) -> str:
    if not _flanks(text[span.end : span.end + 1], text[span.end - width - 1]):
        return "closing"
    if not _flanks(text[max(span.start - 1, 0) : span.start], text[span.start + width]):
        return "opening"
    return "crossed"


def _match(pair: _Pair, text: str) -> Match:
    span, width, cause = pair
    inner = text[span.start + width : span.end - width]
    before, after = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1]
    inside, outside = (inner[:1], before) if cause == "opening" else (inner[-1:], after)
    mark = text[span.start : span.start + width]
    values = {"text": inner.strip(), "mark": mark, "inside": inside, "outside": outside}
    edits = () if cause == "crossed" else (Edit(span, _mended(inner.strip(), mark, before, after)),)
    return Match(span, cause, values, edits=edits)


def _mended(inner: str, mark: str, before: str, after: str) -> str:
    """The emphasis as every renderer takes it: without the brackets or the punctuation at its edges, or in HTML."""
    mark = mark.replace("_", "*")
    for start, end in _cuts(inner):
        head, kept, tail = inner[:start], inner[start:end], inner[end:]
        if kept and _flanks(head[-1:] or before, kept[0]) and _flanks(tail[:1] or after, kept[-1]):
            return f"{head}{mark}{kept}{mark}{tail}"
    name = "strong" if len(mark) == 2 else "em"
    return f"<{name}>{inner}</{name}>"


def _cuts(inner: str) -> Iterable[tuple[int, int]]:
    """What to keep within the marks, the best first."""
    yield 0, len(inner)
    end = len(inner)
    while end and _punctuation(inner[end - 1]) and not _closes(inner[end - 1]):
        end -= 1
    yield 0, end
    if (opener := _opener(inner[:end])) == 0:
        yield 1, end - 1
    elif opener > 0 and unicodedata.normalize("NFKC", inner[opener]) in "([{":
        yield 0, opener


def _opener(inner: str) -> int:
    """Where the bracket opens that the last character closes; -1 where it closes none."""
    depth = 0
    for at in range(len(inner) - 1, -1, -1):
        depth += _closes(inner[at]) - _opens(inner[at])
        if depth <= 0:
            return at if at < len(inner) - 1 else -1
    return -1


def _beside(at: int, within: Span, text: str) -> str:
    """A mark that stands alone with what follows it, or with what comes before it where nothing does."""
    after = text[at : min(at + 2 + _CONTEXT, within.end)].partition("\n")[0]
    before = text[max(within.start, at - _CONTEXT) : at + 2].rpartition("\n")[2]
    return after if after[2:].strip() else before


CHECK = Emphasis
