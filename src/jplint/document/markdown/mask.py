"""Template syntax that a Markdown parser must not see: Liquid, shortcodes, attribute lists, mathematics, `:::` fences.

A mask on lines of its own is blanked, so that it parts two blocks as it does on the site; a mask within a line
is filled with letters, so that the emphasis around it is parsed as beside a word. The number of bytes stays the
same, so every position that the parser gives holds in the real text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from jplint.document.flavor import Flavor
from jplint.text.span import Span

_FENCE = r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*(?:\n[^\n]*)*?(?:\n {0,3}(?P=fence)[`~]*[ \t\r]*$|\Z)"
_TICKS = r"(?<!`)(?P<ticks>`+)(?!`)[^`]*(?:(?<=[^`\n])|(?<=\n)(?=`{1,2}(?!`)))(?P=ticks)(?!`)"
"""Three ticks at the start of a line are a fence, and end no code span."""
_CODE = rf"(?P<code>{_FENCE}|{_TICKS})"
_LIQUID = (
    r"\{%-?\s*(?P<liquid>raw|highlight|comment)\b(?:(?!\{%)[^\n])*?%\}",
    r"\{%(?:(?!\{%)[^\n])*?%\}",
    r"\{\{(?:[\"']\{\{|(?!\{\{)[^\n])*?\}\}",
)
"""A tag does not go past the beginning of the next one, so that many without an end are read once."""
_SHORTCODES = (
    r"\{\{[<%]\s*(?P<shortcode>highlight|mermaid|raw|comment)\b(?:(?!\{\{[<%])[^\n])*?[>%]\}\}",
    r"\{\{[<%](?s:(?:(?!\{\{[<%]).){0,2000}?)[>%]\}\}",
)
_ATTRIBUTES = (r"\{::(?P<extension>comment|nomarkdown)\b[^}\n]*\}", r"\{::?[^}\n]*\}", r"\{:/[^}\n]*\}")
_JSX = (r"(?P<jsx>\{/\*)", r"^(?:import|export)\s[^\n]*$", r"\{[^{}\n]*\}")
_CLOSERS = {
    "liquid": r"\{{%-?\s*end{name}\s*-?%\}}",
    "shortcode": r"\{{\{{[<%]\s*/{name}\s*[>%]\}}\}}",
    "extension": r"\{{:/(?:{name})?\}}",
    "jsx": r"\*/\}}",
}
"""What ends a tag whose inside is no Markdown; `{name}` is the tag's."""
_DISPLAY_MATH = r"\$\$(?s:.{1,5000}?)\$\$"
_BRACKETED_MATH = (
    r"^[ \t]*\\\[[ \t]*$(?s:(?:(?!\\\[).){1,5000}?)^[ \t]*\\\][ \t]*$",
    r"^[ \t]*\\begin\{(?P<environment>[a-z]{1,20}\*?)\}"
    r"(?s:(?:(?!\\begin\{(?P=environment)\}).){1,5000}?)\\end\{(?P=environment)\}[ \t]*$",
)
"""Neither goes past the beginning of the next one of its kind, so that many without an end are read once."""
_FORMULA = r"(?!\d)[!-~ ]*?|\d[!-~]*?|\d[!-~ ]*?[\\^_{}=<>+*][!-~ ]*?"
_INLINE_MATH = rf"(?<![\\$A-Za-z0-9])\$(?=[^\s$])(?:{_FORMULA})(?<![\s\\])\$(?![\d$])"
"""What begins with a digit and goes on in words is a price."""
_SEEN = ("{%", "{{")
"""How what a template puts in its place begins; an attribute list, an import or the fence of a box shows nothing."""
_DELIMITER = re.compile(
    r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t\r]*$|^[ \t>]*\|[ \t]*:?-+:?[ \t]*\|?[ \t\r]*$",
    re.MULTILINE,
)
"""The row below the head of a table."""
_ADMONITION = r"^[ \t]*:{3,}[^\n]*$"


