"""What the checks of markup have in common: plain text has none, and a long line costs no more than its length."""

from __future__ import annotations

import pytest

from jplint.checks.base import Check, Scope
from jplint.checks.markup.brackets import Brackets
from jplint.checks.markup.emphasis import Emphasis
from jplint.checks.markup.fence import Fence
from jplint.checks.markup.footnote import Footnote
from jplint.checks.markup.html_tags import HtmlTags
from jplint.checks.markup.link import Link
from jplint.checks.markup.table import Table
from jplint.checks.markup.template_tags import TemplateTags
from jplint.checks.markup.wrapper import Wrapper
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.text.source import Source

ADDRESS = (Regex.parse(r"^https?://", trusted=True),)
CHECKS: list[Check] = [
    Emphasis(find="unrendered"),
    Emphasis(find="unbalanced"),
    Fence(),
    Footnote(),
    HtmlTags(elements=("div", "b")),
    Link(address=ADDRESS),
    Table(),
    TemplateTags(syntax="liquid", paired=("if",)),
    Wrapper(languages=("md",)),
]
MARKUP = (
    "```md\n**「豆」**です。**麦\n\n[豆] (http://example.com) と[麦](http://exa[^1]\n\n"
    "| 一 | 二 |\n| -- |\n\n<div>{% if 豆 %}\n```\n"
)
SCOPE = Scope(any_language=True)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: type(check).__name__)
def test_plain_text_has_no_markup(check: Check) -> None:
    assert list(check.look(Document(Source(MARKUP), flavor=FLAVORS["kramdown"], plain=True), SCOPE)) == []


@pytest.mark.parametrize(
    ("check", "piece"),
    [
        (Brackets(pairs=("「」", "（）"), narrow={"（）": "()"}), "「あ（い)う"),
        (Brackets(pairs=("「」", "（）"), narrow={"（）": "()"}), "（"),
        (Emphasis(find="unrendered"), "**「豆」**と"),
        (Emphasis(find="unbalanced"), "豆** "),
        (Link(address=ADDRESS), "[豆] (http://a "),
        (HtmlTags(elements=("div", "b")), "豆<b>"),
    ],
)
def test_ten_thousand_in_a_line(check: Check, piece: str) -> None:
    document = Document(Source(piece * 10_000))
    assert len(list(check.look(document, SCOPE))) <= 10_000


@pytest.mark.parametrize("text", ["を****両**つ*****", "****", "** ****", "**あ******い**"])
def test_marks_with_nothing_between_them_are_no_failure(text: str) -> None:
    for find in ("unrendered", "unbalanced"):
        list(Emphasis(find=find).look(Document(Source(text)), SCOPE))  # type: ignore[arg-type]
