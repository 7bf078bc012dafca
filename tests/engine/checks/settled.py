"""A check with the options that the program itself sets, for the tests of that: it tells what they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from jplint.checks.base import Check, Match, Scope
from jplint.document.document import Document
from jplint.text.span import Span


class Settled(Check, frozen=True, kw_only=True):
    """One match a document."""

    names: ClassVar[frozenset[str]] = frozenset({"allowed", "aliases", "site"})

    allowed: list[str] = []  # noqa: RUF012 - msgspec copies it
    aliases: dict[str, str] = {}  # noqa: RUF012 - msgspec copies it
    site: str = "-"

    def look(self, document: Document, scope: Scope) -> Iterable[Match]:
        aliases = " ".join(f"{one}={tag}" for one, tag in self.aliases.items())
        values = {"allowed": " ".join(self.allowed), "aliases": aliases, "site": self.site}
        return [Match(Span(0, 0), values=values)]


CHECK = Settled
