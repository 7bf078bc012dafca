"""One rule file to one RuleSpec: everything that can be known to be wrong with it is found here, with its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from jplint import checks
from jplint.checks.base import MARKUP, PLACES, Check
from jplint.rulebook import yaml_tree
from jplint.rulebook.definitions import NOTHING_SHARED, Shared
from jplint.rulebook.rule import template
from jplint.rulebook.rule.convert import Hook, convert, encode, field_names, hook
from jplint.rulebook.rule.options import shared_options
from jplint.rulebook.rule.spec import Bilingual, Case, FixSpec, ModeSpec, RuleSpec
from jplint.rulebook.yaml_tree import Path, Tree
from jplint.text.nearness import did_you_mean

_FILLED_IN = frozenset({"id", "check", "looks", "trusted"})
META_KEYS = field_names(RuleSpec) & {one.encode_name for one in msgspec.structs.fields(RuleSpec)} - _FILLED_IN


class Compiled(Struct, frozen=True):
    """A rule file that can be used, with its cases and the check itself."""

    spec: RuleSpec
    cases: tuple[Case, ...]
    check: Check
    tree: Tree
    decode: Hook
    """What makes the types of the check of the file's data."""
    shared: Shared
    """The word lists and definitions that it can name."""


def compile_rule(
    text: str, path: str, rule_id: str, shared: Shared = NOTHING_SHARED, *, trusted: bool = True
) -> Compiled:
    """Read one rule file. `path` is for errors, `shared` what the rule can refer to. Raises LoadError."""
    tree = yaml_tree.load(text, path)
    if not isinstance(tree.data, dict):
        raise tree.error("a rule is a mapping of keys (summary, severity, message …)")
    key = _check_key(tree)
    decode = hook(shared.words, trusted=trusted)
    meta = {name: value for name, value in tree.data.items() if name not in (key, "tests", "modes")}
    spec = convert(tree, (), RuleSpec, decode, meta)
    expanded = shared.expand(tree.data[key], (key,), tree)
    check = _check(tree, key, decode, expanded)
    cases = convert(tree, ("tests",), list[Case], decode) if "tests" in tree.data else []
    looks = msgspec.to_builtins(check, enc_hook=encode)
    spec = msgspec.structs.replace(spec, id=rule_id, check=key, looks=looks, trusted=trusted)
    modes = _modes(tree, spec, decode, shared)
    spec = msgspec.structs.replace(spec, modes=modes)
    _Validation(tree, spec, check, key).run()
    return Compiled(spec, tuple(cases), check, tree, decode, shared)


def _modes(tree: Tree, spec: RuleSpec, decode: Hook, shared: Shared) -> dict[str, ModeSpec]:
    """The other definitions of a rule; one of the rule's own check may leave out what is as there."""
    given = tree.data.get("modes", {})
    if not isinstance(given, dict) or not all(isinstance(one, dict) for one in given.values()):
        raise tree.error("modes are a mapping of names to mappings", ("modes",))
    modes = {}
    for name, data in given.items():
        where: Path = ("modes", name)
        keys = [key for key in data if key in checks.modules()]
        if len(keys) > 1:
            raise tree.error(f"a mode has one check at most; it has {' and '.join(keys)}", where)
        meta = {key: value for key, value in data.items() if key not in keys}
        mode = convert(tree, where, ModeSpec, decode, meta)
        key = keys[0] if keys else spec.check
        check = _mode_check(tree, where, key, spec, decode, shared) if keys else None
        looks = spec.looks if check is None else msgspec.to_builtins(check, enc_hook=encode)
        mode = msgspec.structs.replace(mode, check=key, looks=looks)
        checked = check or _own(tree, spec)
        changed = msgspec.structs.replace(spec, modes={name: mode}).within(name)
        changed = msgspec.structs.replace(changed, options={})
        _Validation(tree, changed, checked, key).run()
        modes[name] = mode
    return modes


def _own(tree: Tree, spec: RuleSpec) -> Check:
    return convert(tree, (), checks.load(spec.check), hook({}, trusted=spec.trusted, encoded=True), spec.looks)


def _mode_check(
    tree: Tree, where: Path, key: str, spec: RuleSpec, decode: Hook, shared: Shared, given: Any = None
) -> Check:
    kind = checks.load(key)
    given = tree.data[where[0]][where[1]][key] if given is None else given
    data = shared.expand(given, (*where, key), tree)
    if not isinstance(data, dict) and kind.shorthand:
        data = {kind.shorthand: data}
    if key == spec.check and isinstance(data, dict):
        own = shared.expand(tree.data[key], (key,), tree)
        own = own if isinstance(own, dict) or not kind.shorthand else {kind.shorthand: own}
        data = {**own, **data}
    return convert(tree, (*where, key), kind, decode, data)


