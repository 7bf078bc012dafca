"""HTML tags: which ones pair, what is said of those that do not, and what is no tag."""

from __future__ import annotations

import pytest

from jplint.checks.base import Scope
from jplint.checks.markup.html_tags import HtmlTags
from jplint.checks.markup.pairing import Tag, faults
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.text.source import Source
from jplint.text.span import Span

CHECK = HtmlTags(
    elements=("div", "section", "details", "b", "i", "code"),
    raw=("pre", "script"),
    unless=(Regex.parse(r"\{%\s*if\b", trusted=True),),
)


def found(text: str, flavor: str = "gfm") -> list[tuple[str, str]]:
    document = Document(Source(text), flavor=FLAVORS[flavor])
    matches = CHECK.look(document, Scope(any_language=True))
    return sorted((match.variant, text[slice(*match.span)]) for match in matches)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<div>\n\n**本文**\n\n</div>\n", []),
        ("𠮷野<b>山</b>の<i>桜", [("unclosed", "<i>")]),
        ("> <div id='a>b'>\n> 本文\n", [("unclosed", "<div id='a>b'>")]),
        ("本文\r\n\r\n</DIV>\r\n", [("unopened", "</DIV>")]),
        ("<b>一<i>二</b>三</i>", [("crossed", "</i>")]),
        ("<section><div>\n</section>\n", [("unclosed", "<div>")]),
        ("<div/>\n\n<div />\n", []),
        ("<br><img src=a><p>一<p>二</div>", [("unopened", "</div>")]),
        ("| 一<b> | 二</b> |\n| -- | -- |\n| <i>三 | 四 |\n", [("unclosed", "<i>")]),
        ("## 見出し<b>\n\n本文</b>", []),
        ("Vec<b> と Map<String, List<b>> と <T> と <Div2>", []),
        ("`<div>` と \\<div> と &lt;div>\n\n```\n<div>\n```\n", []),
        ("<!-- <div> -->\n\n<b>一</b><!-- </b> -->", []),
        ("<pre>\n<div>\n\n</b>\n</pre>\n", []),
        ("<div>\n<pre>\n\n<b>\n\n</pre>\n</div>\n", []),
        ("<pre>\n<div>\n", [("unclosed", "<pre>")]),
        ("<div>\n<!-- 注\n\n--></div>\n", []),
        ("<div>\n\n    </div>\n\n本文\n", []),
        ("<code>`</code>（印）で、`囲む`", []),
    ],
)
def test_tags_pair_over_the_whole_document(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_document_in_which_a_template_chooses_tags_is_left_alone() -> None:
    text = "{% if wide %}<div class='w'>{% else %}<div>{% endif %}\n\n本文\n\n</div>\n"
    assert found(text, "kramdown") == []
    assert found(text, "gfm") != []


def test_what_crosses_is_told_with_both_tags() -> None:
    text = "一行目\n\n<b>一<i>二</b>三</i>"
    [match] = CHECK.look(Document(Source(text)), Scope(any_language=True))
    assert match.values == {"tag": "i", "other": "<i>", "inner": "</b>", "line": match.related[0]}
    assert [text[slice(*place.span)] for place in match.related] == ["<i>", "</b>"]


def test_deep_nesting_takes_each_tag_once() -> None:
    tags = [Tag(f"t{at % 7}", at % 3 != 0, Span(at, at + 1)) for at in range(300_000)]
    assert sum(1 for _ in faults(tags)) > 0
    assert found("<div>\n" * 20_000 + "</div>\n" * 19_999) == [("unclosed", "<div>")]
