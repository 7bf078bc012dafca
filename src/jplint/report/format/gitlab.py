"""The Code Quality report of GitLab: one JSON array, which a merge request compares with that of its target."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from jplint.report import Run
from jplint.report.ranking import Entry, ranked
from jplint.report.wire import encode
from jplint.rulebook.rule.spec import Severity

_SEVERITY: dict[Severity, str] = {"error": "critical", "warning": "major", "info": "info"}


def render(run: Run) -> Iterator[str]:
    """The gravest first. Fingerprints are unique in the report and stay the same when a line moves."""
    seen: Counter[str] = Counter()
    yield "["
    separator = "\n"
    for entry in ranked(run.files):
        line = entry.found.start.line if entry.found else (entry.place or (1, 1))[0]
        yield separator + encode(
            {
                "description": entry.message,
                "check_name": entry.found.rule if entry.found else "failure",
                "fingerprint": _fingerprint(entry, seen),
                "severity": _SEVERITY[entry.severity] if entry.found else "blocker",
                "location": {"path": entry.path, "lines": {"begin": line}},
            }
        )
        separator = ",\n"
    yield "\n]\n"


def _fingerprint(entry: Entry, seen: Counter[str]) -> str:
    own = entry.found.fingerprint if entry.found else entry.message
    name = entry.found.rule if entry.found else ""
    key = f"{entry.path}\0{name}\0{own}"
    seen[key] += 1
    text = f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=16).hexdigest()
