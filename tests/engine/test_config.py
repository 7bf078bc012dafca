"""Configuration as far as it needs no program: globs, layers, look-up. The messages stand in tests/cli/cases/."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jplint.rulebook import presets
from jplint.rulebook.config import config
from jplint.rulebook.config.globs import Glob
from jplint.rulebook.config.setting import Setting
from jplint.rulebook.yaml_tree import LoadError
from jplint.run.profile import Plan, Profile, Profiles

RULE = """
summary: {ja: あ, en: a}
why: {ja: あ, en: a}
severity: warning
default: on
options: {unless: {ja: あ, en: a}}
text: {any: [{match: あ}]}
message: {ja: あ, en: a}
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory):
    """Writes files, with two rules a/one and b/two, and gives the profile of a path."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPLINT_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache"))
    for name in ("a/one", "b/two"):
        path = tmp_path / "rules" / f"{name}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(RULE, encoding="utf-8")

    (tmp_path / ".git").mkdir()

    def profile(path: str, files: dict[str, str], **flags: object) -> Profile:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return Profiles(Plan(**flags)).of(path)

    return profile


def test_the_bounds_of_repetition_hold_for_all_rules_whichever_they_are_set_on(project) -> None:
    def bounds(profile: Profile) -> set[tuple[int, float]]:
        rules = [rule.check for rule in profile.rulebook.rules if rule.spec.check == "repeat"]
        assert len(rules) == 5
        return {(check.bounds.min_length, check.bounds.similarity) for check in rules}

    assert bounds(project("a.md", {})) == {(15, 0.35)}
    two = "rules: {repetition/near-duplicate: {similarity: 0.9}, repetition/echo: {min-length: 20}}\n"
    assert bounds(project("a.md", {"jplint.yaml": two})) == {(20, 0.9)}
    group = "rules: {repetition: {min-length: 30}}\n"
    assert bounds(project("a.md", {"jplint.yaml": group})) == {(30, 0.35)}
    apart = "rules:\n  repetition/echo: {min-length: 20}\n  repetition/repeated-section: {min-length: 25}\n"
    with pytest.raises(LoadError, match=r"min-length holds for all rules .* set otherwise in jplint\.yaml:2") as caught:
        bounds(project("a.md", {"jplint.yaml": apart}))
    assert (caught.value.line, caught.value.column) == (3, 45)


@pytest.mark.parametrize(
    ("config", "place"),
    [
        ("extends: ../secret.yaml\n", "jplint.yaml:1:10"),
        ("extends: [all, link.yaml]\n", "jplint.yaml:1:16"),
        ("extends: linked/secret.yaml\n", "jplint.yaml:1:10"),
        ("rule-paths: [..]\n", "jplint.yaml:1:14"),
        ("rule-paths: [linked]\n", "jplint.yaml:1:14"),
        ("extends: inner.yaml\n", "inner.yaml:1:10"),
        ("extends: /etc/passwd\n", "jplint.yaml:1:10"),
    ],
)
@pytest.mark.parametrize("repository", [True, False])
def test_no_path_leads_out_of_the_project(
    config: str, place: str, repository: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("rulez: password\n", encoding="utf-8")
    tree = tmp_path / "tree"
    tree.mkdir()
    if repository:
        (tree / ".git").mkdir()
    monkeypatch.chdir(tree)
    (tree / "link.yaml").symlink_to(secret)
    (tree / "linked").symlink_to(tmp_path)
    (tree / "inner.yaml").write_text("extends: ../secret.yaml\n", encoding="utf-8")
    (tree / "jplint.yaml").write_text(config, encoding="utf-8")
    with pytest.raises(LoadError, match="leads out of the project") as caught:
        Profiles(Plan()).of("a.md")
    assert str(caught.value).startswith(place)
    assert "password" not in str(caught.value)


def test_a_configuration_that_is_a_link_out_of_the_project_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("rulez: password\n", encoding="utf-8")
    (tmp_path / "tree").mkdir()
    monkeypatch.chdir(tmp_path / "tree")
    Path("jplint.yaml").symlink_to(secret)
    with pytest.raises(LoadError, match="leads out of the project"):
        Profiles(Plan()).of("a.md")
    with pytest.raises(LoadError, match='unknown key "rulez"'):  # the command line may name it
        Profiles(Plan(config="jplint.yaml")).of("a.md")


def test_a_part_of_a_repository_extends_what_the_whole_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "part" / "docs").mkdir(parents=True)
    (tmp_path / "jplint.yaml").write_text("fail-on: info\n", encoding="utf-8")
    (tmp_path / "part" / "docs" / "jplint.yaml").write_text("extends: ../../jplint.yaml\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "part")
    assert Profiles(Plan()).of("docs/a.md").fail_on == "info"


def levels(profile: Profile) -> dict[str, str]:
    """The severities of the project's own rules that are on."""
    return {rule.id: rule.severity("") for rule in profile.rulebook.rules if not rule.spec.trusted}


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("drafts", "drafts/a.md", True),
        ("drafts", "x/drafts/y/a.md", True),
        ("drafts/", "x/drafts/a.md", True),
        ("drafts", "draftsman/a.md", False),
        ("/drafts", "x/drafts/a.md", False),
        ("./drafts", "drafts/a.md", True),
        ("x/drafts", "x/drafts/a.md", True),
        ("x/drafts", "y/x/drafts/a.md", False),
        ("*.en.md", "x/y/a.en.md", True),
        ("x/*.md", "x/a.md", True),
        ("x/*.md", "x/y/a.md", False),
        ("x/**/*.md", "x/a.md", True),
        ("x/**/*.md", "x/y/z/a.md", True),
        ("**/y/**", "x/y/z/a.md", True),
        ("**/y/**", "x/z/a.md", False),
        ("a?.md", "ab.md", True),
        ("a[!b].md", "ab.md", False),
        ("a[!b].md", "ac.md", True),
        ("A.md", "a.md", False),
        ("**", "a.md", True),
    ],
)
def test_globs(pattern: str, path: str, matches: bool) -> None:
    assert Glob.parse(pattern).matches(path.split("/")) is matches


