"""What the commands make is fit for use: schemas, templates, the table of settings."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest

from jplint.cli import main
from jplint.rule_tests import cases
from jplint.rulebook import schema, store, yaml_tree
from jplint.rulebook.rule.compile import compile_rule

HERE = Path(__file__).parent


@pytest.fixture
def jplint(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory):
    """Runs the program in an empty folder."""

    def run(*args: str, code: int = 0, env: dict[str, str] | None = None) -> str:
        environment = {"LANG": "ja_JP.UTF-8", "PYTHONUTF8": "1", "PATH": os.environ["PATH"]}
        environment |= {"JPLINT_CACHE_DIR": str(tmp_path_factory.getbasetemp() / "cache"), **(env or {})}
        command = [sys.executable, "-m", "jplint", *args]
        result = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
        )
        assert result.returncode == code, result.stdout + result.stderr
        return result.stdout

    return run


def valid(made: dict, data: object) -> bool:
    jsonschema.Draft7Validator.check_schema(made)
    return jsonschema.Draft7Validator(made).is_valid(data)


def load(path: Path) -> object:
    return yaml_tree.load(path.read_text(encoding="utf-8"), str(path)).data


def test_the_schema_of_rules_knows_the_rules_there_are_and_no_others() -> None:
    made = schema.rule()
    files, _ = store.read(HERE / "base" / "rules", trusted=False)
    own, _ = store.read(store.bundled(), trusted=True)
    for file in [*files, *store.rule_files(own)]:
        data = load(file.path)
        assert valid(made, data), file.path
        assert not valid(made, {**data, "severty": "error"})
        assert not valid(made, {**data, "severity": "grave"})
    without = {key: value for key, value in load(files[0].path).items() if key != "text"}
    assert not valid(made, without)


def test_the_schema_of_rules_describes_fields() -> None:
    made = schema.rule()
    assert made["properties"]["in"]["description"].startswith("Where it looks")
    assert "anyOf" in made["properties"]["text"]


@pytest.mark.parametrize("language", ["ja_JP.UTF-8", "en_US.UTF-8"])
def test_init_writes_what_the_schema_and_the_program_accept(jplint, tmp_path: Path, language: str) -> None:
    (tmp_path / "hugo.toml").write_text("", encoding="utf-8")
    jplint("init", env={"LANG": language})
    written = (tmp_path / "jplint.yaml").read_text(encoding="utf-8")
    assert written.startswith("# yaml-language-server: $schema=jplint.schema.json\n")
    assert "jplint schema config > jplint.schema.json\n" in written
    assert "hugo" in written
    assert load(tmp_path / "jplint.yaml")["exclude"] == ["public", "resources", "themes"]
    assert valid(json.loads(jplint("schema", "config")), load(tmp_path / "jplint.yaml"))
    (tmp_path / "a.md").write_text("よい文です。\n", encoding="utf-8")
    jplint("a.md")


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("rules: {house/long: {severity: error, unless-near: [x], allow: [y], in: [body, front-matter.title]}}", True),
        ("rules: {house/*: off, house: {unless-near: [x]}, house/wrong: default}", True),
        ("rules: {house/long: {unles: [x]}}", False),
        ("rules: {house/long: {unless-near: 1}}", False),
        ("rules: {house/long: {in: [boddy]}}", False),
        ("rules: {house/long: warn}", False),
        ("extends: [strict, ./x.yaml]", True),
        ("extends: 1", False),
        ("paths: {drafts: {rules: {house/wrong: off}, markdown: {flavor: zenn}}}", True),
        ("paths: [{files: x, rules: {}}]", True),
        ("markdown: {flavor: zen}", False),
        ("tags: {allowed: [a], aliases: {b: a}}\nmax-file-size: 4 MiB\nfail-on: info\nmessage-language: en", True),
        ("exclude: x", False),
        ("max_file_size: 4", False),
    ],
)
def test_the_schema_of_the_configuration(jplint, tmp_path: Path, text: str, good: bool) -> None:
    from jplint.rulebook.config import config
    from jplint.run.profile import catalog

    shutil.copytree(HERE / "base" / "rules", tmp_path / "rules")
    (tmp_path / "jplint.yaml").write_text("rule-paths: [rules]\n", encoding="utf-8")
    rules, problems = catalog(config.load(tmp_path / "jplint.yaml").rule_paths)
    assert not problems
    assert valid(schema.config(rules), yaml_tree.load(text, "x").data) is good


def test_a_new_rule_is_a_rule_that_holds(jplint, tmp_path: Path) -> None:
    jplint("new", "rule", "team/server")
    path = tmp_path / "rules" / "team" / "server.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../rule.schema.json\n")
    assert "jplint schema rule > rules/rule.schema.json\n" in text
    compiled = compile_rule(text, str(path), "team/server", trusted=False)
    assert [case.bad is not None for case in compiled.cases] == [True, True, False, False]
    assert not [outcome.failure for outcome in cases.run(compiled) if outcome.failure]
    assert valid(schema.rule(), load(path))
    jplint("test", "rules")
    (tmp_path / "jplint.yaml").write_text("rule-paths: [rules]\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("サーバを止める。\n", encoding="utf-8")
    assert "team/server" in jplint("a.md", "--select", "team", code=1)


def test_jplint_itself_needs_no_folder_configured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("jplint.cli.new.store", SimpleNamespace(bundled=lambda: tmp_path / "rules"))
    assert main.run(["new", "rule", "team/server"]) == 0
    assert capsys.readouterr().err == ""


def test_rules_for_what_the_engine_says_need_no_cases(jplint) -> None:
    assert jplint("test", str(store.bundled() / "engine")) == "規則 2  ✔ 0  ✖ 0\n"


def test_config_show_says_where_each_setting_comes_from(jplint, tmp_path: Path) -> None:
    shutil.copytree(HERE / "base" / "rules", tmp_path / "rules")
    files = {
        "jplint.yaml": "extends: base.yaml\nfail-on: error\npaths:\n  drafts:\n    rules: {house/wrong: info}\n",
        "base.yaml": "rule-paths: [rules]\nexclude:\n  - x.md\nrules:\n"
        "  '*': off\n  house/banned: on\n  house/long:\n    unless-near: [許す]\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    rows = {tuple(line.split()[:2]): line.split()[2:] for line in jplint("config", "show", "drafts/a.md").splitlines()}
    assert rows["configuration", "jplint.yaml"] == []
    assert rows["fail-on", "error"] == ["jplint.yaml:2"]
    assert rows["message-language", "ja"] == ["default"]
    assert rows["markdown.flavor", "gfm"] == ["default"]
    assert rows["exclude", "**/x.md"] == ["base.yaml:3"]
    assert rows["house/wrong", "info"] == ["jplint.yaml:5"]
    assert rows["house/banned", "warning"] == ["base.yaml:6"]
    assert rows["house/hint", "off"] == ["base.yaml:5"]
    assert rows["unless-near", '["許す"]'] == ["base.yaml:8"]
