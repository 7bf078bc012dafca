"""jplint on its own Japanese: messages, explanations and documentation keep the house style."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from jplint.cli import words as commands
from jplint.report import words as reports
from jplint.run import failure

ROOT = Path(__file__).parents[1]
TABLES = (commands._WORDS, reports._WORDS, failure._WORDS)


def found(*arguments: str, text: str = "") -> str:
    command = [sys.executable, "-m", "jplint", "--config", "house/jplint.yaml", "-q", *arguments]
    done = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_documentation_and_the_pages_of_the_rules() -> None:
    assert found("README.ja.md", "docs") == ""


def test_the_words_of_the_program() -> None:
    said = [words["ja"] for table in TABLES for words in table.values()]
    assert found("--select", "house", "-", text="\n\n".join(said)) == ""


@pytest.mark.parametrize("text", ["題名が切れている。", "見出しがあった。", "宛先がありません。"])
def test_what_is_not_in_the_house_style_is_found(text: str) -> None:
    assert found("-", text=f"{text}\n").count("house/") == 1


def test_the_rules_of_the_house_pass_their_cases() -> None:
    done = subprocess.run([sys.executable, "-m", "jplint", "test", "house/rules"], cwd=ROOT, check=False)
    assert done.returncode == 0
