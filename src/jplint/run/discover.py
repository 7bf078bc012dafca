"""From what a user names to the files to lint: folders walked, globs expanded, in one order that never changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from glob import has_magic
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

from jplint.rulebook.config.config import Said
from jplint.rulebook.config.globs import Glob
from jplint.run.failure import Failure

MARKDOWN = (".md", ".markdown", ".mdx")
PLAIN = (".txt",)
SUFFIXES = (*MARKDOWN, *PLAIN)
"""The kinds of text that jplint reads, in lower case."""

IGNORE_FILE = ".jplintignore"

_NEVER = frozenset({"node_modules"})
"""Folders that are never walked into: what is in them belongs to others."""


class Target(NamedTuple):
    """One text to lint."""

    path: str
    """As the user gave it, with "/" between the parts: the name that reports show."""
    data: bytes | None = None
    """What came through standard input; None for a file."""


class Discovery(Struct):
    """What was found, in order, and what could not be."""

    targets: list[Target] = field(default_factory=list)
    failures: list[tuple[str, Failure]] = field(default_factory=list)
    """By the path as given."""
    excluded: list[tuple[str, str]] = field(default_factory=list)
    """Files that were named and that a configuration excludes: the path, and the file and line that says so."""


def discover(paths: Iterable[str], excluded: Callable[[str], Said[Glob] | None] = lambda _: None) -> Discovery:
    """The files that the paths mean, each once, sorted by the parts of their paths.

    `excluded` tells the pattern of a configuration that excludes a file, be it named or found. Raises LoadError as
    that does.
    """
    found = Discovery()
    kept: dict[str, str] = {}
    ignores = _Ignores()
    for given in paths:
        try:
            for path in _expand(given, ignores):
                shown = os.path.normpath(path).replace(os.sep, "/")
                if by := excluded(path):
                    if path == given:
                        found.excluded.append((shown, by.origin))
                else:
                    kept.setdefault(os.path.abspath(path), shown)
        except _CannotError as error:
            found.failures.append((error.path.replace(os.sep, "/"), error.failure))
    found.targets = [Target(path) for path in sorted(kept.values(), key=lambda path: path.split("/"))]
    return found


class _CannotError(Exception):
    def __init__(self, path: str, failure: Failure) -> None:
        self.path, self.failure = path, failure


def _expand(given: str, ignores: _Ignores) -> Iterator[str]:
    if os.path.isdir(given):
        yield from _walk(given)
    elif os.path.lexists(given):
        if os.path.exists(given) and not given.lower().endswith(SUFFIXES):
            raise _CannotError(given, Failure("kind"))
        if not ignores.ignored(given):
            yield given
    elif has_magic(given):
        yield from _matching(given)
    else:
        raise _CannotError(given, Failure("missing"))


def _matching(pattern: str) -> Iterator[str]:
    """The texts that a glob matches, or whose folder it matches, in a walk of the folder before its first wildcard."""
    parts = Path(pattern).parts
    plain = next(number for number, part in enumerate(parts) if has_magic(part))
    folder = Path(*parts[:plain])
    matched = False
    matcher = Glob(parts[plain:])
    for path in _walk(str(folder)) if folder.is_dir() else ():
        if matcher.matches(Path(path).relative_to(folder).parts):
            matched = True
            yield path
    if not matched:
        raise _CannotError(pattern, Failure("no-match"))


def _walk(folder: str) -> Iterator[str]:
    """The texts below a folder. Links are not followed: what they lead to is found in its own place, or is not ours."""
    from ignore import WalkBuilder

    builder = WalkBuilder(Path(folder))
    builder.add_custom_ignore_filename(IGNORE_FILE)
    builder.require_git(False)
    builder.git_global(False)
    walk = builder.build()
    top = len(Path(folder).parts)
    while True:
        try:
            path = next(walk).path()
        except StopIteration:
            return
        except Exception as error:
            raise _CannotError(folder, Failure("unreadable", detail=str(error))) from None
        wanted = path.suffix.lower() in SUFFIXES and _NEVER.isdisjoint(path.parts[top:])
        if wanted and not path.is_symlink() and path.is_file():
            yield str(path)


class _Ignores:
    """`.jplintignore` for files that are named one by one: a commit hook names every file that was changed."""

    def __init__(self) -> None:
        self._listed: dict[Path, frozenset[str]] = {}
        self._tops: dict[Path, Path | None] = {}

    def ignored(self, path: str) -> bool:
        """True where a walk over the tree would have left the file out for a `.jplintignore`."""
        file = Path(os.path.abspath(path))
        top = self._top(file.parent)
        if top is None:
            return False
        at = top
        for part in file.relative_to(top).parts:
            if part not in self._names(at):
                return True
            at /= part
        return False

    def _top(self, folder: Path) -> Path | None:
        """The highest folder above with such a file."""
        if folder not in self._tops:
            own = [one for one in (folder, *folder.parents) if (one / IGNORE_FILE).is_file()]
            self._tops[folder] = own[-1] if own else None
        return self._tops[folder]

    def _names(self, folder: Path) -> frozenset[str]:
        """What a walk of a folder shows in it."""
        if folder not in self._listed:
            from ignore import WalkBuilder

            builder = WalkBuilder(folder)
            builder.add_custom_ignore_filename(IGNORE_FILE)
            builder.max_depth(1)
            builder.hidden(False)
            for standard in (builder.git_ignore, builder.git_exclude, builder.git_global, builder.ignore):
                standard(False)
            self._listed[folder] = frozenset(entry.path().name for entry in builder.build() if entry.depth() == 1)
        return self._listed[folder]
