"""Which headings are the same, and where a second one may stand."""

from __future__ import annotations

import pytest

from jplint.checks.base import Match, Scope
from jplint.checks.lexicon import Lexicon
from jplint.checks.structure.same_heading import SameHeading
from jplint.checks.structure.shape import Look
from jplint.document.document import Document
from jplint.text.source import Source

LONG = "球根を植え替える時期の見分け方"


def found(text: str, check: SameHeading | None = None) -> list[Match]:
    check = check or SameHeading(once=Lexicon(["関連記事"]), bold=(Look(kind="bold-line"),))
    return list(check.look(Document(Source(text)), Scope(any_language=True)))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("## 甲\n\n## 乙\n\n## 甲\n", 1),
        ("## 甲\n\n### 例\n\n## 乙\n\n### 例\n", 0),
        ("## 甲\n\n### 例\n\n## 甲\n\n### 例\n", 2),
        ("## 例\n\n### 例\n", 0),
        (f"## 甲\n\n### {LONG}\n\n## 乙\n\n### {LONG}\n", 1),
        (f"# {LONG}\n\n## {LONG}\n", 1),
        (f"**{LONG}**\n\n本文\n\n### {LONG}\n", 1),
        ("## 甲\n\n### Breaking changes\n\n## 乙\n\n### Breaking changes\n", 0),
        ("## 甲\n\n### 関連記事\n\n## 乙\n\n### 関 連記事\n", 1),
        ("**甲**\n\n本文\n\n**甲：**\n\n本文\n", 1),
        ("## 甲\n\n**例**\n\n本文\n\n## 乙\n\n**例**\n\n本文\n", 0),
        ("## ＡＢＣ　順\n\n## abc順\n", 1),
        ("## `map`\n\n## `filter`\n", 0),
        ("## `map`\n\n## `map`\n", 1),
        ("## [本](a)\n\n## [本](b)\n", 0),
        ("##\n\n##\n", 0),
        ("同じ文です。\n---\n\n同じ文です。\n---\n", 0),
    ],
)
def test_a_second_heading_is_found_where_it_confuses(text: str, count: int) -> None:
    assert len(found(text)) == count


def test_every_repetition_points_at_the_first() -> None:
    text = "## 甲\n\n## 甲\n\n## 甲\n"
    matches = found(text)
    assert [(m.values["line"].span.start, m.values["count"]) for m in matches] == [(0, 2), (0, 3)]
    assert [text[slice(*m.related[0].span)] for m in matches] == ["## 甲"] * 2


def test_headings_and_bold_lines_come_in_the_order_of_the_text() -> None:
    text = f"### {LONG}\n\n**{LONG}**\n\n本文\n"
    [match] = found(text)
    assert text[slice(*match.span)] == f"**{LONG}**"


def test_only_bold_lines_can_stand_for_headings() -> None:
    assert list(SameHeading(bold=(Look(kind="paragraph"),)).problems())
    assert not found("甲\n\n甲\n", SameHeading())


def test_ten_thousand_equal_headings() -> None:
    assert len(found("## 甲\n\n" * 10_000)) == 9_999