class Mask(NamedTuple):
    """Text of no concern to the Markdown parser. `block`: nothing else stands on its lines."""

    span: Span
    block: bool
    kind: Literal["math", "template", ""] = "template"
    """What a reader sees in its place: a formula, or what a template makes; "" for what is not seen, as a comment."""


@cache
def _scanner(flavor: Flavor) -> re.Pattern[str]:
    parts = [_CODE]
    if flavor.liquid:
        parts += _LIQUID
    if flavor.shortcodes:
        parts += _SHORTCODES
    if flavor.attributes:
        parts += _ATTRIBUTES
    if flavor.jsx:
        parts += _JSX
    parts += [f"(?P<math>{'|'.join((_DISPLAY_MATH, *_BRACKETED_MATH))})", _ADMONITION]
    if flavor.dollar_math:
        parts.append(_INLINE_MATH)
    return re.compile("|".join(parts), re.MULTILINE)


def find(text: str, start: int, flavor: Flavor) -> list[Mask]:
    """The masks of `text` from `start` on, in order; code is left alone."""
    braces = flavor.liquid or flavor.shortcodes or flavor.attributes or flavor.jsx
    math = "$" in text or "\\[" in text or "\\begin{" in text
    if not (math or ":::" in text or (braces and "{" in text) or (flavor.jsx and "import" in text)):
        return []
    found: list[Mask] = []
    unclosed: set[str] = set()
    tables: dict[int, bool] = {}
    scanner, at = _scanner(flavor), start
    while match := scanner.search(text, at):
        begin, at = match.span()
        if match["code"] is not None:
            continue
        if match[0].startswith("$") and "|" in match[0] and _in_table(text, begin, tables):
            at = begin + 1
            continue
        at = max(at, _closed(match, text, unclosed))
        found.append(Mask(Span(begin, at), _alone(text, begin, at, start), _kind(match)))
    return found


def _in_table(text: str, at: int, known: dict[int, bool]) -> bool:
    """True where a row of a table stands: what parts its cells parts a formula, too, and so leaves prices."""
    first = text.rfind("\n\n", 0, at) + 1
    if first not in known:
        last = text.find("\n\n", at)
        known[first] = bool(_DELIMITER.search(text, first, last if last >= 0 else len(text)))
    return known[first]


def _kind(match: re.Match[str]) -> Literal["math", "template", ""]:
    groups = match.groupdict()
    if groups["math"] is not None:
        return "math"
    unseen = "comment" in (groups.get("liquid"), groups.get("shortcode"), groups.get("extension")) or groups.get("jsx")
    return "" if unseen or not match[0].startswith(_SEEN) else "template"


def _alone(text: str, begin: int, end: int, start: int) -> bool:
    """True where only blanks stand beside a mask on its lines."""
    while begin > start and text[begin - 1] in " \t":
        begin -= 1
    while end < len(text) and text[end] in " \t":
        end += 1
    return (begin == start or text[begin - 1] in "\r\n") and (end == len(text) or text[end] in "\r\n")


def _closed(match: re.Match[str], text: str, unclosed: set[str]) -> int:
    """Where the end tag of a paired tag ends; 0 for other tags. What was not found once is not looked for again."""
    groups = match.groupdict()
    for kind, closer in _CLOSERS.items():
        if name := groups.get(kind):
            if name not in unclosed and (end := re.compile(closer.format(name=name)).search(text, match.end())):
                return end.end()
            unclosed.add(name)
    return 0


def hide(data: bytes, masks: list[tuple[int, int, bool]]) -> bytes:
    """`data` with the byte ranges `(start, end, block)` blanked or filled."""
    parts: list[bytes] = []
    at = 0
    for start, end, block in masks:
        filler = rb" " if block else rb"x"
        parts += (data[at:start], re.sub(rb"[^\r\n]", filler, data[start:end]))
        at = end
    parts.append(data[at:])
    return b"".join(parts)
