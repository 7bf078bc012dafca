"""Fixes made in a file: the text as it is when nothing is left to mend, and written where that is wanted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from jplint.engine.settle import Candidate, OscillationError, Settled, settle
from jplint.report.diagnostic import Diagnostic
from jplint.rulebook.config.config import project_root
from jplint.run import atomic, read
from jplint.run.discover import Target
from jplint.run.failure import Failure
from jplint.run.read import UnreadableError
from jplint.text.source import BOM, Source


def mended(text: str, found: Callable[[str], Iterable[Diagnostic]], *, unsafe: bool) -> Settled:
    """The text with its fixes made. Raises UnreadableError where two rules undo each other's."""
    try:
        return settle(text, lambda now: candidates(found(now)), unsafe=unsafe)
    except OscillationError as error:
        raise UnreadableError(Failure("oscillation", detail=", ".join(error.rules))) from None


def candidates(found: Iterable[Diagnostic]) -> Iterable[Candidate]:
    """The fixes of some findings."""
    return (Candidate(one.rule, one.fix) for one in found if one.fix is not None)


def write(target: Target, source: Source, text: str, limit: int) -> None:
    """Put a text in the place of the file that `source` was read from. Raises UnreadableError where the file was
    changed since, or is a link that leads out of the project."""
    if not _inside(target.path):
        raise UnreadableError(Failure("leads-out"))

    def unchanged() -> None:
        if read.source(target, limit) != source:
            raise UnreadableError(Failure("changed"))

    try:
        atomic.replace(target.path, [BOM * source.bom, text.encode()], unchanged)
    except OSError as error:
        raise UnreadableError(Failure("unwritable", detail=error.strerror or str(error))) from None


def _inside(path: str) -> bool:
    """False for a link whose target lies in another project than the link."""
    if not os.path.islink(path):
        return True
    return Path(os.path.realpath(path)).is_relative_to(project_root(Path(os.path.abspath(path)).parent))


def diff(path: str, before: str, after: str) -> str:
    """What was changed, as a unified diff."""
    from difflib import unified_diff

    lines = unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """The lines of a text with their newlines; `patch` knows LF only, and a CR before it belongs to the line."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + lines[-1:] * bool(lines[-1])
