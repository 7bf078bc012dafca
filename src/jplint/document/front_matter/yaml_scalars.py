"""What a YAML scalar is in YAML 1.2, and what a reader of YAML 1.1 takes it for."""

from __future__ import annotations

import re

from jplint.document.front_matter.field import Kind, number

# YAML 1.2.2, 10.3.2 (core schema). The timestamp is https://yaml.org/type/timestamp.html with Jekyll's zone `+0900`.
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NULLS = {"", "~", "null", "Null", "NULL"}
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_TIME = r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?"
_TIMESTAMP = re.compile(rf"[0-9]{{4}}-(?:[0-9]{{2}}-[0-9]{{2}}|[0-9]{{1,2}}-[0-9]{{1,2}}(?:[Tt]|[ \t]+){_TIME})")

# YAML 1.1 as PyYAML's resolver and psych's ScalarScanner read it, where it goes beyond the above.
_LEGACY = re.compile(
    r"(?P<boolean>(?i:yes|no|on|off|true|false))"
    r"|(?P<null>~)"
    r"|(?P<integer>[-+]?(?:0b[01_]+|0[0-7_]+|0x[0-9a-fA-F_]+|[1-9](?:[0-9]|[,_][0-9])*+_*+))"
    r"|(?P<number>[-+]?[0-9][0-9_,]*+\.[0-9_]*+(?:[eE][-+][0-9]+)?)"
    r"|(?P<sexagesimal>[-+]?[0-9][0-9_]*+(?::[0-5]?[0-9])++(?:\.[0-9_]*)?)"
    r"|(?P<date>[0-9]{4}-(?:1[012]|0?[0-9])-(?:[12][0-9]|3[01]|0?[0-9]))"
)


def resolve(text: str) -> tuple[Kind, object, str]:
    """Kind, value and the `loads_as` of a plain scalar."""
    if not text.isascii():
        return "string", text, ""
    kind, value = resolve_core(text)
    return kind, value, _legacy(text, kind, value)


def resolve_core(text: str) -> tuple[Kind, object]:
    """Kind and value by the core schema; a timestamp is a `date` and stays as written."""
    if text in _NULLS:
        return "null", None
    if text in _BOOLEANS:
        return "boolean", _BOOLEANS[text]
    if _NUMBER.fullmatch(text):
        return number(text)
    if _BASED.fullmatch(text):
        return "integer", int(text, 0)
    if _NOT_FINITE.fullmatch(text):
        return "number", float(text.replace(".", ""))
    return ("date" if _TIMESTAMP.fullmatch(text) else "string"), text


def _legacy(text: str, kind: Kind, value: object) -> str:
    match = _LEGACY.fullmatch(text)
    if match is None:
        return ""
    legacy = match.lastgroup or ""
    if legacy == "integer" and kind in ("integer", "number"):
        # 010 is ten in YAML 1.2 and eight in 1.1; 10 and 0x10 are the same in both.
        octal = re.fullmatch(r"([-+]?)0([0-7]+)", text)
        return "integer" if octal and int(octal[1] + octal[2], 8) != value else ""
    return "" if legacy == kind and text != "~" else legacy
