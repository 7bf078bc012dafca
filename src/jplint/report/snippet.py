"""The part of a source line around a finding, and where the carets under it go."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from jplint.report.located import Located
from jplint.report.terminal import visible, width

ELLIPSIS = "…"
TAB = 4
"""Columns between two tab stops, as in CommonMark."""


class Snippet(NamedTuple):
    """`text` is visible and fits; below it come `indent` columns of space and `carets` carets."""

    text: str
    indent: int
    carets: int


class _Row(NamedTuple):
    """What people see as the characters of a line (grapheme clusters): one more bound than texts."""

    texts: list[str]
    starts: list[int]
    """Code points before each, and in all."""
    columns: list[int]
    """Terminal columns before each, and in all."""


def snippet(found: Located, columns: int) -> Snippet:
    """The line of `found` in at most `columns` columns, an ellipsis where it is cut. An empty range gets one caret."""
    text, column, cut = found.excerpt
    start = min(found.start.column - column, len(text))
    end = found.end.column - column if found.end.line == found.start.line else len(text)
    # A line may be as long as it likes: no more characters than columns can come into view on either side.
    left, right = max(0, start - columns), min(len(text), start + columns)
    row = _row(text[left:right])
    begin = bisect_right(row.starts, start - left) - 1
    stop = max(begin, min(bisect_left(row.starts, end - left), len(row.texts)))
    return _window(row, begin, stop, columns, (left > 0 or column > 1, right < len(text) or cut))


def _row(text: str) -> _Row:
    from wcwidth import iter_graphemes

    texts, starts, columns = [], [0], [0]
    start = column = 0
    for cluster in iter_graphemes(text):
        if cluster == "\t":
            wide = TAB - column % TAB
            shown = " " * wide
        else:
            shown, wide = _cell(cluster)
        start += len(cluster)
        column += wide
        texts.append(shown)
        starts.append(start)
        columns.append(column)
    return _Row(texts, starts, columns)


@lru_cache(maxsize=4096)
def _cell(cluster: str) -> tuple[str, int]:
    """What is shown of a grapheme cluster, and its columns."""
    shown = visible(cluster)
    return shown, width(shown)


def _window(row: _Row, begin: int, stop: int, columns: int, cut: tuple[bool, bool]) -> Snippet:
    """The characters from `begin` to `stop`, and of what surrounds them as much as there is room for."""
    at = row.columns
    first, last = 0, len(row.texts)
    if at[last] + sum(cut) > columns:
        room = columns - 2 * width(ELLIPSIS)
        wanted = at[stop] - at[begin]
        if wanted > room:
            wanted = room * 3 // 4
        spare = room - wanted
        before = max(spare // 2, spare - (at[last] - at[begin] - wanted))
        first = bisect_left(at, at[begin] - before)
        last = bisect_right(at, at[first] + room) - 1
    head = ELLIPSIS * (first > 0 or cut[0])
    tail = ELLIPSIS * (last < len(row.texts) or cut[1])
    return Snippet(
        head + "".join(row.texts[first:last]) + tail,
        width(head) + at[begin] - at[first],
        max(1, at[min(stop, last)] - at[begin]),
    )
