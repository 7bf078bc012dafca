"""JSON Schemas (draft-07) of rule files and of the configuration, made of the types that read them."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from jplint import checks
from jplint.checks.base import MARKUP, PLACES, Check
from jplint.checks.lexicon import Lexicon
from jplint.checks.regex import Regex
from jplint.document.flavor import FLAVORS
from jplint.rulebook import presets
from jplint.rulebook.config.keys import ConfigData, Markdown, Overrides, PathOverrides
from jplint.rulebook.config.setting import LEVELS
from jplint.rulebook.rule.compile import META_KEYS
from jplint.rulebook.rule.spec import Case, ModeSpec, RuleSpec
from jplint.rulebook.rulebook import Catalog

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_REFERENCE = "#/definitions/{name}"


def rule() -> Schema:
    """Of a rule file: the keys of every rule, and exactly one check with the keys of its class."""
    kinds = {key: checks.load(key) for key in sorted(checks.modules().keys())}
    types = _Definitions([RuleSpec, Case, *kinds.values()])
    meta = types.take(RuleSpec)
    mode = types.of(ModeSpec)["properties"]
    for name in ("check", "looks"):
        del mode[name]
    mode |= {key: _partial(types, kind) for key, kind in kinds.items()}
    keys = {key: one for key, one in meta["properties"].items() if key in META_KEYS}
    for key, kind in kinds.items():
        keys[key] = types.reference(kind)
        if kind.shorthand:
            keys[key] = {"anyOf": [types.reference(kind), types.of(kind)["properties"][kind.shorthand]]}
    for struct in _structs(kinds.values()):
        for one in types.of(struct)["properties"].values():
            _allow_reference(one)
    keys["tests"] = {"type": "array", "items": types.reference(Case)}
    return {
        "$schema": _DRAFT,
        "$id": "urn:jplint:schema:rule",
        "title": "A rule of jplint",
        "type": "object",
        "properties": keys,
        "required": [key for key in meta["required"] if key in keys],
        "additionalProperties": False,
        "oneOf": [{"required": [key]} for key in kinds],
        "definitions": types.found,
    }


def _partial(types: _Definitions, kind: type[Check]) -> Schema:
    """What a mode may write under a check's key: some of its fields, or what stands for the one."""
    fields = {"type": "object", "properties": types.of(kind)["properties"], "additionalProperties": False}
    return {"anyOf": [fields, {"type": ["string", "array"]}]}


def config(catalog: Catalog) -> Schema:
    """Of a configuration file, with the rules of a catalogue and their options."""
    used = {name for spec in catalog.specs.values() for name in _checks(spec)}
    kinds = {name: checks.load(name) for name in sorted(used)}
    types = _Definitions([ConfigData, *kinds.values()])
    for struct in (ConfigData, Overrides, PathOverrides):
        types.of(struct)["properties"]["rules"] = _reference("Rules")
    types.of(Markdown)["properties"]["flavor"]["anyOf"] = [{"enum": list(FLAVORS)}, {"type": "null"}]
    extends: Schema = {"anyOf": [{"enum": list(presets.names())}, {"type": "string"}]}
    whole = types.take(ConfigData)
    whole["properties"]["extends"] |= {"anyOf": [extends, {"type": "array", "items": extends}]}
    types.found["Level"] = {"anyOf": [{"enum": list(LEVELS)}, {"type": "boolean"}]}
    types.found["Rules"] = {
        "type": "object",
        "properties": {spec.id: _settings(spec, _options(types, kinds, spec)) for spec in catalog.specs.values()},
        "additionalProperties": {"anyOf": [_reference("Level"), {"type": "object"}]},
    }
    for kind in kinds.values():
        types.take(kind)
    return {
        "$schema": _DRAFT,
        "$id": "urn:jplint:schema:config",
        "title": "The configuration of jplint",
        **whole,
        "definitions": types.found,
    }


def _checks(spec: RuleSpec) -> list[str]:
    """The checks of a rule and of its modes."""
    return [spec.check, *(mode.check for mode in spec.modes.values())]


def _options(types: _Definitions, kinds: Mapping[str, type[Check]], spec: RuleSpec) -> Mapping[str, Schema]:
    """The fields that can be options of a rule, in whichever mode."""
    found: dict[str, Schema] = {}
    for name in reversed(_checks(spec)):
        found |= _fields(types, kinds[name])
    return found


def _fields(types: _Definitions, kind: type[Check]) -> Mapping[str, Schema]:
    """The fields of a check that can be options, with those that hold for all rules with it."""
    own: dict[str, Schema] = types.of(kind)["properties"]
    if not kind.shared:
        return own
    [shared] = [one.type for one in msgspec.structs.fields(kind) if one.name == kind.shared]
    return {**own, **types.of(shared)["properties"]}


