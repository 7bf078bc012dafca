"""The ways of looking. One module each; its name is the key in a rule file, its CHECK the class behind it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from jplint.checks.base import Check

_SUPPORT = frozenset({"base", "lexicon", "literals", "pairing", "regex", "words"})
"""Modules that checks share; they are no check."""


@cache
def keys() -> frozenset[str]:
    """The keys of all checks (`front-matter` is front_matter.py)."""
    return frozenset(m.name.replace("_", "-") for m in iter_modules(__path__) if m.name not in _SUPPORT)


@cache
def load(key: str) -> type[Check]:
    """The class of a check. Raises KeyError for a key that is none."""
    if key not in keys():
        raise KeyError(key)
    found: type[Check] = import_module(f"{__name__}.{key.replace('-', '_')}").CHECK
    return found
