"""The work on one file, and what comes of it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from jplint.checks.base import Fact
from jplint.document.document import Document
from jplint.engine.lint import Result, RuleFailure, lint
from jplint.engine.suppress import Suppressions
from jplint.report.diagnostic import diagnostics
from jplint.report.located import Located, locate
from jplint.rulebook.rule.spec import SEVERITIES, Severity
from jplint.run import read
from jplint.run.discover import Target
from jplint.run.failure import Failure
from jplint.run.profile import Plan, Profiles
from jplint.text.source import LineIndex


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
        result = lint(document, profile.rulebook)
        waiting = any(not one.final and not one.used for one in result.suppressions.directives)
        suppressions = result.suppressions if waiting or result.facts else None
        return Work(self.outcome(target.path, document, result), result.facts, suppressions)

    def outcome(
        self, path: str, document: Document, result: Result, others: Mapping[str, LineIndex] = {}, *, late: bool = False
    ) -> Outcome:
        """The result in words and with its places; `others` has the lines of other files that findings point at."""
        profile = self.profiles.of(path)
        said = diagnostics(result, document.lines, profile.rulebook)
        least = SEVERITIES.index(self.plan.severity)
        shown = [one for one in said if SEVERITIES.index(one.severity) <= least]
        return Outcome(
            path,
            locate(document.source, shown, others),
            rule_failures=result.failures,
            worst=gravest([one.severity for one in shown]),
            fail_on=profile.fail_on,
            late=late,
        )


def gravest(severities: Sequence[Severity]) -> Severity | None:
    """The gravest of some severities."""
    return min(severities, key=SEVERITIES.index, default=None)
