"""TOML front matter: tomllib judges it and gives the values; a small scanner says where everything stands."""

from __future__ import annotations

import re
import sys
import tomllib

from jplint.document.front_matter.field import MAX_DEPTH, Kind, Node, Problem, Segment, Spelling, Style
from jplint.text.span import Span

# TOML 1.0.0.
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*+)*+")
_LINE_END = re.compile(r"[^\r\n]*+")
_BASIC = r"\"(?:[^\"\\\r\n]|\\.)*+\""
_LITERAL = r"'[^'\r\n]*+'"
_KEY = re.compile(rf"[ \t]*+(?P<key>{_BASIC}|{_LITERAL}|[\w-]++)[ \t]*+")
_SCALAR = re.compile(
    r"\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*+\"{3,5}"
    r"|'''(?:[^']|'(?!''))*+'{3,5}"
    rf"|{_BASIC}|{_LITERAL}"
    r"|(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[ ](?=[0-9]{2}:))?[^\s,\[\]{}#\"'=]++",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[ \t]*+\r?\n\s*+|.)|\r\n", re.DOTALL)
_CHARACTERS = dict(zip("btnfre", "\b\t\n\f\r\x1b", strict=True))
_NEWLINE = re.compile(r"\r?\n")
_BLANKS = re.compile(r"[ \t]*+")
_STYLES: dict[str, Style] = {'"': "double", "'": "single"}
_KINDS: dict[type, Kind] = {bool: "boolean", int: "integer", float: "number"}
_NOWHERE = Span(sys.maxsize, 0)
"""The span of a table before anything of it has been read."""
_PLACE = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)\Z")
_TWICE = ("Cannot overwrite", "Cannot declare", "Duplicate inline table key")


def parse(text: str, content: Span) -> tuple[Node, list[Problem]]:
    """The tables in `text[content]`. A statement that is no TOML is left out."""
    # TOML knows no lone carriage return; this puts a newline where the writer has one.
    source = re.sub(r"\r(?!\n)", "\n", text[: content.end])
    scanner = _Scanner(source, content)
    try:
        scanner.read()
    except _DepthError as error:
        return scanner.root, [Problem("too-large", error.span, f"nested more than {MAX_DEPTH} deep")]
    problem = _validate(source, content)
    if problem is None or (scanner.twice and problem.detail.startswith(_TWICE)):
        return scanner.root, []
    return scanner.root, [problem]


def _validate(source: str, content: Span) -> Problem | None:
    try:
        tomllib.loads(source[content.start :])
    except (ValueError, RecursionError) as error:
        message = str(error)
        place = _PLACE.search(message)
        at = content.end
        if place and place[1]:
            at = _offset(source, content.start, int(place[1]), int(place[2]))
        end = min(at + 1, content.end) if source[at : at + 1].strip("\r\n") else at
        return Problem("syntax", Span(at, end), message[: place.start()] if place else message.partition(":")[0])
    return None


def _offset(source: str, start: int, line: int, column: int) -> int:
    for _ in range(line - 1):
        start = source.index("\n", start) + 1
    return start + column - 1


class _SyntaxError(Exception):
    """The scanner cannot read on in this statement."""


class _DepthError(Exception):
    """Values or tables are nested beyond MAX_DEPTH."""

    def __init__(self, span: Span) -> None:
        self.span = span


