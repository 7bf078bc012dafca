"""reviewdog's diagnostics, one JSON object a line (rdjsonl). Lines count from 1, columns count UTF-8 bytes from 1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jplint.report import Run
from jplint.report.located import FileReport, Located, LocatedRelated, Position
from jplint.report.wire import encode
from jplint.rulebook.rule.spec import Severity

_SEVERITY: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(run: Run) -> Iterator[str]:
    """Each finding as soon as its file is done."""
    for report in run.files:
        if report.failure is not None:
            yield encode(_failure(report)) + "\n"
        for found in report.diagnostics:
            yield encode(_diagnostic(found, report.path)) + "\n"


def _diagnostic(found: Located, path: str) -> dict[str, Any]:
    code = {"value": found.rule, **({"url": found.url} if "://" in found.url else {})}
    shown: dict[str, Any] = {
        "message": found.message,
        "location": {"path": path, "range": _range(found.start, found.end)},
        "severity": _SEVERITY[found.severity],
        "source": {"name": "jplint"},
        "code": code,
    }
    if found.fix is not None and len(found.fix.edits) == 1:  # suggestions are alternatives: each is applied alone
        [edit] = found.fix.edits
        shown["suggestions"] = [{"range": _range(edit.start, edit.end), "text": edit.text}]
    if found.related:
        shown["relatedLocations"] = [_related(one, path) for one in found.related]
    return shown


def _related(related: LocatedRelated, path: str) -> dict[str, Any]:
    place = path if related.path is None else related.path
    return {"message": related.message, "location": {"path": place, "range": _range(related.start, related.end)}}


def _range(start: Position, end: Position) -> dict[str, dict[str, int]]:
    return {"start": _position(start), "end": _position(end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.utf8 + 1}


def _failure(report: FileReport) -> dict[str, Any]:
    line, column = report.place or (1, 1)
    place = {"path": report.path, "range": {"start": {"line": line, "column": column}}}
    return {"message": report.failure, "location": place, "severity": "ERROR", "source": {"name": "jplint"}}
