"""What is said of one rule, by whom: from what jplint itself assumes, over files, up to a flag."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from jplint.rulebook.rule.spec import SEVERITIES, Severity
from jplint.rulebook.yaml_tree import LoadError, Path, Tree

Level = Severity | Literal["on", "off", "default"]
"""`on` keeps a severity that was set before, `default` takes back all that was said before."""

GENERAL_OPTIONS = frozenset({"allow", "in", "mode", "outside", "variants"})
"""The options of every rule: texts that are no finding, where to look, which definition, which of its variants."""
LEVELS: tuple[Level, ...] = (*SEVERITIES, "on", "off", "default")


class Setting(Struct, frozen=True, dict=True):
    """What one layer of the configuration says of one rule, laid over weaker ones."""

    level: Level | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    tree: Tree | None = None
    where: Path = ()
    """The place in the tree; the options stand a step below."""
    speaker: str = ""
    """Who says it where no file does: a flag."""
    lower: Setting | None = None

    def over(self, lower: Setting | None) -> Setting:
        """This setting laid over a weaker one."""
        return replace(self, lower=lower)

    def _layers(self) -> Iterator[Setting]:
        """From the strongest down."""
        layer: Setting | None = self
        while layer is not None:
            yield layer
            layer = layer.lower

    @cached_property
    def decision(self) -> tuple[Level | None, Setting | None]:
        """The level in force (None: as the rule has it) and the layer that set it."""
        level: Level | None = None
        by: Setting | None = None
        for one in reversed(list(self._layers())):
            if one.level == "default":
                level, by = None, one
            elif one.level is not None and not (one.level == "on" and level in SEVERITIES):
                level, by = one.level, one
        return level, by

    @cached_property
    def all_options(self) -> dict[str, Any]:
        """The options of all layers, each by the strongest that sets it."""
        options: dict[str, Any] = {}
        for one in self._layers():
            options = {**one.options, **options}
        return options

    def source(self, option: str) -> Setting:
        """The layer that an option comes from."""
        return next((one for one in self._layers() if option in one.options), self)

    @property
    def origin(self) -> str:
        """Who says it, for people: `jplint.yaml:3`, `--select`."""
        return self.tree.origin(self.where) if self.tree else self.speaker


class SettingTree(Tree):
    """The options of a setting as one tree whose errors point into the files that they come from."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting.all_options, "", "")
        self._setting = setting

    def error(self, message: str, where: Path = (), *, key: bool = False) -> LoadError:
        source = self._setting.source(str(where[0])) if where else self._setting
        if source.tree is None:
            return LoadError(message, source.speaker)
        return source.tree.error(message, (*source.where, *where), key=key)