def _settings(spec: RuleSpec, fields: Mapping[str, Schema]) -> Schema:
    """What a configuration may say of a rule; `fields` are those of its check."""
    options = {name: {**fields[name], "description": what.ja} for name, what in spec.options.items()}
    places = {"anyOf": [{"enum": list(PLACES)}, {"type": "string", "pattern": r"^front-matter\."}]}
    keys = {
        "severity": _reference("Level"),
        "allow": {"type": "array", "items": {"type": "string"}},
        "in": {"type": "array", "items": places},
        "outside": {"type": "array", "items": {"enum": list(MARKUP)}},
        "variants": {"type": "object", "additionalProperties": _reference("Level")},
        **({"mode": {"enum": list(spec.modes)}} if spec.modes else {}),
        **options,
    }
    mapping = {"type": "object", "properties": keys, "additionalProperties": False}
    return {"description": spec.summary.ja, "anyOf": [_reference("Level"), mapping]}


def _allow_reference(schema: Schema) -> None:
    """A list and a mapping may be the `$name` of a definition."""
    if schema.get("type") in ("array", "object"):
        kept = {key: schema.pop(key) for key in list(schema) if key not in ("description", "default")}
        schema["anyOf"] = [kept, {"type": "string", "pattern": r"^\$"}]
    elif "$ref" in schema:
        schema["anyOf"] = [{"$ref": schema.pop("$ref")}, {"type": "string", "pattern": r"^\$"}]


def _reference(name: str) -> Schema:
    return {"$ref": _REFERENCE.format(name=name)}


class _Definitions:
    """The schemas of structs and of those within them, with the docstrings of their fields."""

    def __init__(self, types: Iterable[type[msgspec.Struct]]) -> None:
        structs = _structs(types)
        schemas, found = msgspec.json.schema_components(
            [_plain(kind) for kind in structs], schema_hook=_custom, ref_template=_REFERENCE
        )
        self._names = {
            kind: one["$ref"].removeprefix(_REFERENCE.format(name=""))
            for kind, one in zip(structs, schemas, strict=True)
        }
        self.found = _draft7(found)
        for kind in structs:
            described = _field_docs(kind)
            for name, one in self.of(kind)["properties"].items():
                if name in described and "$ref" not in one:
                    one["description"] = described[name]

    def of(self, kind: type[msgspec.Struct]) -> Schema:
        """The schema of a struct."""
        schema: Schema = self.found[self._names[kind]]
        return schema

    def take(self, kind: type[msgspec.Struct]) -> Schema:
        """The same, which then is none of the definitions any more."""
        schema: Schema = self.found.pop(self._names[kind])
        return schema

    def reference(self, kind: type[msgspec.Struct]) -> Schema:
        """A reference to a struct."""
        return _reference(self._names[kind])


def _plain(kind: type) -> type:
    """The struct with defaults that JSON has a word for, as msgspec wants them."""
    fields = msgspec.structs.fields(kind)
    if not any(isinstance(one.default, Lexicon | Regex) for one in fields):
        return kind
    changed: list[Any] = []
    for one in fields:
        default = one.default if one.default_factory is msgspec.NODEFAULT else msgspec.field(default_factory=list)
        if isinstance(default, Lexicon | Regex):
            default = msgspec.field(default_factory=object)
        changed.append((one.name, one.type) if default is msgspec.NODEFAULT else (one.name, one.type, default))
    return msgspec.defstruct(
        kind.__name__,
        changed,
        kw_only=True,
        forbid_unknown_fields=True,
        rename={one.name: one.encode_name for one in fields},
        namespace={"__doc__": kind.__doc__},
    )


def _draft7(schema: Any) -> Any:
    """The same where msgspec speaks a later draft: of tuples."""
    if isinstance(schema, list):
        return [_draft7(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _draft7(one) for key, one in schema.items() if key != "prefixItems"}
    if "prefixItems" in schema:
        made |= {"items": _draft7(schema["prefixItems"]), "additionalItems": False}
    return made


def _custom(kind: type) -> Schema:
    """The types that YAML has no word for: text, and for word lists a list, too."""
    if kind is Lexicon:
        return {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string", "pattern": r"^\$"}]}
    return {"type": "string"}


def _structs(types: Iterable[Any]) -> list[type[msgspec.Struct]]:
    """The structs among the types and in their fields, each once."""
    found: list[type[msgspec.Struct]] = []
    waiting = list(types)
    while waiting:
        kind = waiting.pop()
        waiting += getattr(kind, "__args__", ())
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind not in found:
            found.append(kind)
            waiting += (one.type for one in msgspec.structs.fields(kind))
    return found


def _field_docs(kind: type[msgspec.Struct]) -> dict[str, str]:
    """The docstrings below the fields of a class and its bases, by the names that the fields have in files."""
    names = {one.name: one.encode_name for one in msgspec.structs.fields(kind)}
    docs: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if not base.__module__.startswith("jplint."):
            continue
        [tree] = ast.parse(textwrap.dedent(inspect.getsource(base))).body
        assert isinstance(tree, ast.ClassDef)
        for field, doc in zip(tree.body, tree.body[1:], strict=False):
            if isinstance(field, ast.AnnAssign) and isinstance(doc, ast.Expr) and isinstance(field.target, ast.Name):
                text = ast.literal_eval(doc.value) if isinstance(doc.value, ast.Constant) else None
                if isinstance(text, str) and field.target.id in names:
                    docs[names[field.target.id]] = " ".join(text.split())
    return docs
