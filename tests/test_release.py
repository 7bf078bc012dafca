"""Version, README, changelog and tag agree when a release is made."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = ("pyproject.toml", "README.md", "README.ja.md", "CHANGELOG.md", "src/jplint/version.py")


def release(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tools/release.py"), "--root", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    changes = tmp_path / "CHANGELOG.md"
    changes.write_text(changes.read_text(encoding="utf-8").replace("unreleased", "2026-12-01"), encoding="utf-8")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "a"]):
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *command], cwd=tmp_path, check=True)
    for key in ("name", "email"):
        subprocess.run(["git", "config", f"user.{key}", "a@example.org"], cwd=tmp_path, check=True)
    return tmp_path


def test_what_names_the_version_agrees() -> None:
    assert release(ROOT, "--check").stderr == ""


def test_a_release_makes_the_tag_that_the_readme_names(copy: Path) -> None:
    assert release(copy).returncode == 0
    tags = subprocess.run(["git", "tag"], cwd=copy, capture_output=True, text=True, check=True).stdout.split()
    assert [f"rev: {tag}" for tag in tags if f"rev: {tag}" in (copy / "README.md").read_text(encoding="utf-8")]


def test_a_readme_that_names_another_tag(copy: Path) -> None:
    readme = copy / "README.md"
    readme.write_text(readme.read_text(encoding="utf-8").replace("rev: v", "rev: v9"), encoding="utf-8")
    done = release(copy)
    assert done.returncode == 1
    assert "README.md has rev: v9" in done.stderr


def test_a_release_without_a_date(copy: Path) -> None:
    changes = copy / "CHANGELOG.md"
    changes.write_text(changes.read_text(encoding="utf-8").replace("2026-12-01", "unreleased"), encoding="utf-8")
    assert "gives no date" in release(copy).stderr
