"""What only all files together show: conclusions from their facts, as late findings in the files concerned.

Only facts are held until the last file is done. A text is read again where a conclusion is about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from jplint.checks.base import Fact
from jplint.document.document import Document
from jplint.engine.finding import Anchors
from jplint.engine.lint import Result, RuleFailure, concluded, made, remarks, reported
from jplint.engine.suppress import Hit, Suppressions
from jplint.rulebook.rule.convert import encode
from jplint.rulebook.rulebook import Rule
from jplint.run import read
from jplint.run.discover import Target
from jplint.run.work import Outcome, Work, Worker

Group = tuple[str, bytes, str]
"""A rule, its options, and the site: only files that agree in all three are compared."""


class Conclusion:
    """Takes in the works on all files, and says what they show together."""

    def __init__(self, targets: Sequence[Target], worker: Worker) -> None:
        self._targets = {target.path: target for target in targets}
        self._worker = worker
        self._document = lru_cache(maxsize=64)(self._read)
        self._options: dict[Rule, bytes] = {}
        self._rules: dict[Group, Rule] = {}
        self._facts: defaultdict[Group, defaultdict[str, list[tuple[str, Fact]]]]
        self._facts = defaultdict(lambda: defaultdict(list))
        self._suppressions: dict[str, Suppressions] = {}
        self._known_as: dict[str, str] = {}

    def add(self, work: Work) -> None:
        """Remember the facts of a file."""
        path = work.outcome.path
        if work.outcome.known is not None:
            self._known_as[path] = work.outcome.known.name
        if work.suppressions is not None:
            self._suppressions[path] = work.suppressions
        for rule_id, facts in work.facts:
            profile = self._worker.profiles.of(path)
            rule = profile.rulebook.by_id[rule_id]
            if rule not in self._options:
                self._options[rule] = msgspec.json.encode(rule.check, enc_hook=encode)
            group = rule_id, self._options[rule], profile.site.root
            self._rules.setdefault(group, rule)
            for fact in facts:
                self._facts[group][fact.key].append((path, fact))

    def outcomes(self) -> Iterator[Outcome]:
        """A late outcome for each file that a conclusion is about, in the order of the files."""
        hits: dict[str, list[Hit]] = {}
        failures: dict[str, RuleFailure] = {}
        for group, facts in self._facts.items():
            rule = self._rules[group]
            try:
                for path, match in concluded(rule, facts):
                    own = self._worker.profiles.of(path).rulebook.by_id[rule.id]
                    hits.setdefault(path, []).append(Hit(own, match))
            except Exception as error:  # one rule's failure is reported, and the others go on
                first = min(path for some in facts.values() for path, _ in some)
                failures[first] = RuleFailure("rule-failure", rule.id, f"{type(error).__name__}: {error}")
        for path in self._targets:
            found, failure = hits.get(path, []), failures.get(path)
            if found or failure or self._waiting(path):
                yield self._outcome(path, found, failure)

    def _waiting(self, path: str) -> bool:
        """True where a suppression could not tell yet whether it is of use."""
        known = self._suppressions.get(path)
        return known is not None and any(not one.final and not one.used for one in known.directives)

    def _outcome(self, path: str, hits: list[Hit], failure: RuleFailure | None) -> Outcome:
        rulebook = self._worker.profiles.of(path).rulebook
        try:
            document = self._document(path)
            found = [hit for hit in hits if reported(*hit, document)]
            if suppressions := self._suppressions.get(path):
                found = suppressions.apply(found) + remarks(suppressions, document, rulebook, late=True)
            others = {place.path for _, match in found for place in match.related if place.path is not None}
            lines = {other: self._document(other).lines for other in sorted(others)}
        except read.UnreadableError as error:
            return Outcome(path, failure=error.failure, late=True)
        anchors = Anchors.of(document)
        result = Result(made(found, document, anchors), anchors, failures=(failure,) if failure else ())
        known_as = self._known_as.get(path, "")
        return self._worker.outcome(path, document, result, lines, late=True, known_as=known_as)

    def _read(self, path: str) -> Document:
        return read.document(self._targets[path], self._worker.profiles.of(path))
