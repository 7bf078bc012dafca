"""What ends a section before it has content, and what counts as content."""

from __future__ import annotations

import pytest

from jplint.checks.base import Match, Scope
from jplint.checks.regex import Regex
from jplint.checks.structure.empty_section import EmptySection
from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.text.source import Source

MARKER = Regex.parse(r"^\s*-{2,}END", trusted=True)
ATTRIBUTES = Regex.parse(r"^\s*\{:[^}]*\}\s*$", trusted=True)


def found(text: str, flavor: str = "kramdown", **options: int) -> list[Match]:
    document = Document(Source(text), flavor=FLAVORS[flavor])
    check = EmptySection(nothing=(MARKER,), ignore=(ATTRIBUTES,), **options)  # type: ignore[arg-type]
    return list(check.look(document, Scope(any_language=True)))


@pytest.mark.parametrize(
    ("below", "variant"),
    [
        ("", "end"),
        ("\n\n   \n", "end"),
        ("---END---\n\n続き\n", "end"),
        ("---END---\n=======\n", "end"),
        ("---\n", "end"),
        ("---\n\n## 乙\n\n本文\n", "rule"),
        ("---\n\n### 乙\n\n本文\n", "rule"),
        ("## 乙\n\n本文\n", "heading"),
        ("# 乙\n\n本文\n", "heading"),
        ("{: .class}\n\n## 乙\n\n本文\n", "heading"),
        ("### 乙\n\n本文\n", ""),
        ("本文\n", ""),
        ("本文です。\n---\n", ""),
        ("---\n\n本文\n", ""),
        ("- 項\n", ""),
        ("> 引用\n", ""),
        ("![図](a.png)\n", ""),
        ("<br>\n", ""),
        ("<!-- more -->\n", ""),
        ("```\n```\n", ""),
        ("| a |\n|---|\n", ""),
        ("{% include a.html %}\n\n## 乙\n\n本文\n", ""),
        ("[^1]: 脚注\n", ""),
        ("[a]: https://example.com\n", ""),
    ],
)
def test_what_stands_below_a_heading_decides(below: str, variant: str) -> None:
    text = f"前文\n\n## 甲\n{below}"
    matches = [match for match in found(text) if text[slice(*match.span)] == "## 甲"]
    assert [match.variant for match in matches] == ([variant] if variant else [])


def test_a_rule_under_the_title_is_an_ornament() -> None:
    assert not found("# 題\n\n---\n\n## 章\n\n本文\n")


@pytest.mark.parametrize("below", ["", "本文\n"])
def test_a_heading_without_text_is_told_whatever_is_below(below: str) -> None:
    assert [match.variant for match in found(f"前文\n\n##\n\n{below}")] == ["untitled"]


def test_a_link_needs_nothing_beneath_it() -> None:
    assert not found("前文\n\n## [本](https://example.com)\n")
    assert [match.variant for match in found("前文\n\n## ![図](a.png)\n")] == ["end"]


def test_a_run_of_empty_sections_is_told_once() -> None:
    text = "前文\n\n## 甲\n## [乙](b)\n## `丙`\n## 丁\n本文\n"
    [match] = found(text)
    assert (match.variant, match.values["count"], match.values["text"]) == ("run", 2, "甲")
    assert [text[slice(*place.span)] for place in match.related] == ["## `丙`"]
    assert [match.variant for match in found(text, list_from=4)] == ["heading", "heading"]


def test_a_document_of_headings_alone_lacks_nothing() -> None:
    assert not found("# 甲\n\n---\n\n## 乙\n")


def test_many_rules_below_many_headings_are_read_once() -> None:
    assert len(found("本文\n\n" + "## 甲\n\n---\n\n" * 2000 + "本文\n", list_from=10_000)) == 1999
