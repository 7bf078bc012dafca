from __future__ import annotations

import unicodedata

import pytest

from jplint.report import formats
from jplint.report.located import FileReport
from jplint.report.terminal import Paint, pad, visible, width

HOSTILE = [
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)),
    *map(chr, (0x2028, 0x2029, 0x200B, 0xFEFF)),
]


@pytest.mark.parametrize("character", HOSTILE, ids=lambda c: f"U+{ord(c):04X}")
def test_what_a_screen_obeys_is_written_out(character):
    shown = visible(f"前{character}後")
    assert shown.startswith("前")
    assert shown.endswith("後")
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in shown)


def test_what_is_harmless_stays():
    text = "か\u3099 葛󠄀 👨‍👩‍👧 ☺️ 𠮷 全角　空白 ｱ—…"
    assert visible(text) == text


def test_a_newline_is_one_sign_and_other_controls_have_their_number():
    assert visible("a\r\nb\nc\x1b\x07") == "a↵b↵c<U+001B><U+0007>"
    assert visible("caf\udce9.md") == "caf<U+DCE9>.md"


@pytest.mark.parametrize("name", ["text", "concise", "github"])
@pytest.mark.parametrize("color", [False, True])
def test_no_hostile_character_reaches_the_screen(show, mark, name, color):
    bad = "".join(HOSTILE).replace("\n", "").replace("\r", "")
    found = mark(f"本文{bad}⟦{bad}⟧{bad}。", f"{bad}の前", rule=f"a/{bad}")
    out = show(name, [FileReport(f"{bad}.md", (found,))], color=color)
    for code in ("0", "1", "1;4", "2", "31", "32", "33", "36"):
        out = out.replace(f"\x1b[{code}m", "") if color else out
    assert "の前" in out
    assert not set(HOSTILE) - {"\n"} & set(out)


@pytest.mark.parametrize("name", formats())
def test_a_file_name_that_is_not_utf8_can_be_written(show, mark, name):
    files = [FileReport("caf\udce9.md", (mark("⟦あ⟧"),)), FileReport("\udce9.md", failure="\udce9.md: なし")]
    assert "caf" in show(name, files).encode("utf-8").decode()


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("日本", 4), ("ｱｲ", 2), ("か\u3099", 2), ("👨‍👩‍👧", 2), ("𠮷", 2), ("", 0), ("\u3099", 0)],
)
def test_width_is_that_of_the_terminal(text, columns):
    assert width(text) == columns
    assert width(pad(text, 9)) == 9


def test_paint_leaves_text_alone_without_colour():
    assert Paint(False)("error", "あ") == "あ"
    assert Paint(True)("error", "あ") == "\x1b[31mあ\x1b[0m"
    assert Paint(True)("error", "") == ""
