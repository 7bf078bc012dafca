"""Where sentences end: tables of cases, `|` between two sentences, and what must hold for any text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jplint.document.prose.morpheme import PLACEHOLDER
from jplint.document.prose.sentences import split

P = PLACEHOLDER


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


def check(case: str) -> None:
    assert sentences(case.replace("|", "")) == case.split("|")


@pytest.mark.parametrize(
    "case",
    [
        "猫がいる。|犬もいる。",
        "猫がいる。|犬もいる",
        "猫がいる｡|犬もいる｡",
        "猫がいる．|犬もいる．",
        "本当？|はい！|よし。",
        "本当？！|はい！！|よし。",
        "本当⁉|はい‼|よし⁇|次⁈|終わり",
        "待って。。。|行く。",
        "見出しに句点はない",
        "。",
        "𠮷野家だ。|👨‍👩‍👧だ。",
        f"詳しくは{P}。|{P}を見る。",
    ],
)
def test_full_stops_end_a_sentence(case: str) -> None:
    check(case)


@pytest.mark.parametrize(
    "case",
    [
        "待って…次へ行く。|終わり。",
        "待って……。|次へ行く。",
        "待って...次へ行く。",
        "待って．．．次へ行く。",
        "えっ？、と聞いた。",
        "どれ！，と言う。",
        "。。。猫がいる。",
        "！注意する。",
    ],
)
def test_an_ellipsis_a_comma_or_nothing_before_it_ends_no_sentence(case: str) -> None:
    check(case)


@pytest.mark.parametrize(
    "case",
    [
        "Yahoo!ニュースを見る。|次",
        "すごい!|次へ行く?|はい",
        "すごい!!|次",
        "すごい!?|React",
        "a!=b と書く。",
        "x ? y : z と書く。",
        "本当に(React?)そう。",
        "値は f(x?) だ。",
        f"{P}!の値",
    ],
)
def test_half_width_marks_end_a_sentence_only_after_japanese_or_before_a_gap(case: str) -> None:
    check(case)


def test_a_gap_after_a_half_width_mark_is_in_no_sentence() -> None:
    assert sentences("Hello! World? 次は React! ") == ["Hello!", "World?", "次は React!"]
    assert sentences("すごい !次") == ["すごい !次"]


@pytest.mark.parametrize(
    "case",
    [
        "猫です.|犬です.",
        "v1.2 と Node.js を使う。|example.com へ。",
        "e.g. これ。|No. 1 だ。",
        "https://a.jp/b?c=1。|次",
        "https://a.jp/?q=a!b.c を見る。|次",
        "猫.jpg を開く。",
        "図.1 を見る。",
        "円周率は３．１４です．|次",
        "Ｎｏ．１ とＮｏｄｅ．ｊｓ。",
        "値はＡＩ．|次の値",
        "１．猫を飼う。|２．犬を飼う。",
        "１２．猫を飼う。",
        "円周率は3.14です。|次",
    ],
)
def test_dots_within_numbers_and_names_end_no_sentence(case: str) -> None:
    check(case)


@pytest.mark.parametrize(
    "case",
    [
        "「行く。」と言った。|次。",
        "「行く。帰る。」と言った。|次。",
        "彼は（急いで。）走る。|次。",
        "（行く。帰る。）次。",
        "『「行く。」と「帰る。」』だ。|次。",
        '彼は"行く。帰る。"と言う。|次。',
        "“行く。”と‘帰る！’と言う。|次。",
        "【注意！】猫がいる。|次。",
        "[注意！](行く。)猫がいる。|次。",
        "《行く。》〈行く。〉≪行く。≫〔行く。〕｛行く。｝{行く。}｢行く｡｣〖行く。〗と書く。|次。",
    ],
)
def test_what_stands_in_brackets_does_not_end_the_sentence_around_it(case: str) -> None:
    check(case)


@pytest.mark.parametrize(
    "case",
    [
        "「行く。|次。|その次。",
        "猫（黒い。|次。",
        "「行く。（急いで。）」と言う。|次。",
        "「行く（急いで。」と言う。|次。",
        "行く。」|次。",
        "行く。』」）|次。",
        "行く。』。|次。",
        "1) 行く。|2) 帰る。",
        "（「行く。）次。",
        '5"の釘。|6"の釘。',
        "don’t だ。|isn’t だ。",
        "〉行く。|次。",
    ],
)
def test_a_bracket_without_its_partner_is_ordinary(case: str) -> None:
    check(case)


def test_a_straight_quote_after_a_stop_closes() -> None:
    assert sentences('行く。" 帰る。" 次。') == ['行く。"', '帰る。"', "次。"]
    assert sentences("「行く\n帰る。」次。") == ["「行く", "帰る。」", "次。"]


@pytest.mark.parametrize(
    "case",
    [
        "「行く。」|「帰る！」|「待て？」",
        "『行く。』|「帰る。」と言う。",
        "「『行く。』」|「帰る。」",
        "「行く」「帰る」と言う。|次",
        "彼は「行く。」「帰る。」と言う。",
        "次。|「行く。」|「帰る。」",
        "「行く。」（笑）「帰る。」",
        "（行く。）（帰る。）",
        "“Go!”|“Stop!”",
        '"行く。"|"帰る。"',
    ],
)
def test_a_quotation_before_a_quotation_is_a_sentence(case: str) -> None:
    check(case)


def test_a_gap_between_two_quotations_changes_nothing() -> None:
    assert sentences("「行く。」　「帰る。」 と言う。") == ["「行く。」", "「帰る。」 と言う。"]
    assert sentences("「行く。」 と言う。") == ["「行く。」 と言う。"]


@pytest.mark.parametrize(
    "case",
    [
        "面白い。（笑）",
        "面白い。（笑）|次。",
        "面白い！(笑)（泣）|次。",
        "面白い。（笑）。|次。",
        "面白い（笑）。|次。",
        "面白い。|（これは十文字より長い余談）次。",
        "面白い。|「笑」次。",
        "行く！♪",
        "行く！？……",
        "行く！😀",
        f"行く！|{P}",
        "行く！|♪次",
        "♪",
    ],
)
def test_a_short_aside_or_a_sign_belongs_to_the_sentence_before(case: str) -> None:
    check(case)


def test_a_line_break_ends_a_sentence_and_a_gap_is_in_none() -> None:
    assert split("\n　猫が\n いる。  犬も。\r\n\n") == [(2, 4), (6, 9), (11, 14)]
    assert split(" \n　\t") == []
    assert split("") == []


# --- any text ---------------------------------------------------------------------------------------------------------

TEXT = st.text(
    st.sampled_from('あ猫ア。。。．！？!?….,、1１aＡ \u3000\n「」『』（）()[]“”"’♪😀\ue000')
    | st.characters(exclude_categories=["Cs"])
)
LINE = st.text(st.sampled_from('あ猫。！？!.a 　「」『』（）(“”"♪'))


@given(TEXT)
@settings(deadline=None, max_examples=500)
def test_sentences_tile_the_text_but_for_white_space(text: str) -> None:
    at = 0
    for start, end in split(text):
        assert not text[at:start].strip()
        assert start < end
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        at = end
    assert not text[at:].strip()


@given(TEXT)
@settings(deadline=None, max_examples=500)
def test_a_sentence_is_one_sentence(text: str) -> None:
    for sentence in sentences(text):
        assert split(sentence) == [(0, len(sentence))]


@given(TEXT, TEXT)
@settings(deadline=None)
def test_lines_are_split_apart(first: str, second: str) -> None:
    assert sentences(f"{first}\n{second}") == sentences(first) + sentences(second)


@given(LINE)
@settings(deadline=None, max_examples=500)
def test_no_bracket_is_cut_from_its_partner(line: str) -> None:
    """A balanced pair with no bracket inside it, as a regular expression finds it."""
    pairs = [match.span() for match in re.finditer('「[^「」『』（）(“”"]*」', line)]
    for start, end in pairs:
        assert all(stop <= start or stop >= end for _, stop in split(line))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("猫がいる。" * 100_000, 100_000),
        ("「" * 10_000 + "猫。" + "」" * 10_000, 1),
        ("「（" * 10_000 + "猫。" + "）" * 10_000, 1),
        ("「猫。" * 10_000, 10_000),
        ("猫。」" * 10_000, 10_000),
        ("猫「行く。」" * 10_000 + "。", 1),
        ("猫" * 1_000_000, 1),
        ("！" * 100_000, 1),
        (" " * 100_000 + "猫。" + " " * 100_000, 1),
        ("\n" * 100_000, 0),
    ],
)
def test_a_hostile_text_is_split(text: str, count: int) -> None:
    assert len(split(text)) == count


@settings(max_examples=500)
@given(st.text("猫がいる。、，♪ 　x\ue000", max_size=24))
def test_a_text_without_brackets_is_split_as_any_other(text: str) -> None:
    assert split(text) == split(text + "\n")
