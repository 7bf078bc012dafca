"""`jplint migrate` in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from jplint.cli import main
from jplint.rulebook import yaml_tree

GIVEN = '{"rules": {"no-nfd": true, "no-fog": true}}'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    return tmp_path


def test_the_configuration_is_written_and_what_is_missing_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / ".textlintrc").write_text(GIVEN, encoding="utf-8")
    (folder / ".textlintignore").write_text("draft\n", encoding="utf-8")
    assert main.run(["migrate"]) == 0
    made = yaml_tree.load((folder / "jplint.yaml").read_text(encoding="utf-8"), "jplint.yaml").data
    assert made == {"rules": {"*": "off", "orthography/nfd": "on"}, "exclude": ["draft"]}
    assert "no-fog" in capsys.readouterr().err


def test_package_json_and_a_dry_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "package.json").write_text('{"textlint": {"rules": {"no-nfd": true}}}', encoding="utf-8")
    assert main.run(["migrate", "--dry-run"]) == 0
    assert "orthography/nfd: on" in capsys.readouterr().out
    assert not (folder / "jplint.yaml").exists()


def test_what_was_migrated_is_a_configuration(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = '{"rules": {"preset-ja-technical-writing": {"max-ten": {"max": 1}}, "ja-space-around-code": true}}'
    (folder / "x.json").write_text(rules, encoding="utf-8")
    (folder / "a.md").write_text("船は、港を、`fog`を見た。\n", encoding="utf-8")
    assert main.run(["migrate", "x.json"]) == 0
    main.run(["--quiet", "a.md"])
    assert "style/comma-count" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "[]", "{", "3", '{"a": "\\ud800"}'])
def test_what_is_no_configuration_is_told(folder: Path, text: str) -> None:
    (folder / ".textlintrc").write_text(text, encoding="utf-8")
    assert main.run(["migrate", "--dry-run"]) in (0, 2)


def test_a_configuration_that_is_there_is_kept(folder: Path) -> None:
    (folder / ".textlintrc").write_text(GIVEN, encoding="utf-8")
    (folder / "jplint.yaml").write_text("rules: {}\n", encoding="utf-8")
    assert main.run(["migrate"]) != 0
    assert (folder / "jplint.yaml").read_text(encoding="utf-8") == "rules: {}\n"
