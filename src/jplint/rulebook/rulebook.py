"""The rules that are on for a document, ready to look."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from copy import copy
from fnmatch import fnmatchcase
from functools import cached_property
from glob import has_magic
from typing import Literal, TypeVar

import msgspec

from jplint import checks
from jplint.checks.base import BODY_PLACES, Check, Scope
from jplint.checks.prefilter import Prefilter
from jplint.document.document import Document
from jplint.rulebook import behaviour, in_force
from jplint.rulebook.config.setting import GENERAL_OPTIONS, Setting, SettingTree
from jplint.rulebook.rule.convert import encode
from jplint.rulebook.rule.options import shared_options
from jplint.rulebook.rule.spec import SEVERITIES, Language, RuleSpec, Severity
from jplint.rulebook.yaml_tree import LoadError
from jplint.text.nearness import did_you_mean
from jplint.text.span import Span

T = TypeVar("T", bound=msgspec.Struct)

DOCS = "docs/rules/"
"""Where the pages of jplint's own rules are, from the top of its repository."""


class Catalog:
    """All rules there are, by id; knows their other names."""

    def __init__(self, specs: Iterable[RuleSpec], broken: Iterable[str] = ()) -> None:
        self.specs = {spec.id: spec for spec in sorted(specs, key=lambda spec: spec.id)}
        self.aliases: dict[str, list[str]] = {}
        """Another name → the rules that it stands for."""
        for spec in self.specs.values():
            for alias in spec.aliases:
                self.aliases.setdefault(alias, []).append(spec.id)
        self.broken = frozenset(broken)
        """Rules whose files cannot be used: a setting of one is not a second mistake."""

    @cached_property
    def groups(self) -> frozenset[str]:
        """The folders that rules are in, at any depth."""
        parts = (rule_id.split("/") for rule_id in self.specs)
        return frozenset("/".join(one[:depth]) for one in parts for depth in range(1, len(one)))

    def find(self, name: str) -> list[str]:
        """The ids that a rule id, alias, group or glob means; none where nothing is so called."""
        if name in self.specs:
            return [name]
        if name in self.aliases:
            return list(self.aliases[name])
        if name in self.groups:
            name += "/*"
        return [rule_id for rule_id in self.specs if fnmatchcase(rule_id, name)] if has_magic(name) else []

    def speaker(self, event: str) -> RuleSpec | None:
        """The rule that speaks for an event of the engine."""
        return next(
            (spec for spec in self.specs.values() if spec.check == "event" and spec.looks["event"] == event), None
        )

    def expect(self, name: str) -> list[str]:
        """The same. Raises LoadError, with the nearest name, where nothing is so called."""
        if (found := self.find(name)) or any(one == name or one.startswith(f"{name}/") for one in self.broken):
            return found
        known = [*self.specs, *self.aliases, *self.groups]
        last = [rule_id for rule_id in self.specs if rule_id.rpartition("/")[2] == name]
        hint = f'; did you mean "{last[0]}"?' if last else did_you_mean(name, known)
        raise LoadError(f'there is no rule or group "{name}"{hint}')


class Rule:
    """One rule with the settings that hold here."""

    def __init__(self, spec: RuleSpec, setting: Setting | None = None) -> None:
        self.spec = spec
        self.id = spec.id
        self.url = f"{DOCS}{spec.id}.md" if spec.trusted else ""
        setting = setting or Setting()
        level = setting.decision[0]
        self.forced: Severity | None = next((one for one in SEVERITIES if one == level), None)
        options, tree = dict(setting.all_options), SettingTree(setting)
        mode = options.pop("mode", None)
        if mode is not None:
            self.spec = spec = in_force.within(spec, mode, tree)
        kind = checks.load(spec.check)
        for name in options:
            if name not in spec.options and name not in GENERAL_OPTIONS and name not in shared_options(kind):
                known = [*spec.options, *sorted(GENERAL_OPTIONS), "severity"]
                raise tree.error(f'{spec.id} has no option "{name}"{did_you_mean(name, known)}', (name,), key=True)
        self.allow = in_force.allowed(options.pop("allow", []), tree)
        self.outside = frozenset(in_force.markup(options.pop("outside", spec.outside), tree))
        self._variants = in_force.levels(options.pop("variants", {}), self.spec, tree)
        places = in_force.places(options.pop("in", None), tree)
        self.check: Check = in_force.made(spec, tree)
        for name in options:
            if name not in in_force.fields_of(self.check):
                raise tree.error(f"{spec.id} has the option {name} in another mode only", (name,), key=True)
        if options:
            self.check = in_force.changed(self.check, options, tree)
        self._options, self._tree = options, tree
        own = tuple(spec.places) if spec.places is not None else BODY_PLACES
        self.scope = Scope(places or own, spec.language == "any" or (spec.language is None and kind.structural))

    def looking(self, check: Check) -> Rule:
        """The same rule with another check; the options that are set hold for it, too."""
        other = copy(self)
        other.check = in_force.changed(check, self._options, self._tree) if self._options else check
        return other

    @property
    def identity(self) -> bytes:
        """All that its findings depend on, its options resolved."""
        allowed = [one.source for one in self.allow]
        resolved = self.check, self.scope.places, self.scope.any_language, self.forced, allowed
        chosen = sorted(self.outside), sorted(self._variants.items())
        return msgspec.json.encode((self.spec, *resolved, *chosen), enc_hook=encode)

    def severity(self, variant: str) -> Severity | Literal["off"]:
        """How grave a match of a variant is."""
        if said := self._variants.get(variant):
            return said
        if self.forced:
            return self.forced
        special = self.spec.variants.get(variant)
        return (special.severity if special else None) or self.spec.severity

    def excuses(self, span: Span, document: Document) -> bool:
        """True where a place lies in a stretch that the project allows, or in markup that is passed over."""
        if self.outside and in_force.inside(span, self.outside, document):
            return True
        if not self.allow:
            return False
        lines = document.lines
        start, end = lines.bounds(lines.line(span.start))[0], lines.bounds(lines.line(max(span.start, span.end - 1)))[1]
        text, first, last = document.text[start:end], span.start - start, span.end - start
        return any(found.start() <= first and last <= found.end() for one in self.allow for found in one.finditer(text))


