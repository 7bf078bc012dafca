"""The contract with other programs, version 1.

Offsets count code points from 0, lines and columns from 1, columns in code points; ends are exclusive. Every linted
file is listed. Nothing depends on time or place, so equal input gives equal bytes. New keys may come within a version.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jplint.report import Run
from jplint.report.located import Located, LocatedEdit, LocatedRelated, Position
from jplint.report.wire import encode

VERSION = 1


def render(run: Run) -> Iterator[str]:
    """One object; each file on a line of its own."""
    yield f'{{"version":{VERSION},"files":['
    failed: list[dict[str, str]] = []
    separator = "\n"
    for report in run.files:
        if report.failure is not None:
            failed.append({"path": report.path, "message": report.failure})
            continue
        found = [diagnostic(found, report.path) for found in report.diagnostics]
        yield separator + encode({"path": report.path, "diagnostics": found})
        separator = ",\n"
    total = run.summary()
    counts = {"files": total.files, "errors": total.errors, "warnings": total.warnings, "infos": total.infos}
    yield f'\n],"summary":{encode({**counts, "failed": failed})}}}\n'


def diagnostic(found: Located, path: str) -> dict[str, Any]:
    """One finding in the file `path` as the contract has it."""
    return {
        "rule": found.rule,
        "severity": found.severity,
        "message": found.message,
        "start": _position(found.start),
        "end": _position(found.end),
        "fix": None if found.fix is None else {"safe": found.fix.safe, "edits": [_edit(e) for e in found.fix.edits]},
        "related": [_related(related, path) for related in found.related],
        "url": found.url or None,
    }


def _edit(edit: LocatedEdit) -> dict[str, Any]:
    return {"start": _position(edit.start), "end": _position(edit.end), "text": edit.text}


def _related(related: LocatedRelated, path: str) -> dict[str, Any]:
    return {
        "path": path if related.path is None else related.path,
        "start": _position(related.start),
        "end": _position(related.end),
        "message": related.message,
    }


def _position(position: Position) -> dict[str, int]:
    return {"offset": position.offset, "line": position.line, "column": position.column}
