"""Lints many files, in one process or in several, with the same result in the same order."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct, field

from jplint.engine import read
from jplint.engine.diagnostic import SEVERITIES, Diagnostic, Severity
from jplint.engine.discover import Target
from jplint.engine.failure import Failure
from jplint.engine.lint import examine
from jplint.engine.profile import Plan, Profiles
from jplint.engine.suppress import Suppressions
from jplint.text.source import LineIndex, Source

T = TypeVar("T")

Finish = Callable[[Source, Iterable[Diagnostic], Mapping[str, LineIndex]], T]
"""Makes of a text and its findings what the caller wants of them, where the text is at hand: in another process, too.

The mapping has the lines of other files that the findings are about. Must be picklable.
"""

FILE_COST = 4096
"""What opening a file costs, in bytes linted."""
WORTH = 1_000_000
"""Less work than this, in bytes linted, is not worth starting processes for."""
MOST_PROCESSES = 61
"""More cannot be waited for on Windows, and are of no use elsewhere."""
LARGEST_CHUNK = 2_000_000
"""What a process is given at once, in bytes linted: it is not interrupted before that is done."""


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


def lint_files(
    targets: Sequence[Target],
    plan: Plan,
    finish: Finish[T],
    *,
    jobs: int | None = None,
    profiles: Profiles | None = None,
    progress: Callable[[], object] = lambda: None,
) -> Iterator[Outcome[T]]:
    """The outcomes in the order of the targets; none comes before the last file where a rule concludes about all.

    `jobs`: how many processes, by default as many as there are processors to use and work for. `progress` is called
    after each file. Raises LoadError, before the first file, where a configuration or a rule file cannot be used.
    """
    worker = Worker(plan, finish, profiles)
    across = False
    for target in targets:
        across = worker.profiles.of(target.path).across or across
    works = _advancing(_works(targets, worker, jobs), progress)
    if not across:
        return (work.outcome for work in works)
    return _concluded(targets, works, worker)


def _advancing(works: Iterator[Work[T]], progress: Callable[[], object]) -> Iterator[Work[T]]:
    for work in works:
        progress()
        yield work


def _concluded(targets: Sequence[Target], works: Iterator[Work[T]], worker: Worker[T]) -> Iterator[Outcome[T]]:
    from jplint.engine.across import Conclusion

    done = list(works)
    yield from Conclusion(targets, done, worker).outcomes()


def _works(targets: Sequence[Target], worker: Worker[T], jobs: int | None) -> Iterator[Work[T]]:
    costs = [_cost(target) for target in targets]
    wanted = jobs if jobs is not None else _processors() if sum(costs) >= WORTH else 1
    count = min(len(targets), wanted, MOST_PROCESSES)
    if count <= 1:
        return map(worker.work, targets)
    from jplint.engine.processes import parallel

    return parallel(chunks(targets, costs, count), worker, count)


def chunks(targets: Sequence[Target], costs: Sequence[int], count: int) -> list[list[Target]]:
    """The targets in order, in parts of about equal cost: four or more for each of `count` processes."""
    limit = min(sum(costs) / (4 * count), LARGEST_CHUNK)
    parts: list[list[Target]] = [[]]
    filled = 0
    for target, cost in zip(targets, costs, strict=True):
        if parts[-1] and filled + cost / 2 > limit:
            parts.append([])
            filled = 0
        parts[-1].append(target)
        filled += cost
    return parts


def _cost(target: Target) -> int:
    if target.data is not None:
        return len(target.data)
    try:
        return FILE_COST + os.stat(target.path).st_size
    except OSError:
        return FILE_COST


def _processors() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