def _check_key(tree: Tree) -> str:
    known = checks.modules().keys()
    found: list[str] = [key for key in tree.data if key in known]
    for key in tree.data:
        if key not in META_KEYS and key != "tests" and key not in found:
            raise tree.error(
                f'unknown key "{key}"{did_you_mean(key, META_KEYS | checks.modules().keys() | {"tests"})}',
                (key,),
                key=True,
            )
    if len(found) != 1:
        given = f"it has {' and '.join(found)}" if found else "it has none"
        raise tree.error(f"a rule has exactly one check ({', '.join(sorted(checks.modules().keys()))}); {given}")
    return found[0]


def read_check(compiled: Compiled, data: Any) -> Check:
    """The check of a rule with other data under its key. Raises LoadError."""
    tree, key = compiled.tree, compiled.spec.check
    expanded = compiled.shared.expand(data, (key,), tree)
    check = _check(tree, key, compiled.decode, expanded)
    for where, message in check.problems():
        raise tree.error(message, (key, *where))
    return check


def read_mode(compiled: Compiled, mode: str, key: str, data: Any) -> Check:
    """The check of a mode with other data under its key. Raises LoadError."""
    tree, where = compiled.tree, ("modes", mode)
    check = _mode_check(tree, where, key, compiled.spec, compiled.decode, compiled.shared, data)
    for place, message in check.problems():
        raise tree.error(message, (*where, key, *place))
    return check


def _check(tree: Tree, key: str, decode: Hook, data: Any) -> Check:
    kind = checks.load(key)
    if not isinstance(data, dict) and kind.shorthand:
        return convert(tree, (key,), kind, decode, {kind.shorthand: data}, kind.shorthand)
    return convert(tree, (key,), kind, decode, data)


class _Validation(Struct, frozen=True):
    """A rule says nothing that cannot come true: names, variants, options and places are all there."""

    tree: Tree
    spec: RuleSpec
    check: Check
    key: str

    def run(self) -> None:
        for where, message in self.check.problems():
            raise self.tree.error(message, (self.key, *where))
        self._places()
        self._known(self.spec.variants, self.check.variants(), ("variants",), "variant")
        self._options()
        self._message(self.spec.message, ("message",))
        if self.spec.related:
            self._message(self.spec.related, ("related",))
        self._fix(self.spec.fix, ("fix",))
        for name, variant in self.spec.variants.items():
            if variant.message:
                self._message(variant.message, ("variants", name, "message"))
            self._fix(variant.fix, ("variants", name, "fix"))

    def _places(self) -> None:
        for number, kind in enumerate(self.spec.outside):
            if kind not in MARKUP:
                raise self.tree.error(f'unknown markup "{kind}"{did_you_mean(kind, MARKUP)}', ("outside", number))
        for number, place in enumerate(self.spec.places or ()):
            if place not in PLACES and not place.startswith("front-matter."):
                known = [*PLACES, "front-matter.title"]
                raise self.tree.error(f'unknown place "{place}"{did_you_mean(place, known)}', ("in", number))

    def _options(self) -> None:
        kinds = {type(self.check), *(checks.load(mode.check) for mode in self.spec.modes.values())}
        fields = {one.encode_name for kind in kinds for one in msgspec.structs.fields(kind)}
        shared = {name for kind in kinds for name in shared_options(kind)}
        self._known(self.spec.options, frozenset(fields | shared), ("options",), "option")

    def _known(self, given: Mapping[str, Any], known: frozenset[str], where: Path, what: str) -> None:
        for name in given:
            if name not in known:
                raise self.tree.error(f'unknown {what} "{name}"{did_you_mean(name, known)}', (*where, name), key=True)

    def _names(self) -> frozenset[str]:
        return self.check.names | self.check.labels() | {"match"}

    def _message(self, message: Bilingual, where: Path) -> None:
        self._template(message.ja, (*where, "ja"))
        self._template(message.en, (*where, "en"))

    def _template(self, text: str, where: Path) -> None:
        try:
            used = template.names(text)
        except template.TemplateError as error:
            raise self.tree.error(str(error), where) from None
        for name in sorted(used - self._names()):
            raise self.tree.error(f'unknown name "{{{name}}}"{did_you_mean(name, self._names())}', where)

    def _fix(self, fix: FixSpec | None, where: Path) -> None:
        if fix is None:
            return
        if bool(fix.replace) + (fix.delete is not None) + (fix.source is not None) != 1:
            raise self.tree.error("a fix has exactly one of replace, delete and from", where)
        if fix.source and not self.check.edits:
            raise self.tree.error(f"the check {self.key} knows no change of its own", (*where, "from"))
        for target, text in fix.replace.items():
            if target != "match" and target not in self.check.labels():
                raise self.tree.error(
                    f'unknown label "{target}"{did_you_mean(target, self.check.labels())}',
                    (*where, "replace", target),
                    key=True,
                )
            self._template(text, (*where, "replace", target))
