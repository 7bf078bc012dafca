"""What holds for one file: the rules that are on, the dialect, the limits. Worked out once for all files alike."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from jplint.document.flavor import FLAVORS, Flavor
from jplint.rulebook import presets, store
from jplint.rulebook.config import config as configs
from jplint.rulebook.config import file as config_file
from jplint.rulebook.config import layers
from jplint.rulebook.config.config import Config, Layer, Said
from jplint.rulebook.config.globs import Glob
from jplint.rulebook.config.layers import Settings
from jplint.rulebook.rule.spec import Language, RuleSpec, Severity
from jplint.rulebook.rulebook import Catalog, Rulebook, select
from jplint.rulebook.store import RuleFile
from jplint.rulebook.yaml_tree import LoadError
from jplint.run.site_kind import NOWHERE, Site, Sites

MAX_FILE_SIZE = 16 << 20
"""Bytes that a text may have where nothing else is said."""
FAIL_ON: Severity = "warning"
"""The least severity that makes the exit status 1 where nothing else is said."""


class Repair(Struct, frozen=True):
    """Which fixes to make, and whether to write what comes of them."""

    unsafe: bool = False
    write: bool = True


class Plan(Struct, frozen=True):
    """What was asked of a run: the flags, as plain values that another process can be given."""

    config: str | None = None
    """This configuration file for all texts, in place of the nearest one to each."""
    no_config: bool = False
    nowhere: bool = False
    """The texts lie in no folder: nothing is looked for around them."""
    preset: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Severity = "info"
    """The least severity that is reported."""
    language: Language | None = None
    """Of messages, over what configurations say."""
    default_language: Language = "ja"
    """Of messages, where no configuration says anything."""
    only_across: bool = False
    """Only what all files together show."""
    baseline: str | None = None
    """The file of the findings that are known; "" for none, whatever is configured."""
    since: str | None = None
    """The revision since when something counts; "" for none, whatever is configured."""
    repair: Repair | None = None
    """Mend what can be mended."""


class RuleFilesError(LoadError):
    """Several at once: every rule file of a project that cannot be used."""

    def __init__(self, errors: Iterable[LoadError]) -> None:
        self.errors = [_shown(error) for error in errors]
        super().__init__("\n".join(str(error) for error in self.errors))


def _shown(error: LoadError) -> LoadError:
    """The same with the path as people see it; compiled rules are kept for all folders that one may stand in."""
    path = config_file.display(Path(error.path)) if error.path else ""
    return LoadError(error.message, path, error.line, error.column, error.excerpt)


class Profile(Struct, frozen=True, eq=False, dict=True):
    """What holds for a file."""

    config: Config | None
    site: Site
    catalog: Catalog
    problems: RuleFilesError | None
    """The rule files that cannot be used; the other rules do their work without them."""
    settings: Settings
    flavor: Flavor
    flavor_from: str
    """Who says so, for people: a file and line, or the kind of site."""
    language: Language
    only_across: bool = False

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rules that are on."""
        rules = select(self.catalog, self.settings, self.language)
        return rules.across_only() if self.only_across else rules

    @cached_property
    def max_size(self) -> int:
        """The most bytes that a text may have."""
        said: Said[int] | None = self.said("max-file-size")
        return said.value if said else MAX_FILE_SIZE

    @cached_property
    def fail_on(self) -> Severity:
        """The least severity that makes the exit status 1."""
        said: Said[Severity] | None = self.said("fail-on")
        return said.value if said else FAIL_ON

    def said(self, key: str) -> Said[Any] | None:
        """What the configuration says of a key that is no rule."""
        return self.config.values.get(key) if self.config else None


