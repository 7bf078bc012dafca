"""Dictionaries of terms, jplint's own and prh's as they are, read into what the check `dictionary` looks for.

`version`, `imports` (with `disableImports` and `ignoreRules`), `rules` with `expected`, `pattern` or `patterns`,
`regexpMustEmpty`, `options.wordBoundary`, `prh` (a note) and `specs`, as prh 6 has them; `terms` with `expected`,
`wrong` and `note` for those who need no expressions. Errors point into the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from jplint.checks.prose.dictionary import Term
from jplint.checks.regex import Regex
from jplint.rulebook import yaml_tree
from jplint.rulebook.config.file import display
from jplint.rulebook.yaml_tree import LoadError, Tree
from jplint.rulebook.yaml_tree import Path as Place
from jplint.text import javascript
from jplint.text.javascript import JavaScriptError

MOST_FILES = 100
"""A dictionary that imports more is refused."""

_WIDE = 0xFEE0
"""From an ASCII character to its full-width form."""


class Entry(Struct, frozen=True):
    """One rule of a dictionary: the term, as plain data for the check, and its examples."""

    data: dict[str, Any]
    pattern: str
    """The expression as written, or the spelling that it was made of."""
    specs: tuple[tuple[str, str], ...]
    tree: Tree
    where: Place


def load(file: Path, root: Path) -> list[Entry]:
    """The rules of a dictionary and of those that it imports, its own last. Raises LoadError.

    No import leads out of `root`. An imported rule whose term the dictionary has itself is left out.
    """
    return _Loader(root).load(file, imports=True)


class _Loader:
    def __init__(self, root: Path) -> None:
        self._root = root
        self._chain: list[Path] = []
        self._count = 0

    def load(self, file: Path, *, imports: bool) -> list[Entry]:
        shown = display(file)
        real = file.resolve()
        if not real.is_relative_to(self._root):
            raise LoadError("leads out of the project and is not read", shown)
        self._count += 1
        if real in self._chain or self._count > MOST_FILES:
            raise LoadError(f"imports itself, or more than {MOST_FILES} files", shown)
        tree = yaml_tree.load(yaml_tree.read(file, shown), shown)
        if not isinstance(tree.data, dict):
            raise tree.error("a dictionary is a mapping with rules")
        own = [_entry(tree, one, ("rules", number)) for number, one in enumerate(_list(tree, "rules"))]
        own += [_term(tree, one, ("terms", number)) for number, one in enumerate(_list(tree, "terms"))]
        self._chain.append(real)
        taken = {one.data["expected"] for one in own}
        more = [one for one in self._imported(tree, file) if one.data["expected"] not in taken] if imports else []
        self._chain.pop()
        return [*own, *more]

    def _imported(self, tree: Tree, file: Path) -> Iterator[Entry]:
        given = tree.data.get("imports")
        for number, one in enumerate([given] if isinstance(given, (str, dict)) else _list(tree, "imports")):
            where = ("imports", number) if isinstance(given, list) else ("imports",)
            entry = {"path": one} if isinstance(one, str) else one
            if not isinstance(entry, dict) or not isinstance(entry.get("path"), str):
                raise tree.error("an import is a path, or a mapping with one", where)
            path = file.parent / entry["path"]
            if not path.is_file():
                raise tree.error(f'there is no file "{entry["path"]}"', where)
            ignored = list(_ignored(entry.get("ignoreRules") or ()))
            for found in self.load(path, imports=not entry.get("disableImports")):
                if found.data["expected"] not in ignored and found.pattern not in ignored:
                    yield found


def _ignored(given: Any) -> Iterator[str]:
    for one in given if isinstance(given, (list, tuple)) else ():
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            yield from (value for key in ("expected", "pattern") if isinstance(value := one.get(key), str))


def _list(tree: Tree, key: str) -> list[Any]:
    given = tree.data.get(key)
    if given is None:
        return []
    if not isinstance(given, list):
        raise tree.error(f"{key} is a list", (key,))
    return given


def _entry(tree: Tree, given: Any, where: Place) -> Entry:
    rule = {"expected": given} if isinstance(given, (str, int, float)) else given
    if not isinstance(rule, dict) or rule.get("expected") is None:
        raise tree.error("a rule is a term, or a mapping with expected", where)
    expected = str(rule["expected"])
    patterns = rule.get("pattern") if rule.get("pattern") is not None else rule.get("patterns")
    boundary = bool((rule.get("options") or {}).get("wordBoundary")) if isinstance(rule.get("options"), dict) else False
    key = "pattern" if rule.get("pattern") is not None else "patterns"
    try:
        source = _expression(expected, patterns, boundary=boundary)
        match = Regex.parse(source, trusted=False)
    except JavaScriptError as error:
        raise tree.error(f"not an expression that can be used here: {error}", (*where, key)) from None
    except re.error as error:
        raise tree.error(f"not a regular expression: {error.msg}", (*where, key)) from None
    if match.search("") is not None:
        raise tree.error("the expression matches an empty text", (*where, key))
    data: dict[str, Any] = {"expected": expected, "match": source, "note": str(rule.get("prh") or "")}
    if empty := rule.get("regexpMustEmpty"):
        number = re.fullmatch(r"\$(\d{1,2})", str(empty))
        if number is None:
            raise tree.error("regexpMustEmpty is the number of a group, like $1", (*where, "regexpMustEmpty"))
        data["empty"] = int(number[1])
    return Entry(data, patterns if isinstance(patterns, str) else expected, tuple(_specs(rule)), tree, where)


def _term(tree: Tree, given: Any, where: Place) -> Entry:
    """An entry in jplint's own spelling: `expected`, `wrong`, `note`."""
    if not isinstance(given, dict) or not given.get("expected") or not isinstance(given.get("wrong"), list):
        raise tree.error("a term is a mapping with expected, and a list of what is wrong", where)
    if unknown := set(given) - {"expected", "wrong", "note"}:
        raise tree.error(f'unknown key "{min(map(str, unknown))}"', where)
    wrong = sorted((str(one) for one in given["wrong"]), key=len, reverse=True)
    return _entry(tree, {"expected": given["expected"], "patterns": wrong, "prh": given.get("note")}, where)


