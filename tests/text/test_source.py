"""Bytes to text and back, lines, and edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jplint.text.edit import Edit, apply
from jplint.text.source import BOM, DecodeError, LineIndex, Source
from jplint.text.span import Span

TEXTS = st.text(alphabet=st.sampled_from("aあ𠮷😀か\u3099\r\n \t\u2028é"), max_size=60)


@given(TEXTS, st.booleans())
def test_bytes_become_text(text: str, bom: bool) -> None:
    data = BOM * bom + text.encode()
    source = Source.from_bytes(data)
    assert source.text == text
    assert source.bom is bom


@pytest.mark.parametrize(
    ("data", "reason", "line", "offset"),
    [
        ("あ\nい".encode("utf-16"), "utf-16", 1, 0),
        (b"a\n\xe3\x81", "not-utf-8", 2, 2),
        (BOM + b"a\n\n\xff", "not-utf-8", 3, 6),
        (b"a\nb\0", "binary", 2, 3),
        ("雨".encode("shift_jis"), "not-utf-8", 1, 0),
    ],
)
def test_what_is_no_text_is_said_with_its_place(data: bytes, reason: str, line: int, offset: int) -> None:
    with pytest.raises(DecodeError) as caught:
        Source.from_bytes(data)
    assert (caught.value.reason, caught.value.line, caught.value.offset) == (reason, line, offset)


@given(TEXTS)
def test_line_and_column_lead_back_to_the_offset(text: str) -> None:
    index = LineIndex(text)
    for offset in range(len(text) + 1):
        line, column = index.position(offset)
        start, end = index.bounds(line)
        assert index.line(offset) == line
        assert start + column - 1 == offset
        assert start <= end <= len(text)


@given(TEXTS)
def test_lines_tile_the_text(text: str) -> None:
    index = LineIndex(text)
    lines = [text[slice(*index.full(line))] for line in range(1, len(index.starts) + 1)]
    assert "".join(lines) == text
    assert [line.rstrip("\r\n") for line in lines] == [index.line_text(n) for n in range(1, len(index.starts) + 1)]


def test_a_line_ends_with_lf_crlf_or_cr_alone() -> None:
    index = LineIndex("a\r\nb\rc\nd\u2028e")
    assert [index.line_text(line) for line in range(1, 5)] == ["a", "b", "c", "d\u2028e"]


def test_edits_are_put_in_together() -> None:
    edits = [Edit(Span(2, 3), "う"), Edit(Span(0, 1), ""), Edit(Span(3, 3), "。")]
    assert apply("あいえ", edits) == "いう。"
    with pytest.raises(ValueError, match="overlap"):
        apply("あいえ", [Edit(Span(0, 2), ""), Edit(Span(1, 3), "")])
