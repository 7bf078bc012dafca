"""How the text of a YAML scalar is spelled in the source: escapes, folded lines, block scalars."""

from __future__ import annotations

import re

from jplint.document.front_matter.field import Segment, Spelling, Style

_BREAK = r"(?:\r\n?|[\n\x85\u2028\u2029])"
_ANY_BREAK = re.compile(_BREAK)
_FOLD = rf"(?P<fold>[ \t]*+(?:{_BREAK}[ \t]*+)++)"
_BLANKS = r"[ \t]++"
_PLAIN = re.compile(rf"{_FOLD}|{_BLANKS}")
_SINGLE = re.compile(rf"{_FOLD}|{_BLANKS}|(?P<quote>'')")
_DOUBLE = re.compile(
    rf"{_FOLD}|{_BLANKS}|\\(?:(?P<join>(?:{_BREAK}[ \t]*+)++)|x(?P<x>[0-9a-fA-F]{{2}})"
    r"|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})|(?P<char>.))"
)
# YAML 1.2.2, 5.7; any other character stands for itself.
_ESCAPES = dict(zip("0abtnvfreN_LP", "\0\a\b\t\n\v\f\r\x1b\x85\xa0\u2028\u2029", strict=True))
_FLOW = {"plain": (_PLAIN, 0), "single": (_SINGLE, 1), "double": (_DOUBLE, 1)}
_SURROGATE = re.compile("[\ud800-\udfff]")


def spell(source: str, start: int, end: int, style: Style, text: str) -> tuple[str, tuple[Segment, ...]]:
    """`text`, which the parser made of `source[start:end]`, and how it is spelled there.

    An escaped surrogate is no character (libyaml refuses it, PyYAML's own parser does not), so it becomes U+FFFD.
    """
    if style == "block":
        return text, _block(source, start, end, text).of(text, start, end)
    special, quote = _FLOW[style]
    segments = Spelling(source).fill(start + quote, end - quote, special, _unfold).of(text, start, end)
    return _SURROGATE.sub("\ufffd", text), segments


def _unfold(match: re.Match[str]) -> str:
    if match.lastgroup is None:
        return match[0]
    if match.lastgroup == "fold":
        return _folded(_breaks(match[0]))
    if match.lastgroup == "quote":
        return "'"
    if match.lastgroup == "join":
        return "".join(_breaks(match[0])[1:])
    if match.lastgroup == "char":
        return _ESCAPES.get(match["char"], match["char"])
    code = int(match[match.lastgroup], 16)
    return chr(code) if code < 0x110000 else ""


def _breaks(text: str) -> list[str]:
    """The line breaks of a stretch as YAML 1.1 keeps them: all but the Unicode separators are a newline."""
    return [found if found in "\u2028\u2029" else "\n" for found in _ANY_BREAK.findall(text)]


def _folded(breaks: list[str]) -> str:
    """A single newline is a space; the first of several is nothing."""
    if breaks[0] != "\n":
        return "".join(breaks)
    return "".join(breaks[1:]) or " "


_HEADER = re.compile(rf"[|>][-+0-9]*+[^\r\n\x85\u2028\u2029]*+{_BREAK}?")
_INDENT = re.compile(r"^( *+)[^ \r\n\x85\u2028\u2029]", re.MULTILINE)


def _block(source: str, start: int, end: int, text: str) -> Spelling:
    """The spelling of a literal (`|`) or folded (`>`) scalar, as libyaml's `yaml_parser_scan_block_scalar` reads it."""
    spelling = Spelling(source)
    header = _HEADER.match(source, start, end)
    if header is None:
        return spelling
    folds, at, previous = source[start] == ">", header.end(), ""
    for line in _content_lines(source, header.end(), end, text):
        breaks = _breaks(source[at : line.start(1)])
        plain = folds and previous and previous[0] not in " \t" and line[1][0] not in " \t"
        spelling.put(_folded(breaks) if plain else "".join(breaks), at, line.start(1))
        spelling.copy(*line.span(1))
        at, previous = line.end(1), line[1]
    chomping = header[0].split("#", 1)[0]
    breaks = _breaks(source[at:end]) if previous or "+" in chomping else []
    kept = breaks if "+" in chomping else [] if "-" in chomping else breaks[:1]
    last = _ANY_BREAK.match(source, at, end)
    spelling.put("".join(kept), at, last.end() if len(kept) == 1 and last else end)
    return spelling


def _content_lines(source: str, start: int, end: int, text: str) -> list[re.Match[str]]:
    """The lines that have text once the indentation is off, as group 1. The parser's text tells how deep that is."""
    written, kept = (_INDENT.search(_ANY_BREAK.sub("\n", part)) for part in (source[start:end], text))
    if written is None or kept is None:
        return []
    indent = len(written[1]) - len(kept[1])
    line = re.compile(rf"(?<=[\r\n\x85\u2028\u2029]) {{{indent}}}([^\r\n\x85\u2028\u2029]++)")
    return list(line.finditer(source, start, end))
