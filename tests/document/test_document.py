"""Markdown to blocks and passages: what a reader sees, and where each character of it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.document.prose.morpheme import PLACEHOLDER
from jplint.text.source import Source

P = PLACEHOLDER


def document(text: str, flavor: str = "gfm", *, plain: bool = False) -> Document:
    return Document(Source(text), "a.md", FLAVORS[flavor], plain=plain)


def seen(text: str, flavor: str = "gfm") -> list[tuple[str, str]]:
    return [(one.place, one.text) for one in document(text, flavor).passages]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("雨が**降る**。", [("body", "雨が降る。")]),
        ("雨が`rain`です。", [("body", f"雨が{P}です。")]),
        ("雨は[空](http://a.jp/あ)から\n降る。", [("body", "雨は空から降る。")]),
        ("雨 and\nsnow と\n雪", [("body", "雨 and snow と雪")]),
        ("雨  \n雪", [("body", "雨\n雪")]),
        ("雨\\\n雪<br>霧", [("body", "雨\n雪\n霧")]),
        ("雨![雪](a.png)と<b>霧</b>&amp;\\*", [("body", "雨と霧&*")]),
        ("雨 https://a.jp/x?y=1。雪", [("body", f"雨 {P}。雪")]),
        ("雨[^a]。\n\n[^a]: 注", [("body", "雨。"), ("footnote", "注")]),
        ("# 題 **強** `c`\n\n題\n---\n", [("heading", f"題 強 {P}"), ("heading", "題")]),
        (
            "- 雨\n- **雪**: 白\n\n  続き\n  - 霧",
            [("list", "雨"), ("list", "雪: 白"), ("list", "続き"), ("list", "霧")],
        ),
        ("> 雨\n> 雪", [("quote", "雨雪")]),
        ("|雨|雪|\n|-|-|\n|a|\\||", [("table", "雨"), ("table", "雪"), ("table", "a"), ("table", "|")]),
        ("**「雨」**です。", [("body", "「雨」です。")]),
        ("**雨", [("body", "**雨")]),
        ("- [ ] 雨", [("list", "雨")]),
        ("```\n雨\n```\n\n    雪\n\n<div>\n霧\n</div>\n", []),
        ("$$\n雨\n$$\n\n価格は$100から$200です。", [("body", "価格は$100から$200です。")]),
        ("式は$x^2$です。", [("body", f"式は{P}です。")]),
        (":::message\n雨\n:::\n", [("body", "雨")]),
    ],
)
def test_prose_is_what_a_reader_sees(text: str, expected: list[tuple[str, str]]) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    ("text", "flavor", "expected"),
    [
        ("{% include a.html %}\n雨\n", "kramdown", ["雨"]),
        ("雨は{{ page.title }}です。", "kramdown", [f"雨は{P}です。"]),
        ("雨\n{: .note}\n\n雪{: #x}", "kramdown", ["雨", f"雪{P}"]),
        ("{% raw %}\n雨\n{% endraw %}\n\n雪", "kramdown", ["雪"]),
        ("```\n{% raw %}\n```\n\n雨\n\n```\n{% endraw %}\n```", "kramdown", ["雨"]),
        ('{{< figure src="雨.png" >}}\n\n雪{{% note %}}', "hugo", [f"雪{P}"]),
        ("import A from 'a'\n\n雨{x}\n\n{/* 雪 */}\n", "mdx", [f"雨{P}"]),
        ("雨は{{ x }}です。", "gfm", ["雨は{{ x }}です。"]),
    ],
)
def test_template_syntax_is_no_prose(text: str, flavor: str, expected: list[str]) -> None:
    assert [one for _, one in seen(text, flavor)] == expected


@pytest.mark.parametrize(("flavor", "literal"), [("gfm", True), ("kramdown", False)])
def test_emphasis_that_commonmark_refuses_is_kept_apart(flavor: str, literal: bool) -> None:
    text = "これは**「雨」**です。"
    [passage] = document(text, flavor).passages
    [run] = passage.runs
    assert (run.kind, run.literal) == ("strong", literal)
    assert passage.text[run.start : run.end] == "「雨」"
    assert text[run.span.start : run.span.end] == "**「雨」**"


PIECES = [
    "雨", "𠮷", "😀", "か\u3099", "ｶﾞ", "a b", "**", "*", "`", "`x`", "\n", "\r\n", "\n\n", "  \n", "- ", "1. ",
    "> ", "# ",
    "|", "|-|-|\n", "[雪](http://a.jp)", "[^1]", "\n[^1]: ", "<b>", "<!-- x -->", "&amp;", "\\*", "。", "「", "」",
    "https://a.jp/あ", "$x$", "$$", "{{ x }}", "{% x %}", "{: .a}",
    ":::note\n", "```\n", "~~", "---\n", "![a](b)", "\t", "    ",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(sorted(FLAVORS)))
def test_every_character_of_prose_stands_where_it_says(pieces: list[str], flavor: str) -> None:
    text = "".join(pieces)
    doc = document(text, flavor)
    end = 0
    for number, block in enumerate(doc.blocks):
        assert end <= block.span.start <= block.span.end <= len(text)
        end = block.span.end if block.kind != "table" else end
        for passage in block.passages:
            assert passage.block == number
            last = 0
            for at, character in enumerate(passage.text):
                span = passage.source(at, at + 1)
                assert last <= span.start <= span.end <= len(text)
                last = span.start
                shown = text[span.start : span.end]
                assert shown == character or character in f"{P}\n " or shown.startswith(("&", "\\"))
            for run in passage.runs:
                assert 0 <= run.start <= run.end <= len(passage.text)
            for sentence in passage.sentences:
                assert passage.text[sentence.start : sentence.end] == sentence.text


def test_revealed_text_has_the_code_in_it() -> None:
    [passage] = document("`a`と`b`、https://a.jp/x。").passages
    assert passage.revealed(0, len(passage.text)) == "aとb、https://a.jp/x。"
    assert passage.revealed(2, 3) == "b"


def test_comments_outside_code() -> None:
    doc = document("雨<!-- a -->\n\n```\n<!-- b -->\n```\n\n`<!-- c -->`\n\n<!--\nd\n-->\n")
    assert [one.text.strip() for one in doc.comments] == ["a", "d"]


def test_plain_text_is_paragraphs_of_lines() -> None:
    text = "雨。\r\n　雪。\r\n\r\n\r\n**霧**。\n"
    doc = document(text, plain=True)
    assert [one.text for one in doc.passages] == ["雨。\n雪。", "**霧**。"]
    assert text[slice(*doc.passages[0].source(3, 5))] == "雪。"


@pytest.mark.parametrize(
    "text",
    [
        "> " * 10_000 + "雨", "- " * 5_000 + "雨", "`" * 100_000, "**" * 50_000 + "雨", "[" * 50_000,
        "{% raw %}\n" * 20_000,
        "```a\n" * 50_000, "雨" * 1_000_000,
    ],
    ids=["quotes", "lists", "ticks", "stars", "brackets", "raw", "fences", "one line"],
)  # fmt: skip
def test_hostile_nesting_is_read_to_its_end(text: str) -> None:
    doc = document(text, "kramdown")
    assert all(block.span.end <= len(text) for block in doc.blocks)
    assert doc.passages is not None