@pytest.mark.parametrize("pattern", ["", "/", "../x", "x/../y", "."])
def test_globs_that_are_none(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        Glob.parse(pattern)


def test_many_stars_take_no_long_time() -> None:
    assert not Glob.parse("**/*a" * 60 + "/b").matches(["a" * 200] * 200)


@given(st.lists(st.sampled_from(["a", "b", "**", "*", "a*"]), min_size=1, max_size=5), st.text("ab/", max_size=12))
def test_a_glob_matches_as_one_regular_expression_would(parts: list[str], path: str) -> None:
    import re

    names = [name for name in path.split("/") if name]
    if not names:
        return
    pattern = "".join(
        "(?:[^/]+/)*" if part == "**" else re.escape(part).replace(r"\*", "[^/]*") + "/" for part in parts
    )
    whole = "/".join(names) + "/"
    assert Glob(tuple(parts)).matches(names) is bool(re.match(pattern, whole))


def test_the_nearest_configuration_counts_and_not_those_above_it(project) -> None:
    files = {
        "jplint.yaml": "rule-paths: [rules]\nrules: {a/one: error}\n",
        "x/jplint.yaml": "rule-paths: [../rules]\nrules: {b/two: off}\n",
        "x/y/pyproject.toml": "[project]\nname = 'x'\n",
    }
    assert levels(project("a.md", files)) == {"a/one": "error", "b/two": "warning"}
    assert levels(project("x/y/a.md", {})) == {"a/one": "warning"}


def test_the_first_of_the_names_counts(project) -> None:
    files = {".jplint.yaml": "rules: {'*': off}\n", "jplint.yaml": "rule-paths: [rules]\n"}
    assert set(levels(project("a.md", files))) == {"a/one", "b/two"}


def test_no_configuration_at_all(project) -> None:
    profile = project("a.md", {"jplint.yaml": "rule-paths: [rules]\n"}, no_config=True)
    assert profile.config is None
    assert levels(profile) == {}
    assert [rule.id for rule in profile.rulebook.rules] == [
        spec.id for spec in profile.catalog.specs.values() if spec.default == "on"
    ]


def test_files_alike_share_a_profile(project) -> None:
    text = "rule-paths: [rules]\npaths: {x: {rules: {a: off}}}\n"
    profiles = Profiles(Plan())
    project("a.md", {"jplint.yaml": text})
    assert profiles.of("a.md") is profiles.of("b/c.md")
    assert profiles.of("x/a.md") is profiles.of("y/x/b.md")
    assert profiles.of("x/a.md") is not profiles.of("a.md")


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("{}", {"a/one": "warning", "b/two": "warning"}),
        ("{a: off}", {"b/two": "warning"}),
        ("{'*': off}", {}),
        ("{a/one: on, a: info, '*': error}", {"a/one": "info", "b/two": "error"}),
        ("{a/one: on, a: off, '*': error}", {"a/one": "warning", "b/two": "error"}),
        ("{b/two: default, '*': error}", {"a/one": "error", "b/two": "warning"}),
        ("{'*/t*': error}", {"a/one": "warning", "b/two": "error"}),
        ("{a/one: {severity: off}}", {"b/two": "warning"}),
        ("{'*': off, a/one: {unless: [x]}}", {"a/one": "warning"}),
        ("{'*': off, a: {unless: [x]}}", {}),
        ("{a: true, b: false}", {"a/one": "warning"}),
    ],
)
def test_levels(project, rules: str, expected: dict[str, str]) -> None:
    assert levels(project("a.md", {"jplint.yaml": f"rule-paths: [rules]\nrules: {rules}\n"})) == expected


