"""A JSON array of PublishDiagnosticsParams (Language Server Protocol 3.17), one a linted file, positions in UTF-16."""

from __future__ import annotations

import os.path
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jplint.report import Run
from jplint.report.located import STDIN, FileReport, Located, LocatedEdit, LocatedRelated, Position
from jplint.report.wire import encode
from jplint.rulebook import store
from jplint.rulebook.rule.spec import SEVERITIES

STDIN_URI = "untitled:stdin"
"""What editors call a text that is in no file has the scheme `untitled`."""


def render(run: Run) -> Iterator[str]:
    """Each file on a line of its own. A file that could not be linted is left out: the protocol has no place for it."""
    yield "["
    separator = "\n"
    for report in run.files:
        if report.failure is None:
            yield separator + encode(publish(report, run.options.root))
            separator = ",\n"
    yield "\n]\n"


def publish(report: FileReport, root: str = "") -> dict[str, Any]:
    """The PublishDiagnosticsParams of one file; relative paths start from `root`, or from the current folder."""
    here = uri(report.path, root)
    return {"uri": here, "diagnostics": [_diagnostic(found, here, root) for found in report.diagnostics]}


def uri(path: str, root: str = "") -> str:
    """The absolute file URI of `path`, percent-encoded; STDIN_URI for the standard input."""
    return STDIN_URI if path == STDIN else Path(os.path.abspath(os.path.join(root, path))).as_uri()


def _diagnostic(found: Located, here: str, root: str) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "range": _range(found.start, found.end),
        "severity": SEVERITIES.index(found.severity) + 1,
        "code": found.rule,
        "source": "jplint",
        "message": found.message,
    }
    if found.url and (page := _page(found.url)):
        shown["codeDescription"] = {"href": page}
    if found.related:
        shown["relatedInformation"] = [_related(related, here, root) for related in found.related]
    fixes = [] if found.fix is None else [{"safe": found.fix.safe, "edits": [_edit(e) for e in found.fix.edits]}]
    return {**shown, "data": {"fixes": fixes}}


def _page(url: str) -> str:
    """The address of a rule's page; one of jplint's own is a file beside the rules."""
    if "://" in url:
        return url
    page = store.page(url)
    return page.as_uri() if page else ""


def _related(related: LocatedRelated, here: str, root: str) -> dict[str, Any]:
    place = here if related.path is None else uri(related.path, root)
    return {"location": {"uri": place, "range": _range(related.start, related.end)}, "message": related.message}


def _edit(edit: LocatedEdit) -> dict[str, Any]:
    return {"range": _range(edit.start, edit.end), "newText": edit.text}


def _range(start: Position, end: Position) -> dict[str, dict[str, int]]:
    return {"start": _position(start), "end": _position(end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line - 1, "character": position.utf16}
