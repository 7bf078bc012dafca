"""The layers of a configuration, from the weakest to the strongest, and what they come to for each rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from jplint.rulebook.config import foreign
from jplint.rulebook.config.config import Layer
from jplint.rulebook.config.setting import GENERAL_OPTIONS, Level, Setting
from jplint.rulebook.rulebook import Catalog, Rule
from jplint.rulebook.yaml_tree import LoadError, Path
from jplint.text.nearness import did_you_mean

Settings = Mapping[str, Setting]
"""By rule id."""


def stack(layers: Iterable[Settings]) -> dict[str, Setting]:
    """One setting for each rule that a layer speaks of; the weakest layer first."""
    settings: dict[str, Setting] = {}
    for layer in layers:
        for rule_id, setting in layer.items():
            settings[rule_id] = setting.over(settings.get(rule_id))
    return settings


def read(layer: Layer, catalog: Catalog) -> list[Settings]:
    """What a layer says of the rules, name by name, options checked. Raises LoadError for a name that no rule has."""
    found: list[Settings] = []
    others: dict[str, _Joined] = {}
    for name in sorted(layer.rules, key=lambda name: _closeness(name, catalog)):
        where = (*layer.where, name)
        if layer.mode and name not in catalog.specs and foreign.known(name):
            _join(others, layer, name)
            continue
        try:
            ids = catalog.expect(name)
        except LoadError as error:
            raise layer.tree.error(error.message, where, key=True) from None
        given = _Given(layer, where, exact=name in catalog.specs or name in catalog.aliases)
        value = _in_our_words(layer.rules[name], name, ids, catalog)
        found.append(given.settings(value, ids, catalog))
    found.append({rule: Setting(one.level, one.options, layer.tree, one.where) for rule, one in others.items()})
    for rule_id, setting in stack(found).items():
        if setting.all_options:
            Rule(catalog.specs[rule_id], setting)
    return found


class _Joined(Struct, frozen=True):
    """What several names of another linter say together of one rule of ours."""

    level: Level
    options: Mapping[str, Any]
    where: Path


def _join(found: dict[str, _Joined], layer: Layer, name: str) -> None:
    """Take in what a layer says under a name of another linter. What is off for all names of a rule is off."""
    value, where = layer.rules[name], (*layer.where, name)
    level = _level(value.get("severity", "on") if isinstance(value, dict) else value)
    if level == "off":
        return
    for use in foreign.uses(foreign.known(name)):
        options, _ = foreign.translated(use, value if isinstance(value, dict) else {})
        before = found.get(use.rule)
        joined = options if before is None else foreign.joined(before.options, options)
        found[use.rule] = _Joined(level, joined, where)


def _in_our_words(value: Any, name: str, ids: list[str], catalog: Catalog) -> Any:
    """A setting under another linter's name for a rule: its options are ours, where we have none of that name."""
    if not isinstance(value, dict) or name in catalog.specs or not foreign.known(name):
        return value
    ours = GENERAL_OPTIONS | {option for rule_id in ids for option in catalog.specs[rule_id].options}
    theirs = {key: one for key, one in value.items() if key not in ours and key != "severity"}
    if not theirs:
        return value
    kept = {key: one for key, one in value.items() if key not in theirs}
    for use in foreign.uses(foreign.known(name)):
        options, missing = foreign.translated(use.plain, theirs)
        kept |= options | {key: theirs[key] for key in missing}
    return kept


def _closeness(name: str, catalog: Catalog) -> tuple[int, int]:
    """Sorts globs before groups before rules, wide ones first."""
    kind = 2 if name in catalog.specs or name in catalog.aliases else int(name in catalog.groups)
    return kind, len(name)


class _Given(Struct, frozen=True):
    """One entry under `rules`."""

    layer: Layer
    where: Path
    exact: bool

    def settings(self, value: Any, ids: list[str], catalog: Catalog) -> dict[str, Setting]:
        if not isinstance(value, dict):
            return {rule_id: self._setting(_level(value), {}) for rule_id in ids}
        options = {key: one for key, one in value.items() if key != "severity"}
        level = _level(value["severity"]) if "severity" in value else "on" if self.exact else None
        if self.exact:
            return {rule_id: self._setting(level, options) for rule_id in ids}
        known = {rule_id: GENERAL_OPTIONS | set(catalog.specs[rule_id].options) for rule_id in ids}
        for name in options:
            if not any(name in names for names in known.values()):
                hint = did_you_mean(name, frozenset().union(*known.values()))
                raise self.layer.tree.error(f'no rule here has an option "{name}"{hint}', (*self.where, name), key=True)
        return {
            rule_id: self._setting(level, {name: one for name, one in options.items() if name in names})
            for rule_id, names in known.items()
        }

    def _setting(self, level: Level | None, options: Mapping[str, Any]) -> Setting:
        return Setting(level, options, self.layer.tree, self.where)


def _level(value: Any) -> Level:
    """YAML's `on` is a word here, but TOML and other habits have `true`."""
    if isinstance(value, bool):
        return "on" if value else "off"
    level: Level = value
    return level


def without_levels(settings: Settings) -> Settings:
    """The options alone."""
    return {rule_id: replace(setting, level=None) for rule_id, setting in settings.items()}


def selected(catalog: Catalog, names: Iterable[str], speaker: str) -> Settings:
    """These rules and no others. Raises LoadError."""
    ids = {rule_id for name in names for rule_id in _expect(catalog, name, speaker)}
    return {rule_id: Setting("on" if rule_id in ids else "off", speaker=speaker) for rule_id in catalog.specs}


def ignored(catalog: Catalog, names: Iterable[str], speaker: str) -> Settings:
    """Not these rules. Raises LoadError."""
    return {rule_id: Setting("off", speaker=speaker) for name in names for rule_id in _expect(catalog, name, speaker)}


def _expect(catalog: Catalog, name: str, speaker: str) -> list[str]:
    try:
        return catalog.expect(name)
    except LoadError as error:
        raise LoadError(error.message, speaker) from None


def site(catalog: Catalog, kind: str) -> Settings:
    """The kind of site, for every rule with an option of that name."""
    return {
        rule_id: Setting(options={"site": kind}, speaker=kind)
        for rule_id, spec in catalog.specs.items()
        if kind and "site" in spec.options
    }
