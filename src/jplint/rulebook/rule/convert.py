"""Plain data to typed values, with errors that point into the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec

from jplint.checks.lexicon import Lexicon
from jplint.checks.regex import Regex
from jplint.pattern import Pattern, PatternError
from jplint.rulebook.yaml_tree import Path, Tree
from jplint.text.nearness import did_you_mean

T = TypeVar("T")

_UNKNOWN = re.compile(r"Object contains unknown field `([^`]+)`")
_AT = re.compile(r" - at `(key in )?\$?([^`]*)`$")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")

Hook = Callable[[type, Any], Any]


def hook(sets: Mapping[str, tuple[str, ...]], *, trusted: bool, encoded: bool = False) -> Hook:
    """Makes the types that YAML has no word for: patterns, regular expressions, word lists.

    `encoded`: from what `encode` made. What a person wrote is never taken for that.
    """

    known: dict[tuple[type, str], Any] = {}

    def decode(kind: type, value: Any) -> Any:
        if not isinstance(value, str):
            return read(kind, value)
        if (kind, value) not in known:  # a rule's data is read again and again where its coverage is asked for
            known[kind, value] = read(kind, value)
        return known[kind, value]

    def read(kind: type, value: Any) -> Any:
        if isinstance(value, dict) and not encoded:
            raise ValueError("Expected text or a list, got a mapping")
        if kind is Regex:
            return _regex(value, trusted=trusted)
        if kind is Pattern:
            return _pattern(value, sets)
        if kind is Lexicon:
            return _lexicon(value, sets)
        raise NotImplementedError(kind)

    return decode


def encode(value: Any) -> Any:
    """The reverse, to plain data that `decode` takes back without reading the expressions anew."""
    if isinstance(value, Regex):
        return {"regex": value.source, "literals": value.literals}
    if isinstance(value, Pattern):
        return {"cql": value.to_builtins()}
    if isinstance(value, Lexicon):
        return list(value)
    raise NotImplementedError(type(value))


def _regex(value: Any, *, trusted: bool) -> Regex:
    if isinstance(value, dict):
        literals = value["literals"]
        return Regex(value["regex"], None if literals is None else tuple(literals), trusted=trusted)
    if not isinstance(value, str):
        raise ValueError(f"Expected a regular expression, got `{type(value).__name__}`")
    try:
        return Regex.parse(value, trusted=trusted)
    except re.error as error:
        place = f" at character {error.pos + 1}" if error.pos is not None else ""
        raise ValueError(f"not a regular expression: {error.msg}{place}") from None


def _pattern(value: Any, sets: Mapping[str, tuple[str, ...]]) -> Pattern:
    if isinstance(value, dict):
        return Pattern.from_builtins(value["cql"])
    if not isinstance(value, str):
        raise ValueError(f"Expected a pattern, got `{type(value).__name__}`")
    try:
        return Pattern.parse(value, sets)
    except PatternError as error:
        raise ValueError(f"{error.message} (line {error.line}, column {error.column} of the pattern)") from None


def _lexicon(value: Any, sets: Mapping[str, tuple[str, ...]]) -> Lexicon:
    if isinstance(value, str) and value.startswith("$"):
        if value[1:] not in sets:
            raise ValueError(f'there is no word list "{value[1:]}"{did_you_mean(value[1:], sets)}')
        return Lexicon(sets[value[1:]])
    if isinstance(value, list) and all(isinstance(word, str) and word for word in value):
        return Lexicon(value)
    raise ValueError("Expected a list of words or the $name of one")


def convert(tree: Tree, where: Path, kind: type[T], decode: Hook, data: Any = None, implied: str = "") -> T:
    """The data at a path of the tree (or `data` in its place) as `kind`. Raises LoadError.

    `implied` is a key that `data` has and the file leaves out.
    """
    if data is None:
        data = tree.data
        for step in where:
            data = data[step]
    try:
        return msgspec.convert(data, kind, dec_hook=decode)
    except msgspec.ValidationError as error:
        message = str(error)
        at = _AT.search(message)
        steps = _path(at[2] if at else "")
        path = (*where, *(steps[1:] if implied and steps[:1] == (implied,) else steps))
        message = message[: at.start()] if at else message
        inner = tuple(step for step in steps if step != implied) if implied else steps
        if unknown := _UNKNOWN.match(message):
            key = unknown[1]
            raise tree.error(f'unknown key "{key}"{_meant(key, kind, inner)}', (*path, key), key=True) from None
        raise tree.error(_plain(message, kind_at(kind, inner)), path) from None


def _path(text: str) -> Path:
    steps: list[str | int] = []
    for match in _STEP.finditer(text):
        if match[1] is not None:
            steps.append(match[1])
        elif match[2] != "...":
            steps.append(int(match[2]))
        else:
            break
    return tuple(steps)


def _meant(key: str, kind: Any, path: Path) -> str:
    """What an unknown key was probably meant to be: what other tools call it, or the key most like it."""
    owner = kind_at(kind, path)
    other = getattr(owner, "other_names", {}).get(key)
    if other is not None:
        return f'; did you mean "{other}"?'
    nearest = did_you_mean(key, field_names(kind))
    if not nearest and "/" in key and "rules" in field_names(owner):
        return f' (the key {key} belongs below "rules")'
    return nearest


_KINDS = {
    "array": "a list", "object": "a mapping", "str": "text", "int": "a number", "float": "a number",
    "bool": "true or false", "null": "nothing",
}  # fmt: skip
_GOT = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_ENUM = re.compile(r"Invalid enum value '?(.*?)'?$")
_EXAMPLES = {"a list": "[a, b]", "a mapping": "{key: value}"}


def _plain(message: str, kind: Any) -> str:
    """What msgspec says, in words for people: what may stand there, and what it looks like."""
    if missing := re.match(r"Object missing required field `([^`]+)`", message):
        return f'the key "{missing[1]}" is missing'
    if got := _GOT.fullmatch(message):
        wanted = list(dict.fromkeys(_KINDS.get(one, one) for one in got[1].split(" | ") if one != "null"))
        if wanted and all(one in _KINDS.values() for one in wanted):
            names = field_names(kind)
            example = _EXAMPLES.get(wanted[0], "") if len(wanted) == 1 else ""
            if example and {"ja", "en"} <= names:
                example = "{ja: …, en: …}"
            elif example and wanted[0] == "a list" and "match" in names:
                example = "[{match: …}]"
            like = f", like {example}" if example else ""
            return f"this is {_KINDS.get(got[2], got[2])}; write {' or '.join(wanted)}{like}"
    if enum := _ENUM.fullmatch(message):
        values = [str(one) for one in literals(kind)]
        if values:
            return f'"{enum[1]}" is not one of {", ".join(values)}{did_you_mean(enum[1], values)}'
        return f'"{enum[1]}" is not one of the values it may have'
    return message[:1].lower() + re.sub(r"`([^`]+)`", r"\1", message[1:])


def kind_at(kind: Any, path: Path) -> Any:
    """The type of what stands at a path within a type; None where that cannot be told."""
    for step in path:
        found = None
        for one in _alternatives(kind):
            if isinstance(one, type) and issubclass(one, msgspec.Struct):
                fields = {field.encode_name: field.type for field in msgspec.structs.fields(one)}
                found = fields.get(str(step)) or found
            elif arguments := get_args(one):
                found = arguments[-1] if arguments[-1] is not Ellipsis else arguments[0]
        if found is None:
            return None
        kind = found
    return kind


def literals(kind: Any) -> list[Any]:
    """The values of a closed set."""
    return [value for one in _alternatives(kind) if get_origin(one) is Literal for value in get_args(one)]


def _alternatives(kind: Any) -> list[Any]:
    return list(get_args(kind)) if get_origin(kind) in (Union, UnionType) else [kind]


def field_names(kind: Any, seen: set[Any] | None = None) -> set[str]:
    """The keys that a struct and the structs within it may have."""
    seen = seen if seen is not None else set()
    if kind in seen:
        return set()
    seen.add(kind)
    names: set[str] = set()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        for one in msgspec.structs.fields(kind):
            names.add(one.encode_name)
            names |= field_names(one.type, seen)
    for argument in getattr(kind, "__args__", ()):
        names |= field_names(argument, seen)
    return names
