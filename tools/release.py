"""Makes the tag of a release, once everything that names the version agrees. `--check` only looks."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Exit status 1 where something does not agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--root", type=Path, default=ROOT)
    given = parser.parse_args()
    version = tomllib.loads((given.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    wrong = list(disagreements(given.root, version, released=not given.check))
    for line in wrong:
        print(line, file=sys.stderr)
    if wrong or given.check:
        return int(bool(wrong))
    if git(given.root, "status", "--porcelain"):
        print("there are changes that are not committed", file=sys.stderr)
        return 1
    git(given.root, "tag", "--annotate", f"v{version}", "--message", f"jplint {version}")
    print(f"made the tag v{version}; push it with: git push origin v{version}")
    return 0


def disagreements(root: Path, version: str, *, released: bool) -> Iterator[str]:
    """What names another version, or for a release, has no date yet."""
    code = (root / "src/jplint/version.py").read_text(encoding="utf-8")
    if f'"{version}"' not in code:
        yield f"src/jplint/version.py is not {version}"
    for name in ("README.md", "README.ja.md"):
        for rev in re.findall(r"rev: (\S+)", (root / name).read_text(encoding="utf-8")):
            if rev != f"v{version}":
                yield f"{name} has rev: {rev}, not v{version}"
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    heading = re.search(rf"^## \[{re.escape(version)}\] - (\S+)", changes, re.MULTILINE)
    if heading is None:
        yield f"CHANGELOG.md has no section [{version}]"
    elif released and not re.fullmatch(r"\d{4}-\d\d-\d\d", heading[1]):
        yield f"CHANGELOG.md gives no date for {version}"


def git(root: Path, *arguments: str) -> str:
    """What git says."""
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
