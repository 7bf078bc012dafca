"""The values of another linter's options as ours have them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal

from jplint.rulebook.yaml_tree import LoadError
from jplint.text.javascript import JavaScriptError, translate

Kind = Literal[
    "value", "regex", "text-regex", "allow", "class", "word", "words", "wordings", "phrases", "switch", "negation"
]
"""`regex`: texts or /expressions/ as expressions, `text-regex`: a text as one; `allow`: as `allow` has them.

`class`: a list of words as a pattern for one morpheme, `word`: each as a pattern of its own, `words`: the same for
texts of several morphemes. `wordings` and `phrases`: words, or mappings with `pattern`, as alternatives of the checks
text and pattern. `switch`: on or off; `negation`: off for true, on for false.
"""

_SLASHED = re.compile(r"/(.*)/([a-z]*)", re.DOTALL)
_CQL = re.compile(r'[\\"|().*+?{}\[\]^$]')
_GROUP = re.compile(r"(?<!\\)\((?!\?)")
_DOLLAR = re.compile(r"\$([0-9])")
_NOTHING = '[word="\uffff"]'


def taken(kind: Kind, value: Any, wrap: str = "") -> Any:
    """The value as a kind; `wrap` is a text with `{}` in it that is put around each entry of a list."""
    items = value if isinstance(value, list) else [value]
    if kind in _ITEMS:
        made = [_ITEMS[kind](one) for one in items]
        return [wrap.replace("{}", one) for one in made] if wrap else made
    if kind == "class":
        return f'[word="{"|".join(map(quoted, items))}"]' if items else _NOTHING
    if kind == "text-regex":
        return re.escape(str(value))
    if kind == "switch":
        return "off" if value is False else "on"
    if kind == "negation":
        return "off" if value else "on"
    return value


def _wording(given: Any) -> dict[str, Any]:
    """A word, or a mapping with `pattern`, `replace` and `allows`, as an alternative of the check text."""
    if not isinstance(given, dict):
        return {"match": _regex(given)}
    pattern = given.get("pattern") or f"/{given.get('source', '')}/{given.get('flags', '')}"
    parts = _GROUP.split(_regex(pattern))
    match = parts[0] + "".join(f"(?P<g{number}>{part}" for number, part in enumerate(parts[1:], 1))
    made: dict[str, Any] = {"match": match, "unless": [_regex(one) for one in given.get("allows", [])]}
    if "replace" in given:
        made["write"] = _DOLLAR.sub(lambda one: f"{{g{one[1]}}}", str(given["replace"]))
    return made


def _morphemes(text: str) -> str:
    """The pattern for the words of a text, however it is parted."""
    from jplint.document.prose.morpheme import analyze

    return " ".join(f'[word="{quoted(one.type.word)}"]' for one in analyze(text))


def quoted(word: Any) -> str:
    """A word as a string of a pattern, letter by letter."""
    return _CQL.sub(lambda one: '\\"' if one[0] == '"' else "\\\\" + one[0], str(word))


def _regex(text: Any) -> str:
    """A text or a /JavaScript expression/flags as an expression of ours."""
    source = str(text)
    slashed = _SLASHED.fullmatch(source)
    return javascript(str(slashed[1]), str(slashed[2])) if slashed else re.escape(source)


def javascript(source: str, flags: str = "") -> str:
    """The source of a JavaScript expression in our syntax. Raises LoadError."""
    try:
        translated = translate(source)
    except JavaScriptError as error:
        raise LoadError(f"not an expression that can be used here: {error}") from None
    kept = "".join(flag for flag in flags if flag in "is")
    return f"(?{kept}:{translated})" if kept else translated


_ITEMS: dict[str, Callable[[Any], Any]] = {
    "regex": _regex,
    "allow": lambda one: f"/{_regex(one)}/",
    "word": lambda one: f'[word="{quoted(one)}"]',
    "words": lambda one: _morphemes(str(one)),
    "wordings": _wording,
    "phrases": lambda one: {"match": _morphemes(str(one["pattern"] if isinstance(one, dict) else one))},
}
"""What is made of each entry of a list."""
