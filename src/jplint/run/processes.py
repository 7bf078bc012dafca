"""The same work in several processes."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from jplint.run.discover import Target
from jplint.run.failure import Failure
from jplint.run.work import Outcome, Work, Worker

_worker: Worker
"""Of this process, once it has been started as one of several."""


def parallel(parts: list[list[Target]], worker: Worker, count: int) -> Iterator[Work]:
    """The work on the parts, in their order, by `count` processes. A process that dies fails the files it had."""
    # Forking keeps the rules that are loaded already; elsewhere than on Linux, system libraries do not survive it.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_start, initargs=(worker,))
    try:
        waiting = deque((part, pool.submit(_lint, part)) for part in parts)
        while waiting:
            part, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                yield from (Work(Outcome(target.path, failure=Failure("died"))) for target in part)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start(worker: Worker) -> None:
    global _worker  # noqa: PLW0603 - a pool has no other place for what a process keeps between two tasks
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, too, and ends the others
    _worker = worker


def _lint(part: list[Target]) -> list[Work]:
    return [_worker.work(target) for target in part]
