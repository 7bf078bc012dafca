"""Definitions that rules share: an expression, a list of them, the parameters of an analysis, each by its file.

In a rule, `$name` stands for the value; in a list, for the entries of a list. In an expression `[[$name]]` stands for
the text of one. All are put in before the rule is read, so that a compiled rule stands by itself. A definition can name
others within its expressions, but not as a whole: so the size of what is put in has a bound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from jplint.rulebook import yaml_tree
from jplint.rulebook.rule.convert import convert, hook
from jplint.rulebook.rule.spec import Bilingual
from jplint.rulebook.yaml_tree import LoadError, Path, Tree
from jplint.text.nearness import did_you_mean

_REFERENCE = re.compile(r"\$([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
_INSIDE = re.compile(r"\[\[\$([a-z0-9-]+)\]\]")


class Definition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file of a definition."""

    summary: Bilingual
    """What it is, and who uses it."""
    value: str | list[Any] | dict[str, Any]


def read(text: str, path: str) -> str | list[Any] | dict[str, Any]:
    """The value of a definition's file. Raises LoadError."""
    tree = yaml_tree.load(text, path)
    if not isinstance(tree.data, dict):
        raise tree.error("a definition is a mapping with summary and value")
    return convert(tree, (), Definition, hook({}, trusted=True)).value


class Shared(msgspec.Struct, frozen=True):
    """What the rules of a project can refer to by name: word lists and definitions."""

    words: Mapping[str, tuple[str, ...]] = {}
    values: Mapping[str, Any] = {}

    def expand(self, data: Any, where: Path, tree: Tree) -> Any:
        """The data at a path of a rule with definitions put in; the names of word lists stay. Raises LoadError."""
        if isinstance(data, dict):
            return {key: self.expand(value, (*where, key), tree) for key, value in data.items()}
        if isinstance(data, list):
            return [one for number, value in enumerate(data) for one in self._entries(value, (*where, number), tree)]
        if not isinstance(data, str):
            return data
        if match := _REFERENCE.fullmatch(data):
            return data if match[1] in self.words else self._value(match[1], where, tree)
        return self._filled(data, where, tree)

    def _entries(self, value: Any, where: Path, tree: Tree) -> list[Any]:
        """What an entry of a list comes to: the entries of another list where it names one."""
        made = self.expand(value, where, tree)
        return made if isinstance(made, list) and isinstance(value, str) else [made]

    def _value(self, name: str, where: Path, tree: Tree) -> Any:
        if name not in self.values:
            raise self._unknown(name, where, tree)
        return self._filled(self.values[name], where, tree)

    def _filled(self, data: Any, where: Path, tree: Tree) -> Any:
        """The data with definitions put in that are named within an expression."""
        if isinstance(data, dict):
            return {key: self._filled(value, where, tree) for key, value in data.items()}
        if isinstance(data, list):
            return [self._filled(value, where, tree) for value in data]
        if not isinstance(data, str):
            return data
        if (match := _REFERENCE.fullmatch(data)) and match[1] in self.values:
            raise tree.error(f'the definition "{match[1]}" stands in another one; write out what it says', where)
        return _INSIDE.sub(lambda match: self._text(match[1], where, tree), data)

    def _unknown(self, name: str, where: Path, tree: Tree) -> LoadError:
        hint = did_you_mean(name, [*self.values, *self.words])
        return tree.error(f'there is no word list and no definition "{name}"{hint}', where)

    def _text(self, name: str, where: Path, tree: Tree) -> str:
        value = self.values.get(name)
        if value is None:
            raise self._unknown(name, where, tree)
        if not isinstance(value, str):
            raise tree.error(f'the definition "{name}" is no text and cannot stand in an expression', where)
        return value


NOTHING_SHARED = Shared()


def words(text: str, path: str) -> tuple[str, ...]:
    """A word list file: a list of words, or a mapping with `words` and `note`. Raises LoadError."""
    tree = yaml_tree.load(text, path)
    data = tree.data.get("words") if isinstance(tree.data, dict) else tree.data
    where: Path = ("words",) if isinstance(tree.data, dict) else ()
    if not isinstance(data, list):
        raise tree.error("a word list is a list of words", where)
    for number, word in enumerate(data):
        if not isinstance(word, str) or not word:
            raise tree.error("a word must be text (quote a number)", (*where, number))
    return tuple(data)
