from __future__ import annotations

import re

import pyromark
import pytest

from jplint.report.format.github import SUMMARY_LIMIT
from jplint.report.located import FileReport
from jplint.report.markdown import MESSAGE_LIMIT, escape

EXPECTED = """\
::error file=docs/入門.md,line=3,col=13,endLine=3,endColumn=14,title=text/decomposed::濁点が離れています。
::error file=docs/入門.md,line=7,col=4,endLine=7,endColumn=4,title=ending/cut::途中で終わっています。
::error file=docs/bad.md::UTF-8 ではありません（3行目）。
::warning file=docs/入門.md,line=1,col=3,endLine=1,endColumn=6,title=outline/vague::見出しが短い。
::warning file=docs/入門.md,line=4,endLine=5,title=repeat/list::似た項目が続きます。
::notice file=docs/入門.md,line=3,col=7,endLine=3,endColumn=10,title=word/variant::「吉」と書けます。
"""


@pytest.fixture(autouse=True)
def step(tmp_path, monkeypatch):
    """The summary file of the step, which is set but not there yet."""
    path = tmp_path / "step.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """A workflow command as the runner reads it (actions/runner, ActionCommand.TryParseV2)."""
    match = re.fullmatch("::([a-z]+) ([^\r\n]*?)::([^\r\n]*)", line)
    assert match
    command, listed, message = match.groups()
    properties = dict(pair.split("=", 1) for pair in listed.split(","))
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        properties = {key: value.replace(code, character) for key, value in properties.items()}
        if character not in ":,":
            message = message.replace(code, character)
    return command, properties, message


def test_the_sample_with_the_gravest_first(show, reports):
    assert show("github", reports) == EXPECTED


def test_nothing_for_a_clean_run(show):
    assert show("github", [FileReport("a.md")]) == ""


def test_escapes_come_back_as_they_were(show, mark):
    found = mark("⟦あ⟧", "100%: a,b\r\n::error::x%0A", rule="a/b:c,d%")
    out = show("github", [FileReport("a,b:c%\n.md", (found,))])
    assert out == (
        "::notice file=a%2Cb%3Ac%25%0A.md,line=1,col=1,endLine=1,endColumn=2,title=a/b%3Ac%2Cd%25"
        "::100%25: a,b%0D%0A::error::x%250A\n"
    )
    command, properties, message = parsed(out[:-1])
    assert (command, properties["file"], properties["title"]) == ("notice", "a,b:c%\n.md", "a/b:c,d%")
    assert message == "100%: a,b\r\n::error::x%0A"


def test_columns_only_where_the_runner_takes_them(show, mark):
    def region(marked: str) -> dict[str, str]:
        _, properties, _ = parsed(show("github", [FileReport("a.md", (mark(marked),))])[:-1])
        return {key: properties[key] for key in properties if key not in {"file", "title"}}

    assert region("あ⟦い⟧") == {"line": "1", "col": "2", "endLine": "1", "endColumn": "3"}
    assert region("あ⟦い\nう⟧") == {"line": "1", "endLine": "2"}
    assert region("あ⟦い\n⟧う") == {"line": "1", "col": "2", "endLine": "1"}


def many(mark, count: int) -> list[FileReport]:
    severities = ["info", "warning", "error"]
    return [FileReport(f"{i:05}.md", (mark("⟦あ⟧", f"m{i}", severity=severities[i % 3]),)) for i in range(count)]


def test_ten_of_a_kind_and_the_number_of_the_others(show, mark):
    *commands, last = show("github", many(mark, 75), language="en").splitlines()
    kinds = [parsed(line)[0] for line in commands]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert [parsed(line)[2] for line in commands[:3]] == ["m2", "m5", "m8"]
    assert last == "45 more findings."


def test_ten_are_shown_without_a_word(show, mark):
    assert len(show("github", many(mark, 30)).splitlines()) == 30


def test_the_step_summary(show, reports, step):
    step.write_text("before\n", encoding="utf-8")
    show("github", reports)
    assert (
        step.read_text(encoding="utf-8")
        == """\
before
## jplint

エラー 2件、警告 2件、情報 1件、検査できなかったファイル 1件（2ファイル、0.46秒）

