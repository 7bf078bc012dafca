"""A progress bar on standard error, for people who wait longer than a moment."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Any

import click

PATIENCE = 1.0
"""Seconds before there is a bar."""


class Progress:
    """Counts files. Shows nothing where standard error is no terminal, or where the work is soon done."""

    def __init__(self, length: int, *, wanted: bool) -> None:
        self._length = length
        self._wanted = wanted and sys.stderr.isatty()
        self._began = monotonic()
        self._done = 0
        self._bar: Any = None

    def step(self) -> None:
        """One more file is done."""
        self._done += 1
        if not self._wanted or (self._bar is None and monotonic() - self._began < PATIENCE):
            return
        if self._bar is None:
            self._bar = click.progressbar(length=self._length, file=sys.stderr, show_pos=True)
            self._bar.update(self._done - 1)
        self._bar.update(1)

    def before(self, pieces: Iterable[str]) -> Iterator[str]:
        """The same pieces; the line of the bar is free for each."""
        try:
            for piece in pieces:
                self._clear()
                yield piece
        finally:
            self._clear()

    def _clear(self) -> None:
        """Empty the line, and show the cursor that the bar hides."""
        if self._bar is not None:
            sys.stderr.write("\r\x1b[2K\x1b[?25h")
            sys.stderr.flush()
