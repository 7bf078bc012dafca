"""Texts linted by textlint's names and options."""

from __future__ import annotations

from pathlib import Path

import pytest

from jplint.api import Linter
from jplint.compat.textlint import UnknownRule, fix_text, lint_text
from jplint.rulebook import presets
from jplint.rulebook.config import foreign
from jplint.run.profile import catalog

OURS = ("*", "engine", "suppression")
"""What a preset says of our own groups."""


def places(text: str, rules: dict[str, object], ext: str = ".md") -> list[tuple[int, int]]:
    return [(one["start"]["line"], one["start"]["column"]) for one in lint_text(text, rules, ext)]


def test_a_name_that_nobody_knows_is_told() -> None:
    with pytest.raises(UnknownRule, match="no-fog"):
        lint_text("霧だ。", {"no-fog": True})


def test_a_rule_that_is_off_is_not_asked_for() -> None:
    assert lint_text("霧だ。", {"no-fog": False, "max-ten": False}) == []


@pytest.mark.parametrize(
    "name", ["no-unmatched-pair", "@textlint-rule/no-unmatched-pair", "textlint-rule-no-unmatched-pair"]
)
def test_a_name_may_have_a_scope_and_a_prefix(name: str) -> None:
    assert places("船は「着いた。", {name: True}) == [(1, 4)]


def test_options_are_textlints() -> None:
    text = "船は、港を、岬を、島を見た。"
    assert places(text, {"max-ten": True}) == []
    assert places(text, {"max-ten": {"max": 2}}) == [(1, 9)]
    assert places("船，港，岬，島を見た。", {"max-ten": {"max": 1, "touten": "，", "strict": True}}) == [(1, 4)]


def test_expressions_are_javascripts() -> None:
    text = "- **HARBOUR**: 港"
    assert places(text, {"no-ai-list-formatting": {"allows": ["/harbour/i"]}}) == []
    assert places(text, {"no-ai-list-formatting": {"allows": ["/harbour/"]}}) == [(1, 1)]


def test_a_preset_means_its_rules_with_their_options() -> None:
    text = "船は、港を、岬を、島を、波を見た。ﾊﾟﾝを食べた。"
    found = {one["rule"] for one in lint_text(text, {"preset-ja-technical-writing": True})}
    assert {"style/comma-count", "orthography/halfwidth-katakana"} <= found
    relaxed = {"preset-ja-technical-writing": {"max-ten": {"max": 9}}}
    assert "style/comma-count" not in {one["rule"] for one in lint_text(text, relaxed)}


def test_fixes_are_applied_rule_by_rule() -> None:
    rules = {"no-hankaku-kana": True, "ja-no-space-between-full-width": True, "ja-hiraku": True}
    assert fix_text("既に ﾊﾟﾝを食べた。", rules) == "すでにパンを食べた。"


def test_plain_text_is_no_markdown() -> None:
    assert places("**霧**が 出た。", {"ja-no-space-between-full-width": True}, ".txt") == [(1, 7)]


def test_a_position_is_where_textlint_has_it() -> None:
    rules = {"ja-space-around-code": {"before": False, "after": False}}
    assert places("霧の `fog` です。", rules) == [(1, 3), (1, 10)]


@pytest.mark.parametrize("name", foreign.load().rules)
def test_every_name_stands_for_rules_that_are_there(name: str) -> None:
    specs = catalog()[0].specs
    for use in foreign.uses(name):
        assert use.rule in specs
        assert not use.mode or use.mode in specs[use.rule].modes


@pytest.mark.parametrize("name", foreign.load().presets.values())
def test_a_preset_names_only_what_is_known(name: str) -> None:
    preset, _ = presets.load(name)
    assert preset.mode == "textlint"
    assert [one for one in preset.rules if one not in OURS and not foreign.known(one)] == []


def test_the_configuration_that_the_way_over_shows_is_one(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs/migrate.md").read_text(encoding="utf-8")
    (tmp_path / "jplint.yaml").write_text(page.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    text = "船は、港を、岬を、島を、波を、雲を見た。父は弟は好きだ。\n"
    found = {one.rule for one in Linter(tmp_path / "jplint.yaml").lint_text(text, str(tmp_path / "a.md"))}
    assert "style/comma-count" in found
    assert "style/doubled-particle" not in found
