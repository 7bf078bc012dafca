"""Configuration files on the disk: where they lie, and their text as data that remembers its places."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from msgspec import Struct

from jplint.rulebook import yaml_tree
from jplint.rulebook.yaml_tree import MAX_BYTES, LoadError, Tree
from jplint.rulebook.yaml_tree import Path as Place

NAMES = ("jplint.yaml", "jplint.yml", ".jplint.yaml", ".jplint.yml", "pyproject.toml")
"""The files that are looked for, in this order; pyproject.toml counts where it has a table `tool.jplint`."""

_TABLE: Place = ("tool", "jplint")


class ConfigFile(Struct, frozen=True):
    """One file, read. `root` is where in the tree the configuration begins."""

    path: Path
    tree: Tree
    root: Place
    data: dict[str, Any]


class TomlTree(Tree):
    """TOML, whose reader keeps no places: an error names the key."""

    def error(self, message: str, where: Place = (), *, key: bool = False) -> LoadError:  # noqa: ARG002 - as in Tree
        at = ".".join(map(str, where))
        return LoadError(f"{message} (at {at})" if at else message, self.path)

    def origin(self, where: Place = ()) -> str:
        return f"{self.path}: {'.'.join(map(str, where))}"


def find(folder: str) -> Path | None:
    """The configuration file in a folder itself, not above it."""
    for name in NAMES:
        path = Path(folder, name)
        if path.is_file() and (path.suffix != ".toml" or _has_table(path)):
            return path
    return None


def read(path: Path) -> ConfigFile:
    """Read a configuration file. Raises LoadError."""
    shown = display(path)
    text = yaml_tree.read(path, shown)
    if path.suffix != ".toml":
        tree = yaml_tree.load(text, shown)
        if tree.data is not None and not isinstance(tree.data, dict):
            raise tree.error("a configuration is a mapping of keys (rules, paths, exclude …)")
        return ConfigFile(path, tree, (), tree.data or {})
    import tomllib

    try:
        whole = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise LoadError(f"not valid TOML: {error}", shown) from None
    tree = TomlTree(whole, shown, text)
    root: Place = ()
    data: Any = whole
    if path.name == "pyproject.toml":
        tool = whole.get("tool")
        root, data = _TABLE, tool.get("jplint", {}) if isinstance(tool, dict) else {}
    if not isinstance(data, dict):
        raise tree.error("a configuration is a table", root)
    return ConfigFile(path, tree, root, data)


def display(path: Path) -> str:
    """A path as people see it: from the current folder where it lies below that."""
    relative = os.path.relpath(path)
    return (str(path) if relative.startswith("..") else relative).replace(os.sep, "/")


def _has_table(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return b"tool.jplint" in file.read(MAX_BYTES + 1)
    except OSError:
        return False
