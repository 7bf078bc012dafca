"""A plug-in's own way of looking: code of an installed distribution, never of the linted tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from importlib.metadata import entry_points
from typing import Any, ClassVar

from jplint.checks.base import Check, Match, Scope
from jplint.document.document import Document

GROUP = "jplint.checks"


class Plugin(Check, frozen=True, kw_only=True):
    """Calls the function that a distribution registers in the entry-point group `jplint.checks`.

    It takes (document, scope, options) and gives matches.
    """

    shorthand: ClassVar[str] = "name"
    names: ClassVar[frozenset[str]] = frozenset({"detail"})
    edits: ClassVar[bool] = True

    name: str
    """The name it is registered by."""
    options: dict[str, Any] = {}

    def problems(self) -> Iterable[tuple[tuple[str | int, ...], str]]:
        known = sorted(entry.name for entry in entry_points(group=GROUP))
        if self.name not in known:
            yield ("name",), f'no installed package registers "{self.name}" (there are: {", ".join(known) or "none"})'

    @cached_property
    def _function(self) -> Callable[[Document, Scope, dict[str, Any]], Iterable[Match]]:
        [entry] = entry_points(group=GROUP, name=self.name)
        found: Callable[[Document, Scope, dict[str, Any]], Iterable[Match]] = entry.load()
        return found

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        """What the plug-in finds."""
        return self._function(document, scope, self.options)


CHECK = Plugin
