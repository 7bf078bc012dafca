"""What a finding and a result promise to those who keep them: a cache, an editor, another process."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.engine.lint import Result, lint, result_key
from jplint.engine.memory import Blocks
from jplint.rulebook.rulebook import Rulebook
from jplint.run.profile import Plan, Profiles
from jplint.text.source import Source

ROOT = Path(__file__).parents[2]
TEXTS = sorted([*(ROOT / "examples" / "site").rglob("*.md"), *(ROOT / "tests" / "golden").glob("*.md")])
PATTERN_RULES = Path(__file__).parent / "rules"

_KEY = """
from jplint.run.profile import Plan, Profiles
print(Profiles(Plan(nowhere=True, preset="all")).of("a.md").rulebook.key)
"""

SNIPPETS = ("", "。", "\n\n", "## 見出し\n", "```\n", "**", "「", "---\n", "です。")


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """All rules of jplint, and some that look for patterns of morphemes."""
    folder = tmp_path_factory.mktemp("contract")
    shutil.copytree(PATTERN_RULES, folder / "rules" / "house")
    config = folder / "jplint.yaml"
    config.write_text("rule-paths: [rules]\nrules: {'*': on}\n", encoding="utf-8")
    profile = Profiles(Plan(config=str(config))).of("a.md")
    assert not profile.problems
    return profile.rulebook


def document(text: str, name: str = "2025-01-31-a.md") -> Document:
    return Document(Source(text), name, FLAVORS["kramdown"])


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_result_survives_json(path: Path, rules: Rulebook) -> None:
    result = lint(document(path.read_text(encoding="utf-8")), rules)
    assert msgspec.json.decode(msgspec.json.encode(result), type=Result) == result


def test_two_processes_agree_on_the_key() -> None:
    keys = {
        subprocess.run(
            [sys.executable, "-c", _KEY],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(keys) == 1
    assert len(keys.pop()) == 33


def test_a_key_is_that_of_its_rules_and_texts(rules: Rulebook) -> None:
    fewer = Rulebook(rules.rules[1:], "ja", rules.catalog)
    keys = {
        result_key(data, name, flavor, book)
        for data in (b"a", b"b")
        for name in ("a.md", "b.md")
        for flavor in ("gfm", "hugo")
        for book in (rules, fewer)
    }
    assert len(keys) == 16


def test_a_rulebook_can_be_sent_to_another_process(rules: Rulebook) -> None:
    text = TEXTS[0].read_text(encoding="utf-8")
    before = lint(document(text), rules)
    sent = pickle.loads(pickle.dumps(rules))
    assert sent.key == rules.key
    assert lint(document(text), sent) == before


def edits(text: str, seed: int) -> Iterator[str]:
    """What an editor sees while somebody types, deletes, pastes and moves."""
    chance = random.Random(seed)
    for _ in range(25):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 0, 1, 3, 40)))
        new = chance.choice((*SNIPPETS, text[start - 60 : start]))
        text = text[:start] + new + text[end:]
        yield text


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_edited_and_fresh_give_the_same(path: Path, rules: Rulebook) -> None:
    blocks = Blocks()
    text = path.read_text(encoding="utf-8")
    for number, edited in enumerate(edits(text, seed=len(text))):
        assert lint(document(edited), rules, blocks) == lint(document(edited), rules), f"edit {number}"