def test_a_group_is_all_that_is_below_a_folder(project) -> None:
    files = {"rules/team/web/links/three.yaml": RULE, "rules/team/four.yaml": RULE}
    files["jplint.yaml"] = "rule-paths: [rules]\nrules: {'*': off, team: error, team/web: info}\n"
    assert levels(project("a.md", files)) == {"team/four": "error", "team/web/links/three": "info"}


def test_an_extended_file_is_weaker_and_its_globs_count_from_the_folder_of_the_first(project) -> None:
    files = {
        "common/base.yaml": "rule-paths: [../rules]\nrules: {a: error}\npaths: {drafts/**: {rules: {b: off}}}\n"
        "exclude: [skipped]\nfail-on: error\nmessage-language: en\nmax-file-size: 4 KiB\n",
        "site/jplint.yaml": "extends: ../common/base.yaml\nrules: {a/one: info}\nfail-on: info\n",
    }
    profile = project("site/drafts/a.md", files)
    assert levels(profile) == {"a/one": "info"}
    assert (profile.fail_on, profile.language, profile.max_size) == ("info", "en", 4096)
    assert profile.config.excluded("site/skipped/a.md")
    assert not profile.config.excluded("site/a.md")


def test_options_add_up_over_layers(project) -> None:
    files = {
        "base.yaml": "rule-paths: [rules]\nrules: {a/one: {unless: [あい], severity: error, allow: [あう]}}\n",
        "jplint.yaml": "extends: base.yaml\nrules: {a/one: {unless: [うえ]}}\n",
    }
    profile = project("a.md", files)
    assert profile.settings["a/one"].all_options == {"unless": ["うえ"], "allow": ["あう"]}
    assert levels(profile)["a/one"] == "error"
    assert profile.settings["a/one"].source("unless").origin == "jplint.yaml:2"
    assert profile.settings["a/one"].source("allow").origin == "base.yaml:2"


def test_an_error_in_an_extended_file_is_told_there(project) -> None:
    files = {
        "base.yaml": "rule-paths: [rules]\nrules:\n  a/one:\n    unless: [1]\n",
        "jplint.yaml": "extends: base.yaml\nrules: {a/one: {allow: [あ]}}\n",
    }
    with pytest.raises(LoadError) as error:
        project("a.md", files)
    assert (error.value.path, error.value.line, error.value.column) == ("base.yaml", 4, 14)


