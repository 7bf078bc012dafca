"""The ways of looking. One module each; its name is the key in a rule file, its CHECK the class behind it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from jplint.checks.base import Check

_SHARED = frozenset({"pairing", "site_kind"})
"""Modules that several checks of one folder share; they are no check."""


@cache
def modules() -> Mapping[str, str]:
    """Key → module of every check: `front-matter` is front_matter.py, in whichever folder it lies."""
    folders = [one.name for one in iter_modules(__path__) if one.ispkg]
    found = [(name, f"{__name__}.{name}") for name in folders]
    return {
        one.name.replace("_", "-"): f"{package}.{one.name}"
        for name, package in found
        for one in iter_modules([f"{path}/{name}" for path in __path__])
        if one.name not in _SHARED
    }


@cache
def load(key: str) -> type[Check]:
    """The class of a check. Raises KeyError for a key that is none."""
    found: type[Check] = import_module(modules()[key]).CHECK
    return found
