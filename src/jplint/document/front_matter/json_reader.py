"""JSON front matter: a small scanner that keeps positions and reads on after a mistake."""

from __future__ import annotations

import json
import re

from jplint.document.front_matter.field import MAX_DEPTH, Node, Problem, Spelling, number
from jplint.text.span import Span

# RFC 8259. An unended string is a token too, so that the next line is still read; so is a word that JSON does not know.
_TOKEN = re.compile(
    r"(?P<string>\"(?:[^\"\\\x00-\x1f]|\\[^\x00-\x1f])*+(?P<ended>\")?)"
    r"|(?P<number>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?(?![\w.]))"
    r"|(?P<literal>(?:true|false|null)\b)"
    r"|(?P<mark>[{}\[\]:,])"
    r"|(?P<unknown>\w[\w.+-]*+|[^ \t\r\n])"
)
_LITERALS = {"true": True, "false": False, "null": None}
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[\"\\/bfnrt]")

_OPENING = re.compile(r"\{\s*+(?:\"(?:[^\"\\\r\n]|\\.)*+\"\s*+:|\})")
_STRING_OR_BRACE = re.compile(r"\"(?:[^\"\\\r\n]|\\.)*+\"?|[{}]")
_REST_OF_LINE = re.compile(r"[ \t]*+(?:\r\n?|\n|\Z)")
_BLANK_LINE = re.compile(r"(?<=[\r\n])[ \t]*+(?:\r\n?|\n)")

_VALUES = frozenset({"string", "number", "literal", "[", "{"})
_MAY_COME = {
    "a key": {"string"},
    "a key or '}'": {"string", "}"},
    "':'": {":"},
    "a value": _VALUES,
    "a value or ']'": _VALUES | {"]"},
    "',' or '}'": {",", "}"},
    "',' or ']'": {",", "]"},
}


def extent(text: str) -> tuple[Span, int] | None:
    """What stands between the outer braces of the object that a text begins with, and where the Markdown starts.

    None where it begins with none. An object that is not closed ends with the first blank line.
    """
    if not _OPENING.match(text):
        return None
    depth = 0
    for token in _STRING_OR_BRACE.finditer(text):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if depth == 0 and token[0] == "}":
            rest = _REST_OF_LINE.match(text, token.end())
            return (Span(1, token.start()), rest.end()) if rest else None
    blank = _BLANK_LINE.search(text)
    end = blank.start() if blank else len(text)
    return Span(1, end), end


def parse(text: str, content: Span) -> tuple[Node, list[Problem]]:
    """The object whose members are `text[content]`, and the first mistake in it."""
    scanner = _Scanner(text, content)
    for token in _TOKEN.finditer(text, *content):
        if not scanner.take(token):
            break
    return scanner.root, scanner.problems


class _Scanner:
    """Takes token after token; what must not come is a problem, and is taken as well as it can be."""

    def __init__(self, text: str, content: Span) -> None:
        self.root = Node("mapping", "flow", *content)
        self._text = text
        self._stack = [self.root]
        self._key: tuple[str, Span] | None = None
        """The key that waits for its value."""
        self._expected = "a key or '}'"
        self._first: Problem | None = None

    @property
    def problems(self) -> list[Problem]:
        """The first mistake; the closing brace is one where more had to come."""
        brace = self.root.end
        if self._text.startswith("}", brace) and "}" not in _MAY_COME[self._expected]:
            self._wrong(Span(brace, brace + 1), f"expected {self._expected}")
        return [] if self._first is None else [self._first]

    def take(self, token: re.Match[str]) -> bool:
        """False where nothing more must be read."""
        kind = token[0] if token.lastgroup == "mark" else token.lastgroup or ""
        top = self._stack[-1]
        if kind not in _MAY_COME[self._expected]:
            self._wrong(Span(*token.span()), f"expected {self._expected}")
        if kind == ",":
            self._key, self._expected = None, "a key" if top.kind == "mapping" else "a value"
        elif kind == ":":
            self._expected = "a value"
        elif kind in ("}", "]"):
            self._close(kind, token.end())
        elif kind == "string" and top.kind == "mapping" and self._key is None:
            self._key, self._expected = (self._string(token).text, Span(*token.span())), "':'"
        elif kind in ("{", "["):
            return self._open(kind, token)
        else:
            self._place(self._scalar(token))
        return True

    def _wrong(self, span: Span, detail: str, kind: str = "syntax") -> None:
        self._first = self._first or Problem(kind, span, detail)

    def _place(self, node: Node) -> None:
        top = self._stack[-1]
        if top.kind == "sequence":
            top.entries.append(("", node.span, node))
            self._expected = "',' or ']'"
        elif self._key is not None:
            top.entries.append((*self._key, node))
            self._key, self._expected = None, "',' or '}'"

    def _open(self, bracket: str, token: re.Match[str]) -> bool:
        if len(self._stack) >= MAX_DEPTH:
            self._first = Problem("too-large", Span(*token.span()), f"nested more than {MAX_DEPTH} deep")
            return False
        node = Node("mapping" if bracket == "{" else "sequence", "flow", *token.span())
        self._place(node)
        self._stack.append(node)
        self._key, self._expected = None, "a key or '}'" if bracket == "{" else "a value or ']'"
        return True

    def _close(self, bracket: str, end: int) -> None:
        top = self._stack[-1]
        if len(self._stack) > 1 and top.kind == ("mapping" if bracket == "}" else "sequence"):
            top.end = end
            self._stack.pop()
            self._key, self._expected = None, "',' or '}'" if self._stack[-1].kind == "mapping" else "',' or ']'"

    def _scalar(self, token: re.Match[str]) -> Node:
        start, end = token.span()
        if token.lastgroup == "string":
            return self._string(token)
        node = Node("string", "plain", start, end, token[0], token[0], segments=((0, start, end),))
        if token.lastgroup == "number":
            node.kind, node.value = number(token[0])
        elif token.lastgroup == "literal":
            node.value = _LITERALS[token[0]]
            node.kind = "null" if node.value is None else "boolean"
        return node

    def _string(self, token: re.Match[str]) -> Node:
        start, end = token.span()
        if token["ended"] is None:
            self._wrong(Span(start, start + 1), "unended string")
        elif "\\" in token[0]:
            try:
                json.loads(token[0])
            except json.JSONDecodeError as error:
                at = start + error.pos
                self._wrong(Span(at, min(at + 2, end)), error.msg)
        inner = Span(start + 1, end - (token["ended"] is not None))
        spelling = Spelling(self._text).fill(*inner, _ESCAPE, _unescape)
        return Node("string", "double", start, end, spelling.text, spelling.text, segments=tuple(spelling.segments))


def _unescape(match: re.Match[str]) -> str:
    """The character; a lone surrogate is none, so it becomes U+FFFD."""
    text: str = json.loads(f'"{match[0]}"')
    return "\ufffd" if "\ud800" <= text <= "\udfff" else text