class Profiles:
    """Finds the profile of each file of a run. Raises LoadError where a configuration cannot be used."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._sites = Sites()
        self._configs: dict[str, Config | None] = {}
        self._loaded: dict[Path, Config] = {}
        self._stacks: dict[Config | None, _Stack] = {}

    def of(self, path: str) -> Profile:
        """The profile of a file, by its path from the current folder."""
        full = os.path.abspath(path)
        folder = os.path.dirname(full)
        config = self.config(folder)
        if config not in self._stacks:
            self._stacks[config] = _Stack(config, self.plan)
        site = NOWHERE if self.plan.nowhere else self._sites.of(folder)
        return self._stacks[config].profile(full, site)

    def excluded(self, path: str) -> Said[Glob] | None:
        """The pattern of a configuration that excludes a file."""
        full = os.path.abspath(path)
        config = self.config(os.path.dirname(full))
        return config.excluded(full) if config else None

    def any_said(self, *keys: str) -> bool:
        """True where a configuration that was read says one of some keys."""
        return any(key in config.values for config in self._loaded.values() for key in keys)

    def config(self, folder: str) -> Config | None:
        """The configuration of an absolute folder: the nearest one upward."""
        if self.plan.config is not None:
            return self._load(Path(self.plan.config), named=True)
        if self.plan.no_config or self.plan.nowhere:
            return None
        passed = []
        found: Config | None = None
        for at in (folder, *map(str, Path(folder).parents)):
            if at in self._configs:
                found = self._configs[at]
                break
            passed.append(at)
            if file := config_file.find(at):
                found = self._load(file)
                break
        for one in passed:
            self._configs[one] = found
        return found

    def _load(self, file: Path, *, named: bool = False) -> Config:
        file = Path(os.path.abspath(file))
        if file not in self._loaded:
            self._loaded[file] = configs.load(file, named=named)
        return self._loaded[file]


class _Stack:
    """The layers of one configuration, read against the rules there are with it."""

    def __init__(self, config: Config | None, plan: Plan) -> None:
        self.config = config
        self.plan = plan
        self.catalog, self.problems = catalog(config.rule_paths if config else ())
        if config and config.problems:
            self.problems = RuleFilesError([*(self.problems.errors if self.problems else ()), *config.problems])
        self._layers = [(layer, layers.read(layer, self.catalog)) for layer in config.layers] if config else []
        self._flags = self._asked()
        self._profiles: dict[tuple[tuple[bool, ...], Site, bool], Profile] = {}
        said = config.values.get("message-language") if config else None
        self._language: Language = plan.language or (said.value if said else plan.default_language)

    def profile(self, path: str, site: Site) -> Profile:
        """The profile of an absolute path; the same for all files that the same layers hold for."""
        parts = self.config.parts(path) if self.config else ()
        holds = tuple(layer.holds(parts) for layer, _ in self._layers)
        mdx = path.lower().endswith(".mdx")
        key = holds, site, mdx
        if key not in self._profiles:
            chosen = [entry for entry, held in zip(self._layers, holds, strict=True) if held]
            self._profiles[key] = self._make([layer for layer, _ in chosen], [s for _, s in chosen], site, mdx=mdx)
        return self._profiles[key]

    def _make(self, chosen: list[Layer], said: list[list[Settings]], site: Site, *, mdx: bool) -> Profile:
        settings = [layers.site(self.catalog, site.kind), *(one for layer in said for one in layer)]
        if self.plan.preset:
            settings = [layers.without_levels(one) for one in settings]
        flavor, origin = ("mdx", ".mdx") if mdx else (site.flavor, site.kind)
        for layer in chosen:
            if layer.flavor is not None:
                flavor, origin = layer.flavor.value, layer.flavor.origin
        return Profile(
            self.config,
            site,
            self.catalog,
            self.problems,
            layers.stack([*settings, *self._flags]),
            FLAVORS[flavor],
            origin,
            self._language,
            self.plan.only_across,
        )

    def _asked(self) -> list[Settings]:
        """The layers that the flags make."""
        asked: list[Settings] = []
        if self.plan.preset:
            preset, tree = presets.load(self.plan.preset)
            asked += layers.read(Layer(preset.rules, tree, ("rules",), mode=preset.mode), self.catalog)
        if self.plan.select:
            asked.append(layers.selected(self.catalog, self.plan.select, "--select"))
        if self.plan.ignore:
            asked.append(layers.ignored(self.catalog, self.plan.ignore, "--ignore"))
        return asked


@cache
def _bundled() -> tuple[list[RuleSpec], list[RuleFile], list[LoadError]]:
    """jplint's own rules, the files of its word lists and definitions, and what is wrong with any of them."""
    files, errors = store.read(store.bundled(), trusted=True)
    own = store.compiled(files)
    shared = [file for file in files if file.name.startswith((f"{store.SETS}/", f"{store.DEFINITIONS}/"))]
    return own.rules, shared, [*errors, *own.problems]


def catalog(rule_paths: Iterable[Said[Path]] = ()) -> tuple[Catalog, RuleFilesError | None]:
    """jplint's own rules and those in a project's folders, and the rule files that cannot be used."""
    own, shared, errors = _bundled()
    specs: dict[str, RuleSpec] = {spec.id: spec for spec in own}
    errors = [*errors]
    names: set[str] = set()
    for folder in rule_paths:
        found, unread = store.read(folder.value, trusted=False)
        theirs = store.compiled([*shared, *found])
        errors += [*unread, *theirs.problems]
        names.update(file.name for file in found)
        for spec in theirs.rules:
            if spec.id in specs:
                errors.append(LoadError(f'there is a rule "{spec.id}" already', str(folder.value / f"{spec.id}.yaml")))
            specs[spec.id] = spec
    return Catalog(specs.values(), names - set(specs)), RuleFilesError(errors) if errors else None
