"""Lints many files, in one process or in several, with the same result in the same order."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from jplint.run.discover import Target
from jplint.run.profile import Plan, Profiles
from jplint.run.work import Finish, Outcome, Work, Worker

T = TypeVar("T")

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
    from jplint.run.site import Conclusion

    done = list(works)
    yield from Conclusion(targets, done, worker).outcomes()


def _works(targets: Sequence[Target], worker: Worker[T], jobs: int | None) -> Iterator[Work[T]]:
    costs = [_cost(target) for target in targets]
    wanted = jobs if jobs is not None else _processors() if sum(costs) >= WORTH else 1
    count = min(len(targets), wanted, MOST_PROCESSES)
    if count <= 1:
        return map(worker.work, targets)
    from jplint.run.processes import parallel

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