class _Scanner:
    """Reads statement after statement into `root`."""

    def __init__(self, source: str, content: Span) -> None:
        self.root = Node("mapping", "block", *content)
        self.twice = False
        """A key came twice."""
        self._source = source
        self._at = content.start
        self._end = content.end
        self._named: dict[tuple[int, str], Node] = {}
        """The last value of a key, by the id of the table it is in."""

    def read(self) -> None:
        """Raises _DepthError."""
        table = [self.root]
        while (start := self._skip(_SPACE)) < self._end:
            try:
                table = self._statement(table)
            except _SyntaxError:
                line = self._source.rfind("\n", start, self._at) + 1
                self._at = line or self._skip(_LINE_END)

    def _statement(self, table: list[Node]) -> list[Node]:
        """Read a header or a pair; the tables from the root to the one that is open after it."""
        start = self._at
        if not self._source.startswith("[", start):
            self._pair(table, 0)
            return table
        brackets = "[[" if self._source.startswith("[[", start) else "["
        self._take(brackets)
        keys = self._keys()
        self._take("]" * len(brackets))
        if brackets == "[":
            entered = self._enter(self.root, keys)
        else:
            entered = self._enter(self.root, keys[:-1])
            entered += self._item(entered[-1] if entered else self.root, *keys[-1])
        table = [self.root, *entered]
        _cover(table, Span(start, self._at))
        return table

    def _pair(self, table: list[Node], depth: int) -> None:
        keys = self._keys()
        self._take("=")
        self._skip(_BLANKS)
        node = self._value(depth)
        entered = self._enter(table[-1], keys[:-1])
        self._add(entered[-1] if entered else table[-1], *keys[-1], node)
        _cover(table, Span(keys[0][1].start, node.end))
        for inner, (_, key) in zip(entered, keys[1:], strict=True):
            _cover([inner], Span(key.start, node.end))

    def _enter(self, parent: Node, keys: list[tuple[str, Span]]) -> list[Node]:
        """The tables that the keys lead through, made where they are not there yet."""
        entered: list[Node] = []
        for name, span in keys:
            child = self._named.get((id(parent), name))
            if child is not None and child.kind == "sequence" and child.style == "block":
                entered.append(child)
                child = child.entries[-1][2]
            if child is None or child.kind != "mapping" or child.style == "flow":
                child = Node("mapping", "block", *_NOWHERE)
                self._add(parent, name, span, child)
            entered.append(child)
            parent = child
        return entered

    def _item(self, parent: Node, name: str, span: Span) -> list[Node]:
        """An array of tables and its new last item."""
        tables = self._named.get((id(parent), name))
        if tables is None or tables.kind != "sequence" or tables.style == "flow":
            tables = Node("sequence", "block", *_NOWHERE)
            self._add(parent, name, span, tables)
        item = Node("mapping", "block", *_NOWHERE)
        tables.entries.append(("", span, item))
        return [tables, item]

    def _add(self, table: Node, name: str, span: Span, node: Node) -> None:
        self.twice |= (id(table), name) in self._named
        self._named[id(table), name] = node
        table.entries.append((name, span, node))

    def _keys(self) -> list[tuple[str, Span]]:
        """A key, in its dotted parts."""
        keys: list[tuple[str, Span]] = []
        while not keys or self._source.startswith(".", self._at):
            self._at += bool(keys)
            match = self._match(_KEY)
            if len(keys) >= MAX_DEPTH:
                raise _DepthError(Span(*match.span("key")))
            name = match["key"]
            if name[0] in "\"'":
                name = str(_evaluate(name))
            keys.append((name, Span(*match.span("key"))))
        return keys

    def _value(self, depth: int) -> Node:
        start = self._at
        if depth >= MAX_DEPTH:
            raise _DepthError(Span(start, start + 1))
        if self._source.startswith("[", start):
            return self._collection(Node("sequence", "flow", start, start), "]", depth + 1)
        if self._source.startswith("{", start):
            return self._collection(Node("mapping", "flow", start, start), "}", depth + 1)
        return _scalar(self._source, *self._match(_SCALAR).span())

    def _collection(self, node: Node, bracket: str, depth: int) -> Node:
        """An array or an inline table, up to its closing bracket."""
        self._at += 1
        self._skip(_SPACE)
        while not self._source.startswith(bracket, self._at):
            if node.kind == "sequence":
                item = self._value(depth)
                node.entries.append(("", item.span, item))
            else:
                self._pair([node], depth)
            self._skip(_SPACE)
            if not self._source.startswith(bracket, self._at):
                self._take(",")
                self._skip(_SPACE)
        self._take(bracket)
        node.end = self._at
        return node

    def _skip(self, pattern: re.Pattern[str]) -> int:
        return self._match(pattern).end()

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        match = pattern.match(self._source, self._at)
        if match is None:
            raise _SyntaxError
        self._at = match.end()
        return match

    def _take(self, written: str) -> None:
        if not self._source.startswith(written, self._at):
            raise _SyntaxError
        self._at += len(written)


def _cover(tables: list[Node], span: Span) -> None:
    """Widen the tables to what belongs to them."""
    for table in tables:
        table.start, table.end = min(table.start, span.start), max(table.end, span.end)


def _evaluate(literal: str) -> object:
    """What a single value means. Raises _SyntaxError."""
    try:
        return tomllib.loads(f"value = {literal}")["value"]
    except ValueError:
        raise _SyntaxError from None


def _scalar(source: str, start: int, end: int) -> Node:
    raw = source[start:end]
    style = _STYLES.get(raw[0], "plain")
    node = Node("string", style, start, end, raw, raw, segments=((0, start, end),))
    try:
        value = _evaluate(raw)
    except _SyntaxError:
        return node
    if isinstance(value, str):
        node.text = node.value = value
        node.segments = _segments(source, start, end, value)
    else:
        node.kind = _KINDS.get(type(value), "date")
        node.value = raw if node.kind == "date" else value
    return node


def _segments(source: str, start: int, end: int, text: str) -> tuple[Segment, ...]:
    quote = source[start]
    size = 3 if source.startswith(quote * 3, start) else 1
    first = start + size
    if size == 3 and (newline := _NEWLINE.match(source, first)):
        first = newline.end()
    special = _ESCAPE if quote == '"' else _NEWLINE
    return Spelling(source).fill(first, end - size, special, _unescape).of(text, start, end)


def _unescape(match: re.Match[str]) -> str:
    escape = match[0]
    if escape[0] != "\\":
        return "\n"
    if escape[1] in "uU":
        code = int(escape[2:], 16) if len(escape) > 2 else 0
        return chr(code) if code < 0x110000 else ""
    return "" if escape[1] in " \t\r\n" else _CHARACTERS.get(escape[1], escape[1])
