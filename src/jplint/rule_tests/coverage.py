"""What of a rule no case needs: each part is taken away in turn, and where all cases still hold, nothing tests it.

This works on the data of the rule file under the check's key, and so for every check without knowing any.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import chain
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from jplint import checks
from jplint.checks.base import Check
from jplint.pattern import Pattern
from jplint.rule_tests.cases import EVENT, Bench
from jplint.rulebook.definitions import Shared
from jplint.rulebook.rule.compile import Compiled, read_check, read_mode
from jplint.rulebook.yaml_tree import LoadError, Path

_LIST_OF_WORDS = 12
"""A list or mapping with more entries of plain text counts as one."""
_SHOWN = 60
"""Code points of a part that are quoted."""


class Gap(Struct, frozen=True):
    """A part of a rule that can change without a case noticing."""

    where: Path
    """Where in the rule file it stands."""
    text: str
    """What it says, shortened."""
    change: str
    """What was done to it: `removed`, `unseen` (a variant) or the number in its place."""

    grave: bool = True
    """False for an exact number, and for one of the keys of an alternative that is tested as a whole."""

    @property
    def kind(self) -> str:
        """`removed`, `unseen` or `number`."""
        return self.change if self.change in ("removed", "unseen") and self.grave else "number"


def gaps(compiled: Compiled) -> Iterator[Gap]:
    """The parts of a rule that no case needs, in the order of the file; then the variants that no case shows.

    None of a rule for an event, which no text of its own makes happen.
    """
    if compiled.spec.check == EVENT:
        return
    bench = Bench(compiled)
    key = compiled.spec.check
    data = compiled.tree.data[key]
    order = list(range(1, len(compiled.cases) + 1))
    kind = checks.load(key)
    changes = chain(_changes(data, kind.whole, kind.shortcuts), _narrower(compiled.check, data))
    for path, change, changed in changes:
        try:
            check = read_check(compiled, changed)
        except LoadError:
            continue
        if check != compiled.check and not _noticed(bench, check, order):
            grave = change == "removed" and (len(path) < 2 or isinstance(path[-1], int))
            yield Gap((key, *path), _quoted(data, path), change, grave)
    yield from _mode_gaps(compiled, bench)
    yield from _unseen(bench)


def _mode_gaps(compiled: Compiled, bench: Bench) -> Iterator[Gap]:
    """The same for what the modes of a rule say of their checks; the cases are those in that mode."""
    for mode, spec in compiled.spec.modes.items():
        data = compiled.tree.data["modes"][mode].get(spec.check)
        if data is None:
            continue
        cases = enumerate(compiled.cases, 1)
        order = [number for number, case in cases if case.options.get("mode") == mode]
        kind, own = checks.load(spec.check), read_mode(compiled, mode, spec.check, data)
        for path, change, changed in _changes(data, kind.whole, kind.shortcuts):
            try:
                check = read_mode(compiled, mode, spec.check, changed)
            except LoadError:
                continue
            if check != own and not _noticed(bench, check, order):
                grave = change == "removed" and (len(path) < 2 or isinstance(path[-1], int))
                yield Gap(("modes", mode, spec.check, *path), _quoted(data, path), change, grave)


def shared_gaps(rules: Sequence[Compiled], shared: Shared) -> Iterator[tuple[str, Gap]]:
    """The entries of definitions that no case of a rule needs which refers to one: the definition's name, the gap."""
    benches = [(rule, Bench(rule)) for rule in rules]
    for name, value in shared.values.items():
        users = [(rule, bench) for rule, bench in benches if f"${name}" in str(rule.tree.data[rule.spec.check])]
        for path, _ in _parts(value, (), frozenset()):
            changed = replace(shared, values={**shared.values, name: _without(value, path)})
            if users and not any(_differs(rule, bench, changed) for rule, bench in users):
                yield name, Gap(("value", *path), _quoted(value, path), "removed", isinstance(path[-1], int))


def _differs(rule: Compiled, bench: Bench, shared: Shared) -> bool:
    """True where a case fails with other definitions, or the rule cannot do without this part of one."""
    try:
        check = read_check(replace(rule, shared=shared), rule.tree.data[rule.spec.check])
    except LoadError:
        return True
    return _noticed(bench, check, list(range(1, len(rule.cases) + 1)))


def _noticed(bench: Bench, check: Check, order: list[int]) -> bool:
    """True where a case fails with another check. The case that did so last is tried first."""
    for place, number in enumerate(order):
        if bench.failure(number, check):
            order.insert(0, order.pop(place))
            return True
    return False


def _unseen(bench: Bench) -> Iterator[Gap]:
    numbers = range(1, len(bench.compiled.cases) + 1)
    seen = {one.variant for number in numbers for some in bench.found(number).values() for one in some}
    for variant in bench.compiled.spec.variants:
        if variant not in seen and bench.compiled.spec.variants[variant].severity != "off":
            yield Gap(("variants", variant), variant, "unseen")


def _changes(data: Any, whole: frozenset[str], shortcuts: frozenset[str]) -> Iterator[tuple[Path, str, Any]]:
    """Where the data of a check can be changed, how, and the data changed so."""
    for path, value in _parts(data, (), whole):
        if shortcuts.intersection(map(str, path)):
            continue
        if path:
            yield path, "removed", _without(data, path)
        if isinstance(value, int | float) and not isinstance(value, bool):
            for other in _near(value):
                yield path, str(other), _with(data, path, other)


def _narrower(check: Check, data: Any) -> Iterator[tuple[Path, str, Any]]:
    """The data with one alternative less in a pattern of the check itself."""
    for one in fields(check):
        pattern = getattr(check, one.name)
        if not isinstance(pattern, Pattern) or len(pattern.alternatives) < 2:
            continue
        source, branches, tail = pattern.source, pattern.query.branches, pattern.query.tail
        asked = f" :: {source[tail:].strip()}" if pattern.query.conditions else ""
        for number in range(len(branches)):
            rest = [source[start:end] for at, (start, end) in enumerate(branches) if at != number]
            path: Path = (one.encode_name,) if isinstance(data, dict) else ()
            yield path, "removed", _with(data, path, " | ".join(rest) + asked)


def _parts(data: Any, path: Path, whole: frozenset[str]) -> Iterator[tuple[Path, Any]]:
    """The entries of lists and mappings at all depths."""
    entries: list[tuple[str | int, Any]] = []
    if isinstance(data, dict):
        entries = list(data.items())
    elif isinstance(data, list):
        entries = list(enumerate(data))
    if len(entries) > _LIST_OF_WORDS and all(isinstance(value, str) for _, value in entries):
        return
    for step, value in entries:
        yield (*path, step), value
        if not (not path and step in whole):
            yield from _parts(value, (*path, step), whole)


def _near(value: int | float) -> tuple[int | float, ...]:
    if isinstance(value, int):
        return value - 1, value + 1
    return round(value * 0.95, 6), round(value * 1.05, 6)


def _without(data: Any, path: Path) -> Any:
    changed = deepcopy(data)
    del _around(changed, path)[path[-1]]
    return changed


def _with(data: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    changed = deepcopy(data)
    _around(changed, path)[path[-1]] = value
    return changed


def _around(data: Any, path: Path) -> Any:
    for step in path[:-1]:
        data = data[step]
    return data


def _quoted(data: Any, path: Path) -> str:
    value = _around(data, path)[path[-1]] if path else data
    text = f"{path[-1]}: {value}" if path and isinstance(path[-1], str) else str(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
