"""A configuration of textlint as one of ours."""

from __future__ import annotations

import pytest

from jplint.compat.migrate import migrated, read_json
from jplint.rulebook import yaml_tree


def written(config: dict[str, object], *ignored: str) -> object:
    return yaml_tree.load(migrated(config, ignored).text(), "jplint.yaml").data


def test_only_the_rules_that_are_named_are_on() -> None:
    made = written({"rules": {"max-ten": {"max": 5}, "no-nfd": True, "no-hankaku-kana": False}})
    assert made == {"rules": {"*": "off", "style/comma-count": {"mode": "textlint", "max": 5}, "orthography/nfd": "on"}}


def test_a_preset_is_extended_and_its_rules_can_be_set() -> None:
    given = {"preset-japanese": {"max-ten": {"max": 5}, "no-doubled-joshi": False}, "preset-jtf-style": False}
    assert written({"rules": given}) == {
        "extends": ["japanese"],
        "rules": {"style/doubled-particle": "off", "style/comma-count": {"mode": "textlint", "max": 5}},
    }


def test_allowed_texts_and_ignored_files_are_taken_over() -> None:
    config = {"rules": {"no-nfd": True}, "filters": {"allowlist": {"allow": ["霧笛", "/波+/i"]}}}
    assert written(config, "# note", "", "draft/**", "!a.md") == {
        "rules": {"*": "off", "orthography/nfd": {"allow": ["霧笛", "/(?i:波+)/"]}},
        "exclude": ["draft/**"],
    }


def test_a_severity_is_kept() -> None:
    made = migrated({"rules": {"no-nfd": {"severity": "error"}}})
    assert made.rules == {"orthography/nfd": {"severity": "error"}}


def test_what_has_no_counterpart_is_told() -> None:
    config = {
        "rules": {"no-fog": True, "max-ten": {"fog": 1}, "prh": {"rulePaths": ["a.yml"]}},
        "filters": {"node-types": {"nodeTypes": ["Link"]}},
    }
    assert migrated(config).missing == [
        ("no-fog", "rule"),
        ("max-ten.fog", "option"),
        ("node-types", "filter"),
    ]
    assert migrated(config).dictionaries == ["a.yml"]


@pytest.mark.parametrize(
    "text", ['{"a": [1, 2,], // note\n "b": "//"}', '/* x */ {"a": [1, 2], "b": "//",}', '{"a": [1, 2], "b": "//"}']
)
def test_comments_and_last_commas_are_no_mistake(text: str) -> None:
    assert read_json(text) == {"a": [1, 2], "b": "//"}


@pytest.mark.parametrize("config", [{}, {"rules": 3}, {"rules": {"max-ten": 3}}, {"filters": {"allowlist": 1}}])
def test_what_makes_no_sense_is_passed_over(config: dict[str, object]) -> None:
    migrated(config)
