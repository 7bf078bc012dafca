"""Bytes of a file, or the reason why there are none."""

from __future__ import annotations

import os
import stat
from typing import BinaryIO

from jplint.document.document import Document
from jplint.run.discover import PLAIN, Target
from jplint.run.failure import Failure, Reason
from jplint.run.profile import Profile
from jplint.text.source import DecodeError, Source

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""Without O_NONBLOCK, a named pipe would keep us waiting for a writer before it can be seen that it is one."""

_PIECE = 16 << 20


class UnreadableError(Exception):
    """A text could not be had."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.reason)
        self.failure = failure


def document(target: Target, profile: Profile) -> Document:
    """The target's text, not yet analysed. Raises UnreadableError."""
    return of(source(target, profile.max_size), target.path, profile)


def of(text: Source, path: str, profile: Profile) -> Document:
    """A text as the document of that path."""
    name = path.rpartition("/")[2]
    return Document(text, name, profile.flavor, plain=name.lower().endswith(PLAIN))


def source(target: Target, limit: int) -> Source:
    """The target's decoded text; `limit` in bytes. Raises UnreadableError."""
    data = target.data if target.data is not None else _file(target.path, limit)
    if len(data) > limit:
        raise UnreadableError(Failure("too-large", detail=f"{limit:,}"))
    try:
        return Source.from_bytes(data)
    except DecodeError as error:
        reason: Reason = error.reason  # type: ignore[assignment]  # its own three words
        raise UnreadableError(Failure(reason, error.line, f"{error.offset + 1:,}")) from None


def _file(path: str, limit: int) -> bytes:
    """The file's bytes, at most one more than `limit`."""
    try:
        descriptor = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise UnreadableError(Failure("missing")) from None
    except OSError as error:
        raise UnreadableError(_refused(path, error)) from None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UnreadableError(Failure("not-regular"))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return bounded(file, limit)
    except OSError as error:
        raise UnreadableError(Failure("unreadable", detail=error.strerror or str(error))) from None
    finally:
        os.close(descriptor)


def bounded(stream: BinaryIO, limit: int) -> bytes:
    """What is left of a stream, at most one byte more than `limit`; takes no memory for what is not there."""
    parts: list[bytes] = []
    room = limit + 1
    while room > 0 and (part := stream.read(min(room, _PIECE))):
        parts.append(part)
        room -= len(part)
    return b"".join(parts)


def _refused(path: str, error: OSError) -> Failure:
    """A socket and the like cannot even be opened."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return Failure("not-regular")
    except OSError:
        pass
    return Failure("unreadable", detail=error.strerror or str(error))
