"""Dictionaries of terms, prh's and jplint's own: what they find, what they offer, and what is wrong with one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import regex

from jplint import Linter
from jplint.rulebook import dictionary
from jplint.rulebook.yaml_tree import LoadError
from jplint.text import javascript
from jplint.text.javascript import JavaScriptError

PRH = """\
version: 1
imports: more.yml
rules:
  - Cookie
  - expected: サーバー
    pattern: /サーバ(?!ー)/
    prh: 長音を付ける
    specs: [{from: サーバ, to: サーバー}, {from: サーバー, to: サーバー}]
  - expected: js
    options: {wordBoundary: true}
    specs: [{from: 今日もJS祭り, to: 今日もjs祭り}, {from: altJS, to: altJS}]
  - expected: （$1）
    pattern: /\\(([^)]+)\\)/
  - expected: ハードウェア
    patterns: [ハードウエアー, ハードウエア]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "prh.yml").write_text(PRH, encoding="utf-8")
    (tmp_path / "more.yml").write_text(
        "rules: [{expected: 林檎, pattern: りんご}, {expected: Cookie, pattern: 菓子}]\n", "utf-8"
    )
    (tmp_path / "own.yaml").write_text("terms: [{expected: 窓, wrong: [まど, マド], note: 漢字で}]\n", encoding="utf-8")
    (tmp_path / "jplint.yaml").write_text(
        'dictionaries: [prh.yml, own.yaml]\nrules: {"*": off, terms: on}\n', encoding="utf-8"
    )
    return tmp_path


def found(folder: Path, text: str) -> list[str]:
    return [one.message for one in Linter().lint_text(text, str(folder / "a.md"))]


def fixed(folder: Path, text: str) -> str:
    return Linter().fix(text, str(folder / "a.md"), unsafe=True).text


def test_what_the_dictionaries_have_is_found_and_offered(folder: Path) -> None:
    text = "ＣＯＯＫＩＥと(箱)のサーバ、ハードウエアー、りんご、まど、altJSとJSです。\n"
    assert fixed(folder, text) == "Cookieと（箱）のサーバー、ハードウェア、林檎、窓、altJSとjsです。\n"
    assert found(folder, "サーバです。\n") == ["「サーバ」は「サーバー」と書きます。直してください（長音を付ける）。"]


def test_code_is_no_prose_and_a_term_of_ones_own_wins(folder: Path) -> None:
    assert found(folder, "`サーバ`と菓子です。\n\n```\nサーバ\n```\n") == []


def test_prhs_own_comment(folder: Path) -> None:
    assert found(folder, "サーバです。<!-- prh:disable -->\n\n<!-- prh:disable -->\nサーバです。\n") == []


def test_the_rules_of_a_dictionary_are_part_of_the_key(folder: Path) -> None:
    before = Linter().profile(str(folder / "a.md")).rulebook.key
    (folder / "more.yml").write_text("rules: [{expected: 林檎, pattern: リンゴ}]\n", encoding="utf-8")
    assert Linter().profile(str(folder / "a.md")).rulebook.key != before


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("rules:\n  - {expected: a, pattern: '/(/'}\n", (2, 28), "not a regular expression"),
        ("rules:\n  - {expected: a, pattern: '/a*/'}\n", (2, 28), "matches an empty text"),
        ("rules:\n  - {expected: a, pattern: '/a/q'}\n", (2, 28), "the flag q is not known"),
        ("rules:\n  - {pattern: a}\n", (2, 5), "a rule is a term, or a mapping with expected"),
        ("rules: a\n", (1, 8), "rules is a list"),
        ("imports: [no.yml]\n", (1, 11), 'there is no file "no.yml"'),
        ("imports: [prh.yml]\n", (0, 0), "imports itself"),
        ("terms: [{expected: a, wrong: [b], nota: c}]\n", (1, 9), 'unknown key "nota"'),
    ],
)
def test_a_dictionary_that_cannot_be_used(folder: Path, text: str, place: tuple[int, int], message: str) -> None:
    (folder / "prh.yml").write_text(text, encoding="utf-8")
    with pytest.raises(LoadError) as caught:
        dictionary.load(folder / "prh.yml", folder.resolve())
    assert (caught.value.line, caught.value.column) == place
    assert message in caught.value.message


def test_a_dictionary_outside_is_not_read(folder: Path) -> None:
    (folder / "inner").mkdir()
    (folder / "inner/prh.yml").write_text("imports: ../more.yml\n", encoding="utf-8")
    with pytest.raises(LoadError, match="leads out of the project"):
        dictionary.load(folder / "inner/prh.yml", (folder / "inner").resolve())


def test_the_others_go_on(folder: Path) -> None:
    (folder / "prh.yml").write_text("rules: a\n", encoding="utf-8")
    linter = Linter(strict=False)
    assert [one.message for one in linter.problems(str(folder / "a.md"))] == ["rules is a list"]
    assert len(linter.lint_text("まどです。\n", str(folder / "a.md"))) == 1


def test_examples_that_do_not_come_out(folder: Path) -> None:
    assert list(dictionary.failures(dictionary.load(folder / "prh.yml", folder.resolve()))) == []
    (folder / "prh.yml").write_text("rules: [{expected: 窓, pattern: まど, specs: [{from: まど, to: 門}]}]\n", "utf-8")
    [failed] = dictionary.failures(dictionary.load(folder / "prh.yml", folder.resolve()))
    assert failed.message == '"まど" becomes "窓", not "門"'


@pytest.mark.parametrize(
    ("written", "text", "finds"),
    [
        (r"/\bJS\b/", "今日もJS祭り", ["JS"]),
        (r"/\d+/", "12と１２", ["12"]),
        (r"/a\sb/", "a\u3000b", ["a\u3000b"]),
        (r"/[^]/", "\n", ["\n"]),
        (r"/\u{20BB7}\u3042/", "𠮷あ", ["𠮷あ"]),
        (r"/(?<first>a)\k<first>/", "aa", ["aa"]),
        (r"/\p{Script=Han}+/u", "漢字かな", ["漢字"]),
        (r"/ab/i", "AB", ["AB"]),
        (r"/[\w\-]+/", "a-b", ["a-b"]),
        (r"/[[a]/", "[", ["["]),
        (r"/(?<!a)b/", "ab b", ["b"]),
        (r"/\//", "a/b", ["/"]),
    ],
)
def test_expressions_of_javascript(written: str, text: str, finds: list[str]) -> None:
    literal = javascript.parse(written)
    assert literal is not None
    assert [one.group() for one in regex.finditer(javascript.translate(*literal), text, regex.MULTILINE)] == finds


@pytest.mark.parametrize("body", [r"[\W]", "[a"])
def test_expressions_that_cannot_be_said(body: str) -> None:
    with pytest.raises(JavaScriptError):
        javascript.translate(body)


@pytest.mark.parametrize(
    ("template", "result"), [("$1-$2", "b-"), ("$&!", "ab!"), ("$$1", "$1"), ("$3", "$3"), ("$12", "b2"), ("$<x>", "b")]
)
def test_replacements(template: str, result: str) -> None:
    assert re.match("a", "ab")
    assert javascript.replacement(template, ["b", ""], {"x": "b"}, "ab") == result
