"""Where a report goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable

import click

from jplint.run import atomic


class StdoutError(OSError):
    """Standard output takes no more: its reader is gone, its disk is full."""


def write(pieces: Iterable[str], file: str | None, *, err: bool = False) -> None:
    """Write the pieces as they come, to a file, standard output or, with `err`, standard error.

    Raises StdoutError, and ClickException where a file cannot be written.
    """
    if file is None:
        for piece in pieces:
            if err:
                click.echo(piece, nl=False, err=True)
            else:
                _write_stdout(piece)
        return
    try:
        _write_file(pieces, file)
    except OSError as error:
        raise click.ClickException(f"--output {file}: {error.strerror}") from None


def pipe(data: bytes) -> None:
    """Write a text to standard output as it is. Raises StdoutError."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        raise StdoutError(error.errno, error.strerror) from None


def _write_stdout(piece: str) -> None:
    try:
        sys.stdout.write(piece)
        sys.stdout.flush()
    except OSError as error:
        raise StdoutError(error.errno, error.strerror) from None


def _write_file(pieces: Iterable[str], path: str) -> None:
    if os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode):
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as special:
            special.writelines(pieces)
        return
    atomic.replace(path, (piece.encode(errors="backslashreplace") for piece in pieces))
