"""A body that begins with its title."""

from __future__ import annotations

import pytest

from jplint.checks.base import Scope
from jplint.checks.fields.repeats_field import RepeatsField
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.text.source import Source

STOP = (Regex.parse("。", trusted=True),)


def variants(
    title: str, body: str, flavor: str = "kramdown", field: str = "title", front: str = "title: "
) -> list[str]:
    document = Document(Source(f"---\n{front}{title}\n---\n\n{body}\n"), flavor=FLAVORS[flavor])
    check = RepeatsField(field=field, unless=STOP)
    return [match.variant for match in check.look(document, Scope(any_language=True))]


@pytest.mark.parametrize(
    ("body", "variant"),
    [
        ("夜行列車は、なぜ復活したのか？", "equal"),
        ("**夜行列車は なぜ復活したのか?**", "equal"),
        ("夜行列車は、なぜ復活したのか", "equal"),
        ("## 夜行列車は、なぜ復活したのか？", "heading"),
        ("# 夜行列車は、なぜ復活したのか？", "heading"),
        ("<!-- 印 -->\n\n夜行列車は、なぜ復活したのか？", "equal"),
        ("夜行列車は、なぜ復活したのか。", ""),
        ("夜行列車は、なぜ今また走るのか？", ""),
        ("夜行列車", ""),
        ("- 夜行列車は、なぜ復活したのか？", ""),
        ("前文\n\n夜行列車は、なぜ復活したのか？", ""),
        ("！？", ""),
        ("", ""),
    ],
)
def test_the_first_block_is_compared_with_the_title(body: str, variant: str) -> None:
    assert variants("夜行列車は、なぜ復活したのか？", body) == ([variant] if variant else [])


def test_a_large_part_of_the_title_counts() -> None:
    title = "2026年、夜行列車はなぜ復活したのか？がもたらす変化"
    assert variants(title, "夜行列車はなぜ復活したのか？") == ["contained"]
    assert variants(title, "夜行列車はなぜ") == []
    assert variants("夜行列車と船", "夜行列車") == [], "too short to be a title of its own"


def test_a_first_level_heading_is_fine_where_no_layout_prints_the_title() -> None:
    assert variants("夜行列車の復活", "# 夜行列車の復活", "gfm") == []
    assert variants("夜行列車の復活", "## 夜行列車の復活", "gfm") == ["heading"]


def test_the_field_may_be_nested_or_missing() -> None:
    assert variants("夜行列車の復活", "夜行列車の復活", field="seo.title", front="seo:\n  title: ") == ["equal"]
    assert variants("夜行列車の復活", "夜行列車の復活", field="description") == []
    document = Document(Source("夜行列車の復活\n"))
    assert not list(RepeatsField(field="title").look(document, Scope(any_language=True)))
