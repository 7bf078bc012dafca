"""Kana, widths and numbers in another notation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from jplint.text.notation import composed, fullwidth, hiragana, kansuji, number


@pytest.mark.parametrize(
    ("kanji", "digits"),
    [("二十", "20"), ("百五", "105"), ("二〇二五", "2025"), ("三億二千万", "3億2000万"), ("霧", "霧"), ("", "")],
)
def test_a_number_in_digits(kanji: str, digits: str) -> None:
    assert number(kanji) == digits


@given(integers(1, 9999))
def test_a_number_there_and_back(value: int) -> None:
    assert number(kansuji(str(value))) == str(value)


def test_kana_and_widths() -> None:
    assert hiragana("フネーab") == "ふねーab"
    assert composed("ﾊﾟﾝ、か゛、ｱﾞ") == "パン、が、ア\u3099"
    assert fullwidth("(a!)") == "（ａ！）"
