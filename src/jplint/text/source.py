"""Bytes to text, and the lines of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from msgspec import Struct

BOM = b"\xef\xbb\xbf"

_NEWLINE = re.compile(r"\r\n|\n|\r")


class DecodeError(ValueError):
    """The bytes are not text: not valid UTF-8, or with NUL bytes in them."""

    def __init__(self, reason: str, line: int, offset: int) -> None:
        super().__init__(reason)
        self.reason = reason
        """`not-utf-8`, `utf-16` or `binary`."""
        self.line = line
        """The line of the first wrong byte, from 1."""
        self.offset = offset
        """The first wrong byte, from 0."""


class Source(Struct, frozen=True, dict=True):
    """One decoded file. `text` has the newlines as they are in the file; a byte order mark is only remembered."""

    text: str
    bom: bool = False

    @classmethod
    def from_bytes(cls, data: bytes) -> Source:
        """Decode UTF-8. Raises DecodeError."""
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise DecodeError("utf-16", 1, 0)
        bom = data.startswith(BOM)
        body = data[len(BOM) :] if bom else data
        if (nul := body.find(b"\0")) >= 0:
            raise DecodeError("binary", body.count(b"\n", 0, nul) + 1, nul + 3 * bom)
        try:
            return cls(body.decode("utf-8"), bom)
        except UnicodeDecodeError as error:
            line = body.count(b"\n", 0, error.start) + 1
            raise DecodeError("not-utf-8", line, error.start + 3 * bom) from None

    @cached_property
    def lines(self) -> LineIndex:
        """The lines of the text."""
        return LineIndex(self.text)


class LineIndex:
    """Lines end with LF, CRLF or CR, as in CommonMark. Lines and columns count from 1."""

    __slots__ = ("starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        if "\r" in text:
            self.starts = [0, *(m.end() for m in _NEWLINE.finditer(text))]
        else:
            starts, at = [0], text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = text.find("\n", at + 1)
            self.starts = starts

    def line(self, offset: int) -> int:
        """The line that the code point at `offset` stands on."""
        return bisect_right(self.starts, offset)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a code-point offset; the column counts code points."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def bounds(self, line: int) -> tuple[int, int]:
        """First offset of a line and the offset where its text ends, the newline left out."""
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def full(self, line: int) -> tuple[int, int]:
        """First offset of a line and of the next one, the newline taken in."""
        return self.starts[line - 1], self.starts[line] if line < len(self.starts) else len(self.text)

    def line_text(self, line: int) -> str:
        """A line without its newline."""
        start, end = self.bounds(line)
        return self.text[start:end]
