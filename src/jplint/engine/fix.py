"""The changes that would mend a match, by the fix of its rule."""

from __future__ import annotations

from jplint.checks.match import Match
from jplint.document.document import Document
from jplint.rulebook.rule import template
from jplint.rulebook.rule.spec import FixSpec
from jplint.text.edit import Edit
from jplint.text.span import Span


def edits(fix: FixSpec, match: Match, document: Document) -> tuple[Edit, ...]:
    """The changes in order; those that would change nothing are left out."""
    if fix.source:
        made = match.edits
    elif fix.delete:
        made = (Edit(_deleted(fix.delete, match.span, document), ""),)
    else:
        values = {"match": document.text[slice(*match.span)], **match.values}
        made = tuple(
            Edit(match.span if target == "match" else match.spans[target], template.render(text, values, full=True))
            for target, text in fix.replace.items()
            if target == "match" or target in match.spans
        )
    return tuple(sorted(edit for edit in made if document.text[slice(*edit.span)] != edit.text))


def _deleted(what: str, span: Span, document: Document) -> Span:
    if what == "match":
        return span
    lines = document.lines
    first = lines.line(span.start)
    last = lines.line(max(span.start, span.end - 1))
    start, end = lines.full(first)[0], lines.full(last)[1]
    if what == "block" and end < len(document.text):
        following = lines.full(last + 1)
        if not document.text[following[0] : following[1]].strip():
            end = following[1]
    return Span(start, end)
