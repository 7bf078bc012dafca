"""Only what is new: findings that a baseline does not know, on lines that were changed since a revision."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct

from jplint.report.diagnostic import Diagnostic
from jplint.run import baseline as baselines
from jplint.run import since
from jplint.run.baseline import Baseline
from jplint.run.profile import Plan, Profile, Profiles
from jplint.text.source import LineIndex


class Known(Struct, frozen=True):
    """What of a file's findings a baseline knows."""

    file: str
    """The baseline."""
    name: str
    """What the baseline calls the file."""
    fingerprints: frozenset[str]


def both(one: Known | None, other: Known | None) -> Known | None:
    """What is known of a file by two accounts."""
    if one is None or other is None:
        return one or other
    return Known(one.file, one.name, one.fingerprints | other.fingerprints)


class News(Struct, frozen=True):
    """What is new of what was found in a file, and what a baseline knows of it."""

    diagnostics: Sequence[Diagnostic]
    known: Known | None = None


def baseline_of(profile: Profile, plan: Plan) -> Baseline | None:
    """The baseline that holds for a file, if any. Raises LoadError."""
    if plan.baseline is not None:
        return _loaded(Path(plan.baseline)) if plan.baseline else None
    said = profile.said("baseline")
    return _loaded(said.value) if said else None


@cache
def _loaded(file: Path) -> Baseline:
    return baselines.load(file)


def changes_of(path: str, profile: Profile, plan: Plan) -> since.Changes | None:
    """What was changed around a file, where only that counts. Raises LoadError."""
    revision = plan.since
    folder = os.path.dirname(os.path.abspath(path))
    if revision is None and (said := profile.said("since")):
        revision = said.value
    if not revision:
        return None
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    return since.changes(revision, _repository(folder))


@cache
def _repository(folder: str) -> str:
    """The folder with `.git` that a folder lies in: git is asked once for all of it."""
    at = Path(folder)
    return str(next((one for one in (at, *at.parents) if (one / ".git").exists()), at))


def check(paths: Iterable[str], profiles: Profiles) -> None:
    """Read the baselines and ask git for all files, so that what is wrong with one is told first. Raises LoadError."""
    if profiles.plan.baseline is None and profiles.plan.since is None and not profiles.any_said("baseline", "since"):
        return
    for path in paths:
        profile = profiles.of(path)
        baseline_of(profile, profiles.plan)
        changes_of(path, profile, profiles.plan)


def news(
    path: str,
    found: Sequence[Diagnostic],
    lines: LineIndex,
    profiles: Profiles,
    before: Callable[[bytes], frozenset[str]],
    known_as: str = "",
) -> News:
    """What is new in a file. `before` gives the fingerprints of what is found in an older version of it; `known_as` is
    what the baseline calls it, where that is known."""
    profile, plan = profiles.of(path), profiles.plan
    if changes := changes_of(path, profile, plan):
        found = _changed(path, found, lines, changes, before)
    baseline = baseline_of(profile, plan)
    if baseline is None:
        return News(found)
    name = known_as or baseline.entry(path, baselines.digest(lines.text), (one.fingerprint for one in found))
    known = baseline.files[name].fingerprints if name else frozenset()
    met = frozenset(one.fingerprint for one in found) & known
    new = [one for one in found if one.fingerprint not in known]
    return News(new, Known(str(baseline.file), name, met) if name else None)


def _changed(
    path: str,
    found: Sequence[Diagnostic],
    lines: LineIndex,
    changes: since.Changes,
    before: Callable[[bytes], frozenset[str]],
) -> Sequence[Diagnostic]:
    """The findings on lines that were changed, about such lines, or that were not there before."""
    change = changes.of(path)
    if change is not None and not change.before:
        return found
    new = [one for one in found if _touched(one, lines, change, changes)]
    rest = [one for one in found if one not in new]
    if rest and change is not None and (old := changes.old(change)) is not None:
        known = before(old)
        new += [one for one in rest if one.fingerprint not in known]
    return sorted(new, key=lambda one: one.order)


def _touched(one: Diagnostic, lines: LineIndex, change: since.Change | None, changes: since.Changes) -> bool:
    """True where one of the lines that a finding is about was changed."""
    spans = [one.span, *(other.span for other in one.related if other.path is None)]
    for start, end in spans if change else ():
        first, last = lines.line(start), lines.line(max(start, end - 1))
        if change and any(first <= stop and begin <= last for begin, stop in change.lines):
            return True
    return any(other.path is not None and changes.of(other.path) is not None for other in one.related)
