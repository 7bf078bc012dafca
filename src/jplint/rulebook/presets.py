"""Named sets of rule levels and options: the files of `rules/presets`."""

from __future__ import annotations

from typing import Any

import msgspec

from jplint.rulebook import store, yaml_tree
from jplint.rulebook.rule.convert import convert, hook
from jplint.rulebook.rule.spec import Bilingual
from jplint.rulebook.yaml_tree import LoadError, Tree
from jplint.text.nearness import did_you_mean

DEFAULT = "recommended"
"""What holds where nobody names a preset: it leaves every rule as its file has it."""


class Preset(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A preset file."""

    summary: Bilingual
    mode: str = ""
    """The linter whose names, options and definitions the rules have: `textlint`. Empty: our own."""
    rules: dict[str, Any]
    """Rule, group or glob → level, or a mapping with `severity` and options; `default` is as its file has it."""

    def added(self) -> dict[str, Any]:
        """The rules without turning all others off: what the preset adds to another."""
        return {name: value for name, value in self.rules.items() if (name, value) != ("*", "off")}


def names() -> tuple[str, ...]:
    """The presets there are, sorted."""
    return tuple(sorted(path.stem for path in (store.bundled() / store.PRESETS).glob("*.yaml")))


def load(name: str) -> tuple[Preset, Tree]:
    """A preset and its file. Raises LoadError where there is none of that name."""
    if name not in (known := names()):
        raise LoadError(f'there is no preset "{name}"{did_you_mean(name, known)} (there are {", ".join(known)})')
    path = store.bundled() / store.PRESETS / f"{name}.yaml"
    tree = yaml_tree.load(path.read_text(encoding="utf-8"), f"preset {name}")
    return convert(tree, (), Preset, hook({}, trusted=True)), tree
