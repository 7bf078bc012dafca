"""Modes, and the options that every rule has: another definition, markup that is passed over, levels of variants."""

from __future__ import annotations

from typing import Any

import pytest

from jplint.document.document import Document
from jplint.engine.lint import lint
from jplint.rule_tests.coverage import gaps
from jplint.rulebook.config.setting import Setting
from jplint.rulebook.rule.compile import compile_rule
from jplint.rulebook.rulebook import Catalog, Rule, Rulebook
from jplint.rulebook.yaml_tree import LoadError, Tree
from jplint.text.source import Source

RULE = """\
summary: {ja: 波線, en: Wave dashes}
why: {ja: 混ざる。, en: They are mixed.}
severity: warning
default: off
message:
  ja: 「{match}」は使いません。
  en: No “{match}”.
text:
  any:
    - {match: 〜, as: wave}
    - {match: ～, as: tilde}
options:
  only: {ja: 文末, en: Endings}
  any: {ja: 波線, en: Dashes}
modes:
  strict:
    summary: {ja: ダッシュも, en: Dashes}
    text:
      any: [{match: '[〜～―]', as: all}]
  other:
    summary: {ja: 繰り返し, en: Repeated}
    outside: [strong]
    message:
      ja: 「{first}」が続きます。
      en: “{first}” again.
    again: {of: '[word="海|山"]'}
tests:
  - bad: 海⟦〜⟧山
  - bad: 海⟦～⟧山
  - bad: 海⟦―⟧山
    options: {mode: strict}
  - bad: 海と⟦海⟧
    options: {mode: other}
  - good: 海と山
    near: true
  - good: 海―山
"""


def found(text: str, **options: Any) -> list[tuple[int, str]]:
    spec = compile_rule(RULE, "x.yaml", "style/x").spec
    rule = Rule(spec, Setting("on", options, Tree(options, "jplint.yaml", "")))
    result = lint(Document(Source(text)), Rulebook([rule], "ja", Catalog([spec])))
    assert not result.failures
    return [(result.anchors.span(one.location).start, one.variant) for one in result.findings]


def test_a_mode_takes_the_place_of_the_check() -> None:
    assert found("海〜山―") == [(1, "wave")]
    assert found("海〜山―", mode="strict") == [(1, "all"), (3, "all")]
    assert found("海と海", mode="other") == [(2, "")]


def test_a_mode_has_its_own_markup_to_pass_over() -> None:
    assert found("海と**海**と", mode="other") == []
    assert found("海と**海**と", mode="other", outside=[]) == [(4, "")]


def test_what_is_in_markup_can_be_passed_over() -> None:
    text = "海〜山と[海〜山](a.md)と*山〜海*"
    assert len(found(text)) == 3
    assert found(text, outside=["link", "em"]) == [(1, "wave")]


def test_variants_can_be_switched() -> None:
    assert found("海〜山～", variants={"wave": "off"}) == [(3, "tilde")]
    assert found("海〜山～", variants={"wave": False, "tilde": "info"}) == [(3, "tilde")]


def test_a_stretch_can_be_allowed() -> None:
    assert found("海〜山と海〜空", allow=["海〜山"]) == [(5, "wave")]
    assert found("海〜山と海〜空", allow=["/海〜./"]) == []


def test_places_for_what_a_text_shows() -> None:
    text = "海`〜`と![山〜海](a.png)"
    assert found(text) == []
    assert found(text, **{"in": ["image"]}) == [(8, "wave")]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"mode": "strickt"}, 'has no mode "strickt"'),
        ({"outside": ["bold"]}, 'unknown markup "bold"'),
        ({"outside": "link"}, "outside is a list"),
        ({"variants": {"wav": "off"}}, 'has no variant "wav"; did you mean "wave"?'),
        ({"variants": {"wave": "loud"}}, "a variant is set to one of"),
        ({"variants": ["wave"]}, "variants is a mapping"),
        ({"only": ["海"]}, "in another mode only"),
    ],
)
def test_what_is_wrong_is_said(options: dict[str, Any], message: str) -> None:
    with pytest.raises(LoadError, match=message.replace("?", r"\?")):
        found("海", **options)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    again: {of", "    gapp: {of", "unknown key"),
        ("    outside: [strong]", "    outside: [bold]", "unknown markup"),
        ("“{first}” again", "“{frist}” again", "unknown name"),
        ("    again: {of: '[word=\"海|山\"]'}", "    again: {of: '[word'}", "not a|expected|pattern"),
        ("modes:\n", "modes: 3\nx:\n", "modes are a mapping|unknown key"),
    ],
)
def test_a_mode_is_checked_when_it_is_read(old: str, new: str, message: str) -> None:
    assert old in RULE
    with pytest.raises(LoadError, match=message):
        compile_rule(RULE.replace(old, new), "x.yaml", "style/x")


def test_a_part_of_a_mode_that_no_case_needs_is_told() -> None:
    assert [one for one in gaps(compile_rule(RULE, "x.yaml", "style/x")) if one.grave] == []
    longer = RULE.replace("any: [{match: '[〜～―]', as: all}]", "any: [{match: '[〜～―]', as: all}, {match: 波}]")
    told = [one.where for one in gaps(compile_rule(longer, "x.yaml", "style/x")) if one.grave]
    assert told == [("modes", "strict", "text", "any", 1)]