def _specs(rule: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for one in rule.get("specs") or ():
        if isinstance(one, dict) and "from" in one and "to" in one:
            yield str(one["from"]), str(one["to"])


def _expression(expected: str, patterns: Any, *, boundary: bool) -> str:
    """One expression for all patterns of a rule; without any, the term in upper and lower case and full width."""
    if patterns is None:
        parts = ["".join(map(_spread, expected))]
        joined = parts[0]
    else:
        given = patterns if isinstance(patterns, list) else [patterns]
        if not given:
            raise JavaScriptError("there is no pattern")
        parts = [_one(str(pattern), boundary=boundary and isinstance(patterns, list)) for pattern in given]
        joined = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
        if isinstance(patterns, list) and boundary:
            return _hoisted(joined)
    return _hoisted(_bounded(joined) if boundary else joined)


def _one(pattern: str, *, boundary: bool) -> str:
    literal = javascript.parse(pattern)
    source = javascript.translate(*literal) if literal else re.escape(pattern)
    return _bounded(source) if boundary else source


def _bounded(source: str) -> str:
    """With word boundaries at its edges; flags stay in front."""
    flags = re.match(r"\(\?[is]+\)", source)
    head = flags[0] if flags else ""
    return rf"{head}(?a:\b){source[len(head) :]}(?a:\b)"


def _hoisted(source: str) -> str:
    """Flags hold for a whole expression and stand before it."""
    flags = sorted({flag for one in re.findall(r"\(\?([is]+)\)", source) for flag in one})
    bare = re.sub(r"\(\?[is]+\)", "", source)
    return f"(?{''.join(flags)}){bare}" if flags else bare


def _spread(char: str) -> str:
    """A letter or digit in all cases and widths."""
    if not (char.isascii() and char.isalnum()):
        return re.escape(char)
    cases = dict.fromkeys((char.upper(), char.lower())) if char.isalpha() else {char: None}
    return f"[{''.join(cases)}{''.join(chr(ord(one) + _WIDE) for one in cases)}]"


def applied(entry: Entry, text: str) -> str:
    """A text with all that one entry finds in it put right, as its `specs` are tried."""
    term = Term(expected=entry.data["expected"], match=Regex.parse(entry.data["match"], trusted=False),
                empty=entry.data.get("empty", 0))  # fmt: skip
    parts: list[str] = []
    at = 0
    for found in term.match.finditer(text):
        right = term.written(found)
        if right is not None:
            parts += (text[at : found.start()], right)
            at = found.end()
    return "".join([*parts, text[at:]])


def failures(entries: list[Entry]) -> Iterator[LoadError]:
    """The examples of a dictionary that do not come out as they say."""
    for entry in entries:
        for given, wanted in entry.specs:
            if (got := applied(entry, given)) != wanted:
                yield entry.tree.error(f'"{given}" becomes "{got}", not "{wanted}"', entry.where)


def is_dictionary(file: Path) -> bool:
    """True for a YAML file with terms, which a rule file is not."""
    try:
        data = yaml_tree.load(yaml_tree.read(file, str(file)), str(file)).data
    except LoadError:
        return False
    return isinstance(data, dict) and any(isinstance(data.get(key), list) for key in ("rules", "terms", "imports"))
