"""What jplint has to say about one place of one document: a finding in the words of its rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from jplint.engine.finding import Finding, Location
from jplint.engine.lint import Result, RuleFailure
from jplint.rulebook.rule import template
from jplint.rulebook.rule.spec import SEVERITIES, Bilingual, Severity
from jplint.rulebook.rulebook import Rulebook
from jplint.text.edit import Edit, Fix
from jplint.text.source import LineIndex
from jplint.text.span import Span


class Related(NamedTuple):
    """Another place that the finding is about. `path` is None for the same document."""

    span: Span
    message: str
    path: str | None = None


class Diagnostic(Struct, frozen=True):
    """One finding. Spans count code points of the source text; `url` is the page of the rule."""

    rule: str
    severity: Severity
    span: Span
    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    url: str = ""
    fingerprint: str = ""
    """Stays the same when other parts of the text change."""

    def as_dict(self, text: str = "") -> dict[str, Any]:
        """The finding as plain data. With the text, its line and column are told, too; both count from 1."""
        place: dict[str, Any] = {"start": self.span.start, "end": self.span.end}
        if text:
            place["line"], place["column"] = LineIndex(text).position(self.span.start)
        fix = None
        if self.fix is not None:
            edits = [{"start": one.span.start, "end": one.span.end, "text": one.text} for one in self.fix.edits]
            fix = {"safe": self.fix.safe, "edits": edits}
        related = [
            {"path": one.path, "start": one.span.start, "end": one.span.end, "message": one.message}
            for one in self.related
        ]
        return {
            "rule": self.rule,
            "severity": self.severity,
            "message": self.message,
            **place,
            "fix": fix,
            "related": related,
            "url": self.url,
            "fingerprint": self.fingerprint,
        }

    @property
    def order(self) -> tuple[int, int, str, str]:
        """The key of the one total order in which diagnostics are reported."""
        return self.span.start, self.span.end, self.rule, self.message


def diagnostics(result: Result, lines: LineIndex, rulebook: Rulebook) -> tuple[Diagnostic, ...]:
    """The findings of a document in words, in the one order: by place, then rule, then message; equals dropped.

    `lines` are those of the document's text.
    """
    speaker = _Speaker(result, lines, rulebook)
    seen: dict[tuple[int, int, str, str], Diagnostic] = {}
    for one in sorted(map(speaker.said, result.findings), key=lambda one: one.order):
        seen.setdefault(one.order, one)
    return tuple(seen.values())


class _Speaker:
    """Puts findings into words."""

    def __init__(self, result: Result, lines: LineIndex, rulebook: Rulebook) -> None:
        self._anchors = result.anchors
        self._draft = result.draft
        self._lines = lines
        self._rulebook = rulebook

    def said(self, finding: Finding) -> Diagnostic:
        rule, language = self._rulebook.by_id[finding.rule], self._rulebook.language
        span = self._anchors.span(finding.location)
        variant = rule.spec.variants.get(finding.variant)
        values = self._values(finding, self._lines.text[slice(*span)])
        message = (variant.message if variant else None) or rule.spec.message
        words = (rule.spec.related or rule.spec.summary).within(language)
        severity = rule.severity(finding.variant)
        assert severity != "off", "the engine makes no finding of a variant that is off"
        if self._draft and rule.spec.in_draft and not rule.forced:
            severity = SEVERITIES[max(SEVERITIES.index(severity), SEVERITIES.index(rule.spec.in_draft))]
        return Diagnostic(
            rule.id,
            severity,
            span,
            template.render(message.within(language), values),
            self._fix(finding),
            tuple(
                Related(self._anchors.span(one), template.render(words, values), one.path) for one in finding.related
            ),
            rule.url,
            finding.fingerprint(),
        )

    def _values(self, finding: Finding, text: str) -> Mapping[str, Any]:
        words = self._rulebook.by_id[finding.rule].spec.words
        values = {name: self._value(value) for name, value in finding.values.items()}
        if words:
            values = {name: self._worded(value, words) for name, value in values.items()}
        return {"match": text, **values}

    def _worded(self, value: Any, words: Mapping[str, Bilingual]) -> Any:
        """A value, or each in a list of them, in the words that the rule has for it."""
        parts = value.split(", ") if isinstance(value, str) else []
        if not parts or not all(one in words for one in parts):
            return value
        language = self._rulebook.language
        return ("、" if language == "ja" else ", ").join(words[one].within(language) for one in parts)

    def _value(self, value: Any) -> Any:
        if not isinstance(value, Location):
            return value
        start, end = self._anchors.span(value)
        return template.Lines(self._lines.line(start), self._lines.line(max(start, end - 1)))

    def _fix(self, finding: Finding) -> Fix | None:
        edits = (Edit(self._anchors.span(one.location), one.text) for one in finding.changes)
        return Fix(tuple(edits), finding.safe) if finding.changes else None


def rule_failure(failure: RuleFailure, rulebook: Rulebook) -> str:
    """Why a rule could not do its work, in the words of the rule that speaks for that event, be it on or not."""
    values = {"rule": failure.rule, "detail": failure.detail}
    speaker = rulebook.catalog.speaker(failure.event)
    return template.render(speaker.message.within(rulebook.language), values) if speaker else failure.detail
