"""HTML elements that do not close, close without having opened, or do not nest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from jplint.checks.base import Check, Match, Scope
from jplint.checks.markup.pairing import Tag, faults
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.text.span import Span

_TAG = re.compile(
    r"""<!--(?:.*?(?P<ended>-->)|.*)"""
    r"""|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>])(?>[^<>"']+|"[^"]*"|'[^']*')*+>""",
    re.DOTALL,
)
_END = re.compile(r"</([A-Za-z][A-Za-z0-9-]*)")


class HtmlTags(Check, frozen=True, kw_only=True):
    """Reports the tags of known elements that do not pair over the whole document; Markdown between them is fine.

    Variants: `unclosed`, `unopened` and `crossed` (`<b><i></b></i>`; `other` is the opening tag, `inner` the end tag
    that came first). `<name/>` needs no end. Names that are no known element are components, or types (`List<String>`);
    an element that stands right behind an ASCII letter or digit and never closes is taken for a type, too. Where a
    comment, or code that may be HTML indented within an element, leaves open what is a tag, nothing is reported, and
    neither is an element whose end tag has got into a code span.
    """

    shorthand: ClassVar[str] = "elements"
    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"tag", "other", "inner", "line"})

    elements: tuple[str, ...]
    """The elements that need an end tag: neither void ones (`br`) nor those whose end may be left out (`p`)."""
    raw: tuple[str, ...] = ()
    """The elements within which nothing is a tag but their own end."""
    unless: tuple[Regex, ...] = ()
    """Not in a document with a template tag in which one of these is found: it chooses which HTML is written."""

    def variants(self) -> frozenset[str]:
        return frozenset({"unclosed", "unopened", "crossed"})

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset((*self.elements, *self.raw))

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """One match for each tag that has no partner in its place."""
        if document.plain or "<" not in document.text:
            return
        tags = self._tags(document)
        if not tags or self._chosen(document):
            return
        in_code = _ends_in_code(document)
        for fault in faults(tags):
            name, _, span = fault.tag
            before = document.text[max(span.start - 1, 0) : span.start]
            typed = before.isascii() and before.isalnum()
            swallowed = in_code.get((document.block_at(span.start), name), -1) > span.start
            if fault.variant != "unclosed" or not (typed or swallowed):
                yield fault.match(document, {"tag": name})

    def _chosen(self, document: Document) -> bool:
        return any(regex.search(document.text[slice(*one.span)]) for one in document.masks for regex in self.unless)

    def _tags(self, document: Document) -> list[Tag]:
        """The tags in order; none where it is in doubt what is a tag."""
        tags: list[Tag] = []
        raw, depth = "", 0
        for is_code, span in _pieces(document):
            for found in _TAG.finditer(document.text, *span):
                name, opens = (found["name"] or "").lower(), not found["end"]
                if (is_code and depth > 0 and not raw) or not (name or found["ended"]):
                    return []
                if is_code or name not in self._known or (raw and (opens or name != raw)):
                    continue
                if not found.group().endswith("/>"):
                    raw = name if opens and name in self.raw else ""
                    depth += 1 if opens else -1
                    tags.append(Tag(name, opens, Span(*found.span())))
        return tags


def _pieces(document: Document) -> Iterator[tuple[bool, Span]]:
    """Where HTML stands, in order, and (True) indented code, which another renderer takes for HTML in an element."""
    for block in document.blocks:
        if block.kind == "html" or (block.kind == "code" and not block.fenced):
            yield block.kind == "code", block.span
        for passage in block.passages:
            for span in sorted(run.span for run in passage.runs if run.kind == "html"):
                yield False, span


def _ends_in_code(document: Document) -> dict[tuple[int, str], int]:
    """Block and name → where the last code span starts that has the end tag of that name in it."""
    last = {}
    for passage in document.passages:
        for run in passage.runs:
            if run.kind == "code" and "</" in run.value:
                last.update({(passage.block, end[1].lower()): run.span.start for end in _END.finditer(run.value)})
    return last


CHECK = HtmlTags
