"""Where results differ from textlint's: the data of `rules/compat/differences.yaml`."""

from __future__ import annotations

from typing import Any

import msgspec

from jplint.rulebook import store, yaml_tree
from jplint.rulebook.rule.convert import convert, hook
from jplint.rulebook.rule.spec import Bilingual

Place = tuple[int, int]
"""Line and column, from 1."""


class Difference(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One difference, with a text that shows it."""

    rules: list[str]
    """textlint's names of the rules."""
    text: str
    options: dict[str, Any] = {}
    textlint: list[Place]
    """What textlint reports."""
    here: list[Place]
    """What is reported here."""
    fixed: str | None = None
    """The text after the fix here, where that is the difference."""
    why: Bilingual


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    summary: Bilingual
    differences: list[Difference]


def load() -> list[Difference]:
    """The differences in the order of the file. Raises LoadError."""
    path = store.bundled() / store.COMPAT / "differences.yaml"
    tree = yaml_tree.load(path.read_text(encoding="utf-8"), "compat differences")
    return convert(tree, (), _File, hook({}, trusted=True)).differences
