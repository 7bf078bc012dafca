"""Runs that repeat an earlier run: what is promised of every row, and which of two originals is followed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jplint.analysis.repetition.runs import Copy, copies


@given(st.lists(st.sampled_from("abcd"), max_size=40))
def test_exactly_the_returning_units_are_in_copies(keys: list[str]) -> None:
    inside: set[int] = set()
    end = 0
    for copy in copies(keys):
        assert end <= copy.start < copy.end <= len(keys)
        assert copy.source < copy.start
        length = copy.end - copy.start
        assert keys[copy.source : copy.source + length] == keys[copy.start : copy.end]
        inside.update(range(copy.start, copy.end))
        end = copy.end
    assert inside == {at for at, key in enumerate(keys) if key in keys[:at]}


@given(st.lists(st.sampled_from("abc"), max_size=30))
def test_a_run_is_not_cut_short(keys: list[str]) -> None:
    for copy in copies(keys):
        follows = copy.source + copy.end - copy.start
        assert copy.end == len(keys) or keys[follows] != keys[copy.end]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("", []),
        ("abc", []),
        ("abcxbcd", [Copy(4, 6, 1)]),
        ("aaaa", [Copy(1, 4, 0)]),
        ("ababab", [Copy(2, 6, 0)]),
        ("abxaya", [Copy(3, 4, 0), Copy(5, 6, 0)]),
        ("axbabcab", [Copy(3, 4, 0), Copy(4, 5, 2), Copy(6, 8, 3)]),
        ("axaa", [Copy(2, 3, 0), Copy(3, 4, 2)]),
    ],
    ids=["empty", "none", "run", "all alike", "overlapping", "first of two", "longer of two", "adjacent of two"],
)
def test_runs(row: str, expected: list[Copy]) -> None:
    assert copies(row) == expected


def test_adjacent_is_what_nothing_stands_between() -> None:
    assert Copy(2, 4, 0).adjacent
    assert Copy(2, 9, 0).adjacent
    assert not Copy(3, 5, 0).adjacent


def test_many_equal_units_are_one_copy() -> None:
    assert copies(["同じ"] * 100_000) == [Copy(1, 100_000, 0)]
