"""Fixes put into a text: in order, apart from each other, until nothing is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jplint.engine.settle import Candidate, OscillationError, settle
from jplint.text.edit import Edit, Fix
from jplint.text.span import Span

Rule = tuple[str, str, str, bool]
"""Name, expression, replacement, safe."""


def offers(*rules: Rule) -> Callable[[str], Iterable[Candidate]]:
    def offered(text: str) -> Iterable[Candidate]:
        for name, expression, replacement, safe in rules:
            for match in re.finditer(expression, text):
                yield Candidate(name, Fix((Edit(Span(*match.span()), match.expand(replacement)),), safe))

    return offered


def test_safe_fixes_only() -> None:
    offered = offers(("a", "猫", "犬", True), ("b", "鳥", "魚", False))
    assert settle("猫と鳥", offered, unsafe=False).text == "犬と鳥"
    done = settle("猫と鳥", offered, unsafe=True)
    assert (done.text, done.applied) == ("犬と魚", ("a", "b"))


def test_overlapping_fixes_wait_for_the_next_round() -> None:
    done = settle("ああい", offers(("a", "ああ", "あ", True), ("b", "あい", "う", True)), unsafe=False)
    assert (done.text, done.applied) == ("う", ("a", "b"))


def test_an_insertion_at_the_edge_of_another_fix_waits() -> None:
    done = settle("猫犬", offers(("a", "猫(?=犬)", "狸", True), ("b", "(?<=猫)(?=犬)", "と", True)), unsafe=False)
    assert done.text == "狸犬"


def test_rules_that_undo_each_other_are_named() -> None:
    offered = offers(("a", "猫", "犬", True), ("b", "犬", "猫", True), ("c", "鳥", "魚", True))
    with pytest.raises(OscillationError) as caught:
        settle("鳥と猫", offered, unsafe=False)
    assert caught.value.rules == ("a", "b")


def test_a_text_that_only_grows() -> None:
    with pytest.raises(OscillationError) as caught:
        settle("猫", offers(("a", "猫$", "猫猫", True)), unsafe=False)
    assert caught.value.rules == ("a",)


@pytest.mark.parametrize(("text", "after"), [("あ\n消\n", "あ\n"), ("あ\n消", "あ"), ("あ\r\n消\r\n", "あ\r\n")])
def test_the_end_of_the_text_stays_as_it_was(text: str, after: str) -> None:
    assert settle(text, offers(("a", r"消\s*", "", True)), unsafe=False).text == after
    assert settle(text, offers(("a", r"\s*消\s*", "", True)), unsafe=False).text == after


@given(st.text("猫犬鳥魚\n", max_size=60))
def test_a_settled_text_is_settled(text: str) -> None:
    offered = offers(("a", "猫犬", "鳥", True), ("b", "鳥鳥", "", True), ("c", "\n\n\n", "\n\n", True))
    once = settle(text, offered, unsafe=False)
    assert settle(once.text, offered, unsafe=False).text == once.text
    assert not list(offered(once.text))
