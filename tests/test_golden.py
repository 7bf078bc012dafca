"""Documents of many shapes and all that jplint says of them. `python tests/test_golden.py` writes it down anew."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "golden"
FORMATS = ("concise", "json")
"""One for people who read the differences; one that has everything."""

CLEAN = sorted(path.name for path in (FOLDER.parent / "clean").iterdir())
"""Texts as people write them: a lecture with formulas, a story, a play, a blog, articles, minutes, release notes."""
DOCUMENTS = sorted(path.name for path in FOLDER.iterdir() if path.suffix in (".md", ".txt"))


def report(document: str, form: str, **environment: str) -> bytes:
    """What the program prints for a document, by all rules that are on."""
    command = [
        sys.executable,
        "-m",
        "jplint",
        "--exit-zero",
        "--all",
        "--message-language",
        "ja",
        "--format",
        form,
        document,
    ]
    environ = {**os.environ, "PYTHONUTF8": "1", **environment}
    return subprocess.run(command, cwd=FOLDER, env=environ, capture_output=True, check=True).stdout


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_report_is_as_written_down(document: str, form: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    cache = str(tmp_path_factory.getbasetemp() / "cache")
    assert report(document, form, JPLINT_CACHE_DIR=cache) == (FOLDER / f"{document}.{form}").read_bytes()


@pytest.mark.parametrize("document", CLEAN)
def test_what_people_write_well_is_left_alone(document: str, tmp_path: Path) -> None:
    assert report(f"../clean/{document}", "concise", JPLINT_CACHE_DIR=str(tmp_path)) == b""


if __name__ == "__main__":
    for name in DOCUMENTS:
        for one in FORMATS:
            (FOLDER / f"{name}.{one}").write_bytes(report(name, one))
