"""What was changed since a revision, by git: lines of files that it knows, and all of those that it does not."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from jplint.rulebook.yaml_tree import LoadError

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_SECTION = re.compile(rb"^diff --git ", re.MULTILINE)

Ranges = tuple[tuple[int, int], ...]
"""First and last lines."""


class Change(Struct, frozen=True):
    """What was changed in one file."""

    lines: Ranges
    before: str = ""
    """What the file was called; "" where it is new, and all of it counts."""


class Changes(Struct, frozen=True):
    """What was changed in a repository since `base`, by path below `root`."""

    root: str
    base: str
    files: Mapping[str, Change]

    def of(self, path: str) -> Change | None:
        """What was changed in a file; None for nothing."""
        return self.files.get(self.name(path))

    def name(self, path: str) -> str:
        """A path, by the current folder, as git has it."""
        return os.path.relpath(os.path.realpath(path), self.root).replace(os.sep, "/")

    def old(self, change: Change) -> bytes | None:
        """The bytes of a file as they were; None where there was none."""
        if not change.before:
            return None
        try:
            return _git(self.root, "cat-file", "blob", f"{self.base}:{change.before}")
        except _GitError:
            return None


class _GitError(Exception):
    pass


@lru_cache(maxsize=16)
def changes(revision: str, folder: str) -> Changes:
    """The changes of the repository around a folder since it parted from a revision. Raises LoadError."""
    try:
        root = os.path.realpath(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel")).rstrip("\n"))
        commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except _GitError as error:
        raise LoadError(f'there is no revision "{revision}" here{f": {error}" if str(error) else ""}') from None
    try:
        base = _git(root, "merge-base", commit.decode().strip(), "HEAD").decode().strip()
    except _GitError:
        base = commit.decode().strip()
    try:
        files = dict(_changed(root, base))
        untracked = _git(root, "ls-files", "-z", "--others", "--exclude-standard")
    except _GitError as error:
        raise LoadError(f"git: {error}") from None
    files |= {os.fsdecode(name): Change(()) for name in untracked.split(b"\0") if name}
    return Changes(root, base, files)


def _changed(root: str, base: str) -> Iterator[tuple[str, Change]]:
    """The files that are there now and were changed; git tells names and lines in the same order."""
    flags = "--no-ext-diff", "--no-textconv", "--no-color", "--no-relative", "-M", "--ignore-submodules"
    names = _git(root, "diff", *flags, "--name-status", "-z", base).split(b"\0")
    sections = _SECTION.split(_git(root, "diff", *flags, "-U0", base))[1:]
    at = 0
    for section in sections:
        status = names[at][:1]
        moved = status in b"RC"
        before, now = os.fsdecode(names[at + 1]), os.fsdecode(names[at + 1 + moved])
        at += 2 + moved
        if status != b"D":
            yield now, Change(tuple(_lines(section)), "" if status == b"A" else before)


def _lines(section: bytes) -> Iterator[tuple[int, int]]:
    """The lines of each hunk; where something was only taken out, the two between which it stood."""
    for start, count in _HUNK.findall(section):
        first, length = int(start), int(count or 1)
        yield (first, first + length - 1) if length else (first, first + 1)


def _git(folder: str, *arguments: str) -> bytes:
    import subprocess

    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and git is the one that the user has
            ("git", "-c", "core.fsmonitor=false", "-C", folder, *arguments),  # noqa: S607
            capture_output=True, check=True, env=environment,
        ).stdout  # fmt: skip
    except FileNotFoundError:
        raise _GitError("git is not installed") from None
    except subprocess.CalledProcessError as error:
        raise _GitError(error.stderr.decode(errors="replace").strip().removeprefix("fatal: ")) from None
