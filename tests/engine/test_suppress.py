"""Suppression in the text, through the entry that lints."""

from __future__ import annotations

from time import perf_counter

import pytest

from jplint.document.document import Document
from jplint.engine import lint as engine
from jplint.report.diagnostic import Diagnostic, diagnostics
from jplint.rulebook import store
from jplint.rulebook.rule.compile import compile_rule
from jplint.rulebook.rulebook import Catalog, Rulebook, select
from jplint.text.edit import apply
from jplint.text.source import Source

RULE = """\
summary: {ja: 句点の重なり, en: Doubled full stop}
why: {ja: 打ち間違いである。, en: A slip.}
severity: warning
default: on
aliases: [doubled-stop]
message:
  ja: 「{match}」は一つで足ります。
  en: One of “{match}” is enough.
text: [{match: 。。}]
"""


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    files, _ = store.read(store.bundled(), trusted=True)
    own = [
        compile_rule(file.text, file.name, file.name).spec
        for file in files
        if file.name.startswith(("suppression/", "engine/"))
    ]
    specs = [*own, compile_rule(RULE, "stop.yaml", "style/stop").spec]
    specs.append(
        compile_rule(RULE.replace("。。", "、、").replace("doubled-stop", "comma"), "c.yaml", "style/comma").spec
    )
    return select(Catalog(specs), {})


def lint(given: Document, rules: Rulebook) -> tuple[Diagnostic, ...]:
    return diagnostics(engine.lint(given, rules), given.lines, rules)


def found(text: str, rulebook: Rulebook) -> list[tuple[str, int]]:
    """Rules and lines; that textlint's comments do less here is told by the cases of its rule."""
    document = Document(Source(text), "a.md")
    places = [(one.rule, document.lines.line(one.span.start)) for one in lint(document, rulebook)]
    return [one for one in places if one[0] != "suppression/textlint"]


BAD = "雨が降る。。"


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- jplint-disable style/stop -->\n\n{BAD}\n\n<!-- jplint-enable style/stop -->\n",
        f"<!-- jplint-disable style/stop -- 引用のまま -->\n\n{BAD}\n",
        f"<!-- jplint-disable -->\n\n{BAD}\n\n<!-- jplint-enable -->\n",
        f"<!-- jplint-disable doubled-stop -->\n\n{BAD}\n",
        f"<!-- jplint-disable style -->\n\n{BAD}\n",
        f"<!-- jplint-disable style/* -->\n\n{BAD}\n",
        f"{BAD} <!-- jplint-disable-line style/stop -->\n",
        f"<!-- jplint-disable-next-line style/stop -->\n{BAD}\n",
        f"<!-- jplint-next-line style/stop -->\n\n{BAD}\n",
        f"<!-- jplint-disable-next-block style/stop -->\n\n雨。\nまだ{BAD}\n",
        f"<!-- jplint-next-block style/stop -->\n\n- 雨。\n  {BAD}\n",
        f"{BAD}\n\n<!-- jplint-disable-file style/stop -->\n",
        f"---\njplint: {{disable: [style/stop]}}\n---\n\n{BAD}\n",
        f"---\njplint:\n  disable: style/stop\n---\n\n{BAD}\n",
        f"<!-- textlint-disable doubled-stop -->\n\n{BAD}\n\n<!-- textlint-enable -->\n",
        f"<!-- textlint-disable p/doubled-stop -->\n\n{BAD}\n\n<!-- textlint-enable p/doubled-stop -->\n",
        f"<!-- textlint-disable -->\r\n\r\n{BAD}\r\n",
    ],
)
def test_a_directive_switches_a_rule_off(text: str, rulebook: Rulebook) -> None:
    assert found(text, rulebook) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"<!-- jplint-disable style/stop -->\n\n{BAD}\n\n<!-- jplint-enable style/stop -->\n\n{BAD}\n",
            [("style/stop", 7)],
        ),
        (f"{BAD} <!-- jplint-disable-line style/stop -->\n\n{BAD}\n", [("style/stop", 3)]),
        (f"<!-- jplint-disable-next-block style/stop -->\n\n{BAD}\n\n{BAD}\n", [("style/stop", 5)]),
        (f"```\n<!-- jplint-disable style/stop -->\n```\n\n{BAD}\n", [("style/stop", 5)]),
        (f"`<!-- jplint-disable style/stop -->`\n\n{BAD}\n", [("style/stop", 3)]),
        ("<!-- jplint-disable style/stop -->\n\n雨が降る。\n", [("suppression/unused", 1)]),
        (f"<!-- jplint-disable style/stop, style/comma -->\n\n{BAD}\n", [("suppression/unused", 1)]),
        (f"<!-- jplint-disable style/stob -->\n\n{BAD}\n", [("suppression/unknown", 1), ("style/stop", 3)]),
        (f"<!-- jplint-disabel style/stop -->\n\n{BAD}\n", [("suppression/unknown", 1), ("style/stop", 3)]),
        (
            f"<!-- textlint-disable x/doubled-stop -->\n\n<!-- textlint-enable y/doubled-stop -->\n\n{BAD}\n",
            [("style/stop", 5)],
        ),
        (f"<!-- textlint-disable some-other-rule -->\n\n{BAD}\n", [("style/stop", 3)]),
        ("<!-- textlint-disable doubled-stop -->\n\n雨が降る。\n", []),
        ("<!-- jplint is a linter -->\n", []),
    ],
)
def test_and_no_more_than_that(text: str, expected: list[tuple[str, int]], rulebook: Rulebook) -> None:
    assert found(text, rulebook) == expected


