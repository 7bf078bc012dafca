"""Template syntax that a Markdown parser must not see: Liquid, shortcodes, attribute lists, mathematics, `:::` fences.

A mask on lines of its own is blanked, so that it parts two blocks as it does on the site; a mask within a line
is filled with letters, so that the emphasis around it is parsed as beside a word. The number of bytes stays the
same, so every position that the parser gives holds in the real text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from jplint.document.flavor import Flavor
from jplint.text.span import Span

_FENCE = r"^ {0,3}(?P<fence>`{3,}|~{3,})[^\n]*(?:\n[^\n]*)*?(?:\n {0,3}(?P=fence)[`~]*[ \t\r]*$|\Z)"
_TICKS = r"(?<!`)(?P<ticks>`+)(?!`)[^`]*(?<!`)(?P=ticks)(?!`)"
_CODE = rf"(?P<code>{_FENCE}|{_TICKS})"
_FAR = r"(?s:.{0,20000}?)"
"""What a pair may hold between its two ends; the limit keeps a text of unclosed tags linear."""
_LIQUID = (
    rf"\{{%-?\s*(?P<paired>raw|highlight|comment)\b{_FAR}\{{%-?\s*end(?P=paired)\s*-?%\}}",
    r"\{%[^\n]*?%\}",
    r"\{\{[^\n]*?\}\}",
)
_SHORTCODES = (
    rf"\{{\{{[<%]\s*(?P<verbatim>highlight|mermaid|raw|comment)\b{_FAR}\{{\{{[<%]\s*/(?P=verbatim)\s*[>%]\}}\}}",
    r"\{\{[<%](?s:.{0,2000}?)[>%]\}\}",
)
_ATTRIBUTES = (
    rf"\{{::(?P<extension>comment|nomarkdown)\b{_FAR}\{{:/(?:(?P=extension))?\}}",
    r"\{::?[^}\n]*\}",
    r"\{:/[^}\n]*\}",
)
_JSX = (rf"\{{/\*{_FAR}\*/\}}", r"^(?:import|export)\s[^\n]*$", r"\{[^{}\n]*\}")
_DISPLAY_MATH = r"\$\$(?s:.{1,5000}?)\$\$"
_INLINE_MATH = r"(?<![\\$\w])\$(?=[^\s$])[!-~ ]*?(?<![\s\\])\$(?![\d$])"
_ADMONITION = r"^[ \t]*:{3,}[^\n]*$"


class Mask(NamedTuple):
    """Text of no concern to the Markdown parser. `block`: nothing else stands on its lines."""

    span: Span
    block: bool


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
    parts += [_DISPLAY_MATH, _ADMONITION]
    if flavor.dollar_math:
        parts.append(_INLINE_MATH)
    return re.compile("|".join(parts), re.MULTILINE)


def find(text: str, start: int, flavor: Flavor) -> list[Mask]:
    """The masks of `text` from `start` on, in order; code is left alone."""
    braces = flavor.liquid or flavor.shortcodes or flavor.attributes or flavor.jsx
    if not ("$" in text or ":::" in text or (braces and "{" in text) or (flavor.jsx and "import" in text)):
        return []
    found = []
    for match in _scanner(flavor).finditer(text, start):
        if match["code"] is not None:
            continue
        begin, end = match.span()
        head = text[max(text.rfind("\n", 0, begin) + 1, start) : begin]
        line_end = text.find("\n", end)
        tail = text[end : line_end if line_end >= 0 else len(text)]
        found.append(Mask(Span(begin, end), not head.strip(" \t") and not tail.strip(" \t\r")))
    return found


def hide(data: bytes, masks: list[tuple[int, int, bool]]) -> bytes:
    """`data` with the byte ranges `(start, end, block)` blanked or filled."""
    parts, at = [], 0
    for start, end, block in masks:
        filler = rb" " if block else rb"x"
        parts += (data[at:start], re.sub(rb"[^\r\n]", filler, data[start:end]))
        at = end
    parts.append(data[at:])
    return b"".join(parts)
