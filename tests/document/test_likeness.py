"""Nearly equal texts: the index, and that the short cut to candidates finds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jplint.analysis.repetition.similarity import Likeness, jaccard, nearest

CLAUSES = [
    f"{noun}の話をもう一度{verb}" for noun in ("港", "橋", "畑", "駅") for verb in ("聞いた", "書いた", "読んだ")
]
TEXTS = st.lists(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=5).map("、".join), max_size=12)


def pairs(texts: list[str]) -> list[tuple[str, str]]:
    return [(text, text.replace("、", "")) for text in texts]


@given(TEXTS, st.sampled_from([0.35, 0.5, 0.9]))
def test_what_is_found_is_as_like_as_it_says(texts: list[str], least: float) -> None:
    compared = [text for _, text in pairs(texts)]
    for number, found in enumerate(nearest(pairs(texts), least)):
        if found is not None:
            assert found.source < number
            assert found.jaccard == jaccard(compared[number], compared[found.source]) >= least


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_index_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    assert 0 <= jaccard(one, other) == jaccard(other, one) <= 1


def test_the_index() -> None:
    assert jaccard("一二三四五六七", "一二三四五六七") == 1
    assert jaccard("一二三四五六七", "一二三四五六八") == pytest.approx(1 / 3)
    assert jaccard("短い", "短い") == 0


def test_a_changed_word_is_found_and_another_text_is_not() -> None:
    first = "川沿いの道を歩いて行くと、古い水車小屋が見えてきて、その先で道が二つに分かれる"
    texts = [first, "商店街の本屋は今年の春に店を閉めて、跡地には花屋が入った", first.replace("古い", "小さな")]
    one, other, changed = nearest(pairs(texts), 0.35)
    assert one is None
    assert other is None
    assert changed is not None
    assert changed.source == 0
    assert 0.35 < changed.jaccard < 1


def test_the_liker_of_two_is_taken() -> None:
    text = "、".join(CLAUSES[:6])
    far = "、".join([*CLAUSES[:4], *CLAUSES[8:10]])
    *_, found = nearest(pairs([far, text, text + "、そして終わり"]), 0.35)
    assert found is not None
    assert found.source == 1


@pytest.mark.parametrize("texts", [["", ""], ["あ" * 30_000, "あ" * 30_000]], ids=["empty", "too long"])
def test_what_is_compared_with_nothing(texts: list[str]) -> None:
    assert list(nearest(pairs(texts), 0.35)) == [None, None]


def test_a_text_much_shorter_or_longer_cannot_be_alike() -> None:
    text = "、".join(CLAUSES[:3])
    assert list(nearest(pairs([text, "、".join(CLAUSES)]), 0.5)) == [None, None]


def test_equal_texts_are_alike() -> None:
    text = "、".join(CLAUSES[:3])
    assert list(nearest(pairs([text, text]), 0.35)) == [None, Likeness(0, 1.0)]
