"""The work on one file, and what comes of it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from jplint.checks.base import Fact
from jplint.document.document import Document
from jplint.engine.lint import Result, RuleFailure, lint
from jplint.engine.memory import Blocks
from jplint.engine.suppress import Suppressions
from jplint.report.diagnostic import Diagnostic, diagnostics
from jplint.report.located import Located, locate
from jplint.rulebook.rule.spec import SEVERITIES, Severity
from jplint.run import baseline, mend, read
from jplint.run.discover import Target
from jplint.run.failure import Failure
from jplint.run.news import Known, News, news
from jplint.run.profile import Plan, Profiles, Repair
from jplint.text.source import LineIndex, Source


class Outcome(Struct, frozen=True):
    """What one file gave."""

    path: str
    diagnostics: tuple[Located, ...] = ()
    """The findings that are grave enough to be reported."""
    failure: Failure | None = None
    """Why it could not be linted."""
    rule_failures: tuple[RuleFailure, ...] = ()
    """The rules that could not do their work on it."""
    worst: Severity | None = None
    """The gravest severity found."""
    fail_on: Severity = "warning"
    """What its configuration says of the exit status."""
    late: bool = False
    """What only all files together show: the file had an outcome of its own before."""
    known: Known | None = None
    """What a baseline knows of it."""
    content: str = ""
    """A digest of the text that was linted."""
    fixed: tuple[str, ...] = ()
    """The rules whose fixes were made, once for each."""
    diff: str = ""
    """What the fixes would change, where they were not to be written."""
    text: str | None = None
    """The text with its fixes, where there are any."""


class Work(Struct, frozen=True):
    """An outcome with what the conclusion about all files needs."""

    outcome: Outcome
    facts: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    suppressions: Suppressions | None = None
    """Those that wait for the conclusion to be of use."""


class Worker:
    """Lints files one by one. Sent to another process it begins anew there, from the plan."""

    def __init__(self, plan: Plan, profiles: Profiles | None = None) -> None:
        self.plan = plan
        self.profiles = profiles or Profiles(plan)

    def __reduce__(self) -> tuple[Any, ...]:
        return Worker, (self.plan,)

    def work(self, target: Target) -> Work:
        """Lint one file. Whatever happens is in the result."""
        try:
            return self._work(target)
        except read.UnreadableError as error:
            return Work(Outcome(target.path, failure=error.failure))
        except Exception as error:
            if os.environ.get("JPLINT_DEBUG"):
                raise
            return Work(Outcome(target.path, failure=Failure("internal", detail=f"{type(error).__name__}: {error}")))

    def _work(self, target: Target) -> Work:
        profile = self.profiles.of(target.path)
        document = read.document(target, profile)
        if self.plan.repair:
            return self._repaired(target, document, self.plan.repair)
        return self._done(target, document, lint(document, profile.rulebook))

    def _done(self, target: Target, document: Document, result: Result, **more: Any) -> Work:
        waiting = any(not one.final and not one.used for one in result.suppressions.directives)
        suppressions = result.suppressions if waiting or result.facts else None
        outcome = self.outcome(target.path, document, result)
        return Work(replace(outcome, **more) if more else outcome, result.facts, suppressions)

    def _repaired(self, target: Target, document: Document, repair: Repair) -> Work:
        """The work on a file whose fixes are made."""
        profile = self.profiles.of(target.path)
        blocks = Blocks()
        last: list[tuple[Document, Result]] = []

        def found(text: str) -> Sequence[Diagnostic]:
            now = read.of(Source(text, document.source.bom), target.path, profile)
            last[:] = [(now, lint(now, profile.rulebook, blocks))]
            return self._shown(target.path, *last[0]).diagnostics

        settled = mend.mended(document.text, found, unsafe=repair.unsafe)
        if settled.text == document.text:
            return self._done(target, *last[0])
        if repair.write and target.data is None:
            mend.write(target, document.source, settled.text, profile.max_size)
        shown = "" if repair.write else mend.diff(target.path, document.text, settled.text)
        return self._done(target, *last[0], fixed=settled.applied, diff=shown, text=settled.text)

    def _shown(self, path: str, document: Document, result: Result, known_as: str = "") -> News:
        """What is grave enough to be reported, and new."""
        rulebook = self.profiles.of(path).rulebook
        least = SEVERITIES.index(self.plan.severity)
        said = diagnostics(result, document.lines, rulebook)
        said = tuple(one for one in said if SEVERITIES.index(one.severity) <= least)
        return news(path, said, document.lines, self.profiles, lambda data: self._before(path, data), known_as)

    def _before(self, path: str, data: bytes) -> frozenset[str]:
        """The fingerprints of what is found in an older version of a file; none where that is no text."""
        profile = self.profiles.of(path)
        try:
            document = read.document(Target(path, data), profile)
        except read.UnreadableError:
            return frozenset()
        return frozenset(one.fingerprint() for one in lint(document, profile.rulebook).findings)

    def outcome(
        self,
        path: str,
        document: Document,
        result: Result,
        others: Mapping[str, LineIndex] = {},
        *,
        late: bool = False,
        known_as: str = "",
    ) -> Outcome:
        """The result in words and with its places; `others` has the lines of other files that findings point at."""
        shown = self._shown(path, document, result, known_as)
        return Outcome(
            path,
            locate(document.source, shown.diagnostics, others),
            rule_failures=result.failures,
            worst=gravest([one.severity for one in shown.diagnostics]),
            fail_on=self.profiles.of(path).fail_on,
            late=late,
            known=shown.known,
            content=baseline.digest(document.text),
        )


def gravest(severities: Sequence[Severity]) -> Severity | None:
    """The gravest of some severities."""
    return min(severities, key=SEVERITIES.index, default=None)
