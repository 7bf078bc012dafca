"""The READMEs and CONTRIBUTING say what is so. `python tests/test_readme.py` writes what commands print anew.

A comment above a block says what is done with it: `<!-- run -->` (in the project), `<!-- run in an empty folder -->`,
`<!-- run python -->` and the output `<!-- printed -->`, `<!-- load as FILE -->`, `<!-- clean -->` (nothing is found).
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from jplint.checks.base import Scope
from jplint.document.document import Document
from jplint.text.source import Source

ROOT = Path(__file__).parent.parent
LOCALES = {"README.md": "en_US.UTF-8", "README.ja.md": "ja_JP.UTF-8"}
BLOCK = re.compile(r"^<!-- (?P<use>[^>]+) -->\n```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = re.compile(r"[0-9]+\.[0-9]{2}(?= ?(?:秒|s\b))")


class Block(NamedTuple):
    use: str
    language: str
    text: str


def blocks(name: str, use: str = "") -> list[Block]:
    """The blocks of a README whose use begins so."""
    found = [Block(**match.groupdict()) for match in BLOCK.finditer((ROOT / name).read_text(encoding="utf-8"))]
    return [block for block in found if block.use.startswith(use)]


def run(command: list[str], folder: Path, locale: str) -> str:
    """What a command prints on both streams."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "PYTHONPATH", "SYSTEMROOT", "HOME", "TMPDIR")
    }
    cache = Path(tempfile.gettempdir()) / f"jplint-readme-{os.getpid()}"
    environment = {**kept, "LANG": locale, "PYTHONUTF8": "1", "JPLINT_CACHE_DIR": str(cache)}
    result = subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, stdout=-1, stderr=-2, encoding="utf-8", check=False
    )
    return result.stdout


def commands(block: Block) -> list[str]:
    return [line for line in block.text.splitlines() if line.startswith("$ ")]


def session(block: Block, folder: Path, locale: str) -> str:
    """The commands of a block and what they print."""
    told = []
    for line in commands(block):
        program, *arguments = shlex.split(line[2:])
        assert program == "jplint"
        told += [f"{line}\n", run(["-m", "jplint", *arguments], folder, locale)]
    return "".join(told)


def place(block: Block, empty: Path) -> Path:
    return empty if block.use == "run in an empty folder" else ROOT


@pytest.mark.parametrize(("name", "locale"), LOCALES.items())
def test_commands_print_what_is_shown(name: str, locale: str, tmp_path: Path) -> None:
    for block in blocks(name, "run"):
        if block.language == "console":
            printed = session(block, place(block, tmp_path), locale)
            assert SECONDS.sub("N", printed) == SECONDS.sub("N", block.text)


@pytest.mark.parametrize(("name", "locale"), LOCALES.items())
def test_the_python_example_prints_what_is_shown(name: str, locale: str, tmp_path: Path) -> None:
    [code], [printed] = blocks(name, "run python"), blocks(name, "printed")
    assert run(["-c", code.text], tmp_path, locale) == printed.text


@pytest.mark.parametrize(("name", "locale"), LOCALES.items())
def test_configuration_and_rule_are_understood(name: str, locale: str, tmp_path: Path) -> None:
    files = {block.use.removeprefix("load as "): block.text for block in blocks(name, "load as")}
    for path, text in files.items():
        assert isinstance(yaml.safe_load(text), dict)
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    with (tmp_path / "jplint.yaml").open("a", encoding="utf-8") as file:
        file.write("rule-paths: [rules]\n")
    (tmp_path / "a.md").write_text("この鍋は朝でも使うことができる。\n", encoding="utf-8")
    assert "✖ 0\n" in run(["-m", "jplint", "test", "rules"], tmp_path, locale)
    assert run(["-m", "jplint", "-q", "."], tmp_path, locale).startswith("a.md:1:8: info team/can ")


@pytest.mark.parametrize("name", LOCALES)
def test_the_hooks_are_there(name: str) -> None:
    there = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    [block] = blocks(name, "load as .pre-commit-config.yaml")
    [repository] = yaml.safe_load(block.text)["repos"]
    assert {hook["id"] for hook in repository["hooks"]} == there


@pytest.mark.parametrize(("name", "locale"), LOCALES.items())
def test_what_is_said_to_be_clean_is(name: str, locale: str, tmp_path: Path) -> None:
    [block] = blocks(name, "clean")
    (tmp_path / "a.md").write_text(block.text, encoding="utf-8")
    assert run(["-m", "jplint", "-q", "."], tmp_path, locale) == ""


@pytest.mark.parametrize(("name", "locale"), LOCALES.items())
def test_there_is_nothing_to_find_in_it(name: str, locale: str) -> None:
    assert run(["-m", "jplint", "-q", name], ROOT, locale) == ""


def test_both_have_the_same_blocks() -> None:
    english, japanese = ([(block.use, block.language, _content(block)) for block in blocks(name)] for name in LOCALES)
    assert english == japanese


def _content(block: Block) -> object:
    """What must be the same in two languages."""
    if block.language == "console":
        return commands(block)
    if block.language == "yaml":
        return yaml.safe_load(re.sub(r"--message-language \w+", "", block.text))
    return re.sub(r" -- .*(?= -->)", "", block.text)


def test_the_check_of_contributing_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [code] = re.findall(r"^```python\n(.*?)^```$", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.M | re.S)
    (tmp_path / "same_opening.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    check = import_module("same_opening").CHECK()
    [match] = check.look(Document(Source("そして春が来た。そして花が咲いた。そして蜂が来た。\n")), Scope())
    assert (*match.span, match.values["count"]) == (17, 20, 3)


@pytest.mark.parametrize("name", [*LOCALES, "CONTRIBUTING.md"])
def test_every_link_leads_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def write(name: str) -> None:
    """Put what the commands print into a README."""

    def anew(match: re.Match[str]) -> str:
        block = Block(**match.groupdict())
        if not block.use.startswith("run") or block.language != "console":
            return match.group()
        with tempfile.TemporaryDirectory() as empty:
            printed = session(block, place(block, Path(empty)), LOCALES[name])
        same = SECONDS.sub("N", printed) == SECONDS.sub("N", block.text)
        return match.group() if same else match.group().replace(block.text, printed)

    path = ROOT / name
    path.write_text(BLOCK.sub(anew, path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    for readme in LOCALES:
        write(readme)
