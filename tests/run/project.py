"""A project in a folder of its own, and the program in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


class Project:
    """A git repository with texts; jplint knows two rules there, one for 「禁句」 and one that mends 「直す」."""

    RULE = """\
summary: {{ja: あ, en: a}}
why: {{ja: あ, en: a}}
severity: warning
default: on
text: [{{match: {word}}}]
{fix}message: {{ja: "「{{match}}」です。", en: "It says {{match}}."}}
tests: []
"""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("jplint.yaml", 'rule-paths: [rules]\nrules: {"*": off, house: on, headings/duplicate: on}\n')
        self.write("rules/house/banned.yaml", self.RULE.format(word="禁句", fix=""))
        fix = "fix: {replace: {match: 直る}, safe: true}\n"
        self.write("rules/house/mended.yaml", self.RULE.format(word="直す", fix=fix))
        self.git("init", "-q", "-b", "main")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def git(self, *arguments: str) -> str:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            ["git", *who, *arguments], cwd=self.folder, check=True, capture_output=True, encoding="utf-8"
        )
        return done.stdout

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "a")

    def jplint(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments), cwd=self.folder, env=self.environment, capture_output=True, encoding="utf-8",
            check=False, timeout=120,
        )  # fmt: skip

    def found(self, *arguments: str) -> list[str]:
        """`path:line word` of the findings, by the texts in their messages."""
        done = self.jplint("-f", "concise", "--all", *arguments)
        assert done.returncode in (0, 1), done.stderr
        return [line.split(": ")[0].rsplit(":", 1)[0] for line in done.stdout.splitlines()]

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "jplint", *arguments]

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "LANG": "ja_JP.UTF-8", "JPLINT_CACHE_DIR": str(self.folder.parent / "cache")}