def test_an_expression_of_a_project_is_not_trusted_even_in_a_rule_of_jplint(project) -> None:
    profile = project("a.md", {"jplint.yaml": "rule-paths: [rules]\nrules: {a/one: {unless: ['x+']}}\n"})
    [rule] = [rule for rule in profile.rulebook.rules if rule.id == "a/one"]
    assert [regex.trusted for regex in rule.check.unless] == [False]


@pytest.mark.parametrize("value", ["{regex: 'x', literals: null}", "[{regex: '(x+)+', literals: []}]", "{cql: []}"])
def test_what_only_compiled_rules_hold_is_no_option(project, value: str) -> None:
    with pytest.raises(LoadError):
        project("a.md", {"jplint.yaml": f"rule-paths: [rules]\nrules: {{a/one: {{unless: {value}}}}}\n"})


def test_flags_win(project) -> None:
    files = {"jplint.yaml": "rule-paths: [rules]\nrules: {a: off, b: error}\nmessage-language: en\n"}
    assert levels(project("a.md", files, select=("a/one",))) == {"a/one": "warning"}
    assert levels(project("a.md", files, ignore=("b",))) == {}
    assert levels(project("a.md", files, select=("*",), ignore=("a/one",))) == {"b/two": "error"}
    assert levels(project("a.md", files, preset="all")) == {"a/one": "warning", "b/two": "warning"}
    assert project("a.md", files, language="ja").language == "ja"
    assert project("a.md", {"jplint.yaml": ""}, default_language="en").language == "en"


def test_a_flavor_by_site_by_suffix_and_by_configuration(project) -> None:
    assert project("a.md", {"hugo.toml": ""}).flavor.name == "hugo"
    assert project("a.mdx", {}).flavor.name == "mdx"
    text = "markdown: {flavor: gfm}\npaths: {x: {markdown: {flavor: zenn}}}\n"
    assert project("a.mdx", {"jplint.yaml": text}).flavor.name == "gfm"
    profile = project("x/a.md", {})
    assert (profile.flavor.name, profile.flavor_from) == ("zenn", "jplint.yaml:2")


def test_a_configuration_that_extends_too_much_is_refused(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number}.yaml").write_text(f"extends: [{number + 1}.yaml, {number + 1}.yaml]\n", encoding="utf-8")
    (tmp_path / "12.yaml").write_text("", encoding="utf-8")
    with pytest.raises(LoadError, match="extends more than 50 files"):
        config.load(tmp_path / "0.yaml")


def test_a_huge_configuration_is_refused(tmp_path: Path) -> None:
    (tmp_path / "jplint.yaml").write_bytes(b"# " + b"x" * (1 << 20))
    with pytest.raises(LoadError, match="too large"):
        config.load(tmp_path / "jplint.yaml")


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused(tmp_path: Path, opening: str) -> None:
    (tmp_path / "jplint.yaml").write_text(f"exclude: {opening * 100_000}", encoding="utf-8")
    with pytest.raises(LoadError):
        config.load(tmp_path / "jplint.yaml")


@given(st.lists(st.sampled_from(["on", "off", "default", "error", "info", None]), max_size=8))
def test_the_level_in_force_is_the_last_word(said: list[str | None]) -> None:
    setting = Setting()
    for level in said:
        setting = Setting(level).over(setting)
    expected = None
    for level in said:
        if level == "default":
            expected = None
        elif level == "on":
            expected = expected if expected in ("error", "info") else "on"
        elif level is not None:
            expected = level
    assert setting.decision[0] == expected


@pytest.mark.parametrize("name", presets.names())
def test_every_preset_can_be_used(project, name: str) -> None:
    assert project("a.md", {}, preset=name).rulebook.rules


def test_recommended_is_what_runs_by_default(project) -> None:
    named = [rule.id for rule in project("a.md", {}, preset="recommended").rulebook.rules]
    assert named == [rule.id for rule in project("a.md", {}).rulebook.rules]
    whole = project("a.md", {}, preset="all")
    assert [rule.id for rule in whole.rulebook.rules] == list(whole.catalog.specs)
