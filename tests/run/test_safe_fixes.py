"""A safe fix changes no meaning: the page keeps its headings, links, notes and code, and what no finding is in."""

from __future__ import annotations

import re
from pathlib import Path

import pyromark
import pytest

from jplint import Linter

ROOT = Path(__file__).parents[2]
TEXTS = sorted(path for name in ("examples", "tests/golden", "tests/clean") for path in (ROOT / name).rglob("*.md"))
OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES
COUNTED = ("<h[1-6]", "<a ", "<pre", "<sup", "<table", "<img", "<li")


def html(text: str) -> str:
    return pyromark.html(re.sub(r"\A(---|\+\+\+)\n.*?\n\1\n", "", text, flags=re.DOTALL), options=OPTIONS)


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_safe_fixes(linter: Linter, path: Path) -> None:
    data = path.read_bytes()
    if b"\r" in data.replace(b"\r\n", b""):
        pytest.skip("the renderer knows no lone carriage return")
    text = data.decode("utf-8").removeprefix("\ufeff")
    name = str(path)
    before = linter.lint_text(text, name)
    fixed = linter.fix(text, name)
    assert linter.fix(fixed.text, name).text == fixed.text
    assert not [one for one in fixed.left if one.fix and one.fix.safe]
    for tag in COUNTED:
        assert len(re.findall(tag, html(fixed.text))) == len(re.findall(tag, html(text)))
    touched = {text.count("\n", 0, one.span.start) for one in before if one.fix and one.fix.safe}
    lines = set(fixed.text.split("\n"))
    kept = [line for number, line in enumerate(text.split("\n")) if number not in touched]
    assert [line for line in kept if line not in lines and "jplint-" not in line] == []
