"""The help is in the reader's language, and the shell completes what can follow."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from jplint.cli import help as japanese
from jplint.cli.main import COMMANDS, program

JAPANESE = re.compile("[ぁ-ん]")


def commands(command: click.Command) -> Iterator[click.Command]:
    yield command
    if isinstance(command, click.Group) and command is not program:
        for one in command.commands.values():
            yield from commands(one)


def every_command() -> list[click.Command]:
    loaded = [importlib.import_module(f"jplint.cli.{name}").command for name in COMMANDS]
    return [one for top in (program, *loaded) for one in commands(top)]


def test_every_help_text_is_translated() -> None:
    texts = [*COMMANDS.values()]
    for command in every_command():
        texts += [command.help or "", command.short_help or ""]
        texts += [parameter.help or "" for parameter in command.params if isinstance(parameter, click.Option)]
    paragraphs = {one for text in texts for one in text.split("\n\n") if one.strip()}
    assert [one for one in paragraphs if not JAPANESE.search(japanese.said(one))] == []


@pytest.mark.parametrize(("language", "text"), [("ja_JP.UTF-8", "安全な修正を行い"), ("en_US.UTF-8", "Make the safe")])
def test_help(language: str, text: str) -> None:
    environment = {**os.environ, "LANG": language, "PYTHONUTF8": "1"}
    for arguments in (["--help"], ["lint", "--help"]):
        done = subprocess.run(
            [sys.executable, "-m", "jplint", *arguments], env=environment, capture_output=True, encoding="utf-8",
            check=True,
        )  # fmt: skip
        assert text in done.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("jplint exp", "explain"),
        ("jplint --form", "--format"),
        ("jplint --format conc", "concise"),
        ("jplint --select integrity/dang", "integrity/dangling-fragment"),
        ("jplint --select style,integrity/dang", "style,integrity/dangling-fragment"),
        ("jplint explain style/", "style/mixed-style"),
        ("jplint baseline pru", "prune"),
    ],
)
def test_completion(words: str, expected: str) -> None:
    environment = {
        **os.environ,
        "_JPLINT_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-m", "jplint"], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert f"plain,{expected}" in done.stdout.split("\n")
