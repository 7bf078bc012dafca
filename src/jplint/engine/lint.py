"""The one entry that lints. The command line, editors, tests and the API all come through here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, field

from jplint.checks.base import CheckTimeout, Match
from jplint.document.document import Document
from jplint.engine.diagnostic import Diagnostic
from jplint.engine.failure import Failure
from jplint.engine.render import diagnostic
from jplint.engine.suppress import Suppressions
from jplint.rulebook.rulebook import Rule, Rulebook
from jplint.text.span import Span


class Result(Struct, frozen=True):
    """What a document by itself shows, and what it adds to the conclusions about all of them. Picklable."""

    diagnostics: tuple[Diagnostic, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    """By rule id, for `conclude`."""
    suppressions: Suppressions = field(default_factory=Suppressions)
    failures: tuple[Failure, ...] = ()
    """The rules that could not do their work."""

    @property
    def complete(self) -> bool:
        """False where a rule could not do its work."""
        return not self.failures


def lint(document: Document, rulebook: Rulebook) -> tuple[Diagnostic, ...]:
    """The findings in one document, in the one order: by place, then rule, then message."""
    return examine(document, rulebook).diagnostics


def examine(document: Document, rulebook: Rulebook) -> Result:
    """The same with the facts for the site and whether every rule did its work."""
    found: list[Diagnostic] = []
    facts: dict[str, Any] = {}
    failures: list[Failure] = []
    for rule in rulebook.rules:
        try:
            if rule.check.across:
                if (fact := rule.check.facts(document, rule.scope)) is not None:
                    facts[rule.id] = fact
            else:
                found += _rendered(rule, rule.check.look(document, rule.scope), document, rulebook)
        except CheckTimeout as timeout:
            failures.append(Failure("rule-timeout", detail=f"{rule.id}: {timeout.source}"))
            found += _event("rule-timeout", rule, timeout.source, document, rulebook)
        except Exception as error:
            detail = f"{type(error).__name__}: {error}"
            failures.append(Failure("rule-failure", detail=f"{rule.id}: {detail}"))
            found += _event("rule-failure", rule, detail, document, rulebook)
    suppressions = Suppressions.read(document, rulebook)
    kept = suppressions.apply(found)
    kept += remarks(suppressions, document, rulebook)
    return Result(ordered(kept), facts, suppressions, tuple(failures))


def remarks(
    suppressions: Suppressions, document: Document, rulebook: Rulebook, *, late: bool = False
) -> list[Diagnostic]:
    """What there is to say of the suppressions themselves; `late`: of those that only the conclusion can tell of."""
    found: list[Diagnostic] = []
    for event, match in suppressions.remarks(document, rulebook, late=late):
        if speaker := rulebook.events.get(event):
            found += _rendered(speaker, [match], document, rulebook)
    return found


def conclude(
    facts: Mapping[str, Mapping[str, Any]], documents: Mapping[str, Document], rulebook: Rulebook
) -> dict[str, list[Diagnostic]]:
    """What the documents show together: path → diagnostics. `facts` are by path, then rule id.

    This is for documents that are all at hand, as in the cases of a rule; see `jplint.run.site` for many files.
    """
    found: dict[str, list[Diagnostic]] = {}
    for rule in rulebook.rules:
        if rule.check.across:
            own = {path: by_rule[rule.id] for path, by_rule in facts.items() if rule.id in by_rule}
            for path, match in rule.check.conclude(own):
                if made := diagnostic(rule, match, documents[path], rulebook.language):
                    found.setdefault(path, []).append(made)
    return found


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In the one order, equals dropped."""
    seen: dict[tuple[int, int, str, str], Diagnostic] = {}
    for one in sorted(diagnostics, key=lambda one: one.order):
        seen.setdefault(one.order, one)
    return tuple(seen.values())


def _rendered(rule: Rule, matches: Iterable[Match], document: Document, rulebook: Rulebook) -> list[Diagnostic]:
    made = [diagnostic(rule, match, document, rulebook.language) for match in matches]
    return [one for one in made if one is not None]


def _event(name: str, rule: Rule, detail: str, document: Document, rulebook: Rulebook) -> list[Diagnostic]:
    match = Match(Span(0, 0), values={"rule": rule.id, "detail": detail})
    speaker = rulebook.events.get(name)
    return _rendered(speaker, [match], document, rulebook) if speaker else []
