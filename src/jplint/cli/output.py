"""Where a report goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress

import click


class StdoutError(OSError):
    """Standard output takes no more: its reader is gone, its disk is full."""


def write(pieces: Iterable[str], file: str | None) -> None:
    """Write the pieces as they come. Raises StdoutError, and ClickException where a file cannot be written."""
    if file is None:
        for piece in pieces:
            _write_stdout(piece)
        return
    try:
        _write_file(pieces, file)
    except OSError as error:
        raise click.ClickException(f"--output {file}: {error.strerror}") from None


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
    import tempfile

    path = os.path.realpath(path)
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".jplint-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as part:
            part.writelines(pieces)
        os.chmod(temporary, _mode(path))
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _mode(path: str) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    if os.path.exists(path):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
