"""Lints many files, in one process or in several, with the same result in the same order."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing

from msgspec.structs import replace

from jplint.run import news
from jplint.run.discover import Target
from jplint.run.profile import Plan, Profiles
from jplint.run.work import Outcome, Work, Worker, gravest

FILE_COST = 4096
"""What opening a file costs, in bytes linted."""
WORTH = 1_000_000
"""Less work than this, in bytes linted, is not worth starting processes for."""
MOST_PROCESSES = 61
"""More cannot be waited for on Windows, and are of no use elsewhere."""
LARGEST_CHUNK = 2_000_000
"""What a process is given at once, in bytes linted: it is not interrupted before that is done."""


def lint_files(
    targets: Sequence[Target],
    plan: Plan,
    *,
    jobs: int | None = None,
    profiles: Profiles | None = None,
    progress: Callable[[], object] = lambda: None,
) -> Iterator[Outcome]:
    """The outcomes in the order of the targets, each as soon as it can be had; then the late ones.

    `jobs`: how many processes, by default as many as there are processors to use and work for. `progress` is called
    after each file. Raises LoadError, before the first file, where a configuration or a rule file cannot be used.
    """
    worker = Worker(plan, profiles)
    unwritten = plan.repair is not None and not plan.repair.write
    across = False
    for target in targets:
        across = worker.profiles.of(target.path).rulebook.across or across
    news.check((target.path for target in targets), worker.profiles)
    return _outcomes(targets, worker, jobs, progress, across=across and not unwritten)


def _outcomes(
    targets: Sequence[Target], worker: Worker, jobs: int | None, progress: Callable[[], object], *, across: bool
) -> Iterator[Outcome]:
    conclusion = None
    if across:
        from jplint.run.site import Conclusion

        conclusion = Conclusion(targets, worker)
    with closing(_works(targets, worker, jobs)) as works:
        for work in works:
            progress()
            if conclusion:
                conclusion.add(work)
            yield work.outcome
    if conclusion:
        yield from conclusion.outcomes()


def merged(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """One outcome for each file, in order: the late findings put among the others. None comes before the last file."""
    by_path: dict[str, Outcome] = {}
    for one in outcomes:
        first = by_path.get(one.path)
        by_path[one.path] = one if first is None else _together(first, one)
    yield from by_path.values()


def _together(first: Outcome, late: Outcome) -> Outcome:
    found = sorted((*first.diagnostics, *late.diagnostics), key=lambda one: one.order)
    worst = gravest([one for one in (first.worst, late.worst) if one is not None])
    failures = (*first.rule_failures, *late.rule_failures)
    known = news.both(first.known, late.known)
    return replace(
        first, diagnostics=tuple(found), failure=late.failure, rule_failures=failures, worst=worst, known=known
    )


def _works(targets: Sequence[Target], worker: Worker, jobs: int | None) -> Generator[Work]:
    costs = [_cost(target) for target in targets]
    wanted = jobs if jobs is not None else processes(sum(costs))
    count = min(len(targets), wanted, MOST_PROCESSES)
    if count <= 1:
        yield from map(worker.work, targets)
        return
    from jplint.run.processes import parallel

    yield from parallel(chunks(targets, costs, count), worker, count)


def chunks(targets: Sequence[Target], costs: Sequence[int], count: int) -> list[list[Target]]:
    """The targets in order, in parts of about equal cost: sixteen or more for each of `count` processes."""
    limit = min(sum(costs) / (16 * count), LARGEST_CHUNK)
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


def processes(cost: int) -> int:
    """How many processes pay for so much work, in bytes linted."""
    return _processors() if cost >= WORTH else 1


def _processors() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
