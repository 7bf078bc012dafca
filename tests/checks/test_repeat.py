"""Each kind of repetition, which of them owns a place, what it says and what it would take away."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jplint.analysis.repetition.bounds import Bounds
from jplint.analysis.repetition.repetition import Kind
from jplint.analysis.repetition.units import Units
from jplint.checks.base import Match, Scope
from jplint.checks.prose.repeat import Repeat, _repetitions
from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.rulebook import definitions, store
from jplint.text.edit import apply
from jplint.text.source import Source

KINDS = get_args(Kind)
PLACES = Scope(("body", "heading", "list", "quote", "footnote"))

CITY = [
    "市役所の窓口は平日の朝八時半に開きます。",
    "駐車場は建物の裏手にあり二時間まで無料です。",
    "届けを出すときは身分の分かる物を持ってきてください。",
    "引っ越しの届けは二週間のうちに出すことになっています。",
    "混み合う月曜日を避けると待たずに済むことが多いです。",
    "子どもを連れた人のために小さな遊び場を用意しています。",
]
SEA = [
    "沖に出る船は夜明け前に港を離れていきます。",
    "網を上げる作業には二時間ほどかかるそうです。",
    "獲れた魚はその日のうちに市場へ運ばれます。",
    "冬の海は荒れるので漁に出られない日が続きます。",
    "若い漁師は天気の読み方を先輩から教わります。",
    "祭りの日には船を色とりどりの旗で飾ります。",
]
LONE = "山小屋に泊まる人は、明るいうちに着けるように余裕をもって麓を出発し、天気の変わり目に気をつけてください。"


def document(text: str, flavor: str = "gfm") -> Document:
    return Document(Source(text), flavor=FLAVORS[flavor])


BOUNDS = msgspec.convert(
    definitions.read((store.bundled() / "definitions/repetition.yaml").read_text(encoding="utf-8"), ""), Bounds
)


def look(text: str | Document, of: str, **options: Any) -> list[Match]:
    shown = document(text) if isinstance(text, str) else text
    bounds = {name: value for name, value in options.items() if name in Bounds.__struct_fields__}
    rest = {name: value for name, value in options.items() if name not in bounds}
    check = Repeat(of=of, bounds=replace(BOUNDS, **bounds), **rest)  # type: ignore[arg-type]
    return list(check.look(shown, PLACES))


def every(text: str | Document) -> list[tuple[str, str, str]]:
    """(kind, variant, text) of everything found, in order."""
    shown = document(text) if isinstance(text, str) else text
    rows = [(one.span, kind, one.variant) for kind in KINDS for one in look(shown, kind)]
    return [(kind, variant, shown.text[span.start : span.end]) for span, kind, variant in sorted(rows)]


def article(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def mended(text: str, of: str, flavor: str = "gfm") -> str | None:
    [one] = look(document(text, flavor), of)
    return apply(text, one.edits) if one.edits else None


# Who owns what.


def test_a_run_of_paragraphs_is_one_finding_that_points_at_the_first() -> None:
    first, second = "".join(CITY[:3]), "".join(CITY[3:])
    text = article(first, second, *SEA[:2], first, second)
    [one] = look(text, "sections")
    assert one.span.start == text.rindex(first)
    assert one.span.end == len(text)
    assert one.related[0].span == (0, len(article(first, second)))
    assert one.values == {
        "line": one.related[0],
        "count": 6,
        "characters": sum(len(sentence) - 1 for sentence in CITY),
        "more": 0,
    }
    assert [kind for kind, _, _ in every(text)] == ["sections"]


def test_a_heading_between_does_not_part_a_run() -> None:
    first, second = "".join(CITY[:3]), "".join(CITY[3:])
    [(kind, variant, found)] = every(article(first, second, SEA[0], first, "## 新しい見出し", second))
    assert (kind, variant) == ("sections", "block")
    assert found == article(first, "## 新しい見出し", second)


def test_a_heading_belongs_to_the_section_it_opens() -> None:
    section = article("## 窓口", "".join(CITY))
    [(kind, variant, found)] = every(article(section, "## 海", SEA[0], section, "## 終わり"))
    assert (kind, variant, found) == ("sections", "section", section)


def test_a_reworded_block_within_a_run_belongs_to_it() -> None:
    first, second, third = "".join(CITY[:2]), "".join(CITY[2:4]), "".join(CITY[4:])
    again = article(first, second + "なお、" + SEA[2], third)
    assert [(k, f) for k, _, f in every(article(first, second, third, SEA[0], again))] == [("sections", again)]


def test_sentences_within_other_paragraphs_are_told_by_themselves() -> None:
    text = article("".join(CITY), *(CITY[n] + SEA[n] + LONE[n:] for n in range(5)))
    found = every(text)
    assert found == [("sentences", "again", sentence) for sentence in CITY[:5]]


def test_a_paragraph_put_together_from_earlier_ones_is_a_pasted_article() -> None:
    paragraphs = ["".join(CITY[:2]), "".join(CITY[2:4]), "".join(CITY[4:]), "".join(SEA[:2])]
    dump = " ".join(paragraphs)
    text = article(*paragraphs, dump)
    [one] = look(text, "article", article_length=100)
    assert text[one.span.start : one.span.end] == dump
    assert text[slice(*one.values["line"].span)] == article(*paragraphs)
    assert not look(text, "article", article_length=900)
    assert [variant for _, variant, _ in every(text)] == ["adjacent"]


def test_an_echo_owns_its_sentences() -> None:
    text = article("".join(CITY[:3]), CITY[2] + SEA[0], SEA[1])
    assert every(text) == [("echo", "start", CITY[2])]
    text = article("".join(CITY[:3]), "".join(CITY[1:3]), SEA[1])
    assert every(text) == [("echo", "whole", "".join(CITY[1:3]))]


def test_a_heading_between_makes_it_no_echo() -> None:
    assert every(article("".join(CITY[:3]), "## 次", CITY[2] + SEA[0])) == []


@pytest.mark.parametrize("count", [2, 3, 50])
def test_a_sentence_over_and_over_in_a_paragraph_is_one_finding(count: int) -> None:
    [(kind, variant, found)] = every("初めに。" + LONE * count + "終わりに。")
    assert (kind, variant, found) == ("sentences", "adjacent", LONE * (count - 1))


def test_thousands_of_equal_paragraphs_are_one_finding() -> None:
    assert [(kind, variant) for kind, variant, _ in every(article(*[LONE] * 3000))] == [("sections", "adjacent")]


def test_thousands_of_nearly_equal_paragraphs_are_few_findings() -> None:
    parts = "".join(CITY)
    numbered = (f"{parts[:70]}番号は{number}です。{parts[70:]}" for number in range(1000))
    assert 1 <= len(every(article(*numbered))) <= 3


SENTENCES = st.sampled_from([*CITY, *SEA, LONE, "はい。", "短い文です。"])
BLOCKS = st.one_of(
    st.lists(SENTENCES, min_size=1, max_size=5).map("".join),
    st.sampled_from(
        ["## 見出し", "---", "```\nx = 1\n```", "- 一つ目の項目\n- 二つ目の項目", "> " + SEA[0], "![図](a.png)"]
    ),
)


@given(st.lists(BLOCKS, max_size=14))
def test_no_place_is_told_twice_and_no_fix_loses_a_sentence(blocks: list[str]) -> None:
    shown = document(article(*blocks))
    matches = [one for kind in KINDS for one in look(shown, kind)]
    spans = sorted(one.span for one in matches)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    for one in matches:
        assert one.related[0].span.start < one.span.start
        if one.edits:
            left = document(apply(shown.text, one.edits))
            assert set(keys(left)) == set(keys(shown))
            assert 0 < len(keys(shown)) - len(keys(left)) <= one.values["count"]


def keys(shown: Document) -> list[str]:
    units = Units(shown, PLACES.passages(shown))
    return [key for key, sentence in zip(units.keys, units.sentences, strict=True) if sentence]


# How much a finding is believed.


def test_one_sentence_far_away_is_a_hint_if_it_is_long() -> None:
    text = article(LONE + "".join(SEA[:3]), *CITY[:3], "".join(SEA[3:]) + LONE)
    assert every(text) == [("sentences", "alone", LONE)]
    assert not look(text, "sentences", alone=80)
    assert every(article(CITY[0] + SEA[0], *CITY[1:3], SEA[1] + CITY[0])) == []


def test_one_sentence_is_told_once_however_often_it_returns() -> None:
    text = article(*(LONE + SEA[n] + CITY[n] + str(n) * 60 for n in range(6)))
    assert every(text) == [("sentences", "alone", LONE)]


def test_two_sentences_in_a_row_are_no_accident() -> None:
    pair = "".join(CITY[:3])
    assert every(article(pair + SEA[0], SEA[1], SEA[2] + pair + SEA[3])) == [("sentences", "run", pair)]


@pytest.mark.parametrize(
    ("block", "variant"),
    [
        ("".join(CITY), "block"),
        ("".join(CITY[:3]), "slight"),
        (LONE + LONE[5:] + "".join(CITY[:2]), "apart"),
        ("- " + "\n- ".join(CITY), "items"),
    ],
    ids=["many sentences", "short", "longer", "list"],
)
def test_weight_of_a_paragraph_that_returns(block: str, variant: str) -> None:
    assert [(k, v) for k, v, _ in every(article(block, "".join(SEA), block))] == [("sections", variant)]


def test_lines_without_a_full_stop_weigh_half() -> None:
    items = "- " + "\n- ".join(sentence.rstrip("。") for sentence in CITY[:5])
    assert [(k, v) for k, v, _ in every(article(items, SEA[0], items))] == [("sections", "slight")]


def test_right_behind_its_original_a_copy_is_certain() -> None:
    block = "".join(CITY[:2])
    assert every(article(block, block)) == [("sections", "adjacent", block)]
    assert every(article(block, "![図](a.png)", block)) == [("sections", "slight", block)]


def test_nearly_the_same() -> None:
    text = article("".join(CITY[:4]), SEA[0], "".join([*CITY[:3], SEA[1]]))
    [one] = look(text, "near")
    assert one.variant == "slight"
    assert one.values["line"].span.start == 0
    assert not look(text, "near", strict_similarity=0.9)
    more = article("".join(CITY), SEA[0], "".join([*CITY[:5], *SEA[1:4]]))
    assert [one.variant for one in look(more, "near")] == ["near"]


# What is left alone.


@pytest.mark.parametrize(
    "text",
    [
        article("## " + LONE[:30], CITY[0], "## " + LONE[:30], CITY[1]),
        article(f"**{LONE[:30]}**", CITY[0], f"**{LONE[:30]}**", CITY[1]),
        article(f"- [{LONE[:-1]}](/a)", CITY[0], f"- [{LONE[:-1]}](/a)"),
        article(LONE, CITY[0], "> " + LONE),
        article(f"| 甲 | 乙 |\n|---|---|\n| {LONE} | {LONE} |", LONE),
        article(LONE, "```\na\n```", CITY[0], LONE, "```\nb\n```"),
        article(*["It was a bright cold day in April, and the clocks were striking thirteen."] * 3),
        article("| | |", "……", "……", "！！", "！！"),
        "",
    ],
    ids=["headings", "bold lines", "links", "quotation", "table", "before code", "English", "marks", "empty"],
)
def test_good_reasons_to_repeat(text: str) -> None:
    assert every(text) == []


def test_places_that_are_not_looked_at() -> None:
    text = article("- " + LONE, CITY[0], "- " + LONE)
    assert len(look(text, "sections")) == 1
    assert not list(Repeat(of="sections", bounds=BOUNDS).look(document(text), Scope(("body",))))


# What it would take away.


def test_a_copy_goes_with_its_blank_line() -> None:
    block = "".join(CITY)
    assert (
        mended(article(block, *SEA[:2], block, SEA[2]), "sections")
        == article(block, *SEA)[: len(article(block, *SEA[:3]))]
    )
    assert mended(article(block, SEA[0], block) + "\n", "sections") == article(block, SEA[0]) + "\n"
    assert mended(article(block, SEA[0], block), "sections") == article(block, SEA[0]) + "\n"


def test_windows_lines_stay_windows_lines() -> None:
    text = article(CITY[0], CITY[0], CITY[1]).replace("\n", "\r\n")
    assert mended(text, "sections") == article(CITY[0], CITY[1]).replace("\n", "\r\n")


@pytest.mark.parametrize(
    "text",
    [
        article(CITY[0], "**" + CITY[0] + "**", CITY[1]),
        article(CITY[0], f"[{CITY[0][:5]}](/a){CITY[0][5:]}", CITY[1]),
        article("- " + CITY[0] + "\n- " + CITY[0]),
        f"{CITY[0]}\n\n{CITY[0]}\n{{: .lead}}\n\n{CITY[1]}",
    ],
    ids=["emphasis", "link", "list items", "attribute list"],
)
def test_no_fix_where_something_else_would_go_or_change(text: str) -> None:
    assert mended(text, "sections", "kramdown") is None


def test_an_echo_goes_only_if_it_is_next_to_its_original() -> None:
    head = CITY[0] + CITY[1]
    assert mended(article(head, CITY[1], SEA[0]), "echo") == article(head, SEA[0])
    assert mended(article(head, CITY[1] + SEA[0]), "echo") == article(head, SEA[0])
    assert mended(article(head, "---", CITY[1], SEA[0]), "echo") is None
    assert mended(article(head, CITY[1] + f"**{SEA[0]}**"), "echo") is None


def test_an_adjacent_sentence_goes_with_the_space_before_it() -> None:
    assert mended(f"{CITY[0]} {CITY[0]} {CITY[1]}", "sentences") == f"{CITY[0]} {CITY[1]}"


# How many.


def test_what_is_more_than_enough_is_told_in_one_match() -> None:
    text = article("".join(CITY), *(CITY[n] + SEA[n] + LONE[n:] for n in range(5)))
    found = look(text, "sentences", most=3)
    assert [one.variant for one in found] == ["again"] * 3 + ["rest"]
    assert found[-1].values["more"] == 2
    assert found[-1].edits == ()


def test_the_kinds_share_one_analysis() -> None:
    shown = document(article(*CITY, *CITY))
    for kind in KINDS:
        look(shown, kind)
    assert sum(make is _repetitions for make, _ in shown._analyses) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_variant_is_declared(kind: str) -> None:
    declared = Repeat(of=kind, bounds=BOUNDS).variants()  # type: ignore[arg-type]
    assert "rest" in declared
    paragraph = "".join(CITY)
    texts = [article(paragraph, SEA[0], paragraph + SEA[1], paragraph), article(LONE, LONE, *CITY, CITY[5] + SEA[1])]
    assert {one.variant for text in texts for one in look(text, kind)} <= declared | {""}
