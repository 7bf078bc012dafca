"""Lists in front matter whose items come from a vocabulary that the project has laid down."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from jplint.checks.base import Check, Match, Scope
from jplint.checks.fields.items import lists
from jplint.checks.lexicon import Lexicon
from jplint.document.document import Document
from jplint.document.front_matter.front_matter import Field
from jplint.text.edit import Edit
from jplint.text.folding import fold
from jplint.text.nearness import nearest

_PLAIN = re.compile(r"[^\W\d_](?:[\w.+-]| (?=\w))*")
"""Text that needs no quotes in YAML, as far as it can be told from its looks."""
_MOST = 100
"""So many items of one list are compared with words that they are only near to."""
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


class Vocabulary(Check, frozen=True, kw_only=True):
    """Reports an item that is not in the vocabulary; nothing where none is laid down.

    Variants: `alias` and `spelling` (another width or case) of a word of the vocabulary, `near` one, `unknown`.
    """

    structural: ClassVar[bool] = True
    edits: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"item", "right", "key", "count"})

    keys: tuple[str, ...] = ("tags",)
    allowed: Lexicon = Lexicon()
    """The words there are."""
    aliases: dict[str, str] = {}
    """Another spelling → the word that is meant."""

    def variants(self) -> frozenset[str]:
        return frozenset({"alias", "spelling", "near", "unknown"})

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """The items in order."""
        if not self.allowed and not self.aliases:
            return
        for key, field in lists(document, self.keys):
            for number, item in enumerate(field.children):
                if item.kind not in ("sequence", "mapping", "null") and item.text not in self.allowed:
                    yield from self._judged(item, key, document, compare=number < _MOST)

    def _judged(self, item: Field, key: str, document: Document, *, compare: bool) -> Iterator[Match]:
        folded = fold(item.text).strip()
        variant, right = "alias", self.aliases.get(item.text) or self._aliases.get(folded)
        if right is None:
            variant, right = "spelling", self._words.get(folded)
        if right is None and compare:
            variant, right = "near", self._near(folded)
        if right == item.text or (right is None and not self.allowed):
            return
        values = {"item": item.text, "right": right or "", "key": key, "count": len(self.allowed)}
        edits = (Edit(item.span, _written(right, item, document)),) if right else ()
        yield Match(item.span, variant if right else "unknown", values, edits=edits)

    @cached_property
    def _words(self) -> dict[str, str]:
        return {fold(word).strip(): word for word in self.allowed}

    @cached_property
    def _aliases(self) -> dict[str, str]:
        return {fold(alias).strip(): word for alias, word in self.aliases.items()}

    def _near(self, folded: str) -> str | None:
        near = nearest(folded, tuple(self._words))
        return self._words[near] if near else None


def _written(text: str, item: Field, document: Document) -> str:
    """A text as the item is written: in its quotes, or without where it needs none."""
    syntax = document.front_matter.syntax if document.front_matter else "yaml"
    if syntax == "yaml" and item.style == "single":
        return "'" + text.replace("'", "''") + "'"
    if syntax == "yaml" and item.style == "plain" and _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


CHECK = Vocabulary
