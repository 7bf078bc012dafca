"""The hooks, run by pre-commit itself on a repository of their own; it installs jplint with all it depends on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pre_commit")

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SOURCES = ("src", "rules", "docs", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")


def git(folder: Path, *args: str) -> str:
    identity = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    result = subprocess.run(["git", *identity, *args], cwd=folder, capture_output=True, text=True, check=True)
    return result.stdout


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a copy of the project."""
    folder = tmp_path_factory.mktemp("jplint")
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    shutil.rmtree(folder / "src" / "jplint.egg-info", ignore_errors=True)
    for cached in folder.rglob("__pycache__"):
        shutil.rmtree(cached)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "copy")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps the environment that it makes, for all tests of this file."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    shutil.copytree(HERE / "base", tmp_path, dirs_exist_ok=True)
    files = {"a.md": "誤字。\n", "b.md": "よい。\n", "drafts/c.md": "誤字。\n", "d.py": "誤字 = 1\n"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / ".jplintignore").write_text("drafts/\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    return tmp_path


def try_hook(hooks: Path, home: Path, repository: Path, hook: str, *args: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PRE_COMMIT_HOME": str(home), "LANG": "ja_JP.UTF-8", "PYTHONUTF8": "1"}
    environment = {name: value for name, value in environment.items() if not name.startswith("GIT_")}
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), hook, "--color", "never", *args]
    return subprocess.run(command, cwd=repository, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_the_configuration_of_the_readme(hooks: Path, home: Path, repository: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    written = re.search(r"<!-- load as .pre-commit-config.yaml -->\n```yaml\n(.*?)```", readme, re.DOTALL)
    assert written
    tag = re.search(r"rev: (\S+)", written[1])
    assert tag
    git(hooks, "tag", tag[1])
    config = written[1].replace("/path/to/jplint", str(hooks))
    (repository / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    git(repository, "add", ".")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(home), "LANG": "ja_JP.UTF-8", "PYTHONUTF8": "1"}
    environment = {name: value for name, value in environment.items() if not name.startswith("GIT_")}
    command = [sys.executable, "-m", "pre_commit", "run", "--color", "never", "--all-files"]
    done = subprocess.run(command, cwd=repository, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert done.stdout.count("「誤字」は使いません。") == 1, "the hook for the site says nothing twice"


def test_the_hook_lints_the_files_that_it_is_given(hooks: Path, home: Path, repository: Path) -> None:
    result = try_hook(hooks, home, repository, "jplint", "--files", "a.md", "b.md", "drafts/c.md", "d.py")
    assert result.returncode == 1, result.stdout + result.stderr
    assert "「誤字」は使いません。" in result.stdout
    assert "エラー 1件（2ファイル" in result.stdout
    assert try_hook(hooks, home, repository, "jplint", "--files", "b.md").returncode == 0


def test_the_hook_for_the_site_reports_only_what_all_files_show(hooks: Path, home: Path, repository: Path) -> None:
    (repository / "jplint.yaml").write_text("rules: {'*': off, front-matter/duplicate-title: on}\n", encoding="utf-8")
    for name in ("a.md", "b.md"):
        (repository / name).write_text("---\ntitle: 春の港を歩いて見た船の名\n---\n\n誤字。\n", encoding="utf-8")
    result = try_hook(hooks, home, repository, "jplint-site", "--files", "d.py")
    assert result.returncode == 1, result.stdout + result.stderr
    assert "front-matter/duplicate-title" in result.stdout
    assert "house/wrong" not in result.stdout
