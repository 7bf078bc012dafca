"""The example sites show every rule that is on by default at work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
POSTS = ROOT / "examples" / "site" / "_posts"
GOOD = "2025-09-07-tram-to-the-sea.md"
NOT_SHOWN = {"engine/rule-failure", "engine/rule-timeout"}
"""What the engine says when a rule breaks; no text can be made to show it."""


@pytest.fixture(scope="module")
def jplint(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., object]:
    """Runs the program; the JSON that it prints."""
    environment = {**os.environ, "PYTHONUTF8": "1", "JPLINT_CACHE_DIR": str(tmp_path_factory.mktemp("cache"))}

    def run(*args: str) -> object:
        command = [sys.executable, "-m", "jplint", *args, "--format", "json"]
        result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    return run


@pytest.fixture(scope="module")
def reported(jplint) -> dict[str, set[str]]:
    """The rules that report something in each post."""
    files = jplint("lint", "--exit-zero", "examples")["files"]
    return {Path(file["path"]).name: {one["rule"] for one in file["diagnostics"]} for file in files}


def test_every_rule_that_is_on_reports_something(jplint, reported: dict[str, set[str]]) -> None:
    on = {rule["id"] for rule in jplint("rules") if rule["default"] == "on"}
    assert on - NOT_SHOWN - set().union(*reported.values()) == set()


def test_every_post_has_something_wrong_with_it_but_one(reported: dict[str, set[str]]) -> None:
    assert {path.name for path in POSTS.iterdir()} - {name for name, rules in reported.items() if rules} == {GOOD}
