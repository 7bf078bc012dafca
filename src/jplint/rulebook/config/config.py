"""A configuration file with all that it extends, checked as far as it can be without knowing the rules."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct, field

from jplint.document.flavor import FLAVORS
from jplint.rulebook import presets
from jplint.rulebook.config import file as config_file
from jplint.rulebook.config.file import ConfigFile
from jplint.rulebook.config.globs import Glob
from jplint.rulebook.config.keys import ConfigData, Overrides
from jplint.rulebook.config.setting import LEVELS
from jplint.rulebook.rule.convert import convert, hook
from jplint.rulebook.yaml_tree import LoadError, Tree
from jplint.rulebook.yaml_tree import Path as Place
from jplint.text.nearness import did_you_mean

T = TypeVar("T")

TERMS = "terms"
"""The group of the rules that look for the terms of dictionaries."""

MOST_FILES = 50
"""A configuration that extends more files, counted each time, is refused."""

_SIZE = re.compile(r"([0-9]{1,12})\s*([KMG]?)i?B?")
_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


class Said(Struct, Generic[T], frozen=True):
    """A value and the place that says it."""

    value: T
    tree: Tree
    where: Place

    @property
    def origin(self) -> str:
        """The file and line."""
        return self.tree.origin(self.where)


class Layer(Struct, frozen=True):
    """Rule settings of one place. `globs`: only for files that one of them matches."""

    rules: Mapping[str, Any]
    tree: Tree
    where: Place
    globs: tuple[Glob, ...] | None = None
    flavor: Said[str] | None = None
    mode: str = ""
    """The linter whose names and options these are, with its definitions; a preset's."""

    def holds(self, path: tuple[str, ...]) -> bool:
        """True where the layer concerns a path, by its parts below the configuration's folder."""
        return self.globs is None or any(glob.matches(path) for glob in self.globs)


class Config(Struct, frozen=True, eq=False):
    """A configuration file with all that it extends. Globs count from its folder, those of extended files, too."""

    file: Path
    layers: tuple[Layer, ...] = ()
    """The weakest first."""
    rule_paths: tuple[Said[Path], ...] = ()
    problems: tuple[LoadError, ...] = ()
    """The dictionaries that cannot be used; the others do their work."""
    exclude: tuple[Said[Glob], ...] = ()
    values: Mapping[str, Said[Any]] = field(default_factory=dict)
    """message-language, max-file-size (in bytes), fail-on, baseline (a path) and since, as far as they are said."""

    def parts(self, path: str) -> tuple[str, ...]:
        """The parts of a path as the globs see it."""
        return tuple(os.path.relpath(path, self.file.parent).split(os.sep))

    def excluded(self, path: str) -> Said[Glob] | None:
        """The pattern that excludes a path."""
        parts = self.parts(path) if self.exclude else ()
        return next((one for one in self.exclude if one.value.matches(parts)), None)


def load(path: Path, *, named: bool = False) -> Config:
    """Read a configuration file and what it extends. Raises LoadError.

    No path in it leads out of the project, and neither does the file itself, unless it is `named` on the command line.
    """
    root = project_root(path.parent)
    if not named and not _within(path, root):
        raise LoadError("leads out of the project and is not read; --config can name it", config_file.display(path))
    return _load(config_file.read(path), root, (), [])


def project_root(folder: Path) -> Path:
    """The nearest folder upward with `.git`; the folder itself where there is none. Links are resolved."""
    folder = folder.resolve()
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)


def _within(path: Path, root: Path) -> bool:
    return path.resolve().is_relative_to(root)


def _load(file: ConfigFile, root: Path, chain: tuple[Path, ...], read: list[Path]) -> Config:
    real = file.path.resolve()
    if real in chain:
        raise LoadError(f"extends itself by way of {', '.join(one.name for one in chain)}", file.tree.path)
    read.append(real)
    if len(read) > MOST_FILES:
        raise LoadError(f"extends more than {MOST_FILES} files", file.tree.path)
    reader = _Reader(file, root)
    bases: list[Config] = []
    for name, where in reader.bases():
        if name in presets.names():
            preset, tree = presets.load(name)
            rules = preset.added() if bases else preset.rules
            bases.append(Config(file.path, (Layer(rules, tree, ("rules",), mode=preset.mode),)))
        else:
            bases.append(_load(reader.base(name, where), root, (*chain, real), read))
    own = reader.config()
    return Config(
        file.path,
        tuple(layer for one in (*bases, own) for layer in one.layers),
        tuple(folder for one in (*bases, own) for folder in one.rule_paths),
        tuple(error for one in (*bases, own) for error in one.problems),
        tuple(glob for one in (*bases, own) for glob in one.exclude),
        {key: said for one in (*bases, own) for key, said in one.values.items()},
    )


