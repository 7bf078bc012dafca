"""Footnotes: references without a definition, definitions without a reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.text.span import Span

_LEFT = re.compile(r"\[\^(?P<label>[^\[\]\s^]{1,200})\]")
_DEFINITION = re.compile(r"^[ \t>]*(?P<mark>\[\^(?P<label>[^\[\]\s^]{1,200})\]):", re.MULTILINE)


class _Definition(NamedTuple):
    label: str
    span: Span


class Footnote(Check, frozen=True, kw_only=True):
    """Reports footnotes that do not fit together. `label` is the name between `[^` and `]`; case does not matter.

    Variants: `undefined` (a reference that nothing defines), `unused` (a definition that nothing refers to) and
    `repeated` (a label defined twice; the reader gets one of the two). Without any definition in the document only a
    number counts as a reference: `[^abc]` may be an expression.
    """

    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"label", "line"})

    ignore: tuple[Regex, ...] = ()
    """Labels in which one of these is found are no footnotes."""

    def variants(self) -> frozenset[str]:
        return frozenset({"undefined", "unused", "repeated"})

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """The references first, then the definitions."""
        if document.plain or not document.flavor.gfm or "[^" not in document.text:
            return
        definitions = list(_definitions(document))
        defined: dict[str, Span] = {}
        for one in definitions:
            defined.setdefault(one.label.casefold(), one.span)
        yield from self._undefined(defined, document, scope)
        used = _used(document)
        for one in definitions:
            key = one.label.casefold()
            first = defined[key]
            if first != one.span:
                values = {"label": one.label, "line": Place(first)}
                yield Match(one.span, "repeated", values, related=(Place(first),))
            elif key not in used:
                yield Match(one.span, "unused", {"label": one.label})

    def _undefined(self, defined: dict[str, Span], document: Document, scope: Scope) -> Iterator[Match]:
        for passage in scope.passages(document):
            if "[^" not in passage.text:
                continue
            for found in _LEFT.finditer(passage.text):
                label, span = found["label"], passage.source(*found.span())
                known = label.casefold() in defined or not (defined or label.isdecimal())
                escaped = document.text[slice(*span)] != found.group() or document.text[span.start - 1] == "\\"
                if not (known or escaped or any(regex.search(label) for regex in self.ignore)):
                    yield Match(span, "undefined", {"label": label})


def _definitions(document: Document) -> Iterator[_Definition]:
    for found in _DEFINITION.finditer(document.text, document.body_start):
        at = found.start("mark")
        number = document.block_at(at)
        block = document.blocks[number] if number >= 0 else None
        if block is None or block.kind not in ("code", "html") or at >= block.span.end:
            yield _Definition(found["label"], Span(*found.span("mark")))


def _used(document: Document) -> set[str]:
    """The labels that are referred to, in HTML too."""
    used = {run.value.casefold() for passage in document.passages for run in passage.runs if run.kind == "footnote"}
    for block in document.blocks:
        if block.kind == "html":
            used.update(found["label"].casefold() for found in _LEFT.finditer(document.text, *block.span))
    return used


CHECK = Footnote
