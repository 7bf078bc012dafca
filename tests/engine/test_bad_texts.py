"""Everything that can be wrong with one file: each costs that file alone, and no text is too strange to be linted."""

from __future__ import annotations

import gc
import os
import socket
import sys
from pathlib import Path
from time import perf_counter

import pytest
from running import ONLY, failures

import jplint
from jplint.run import read
from jplint.run.discover import Target
from jplint.run.files import lint_files
from jplint.run.profile import Plan


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        (b"\x82\xa0\n", "not-utf-8", 1),
        ("一\n二".encode() + b"\xe3\x81\n", "not-utf-8", 2),
        (b"\xff\xfeA\0", "utf-16", 1),
        (b"\xfe\xff0B", "utf-16", 1),
        (b"a\nb\0c", "binary", 2),
        (b"\xed\xa0\x80", "not-utf-8", 1),
    ],
)
def test_bytes_that_are_no_text(lint, data: bytes, reason: str, line: int) -> None:
    outcome = lint({"a.md": data, "b.md": "誤字\n"})["a.md"]
    assert (outcome.failure.reason, outcome.failure.line) == (reason, line)
    assert outcome.diagnostics == ()


def test_a_huge_file_is_refused_and_not_read(lint, tmp_path: Path) -> None:
    with (tmp_path / "huge.md").open("wb") as file:
        file.truncate(50_000_000)
    assert failures(lint({"a.md": "よい。\n"})) == {"huge.md": "too-large"}


def test_the_limit_itself_is_within(lint) -> None:
    config = f"{ONLY}max-file-size: 9\n"
    assert failures(lint({"jplint.yaml": config, "a.md": "誤字。", "b.md": "誤字。\n"})) == {"b.md": "too-large"}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_what_is_no_regular_file_is_refused(lint, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind("socket.md")
    (tmp_path / "device.md").symlink_to("/dev/zero")
    lint({})
    names = ["pipe.md", "folder.md", "socket.md", "device.md"]
    outcomes = list(lint_files([Target(name) for name in names], Plan(), jobs=1))
    listening.close()
    assert [outcome.failure.reason for outcome in outcomes] == ["not-regular"] * 4


def test_a_file_that_vanished(lint) -> None:
    lint({"a.md": "よい。\n"})
    [outcome] = lint_files([Target("gone.md")], Plan())
    assert outcome.failure.reason == "missing"


def test_a_file_that_may_not_be_read(lint, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def refuse(path, *args):
        if str(path).endswith("a.md"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *args)

    monkeypatch.setattr(read.os, "open", refuse)
    outcomes = lint({"a.md": "よい。\n", "b.md": "誤字\n"})
    assert outcomes["a.md"].failure.say("en") == "cannot be read: Permission denied"
    assert outcomes["b.md"].worst == "error"


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has a file that can be opened and not read")
def test_a_file_that_breaks_while_it_is_read() -> None:
    with pytest.raises(read.UnreadableError) as error:
        read.source(Target("/proc/self/mem"), 100)
    assert error.value.failure.reason == "unreadable"


@pytest.mark.parametrize("around", ["{}い\n", "## {}\n", "- {}\n", "{}。\n"])
def test_nested_brackets_take_linear_time(around: str) -> None:
    """An expression that looks from each opening bracket to the end takes the square of their number."""
    linter = jplint.Linter()

    def seconds(depth: int) -> float:
        """The least of three, each of another text: what was linted once is remembered."""
        took = []
        gc.collect()
        gc.disable()  # what other tests have left in memory is looked through again and again
        for kana in "あいう":
            start = perf_counter()
            linter.lint_text(around.format("「（" * depth + kana + "）」" * depth))
            took.append(perf_counter() - start)
        gc.enable()
        return min(took)

    seconds(100)
    assert seconds(16_000) < 10 * max(seconds(4_000), 0.02)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\r", id="one carriage return"),
        pytest.param("---\n", id="an opening fence"),
        pytest.param("---\ntitle: x\n---\n", id="front matter alone"),
        pytest.param("あ" * 350_000, id="a line of a megabyte"),
        pytest.param("あいう。" * 100_000, id="a line of many sentences"),
        pytest.param(">" * 10_000 + " 引用\n", id="nested quotes"),
        pytest.param("- " * 10_000 + "項目\n", id="nested lists"),
        pytest.param("[" * 50_000 + "]" * 50_000, id="brackets"),
        pytest.param("*" * 50_000 + "あ" + "*" * 50_000, id="stars"),
        pytest.param("「" * 50_000, id="opening brackets"),
        pytest.param("<" * 50_000, id="less-than signs"),
        pytest.param("<!--" * 20_000, id="comments that never end"),
        pytest.param("`" * 30_000 + "あ", id="backticks"),
        pytest.param("|" * 30_000 + "\n" + "|-" * 30_000 + "\n", id="a wide table"),
        pytest.param("a: &a [*a]\n", id="an alias of itself"),
        pytest.param("---\n" + "a: {" * 20_000 + "\n---\n", id="nested front matter"),
        pytest.param(
            "---\na: &a [x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a]\n" for n in range(50)) + "---\n", id="aliases"
        ),
        pytest.param("\U0001f468\u200d\U0001f469" * 20_000, id="emoji"),
        pytest.param("か\u3099" * 50_000, id="combining marks"),
        pytest.param("\ue000\ufffc\u202e\x1b[31m", id="private use and controls"),
    ],
)
def test_hostile_texts_are_linted(lint, text: str) -> None:
    outcomes = lint({"a.md": text, "b.mdx": text, "c.txt": text}, no_config=True)
    assert not failures(outcomes)
    assert not [outcome.rule_failures for outcome in outcomes.values() if outcome.rule_failures]
