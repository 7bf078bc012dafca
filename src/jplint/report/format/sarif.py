"""SARIF 2.1.0 (OASIS), for code scanning and for viewers of results.

Lines count from 1, columns count UTF-16 code units from 1, as `columnKind` says. Nothing depends on time or place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from jplint.report import Run
from jplint.report.located import START, STDIN, FileReport, Located, LocatedEdit, LocatedRelated, Position
from jplint.report.wire import encode
from jplint.rulebook.rule.spec import Language, RuleSpec, Severity
from jplint.version import VERSION

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "SRCROOT"
"""The base that paths are relative to: the folder that the program ran in."""

_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/")


def render(run: Run) -> Iterator[str]:
    """One log with one run; it needs all files before it can be written."""
    results: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    rules: dict[str, int] = {}
    for report in run.files:
        if report.failure is not None:
            notes.append(_note(report))
        for found in report.diagnostics:
            number = rules.setdefault(found.rule, len(rules))
            results.append(_result(found, report.path, number))
    driver = {
        "name": "jplint",
        "version": VERSION,
        "semanticVersion": VERSION,
        "rules": [_rule(name, run.rules(name), run.options.language) for name in rules],
    }
    invocation = {"executionSuccessful": not notes, "toolExecutionNotifications": notes}
    made = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "invocations": [invocation],
        "results": results,
    }
    yield encode({"$schema": SCHEMA, "version": "2.1.0", "runs": [made]}) + "\n"


def _rule(name: str, spec: RuleSpec | None, language: Language) -> dict[str, Any]:
    """What is known of a rule. Without its file, its name."""
    if spec is None:
        return {"id": name}
    why = spec.why.within(language).strip()
    return {
        "id": name,
        "shortDescription": {"text": spec.summary.within(language)},
        "help": {"text": why, "markdown": why},
        "defaultConfiguration": {"level": _LEVEL[spec.severity]},
    }


def _result(found: Located, path: str, number: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": number,
        "level": _LEVEL[found.severity],
        "message": {"text": found.message},
        "locations": [_location(path, found.start, found.end)],
    }
    if found.fingerprint:
        result["partialFingerprints"] = {"jplint/v1": found.fingerprint}
    if found.related:
        result["relatedLocations"] = [_related(one, path, at) for at, one in enumerate(found.related)]
    if found.fix is not None:
        replacements = [_replacement(edit) for edit in found.fix.edits]
        changes = [{"artifactLocation": _artifact(path), "replacements": replacements}]
        result["fixes"] = [{"artifactChanges": changes}]
    return result


def _related(related: LocatedRelated, path: str, number: int) -> dict[str, Any]:
    place = _location(path if related.path is None else related.path, related.start, related.end)
    return {"id": number, **place, "message": {"text": related.message}}


def _location(path: str, start: Position, end: Position) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": _region(start, end)}}


def _replacement(edit: LocatedEdit) -> dict[str, Any]:
    return {"deletedRegion": _region(edit.start, edit.end), "insertedContent": {"text": edit.text}}


def _region(start: Position, end: Position) -> dict[str, int]:
    return {
        "startLine": start.line,
        "startColumn": start.utf16 + 1,
        "endLine": end.line,
        "endColumn": end.utf16 + 1,
    }


def _artifact(path: str) -> dict[str, Any]:
    """Where a text is. One that came through standard input has no place but a name."""
    uri = quote(path.encode("utf-8", "surrogateescape"), safe="/") if path != STDIN else "stdin"
    return {"uri": uri} if _ABSOLUTE.match(path) else {"uri": uri, "uriBaseId": ROOT}


def _note(report: FileReport) -> dict[str, Any]:
    line, column = report.place or (START.line, START.column)
    region = {"startLine": line, "startColumn": column}
    place = {"physicalLocation": {"artifactLocation": _artifact(report.path), "region": region}}
    return {"level": "error", "message": {"text": report.failure}, "locations": [place]}
