"""The rule format: rules that are not jplint's own, in YAML alone; mistakes told with their place."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from textwrap import dedent

import pytest
import yaml

from jplint.rule_tests import cases
from jplint.rule_tests.coverage import gaps
from jplint.rulebook import store, yaml_tree
from jplint.rulebook.definitions import Shared
from jplint.rulebook.rule.compile import compile_rule
from jplint.rulebook.yaml_tree import LoadError

RULES = sorted(Path(__file__).with_name("rules").glob("*.yaml"))

GOOD = """\
summary: {ja: 句点の重なり, en: Doubled full stop}
why: {ja: 打ち間違いである。, en: A slip.}
severity: warning
default: trial
message:
  ja: 「{match}」は一つで足ります。
  en: One of “{match}” is enough.
text: [{match: 。。}]
tests:
  - bad: 雨が降る⟦。。⟧
  - bad: 雪が降る⟦。。⟧
  - good: 雨が降る。
  - good: 雪が降る。
    near: true
"""


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_yaml_alone_says_a_rule(path: Path) -> None:
    compiled = compile_rule(path.read_text(encoding="utf-8"), path.name, f"style/{path.stem}")
    failures = [f"{one.name}: {one.failure}" for one in cases.run(compiled) if one.failure]
    assert not failures, "\n".join(failures)


def error(text: str) -> LoadError:
    with pytest.raises(LoadError) as caught:
        compile_rule(text, "rules/style/x.yaml", "style/x")
    return caught.value


def test_the_good_file_is_good() -> None:
    compiled = compile_rule(GOOD, "x.yaml", "style/x")
    assert [one.failure for one in cases.run(compiled)] == [""] * 4


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (("severity:", "severty:"), (3, 1), 'unknown key "severty"; did you mean "severity"?'),
        (("severity: warning", "severity: grave"), (3, 11), '"grave" is not one of error, warning, info'),
        (("{match: 。。}", "{macth: 。。}"), (8, 9), 'unknown key "macth"; did you mean "match"?'),
        (
            ("{match: 。。}", "{match: '[。'}"),
            (8, 16),
            "not a regular expression: unterminated character set at character 1",
        ),
        (("「{match}」", "「{mach}」"), (6, 7), 'unknown name "{mach}"; did you mean "match"?'),
        (("「{match}」", "「{match」"), (6, 7), 'a single "{" (write it twice to have it in the text)'),
        (("「{match}」", "「{match|lema}」"), (6, 7), 'unknown filter "lema"'),
        (("default: trial", "default: trial\nin: [boddy]"), (5, 6), 'unknown place "boddy"; did you mean "body"?'),
        (("default: trial", "default: trial\ndefault: on"), (5, 1), 'the key "default" stands here twice'),
        (
            ("default: trial", "default: trial\nfix: {safe: true}"),
            (5, 6),
            "a fix has exactly one of replace, delete and from",
        ),
        (("text: [", "options: {mx: {ja: 数, en: n}}\ntext: ["), (8, 11), 'unknown option "mx"'),
        (("text: [{match: 。。}]", ""), (1, 1), "a rule has exactly one check"),
        (("why: {ja: 打ち間違いである。, en: A slip.}\n", ""), (1, 1), 'the key "why" is missing'),
        (("text: [{match: 。。}]", "pattern: '[lema=\"x\"]'"), (8, 10), 'did you mean "lemma"?'),
        (("text: [{match: 。。}]", "pattern: '\"a\"?'"), (8, 10), ""),
    ],
)
def test_what_is_wrong_is_said_with_its_place(change: tuple[str, str], place: tuple[int, int], message: str) -> None:
    found = error(GOOD.replace(*change))
    assert message in found.message
    assert (found.line, found.column) == place
    assert str(found).startswith(f"rules/style/x.yaml:{place[0]}:{place[1]}: ")


def test_an_error_shows_the_line() -> None:
    assert str(error(GOOD.replace("severity:", "severty:"))) == dedent(
        """\
        rules/style/x.yaml:3:1: unknown key "severty"; did you mean "severity"?
            severty: warning
            ^"""
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "summary: !!python/object/apply:os.system [ls]\n",
        "[" * 100 + "]" * 100,
        "summary: [\n",
        "\tsummary: x\n",
        "just text\n",
        "",
        "? [a, b]\n: c\n",
    ],
)
def test_hostile_yaml_is_refused(text: str) -> None:
    assert error(text).path == "rules/style/x.yaml"


def test_half_a_surrogate_pair_is_refused_without_libyaml_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    for text in (GOOD.replace("A slip.", r'"\uD800"'), GOOD.replace("severity:", r'"\uDFFF":')):
        assert (error(text).line, error(text).path) in ((2, "rules/style/x.yaml"), (3, "rules/style/x.yaml"))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_a_rule_file_that_is_no_regular_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "large.yaml").write_bytes(b"#" * (yaml_tree.MAX_BYTES + 1))
    files, errors = store.read(tmp_path, trusted=False)
    assert files == []
    assert [(Path(one.path).stem, one.message) for one in errors] == [
        ("gone", "cannot be read: No such file or directory"),
        ("large", "too large: at most 1,048,576 bytes are read"),
        ("pipe", "not a regular file"),
    ]


@pytest.mark.parametrize(
    ("look", "missing"),
    [
        ("text: [{match: 。。}]", []),
        ("text: [{match: 。。}, {match: ・・}]", [("text.1", "removed")]),
        ("text: {any: [{match: 。。}], unless: [雹]}", [("text.unless", "removed"), ("text.unless.0", "removed")]),
        ("text: {any: [{match: 。。}], first: false}", []),
        ('pattern: \'"。" "。" | "・" "・"\'', [("pattern", "removed")]),
        ("variants: {odd: {severity: error}}\ntext: [{match: 。。}, {match: ・・, as: odd}]", [
            ("text.1", "removed"), ("variants.odd", "unseen")]),
    ],
)  # fmt: skip
def test_a_part_that_no_case_needs_is_told(look: str, missing: list[tuple[str, str]]) -> None:
    compiled = compile_rule(GOOD.replace("text: [{match: 。。}]", look), "x.yaml", "style/x")
    found = [(".".join(map(str, gap.where)), gap.change) for gap in gaps(compiled) if gap.grave]
    assert found == missing


def test_a_case_without_its_fix_is_a_failure() -> None:
    text = GOOD.replace("text:", "fix: {replace: {match: 。}}\ntext:")
    failures = [one.failure for one in cases.run(compile_rule(text, "x.yaml", "style/x")) if one.failure]
    assert failures == ["it has a fix: say what the text is afterwards (fixed:)"] * 2


@pytest.mark.parametrize(
    ("look", "message"),
    [
        ("text: {any: [{match: 。。}], unless: $rein}", 'no word list and no definition "rein"; did you mean "rain"?'),
        ("text: [{match: '[[$rain]]'}]", 'the definition "rain" is no text'),
        ("text: [{match: $rain}]", "expected a regular expression, got list"),
    ],
)
def test_a_reference_that_leads_nowhere_is_told(look: str, message: str) -> None:
    shared = Shared({}, {"rain": ["雨", "雪"]})
    with pytest.raises(LoadError, match=re.escape(message)) as caught:
        compile_rule(GOOD.replace("text: [{match: 。。}]", look), "x.yaml", "style/x", shared)
    assert caught.value.line == 8


def test_definitions_are_put_in() -> None:
    shared = Shared({}, {"rain": ["雨", "雪"], "wet": "[雨雪]"})
    look = "text: {any: [{match: '[[$wet]]が降る。。'}], unless: [雹, $rain]}"
    check = compile_rule(GOOD.replace("text: [{match: 。。}]", look), "x.yaml", "style/x", shared).check
    assert [one.source for one in check.unless] == ["雹", "雨", "雪"]
    assert check.any[0].match.source == "[雨雪]が降る。。"


def test_a_word_list_is_used_by_name() -> None:
    text = GOOD.replace("text: [{match: 。。}]", "text: [{words: $rain}]").replace("雨が降る⟦。。⟧", "⟦霧雨⟧が降る。")
    text = text.replace("雪が降る⟦。。⟧", "⟦雨⟧が降る。").replace("- good: 雨が降る。", "- good: 風が吹く。")
    compiled = compile_rule(text, "x.yaml", "style/x", Shared({"rain": ("雨", "霧雨")}))
    assert not [one.failure for one in cases.run(compiled) if one.failure]
    with pytest.raises(LoadError, match='no word list and no definition "rain"; did you mean "rein"'):
        compile_rule(text, "x.yaml", "style/x", Shared({"rein": ("雨",)}))
