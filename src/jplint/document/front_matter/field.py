"""What front matter is made of in every syntax: fields with exact positions, and the tree that the readers build."""

from __future__ import annotations

from collections.abc import Callable
from re import Match, Pattern
from typing import Literal, NamedTuple

from msgspec import Struct, field

from jplint.text.span import Span

Kind = Literal["string", "integer", "number", "boolean", "null", "sequence", "mapping", "date"]
Style = Literal["plain", "single", "double", "block", "flow", ""]
Segment = tuple[int, int, int]
"""A piece of a scalar's text: its offset in the text, and the source range that it was written as."""

MAX_DEPTH = 64
"""Collections within collections; far beyond any front matter, and safe for recursion."""


class Problem(NamedTuple):
    """Something wrong with the front matter itself.

    Kinds: `syntax`, `tab` (a tab in the indentation), `unclosed` (no closing fence; the span is the opening one),
    `duplicate-key` (the span is the later key, `first` the earlier one, `detail` the name), `tag` (a tag outside the
    core schema; `detail` is the tag as written), `alias` (aliases that refer to themselves or expand beyond bounds)
    and `too-large` (too long, or nested too deeply). `detail` of the others is a short English phrase or empty.
    """

    kind: str
    span: Span
    detail: str
    first: Span | None = None


class Field(Struct, frozen=True):
    """One key with its value, or one item of a sequence."""

    path: tuple[str | int, ...]
    """Where it is in the data: `("tags", 0)`."""
    key: Span
    """The key as written; for a sequence item, its own span."""
    span: Span
    """The value as written, quotes and all; empty, and after the colon, where there is none."""
    kind: Kind
    """By the YAML 1.2 core schema, TOML or JSON; `date` is a TOML date or a plain YAML scalar that looks like one."""
    style: Style
    """How it is written; a TOML table is `block`, a YAML alias is an empty style."""
    raw: str
    """The source at `span`."""
    text: str
    """A scalar with its escapes and folded lines resolved; empty for a collection."""
    value: object
    """Plain Python; a date is the text as written."""
    children: tuple[Field, ...]
    loads_as: str
    """What a YAML 1.1 reader (PyYAML, or Ruby's psych and so Jekyll) takes a plain scalar for where the writer may not
    expect it: `boolean`, `integer`, `number`, `null`, `date`, `sexagesimal`, or empty."""
    segments: tuple[Segment, ...] = ()
    """`(offset in text, source start, source end)` in order, tiling `text`. A piece as long as its source range maps
    character by character; any other (an escape, a folded newline, an alias) stands for the range as a whole."""


class Node(Struct, eq=False):
    """A value as a reader finds it, still open to more entries."""

    kind: Kind
    style: Style
    start: int
    end: int
    text: str = ""
    value: object = None
    loads_as: str = ""
    segments: tuple[Segment, ...] = ()
    entries: list[Entry] = field(default_factory=list)
    target: Node | None = None
    """The node that an alias refers to."""

    @property
    def span(self) -> Span:
        """The value as written."""
        return Span(self.start, self.end)


def freeze(
    node: Node, source: str, problems: list[Problem], path: tuple[str | int, ...] = (), key: Span | None = None
) -> Field:
    """The field of a node; the readers keep its depth to a few times MAX_DEPTH.

    Adds a problem for each key that comes twice; the last one wins in the value.
    """
    children: list[Field] = []
    if node.target is not None:
        node.value = node.target.value
    elif node.kind == "mapping":
        seen: dict[str, Span] = {}
        for name, span, child in node.entries:
            if name in seen:
                problems.append(Problem("duplicate-key", span, name, seen[name]))
            seen.setdefault(name, span)
            children.append(freeze(child, source, problems, (*path, name), span))
        node.value = {name: child.value for name, _, child in node.entries}
    elif node.kind == "sequence":
        for index, (_, _, child) in enumerate(node.entries):
            children.append(freeze(child, source, problems, (*path, index), child.span))
        node.value = [child.value for child in children]
    return Field(
        path=path,
        key=node.span if key is None else key,
        span=node.span,
        kind=node.kind,
        style=node.style,
        raw=source[node.start : node.end],
        text=node.text,
        value=node.value,
        children=tuple(children),
        loads_as=node.loads_as,
        segments=node.segments,
    )


Entry = tuple[str, Span, Node]
"""A key, where it stands, and its value; the items of a sequence have an empty key."""


class Spelling:
    """Puts a scalar's text together from pieces of the source."""

    __slots__ = ("_length", "_parts", "_source", "segments")

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        self.segments: list[Segment] = []

    @property
    def text(self) -> str:
        """All pieces so far."""
        return "".join(self._parts)

    def copy(self, start: int, end: int) -> None:
        """A stretch that is written as it is."""
        self.put(self._source[start:end], start, end)

    def put(self, text: str, start: int, end: int) -> None:
        """`text`, written as the source range; nothing where the range stands for no text."""
        if text:
            self.segments.append((self._length, start, end))
            self._parts.append(text)
            self._length += len(text)

    def fill(self, start: int, end: int, special: Pattern[str], resolve: Callable[[Match[str]], str]) -> Spelling:
        """A stretch in which each match of `special` is written for what `resolve` makes of it."""
        at = start
        for match in special.finditer(self._source, start, end):
            if (text := resolve(match)) != match[0]:
                self.copy(at, match.start())
                self.put(text, *match.span())
                at = match.end()
        self.copy(at, end)
        return self

    def of(self, text: str, start: int, end: int) -> tuple[Segment, ...]:
        """The segments of `text`, as a library read the source range; one opaque piece where it read otherwise."""
        if self.text == text:
            return tuple(self.segments)
        return ((0, start, end),) if text else ()


def number(literal: str) -> tuple[Kind, int | float]:
    """The value of a decimal literal; an integer beyond Python's limit for digits becomes a float."""
    try:
        return "integer", int(literal)
    except ValueError:
        return "number", float(literal)
