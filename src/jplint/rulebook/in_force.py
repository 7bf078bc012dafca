"""What a project's options make of a rule: its check, its places, what it lets pass. Errors point at the option."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, TypeVar

import msgspec

from jplint import checks
from jplint.checks.alternative import merged, overlaps
from jplint.checks.base import MARKUP, PLACES, Check
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.rulebook.rule.convert import Hook, convert, hook
from jplint.rulebook.rule.options import shared_options
from jplint.rulebook.rule.spec import SEVERITIES, RuleSpec, Severity
from jplint.rulebook.yaml_tree import Tree
from jplint.text.nearness import did_you_mean
from jplint.text.span import Span

T = TypeVar("T", bound=msgspec.Struct)


def changed(check: Check, options: Mapping[str, Any], tree: Tree) -> Check:
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


def fields_of(check: Check) -> set[str]:
    return {one.encode_name for one in msgspec.structs.fields(type(check))} | shared_options(type(check))


def within(spec: RuleSpec, mode: Any, tree: Tree) -> RuleSpec:
    if mode not in spec.modes:
        known = ", ".join(spec.modes) or "none"
        raise tree.error(f'{spec.id} has no mode "{mode}" (there are {known})', ("mode",))
    return spec.within(mode)


def markup(given: Any, tree: Tree) -> list[str]:
    if not isinstance(given, list):
        raise tree.error("outside is a list of markup", ("outside",))
    for number, kind in enumerate(given):
        if kind not in MARKUP:
            raise tree.error(f'unknown markup "{kind}"{did_you_mean(str(kind), MARKUP)}', ("outside", number))
    return given


def levels(given: Any, spec: RuleSpec, tree: Tree) -> dict[str, Severity | Literal["off"]]:
    """The levels of the variants that a project sets; those that are only switched on keep their own."""
    if not isinstance(given, dict):
        raise tree.error("variants is a mapping of variants to levels", ("variants",))
    levels: dict[str, Severity | Literal["off"]] = {}
    known = made(spec, tree).variants() if given else frozenset()
    for name, value in given.items():
        if name not in known:
            raise tree.error(f'{spec.id} has no variant "{name}"{did_you_mean(name, known)}', ("variants", name))
        if value in (False, "off"):
            levels[name] = "off"
        elif found := next((one for one in SEVERITIES if one == value), None):
            levels[name] = found
        elif value not in (True, "on"):
            raise tree.error(f"a variant is set to one of on, off, {', '.join(SEVERITIES)}", ("variants", name))
    return levels


def made(spec: RuleSpec, tree: Tree) -> Check:
    """The check of a rule as its file has it."""
    return convert(tree, (), checks.load(spec.check), hook({}, trusted=spec.trusted, encoded=True), spec.looks)


def inside(span: Span, kinds: frozenset[str], document: Document) -> bool:
    """True where a place has something in common with markup of one of these kinds."""
    return overlaps(document.analysis(_marked, kinds), *span)


def _marked(document: Document, kinds: frozenset[str]) -> list[tuple[int, int]]:
    """Where in the source there is such markup, in order."""
    runs = (run for passage in document.passages for run in passage.runs)
    return merged((run.span.start, run.span.end) for run in runs if run.kind in kinds and not run.literal)


def places(given: Any, tree: Tree) -> tuple[str, ...]:
    if given is None:
        return ()
    if not isinstance(given, list):
        raise tree.error("in is a list of places", ("in",))
    for number, place in enumerate(given):
        if place not in PLACES and not str(place).startswith("front-matter."):
            raise tree.error(f'unknown place "{place}"{did_you_mean(str(place), PLACES)}', ("in", number))
    return tuple(given)


def allowed(given: Any, tree: Tree) -> tuple[Regex, ...]:
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
