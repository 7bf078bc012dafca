from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_sample import TEXT, diagnostics, span

from jplint.report.diagnostic import Diagnostic, Related
from jplint.report.located import EXCERPT_LIMIT, Excerpt, Position, locate
from jplint.text.edit import Edit, Fix
from jplint.text.source import Source
from jplint.text.span import Span


def at(text: str, start: int, end: int) -> tuple[Position, Position]:
    found = locate(Source(text), [Diagnostic("a/b", "info", Span(start, end), "m")])[0]
    return found.start, found.end


def test_the_positions_of_the_sample_count_code_points_and_utf16_units():
    found = locate(Source(TEXT), diagnostics())
    assert [(f.start, f.end) for f in found] == [
        (Position(2, 1, 3, 2, 2), Position(5, 1, 6, 5, 11)),
        (Position(15, 3, 7, 9, 21), Position(18, 3, 10, 13, 31)),
        (Position(21, 3, 13, 16, 38), Position(22, 3, 14, 17, 41)),
        (Position(33, 4, 3, 2, 2), Position(43, 5, 6, 5, 11)),
        (Position(50, 7, 4, 3, 9), Position(50, 7, 4, 3, 9)),
    ]


@given(st.text("aあ𠮷👍\u3099\r\n"), st.data())
def test_a_position_agrees_with_the_text_before_it(text: str, data: st.DataObject):
    offset = data.draw(st.integers(0, len(text)))
    position, _ = at(text, offset, offset)
    begin = offset - position.column + 1
    ends = text[:begin].replace("\r\n", "\n").replace("\r", "\n")
    assert position.offset == offset
    assert position.line == ends.count("\n") + 1
    assert begin == 0 or ends.endswith("\n")
    assert position.utf16 == len(text[begin:offset].encode("utf-16-le")) // 2
    assert position.utf8 == len(text[begin:offset].encode())


def test_after_the_last_newline_there_is_one_more_line():
    assert at("a\n", 2, 2)[0] == Position(2, 2, 1, 0)
    assert at("", 0, 0)[0] == Position(0, 1, 1, 0)


def test_a_byte_order_mark_is_no_column():
    source = Source.from_bytes("\ufeffあい".encode())
    found = locate(source, [Diagnostic("a/b", "info", Span(1, 2), "m")])[0]
    assert found.start == Position(1, 1, 2, 1, 3)


def test_a_fix_and_related_places_are_located_too():
    other = Source("一行目\n𠮷二行目\n")
    there = span(other.text, "二行目")
    found = Diagnostic(
        "a/b",
        "info",
        span(TEXT, "おわり"),
        "m",
        Fix((Edit(span(TEXT, "く"), "ク"), Edit(span(TEXT, "待"), "")), safe=True),
        (Related(span(TEXT, "家"), "here"), Related(there, "there", "b.md"), Related(there, "unknown", "c.md")),
    )
    (located,) = locate(Source(TEXT), [found], {"b.md": other.lines})
    assert located.fix is not None
    assert located.fix.safe
    assert [(e.start.line, e.start.column, e.end.column, e.text) for e in located.fix.edits] == [
        (3, 14, 15, "ク"),
        (3, 18, 19, ""),
    ]
    assert [(r.path, r.start, r.end.column, r.message) for r in located.related] == [
        (None, Position(17, 3, 9, 12, 28), 10, "here"),
        ("b.md", Position(5, 2, 2, 2, 4), 5, "there"),
        ("c.md", Position(0, 1, 1, 0), 1, "unknown"),
    ]


def test_an_excerpt_is_the_line_without_its_newline():
    found = locate(Source(TEXT), diagnostics())
    assert [f.excerpt for f in found[-2:]] == [Excerpt("- 一つ目", 1, False), Excerpt("おわり", 1, False)]


@given(st.integers(0, 20 * EXCERPT_LIMIT), st.integers(0, 20 * EXCERPT_LIMIT))
def test_an_excerpt_of_a_long_line_is_bounded_and_surrounds_its_finding(length: int, place: int):
    line = "".join(chr(0x4E00 + i % 5000) for i in range(length))
    start = min(place, length)
    found = locate(Source(f"上\n{line}\n下"), [Diagnostic("a/b", "info", Span(2 + start, 2 + length), "m")])[0]
    text, column, cut = found.excerpt
    assert len(text) <= EXCERPT_LIMIT
    assert line[column - 1 :].startswith(text)
    assert cut == (column - 1 + len(text) < length)
    assert column == 1 or start - (column - 1) >= EXCERPT_LIMIT // 4
    assert not cut or column - 1 + len(text) - start >= EXCERPT_LIMIT // 4


def test_findings_on_one_line_share_their_excerpts():
    text = "長" * 1_000_000
    found = locate(Source(text), [Diagnostic("a/b", "info", Span(i, i + 1), "m") for i in range(0, len(text), 100)])
    assert len(found) == 10_000
    assert sum(len(excerpt.text) for excerpt in {id(f.excerpt): f.excerpt for f in found}.values()) <= 2 * len(text)


@pytest.mark.parametrize(("start", "end", "line"), [(0, 2, 1), (0, 3, 1), (0, 4, 2), (3, 3, 2), (3, 6, 2), (6, 6, 3)])
def test_the_last_line_is_that_of_the_last_character(start, end, line):
    (found,) = locate(Source("ab\ncd\n"), [Diagnostic("a/b", "info", Span(start, end), "m")])
    assert found.last_line == line


def test_reports_travel_between_processes(reports):
    assert pickle.loads(pickle.dumps(reports)) == reports
