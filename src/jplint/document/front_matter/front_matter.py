"""Front matter: the data before a Markdown text, in YAML (`---`), TOML (`+++`) or JSON (`{`), with exact positions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from jplint.document.front_matter.field import Field, Kind, Node, Problem, Segment, Style, freeze
from jplint.text.span import Span

__all__ = ["Field", "FrontMatter", "Kind", "Problem", "Segment", "Style", "read"]

Syntax = Literal["yaml", "toml", "json"]

MAX_LENGTH = 256 * 1024
"""Code points of front matter that are read; a longer one has no fields."""


class FrontMatter(Struct, frozen=True):
    """The front matter of one text."""

    syntax: Syntax
    span: Span
    """All of it: the fences, and the newline after the closing one."""
    content: Span
    """Between the fences; for JSON, between the outer braces."""
    fields: tuple[Field, ...]
    """The top-level fields in order; a key that comes twice is there twice."""
    problems: tuple[Problem, ...]
    """In the order of the text. With a `syntax` problem the fields are those that could still be had."""
    data: dict[str, object]
    """Plain Python, as JSON Schema validates it: dates are text, the last of two equal keys wins."""

    @property
    def body_start(self) -> int:
        """Where the Markdown begins."""
        return self.span.end

    def get(self, *path: str | int) -> Field | None:
        """The field at a path: `get("tags", 0)`. The last of two equal keys, as in the data."""
        found, fields = None, self.fields
        for step in path:
            found = next((field for field in reversed(fields) if field.path[-1] == step), None)
            if found is None:
                return None
            fields = found.children
        return found

    def walk(self) -> Iterator[Field]:
        """All fields at all depths, each before its children."""
        waiting = list(reversed(self.fields))
        while waiting:
            field = waiting.pop()
            yield field
            waiting.extend(reversed(field.children))


class _Fences(NamedTuple):
    """How one fenced syntax looks, line by line. The patterns match at the start of a line."""

    syntax: Syntax
    closing: re.Pattern[str]
    key: re.Pattern[str]
    """A line that sets something."""
    clear: re.Pattern[str]
    """A key that is no prose even without a closing fence."""
    other: re.Pattern[str]
    """Anything else that may stand at the left margin."""


_END = r"[ \t]*+(?:\r\n?|\n|\Z)"
_GRAVE = ("syntax", "tab", "too-large")
_OPENING = re.compile(rf"(---|\+\+\+){_END}")
_QUOTED = r"\"[^\"\r\n]*+\"|'[^'\r\n]*+'"


@cache
def _fences(fence: str) -> _Fences:
    if fence == "---":
        return _Fences(
            "yaml",
            re.compile(rf"(?<=[\r\n])(?:---|\.\.\.){_END}"),
            re.compile(rf"(?:{_QUOTED}|\w[\w .$/()-]*+(?::[\w.-]++)*+)[ \t]*+:(?=\s|\Z)|\{{[ \t]*+[\"'\w}}]"),
            re.compile(r"[A-Za-z_][\w.-]*+[ \t]*+:(?=\s|\Z)"),
            re.compile(r"[ \t#\]}]|[-?:](?=\s|\Z)"),
        )
    part = rf"(?:{_QUOTED}|[\w-]++)"
    return _Fences(
        "toml",
        re.compile(rf"(?<=[\r\n])\+\+\+{_END}"),
        re.compile(rf"{part}(?:[ \t]*+\.[ \t]*+{part})*+[ \t]*+=|\[\[?[ \t]*+[\w\"'-]"),
        re.compile(r"[A-Za-z_][\w.-]*+[ \t]*+=|\[\[?[A-Za-z_][\w.-]*+\]"),
        re.compile(r"[ \t#\]}\"']"),
    )


_LINE = re.compile(r"(?P<text>[^\r\n]*+)(?:\r\n?|\n|\Z)")
_HEADING = re.compile(r"#{1,6}(?=\s|\Z)")


def read(text: str) -> FrontMatter | None:
    """The front matter of a text, or None where it begins with something else, such as a thematic break before prose.

    Without a closing line, or with one far down in the Markdown, what clearly looks like keys up to the first blank
    line or heading is front matter with the problem `unclosed`.
    """
    if text.startswith("{"):
        return _read_json(text)
    opening = _OPENING.match(text)
    if opening is None:
        return None
    fences = _fences(opening[1])
    closing = fences.closing.search(text, opening.end())
    if closing is None:
        end = _unclosed_end(text, opening.end(), fences)
        return None if end is None else _unclosed(fences.syntax, text, opening, end)
    content = Span(opening.end(), closing.start())
    end = _keys_end(text, content, fences)
    if end is None:
        return None
    found = _built(fences.syntax, text[: closing.end()], content)
    if end < content.end and any(problem.kind in _GRAVE for problem in found.problems):
        return _unclosed(fences.syntax, text, opening, end)
    return found


def _unclosed_end(text: str, start: int, fences: _Fences) -> int | None:
    """The first blank line or heading, where all lines before it clearly belong to front matter."""
    if not fences.clear.match(text, start):
        return None
    for line in _LINE.finditer(text, start):
        if _parts(line):
            return line.start()
        if not (fences.key.match(text, *line.span("text")) or fences.other.match(text, *line.span("text"))):
            return None
    return len(text)


def _parts(line: re.Match[str]) -> bool:
    """True for what may part front matter from Markdown: a blank line or a heading."""
    return not line["text"].strip(" \t") or _HEADING.match(line["text"]) is not None


def _keys_end(text: str, within: Span, fences: _Fences) -> int | None:
    """Where the front matter ends by the look of its lines; None where it looks like none.

    Prose ends it at the blank line or the heading after the first keys, unless there are more keys after the prose.
    """
    keyed = prose = False
    gap = None
    for line in _LINE.finditer(text, *within):
        place = line.span("text")
        if _parts(line):
            if prose and not keyed:
                return None
            if keyed and gap is None:
                gap, prose = place[0], False
        elif fences.key.match(text, *place):
            keyed, prose = True, False
        elif not fences.other.match(text, *place):
            prose = True
    if keyed:
        return gap if prose and gap is not None else within.end
    return within.end if text.startswith("#", *within) or not text[within.start : within.end].strip() else None


def _unclosed(syntax: Syntax, text: str, opening: re.Match[str], end: int) -> FrontMatter:
    problem = Problem("unclosed", Span(*opening.span(1)), "")
    return _build(syntax, text, Span(opening.end(), end), end, problem)


@lru_cache(maxsize=16)
def _built(syntax: Syntax, text: str, content: Span) -> FrontMatter:
    """The front matter that is the whole of a text: an editor asks for the same at every key that is pressed."""
    return _build(syntax, text, content, len(text))


def _build(syntax: Syntax, text: str, content: Span, end: int, *known: Problem) -> FrontMatter:
    problems = list(known)
    root = Node("mapping", "block", *content)
    if content.end - content.start > MAX_LENGTH:
        problems.append(Problem("too-large", content, f"longer than {MAX_LENGTH} characters"))
    else:
        root, found = _parse(syntax, text, content)
        problems += found
    whole = freeze(root, text, problems)
    assert isinstance(whole.value, dict)
    problems.sort(key=lambda problem: problem.span)
    return FrontMatter(syntax, Span(0, end), content, whole.children, tuple(problems), whole.value)


def _parse(syntax: Syntax, text: str, content: Span) -> tuple[Node, list[Problem]]:
    """What the reader of that syntax finds; it is loaded for the first text that needs it."""
    if syntax == "yaml":
        from jplint.document.front_matter.yaml_reader import parse
    elif syntax == "toml":
        from jplint.document.front_matter.toml_reader import parse
    else:
        from jplint.document.front_matter.json_reader import parse
    return parse(text, content)


def _read_json(text: str) -> FrontMatter | None:
    from jplint.document.front_matter.json_reader import extent

    found = extent(text)
    if found is None:
        return None
    content, end = found
    problems = () if text.startswith("}", content.end) else (Problem("unclosed", Span(0, 1), ""),)
    return _build("json", text, content, end, *problems)