| 件数 | 重大度 | 規則 |
| --- | --- | --- |
| 1 | エラー | text/decomposed |
| 1 | エラー | ending/cut |
| 1 | 警告 | outline/vague |
| 1 | 警告 | repeat/list |
| 1 | 情報 | word/variant |

| 場所 | 重大度 | 規則 | 内容 |
| --- | --- | --- | --- |
| docs/入門.md:3:13 | エラー | text/decomposed | 濁点が離れています。 |
| docs/入門.md:7:4 | エラー | ending/cut | 途中で終わっています。 |
| docs/bad.md | エラー |  | UTF-8 ではありません（3行目）。 |
| docs/入門.md:1:3 | 警告 | outline/vague | 見出しが短い。 |
| docs/入門.md:4:3 | 警告 | repeat/list | 似た項目が続きます。 |
| docs/入門.md:3:7 | 情報 | word/variant | 「吉」と書けます。 |
"""
    )


def test_a_rule_with_a_page_is_a_link(show, mark, step):
    safe = mark("⟦あ⟧", rule="a/b", url="https://example.org/a?b=1#c")
    hostile = [
        mark("⟦あ⟧", rule="c/d", url=url)
        for url in ("javascript:alert(1)", "https://x/) [y](https://z", "https://x/|", "https://x/\n# x")
    ]
    show("github", [FileReport("a.md", (safe, *hostile))])
    text = step.read_text(encoding="utf-8")
    assert text.count("[a/b](https://example.org/a?b=1#c)") == 2
    assert text.count("](") == 2


@pytest.mark.parametrize(
    "text",
    [
        "a | b",
        "`code` ``",
        "<script>alert(1)</script> <!-- x -->",
        "**太字** _x_ ~~y~~ ***",
        "[リンク](https://example.org) ![画像](x.png) <https://example.org>",
        "$x$ & &amp; \\| \\",
        "# 見出し - x > y",
    ],
)
def test_markdown_in_a_cell_means_nothing(text):
    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_MATH
    table = f"| a | b |\n| --- | --- |\n| {escape(text)} | 終 |\n"
    events = [event for event in pyromark.events(table, options=options) if isinstance(event, dict)]
    assert {next(iter(event)) for event in events} == {"Start", "End", "Text"}
    cells = "".join("|" if event == {"End": "TableCell"} else event.get("Text", "") for event in events)
    assert cells == f"a|b|{text}|終|"


def test_a_newline_does_not_end_a_row():
    assert escape("a\nb\r\nc\rd") == "a↵b↵c&#60;U+000D&#62;d"


def test_a_long_message_is_cut(show, mark, step):
    show("github", [FileReport("a.md", (mark("⟦あ⟧", "長" * (MESSAGE_LIMIT + 1)),))])
    assert f"| {'長' * MESSAGE_LIMIT}… |" in step.read_text(encoding="utf-8")


def test_the_step_summary_keeps_to_the_limit_with_what_was_there(show, mark, step):
    before = "x" * 300_000 + "\n"
    step.write_text(before, encoding="utf-8")
    found = mark("⟦あ⟧", "長い説明" * 100)
    show("github", [FileReport("a.md", (found,) * 2000)], language="en")
    assert SUMMARY_LIMIT - 2000 < step.stat().st_size <= SUMMARY_LIMIT
    text = step.read_text(encoding="utf-8")
    more = re.search(r"\n\n([\d,]+) more findings\.\n$", text)
    assert more
    assert text.count("\n| a.md:1:1 |") + int(more[1].replace(",", "")) == 2000


def test_a_full_step_summary_is_left_alone(show, reports, step):
    step.write_bytes(b"x" * SUMMARY_LIMIT)
    assert show("github", reports) == EXPECTED
    assert step.stat().st_size == SUMMARY_LIMIT


def test_a_step_summary_that_cannot_be_written_is_said_in_plain_words(show, reports, step):
    step.mkdir()
    out = show("github", reports, language="en")
    assert out.startswith(EXPECTED)
    assert out.removeprefix(EXPECTED).startswith("The step summary could not be written: ")
    assert out.count("\n") == EXPECTED.count("\n") + 1


def test_without_the_variable_there_is_no_summary(show, reports, step, monkeypatch):
    monkeypatch.delenv("GITHUB_STEP_SUMMARY")
    show("github", reports)
    assert not step.exists()