def _shared(catalog: Catalog, settings: Mapping[str, Setting]) -> dict[str, Setting]:
    """The settings, each shared option on all rules of its check. Raises LoadError where two rules differ in one."""
    said: dict[tuple[str, str], Setting] = {}
    for rule_id, setting in settings.items():
        check = catalog.specs[rule_id].check
        for name in setting.all_options.keys() & shared_options(checks.load(check)) if setting.all_options else ():
            first = said.setdefault((check, name), setting)
            if first.all_options[name] != setting.all_options[name]:
                other = first.source(name).origin
                message = f"{name} holds for all rules that look for the same; it is set otherwise in {other}"
                raise SettingTree(setting).error(message, (name,))
    found = dict(settings)
    for (check, name), setting in said.items():
        for spec in catalog.specs.values():
            if spec.check == check:
                own = found.get(spec.id, Setting())
                if name not in own.all_options:
                    found[spec.id] = Setting(None, {name: setting.all_options[name]}, speaker=setting.origin).over(own)
    return found


class Rulebook:
    """The rules that are on, in the order of their ids, and the language to speak. It does not change; it pickles."""

    def __init__(
        self,
        rules: Iterable[Rule],
        language: Language = "ja",
        catalog: Catalog | None = None,
        silent: Iterable[Rule] = (),
    ) -> None:
        self.rules = tuple(rules)
        self.language = language
        self.catalog = catalog or Catalog([])
        self.silent = tuple(silent)
        """Rules that are not on, but whose findings one that is on weighs."""
        checks = [rule.check for rule in (*self.rules, *self.silent)]
        self.prefilter = Prefilter(
            [text for check in checks for text in check.literals()],
            [text for check in checks for text in check.source_literals()],
            [pattern for check in checks for pattern in check.patterns()],
        )

    @cached_property
    def key(self) -> str:
        """What the findings of these rules depend on besides the text, as 32 hexadecimal digits: the rules and their
        options as resolved, the code, the analyser. Equal in every process."""
        digest = hashlib.blake2b(f"{behaviour.code()}\0{behaviour.analyser()}".encode(), digest_size=16)
        for rule in (*self.rules, *self.silent):
            digest.update(rule.identity)
        return digest.hexdigest()

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """The rules by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def across(self) -> bool:
        """True where a rule concludes from the facts of all documents."""
        return any(rule.check.reach == "site" for rule in self.rules)

    def across_only(self) -> Rulebook:
        """The rules that conclude from the facts of all documents, without the others."""
        rules = [rule for rule in self.rules if rule.check.reach == "site"]
        return Rulebook(rules, self.language, self.catalog)

    @cached_property
    def events(self) -> dict[str, Rule]:
        """The rules that speak for the engine itself, by the event they report."""
        return {rule.check.event: rule for rule in self.rules if rule.spec.check == "event"}  # type: ignore[attr-defined]


def select(catalog: Catalog, settings: Mapping[str, Setting], language: Language = "ja") -> Rulebook:
    """The rules of the catalogue that are on: by default, or because a setting says so. Raises LoadError."""
    rules = []
    settings = _shared(catalog, settings)
    for spec in catalog.specs.values():
        setting = settings.get(spec.id)
        on = spec.default == "on"
        level = setting.decision[0] if setting else None
        if level is not None:
            on = level != "off"
        if on:
            rules.append(Rule(spec, setting))
    wanted = {found for rule in rules for name in rule.check.rules() for found in catalog.find(name)}
    missing = sorted(wanted - {rule.id for rule in rules})
    silent = [Rule(catalog.specs[rule_id], settings.get(rule_id)) for rule_id in missing]
    return Rulebook(rules, language, catalog, silent)
