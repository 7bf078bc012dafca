"""The rules that are on for a document, ready to look."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from copy import copy
from fnmatch import fnmatchcase
from functools import cached_property
from glob import has_magic
from typing import Any, Literal, TypeVar

import msgspec

from jplint import checks
from jplint.checks.base import BODY_PLACES, Check, Scope
from jplint.checks.prefilter import Prefilter
from jplint.checks.regex import Regex
from jplint.rulebook import behaviour
from jplint.rulebook.config.setting import GENERAL_OPTIONS, Setting, SettingTree
from jplint.rulebook.rule.convert import Hook, convert, encode, hook
from jplint.rulebook.rule.options import shared_options
from jplint.rulebook.rule.spec import SEVERITIES, Language, RuleSpec, Severity
from jplint.rulebook.yaml_tree import LoadError, Tree
from jplint.text.nearness import did_you_mean

T = TypeVar("T", bound=msgspec.Struct)

DOCS = "docs/rules/"
"""Where the pages of jplint's own rules are, from the top of its repository."""


class Catalog:
    """All rules there are, by id; knows their other names."""

    def __init__(self, specs: Iterable[RuleSpec], broken: Iterable[str] = ()) -> None:
        self.specs = {spec.id: spec for spec in sorted(specs, key=lambda spec: spec.id)}
        self.aliases = {alias: spec.id for spec in self.specs.values() for alias in spec.aliases}
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
            return [self.aliases[name]]
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
        kind = checks.load(spec.check)
        for name in options:
            if name not in spec.options and name not in GENERAL_OPTIONS and name not in shared_options(kind):
                known = [*spec.options, *sorted(GENERAL_OPTIONS), "severity"]
                raise tree.error(f'{spec.id} has no option "{name}"{did_you_mean(name, known)}', (name,), key=True)
        self.allow = _allowed(options.pop("allow", []), tree)
        places = _places(options.pop("in", None), tree)
        self.check: Check = convert(tree, (), kind, hook({}, trusted=spec.trusted, encoded=True), spec.looks)
        if options:
            self.check = _changed(self.check, options, tree)
        self._options, self._tree = options, tree
        own = tuple(spec.places) if spec.places is not None else BODY_PLACES
        self.scope = Scope(places or own, spec.language == "any" or (spec.language is None and kind.structural))

    def looking(self, check: Check) -> Rule:
        """The same rule with another check; the options that are set hold for it, too."""
        other = copy(self)
        other.check = _changed(check, self._options, self._tree) if self._options else check
        return other

    @property
    def identity(self) -> bytes:
        """All that its findings depend on, its options resolved."""
        allowed = [one.source for one in self.allow]
        resolved = self.check, self.scope.places, self.scope.any_language, self.forced, allowed
        return msgspec.json.encode((self.spec, *resolved), enc_hook=encode)

    def severity(self, variant: str) -> Severity | Literal["off"]:
        """How grave a match of a variant is."""
        if self.forced:
            return self.forced
        special = self.spec.variants.get(variant)
        return (special.severity if special else None) or self.spec.severity

    def allows(self, text: str) -> bool:
        """True for a text that the project has declared to be no finding."""
        return any((match := one.search(text)) and match.span() == (0, len(text)) for one in self.allow)


def _changed(check: Check, options: Mapping[str, Any], tree: Tree) -> Check:
    """The check with a project's options. Their regular expressions are not trusted."""
    decode = hook({}, trusted=False)
    changed = _replaced(check, options, tree, decode)
    if check.shared:
        inner = _replaced(getattr(check, check.shared), options, tree, decode)
        changed = msgspec.structs.replace(changed, **{check.shared: inner})
    for where, message in changed.problems():
        raise tree.error(message, where)
    return changed


def _replaced(struct: T, options: Mapping[str, Any], tree: Tree, decode: Hook) -> T:
    """A struct with those of the options that are fields of it."""
    values = {
        one.name: convert(tree, (one.encode_name,), one.type, decode, options[one.encode_name])
        for one in msgspec.structs.fields(type(struct))
        if one.encode_name in options
    }
    return msgspec.structs.replace(struct, **values)


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


def _allowed(given: Any, tree: Tree) -> tuple[Regex, ...]:
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise tree.error("allow is a list of texts or /regular expressions/", ("allow",))
    found = []
    for number, one in enumerate(given):
        source = one[1:-1] if len(one) > 2 and one[0] == one[-1] == "/" else re.escape(one)
        try:
            found.append(Regex.parse(source, trusted=False))
        except re.error as error:
            raise tree.error(f"not a regular expression: {error.msg}", ("allow", number)) from None
    return tuple(found)


def _places(given: Any, tree: Tree) -> tuple[str, ...]:
    if given is None:
        return ()
    if not isinstance(given, list):
        raise tree.error("in is a list of places", ("in",))
    for number, place in enumerate(given):
        if place not in BODY_PLACES and not str(place).startswith("front-matter."):
            raise tree.error(f'unknown place "{place}"{did_you_mean(str(place), BODY_PLACES)}', ("in", number))
    return tuple(given)


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
