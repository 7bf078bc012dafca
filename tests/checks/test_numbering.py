"""Numbers of headings: how they are read, what counts together, what is out of order."""

from __future__ import annotations

import pytest

from jplint.checks.base import Scope
from jplint.checks.regex import Regex
from jplint.checks.structure.numbering import Numbering, value
from jplint.document.document import Document
from jplint.text.source import Source

FORMS = tuple(
    Regex.parse(form, trusted=True)
    for form in (
        r"^(?P<series>\d)[.](?P<number>\d) ",
        r"^(?P<number>\d{1,2})[.] ",
        r"^第(?P<number>.+?)(?P<series>[章節])",
    )
)
CHECK = Numbering(forms=FORMS, unless=(Regex.parse("続き", trusted=True),))


def variants(*headings: str) -> list[str]:
    document = Document(Source("\n\n".join(headings)))
    return [match.variant for match in CHECK.look(document, Scope(any_language=True))]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("１２", 12),
        ("①", 1),
        ("⑳", 20),
        ("Ⅳ", 4),
        ("三", 3),
        ("十", 10),
        ("十二", 12),
        ("二十一", 21),
        ("九十九", 99),
    ],
)
def test_numbers_are_read_in_all_their_forms(text: str, number: int) -> None:
    assert value(text) == number


@pytest.mark.parametrize("text", ["½", "甲", "三つ"])
def test_other_text_is_no_number(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        (["## 1. 甲", "## 2. 乙", "## 3. 丙"], []),
        (["## 6. 甲", "## 7. 乙"], []),
        (["## 1. 甲", "## 7. 乙", "## 8. 丙"], ["gap"]),
        (["## 1. 甲", "## 2. 乙", "## 2. 丙", "## 3. 丁"], ["repeated"]),
        (["## 1. 甲", "## 2. 乙", "## 1. 丙", "## 2. 丁"], ["restart"]),
        (["## 1. 甲", "## 2. 乙", "## 3. 丙", "## 2. 丁"], ["back"]),
        (["## 3. 甲", "## 2. 乙", "## 1. 丙"], []),
        (["## 9. 甲", "## 5. 乙", "## 2. 丙"], []),
        (["## 9. 甲", "## 5. 乙", "## 5. 丙"], ["repeated"]),
        (["## 4. 甲", "### 4.1 乙", "### 4.2 丙", "## 5. 丁", "### 5.1 戊"], []),
        (["## 4.1 甲", "## 4.3 乙", "## 5.1 丙"], ["gap"]),
        (["## 甲", "### 1. 乙", "### 2. 丙", "## 丁", "### 1. 戊"], []),
        (["## 1. 甲", "## 2. 乙", "## 付録", "## 1. 丙"], []),
        (["## 1. 甲", "## 2. 乙", "## 1. 甲", "## 2. 乙", "## 3. 丙"], []),
        (["## 1. 甲", "## 1. 甲（続き）", "## 2. 乙"], []),
        (["## 第一章 甲", "## 第一節 乙", "## 第三章 丙"], ["gap"]),
        (["## 第½章 甲", "## 第九章 乙"], []),
    ],
)
def test_a_series_counts_on(headings: list[str], wanted: list[str]) -> None:
    assert variants(*headings) == wanted


def test_a_finding_names_the_number_that_is_missing_and_the_heading_before() -> None:
    text = "## 2. 甲\n\n## 3. 乙\n\n## 5. 丙\n"
    [match] = CHECK.look(Document(Source(text)), Scope(any_language=True))
    assert dict(match.values) == {"number": 5, "before": 3, "wanted": 4, "line": match.related[0]}
    assert text[slice(*match.related[0].span)] == "## 3. 乙"


def test_a_form_without_a_number_is_refused() -> None:
    assert list(Numbering(forms=(Regex.parse(r"^\d", trusted=True),)).problems())
