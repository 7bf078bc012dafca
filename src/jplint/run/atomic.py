"""Files that are replaced whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO


def replace(path: str, pieces: Iterable[bytes], ready: Callable[[], object] = lambda: None) -> None:
    """Put the pieces in the place of a file, or make it. A link's target is replaced, and a file keeps its mode.

    `ready` is called when all is written and nothing is replaced yet; what it raises leaves the file as it was.
    Raises OSError.
    """
    path = os.path.realpath(path)
    with _beside(path) as (file, put):
        file.writelines(pieces)
        file.flush()
        if os.chmod in os.supports_fd:
            os.chmod(file.fileno(), _mode(path))
        with suppress(OSError, AttributeError):  # somebody else's file, written by root, stays theirs
            _keep_owner(file.fileno(), path)
        os.fsync(file.fileno())
        ready()
        put()


@contextmanager
def _beside(path: str) -> Iterator[tuple[BinaryIO, Callable[[], object]]]:
    """A new file in the folder of another, and what puts it in the place of that one."""
    folder = os.path.dirname(path)
    if (nameless := _nameless(folder)) is not None:
        with os.fdopen(nameless, "wb") as file:

            def link() -> None:
                name = os.path.join(_aside(folder), f".jplint-{os.getpid()}-{os.urandom(4).hex()}.tmp")
                here = os.open(folder, os.O_RDONLY)
                try:  # a folder's descriptor makes Python call linkat, which follows the link in /proc
                    os.link(f"/proc/self/fd/{nameless}", name, src_dir_fd=here)
                    os.replace(name, path)
                finally:
                    os.close(here)

            yield file, link
        return
    import tempfile

    handle, name = tempfile.mkstemp(dir=folder, prefix=".jplint-")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file, lambda: os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _aside(folder: str) -> str:
    """A folder on the same disk that no reader of texts looks into: for the moment between a new file's getting a name
    and its taking the place of the old one, in which the process may be killed."""
    import tempfile

    disk = os.stat(folder).st_dev
    at = folder
    while True:
        inner = os.path.join(at, ".git")
        if os.path.isdir(inner) and os.stat(inner).st_dev == disk and os.access(inner, os.W_OK):
            return inner
        if (above := os.path.dirname(at)) == at:
            break
        at = above
    other = tempfile.gettempdir()
    return other if os.stat(other).st_dev == disk and os.access(other, os.W_OK) else folder


def _nameless(folder: str) -> int | None:
    """A file without a name, which is gone if the process is killed; None where the system has no such thing."""
    if not hasattr(os, "O_TMPFILE"):
        return None
    try:
        return os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o600)
    except OSError:
        return None


def _mode(path: str) -> int:
    """The permissions of the file that is replaced, or those that a new file gets."""
    if os.path.exists(path):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _keep_owner(descriptor: int, path: str) -> None:
    there = os.stat(path)
    os.fchown(descriptor, there.st_uid, there.st_gid)
