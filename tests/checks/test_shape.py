"""Shapes: what a bold line is, what comes next, and what a match tells the message and the fix."""

from __future__ import annotations

import pytest

from jplint.checks.base import Match, Scope
from jplint.checks.lexicon import Lexicon
from jplint.checks.regex import Regex
from jplint.checks.structure.shape import Look, Shape, bold_lines
from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.text.source import Source


def document(text: str, flavor: str = "gfm") -> Document:
    return Document(Source(text), flavor=FLAVORS[flavor])


def regex(source: str) -> Regex:
    return Regex.parse(source, trusted=True)


def found(text: str, *looks: Look, flavor: str = "gfm", scope: Scope | None = None) -> list[Match]:
    return list(Shape(any=looks).look(document(text, flavor), scope or Scope(any_language=True)))


def texts(text: str, *looks: Look) -> list[str]:
    return [text[match.span.start : match.span.end] for match in found(text, *looks)]


@pytest.mark.parametrize(
    ("source", "text", "span", "following"),
    [
        ("**見出し**\n\n本文", "見出し", "**見出し**", "paragraph"),
        ("**見出し**\n本文", "見出し", "**見出し**", "paragraph"),
        ("**見出し**  \n\n本文", "見出し", "**見出し**", "paragraph"),
        ("**見出し**<br>", "見出し", "**見出し**", "end"),
        ("**見出し**\r\n本文", "見出し", "**見出し**", "paragraph"),
        ("**札**:\n\n- 項", "札:", "**札**:", "list"),
        ("**札：**\n\n> 引用", "札：", "**札：**", "quote"),
        ("__見出し__", "見出し", "__見出し__", "end"),
        ("***見出し***\n\n| a |\n|---|\n", "見出し", "***見出し***", "table"),
        ("**見出し**\n\n---", "見出し", "**見出し**", "rule"),
        ("**「引用」の話**\n\n# 題", "「引用」の話", "**「引用」の話**", "heading"),
    ],
)
def test_a_bold_line_is_known_with_what_follows_it(source: str, text: str, span: str, following: str) -> None:
    [line] = bold_lines(document(source)).values()
    assert (line.text, source[slice(*line.span)], line.next) == (text, span, following)


@pytest.mark.parametrize(
    "source",
    [
        "**太字**で始まる文。",
        "前置き**太字**",
        "**業界**: 製造業",
        "- **項目の名**",
        "> **引用の中**",
        "**[案内](https://example.com)**",
        "*斜体*",
        "**用語**  \n説明",
        "**用語**\\\n説明",
        "**用語**<br>\n説明",
        "# **見出し**",
        "本文\n**二行目**",
    ],
)
def test_other_bold_text_is_no_bold_line(source: str) -> None:
    assert not bold_lines(document(source))


def test_the_heading_that_a_bold_line_would_be_is_one_below_the_section() -> None:
    text = "**前**\n\n## 節\n\n**後:**\n\n#### 小節\n\n**`map` の話**\n\n末尾"
    matches = found(text, Look(kind="bold-line"))
    assert [(match.values["hashes"], match.values["inner"]) for match in matches] == [
        ("##", "前"),
        ("###", "後"),
        ("#####", "`map` の話"),
    ]
    assert matches[2].values["text"] == "map の話"


def test_the_neighbour_decides() -> None:
    text = "甲\n\n- 項\n\n乙\n\n丙"
    assert texts(text, Look(before=("list",))) == ["甲"]
    assert texts(text, Look(not_before=("list",))) == ["乙", "丙"]
    assert texts(text, Look(before=("end",))) == ["丙"]


def test_lengths_lines_and_words_decide() -> None:
    text = "短い\n\n二行に\nわたる段落\n\n注意："
    assert texts(text, Look(max=3)) == ["短い", "注意："]
    assert texts(text, Look(min=4)) == ["二行に\nわたる段落"]
    assert texts(text, Look(min_lines=2)) == ["二行に\nわたる段落"]
    assert texts(text, Look(max=3, other_than=Lexicon(["注意"]))) == ["短い"]
    assert texts(text, Look(text=(regex("短"), regex("注")))) == ["短い", "注意："]


def test_a_match_narrows_the_place_and_names_its_groups() -> None:
    text = "甲です。 ### 乙 ### 丙"
    [match] = found(text, Look(match=regex(r"(?P<lost> )(?P<match>#+)(?= )")))
    assert text[slice(*match.span)] == "###"
    assert text[slice(*match.spans["lost"])] == " "
    assert match.values["count"] == 2


def test_a_block_is_reported_once_by_the_first_shape_it_has() -> None:
    text = "## 長い題"
    looks = [Look(kind="heading", variant="long", min=3), Look(kind="heading", variant="any")]
    assert [match.variant for match in found(text, *looks)] == ["long"]


def test_the_line_below_a_setext_heading_can_be_reported_and_asked() -> None:
    text = "題\r\n---\r\n\r\n章\r\n=====\r\n"
    assert texts(text, Look(kind="heading", at="underline")) == ["---", "====="]
    assert texts(text, Look(kind="heading", at="underline", underline=regex("^.{3}$"))) == ["---"]
    assert found(text, Look(kind="heading"))[0].values["newline"] == "\r\n"
    assert not found("# 題", Look(kind="heading", underline=regex("^#")))


def test_nested_blocks_count_only_when_asked_for() -> None:
    text = "- 項目\n\n> 引用\n\n本文"
    assert texts(text, Look()) == ["本文"]
    assert texts(text, Look(nested=True)) == ["項目", "引用", "本文"]


def test_the_scope_leaves_out_places_and_languages() -> None:
    text = "English\n\n日本語\n\n# 見出し"
    assert [m.values["text"] for m in found(text, Look(), scope=Scope())] == ["日本語"]
    assert not found(text, Look(kind="heading"), scope=Scope(places=("body",)))


def test_many_bold_lines_and_headings_cost_no_more_each() -> None:
    text = "## 節\n\n**札**\n\n本文\n\n" * 3000
    assert len(found(text, Look(kind="bold-line", match=regex("札")))) == 3000
