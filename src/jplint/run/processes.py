"""The same work in several processes. One that is killed costs no file but the one that kills it again."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext

from jplint.run.discover import Target
from jplint.run.failure import Failure
from jplint.run.work import Outcome, Work, Worker

_worker: Worker
"""Of this process, once it has been started as one of several."""


def parallel(parts: list[list[Target]], worker: Worker, count: int) -> Iterator[Work]:
    """The work on the parts, in their order, by `count` processes.

    Where one of them is killed, new ones take over: the part that was waited for is done file by file, and a file that
    kills its process once more is reported as failed.
    """
    left = deque(parts)
    while left:
        with _Pool(worker, min(count, len(left))) as pool:
            waiting = deque((part, pool.submit(part)) for part in left)
            try:
                while waiting:
                    yield from waiting[0][1].result()
                    waiting.popleft()
                    left.popleft()
                return
            except BrokenProcessPool:
                pass
        for target in left.popleft():
            yield _alone(target, worker)


def _alone(target: Target, worker: Worker) -> Work:
    """The work on one file by a process of its own."""
    with _Pool(worker, 1) as pool:
        try:
            [work] = pool.submit([target]).result()
        except BrokenProcessPool:
            return Work(Outcome(target.path, failure=Failure("died")))
        return work


class _Pool:
    """Processes that are gone when the block is left, whatever ends it."""

    def __init__(self, worker: Worker, count: int) -> None:
        self._pool = ProcessPoolExecutor(count, mp_context=context(), initializer=_start, initargs=(worker,))

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def submit(self, part: list[Target]) -> Future[list[Work]]:
        """Begin the work on some files."""
        return self._pool.submit(_lint, part)


def context() -> BaseContext:
    """How processes are started."""
    # Forking keeps the rules that are loaded already; elsewhere than on Linux, system libraries do not survive it.
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _start(worker: Worker) -> None:
    global _worker  # noqa: PLW0603 - a pool has no other place for what a process keeps between two tasks
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, too, and ends the others
    _worker = worker


def _lint(part: list[Target]) -> list[Work]:
    return [_worker.work(target) for target in part]
