"""YAML front matter: a tree with positions from PyYAML's events. No tag is obeyed, so nothing is ever constructed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from jplint.document.front_matter.field import MAX_DEPTH, Entry, Node, Problem, Style
from jplint.document.front_matter.yaml_scalars import resolve, resolve_core
from jplint.text.span import Span

if TYPE_CHECKING:
    import yaml

MAX_EXPANSION = 20_000
"""Nodes that aliases may add to a front matter."""

_STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "block", ">": "block"}
_QUOTES = {"plain": 0, "single": 1, "double": 1, "block": 0}
"""The width of a quotation mark."""
_CORE = "tag:yaml.org,2002:"
_CORE_TAGS = {"!", *(_CORE + name for name in ("str", "int", "float", "bool", "null", "seq", "map"))}
_TEXT_TAGS = ("!", _CORE + "str")

# What is not in YAML 1.2.2, production 1 (c-printable).
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_PROPERTIES = re.compile(r"(?:[!&]\S*+(?:\s|#[^\r\n]*+)*+)*+")
_LINE = re.compile(r"[^\r\n]*+")
_CHARACTER = re.compile(r"[^\r\n]?")
_TAG = re.compile(r"(?<!\S)!\S*+")
_WORD = r"(?:[^\s:#]|:(?=\S))"
_TOP_KEY = re.compile(
    rf"(?<=[\r\n])(?P<key>\"[^\"\r\n]++\"|'[^'\r\n]++'|\w{_WORD}*+(?:[ \t]++{_WORD}++)*+)[ \t]*+:"
    r"(?:[ \t]++(?P<value>[^\r\n]*+)|(?=[\r\n])|\Z)"
)
_VALUE = re.compile(r"(?!#)\S++(?:[ \t]++(?!#)\S++)*+")


def parse(text: str, content: Span) -> tuple[Node, list[Problem]]:
    """The mapping in `text[content]`, which a `---` line at the very start of the text precedes.

    Where the whole is no YAML, each top-level key is read for itself; what still is none gives its line as it stands.
    """
    source, problems = text[: content.end], []
    if bad := _UNPRINTABLE.search(source):
        problems.append(Problem("syntax", Span(*bad.span()), f"character U+{ord(bad[0]):04X} is not allowed"))
        source = _UNPRINTABLE.sub("\ufffd", source)
    composer = _Composer(source)
    problem = composer.compose(source, 0)
    entries = composer.entries
    if problem is not None:
        composer = _Composer(source)
        entries, found = _recover(composer, content)
        problems += found or [problem]
    return Node("mapping", "block", *content, entries=entries), problems + composer.problems


def _recover(composer: _Composer, content: Span) -> tuple[list[Entry], list[Problem]]:
    """The keys that can still be had, and what is wrong with the others."""
    entries, problems = [], []
    for start, end, line in _chunks(composer.source, content):
        # The fence keeps a byte order mark or a directive from being taken for one.
        problem = composer.compose("---\n" + composer.source[start:end], start - 4)
        found = composer.entries
        if problem is not None:
            problems.append(problem)
            if line is not None:
                found = [_first(found, line)]
        entries += found
    return entries, problems


def _chunks(source: str, content: Span) -> Iterator[tuple[int, int, re.Match[str] | None]]:
    """Start, end and key line of each top-level key; first what comes before them all."""
    line, start = None, content.start
    for following in _TOP_KEY.finditer(source, content.start, content.end):
        yield start, following.start(), line
        line, start = following, following.start()
    yield start, content.end, line


def _first(found: list[Entry], line: re.Match[str]) -> Entry:
    """The entry of a key line: as the parser found it before it stopped, or else the rest of the line as it stands."""
    at = line.start("value") if line["value"] is not None else line.end()
    value = _VALUE.match(line.string, at, line.end())
    start, end = value.span() if value else (at, at)
    if found and (found[0][2].end >= end or found[0][2].kind in ("sequence", "mapping")):
        return found[0]
    node = Node("string", "plain", start, end, line.string[start:end])
    node.kind, node.value, node.loads_as = resolve(node.text)
    node.segments = ((0, start, end),) if value else ()
    key = line["key"]
    return key[1:-1] if key[0] in "\"'" else key, Span(*line.span("key")), node


class _DepthError(Exception):
    """Collections are nested beyond MAX_DEPTH."""


class _Open(Struct, eq=False):
    """A collection whose end has not been seen. `key`: of a mapping, the key that waits for its value."""

    node: Node
    anchor: str | None
    is_key: bool
    key: tuple[str, Span] | None = None


class _Composer:
    """Builds nodes from events. Anchors and the bound on aliases hold over all that one composer reads."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self._root: Node | None = None
        self._base = 0
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._sizes: list[int] = []
        self._expansion = 0

    @property
    def entries(self) -> list[Entry]:
        """The keys of the document that was read last."""
        return self._root.entries if self._root is not None and self._root.kind == "mapping" else []

    def compose(self, text: str, base: int) -> Problem | None:
        """Read one document, which stands at `base` in the source; why it is no mapping, or not a whole one."""
        import yaml

        self._root, self._base, self._sizes = None, base, [0]
        try:
            for event in yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
                if isinstance(event, yaml.ScalarEvent):
                    self._place(self._scalar(event), event.anchor)
                elif isinstance(event, yaml.AliasEvent):
                    self._place(self._alias(event), None)
                elif isinstance(event, yaml.CollectionStartEvent):
                    self._open(event, isinstance(event, yaml.SequenceStartEvent))
                elif isinstance(event, yaml.CollectionEndEvent):
                    self._close(self._span(event).end)
        except yaml.MarkedYAMLError as error:
            return self._syntax(error, base + len(text))
        except (ValueError, OverflowError):  # PyYAML without libyaml builds any \U escape
            bad = re.search(r"\\U(?!000|0010)", text)
            at = base + (bad.start() if bad else 0)
            return Problem("syntax", Span(at, at + 2), "found invalid Unicode character escape code")
        except _DepthError:
            return Problem("too-large", self._stack[-1].node.span, f"nested more than {MAX_DEPTH} deep")
        finally:
            while self._stack:
                self._close(0)
        if self._root is None or self._root.kind in ("mapping", "null"):
            return None
        listed = self._root.kind == "sequence"
        detail = "expected a mapping, but found a sequence" if listed else "could not find expected ':'"
        return Problem("syntax", self._root.span, detail)

    def _span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        return Span(start.index + self._base, end.index + self._base)

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        start, end = self._written(event)
        style = _STYLES.get(event.style, "plain")
        quotes = _QUOTES[style]
        text = event.value
        if not text and style == "plain":
            start = end = self._span(event).end
        node = Node("string", style, start, end)
        if len(text) == end - start - 2 * quotes:
            # What is not written as it is takes more room than it stands for, save a newline that is a space.
            node.segments = ((0, start + quotes, end - quotes),) if text else ()
        else:
            from jplint.document.front_matter.yaml_spelling import spell

            text, node.segments = spell(self.source, start, end, style, text)
            if style == "block" and text:
                node.end = node.segments[-1][2]
        node.text = node.value = text
        if event.tag is None and style == "plain":
            node.kind, node.value, node.loads_as = resolve(text)
        elif event.tag in _CORE_TAGS and event.tag not in _TEXT_TAGS:
            node.kind, node.value = resolve_core(text)
        return node

    def _alias(self, event: yaml.AliasEvent) -> Node:
        span = self._span(event)
        node = Node("null", "", *span)
        if any(one.anchor == event.anchor for one in self._stack):
            self.problems.append(Problem("alias", node.span, "the alias stands inside what it refers to"))
        elif event.anchor not in self._anchors:
            self.problems.append(Problem("syntax", node.span, "found undefined alias"))
        elif self._expansion <= MAX_EXPANSION:
            target, size = self._anchors[event.anchor]
            self._expansion += size
            if self._expansion > MAX_EXPANSION:
                self.problems.append(Problem("alias", node.span, f"aliases expand to more than {MAX_EXPANSION} values"))
                return node
            self._sizes[-1] += size
            node.kind, node.text, node.target = target.kind, target.text, target
            node.segments = ((0, *span),) if node.text else ()
        return node

    def _written(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> Span:
        """Where a value stands, its anchor and tag left out; a tag outside the core schema is a problem."""
        start, end = self._span(event)
        if event.tag is None and event.anchor is None:
            return Span(start, end)
        properties = _PROPERTIES.match(self.source, start)
        value = properties.end() if properties else start
        if event.tag is not None and event.tag not in _CORE_TAGS and (tag := _TAG.search(self.source, start, value)):
            self.problems.append(Problem("tag", Span(*tag.span()), tag[0]))
        return Span(value, max(value, end))

    def _place(self, node: Node, anchor: str | None) -> None:
        """Give a finished or opened node to the collection around it, as its key or as a value."""
        self._sizes[-1] += 1
        if anchor is not None:
            self._anchors[anchor] = node, 1
        if not self._stack:
            self._root = node
            return
        around = self._stack[-1]
        if around.node.kind == "sequence":
            around.node.entries.append(("", node.span, node))
        elif around.key is None:
            around.key = node.text, node.span
        else:
            around.node.entries.append((*around.key, node))
            around.key = None

    def _open(self, event: yaml.CollectionStartEvent, sequence: bool) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise _DepthError
        style: Style = "flow" if event.flow_style else "block"
        node = Node("sequence" if sequence else "mapping", style, *self._written(event))
        around = self._stack[-1] if self._stack else None
        is_key = around is not None and around.node.kind == "mapping" and around.key is None
        if not is_key:
            self._place(node, None)
        self._stack.append(_Open(node, event.anchor, is_key))
        self._sizes.append(0)

    def _close(self, end: int) -> None:
        """End the innermost collection: at its bracket where `end` is one, at its last value otherwise."""
        closed, size = self._stack.pop(), self._sizes.pop()
        node = closed.node
        if node.style == "flow" and self.source[end - 1 : end] in ("]", "}"):
            node.end = end
        elif node.entries:
            node.end = max(node.end, node.entries[-1][1].end, node.entries[-1][2].end)
        self._sizes[-1] += size
        if closed.anchor is not None:
            self._anchors[closed.anchor] = node, size + 1
        if closed.is_key and self._stack:
            self._stack[-1].key = self.source[node.start : node.end], node.span

    def _syntax(self, error: yaml.MarkedYAMLError, end: int) -> Problem:
        """The problem, at the place to look at: where the parser stopped, or what it waited in vain to end."""
        detail = error.problem or ""
        at = min(error.problem_mark.index + self._base, end) if error.problem_mark is not None else end
        keyless = "expected ':'" in detail
        if (keyless or at == end) and error.context_mark is not None:
            at = error.context_mark.index + self._base
        width = (_LINE if keyless else _CHARACTER).match(self.source, at)
        kind = "tab" if self.source[at : at + 1] == "\t" else "syntax"
        if "nesting depth" in detail:  # libyaml from 0.2.6 on counts, too
            kind = "too-large"
        return Problem(kind, Span(*width.span()) if width else Span(at, at), detail)
