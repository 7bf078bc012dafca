"""Tags of the site's template language that are not finished, do not pair, or stand outside of their block."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar, Literal, NamedTuple

from jplint.checks.base import Check, Match, Scope
from jplint.checks.markup.pairing import Tag, faults
from jplint.document.document import Document
from jplint.text.span import Span


class _Syntax(NamedTuple):
    """How tags are written."""

    marks: re.Pattern[str]
    """What opens or closes a tag."""
    closers: dict[str, str]
    """Opening mark → closing mark."""
    block: re.Pattern[str]
    """The head of a tag that may belong to a block: its `name`, and `end` where it closes one."""
    end: str
    """The end tag of NAME as it is best written."""
    ending: str
    """An expression for it."""


_SYNTAXES = {
    "liquid": _Syntax(
        re.compile(r"\{\{|\{%|\}\}|%\}"),
        {"{{": "}}", "{%": "%}"},
        re.compile(r"\{%-?\s*(?P<end>end(?=\w))?(?P<name>\w+)"),
        "{% endNAME %}",
        r"\{%-?\s*endNAME\s*-?%\}",
    ),
    "shortcodes": _Syntax(
        re.compile(r"\{\{[<%]|[>%]\}\}"),
        {"{{<": ">}}", "{{%": "%}}"},
        re.compile(r"\{\{[<%]\s*(?P<end>/)?\s*(?P<name>\w[\w./-]*)"),
        "{{< /NAME >}}",
        r"\{\{[<%]\s*/\s*NAME\s*[>%]\}\}",
    ),
}
_SHOWN = 60
"""Code points of an unfinished tag that are reported."""


class _Found(NamedTuple):
    """A tag; `missing` is the closing mark of one that is not finished."""

    span: Span
    missing: str = ""


class TemplateTags(Check, frozen=True, kw_only=True):
    """Reports template tags, where the document's flavor has them; code and what `verbatim` tags hold are left out.

    Variants: `unfinished` (a tag without its closing mark), `unclosed`, `unopened`, `crossed` (two blocks do not nest:
    `inner`, an end tag, comes before the end of `other`) and `misplaced` (a branch outside of its blocks, `owners`). A
    name that is not given here is a block where the document has an end tag for it, but may stand alone elsewhere.
    `end` is what is missing.
    """

    structural: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"tag", "end", "other", "inner", "line", "owners"})

    syntax: Literal["liquid", "shortcodes"]
    """How tags are written; the switch of that name says whether a flavor has them."""
    paired: tuple[str, ...]
    """Tags that need an end tag."""
    verbatim: tuple[str, ...] = ()
    """Tags that need one, and within which nothing is a tag but their own end."""
    branches: dict[str, tuple[str, ...]] = {}
    """A tag → the blocks of which one must be open around it: `when: [case]`."""

    def variants(self) -> frozenset[str]:
        return frozenset({"unfinished", "unclosed", "unopened", "crossed", "misplaced"})

    @cached_property
    def _blocks(self) -> frozenset[str]:
        return frozenset((*self.paired, *self.verbatim))

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:  # noqa: ARG002
        """What is not finished or misplaced first, then what does not pair."""
        flavor = document.flavor
        if document.plain or not (flavor.liquid if self.syntax == "liquid" else flavor.shortcodes):
            return
        tags: list[Tag] = []
        for span, missing in self._scan(document):
            head = _SYNTAXES[self.syntax].block.match(document.text, *span)
            if missing:
                yield Match(span, "unfinished", {"end": missing})
            elif head and not document.text.startswith("/", span.end - 4):
                tags.append(Tag(head["name"], not head["end"], span))
        yield from self._misplaced(tags)
        ended = self._blocks.union(tag.name for tag in tags if not tag.opens)
        for fault in faults(tag for tag in tags if tag.name in ended):
            if fault.variant != "unclosed" or fault.tag.name in self._blocks:
                end = _SYNTAXES[self.syntax].end.replace("NAME", fault.tag.name)
                yield fault.match(document, {"tag": fault.tag.name, "end": end})

    def _scan(self, document: Document) -> Iterator[_Found]:
        syntax, text = _SYNTAXES[self.syntax], document.text
        code = _code(document)
        start, closer, at = -1, "", document.body_start
        while mark := syntax.marks.search(text, at):
            at = mark.end()
            opens = mark.group() in syntax.closers
            if start >= 0 and mark.group() == closer:
                yield _Found(Span(start, at))
                at = self._behind(start, at, text)
                start = -1
            elif opens and not (start >= 0 and text[mark.start() - 1] in "\"'"):
                if start >= 0:
                    yield _Found(_cut(start, mark.start(), text), closer)
                start = -1 if _within(code, mark.start()) else mark.start()
                closer = syntax.closers[mark.group()]
        if start >= 0:
            yield _Found(_cut(start, len(text), text), closer)

    def _behind(self, start: int, end: int, text: str) -> int:
        """Where to go on after a tag: before the end tag of one whose inside is left as it is."""
        syntax = _SYNTAXES[self.syntax]
        head = syntax.block.match(text, start, end)
        if head is None or head["end"] or head["name"] not in self.verbatim:
            return end
        found = re.compile(syntax.ending.replace("NAME", re.escape(head["name"]))).search(text, end)
        return found.start() if found else len(text)

    def _misplaced(self, tags: list[Tag]) -> Iterator[Match]:
        around: Counter[str] = Counter()
        for name, opens, span in tags:
            owners = self.branches.get(name, ()) if opens else ()
            if owners and not any(around[owner] > 0 for owner in owners):
                yield Match(span, "misplaced", {"tag": name, "owners": " / ".join(owners)})
            around[name] += 1 if opens else -1


def _code(document: Document) -> list[Span]:
    """Where code stands; what a passage holds in place of a template tag is none."""
    spans = [block.span for block in document.blocks if block.kind == "code"]
    for passage in document.passages:
        spans += [run.span for run in passage.runs if run.kind == "code" and document.text[run.span.start] == "`"]
    return sorted(spans)


def _within(spans: list[Span], at: int) -> bool:
    number = bisect_right(spans, at, key=lambda span: span.start) - 1
    return number >= 0 and at < spans[number].end


def _cut(start: int, limit: int, text: str) -> Span:
    """The beginning of a tag whose end nobody knows, at most to the end of its line or to a brace."""
    shown = text[start : min(start + _SHOWN, limit)].splitlines()[0].rstrip()
    brace = shown.find("}")
    return Span(start, start + (brace + 1 if brace >= 0 else len(shown)))


CHECK = TemplateTags
