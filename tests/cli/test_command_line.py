"""The program as its users call it: each case in `cases/` is a command in a folder, and what comes of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted((HERE / "cases").glob("*.yaml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]
KEYS = (
    {"name", "args", "files", "bytes", "links", "base", "env", "stdin", "in"}
    | {f"{stream}{how}" for stream in ("stdout", "stderr") for how in ("", "-has", "-lacks")}
    | {"exit", "after", "after-bytes", "after-has"}
)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the program keeps compiled rules, so that not every case compiles them."""
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("case", CASES)
def test_command(case: dict, tmp_path: Path, cache: Path) -> None:
    assert set(case) <= KEYS
    arrange(case, tmp_path)
    result = run(case, tmp_path / case.get("in", "."), cache)
    told = f"stdout:\n{result.stdout}\nstderr:\n{result.stderr}"
    assert result.returncode == case.get("exit", 0), told
    check(case, "stdout", result.stdout, told)
    check({"stderr": "", **case} if "stderr-has" not in case else case, "stderr", result.stderr, told)
    for name, text in case.get("after", {}).items():
        assert (tmp_path / name).read_text(encoding="utf-8") == text
    for name, text in case.get("after-has", {}).items():
        assert text in (tmp_path / name).read_text(encoding="utf-8")
    for name, text in case.get("after-bytes", {}).items():
        assert (tmp_path / name).read_bytes() == text.encode("latin-1")
    for name in case.get("links", {}):
        assert (tmp_path / name).is_symlink()


def arrange(case: dict, folder: Path) -> None:
    """The base has a configuration and rules of its own, so that no case depends on the rules that jplint brings."""
    if case.get("base", True):
        shutil.copytree(HERE / "base", folder, dirs_exist_ok=True)
    (folder / ".git").mkdir()
    contents = {name: text.encode() for name, text in case.get("files", {}).items()}
    contents |= {
        name: contents.get(text[1:]) or (folder / text[1:]).read_bytes()
        for name, text in case.get("files", {}).items()
        if text[:1] == "$"
    }
    contents |= {name: text.encode("latin-1") for name, text in case.get("bytes", {}).items()}
    for name, data in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for name, to in case.get("links", {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(to)


def run(case: dict, folder: Path, cache: Path) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "PYTHONPATH", "SYSTEMROOT", "HOME", "TMPDIR")
    }
    environment = {**kept, "LANG": "ja_JP.UTF-8", "PYTHONUTF8": "1", "JPLINT_CACHE_DIR": str(cache)}
    return subprocess.run(
        [sys.executable, "-m", "jplint", *case.get("args", [])],
        cwd=folder,
        env=environment | case.get("env", {}),
        input=case.get("stdin", ""),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def check(case: dict, stream: str, output: str, told: str) -> None:
    """The seconds that a run took are not the same twice."""
    output = re.sub(r"[0-9]+\.[0-9]{2}(?= ?(?:秒|s\b))", "N", output)
    if stream in case:
        assert output == case[stream], told
    for text in case.get(f"{stream}-has", ()):
        assert text in output, told
    for text in case.get(f"{stream}-lacks", ()):
        assert text not in output, told
