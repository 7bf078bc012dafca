"""The report at a narrow and at a wide terminal: the rule's id whole, nothing wider than the screen."""

from __future__ import annotations

import pytest

from jplint.report import Options, Run
from jplint.report.format import text
from jplint.report.located import Excerpt, FileReport, Located, Position, Summary
from jplint.report.terminal import width, wrapped

LONG = "「原稿の終わり」は14行目の「…ば、根が触れる面に薬が残って」の言い直しです。片方を消して一つの文にしてください。"


def shown(columns: int | None) -> list[str]:
    found = Located(
        "integrity/dangling-fragment", "error", LONG, Position(0, 14, 1, 0), Position(3, 14, 4, 3), None, (), "",
        Excerpt("庭の土が固いときは、掘り返すより上に積むほうが楽です。" * 5, 1, False),
    )  # fmt: skip
    summary = Summary(1, 1, 0, 0, 0, 0.1)
    run = Run([FileReport("a.md", (found,))], lambda: summary, Options(width=columns))
    return "".join(text.render(run)).split("\n")


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_nothing_is_wider_than_the_terminal(columns: int) -> None:
    lines = shown(columns)
    assert max(map(width, lines)) <= columns
    assert any("integrity/dangling-fragment" in line for line in lines)
    assert "".join(line.strip() for line in lines).count(LONG) == 1


def test_a_wide_terminal_has_message_and_rule_on_one_line() -> None:
    assert any(LONG in line and "integrity/dangling-fragment" in line for line in shown(200))


def test_where_there_is_no_terminal_nothing_is_broken() -> None:
    assert any(LONG in line and "integrity/dangling-fragment" in line for line in shown(None))


@pytest.mark.parametrize(
    ("given", "columns", "lines"),
    [
        ("これは長い。短い。", 10, ["これは長", "い。短い。"]),
        ("「あいうえお」です", 14, ["「あいうえお」", "です"]),
        ("前「括弧」", 4, ["前", "「括", "弧」"]),
        ("one two three", 8, ["one two", "three"]),
        ("", 10, []),
    ],
)
def test_where_a_line_breaks(given: str, columns: int, lines: list[str]) -> None:
    assert wrapped(given, columns) == lines
