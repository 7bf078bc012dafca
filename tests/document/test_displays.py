"""What stands on lines of its own and is seen, but is no prose: formulas and template tags are blocks."""

from __future__ import annotations

import pytest

from jplint.analysis.flow import display
from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.document.markdown.mask import find
from jplint.text.source import Source


def blocks(text: str, flavor: str = "gfm") -> list[tuple[str, str | None, int]]:
    document = Document(Source(text), "a.md", FLAVORS[flavor])
    for number, block in enumerate(document.blocks):
        assert all(passage.block == number for passage in block.passages)
    return [(block.kind, display(block), len(block.containers)) for block in document.blocks]


@pytest.mark.parametrize(
    "formula",
    ["$$\nx = 1\n$$", "$$x = 1$$", "\\[\nx = 1\n\\]", "\\begin{align*}\nx\n\\end{align*}", "```math\nx\n```"],
)
def test_a_formula_on_lines_of_its_own_is_shown(formula: str) -> None:
    seen = blocks(f"式は、\n\n{formula}\n\nとなります。\n")
    assert [shown for _, shown, _ in seen] == [None, "math", None]


def test_a_formula_without_blank_lines_parts_paragraphs() -> None:
    assert [kind for kind, _, _ in blocks("式は、\n$$\nx\n$$\nです。\n")] == ["paragraph", "math", "paragraph"]


def test_a_formula_stands_where_its_neighbours_stand() -> None:
    assert [depth for _, _, depth in blocks("- 項目は、\n\n  $$\n  x\n  $$\n\n  です。\n\n$$x$$\n")] == [2, 2, 2, 0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![図](a.png)", "image"),
        ("https://example.com/", "embed"),
        ("@[youtube](abc)", "embed"),
        ("[記事の題](https://example.com/)", "embed"),
        ("[記事](https://example.com/)を読む。", None),
        ("| a |\n| - |\n| b |", "table"),
        ("<figure></figure>", "html"),
        ("***", None),
    ],
)
def test_what_a_block_shows(text: str, shown: str | None) -> None:
    assert [one for _, one, _ in blocks(f"{text}\n")] == [shown]


def test_template_tags_are_shown_and_comments_are_not() -> None:
    tags = "{% include a.html %}\n\n{% comment %}x{% endcomment %}\n\n{:.lead}\n"
    assert [kind for kind, _, _ in blocks(tags, "kramdown")] == ["template"]


def test_a_tab_may_follow_a_closing_fence() -> None:
    assert [kind for kind, _, _ in blocks("```\na\n```\t\n\n本文。\n")] == ["code", "paragraph"]


@pytest.mark.parametrize("flavor", ["gfm", "zenn"])
def test_prices_in_a_table_are_no_formula(flavor: str) -> None:
    text = "| T | I ($/1M) | O ($/1M) |\n| --- | --- | --- |\n| a | $3 | $15 |\n"
    [table] = Document(Source(text), "a.md", FLAVORS[flavor]).blocks
    assert table.rows == (3, 3)
    assert [cell.text for cell in table.passages] == ["T", "I ($/1M)", "O ($/1M)", "a", "$3", "$15"]


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("値段は$5から、one for $3 and US$です。", []),
        ("質量は$10^{-3}$で、$2x$と$2$です。", ["$10^{-3}$", "$2x$", "$2$"]),
        ("$P(A|B)$です。", ["$P(A|B)$"]),
        ("| a | b |\n| - | - |\n| $P(A|B)$ | $x$ |\n", ["$x$"]),
    ],
)
def test_what_is_a_formula(text: str, formulas: list[str]) -> None:
    assert [text[slice(*mask.span)] for mask in find(text, 0, FLAVORS["zenn"])] == formulas


def test_a_fence_ends_no_code_span() -> None:
    found = blocks("雨```\n```\n{% x %}", "docusaurus")
    assert [kind for kind, _, _ in found] == ["paragraph", "code"]
