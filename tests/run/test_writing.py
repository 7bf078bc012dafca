"""A file that is mended is there old or new, whole, whatever happens."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from jplint.run import atomic
from tests.run.project import Project

COUNT = 60


def test_killed_at_any_moment_each_file_is_old_or_new(project: Project) -> None:
    chance = random.Random(7)
    old = "これは長い文章です。直す。\n" * 400
    new = old.replace("直す", "直る")
    names = [f"texts/{number}.md" for number in range(COUNT)]
    project.write("warm.md", old)
    project.jplint("--fix", "warm.md")
    states = set()
    for _ in range(12):
        for name in names:
            project.write(name, old)
        started = subprocess.Popen(
            project.command("--fix", "-q", "-j", "1", "texts"), cwd=project.folder, env=project.environment,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(chance.uniform(0.2, 1.5))
        started.send_signal(signal.SIGKILL)
        started.wait()
        states.update(project.read(name) for name in names)
        assert sorted(os.listdir(project.folder / "texts")) == sorted(Path(name).name for name in names)
    assert states <= {old, new}


def test_the_mode_stays(project: Project) -> None:
    project.write("a.md", "直す。\n")
    (project.folder / "a.md").chmod(0o640)
    project.jplint("--fix")
    assert project.read("a.md") == "直る。\n"
    assert (project.folder / "a.md").stat().st_mode & 0o777 == 0o640


def test_a_file_that_was_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("old")

    def changed() -> None:
        raise ValueError("changed")

    with pytest.raises(ValueError, match="changed"):
        atomic.replace(str(file), [b"new"], changed)
    assert file.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


def test_where_the_system_has_no_nameless_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "_nameless", lambda _: None)
    file = tmp_path / "a.md"
    file.write_text("old")
    file.chmod(0o604)
    atomic.replace(str(file), [b"ne", b"w"])
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("new", 0o604)
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


def test_a_folder_that_takes_no_files(project: Project) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to root")
    project.write("texts/a.md", "直す。\n")
    (project.folder / "texts").chmod(0o500)
    done = project.jplint("--fix", "texts")
    (project.folder / "texts").chmod(0o700)
    assert done.returncode == 2
    assert "書き込めません" in done.stderr
