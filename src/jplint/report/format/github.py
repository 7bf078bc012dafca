"""Workflow commands that GitHub Actions shows in the diff, and the summary of the step where there is a file for it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

from jplint.report import Run
from jplint.report.located import Located, Summary
from jplint.report.markdown import step_summary
from jplint.report.ranking import Entry, ranked
from jplint.report.terminal import visible
from jplint.report.words import say
from jplint.rulebook.rule.spec import Language, Severity

LIMIT = 10
"""GitHub shows so many annotations of a kind for one step and drops the others without a word."""

SUMMARY_LIMIT = 1024 * 1024
"""Bytes that GitHub takes as the summary of one step; it takes nothing of a greater one."""

_KIND: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({":": "%3A", ",": "%2C"})


def render(run: Run) -> Iterator[str]:
    """The gravest findings as annotations, up to GitHub's limit; all in the file that GITHUB_STEP_SUMMARY names.

    Lines and columns count code points from 1.
    """
    entries = ranked(run.files)
    shown: Counter[Severity] = Counter()
    for entry in entries:
        if shown[entry.severity] < LIMIT:
            shown[entry.severity] += 1
            yield _command(entry)
    if more := len(entries) - shown.total():
        yield say(run.options.language, "more", more) + "\n"
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        try:
            _append(path, entries, run.summary(), run.options.language)
        except OSError as error:
            yield say(run.options.language, "unwritten", text=visible(str(error))) + "\n"


def _command(entry: Entry) -> str:
    """One workflow command, as actions/toolkit writes it."""
    properties: dict[str, str | int] = {"file": entry.path}
    if entry.place is not None:
        properties |= dict(zip(("line", "col"), entry.place, strict=True))
    if entry.found is not None:
        properties |= _region(entry.found)
        properties["title"] = entry.found.rule
    listed = ",".join(f"{key}={_escape(str(value)).translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{_KIND[entry.severity]} {listed}::{_escape(entry.message)}\n"


def _region(found: Located) -> dict[str, str | int]:
    """The runner takes columns only with a range on one line."""
    start, end = found.start, found.end
    region: dict[str, str | int] = {"line": start.line}
    if found.last_line == start.line:
        region["col"] = start.column
    region["endLine"] = found.last_line
    if end.line == start.line:
        region["endColumn"] = end.column
    return region


def _escape(text: str) -> str:
    return visible(text.translate(_DATA))


def _append(path: str, entries: list[Entry], summary: Summary, language: Language) -> None:
    """Add to the summary file what it has room for: other commands of the step may have written to it."""
    with open(path, "ab") as file:
        room = SUMMARY_LIMIT - file.tell()
        text = step_summary(entries, summary, language, room).encode()
        if len(text) <= room:
            file.write(text)
