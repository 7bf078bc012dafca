"""A document with nothing to read in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from jplint.checks.base import Check, Match, Scope
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.text.span import Span

_COMMENTS = (("<!--", "-->"), ("{/*", "*/}"))


class Empty(Check, frozen=True, kw_only=True):
    """Reports a document in which no line outside front matter and comments is content, at its first line.

    Whatever is no blank line and is not in `ignore` is content: an image, a template tag, a heading. Variants:
    `front-matter` (there is nothing else) and `nothing`. Left alone are files whose name is in `pages`, and
    documents in whose front matter one of `fields` says that a layout or another page is the content.
    """

    structural: ClassVar[bool] = True

    ignore: tuple[Regex, ...] = ()
    """Lines in which one of these is found are no content."""
    pages: tuple[Regex, ...] = ()
    """Names of files that a site fills by itself."""
    fields: dict[str, Regex] = {}
    """A front-matter key → what is found in its value where the page needs no text."""

    def variants(self) -> frozenset[str]:
        return frozenset({"front-matter", "nothing"})

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """At most one match."""
        front = document.front_matter
        if any(regex.search(document.name) for regex in self.pages) or self._is_page(document):
            return
        body = document.text[document.body_start :]
        for opening, closing in _COMMENTS:
            body = _without(opening, closing, body)
        if any(self._is_content(line.strip()) for line in body.splitlines()):
            return
        first = document.text.splitlines()[:1]
        yield Match(Span(0, len(first[0].rstrip()) if first else 0), "front-matter" if front else "nothing")

    def _is_page(self, document: Document) -> bool:
        front = document.front_matter
        fields = [(front.get(key), regex) for key, regex in self.fields.items()] if front else []
        return any(field is not None and regex.search(field.text) for field, regex in fields)

    def _is_content(self, line: str) -> bool:
        return bool(line) and not any(regex.search(line) for regex in self.ignore)


def _without(opening: str, closing: str, text: str) -> str:
    parts, at = [], 0
    while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start)) >= 0:
        parts.append(text[at:start])
        at = end + len(closing)
    return "".join([*parts, text[at:]])


CHECK = Empty
