"""Which known word was probably meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jplint.text.nearness import closest, did_you_mean, nearest

KNOWN = ("title", "description", "date", "tags", "draft", "categories")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("titel", "title"),
        ("titl", "title"),
        ("tittle", "title"),
        ("totle", "title"),
        ("discripton", "description"),
        ("catagorys", None),
        ("dtae", "date"),
        ("data", None),
        ("tag", None),
        ("title", None),
        ("subtitle", None),
        ("", None),
    ],
)
def test_one_slip_is_near_two_only_in_long_words(word: str, meant: str | None) -> None:
    assert nearest(word, KNOWN) == meant


def test_the_nearest_one_wins_and_the_first_of_equals() -> None:
    assert nearest("abcdefghix", ("abcdefgxyx", "abcdefghij")) == "abcdefghij"
    assert nearest("abcdx", ("abcde", "abcdf")) == "abcde"


@given(st.text("abc", min_size=5, max_size=7), st.data())
def test_a_swap_of_neighbours_is_near(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert nearest(swapped, (word,)) == (None if swapped == word else word)


@given(st.text("abcd", max_size=12), st.text("abcd", max_size=12))
def test_near_is_the_same_both_ways(left: str, right: str) -> None:
    assert (nearest(left, (right,)) is None) == (nearest(right, (left,)) is None)


def test_the_closest_word_for_an_error_message() -> None:
    assert closest("rule", ("rules", "explain")) == "rules"
    assert did_you_mean("severty", {"summary", "severity"}) == '; did you mean "severity"?'
    assert did_you_mean("nonsuch", {"summary", "severity"}) == ""
