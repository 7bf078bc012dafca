from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from jplint.report import Options, Run, load
from jplint.report.located import FileReport, LocatedRelated, Position, Summary

JAPANESE = """\
docs/入門.md
  1:3   警告    見出しが短い。  outline/vague
     1 | # 見出し
       |   ^^^^^^

  3:7   情報    「吉」と書けます。  word/variant
     3 | 👨‍👩‍👧と𠮷野家で    か\u3099くせいが待つ。
       |     ^^^^^^

  3:13  エラー  濁点が離れています。  text/decomposed
     3 | 👨‍👩‍👧と𠮷野家で    か\u3099くせいが待つ。
       |                 ^^

  4:3   警告    似た項目が続きます。  repeat/list
     4 | - 一つ目
       |   ^^^^^^ … 5行目まで
       ↳ 3行目: 最初の例
       ↳ posts/別 a.md:1:1: 別の例

  7:4   エラー  途中で終わっています。  ending/cut
     7 | おわり
       |       ^

✖ エラー 2件、警告 2件、情報 1件、検査できなかったファイル 1件（2ファイル、0.46秒）
"""


def test_the_sample_in_japanese(show, reports):
    assert show("text", reports) == JAPANESE


def test_the_sample_in_english(show, reports):
    out = show("text", reports, language="en")
    assert "  4:3   warning  似た項目が続きます。  repeat/list\n" in out
    assert "       |   ^^^^^^ … to line 5\n       ↳ line 3: 最初の例\n" in out
    assert out.endswith("✖ 2 errors, 2 warnings, 1 info, 1 file could not be linted (2 files, 0.46 s)\n")


def test_colour_only_adds_colour(show, reports):
    painted = show("text", reports, color=True)
    assert painted.startswith("\x1b[1;4mdocs/入門.md\x1b[0m\n")
    assert "\x1b[33m^^^^^^\x1b[0m" in painted
    assert re.sub("\x1b\\[[0-9;]*m", "", painted) == JAPANESE


def test_a_clean_run_says_one_line(show):
    total = Summary(files=1200, errors=0, warnings=0, infos=0, failed=0, seconds=1.0)
    assert show("text", [FileReport("a.md")], total) == "✔ 指摘はありません（1,200ファイル、1.00秒）\n"
    assert show("text", [FileReport("a.md")], total, language="en") == "✔ nothing found (1,200 files, 1.00 s)\n"


@pytest.mark.parametrize(
    ("errors", "warnings", "expected"),
    [(1, 1, "✖ 1 error, 1 warning, 3 infos"), (0, 2, "▲ 2 warnings, 3 infos"), (0, 0, "● 3 infos")],
)
def test_the_last_line_has_the_sign_of_the_gravest(show, errors, warnings, expected):
    total = Summary(files=1, errors=errors, warnings=warnings, infos=3, failed=0, seconds=0)
    assert show("text", [], total, language="en") == f"{expected} (1 file, 0.00 s)\n"


def test_a_failed_file_is_no_clean_run(show):
    total = Summary(files=0, errors=0, warnings=0, infos=0, failed=1, seconds=0)
    out = show("text", [FileReport("a.md", failure="なし")], total, language="en", color=True)
    assert out == "\x1b[31m✖ 1 file could not be linted\x1b[0m (0 files, 0.00 s)\n"


def test_lines_fit_the_terminal(show, mark):
    found = mark("前" * 500 + "⟦中⟧" + "後" * 500)
    lines = show("text", [FileReport("a.md", (found,))], width=60).split("\n")
    assert lines[2] == "      1 | …" + "前" * 11 + "中" + "後" * 12 + "…"
    assert lines[3] == "        |  " + " " * 22 + "^^"


def test_full_width_space_at_the_end_of_a_line_is_kept(show, mark):
    lines = show("text", [FileReport("a.md", (mark("行末⟦　⟧\n次"),))]).split("\n")
    assert lines[2:4] == ["    1 | 行末　", "      |     ^^"]


def test_an_empty_line_has_no_space_after_the_bar(show, mark):
    lines = show("text", [FileReport("a.md", (mark("おわり\n⟦⟧"),))]).split("\n")
    assert lines[2:4] == ["    2 |", "      | ^"]


def test_many_related_places_are_counted(show, mark):
    place = Position(0, 1, 1, 0)
    many = tuple(LocatedRelated(None, place, place, f"例{i}") for i in range(9))
    out = show("text", [FileReport("a.md", (replace(mark("⟦あ⟧"), related=many),))])
    assert out.count("↳") == 6
    assert "↳ ほか4か所\n" in out


def test_a_file_is_written_before_the_next_is_linted(reports, summary):
    seen: list[str] = []

    def files():
        for report in [reports[0], reports[0]]:
            seen.append(report.path)
            yield report

    for name in ("text", "concise", "json", "lsp"):
        seen.clear()
        pieces = load(name).render(Run(files(), lambda: summary, Options()))
        while "入門" not in (piece := next(pieces)) and "%E5" not in piece:
            pass
        assert len(seen) == 1, name


def test_many_findings_of_a_kind_are_told_in_one_line(show, mark):
    text = "一\n" * 20
    found = [mark(f"{text[: 2 * line]}⟦一⟧\n{text[2 * line + 2 :]}") for line in range(16)]
    shown = show("text", [FileReport("a.md", tuple(found))])
    assert "  3:1  情報  message" in shown
    assert "  4:1  情報  message" not in shown
    assert "       ほか13件: 4, 5, 6, 7, 8, 9, 10, 11 …行  group/rule\n" in shown
    assert show("text", [FileReport("a.md", tuple(found))], every=True).count("message") == 16
    assert show("text", [FileReport("a.md", tuple(found[:4]))]).count("message") == 4


def test_a_run_over_many_files_ends_with_what_says_most(show):
    most = {"rules": (("a/b", 9), ("c/d", 3)), "paths": (("docs/入門.md", 12),)}
    total = Summary(files=30, errors=0, warnings=12, infos=0, failed=0, seconds=1.0, **most)
    assert show("text", [], total).endswith("\n  多い規則: a/b 9, c/d 3\n  多いファイル: docs/入門.md 12\n")
    assert "多い" not in show("text", [], replace(total, files=3))
