"""What was found before and is to be mended another day: findings by file, told by what they say and where.

A finding is known by its rule, its sentence and its number in it, so that it is known again on another line. A file
that was renamed is known by its content.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import Struct, field

from jplint.rulebook.yaml_tree import LoadError
from jplint.run import atomic

NAME = "jplint-baseline.json"
"""The file where none is named."""

VERSION = 1
MOST_BYTES = 256 << 20
SAME = 0.5
"""A file that is called otherwise now has at least this share of the findings of the one that is gone."""


class Entry(Struct, frozen=True):
    """The known findings of one file."""

    content: str
    """A digest of the text that they were found in."""
    findings: Mapping[str, tuple[str, ...]]
    """Rule → fingerprints."""

    @property
    def fingerprints(self) -> frozenset[str]:
        """All of them."""
        return frozenset(one for some in self.findings.values() for one in some)

    def within(self, other: Entry) -> Entry:
        """What another entry has, too, in the text of that one."""
        present = other.fingerprints
        left = {rule: tuple(one for one in some if one in present) for rule, some in self.findings.items()}
        return Entry(other.content, {rule: some for rule, some in left.items() if some})


class _Data(Struct, frozen=True):
    version: int
    files: dict[str, Entry] = field(default_factory=dict)


class Baseline(Struct, frozen=True, dict=True):
    """The known findings. Paths count from the folder of the file."""

    file: Path
    files: Mapping[str, Entry] = field(default_factory=dict)

    def name(self, path: str) -> str:
        """A path, by the current folder, as the baseline has it."""
        return os.path.relpath(os.path.realpath(path), self._folder).replace(os.sep, "/")

    def entry(self, path: str, content: str, found: Iterable[str]) -> str:
        """The name under which the findings of a file are known, by its path, else by its content; "" for none.

        `content` is the digest of its text, `found` the fingerprints of what was found in it.
        """
        name = self.name(path)
        if name in self.files or not self._gone:
            return name if name in self.files else ""
        same = [gone for gone in self._gone if self.files[gone].content == content]
        if same:
            return same[0]
        present = frozenset(found)
        met = {gone: len(self.files[gone].fingerprints & present) for gone in self._gone}
        alike = [gone for gone, count in met.items() if count >= SAME * len(self.files[gone].fingerprints) > 0]
        return max(alike, key=lambda gone: (met[gone], gone), default="")

    def updated(self, found: Mapping[str, Entry]) -> Baseline:
        """The same with what was found, by path, in the place of what was known of these files."""
        names = {self._known_as(path, entry) for path, entry in found.items()}
        kept = {name: entry for name, entry in self._there().items() if name not in names}
        return self._with(kept | {self.name(path): entry for path, entry in found.items()})

    def pruned(self, found: Mapping[str, Entry]) -> Baseline:
        """The same without what was known of some files, by path, and is not among what was found. Nothing is added."""
        kept = self._there()
        for path, entry in found.items():
            if name := self._known_as(path, entry):
                kept.pop(name, None)
                kept[self.name(path)] = self.files[name].within(entry)
        return self._with(kept)

    def _known_as(self, path: str, entry: Entry) -> str:
        return self.entry(path, entry.content, entry.fingerprints)

    def _there(self) -> dict[str, Entry]:
        """The entries of files that are still there."""
        return {name: entry for name, entry in self.files.items() if name not in self._gone}

    def _with(self, files: Mapping[str, Entry]) -> Baseline:
        return Baseline(self.file, {name: entry for name, entry in files.items() if entry.findings})

    def write(self) -> None:
        """Write the file, whole or not at all. Raises OSError."""
        text = msgspec.json.encode(_Data(VERSION, dict(self.files)), order="sorted")
        atomic.replace(str(self.file), [msgspec.json.format(text, indent=1), b"\n"])

    @cached_property
    def _folder(self) -> str:
        return os.path.realpath(self.file.parent)

    @cached_property
    def _gone(self) -> list[str]:
        return [name for name in self.files if not os.path.exists(os.path.join(self._folder, name))]


def digest(text: str) -> str:
    """What tells a text from others."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def entry(content: str, found: Iterable[tuple[str, str]]) -> Entry:
    """The entry of a file, of the rules and fingerprints found in it."""
    by_rule: dict[str, set[str]] = {}
    for rule, fingerprint in found:
        by_rule.setdefault(rule, set()).add(fingerprint)
    return Entry(content, {rule: tuple(sorted(some)) for rule, some in sorted(by_rule.items())})


def load(file: Path, *, required: bool = True, shown: Callable[[Path], str] = str) -> Baseline:
    """Read a baseline. Raises LoadError where it is no such file; one that is not there is empty unless `required`."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES)
        read = msgspec.json.decode(data, type=_Data)
    except FileNotFoundError:
        if not required:
            return Baseline(file)
        raise LoadError("there is no such baseline; `jplint baseline update` writes one", shown(file)) from None
    except OSError as error:
        raise LoadError(f"cannot be read: {error.strerror}", shown(file)) from None
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise LoadError(f"not a baseline: {error}", shown(file)) from None
    if read.version != VERSION:
        raise LoadError(f"a baseline of version {read.version}; this jplint reads version {VERSION}", shown(file))
    return Baseline(file, read.files)
