"""Suppression in the text: comments and front matter that switch rules off for a part of a document.

`<!-- jplint-disable RULE… -- reason -->` … `<!-- jplint-enable -->`, `-disable-line`, `-disable-next-line` (or
`-next-line`), `-disable-next-block` (or `-next-block`), `-disable-file`, `jplint: {disable: […]}` in front matter;
`textlint-disable` and `textlint-enable` are understood. Without a rule, all rules are meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from msgspec import Struct, field

from jplint.checks.base import Match
from jplint.document.document import Document
from jplint.engine.diagnostic import Diagnostic
from jplint.rulebook.rulebook import Rulebook
from jplint.text.edit import Edit
from jplint.text.nearness import closest
from jplint.text.span import Span

_DIRECTIVE = re.compile(
    r"\s*(?P<tool>jplint|textlint)-(?P<what>disable-file|disable-line|(?:disable-)?next-line|(?:disable-)?next-block|disable|enable)"
    r"(?=\s|$)(?P<rules>.*?)(?:\s--\s.*)?\s*",
    re.DOTALL,
)
_LOOKS_LIKE = re.compile(r"\s*jplint-(?P<what>[a-z-]+)")


class Directive(Struct):
    """One rule name (or all) switched off from `start` to `end`, both code points; `place` is where it is said."""

    name: str
    """As written; "" for all rules."""
    rules: frozenset[str] | None
    """The ids it means; None for all."""
    start: int
    end: int
    place: Span
    comment: Span
    used: bool = False
    final: bool = True
    """False where only the conclusion about all documents can tell whether it is used."""
    foreign: bool = False
    """Another tool's: it may be of use to that tool alone."""

    def covers(self, diagnostic: Diagnostic) -> bool:
        return (self.rules is None or diagnostic.rule in self.rules) and self.start <= diagnostic.span.start <= self.end


class Suppressions(Struct):
    """The directives of one document."""

    directives: list[Directive] = field(default_factory=list)
    unknown: list[tuple[str, Span, Span]] = field(default_factory=list)
    """A rule name or a word that is not known, where it stands, and the comment it stands in."""

    @classmethod
    def read(cls, document: Document, rulebook: Rulebook) -> Suppressions:
        """The directives of a document's comments and front matter."""
        found = cls()
        for comment in document.comments:
            inner = comment.inner.start
            if match := _DIRECTIVE.fullmatch(comment.text):
                names = [
                    (
                        one.group(),
                        Span(inner + match.start("rules") + one.start(), inner + match.start("rules") + one.end()),
                    )
                    for one in re.finditer(r"[^\s,]+", match["rules"])
                ]
                found._add(match["what"], names, comment.span, document, rulebook)
                if match["tool"] != "jplint":
                    found._forgive(comment.span)
            elif match := _LOOKS_LIKE.match(comment.text):
                place = Span(inner + match.start("what") - 7, inner + match.end("what"))
                found.unknown.append((f"jplint-{match['what']}", place, comment.span))
        found._front_matter(document, rulebook)
        return found

    def apply(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The diagnostics that no directive covers; a directive that covers one is used."""
        if not self.directives:
            return list(diagnostics)
        kept = []
        for one in diagnostics:
            covering = [directive for directive in self.directives if directive.covers(one)]
            for directive in covering:
                directive.used = True
            if not covering:
                kept.append(one)
        return kept

    def remarks(self, document: Document, rulebook: Rulebook, *, late: bool = False) -> Iterator[tuple[str, Match]]:
        """Directives that did nothing, and names that nobody has: (event, match).

        `late`: after the conclusion about all documents, only what could not be told before it.
        """
        for directive in self.directives:
            if not directive.used and not directive.foreign and directive.final is not late:
                values = {"name": directive.name or "*"}
                yield "unused-suppression", Match(directive.place, values=values, edits=_removal(directive, document))
        for name, place, _ in () if late else self.unknown:
            near = _near(name, rulebook)
            yield "unknown-suppression", Match(place, "near" if near else "", {"name": name, "near": near})

    def _add(
        self, what: str, names: list[tuple[str, Span]], comment: Span, document: Document, rulebook: Rulebook
    ) -> None:
        if what == "enable":
            self._enable({_meaning(name, rulebook) for name, _ in names} if names else None, comment)
            return
        start, end = _extent(what, comment, document)
        for name, place in names or [("", comment)]:
            rules = _meaning(name, rulebook) if name else None
            if rules is not None and not rules:
                if not known(name, rulebook):
                    self.unknown.append((name, place, comment))
                continue
            final = not any(rule.check.across for rule in rulebook.rules if rules is None or rule.id in rules)
            self.directives.append(Directive(name, rules, start, end, place, comment, final=final))

    def _forgive(self, comment: Span) -> None:
        """Another tool's directive may name that tool's rules."""
        self.unknown = [one for one in self.unknown if one[2] != comment]
        for directive in self.directives:
            directive.foreign = directive.foreign or directive.comment == comment

    def _enable(self, meant: set[frozenset[str]] | None, comment: Span) -> None:
        for directive in self.directives:
            if directive.end > comment.start and (meant is None or directive.rules in meant):
                directive.end = comment.start

    def _front_matter(self, document: Document, rulebook: Rulebook) -> None:
        entry = document.front_matter.get("jplint", "disable") if document.front_matter else None
        if entry is None:
            return
        whole = Span(0, len(document.text))
        for one in entry.children or (entry,):
            self._add("disable-file", [(one.text, one.span)], whole, document, rulebook)


def known(name: str, rulebook: Rulebook) -> bool:
    """True for the name of a rule that exists, be it on or off."""
    return bool(rulebook.catalog.find(name))


def _meaning(name: str, rulebook: Rulebook) -> frozenset[str]:
    found = rulebook.catalog.find(name)
    return frozenset(found or [rule.id for rule in rulebook.rules if fnmatchcase(rule.id, name)])


def _near(name: str, rulebook: Rulebook) -> str:
    names = [*rulebook.catalog.specs, *rulebook.catalog.aliases]
    tail = [rule_id for rule_id in names if rule_id.rpartition("/")[2] == name]
    return tail[0] if tail else closest(name, names)


def _extent(what: str, comment: Span, document: Document) -> tuple[int, int]:
    lines = document.lines
    if what == "disable-file":
        return 0, len(document.text)
    if what == "disable":
        return comment.start, len(document.text)
    if what == "disable-line":
        return lines.full(lines.line(comment.start))[0], lines.bounds(lines.line(comment.start))[1]
    if what.endswith("next-block"):
        for block in document.blocks:
            if block.span.start >= comment.end and block.kind != "html":
                return block.span
        return comment.end, comment.end
    line = lines.line(comment.end) + 1
    while line <= len(lines.starts) and not lines.line_text(line).strip():
        line += 1
    return lines.bounds(line) if line <= len(lines.starts) else (comment.end, comment.end)


def _removal(directive: Directive, document: Document) -> tuple[Edit, ...]:
    """Take out the name, or the comment with its line where it stands alone."""
    if directive.place != directive.comment or directive.comment == Span(0, len(document.text)):
        return ()
    start, end = directive.comment
    line = document.lines.line(start)
    if document.lines.line_text(line).strip() == document.text[start:end]:
        start, end = document.lines.full(line)
    return (Edit(Span(start, end), ""),)
