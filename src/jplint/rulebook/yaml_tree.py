"""YAML that people write (rules, word lists, configuration) as plain data that remembers where each key stands.

Scalars follow the YAML 1.2 core schema, so `on`, `no` and `12:30` are the strings that they look like. Aliases are
refused: nothing here needs them, and a bomb is made of them.
"""

from __future__ import annotations

import pathlib
import re
from dataclasses import dataclass, field
from typing import Any

MAX_BYTES = 1 << 20
"""A rule, word list or configuration larger than this is refused."""
_USUAL = 1 << 16
"""Hardly any is: to ask for the whole mebibyte at once costs more than to read the file."""
MAX_DEPTH = 40

Path = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NULLS = {"", "~", "null", "Null", "NULL"}


class LoadError(ValueError):
    """Something a person wrote cannot be used. Says the file, the place (line and column from 1) and what is wrong."""

    def __init__(self, message: str, path: str = "", line: int = 0, column: int = 0, excerpt: str = "") -> None:
        self.message, self.path, self.line, self.column, self.excerpt = message, path, line, column, excerpt
        super().__init__(str(self))

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        text = f"{where}: {self.message}" if where else self.message
        return f"{text}\n    {self.excerpt}\n    {' ' * (self.column - 1)}^" if self.excerpt else text

    def __reduce__(self) -> tuple[Any, ...]:
        return LoadError, (self.message, self.path, self.line, self.column, self.excerpt)


@dataclass(slots=True)
class Tree:
    """Plain data with the place of every key and value, by path; `keys` has the place of the key itself."""

    data: Any
    path: str
    text: str
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def error(self, message: str, where: Path = (), *, key: bool = False) -> LoadError:
        """An error that points at a path, or at the nearest place above it."""
        places = self.keys if key and where in self.keys else self.values
        while where and where not in places:
            where = where[:-1]
        line, column = places.get(where, (1, 1))
        lines = self.text.splitlines()
        excerpt = lines[line - 1] if line <= len(lines) else ""
        return LoadError(message, self.path, line, column, excerpt if len(excerpt) < 160 else "")

    def place(self, where: Path) -> tuple[int, int]:
        """The line and column of a path, or of the nearest place above it."""
        while where and where not in self.values:
            where = where[:-1]
        return self.values.get(where, (1, 1))

    def origin(self, where: Path = ()) -> str:
        """The file and line of a path, for people."""
        while where and where not in self.values and where not in self.keys:
            where = where[:-1]
        line, _ = self.keys.get(where) or self.values.get(where, (1, 1))
        return f"{self.path}:{line}"


def read(path: pathlib.Path, shown: str) -> str:
    """The text of a file that a person wrote; `shown` is its path for errors. Raises LoadError."""
    try:
        with open(path, "rb") as file:
            data = file.read(_USUAL)
            if len(data) == _USUAL:
                data += file.read(MAX_BYTES + 1 - _USUAL)
    except OSError as error:
        raise LoadError(f"cannot be read: {error.strerror}", shown) from None
    if len(data) > MAX_BYTES:
        raise LoadError(f"too large: at most {MAX_BYTES:,} bytes are read", shown)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LoadError(f"not valid UTF-8 (line {line}); save it as UTF-8", shown) from None


def load(text: str, path: str) -> Tree:
    """Read one YAML document. Raises LoadError."""
    import yaml

    if len(text) > MAX_BYTES:
        raise LoadError(f"too large: {len(text):,} characters, at most {MAX_BYTES:,} are read", path)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent):
                raise _at(event.start_mark, "aliases (*name) are not read here", path)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                raise _at(event.start_mark, "nested too deeply", path)
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = ", ".join(part for part in (error.context, error.problem) if part)
        raise _at(mark, f"not valid YAML: {problem}", path) from None
    except yaml.YAMLError as error:
        raise LoadError(f"not valid YAML: {str(error).splitlines()[0]}", path) from None
    tree = Tree(None, path, text)
    tree.data = _plain(node, tree, ()) if node is not None else None
    return tree


def _at(mark: Any, message: str, path: str) -> LoadError:
    """An error at one of the YAML reader's marks, which may be missing."""
    return LoadError(message, path, mark.line + 1, mark.column + 1) if mark else LoadError(message, path)


def _plain(node: Any, tree: Tree, path: Path) -> Any:
    mark = node.start_mark
    tree.values[path] = (mark.line + 1, mark.column + 1)
    if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
        raise tree.error(f"the tag {node.tag} is not read here", path)
    if node.id == "mapping":
        return _mapping(node, tree, path)
    if node.id == "sequence":
        return [_plain(child, tree, (*path, number)) for number, child in enumerate(node.value)]
    if _SURROGATE.search(node.value):
        raise tree.error("half a surrogate pair is no character", path)
    return node.value if node.style else scalar(node.value)


def _mapping(node: Any, tree: Tree, path: Path) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = key_node.value
        mark = key_node.start_mark
        if not isinstance(key, str) or _SURROGATE.search(key):
            raise LoadError("a key must be a plain word", tree.path, mark.line + 1, mark.column + 1)
        tree.keys[*path, key] = (mark.line + 1, mark.column + 1)
        if key in result:
            raise tree.error(f'the key "{key}" stands here twice', (*path, key), key=True)
        result[key] = _plain(value_node, tree, (*path, key))
    return result


def scalar(text: str) -> Any:
    """A plain scalar by the YAML 1.2 core schema."""
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    return text
