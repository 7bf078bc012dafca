"""What interrupts the text without ending it: a sentence may run through a formula, code, a picture or a table.

Japanese technical prose leads into what it shows and goes on behind it:「書くと、」`$$…$$`「となります。」. Paragraphs
with a display between them are therefore no neighbours, and one that stands before a display need not be finished.
"""

from __future__ import annotations

from typing import Literal

from jplint.document.block import Block
from jplint.document.document import Document

Display = Literal["math", "code", "table", "html", "template", "image", "embed"]

_FORMULAS = frozenset({"math", "latex", "tex", "katex"})
"""Languages of fenced code that a site sets as a formula."""
_MARK = 1
"""Code points beside a link that still make it an embed: `@[youtube](…)`."""


def display(block: Block) -> Display | None:
    """What a block shows, if it is no prose; a thematic break shows nothing."""
    match block.kind:
        case "math" | "table" | "html" | "template" as kind:
            return kind
        case "code":
            return "math" if block.info.strip().lower() in _FORMULAS else "code"
        case "paragraph":
            return _shown(block)
        case _:
            return None


def caption(number: int, document: Document) -> bool:
    """True for a paragraph that is nothing but an emphasis below a picture, in the same paragraph or the one before."""
    block = document.blocks[number]
    text = block.text
    if block.kind != "paragraph" or not any(
        run.kind == "em" and not text[: run.start].strip() and not text[run.end :].strip() for run in block.runs
    ):
        return False
    if any(run.kind == "image" for run in block.runs):
        return True
    return number > 0 and display(document.blocks[number - 1]) == "image"


def _shown(block: Block) -> Display | None:
    """What a paragraph shows that is nothing but a picture or a link."""
    text = block.text
    if not text.strip():
        return "image" if any(run.kind == "image" for run in block.runs) else None
    linked = sum(run.end - run.start for run in block.runs if run.kind in ("link", "url"))
    return "embed" if linked and len("".join(text.split())) - linked <= _MARK else None
