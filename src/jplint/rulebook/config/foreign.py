"""The names and options of another linter's rules, and what each is here: the files of `rules/compat`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from jplint.rulebook import store, yaml_tree
from jplint.rulebook.config.foreign_values import Kind, quoted, taken
from jplint.rulebook.rule.convert import convert, hook

COMPAT = store.COMPAT
_SCOPE = re.compile(r"^(?:@[\w-]+/)?(?:textlint-rule-)?")


Report = Literal["start", "last", "end", "sentence", "block", "line", "item", "document"]
"""Where a finding is reported: at its first character, its last one, behind it, or where its sentence … begins."""


class Option(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """What an option is here."""

    to: str = ""
    """The option; `variants.NAME` and `want.NAME` for an entry of a mapping. Empty: it has no effect here."""
    take: Kind = msgspec.field(default="value", name="as")
    values: dict[str, Any] | None = None
    """By the value as text: the options that it sets."""
    members: dict[str, str] = {}
    """For a list: a word that it may have → the option that is `space` where it does, and `none` where it does not."""
    set_: dict[str, Any] = msgspec.field(default_factory=dict, name="set")
    """Options that come with it."""
    names: str = ""
    """For a list of names: the table in `names` that says which variants each is. To `variants` they are off, to
    `reverse` they are that, to `forward` they are not."""
    rest: str = ""
    """The option for what is no name in that table."""
    entries: str = ""
    """For a mapping of names to mappings: the option that says which of its entries are off (`disabled`); the words in
    `allows` come before を in patterns of `unless`."""
    append: str = ""
    """The definition of the rule that is kept before it: the name of a list among `lists`."""
    wrap: str = ""
    """A text with `{}` in it that is put around each expression."""


class Use(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """One rule of ours that stands for (a part of) another linter's."""

    rule: str
    mode: str = ""
    set_: dict[str, Any] = msgspec.field(default_factory=dict, name="set")
    """Options that hold whatever is said."""
    options: dict[str, str | Option | None] = {}
    report: dict[str, Report] = {}
    """By variant, `*` for all others."""

    @property
    def plain(self) -> Use:
        """The same without the other linter's definition."""
        return replace(self, mode="", set_={})


class Compat(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """The file."""

    summary: dict[str, str]
    names: dict[str, dict[str, list[str]]] = {}
    """Names of kinds → the variants that they are."""
    lists: dict[str, list[Any]] = {}
    """Lists that options are put behind."""
    presets: dict[str, str] = {}
    """Name of a preset → ours."""
    rules: dict[str, Use | list[Use]]


@cache
def load(name: str = "textlint") -> Compat:
    """A file of `rules/compat`. Raises LoadError."""
    path = store.bundled() / COMPAT / f"{name}.yaml"
    tree = yaml_tree.load(path.read_text(encoding="utf-8"), f"compat {name}")
    return convert(tree, (), Compat, hook({}, trusted=True))


def known(name: str) -> str:
    """The name as the file has it: npm scopes and prefixes taken off; empty where there is none."""
    rules = load().rules
    if name in rules:
        return name
    tail = _SCOPE.sub("", name, count=1)
    if tail in rules:
        return tail
    last = tail.partition("/")[2] if tail.startswith("preset-") else ""
    return last if last in rules else ""


def uses(name: str) -> list[Use]:
    """What stands for a rule of that name."""
    found = load().rules[name]
    return found if isinstance(found, list) else [found]


def translated(use: Use, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Our options for another linter's, and the names of those that have no counterpart. Raises LoadError."""
    found: dict[str, Any] = {}
    if use.mode:
        found["mode"] = use.mode
    for name, value in use.set_.items():
        _put(found, name, value)
    missing = []
    for name, value in given.items():
        if name in ("severity", "message"):
            continue
        if name not in use.options:
            missing.append(name)
            continue
        option = use.options[name]
        for target, one in _values(option, value):
            _put(found, target, one)
    return found, missing


def _values(option: str | Option | None, value: Any) -> Iterator[tuple[str, Any]]:
    if option is None:
        return
    if isinstance(option, str):
        yield option, value
        return
    if option.members and isinstance(value, list) and value:
        yield from ((target, "space" if word in value else "none") for word, target in option.members.items())
        return
    if option.names:
        yield from _named(option, value if isinstance(value, list) else [value])
        return
    if option.entries and isinstance(value, dict):
        off = {name: "off" for name, one in value.items() if isinstance(one, dict) and one.get("disabled")}
        yield option.entries, off
        allowed = [one["allows"] for one in value.values() if isinstance(one, dict) and "allows" in one]
        if allowed:
            yield "unless", [option.wrap.replace("{}", quoted(word)) for words in allowed for word in words]
        return
    if option.values is not None:
        chosen = option.values.get(_text(value), option.values.get("*"))
        if isinstance(chosen, dict):
            yield from chosen.items()
        return
    if not option.to:
        return
    yield from option.set_.items()
    made = taken(option.take, value, option.wrap)
    if option.append:
        made = [*load().lists[option.append], *made]
    yield option.to, made


def _named(option: Option, given: list[Any]) -> Iterator[tuple[str, Any]]:
    table = load().names[option.names]
    variants = [one for name in given for one in table.get(str(name), [])]
    rest = [str(name) for name in given if str(name) not in table]
    if option.to == "variants":
        yield "variants", dict.fromkeys(variants, "off")
    elif option.to != "forward" or "all" not in given:
        yield option.to, variants
    if option.rest and rest:
        yield option.rest, rest


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _put(found: dict[str, Any], name: str, value: Any) -> None:
    first, dot, rest = name.partition(".")
    if dot and first in ("variants", "want", "prefer"):
        found[first] = {**found.get(first, {}), rest: value}
    elif first in ("variants", "want", "prefer") and isinstance(value, dict):
        found[first] = {**found.get(first, {}), **value}
    elif first == "allow" and isinstance(value, list):
        found[first] = [*found.get(first, []), *value]
    elif name == "forward":
        found["reverse"] = [one for one in found.get("reverse", []) if one not in value]
    else:
        found[name] = value


def joined(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """The options of two names that stand for one rule: variants are off that are off for both, lists are put together,
    and markup is passed over that both pass over."""
    found = {**first, **second}
    off = [one.get("variants", {}) for one in (first, second)]
    found["variants"] = {name: value for name, value in off[0].items() if off[1].get(name) == value}
    for name in ("in", "pairs"):
        if name in first and name in second:
            found[name] = [*first[name], *(one for one in second[name] if one not in first[name])]
        else:
            found.pop(name, None)
    if "outside" in first or "outside" in second:
        found["outside"] = [one for one in first.get("outside", []) if one in second.get("outside", [])]
    return {name: value for name, value in found.items() if value or name == "outside"}
