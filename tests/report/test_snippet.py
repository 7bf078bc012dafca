"""What is above the carets must be what the finding is about, measured in the columns of a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import iter_graphemes, wcswidth

from jplint.report.diagnostic import Diagnostic
from jplint.report.located import EXCERPT_LIMIT, locate
from jplint.report.snippet import Snippet, snippet
from jplint.report.terminal import visible
from jplint.text.source import Source
from jplint.text.span import Span


def above(shown: Snippet) -> str:
    """The characters of the text over the carets."""
    column, found = 0, ""
    for cluster in iter_graphemes(shown.text):
        if shown.indent <= column < shown.indent + shown.carets:
            found += cluster
        column += wcswidth(cluster)
    return found


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("⟦abc⟧def", Snippet("abcdef", 0, 3)),
        ("これ⟦は本⟧です", Snippet("これは本です", 4, 4)),
        ("ｱｲ⟦ｳ⟧", Snippet("ｱｲｳ", 2, 1)),
        ("𠮷⟦野⟧", Snippet("𠮷野", 2, 2)),
        ("👨‍👩‍👧⟦と👍🏽⟧。", Snippet("👨‍👩‍👧と👍🏽。", 2, 4)),
        ("か\u3099⟦く⟧", Snippet("か\u3099く", 2, 2)),
        ("\tか⟦く⟧", Snippet("    かく", 6, 2)),
        ("か\t⟦く⟧", Snippet("か  く", 4, 2)),
        ("a\u200b⟦b⟧", Snippet("a<U+200B>b", 9, 1)),
        ("字⟦\x1b⟧[31m", Snippet("字<U+001B>[31m", 2, 8)),
        ("右⟦\u202e⟧左", Snippet("右<U+202E>左", 2, 8)),
    ],
)
def test_carets_stand_under_the_range(mark, marked, expected):
    assert snippet(mark(marked), 80) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("あ⟦⟧い", Snippet("あい", 2, 1)),
        ("あい⟦⟧", Snippet("あい", 4, 1)),
        ("あ\n⟦⟧", Snippet("", 0, 1)),
        ("⟦⟧", Snippet("", 0, 1)),
    ],
)
def test_an_empty_range_has_one_caret(mark, marked, expected):
    assert snippet(mark(marked), 80) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("か⟦\u3099⟧く", Snippet("か\u3099く", 0, 2)),
        ("⟦か⟧\u3099く", Snippet("か\u3099く", 0, 2)),
        ("👨‍⟦👩⟧‍👧と", Snippet("👨‍👩‍👧と", 0, 2)),
    ],
)
def test_a_part_of_a_character_marks_all_of_it(mark, marked, expected):
    assert snippet(mark(marked), 80) == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_range_over_several_lines_is_marked_to_the_end_of_the_first(mark, newline):
    assert snippet(mark(f"いち⟦に{newline}さん{newline}し⟧ご"), 80) == Snippet("いちに", 4, 2)
    assert snippet(mark(f"いち⟦{newline}⟧さん"), 80) == Snippet("いち", 4, 1)


def test_a_place_between_the_two_characters_of_a_newline_is_at_the_end_of_the_line(mark):
    assert snippet(mark("いち\r⟦\n⟧さん"), 80) == Snippet("いち", 4, 1)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("あいうえお⟦かき⟧くけこさしすせそ", Snippet("…うえおかきくけこさ…", 7, 4)),
        ("あ⟦い⟧うえおかきくけこさしすせそ", Snippet("あいうえおかきくけ…", 2, 2)),
        ("あいうえおかきくけこさしすせ⟦そ⟧", Snippet("…きくけこさしすせそ", 17, 2)),
        ("あいうえおかきくけこさしすせそ⟦⟧", Snippet("…きくけこさしすせそ", 19, 1)),
        ("あいう⟦えおかきくけこさしすせ⟧そ", Snippet("…うえおかきくけこさ…", 3, 16)),
        ("⟦あいうえおかきくけこさしすせそ⟧", Snippet("あいうえおかきくけ…", 0, 18)),
    ],
)
def test_a_long_line_is_shown_around_the_range(mark, marked, expected):
    shown = snippet(mark(marked), 20)
    assert shown == expected
    assert wcswidth(shown.text) <= 20


def test_a_line_that_just_fits_is_not_cut(mark):
    assert snippet(mark("あいう⟦え⟧お"), 10) == Snippet("あいうえお", 6, 2)
    assert snippet(mark("あいう⟦え⟧おa"), 10).text == "…うえおa"


def test_a_window_wider_than_the_excerpt_still_shows_that_the_line_goes_on(mark):
    shown = snippet(mark("前" * 5000 + "⟦中⟧" + "後" * 5000), 4000)
    assert shown.text[0] == shown.text[-1] == "…"
    assert len(shown.text) == EXCERPT_LIMIT + 2
    assert above(shown) == "中"


PIECES = ["a", "あ", "𠮷", "か\u3099", "👨‍👩‍👧", "☺️", "\x1b", "\u202e", "ﾊﾟ", "…"]


@given(
    st.lists(st.sampled_from(PIECES), max_size=1500),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=3),
    st.lists(st.sampled_from(PIECES), max_size=1500),
    st.integers(40, 120),
)
def test_the_range_stands_above_the_carets_wherever_it_is(before, inside, after, columns):
    text = "".join([*before, *inside, *after])
    start = len("".join(before))
    found = Diagnostic("a/b", "info", Span(start, start + len("".join(inside))), "m")
    shown = snippet(locate(Source(text), [found])[0], columns)
    assert above(shown) == visible("".join(inside))
    assert wcswidth(shown.text) <= columns
    assert shown.text.strip("…") in visible(text)
