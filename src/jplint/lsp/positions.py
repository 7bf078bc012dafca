"""Offsets in code points, and the lines and characters of the protocol, which counts as client and server agreed."""

from __future__ import annotations

from lsprotocol import types

from jplint.text.source import LineIndex
from jplint.text.span import Span

Encoding = types.PositionEncodingKind | str


class Positions:
    """The places of one text, in UTF-16 (as in the protocol by default), UTF-8 or UTF-32 code units."""

    def __init__(self, lines: LineIndex, encoding: Encoding = types.PositionEncodingKind.Utf16) -> None:
        self._lines = lines
        self._encoding = encoding

    def at(self, offset: int) -> types.Position:
        """The position of a code point."""
        line, column = self._lines.position(offset)
        before = self._lines.text[offset - column + 1 : offset]
        return types.Position(line - 1, self._units(before))

    def range(self, span: Span) -> types.Range:
        """The range of a span."""
        return types.Range(self.at(span.start), self.at(span.end))

    def offset(self, position: types.Position) -> int:
        """The code point at a position; one behind the end of its line counts as that end."""
        if position.line >= len(self._lines.starts):
            return len(self._lines.text)
        start, end = self._lines.bounds(position.line + 1)
        at, units = start, 0
        while at < end and units < position.character:
            units += self._units(self._lines.text[at])
            at += 1
        return at

    def _units(self, text: str) -> int:
        if self._encoding == types.PositionEncodingKind.Utf32:
            return len(text)
        if self._encoding == types.PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
