"""The extension for Visual Studio Code is type-checked, built and packaged with what its lock file names."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "editors/vscode"


def test_the_lock_file_names_no_registry() -> None:
    assert '"resolved"' not in (FOLDER / "package-lock.json").read_text(encoding="utf-8")


def test_the_package_builds(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    ignored = shutil.ignore_patterns("node_modules", "dist", "*.vsix")
    copy = shutil.copytree(FOLDER, tmp_path / "vscode", ignore=ignored)
    installed = subprocess.run(
        [npm, "ci", "--no-audit", "--no-fund"], cwd=copy, capture_output=True, text=True, check=False
    )
    if installed.returncode:
        pytest.skip(f"the packages cannot be had: {installed.stderr[-200:]}")
    built = subprocess.run([npm, "run", "package"], cwd=copy, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    [package] = copy.glob("*.vsix")
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("extension/package.json"))
    assert f"extension/{manifest['main'].removeprefix('./')}" in names
    assert not [name for name in names if "node_modules" in name or name.endswith(".ts")]
