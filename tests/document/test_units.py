"""What counts when two sentences are compared, and what a unit is worth."""

from __future__ import annotations

import pytest

from jplint.analysis.repetition.units import Units
from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.text.source import Source


def units(text: str, flavor: str = "gfm") -> Units:
    document = Document(Source(text), flavor=FLAVORS[flavor])
    return Units(document, [passage for passage in document.passages if passage.place != "table"])


def key(text: str) -> str:
    [one] = units(text).keys
    return one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("朝の市場は早く始まる。", "朝の市場は、早く始まる"),
        ("朝の**市場**は早く始まる。", "「朝の市場」は早く始まる。"),
        ("朝の市場は\n早く始まる。", "朝の市場は 早く　始まる！"),
        ("...朝の市場は早く始まる。", "朝の市場は早く始まる。"),
        ("`a b` を開く。", "`a b`を開く"),
    ],
    ids=["punctuation", "emphasis and quotes", "white space", "leading dots", "code"],
)
def test_the_same_sentence(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("`a.b` を開く。", "`ab` を開く。"),
        ("`[]` を開く。", "`{}` を開く。"),
        ("C++ で書く。", "C# で書く。"),
        ("幅は 1.5 倍になる。", "幅は 15 倍になる。"),
        ("差は -3 になる。", "差は 3 になる。"),
        ("https://example.com/a を見る。", "https://example.com/b を見る。"),
    ],
    ids=["code", "brackets in code", "names", "decimal point", "sign", "address"],
)
def test_another_sentence(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_code_and_tables_are_units_and_empty_sentences_are_none() -> None:
    found = units("前の文。\n\n```\nx = 1\n```\n\n……\n\n| 甲 |\n|---|\n| 乙 |\n\n後の文。")
    assert [sentence.text if sentence else None for sentence in found.sentences] == ["前の文。", None, None, "後の文。"]
    assert [found.title(stretch) for stretch in range(4)] == [False, True, True, False]
    assert found.owners == [0, 1, 2, 3]
    assert found.stretches[1].size == 0


def test_a_stretch_holds_the_sentences_of_its_block() -> None:
    found = units("# 題\n\n一つ目。二つ目。\n\n三つ目。")
    assert [(one.start, one.end) for one in found.stretches] == [(0, 1), (1, 3), (3, 4)]
    assert found.stretches[1].size == len("一つ目二つ目")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("## 見出し", True),
        ("**見出しのつもりの行**", True),
        ("**この文は終わっている。**", False),
        ("段落のつもりの文が見出しになった。\n---", False),
        ("見出し\n---", True),
        ("普通の行", False),
    ],
)
def test_titles(text: str, title: bool) -> None:
    assert units(text).title(0) is title


@pytest.mark.parametrize(
    ("text", "borrowed"),
    [
        ("> 引用された文です。", True),
        ("[関連する記事を読む](/a)", True),
        ("- [関連する記事を読む](/a) へ", True),
        ("詳しいことは[案内](/a)に書いてあります。", False),
        ("自分で書いた文です。", False),
    ],
)
def test_what_is_borrowed(text: str, borrowed: bool) -> None:
    assert units(text).borrowed(0) is borrowed


@pytest.mark.parametrize(
    ("below", "leads"),
    [
        ("```\nx\n```", True),
        ("| 甲 |\n|---|\n| 乙 |", True),
        ("- 項目", True),
        ("> 引用", True),
        ("![図](a.png)", True),
        ("{{ book.console }}", True),
        ("次の段落。", False),
        ("---", False),
        ("", False),
    ],
)
def test_what_leads_in(below: str, leads: bool) -> None:
    found = units(f"一つ目の文。次のようになる。\n\n{below}\n")
    assert not found.leads_in(0)
    assert found.leads_in(1) is leads


def test_a_list_item_does_not_lead_in_to_its_own_list() -> None:
    assert not units("- 一つ目の項目です。\n- 二つ目の項目です。").leads_in(0)
