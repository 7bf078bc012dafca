"""A match and its rule → a diagnostic: the severity, the words, the fix."""

from __future__ import annotations

from jplint.checks.base import Match
from jplint.document.document import Document
from jplint.engine.diagnostic import Diagnostic, Related
from jplint.rulebook.rule import template
from jplint.rulebook.rule.spec import FixSpec, Language
from jplint.rulebook.rulebook import Rule
from jplint.text.edit import Edit, Fix
from jplint.text.span import Span


def diagnostic(rule: Rule, match: Match, document: Document, language: Language) -> Diagnostic | None:
    """The diagnostic, or None where the variant is off or the project allows the text."""
    severity = rule.severity(match.variant)
    if severity == "off":
        return None
    text = document.text[match.span.start : match.span.end]
    if rule.allow and rule.allows(text):
        return None
    spec = rule.spec
    variant = spec.variants.get(match.variant)
    values = {"match": text, **match.values}
    message = (variant.message if variant else None) or spec.message
    related_words = (spec.related or spec.summary).within(language)
    fix = (variant.fix if variant else None) or spec.fix
    return Diagnostic(
        rule.id,
        severity,
        match.span,
        template.render(message.within(language), values),
        _fix(fix, match, document, values) if fix else None,
        tuple(Related(place.span, template.render(related_words, values), place.document) for place in match.related),
        rule.url,
    )


def _fix(fix: FixSpec, match: Match, document: Document, values: dict[str, object]) -> Fix | None:
    if fix.source:
        edits = match.edits
    elif fix.delete:
        edits = (Edit(_deleted(fix.delete, match.span, document), ""),)
    else:
        edits = tuple(
            Edit(match.span if target == "match" else match.spans[target], template.render(text, values, full=True))
            for target, text in fix.replace.items()
            if target == "match" or target in match.spans
        )
    edits = tuple(edit for edit in edits if document.text[edit.span.start : edit.span.end] != edit.text)
    return Fix(tuple(sorted(edits)), fix.safe) if edits else None


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
