"""Front matter against JSON Schema: what every site, this kind of site and this project expect of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import msgspec

from jplint.checks.base import Check, Match, Scope
from jplint.checks.fields.site_kind import unknown_site
from jplint.document.document import Document
from jplint.document.front_matter.front_matter import Field, FrontMatter
from jplint.text.span import Span

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError, Validator

_UNREADABLE = frozenset({"syntax", "tab", "unclosed", "tag", "alias", "too-large"})
_MOST = 50
"""So many mistakes of one front matter are looked at."""
_EXPECTED = ("limit", "types", "options", "pattern", "property", "format", "multiple_of", "expected_value")
"""The attributes of an error of jsonschema_rs in which it says what was expected."""
_TYPES = {"sequence": "array", "mapping": "object", "date": "string"}
"""JSON Schema's words for the kinds of values, where they are others."""


class _Compiled(NamedTuple):
    """A schema, and what applies it."""

    source: dict[str, Any]
    validator: Validator


class Schema(Check, frozen=True, kw_only=True):
    """Reports each mistake at the field that has it; what is missing, at the field around it or the opening fence.

    What was expected is told by the schema's `examples`, where it has some, else by the keyword that was violated.

    Variants are the keywords of JSON Schema that were violated (`type`, `required` …), `false schema` as `not`.
    """

    structural: ClassVar[bool] = True
    whole: ClassVar[frozenset[str]] = frozenset({"definitions", "common", "of"})
    names: ClassVar[frozenset[str]] = frozenset({"key", "expected", "found", "detail", "site"})

    definitions: dict[str, Any] = {}
    """What the schemas below can refer to as `#/$defs/…`."""
    common: dict[str, Any] = {}
    """What every site expects."""
    of: dict[str, dict[str, Any]] = {}
    """Kind of site → what it expects besides."""
    flavors: dict[str, str] = {}
    """Markdown dialect → the kind of site, where that is not said."""
    site: str = ""
    """The kind of site."""
    schema: dict[str, Any] = {}
    """What this project expects besides."""

    def variants(self) -> frozenset[str]:
        return frozenset(
            {
                "type", "required", "enum", "const", "pattern", "format", "not", "additionalProperties",
                "minLength", "maxLength", "minItems", "maxItems", "minimum", "maximum", "uniqueItems",
            }
        )  # fmt: skip

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        if problem := unknown_site(self.site, self.of, self.flavors):
            yield ("site",), problem
        if self.schema:
            try:
                _validator(self.schema)
            except ValueError as error:
                yield ("schema",), f"not a JSON Schema: {str(error).splitlines()[0]}"

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """The mistakes in the order of the text, each place, keyword and key once."""
        front = document.front_matter
        if front is None or any(problem.kind in _UNREADABLE for problem in front.problems):
            return
        site = self.site or self.flavors.get(document.flavor.name, document.flavor.name)
        found: dict[tuple[Span, str, str], Match] = {}
        for schema in scope.remembered(self, site, partial(self._schemas, site)):
            for match in self._mistakes(schema, front, site):
                found.setdefault((match.span, match.variant, match.values["key"]), match)
        yield from sorted(found.values(), key=lambda match: match.span)

    def _schemas(self, site: str) -> tuple[_Compiled, ...]:
        """What holds for a kind of site."""
        own = ({**one, "$defs": self.definitions} for one in (self.common, self.of.get(site, {})) if one)
        theirs = (self.schema,) if self.schema else ()
        return tuple(_Compiled(one, _validator(one)) for one in (*own, *theirs))

    def _mistakes(self, schema: _Compiled, front: FrontMatter, site: str) -> Iterator[Match]:
        if schema.validator.is_valid(front.data):
            return
        for error in islice(schema.validator.iter_errors(front.data), _MOST):
            for place, values in _places(error, front):
                name = error.kind.name
                variant = "not" if name == "falseSchema" else name if name in self.variants() else ""
                values |= {"expected": _expected(error, schema.source), "detail": error.message, "site": site}
                yield Match(place, variant, values)


def _validator(schema: dict[str, Any]) -> Validator:
    """A validator that fetches nothing. Raises ValueError for what is no schema."""
    import jsonschema_rs

    return jsonschema_rs.validator_for(schema, offline=True)


def _places(error: ValidationError, front: FrontMatter) -> Iterator[tuple[Span, dict[str, Any]]]:
    """Where a mistake is, and what it is about: the key, and the kind of its value."""
    path = list(error.instance_path)
    field = _deepest(front, path)
    name = ".".join(map(str, path))
    kind = error.kind.name
    if kind == "required":
        missing = str(getattr(error.kind, "property", ""))
        span = field.key if field else Span(front.span.start, front.span.start + 3)
        yield span, {"key": f"{name}.{missing}" if name else missing, "found": ""}
    elif kind == "additionalProperties":
        for key in getattr(error.kind, "unexpected", ()):
            inner = front.get(*path, key)
            if inner is not None:
                yield inner.key, {"key": f"{name}.{key}" if name else key, "found": _TYPES.get(inner.kind, inner.kind)}
    elif field is not None:
        span = field.span if field.span.end > field.span.start else field.key
        yield span, {"key": name, "found": _TYPES.get(field.kind, field.kind)}


def _deepest(front: FrontMatter, path: list[str | int]) -> Field | None:
    """The field at a path, or the nearest one around it: an alias has no fields of its own."""
    return next((field for end in range(len(path), 0, -1) if (field := front.get(*path[:end]))), None)


def _expected(error: ValidationError, schema: dict[str, Any]) -> str:
    """What the schema wanted: its examples, or what the keyword says."""
    around: Any = schema
    for step in error.schema_path[:-1]:
        around = around[step] if isinstance(around, dict) and step in around else None
    examples = around.get("examples") if isinstance(around, dict) else None
    if examples and isinstance(examples, list):
        return ", ".join(map(_written, examples))
    for name in _EXPECTED:
        value = getattr(error.kind, name, None)
        if value is not None:
            return ", ".join(map(_written, value)) if isinstance(value, list) else _written(value)
    return ""


def _written(value: object) -> str:
    """A value as a schema and front matter have it: `true`, not `True`."""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


CHECK = Schema
