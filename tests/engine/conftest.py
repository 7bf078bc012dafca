"""A folder to lint files in, with the checks and rules of this one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import HERE, ONLY

from jplint import checks
from jplint.run.discover import discover
from jplint.run.files import lint_files, merged
from jplint.run.profile import Plan


@pytest.fixture
def lint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """Lints files with the checks and rules of this folder; the outcomes by path."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPLINT_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "run-cache"))
    monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(HERE / "checks")])
    own = {path.stem.replace("_", "-"): f"jplint.checks.{path.stem}" for path in (HERE / "checks").glob("*.py")}
    known = {**checks.modules(), **own}
    monkeypatch.setattr(checks, "modules", lambda: known)
    (tmp_path / "jplint.yaml").write_text(ONLY, encoding="utf-8")
    (tmp_path / ".git").mkdir()
    shutil.copytree(HERE / "run_rules", tmp_path / "rules")

    def run(files: dict[str, str | bytes], *, jobs: int = 1, paths=(".",), **flags: object):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        targets = discover(paths).targets
        outcomes = list(merged(lint_files(targets, Plan(**flags), jobs=jobs)))
        assert [outcome.path for outcome in outcomes] == [target.path for target in targets]
        return {outcome.path: outcome for outcome in outcomes}

    yield run
    monkeypatch.undo()