def test_the_place_of_a_name_is_exact(rulebook: Rulebook) -> None:
    text = "𠮷 😀\n\n<!-- jplint-disable style/stob -->\n"
    [one] = lint(Document(Source(text), "a.md"), rulebook)
    assert text[one.span.start : one.span.end] == "style/stob"
    assert "style/stop" in one.message


def test_an_unused_comment_can_be_taken_out(rulebook: Rulebook) -> None:
    text = "雨。\n\n<!-- jplint-disable -->\n\n雪。\n"
    [one] = lint(Document(Source(text), "a.md"), rulebook)
    assert one.fix is not None
    assert one.fix.safe
    assert apply(text, one.fix.edits) == "雨。\n\n\n雪。\n"


def test_the_end_of_another_tools_directive_ends_none_of_ours(rulebook: Rulebook) -> None:
    other = "<!-- textlint-disable -->\n\n雪。\n\n<!-- textlint-enable -->"
    assert found(f"<!-- jplint-disable style/stop -->\n\n{other}\n\n{BAD}\n", rulebook) == []
    assert found(f"<!-- textlint-disable -->\n\n{BAD}\n\n<!-- textlint-enable -->\n\n{BAD}\n", rulebook) == [
        ("style/stop", 7)
    ]


def test_overlapping_directives_are_each_told_whether_they_were_of_use(rulebook: Rulebook) -> None:
    comma = "<!-- jplint-disable-file style/comma -->"
    assert found(f"<!-- jplint-disable -->\n\n<!-- jplint-disable style/stop -->\n\n{BAD}\n\n{comma}\n", rulebook) == [
        ("suppression/unused", 7)
    ]
    assert found(f"{comma}\n\n{BAD}、、\n\n<!-- jplint-disable style/stop -->\n", rulebook) == [
        ("style/stop", 3),
        ("suppression/unused", 5),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- jplint-disable-line style/stop -->\n\n雪。。\n\n",
        "<!-- jplint-disable-next-block style/stop -->\n\n",
        "<!-- jplint-disable-next-line style/stop --> ",
        "<!-- jplint-disable style/stop -->\n\n雪。。\n\n<!-- jplint-enable style/comma -->\n\n",
        "<!-- jplint-disable-line style/none -->\n\n",
    ],
)
def test_many_directives_take_linear_time(text: str, rulebook: Rulebook) -> None:
    began = perf_counter()
    found(text * 5_000 + "\n" * 20_000, rulebook)
    assert perf_counter() - began < 20