class _Reader:
    """What one file says by itself."""

    def __init__(self, file: ConfigFile, root: Path) -> None:
        self.file = file
        self.root = root
        self.data = convert(file.tree, file.root, ConfigData, hook({}, trusted=False), file.data)

    def error(self, message: str, where: Place, *, key: bool = False) -> LoadError:
        return self.file.tree.error(message, (*self.file.root, *where), key=key)

    def said(self, value: T, where: Place) -> Said[T]:
        return Said(value, self.file.tree, (*self.file.root, *where))

    def bases(self) -> Iterator[tuple[str, Place]]:
        """The names that the file extends, and where they stand."""
        if isinstance(self.data.extends, str):
            yield self.data.extends, ("extends",)
        else:
            yield from ((name, ("extends", number)) for number, name in enumerate(self.data.extends))

    def base(self, name: str, where: Place) -> ConfigFile:
        path = self._inside(name, where)
        if not path.is_file():
            known = presets.names()
            hint = did_you_mean(name, known) or f" (the presets are {', '.join(known)})"
            raise self.error(f'there is no preset and no file "{name}"{hint}', where)
        return config_file.read(path)

    def _inside(self, name: str, where: Place) -> Path:
        """A path that the file names. Raises LoadError where it leads out of the project, be it through a link."""
        path = self.file.path.parent / name
        if not _within(path, self.root):
            shown = config_file.display(self.root)
            raise self.error(f'"{name}" leads out of the project ({shown}) and is not read', where)
        return path

    def config(self) -> Config:
        exclude = self._globs(self.data.exclude, ("exclude",))
        problems: list[LoadError] = []
        return Config(
            self.file.path,
            (*self._terms(problems), *self._layers()),
            tuple(self._rule_paths()),
            tuple(problems),
            tuple(exclude),
            dict(self._values()),
        )

    def _terms(self, problems: list[LoadError]) -> Iterator[Layer]:
        """The terms of the dictionaries, as an option of the rule that looks for them."""
        if not self.data.dictionaries:
            return
        from jplint.rulebook import dictionary

        terms: list[dict[str, Any]] = []
        for number, name in enumerate(self.data.dictionaries):
            path = self._inside(name, ("dictionaries", number))
            if not path.is_file():
                raise self.error(f'there is no file "{name}"', ("dictionaries", number))
            try:
                terms += [entry.data for entry in dictionary.load(path, self.root)]
            except LoadError as error:
                problems.append(error)
        yield Layer({TERMS: {"severity": "default", "terms": terms}}, self.file.tree, (*self.file.root, "dictionaries"))

    def _layers(self) -> Iterator[Layer]:
        if tags := {key: value for key, value in msgspec.to_builtins(self.data.tags).items() if value is not None}:
            yield Layer({"tags": tags}, self.file.tree, self.file.root)
        yield self._layer(self.data, (), None)
        if isinstance(self.data.paths, dict):
            for glob, overrides in self.data.paths.items():
                where: Place = ("paths", glob)
                yield self._layer(overrides, where, (self._glob(glob, where, key=True),))
            return
        for number, entry in enumerate(self.data.paths):
            if not entry.files:
                raise self.error('the key "files" is missing: which files is this for?', ("paths", number))
            given = [entry.files] if isinstance(entry.files, str) else entry.files
            globs = self._globs(given, ("paths", number, "files"))
            yield self._layer(entry, ("paths", number), tuple(one.value for one in globs))

    def _layer(self, data: Overrides, where: Place, globs: tuple[Glob, ...] | None) -> Layer:
        for name, value in data.rules.items():
            self._check_rule(value, (*where, "rules", name))
        flavor, place = data.markdown.flavor, (*where, "markdown", "flavor")
        if flavor is not None and flavor not in FLAVORS:
            hint = did_you_mean(flavor, FLAVORS) or f" (there are {', '.join(FLAVORS)})"
            raise self.error(f'there is no flavor "{flavor}"{hint}', place)
        said = None if flavor is None else self.said(flavor, place)
        return Layer(data.rules, self.file.tree, (*self.file.root, *where, "rules"), globs, said)

    def _check_rule(self, value: Any, where: Place) -> None:
        level = value.get("severity", "on") if isinstance(value, dict) else value
        if isinstance(level, bool) or level in LEVELS:
            return
        if isinstance(value, dict):
            where = (*where, "severity")
        shown = f'"{level}"{did_you_mean(level, LEVELS)}' if isinstance(level, str) else f"{level!r}"
        raise self.error(f"a rule is set to one of {', '.join(LEVELS)} or to a mapping, not to {shown}", where)

    def _globs(self, patterns: Iterable[str], where: Place) -> Iterator[Said[Glob]]:
        for number, pattern in enumerate(patterns):
            yield self.said(self._glob(pattern, (*where, number)), (*where, number))

    def _glob(self, pattern: str, where: Place, *, key: bool = False) -> Glob:
        try:
            return Glob.parse(pattern)
        except ValueError as error:
            raise self.error(str(error), where, key=key) from None

    def _rule_paths(self) -> Iterator[Said[Path]]:
        for number, name in enumerate(self.data.rule_paths):
            folder = self._inside(name, ("rule-paths", number))
            if not folder.is_dir():
                raise self.error(f'there is no folder "{name}"', ("rule-paths", number))
            yield self.said(folder, ("rule-paths", number))

    def _values(self) -> Iterator[tuple[str, Said[Any]]]:
        for key, value in (
            ("message-language", self.data.message_language),
            ("max-file-size", self._size(self.data.max_file_size)),
            ("fail-on", self.data.fail_on),
            ("baseline", self._inside(self.data.baseline, ("baseline",)) if self.data.baseline else None),
            ("since", self.data.since),
        ):
            if value is not None:
                yield key, self.said(value, (key,))

    def _size(self, given: int | str | None) -> int | None:
        match = _SIZE.fullmatch(str(given).strip()) if given is not None else None
        if given is not None and not match:
            raise self.error("a size is a number of bytes, or a number with KiB, MiB or GiB", ("max-file-size",))
        return int(match[1]) * _UNITS[match[2]] if match else None
