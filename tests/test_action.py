"""The action for GitHub: its script, run by bash as a runner does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


def run(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    step = ACTION["runs"]["steps"][-1]
    given = {name: one["default"] for name, one in ACTION["inputs"].items()} | inputs
    names = {f"${{{{ inputs.{name} }}}}": value for name, value in given.items()}
    values = {name: names[value] for name, value in step["env"].items()}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=folder,
        env={**os.environ, "PATH": path, **values}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a b.md").write_text("本文です。\n\n---END---\n", encoding="utf-8")
    return tmp_path


def test_findings_are_annotations_and_fail_the_step(folder: Path) -> None:
    done = run(folder)
    assert done.returncode == 1
    assert "::error file=a b.md,line=3" in done.stdout


def test_inputs_become_flags(folder: Path) -> None:
    done = run(folder, format="sarif", output="out.sarif", args="--exit-zero --quiet", paths="*.md .")
    assert done.returncode == 0, done.stderr
    assert "integrity/generator-marker" in (folder / "out.sarif").read_text(encoding="utf-8")


def test_an_input_is_no_program(folder: Path) -> None:
    run(folder, paths="$(touch broken) `touch broken` ; touch broken")
    assert not (folder / "broken").exists()
