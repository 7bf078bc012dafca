"""Documents without text: what is content, and which pages need none."""

from __future__ import annotations

import pytest

from jplint.checks.base import Scope
from jplint.checks.regex import Regex
from jplint.checks.structure.empty import Empty
from jplint.document.document import Document
from jplint.text.source import Source


def regex(source: str) -> Regex:
    return Regex.parse(source, trusted=True)


CHECK = Empty(ignore=(regex(r"^-+$"),), pages=(regex(r"^index\."),), fields={"layout": regex("^home$")})


def found(text: str, name: str = "a.md") -> list[tuple[str, tuple[int, int]]]:
    return [(match.variant, tuple(match.span)) for match in CHECK.look(Document(Source(text), name), Scope())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("nothing", (0, 0))]),
        (" \r\n\r\n", [("nothing", (0, 0))]),
        ("---\ntitle: 山\n---\n", [("front-matter", (0, 3))]),
        ("---\r\ntitle: 山\r\n---\r\n\r\n<!-- 一\r\n二 -->{/* 三 */}\r\n", [("front-matter", (0, 3))]),
        ("---\ntitle: 山\n---\n\n---\n", [("front-matter", (0, 3))]),
        ("---\nlayout: home\n---\n", []),
        ("---\ntitle: 山\n---\n![](a.png)\n", []),
        ("---\ntitle: 山\n---\n\n[山]: https://example.com\n", []),
        ("<!-- 山\n", []),
    ],
)
def test_what_is_content(text: str, expected: list[tuple[str, tuple[int, int]]]) -> None:
    assert found(text) == expected


def test_a_page_that_the_site_fills_needs_none() -> None:
    assert found("---\ntitle: 山\n---\n", "index.md") == []


def test_many_comments_are_read_once() -> None:
    assert found("<!-- " * 200_000) == []
    assert found("<!-- -->" * 100_000) == [("nothing", (0, 800_000))]
