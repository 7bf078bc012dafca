"""The levels of headings: which headings count, and what moves when the first one is on the wrong level."""

from __future__ import annotations

import pytest

from jplint.checks.base import Match, Scope
from jplint.checks.structure.outline import Outline, headings
from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.text.edit import apply
from jplint.text.source import Source

TITLE = "---\ntitle: 題\n---\n"


def found(find: str, text: str, flavor: str = "gfm", **options: int) -> list[Match]:
    document = Document(Source(text), flavor=FLAVORS[flavor])
    return list(Outline(find=find, **options).look(document, Scope(any_language=True)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("題名\n====\n", True),
        ("潮干狩りとは？\n--------\n", True),
        ("本文です。\n---\n", False),
        ("行きますか？\n---\n", False),
        ("一行目\n二行目\n---\n", False),
        ("長" * 40 + "\n---\n", False),
        ("---END---\n=======\n", False),
        ("- 題\n  ===\n", False),
        ("> ## 題\n", False),
    ],
)
def test_only_headings_that_are_meant_count(text: str, meant: bool) -> None:
    document = Document(Source(text))
    assert len(headings(document)) == meant


@pytest.mark.parametrize(
    ("text", "flavor", "variant"),
    [
        (TITLE + "### 節\n", "gfm", None),
        (TITLE + "### 節\n\n## 章\n", "gfm", "deep"),
        (TITLE + "# 章\n", "kramdown", "high"),
        ("### 節\n\n## 章\n", "gfm", "deep"),
        (TITLE + "# 章\n", "gfm", None),
        (TITLE + "## 章\n", "kramdown", None),
        ("---\ntitle: ''\n---\n# 章\n", "kramdown", None),
        ("# 章\n", "kramdown", None),
        ("### 断片\n", "gfm", None),
        ("本文です。\n---\n\n## 章\n", "gfm", None),
        ("", "gfm", None),
    ],
)
def test_the_first_heading(text: str, flavor: str, variant: str | None) -> None:
    assert [match.variant for match in found("first-level", text, flavor)] == ([variant] if variant else [])


def test_headings_move_together_up_to_one_that_is_higher() -> None:
    text = TITLE + "  ### 甲 ###\n\n#### 乙\n\n## 丙\n\n### 丁\n"
    [match] = found("first-level", text)
    assert apply(text, match.edits) == TITLE + "  ## 甲 ###\n\n### 乙\n\n## 丙\n\n### 丁\n"


@pytest.mark.parametrize("text", ["# 甲\n\n###### 乙\n", "甲\n===\n\n## 乙\n"])
def test_what_cannot_move_stays(text: str) -> None:
    [match] = found("first-level", TITLE + text, "kramdown")
    assert not match.edits


def test_the_wanted_level_can_be_set() -> None:
    assert not found("first-level", TITLE + "### 節\n", level=3)


def test_a_skipped_level_points_at_the_heading_before() -> None:
    text = "# 甲\n\n## 乙\n\n#### 丙\n\n###### 丁\n\n### 戊\n\n##### 己\n"
    matches = found("skipped-level", text)
    levels = [(m.values["before"], m.values["level"], m.values["wanted"]) for m in matches]
    assert levels == [(2, 4, 3), (4, 6, 5), (3, 5, 4)]
    assert [text[slice(*m.values["line"].span)] for m in matches] == ["## 乙", "#### 丙", "### 戊"]
    assert text[slice(*matches[1].related[0].span)] == "#### 丙"


def test_a_level_that_is_never_used_is_not_skipped() -> None:
    assert not found("skipped-level", "## 甲\n\n#### 乙\n\n## 丙\n")
    assert not found("skipped-level", "# 甲\n\n### 乙\n\n## 丙\n")


@pytest.mark.parametrize(
    ("text", "flavor", "counts"),
    [
        ("# 甲\n\n# 乙\n\n# 丙\n", "gfm", [3]),
        ("# 甲\n\n## 乙\n", "gfm", []),
        (TITLE + "## 甲\n\n# 乙\n", "kramdown", [2]),
        (TITLE + "## 甲\n\n# 乙\n", "gfm", []),
        (TITLE + "# 甲\n\n# 乙\n", "kramdown", [3]),
    ],
)
def test_a_second_top_is_told_once(text: str, flavor: str, counts: list[int]) -> None:
    assert [match.values["count"] for match in found("second-top", text, flavor)] == counts
