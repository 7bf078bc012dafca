"""A configuration of textlint as one of ours, and what of it has no counterpart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from jplint.rulebook.config import foreign
from jplint.rulebook.rule.spec import SEVERITIES

_COMMENTS = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
_COMMAS = re.compile(r'("(?:\\.|[^"\\])*")|,(?=\s*[}\]])', re.DOTALL)
_PLAIN = re.compile(r"[A-Za-z][\w/-]*")


class Migration(Struct):
    """What comes of a configuration."""

    extends: list[str] = field(default_factory=list)
    """Our presets."""
    rules: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Our rule → `severity` and options."""
    off: list[str] = field(default_factory=list)
    allow: list[str] = field(default_factory=list)
    exclude: list[str] = field(default_factory=list)
    dictionaries: list[str] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)
    """What has no counterpart: the name, and why (`rule`, `option`, `filter`)."""

    def text(self) -> str:
        """The configuration as YAML."""
        return "".join(self._lines())

    def _lines(self) -> Iterator[str]:
        if self.extends:
            yield f"extends: {_flow(self.extends)}\n"
        if self.dictionaries:
            yield f"dictionaries: {_flow(self.dictionaries)}\n"
        yield "rules:\n"
        if not self.extends:
            yield '  "*": off\n'
            yield "  terms: on\n" if self.dictionaries else ""
        if self.allow:
            yield f'  "*": {_flow({"allow": self.allow})}\n' if self.extends else ""
        for rule in self.off:
            yield f"  {rule}: off\n"
        for rule, options in self.rules.items():
            kept = {**options, "allow": [*options.get("allow", []), *self.allow]} if self.allow else options
            yield f"  {rule}: {_flow(kept) if kept else 'on'}\n"
        if self.exclude:
            yield f"exclude: {_flow(self.exclude)}\n"


def read_json(text: str) -> Any:
    """JSON that may have comments and commas at the end of lists. Raises ValueError."""
    plain = _COMMENTS.sub(lambda one: one[1] or " ", text)
    return json.loads(_COMMAS.sub(lambda one: one[1] or "", plain))


def migrated(config: Mapping[str, Any], ignored: Iterable[str] = ()) -> Migration:
    """What a `.textlintrc` and the lines of a `.textlintignore` come to."""
    made = Migration()
    rules = config.get("rules")
    for name, value in rules.items() if isinstance(rules, Mapping) else ():
        _rule(made, str(name), value)
    filters = config.get("filters")
    for name, value in filters.items() if isinstance(filters, Mapping) else ():
        _filter(made, str(name), value)
    lines = (line.strip() for line in ignored)
    made.exclude += [line for line in lines if line and not line.startswith(("#", "!"))]
    return made


def _rule(made: Migration, given: str, value: Any) -> None:
    if (name := foreign.known(given)) and name != "prh":
        _named(made, name, value)
    elif given in (presets := foreign.load().presets):
        if value is False:
            return
        made.extends.append(presets[given])
        for inner, options in value.items() if isinstance(value, Mapping) else ():
            _rule(made, str(inner), options)
    elif given.rpartition("/")[2].removeprefix("textlint-rule-") == "prh":
        _dictionaries(made, given, value if isinstance(value, Mapping) else {})
    elif value is not False:
        made.missing.append((given, "rule"))


def _dictionaries(made: Migration, name: str, options: Mapping[str, Any]) -> None:
    """prh's files are read as they are."""
    paths = options.get("rulePaths")
    made.dictionaries += [path for path in (paths if isinstance(paths, list) else [paths]) if isinstance(path, str)]
    made.missing += [(f"{name}.{key}", "option") for key in options if key not in ("rulePaths", "severity")]


def _named(made: Migration, name: str, value: Any) -> None:
    for use in foreign.uses(name):
        if value is False:
            if made.extends and use.rule not in made.rules:
                made.off.append(use.rule)
            continue
        given = value if isinstance(value, Mapping) else {}
        options, missing = foreign.translated(use, given)
        made.missing += [(f"{name}.{option}", "option") for option in missing]
        if given.get("severity") in SEVERITIES:
            options = {"severity": given["severity"], **options}
        before = made.rules.get(use.rule)
        made.rules[use.rule] = options if before is None else foreign.joined(before, options)
        made.off = [rule for rule in made.off if rule != use.rule]


def _filter(made: Migration, name: str, value: Any) -> None:
    if name in ("allowlist", "whitelist") and isinstance(value, Mapping):
        made.allow += [_allowed(one) for one in value.get("allow", []) if isinstance(one, str)]
    elif value is not False and name != "comments":
        made.missing.append((name, "filter"))


def _allowed(text: str) -> str:
    from jplint.rulebook.config.foreign_values import taken

    found: list[str] = taken("allow", [text]) if text.startswith("/") else [text]
    return found[0]


def _flow(value: Any) -> str:
    """A value in YAML's flow style."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_flow(str(key))}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in ("true", "false", "null"):
        return value
    return json.dumps(value, ensure_ascii=False)
