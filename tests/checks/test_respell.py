"""What the cases of rules cannot say about `respell`: inflection, and the other way round."""

from __future__ import annotations

import pytest

from jplint.checks.base import Scope
from jplint.checks.prose.respell import Group, Respell
from jplint.document.document import Document
from jplint.pattern import Pattern
from jplint.text.edit import apply
from jplint.text.source import Source

VERBS = Group(words={"分かる": "わかる", "来る": "くる", "下さる": "くださる"}, inflected=True, variant="verb")


def fixed(text: str, check: Respell) -> str:
    matches = check.look(Document(Source(text)), Scope())
    return apply(text, [edit for match in matches for edit in match.edits])


@pytest.mark.parametrize(
    ("kanji", "kana"),
    [
        ("船が分からない。", "船がわからない。"),
        ("船が分かった。", "船がわかった。"),
        ("船が分かろうと。", "船がわかろうと。"),
        ("船が来ます。", "船がきます。"),
        ("船が来ない。", "船がこない。"),
        ("船が来れば。", "船がくれば。"),
        ("船を下さい。", "船をください。"),
    ],
)
def test_a_word_keeps_its_form(kanji: str, kana: str) -> None:
    assert fixed(kanji, Respell(groups=(VERBS,))) == kana
    assert fixed(kanji, Respell(groups=(VERBS,), reverse=("verb",))) == kanji


def test_the_other_way_round() -> None:
    check = Respell(groups=(VERBS,), reverse=("verb",))
    assert fixed("船がわからない。", check) == "船が分からない。"
    assert fixed("船を見てくる。", check) == "船を見て来る。"


def test_what_can_be_written_in_two_ways_is_told_and_left() -> None:
    check = Respell(groups=(Group(words={"恰も": "あたかも", "宛も": "あたかも"}, variant="a"),), reverse=("a",))
    text = "あたかも船のようだ。"
    assert len(list(check.look(Document(Source(text)), Scope()))) == 1
    assert fixed(text, check) == text


def test_a_word_is_whole_morphemes() -> None:
    assert (
        fixed("既存の船が既に出た。", Respell(groups=(Group(words={"既": "すで", "既に": "すでに"}),)))
        == "既存の船がすでに出た。"
    )


def test_conditions_are_for_the_neighbours() -> None:
    after = Group(words={"事": "こと"}, after=Pattern.parse('[pos="動詞.*"]'))
    assert fixed("事が起き、走る事にした。", Respell(groups=(after,))) == "事が起き、走ることにした。"


def test_words_can_be_left_alone() -> None:
    check = Respell(groups=(VERBS,), ignore=("クル", "分かる"))
    assert fixed("船が来る。分かる。下さる。", check) == "船が来る。分かる。くださる。"
