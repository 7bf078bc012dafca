"""Links that do not come out as links, or lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from jplint.checks.base import Check, Match, Scope
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.prose.passage import Passage
from jplint.text.edit import Edit
from jplint.text.span import Span

_SEEN = re.compile(r"\][ \t　]*[(（]|\]\[(?!\^)")
"""In the text that a reader sees, a link that came out has no brackets."""
_INLINE = re.compile(r"\](?P<gap>[ \t　]*)(?P<open>[(（])[ \t]*")
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_LABEL = re.compile(r"\]\[(?P<label>[^\[\]\r\n]{0,500})\]")
_DEFINITION = re.compile(r"^[ \t>]*\[(?P<label>[^\[\]\r\n]+)\]:[ \t]*\S", re.MULTILINE)
_TO_ASCII = re.compile(r"[^)\r\n]{0,2000}")
_TO_EITHER = re.compile(r"[^)）\r\n]{0,2000}")
_TEXT = 1_000
"""What is longer than this is no text of a link."""


class _Inline(NamedTuple):
    """The parts of `[text](address)` as they stand in the source. `end` is behind the closing parenthesis, or -1."""

    start: int
    bracket: int
    gap: Span
    wide: bool
    address: Span
    end: int


class Link(Check, frozen=True, kw_only=True):
    """Reports links by their form; whether an address answers is not asked.

    Variants: `cut` (the text ends before the parenthesis closes), `spaced` (white space between `]` and `(`), `wide`
    (full-width parentheses), `blank` (white space in the address), `empty` (no address), `undefined` (a reference whose
    label is not defined, in a document that defines others) and `other` (the parser took it for text for another
    reason). All but `empty` and `undefined` need an address that looks like one, or a text that ends behind `](`.
    """

    structural: ClassVar[bool] = True
    edits: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"text", "address", "label"})

    address: tuple[Regex, ...]
    """What is in parentheses is an address where one of these is found at its head."""
    ignore: tuple[Regex, ...] = ()
    """Passed over where one of these is found in the whole link."""

    def variants(self) -> frozenset[str]:
        return frozenset({"cut", "spaced", "wide", "blank", "empty", "undefined", "other"})

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """One match for each link."""
        if document.plain:
            return
        for passage in scope.passages(document):
            for run in passage.runs:
                if run.kind in ("link", "image") and not run.value.strip() and document.text[run.span.end - 1] == ")":
                    yield Match(run.span, "empty", {"text": passage.text[run.start : run.end]})
            if "]" in passage.text:
                yield from self._broken(passage, document)

    def _broken(self, passage: Passage, document: Document) -> Iterator[Match]:
        text, brackets = document.text, None
        for seen in _SEEN.finditer(passage.text):
            brackets = brackets if brackets is not None else _brackets(passage, text)
            at = passage.source(seen.start(), seen.end()).start
            start = brackets.get(at, -1)
            if start < 0 or at - start > _TEXT:
                continue
            if seen.group().endswith("["):
                match = _undefined(start, at, document)
            else:
                match = self._inline(start, at, passage.span.end, text)
            if match and not any(regex.search(text[slice(*match.span)]) for regex in self.ignore):
                yield match
                if match.variant == "cut":
                    return

    def _inline(self, start: int, at: int, limit: int, text: str) -> Match | None:
        head = _INLINE.match(text, at, limit)
        if head is None:
            return None
        wide = head["open"] == "（"
        line = (_TO_EITHER if wide else _TO_ASCII).match(text, head.end(), limit)
        assert line is not None, "it matches the empty text"
        address = Span(*line.span())
        nothing = head.end() == limit and head["gap"] == "" and not wide
        if not nothing and not any(regex.search(text[slice(*address)]) for regex in self.address):
            return None
        closed = text[address.end : min(address.end + 1, limit)] in (")", "）")
        end = address.end + 1 if closed else -1
        return _match(_Inline(start, at, Span(*head.span("gap")), wide, address, end), text)


def _brackets(passage: Passage, text: str) -> dict[int, int]:
    """Where each `]` of a passage's source is → where its `[` is."""
    pairs, waiting = {}, []
    for mark in _BRACKET.finditer(text, *passage.span):
        if mark.group() == "[":
            waiting.append(mark.start())
        elif waiting:
            pairs[mark.start()] = waiting.pop()
    return pairs


def _match(link: _Inline, text: str) -> Match | None:
    address = text[slice(*link.address)].rstrip()
    words = text[link.start + 1 : link.bracket]
    values = {"text": words, "address": address}
    if link.end < 0:
        end = link.address.start + len(address)
        values["address"] = address or text[link.bracket + 1 : end]
        return Match(Span(link.start, end), "cut", values)
    blank = any(character.isspace() for character in address)
    span = Span(link.start, link.end)
    variant = "wide" if link.wide else "spaced" if not link.gap.empty else "blank" if blank else "other"
    if variant == "other":
        return Match(span, variant, values)
    target = f"<{address}>" if blank else address
    return Match(span, variant, values, edits=(Edit(span, f"[{words}]({target})"),))


def _undefined(start: int, at: int, document: Document) -> Match | None:
    found = _LABEL.match(document.text, at)
    before = document.text[start - 1 : start]
    defined = document.analysis(_labels)
    if found is None or not defined or before in ("]", "`") or (before.isascii() and before.isalnum()):
        return None
    label = found["label"] or document.text[start + 1 : at]
    key = _key(label)
    if not key or key.isdigit() or key in defined:
        return None
    return Match(Span(start, found.end()), "undefined", {"label": label})


def _labels(document: Document) -> set[str]:
    """Every label that a line defines, in whatever it stands."""
    found = _DEFINITION.finditer(document.text, document.body_start)
    return {_key(one["label"]) for one in found if not one["label"].startswith("^")}


def _key(label: str) -> str:
    """Labels match without regard to case and to how much white space they have (CommonMark 0.31.2, 6.3)."""
    return " ".join(label.casefold().split())


CHECK = Link
