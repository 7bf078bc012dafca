"""Items of a front-matter list that the text never mentions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import islice
from typing import ClassVar

import msgspec

from jplint.analysis.repetition.units import mostly_links
from jplint.checks.base import Check, Match, Scope
from jplint.checks.fields.items import lists
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.front_matter.front_matter import Field

_WIDE = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}
_MOST = 100
"""So many items of one list are looked for."""


class Name(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A proper name. It and what stands for it are told apart by case, so that `xAI` is not `XAI`."""

    also: tuple[str, ...] = ()
    """What stands for the name wherever it occurs: other spellings, a product that everybody takes for its maker."""
    products: tuple[str, ...] = ()
    """What stands for the name only where the text is about it."""


class Mentions(Check, frozen=True, kw_only=True):
    """Reports an item that occurs neither in the body, lists of links left out, nor in some other fields.

    Variants: `inside`, a name whose letters occur only in another word; `named`, any other name; `absent`, the rest.
    """

    structural: ClassVar[bool] = True
    whole: ClassVar[frozenset[str]] = frozenset({"proper"})
    names: ClassVar[frozenset[str]] = frozenset({"item", "key", "word"})

    keys: tuple[str, ...] = ("tags",)
    fields: tuple[str, ...] = ()
    """Keys of other fields in which a mention counts."""
    aside: Regex | None = None
    """What does not count in those."""
    proper: dict[str, Name] = {}
    """Names, and what else a mention of them may be."""
    passing: int = 3
    """The products of a name may be mentioned so often, all together, without the text being about them."""
    aliases: dict[str, str] = {}
    """Another spelling → the item that it is a mention of."""
    all: bool = False
    """Items that are no names, too: many a tag sums a text up in words that the text does without."""

    def variants(self) -> frozenset[str]:
        return frozenset({"inside", "named", "absent"})

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """The items in order."""
        for key, field in lists(document, self.keys):
            for item in field.children[:_MOST]:
                if item.kind in ("string", "date", "integer", "number") and item.text.strip():
                    yield from self._judged(item, key, document)

    def _judged(self, item: Field, key: str, document: Document) -> Iterator[Match]:
        word = unicodedata.normalize("NFKC", item.text).strip()
        name = self._names.get(word.casefold())
        if name is None and not self.all:
            return
        text = document.analysis(_text, self.fields, self.aside)
        spellings = [
            word,
            word.translate(_WIDE),
            *(alias for alias, meant in self.aliases.items() if meant == item.text),
        ]
        if name is not None:
            if any(_occurs(one, text) for one in (*spellings, *name.also)) or self._about(name, text):
                return
            inside = _around(word).search(text) if word.lower() in _lower(document, text) else None
            variant, other = ("inside", inside[0]) if inside else ("named", "")
        else:
            if any(one.lower() in _lower(document, text) for one in spellings):
                return
            variant, other = "absent", ""
        yield Match(item.span, variant, {"item": item.text, "key": key, "word": other})

    def _about(self, name: Name, text: str) -> bool:
        """True where the products of a name are more than mentioned."""
        found = (1 for product in name.products if product in text for _ in _word(product).finditer(text))
        return sum(islice(found, self.passing + 1)) > self.passing

    @cached_property
    def _names(self) -> dict[str, Name]:
        return {name.casefold(): what for name, what in self.proper.items()}


def _text(document: Document, fields: tuple[str, ...], aside: Regex | None) -> str:
    """Where a mention counts: the body without lists of links, and some fields of the front matter."""
    parts, at = [], document.body_start
    for passage in document.passages:
        if passage.runs and mostly_links(passage):
            parts.append(document.text[at : passage.span.start])
            at = passage.span.end
    parts.append(document.text[at:])
    for key in fields:
        field = document.field_at(key)
        if field is not None:
            parts += _counted(field.text, aside)
    return "\n".join(parts)


def _counted(text: str, aside: Regex | None) -> Iterator[str]:
    at = 0
    for found in aside.finditer(text) if aside else ():
        yield text[at : found.start()]
        at = found.end()
    yield text[at:]


def _lowered(_: Document, text: str) -> str:
    return text.lower()


def _lower(document: Document, text: str) -> str:
    return document.analysis(_lowered, text)


def _occurs(word: str, text: str) -> bool:
    return word in text and _word(word).search(text) is not None


@lru_cache(maxsize=512)
def _word(word: str) -> re.Pattern[str]:
    """A word as it stands by itself: no Latin letter before it, no small one but a plural's behind it (`GoogleMap`)."""
    before = "(?<![A-Za-z])" if word[:1].isascii() else ""
    after = "(?=s?(?![a-z]))" if word[-1:].isascii() else ""
    return re.compile(f"{before}{re.escape(word)}{after}")


@lru_cache(maxsize=512)
def _around(word: str) -> re.Pattern[str]:
    """The Latin word that has the letters of a word in it, in any case."""
    return re.compile(rf"[A-Za-z]{{0,30}}{re.escape(word)}[A-Za-z]{{0,30}}", re.IGNORECASE)


CHECK = Mentions
