"""What only all files together show: the conclusions from their facts, put among the findings of each file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar

import msgspec
from msgspec.structs import replace

from jplint.checks.base import Match
from jplint.document.document import Document
from jplint.engine.diagnostic import Diagnostic
from jplint.engine.failure import Failure
from jplint.engine.lint import ordered, remarks
from jplint.engine.render import diagnostic
from jplint.rulebook.rule.convert import encode
from jplint.rulebook.rulebook import Rule
from jplint.run import read
from jplint.run.discover import Target
from jplint.run.work import Outcome, Work, Worker
from jplint.text.source import LineIndex

T = TypeVar("T")

Group = tuple[str, bytes, str]
"""A rule, its options, and the site: only files that agree in all three are compared."""


class Conclusion(Generic[T]):
    """Takes up the works on all files. A text is read again only where a conclusion is about it."""

    def __init__(self, targets: Sequence[Target], works: Sequence[Work[T]], worker: Worker[T]) -> None:
        self._targets = {target.path: target for target in targets}
        self._works = works
        self._worker = worker
        self._document = lru_cache(maxsize=64)(self._read)
        self._matches: dict[str, list[tuple[Rule, Match]]] = {}
        self._failures: dict[str, tuple[Failure, ...]] = {}

    def outcomes(self) -> Iterator[Outcome[T]]:
        """The outcomes of all files, in their order."""
        for (rule_id, _, _), (rule, facts) in self._groups().items():
            try:
                for path, match in rule.check.conclude(facts):
                    own = self._worker.profiles.of(path).rulebook.by_id[rule_id]
                    self._matches.setdefault(path, []).append((own, match))
            except Exception as error:  # one rule's failure is reported, and the others go on
                failure = Failure("rule-failure", detail=f"{rule_id}: {type(error).__name__}: {error}")
                first = min(facts)
                self._failures[first] = (*self._failures.get(first, ()), failure)
        for work in self._works:
            yield self._outcome(work)

    def _groups(self) -> dict[Group, tuple[Rule, dict[str, Any]]]:
        groups: dict[Group, tuple[Rule, dict[str, Any]]] = {}
        options: dict[Rule, bytes] = {}
        for work in self._works:
            path = work.outcome.path
            profile = self._worker.profiles.of(path)
            for rule_id, fact in work.facts.items():
                rule = profile.rulebook.by_id[rule_id]
                if rule not in options:
                    options[rule] = msgspec.json.encode(rule.check, enc_hook=encode)
                group = groups.setdefault((rule_id, options[rule], profile.site.root), (rule, {}))
                group[1][path] = fact
        return groups

    def _outcome(self, work: Work[T]) -> Outcome[T]:
        path = work.outcome.path
        failures = (*work.outcome.rule_failures, *self._failures.get(path, ()))
        matches = self._matches.get(path, [])
        if not matches and not _waiting(work):
            return replace(work.outcome, rule_failures=failures)
        try:
            document = self._document(path)
            found = self._found(path, document, matches, work)
            others = self._others(found)
        except read.UnreadableError as error:
            return Outcome(path, failure=error.failure)
        diagnostics = ordered([*work.diagnostics, *found])
        return self._worker.outcome(self._targets[path], document.source, diagnostics, others, failures)

    def _found(
        self, path: str, document: Document, matches: list[tuple[Rule, Match]], work: Work[T]
    ) -> list[Diagnostic]:
        """What the conclusions come to here, and what that tells of the suppressions that waited for it."""
        rulebook = self._worker.profiles.of(path).rulebook
        made = [diagnostic(rule, match, document, rulebook.language) for rule, match in matches]
        found = [one for one in made if one is not None]
        if work.suppressions is None:
            return found
        return work.suppressions.apply(found) + remarks(work.suppressions, document, rulebook, late=True)

    def _others(self, found: Sequence[Diagnostic]) -> Mapping[str, LineIndex]:
        paths = {related.path for one in found for related in one.related if related.path is not None}
        return {path: self._document(path).lines for path in sorted(paths)}

    def _read(self, path: str) -> Document:
        return read.document(self._targets[path], self._worker.profiles.of(path))


def _waiting(work: Work[Any]) -> bool:
    """True where a suppression could not tell yet whether it is of use."""
    return work.suppressions is not None and any(not one.final and not one.used for one in work.suppressions.directives)
