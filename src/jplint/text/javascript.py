"""Regular expressions of JavaScript, in the syntax of Python's module `regex`."""

from __future__ import annotations

import re
from collections.abc import Callable

FLAGS = frozenset("gimyus")
"""What may stand behind the last slash; `g` and `u` are meant anyway, `y` has no meaning here."""

_LITERAL = re.compile(r"/(?P<body>.*)/(?P<flags>[a-z]*)", re.DOTALL)
_SPACE = r"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_TOKEN = re.compile(
    r"""\\u\{(?P<braced>[0-9A-Fa-f]{1,6})\}|\\u(?P<four>[0-9A-Fa-f]{4})|\\x(?P<two>[0-9A-Fa-f]{2})
      |\\k<(?P<back>\w+)>|\(\?<(?P<name>[A-Za-z_]\w*)>|(?P<any>\[\^\])|(?P<none>\[\])
      |\\p\{(?P<property>[^}]*)\}|\\P\{(?P<other>[^}]*)\}|\\c(?P<control>[A-Za-z])|(?P<nul>\\0)
      |\\(?P<class>[wWdDsS])|(?P<escape>\\.)|(?P<set>\[\^?)|(?P<end>\])|(?P<char>.)""",
    re.VERBOSE | re.DOTALL,
)
_CLASSES = {"w": "A-Za-z0-9_", "d": "0-9", "s": _SPACE}
_KEPT = frozenset("^$\\.*+?()[]{}|/-&~#")


class JavaScriptError(ValueError):
    """What Python cannot say."""


def parse(written: str) -> tuple[str, str] | None:
    """The inside and the flags of `/…/flags`; None for a text that is no such thing. Raises JavaScriptError."""
    match = _LITERAL.fullmatch(written)
    if match is None:
        return None
    if unknown := set(match["flags"]) - FLAGS:
        raise JavaScriptError(f"the flag {min(unknown)} is not known")
    return match["body"], match["flags"]


def translate(body: str, flags: str = "") -> str:
    r"""The expression as Python has it: `\w`, `\d` and `\b` know ASCII only, `\s` all white space, as in JavaScript.

    Raises JavaScriptError.
    """
    parts = []
    inside = False
    for token in _TOKEN.finditer(body):
        parts.append(_said(token, inside=inside))
        if token["set"] is not None:
            inside = True
        elif token["end"] is not None:
            inside = False
    if inside:
        raise JavaScriptError("a set has no end")
    switches = "".join(flag for flag in "is" if flag in flags)
    return f"(?{switches})" * bool(switches) + "".join(parts).replace(_BOUNDARY, r"(?a:\b)").replace(_INNER, r"(?a:\B)")


_BOUNDARY, _INNER = "\ue001", "\ue002"
"""Stand for word boundaries until all else is written."""


def _said(token: re.Match[str], *, inside: bool) -> str:
    """One token in Python's syntax."""
    kind = token.lastgroup or ""
    if kind in _PLAIN:
        return _PLAIN[kind](token[kind])
    if kind == "class":
        return _class(token["class"], inside=inside)
    if kind == "escape":
        return _escape(token[0][1], inside=inside)
    if kind == "set" and inside:
        return r"\["
    doubled = token[0] in "&~|-" and token.string[token.end() : token.end() + 1] == token[0]
    return f"\\{token[0]}" if kind == "char" and inside and doubled else token[0]


def _property(name: str) -> str:
    return name.replace("sc=", "Script=").replace("scx=", "Script_Extensions=").replace("gc=", "General_Category=")


def _point(digits: str) -> str:
    return re.escape(chr(min(int(digits, 16), 0x10FFFF)))


_PLAIN: dict[str, Callable[[str], str]] = {
    "braced": _point,
    "four": _point,
    "two": _point,
    "back": lambda name: f"(?P={name})",
    "name": lambda name: f"(?P<{name}>",
    "any": lambda _: r"[\s\S]",
    "none": lambda _: "(?!)",
    "property": lambda name: rf"\p{{{_property(name)}}}",
    "other": lambda name: rf"\p{{^{_property(name)}}}",
    "control": lambda letter: re.escape(chr(ord(letter.upper()) - 64)),
    "nul": lambda _: r"\x00",
}
"""What is said the same within a set and outside."""


def _class(name: str, *, inside: bool) -> str:
    known = _CLASSES[name.lower()]
    if name.islower():
        return known if inside else f"[{known}]"
    if inside:
        raise JavaScriptError(f"\\{name} within a set")
    return f"[^{known}]"


def _escape(char: str, *, inside: bool) -> str:
    if char in "bB":
        if inside:
            return r"\x08"
        return _BOUNDARY if char == "b" else _INNER
    if char in "tnvfr" or char.isdigit():
        return f"\\{char}"
    return f"\\{char}" if char in _KEPT else re.escape(char)


def replacement(template: str, groups: list[str], named: dict[str, str], whole: str) -> str:
    """What `$1`, `$&`, `$<name>` and `$$` in a template come to. A group that took no part is empty."""

    def filled(match: re.Match[str]) -> str:
        text = match[0]
        if text == "$$":
            return "$"
        if text == "$&":
            return whole
        if text.startswith("$<"):
            return named.get(text[2:-1], "")
        number = int(text[1:])
        if not 1 <= number <= len(groups) and len(text) == 3 and 1 <= int(text[1]) <= len(groups):
            return groups[int(text[1]) - 1] + text[2]
        return groups[number - 1] if 1 <= number <= len(groups) else text

    return re.sub(r"\$(?:\$|&|<\w+>|\d{1,2})", filled, template)
