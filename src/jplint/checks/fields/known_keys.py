"""Front-matter keys that are probably misspelt: nothing reads them, and nothing says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from jplint.checks.base import Check, Match, Scope
from jplint.checks.fields.site_kind import unknown_site
from jplint.checks.lexicon import Lexicon
from jplint.document.document import Document
from jplint.text.nearness import nearest

_MOST = 200
"""So many keys of one document are looked at."""


class KnownKeys(Check, frozen=True, kw_only=True):
    """Reports a top-level key that is no known one but near to one. Any other key may be the site's own."""

    structural: ClassVar[bool] = True
    whole: ClassVar[frozenset[str]] = frozenset({"of", "flavors"})
    names: ClassVar[frozenset[str]] = frozenset({"key", "near"})

    common: Lexicon
    """Keys that are known everywhere."""
    of: dict[str, Lexicon] = {}
    """Kind of site → the keys that it knows besides."""
    flavors: dict[str, str] = {}
    """Markdown dialect → the kind of site, where that is not said."""
    site: str = ""
    """The kind of site."""
    known: Lexicon = Lexicon()
    """The project's own keys."""

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        if problem := unknown_site(self.site, self.of, self.flavors):
            yield ("site",), problem

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """The keys in order."""
        fields = document.front_matter.fields[:_MOST] if document.front_matter else ()
        own = self.of.get(self.site or self.flavors.get(document.flavor.name, document.flavor.name), ())
        present = {str(field.path[-1]) for field in fields}
        for field in fields:
            key = str(field.path[-1])
            if key in self.common or key in own or key in self.known:
                continue
            near = nearest(key, (*self.common, *own, *self.known))
            # A plural is as a rule a key of the site's own, and so is one beside the key that it resembles.
            if near and near not in present and near.removesuffix("s") != key.removesuffix("s"):
                yield Match(field.key, values={"key": key, "near": near})


CHECK = KnownKeys
