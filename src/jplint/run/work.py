"""The work on one file, and what comes of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct, field

from jplint.engine.diagnostic import Diagnostic
from jplint.engine.failure import Failure
from jplint.engine.lint import examine
from jplint.engine.suppress import Suppressions
from jplint.rulebook.rule.spec import SEVERITIES, Severity
from jplint.run import read
from jplint.run.discover import Target
from jplint.run.profile import Plan, Profiles
from jplint.text.source import LineIndex, Source

T = TypeVar("T")

Finish = Callable[[Source, Iterable[Diagnostic], Mapping[str, LineIndex]], T]
"""Makes of a text and its findings what the caller wants of them, where the text is at hand: in another process, too.

The mapping has the lines of other files that the findings are about. Must be picklable.
"""


class Outcome(Struct, Generic[T], frozen=True):
    """What one file gave."""

    path: str
    value: T | None = None
    """What `finish` made; None where the file could not be linted."""
    failure: Failure | None = None
    """Why it could not be linted."""
    rule_failures: tuple[Failure, ...] = ()
    """The rules that could not do their work on it."""
    worst: Severity | None = None
    """The gravest severity found."""
    fail_on: Severity = "warning"
    """What its configuration says of the exit status."""


class Work(Struct, Generic[T], frozen=True):
    """An outcome with what the conclusion about all files needs."""

    outcome: Outcome[T]
    diagnostics: tuple[Diagnostic, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    suppressions: Suppressions | None = None


class Worker(Generic[T]):
    """Lints files one by one. Sent to another process it begins anew there, from the plan."""

    def __init__(self, plan: Plan, finish: Finish[T], profiles: Profiles | None = None) -> None:
        self.plan = plan
        self.finish = finish
        self.profiles = profiles or Profiles(plan)

    def __reduce__(self) -> tuple[Any, ...]:
        return Worker, (self.plan, self.finish)

    def work(self, target: Target) -> Work[T]:
        """Lint one file. Whatever happens is in the result."""
        try:
            return self._work(target)
        except read.UnreadableError as error:
            return Work(Outcome(target.path, failure=error.failure))
        except Exception as error:
            if os.environ.get("JPLINT_DEBUG"):
                raise
            return Work(Outcome(target.path, failure=Failure("internal", detail=f"{type(error).__name__}: {error}")))

    def _work(self, target: Target) -> Work[T]:
        profile = self.profiles.of(target.path)
        document = read.document(target, profile)
        result = examine(document, profile.rulebook)
        outcome = self.outcome(target, document.source, result.diagnostics, {}, result.failures)
        if not profile.across:
            return Work(outcome)
        return Work(outcome, result.diagnostics, result.facts, result.suppressions)

    def outcome(
        self,
        target: Target,
        source: Source,
        diagnostics: Sequence[Diagnostic],
        others: Mapping[str, LineIndex],
        failures: tuple[Failure, ...],
    ) -> Outcome[T]:
        """The findings that are grave enough to be reported, finished."""
        least = SEVERITIES.index(self.plan.severity)
        shown = [one for one in diagnostics if SEVERITIES.index(one.severity) <= least]
        worst = min((one.severity for one in shown), key=SEVERITIES.index, default=None)
        value = self.finish(source, shown, others)
        return Outcome(target.path, value, None, failures, worst, self.profiles.of(target.path).fail_on)
