"""What a baseline knows and nobody finds any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jplint.run.news import baseline_of
from jplint.run.profile import Profiles
from jplint.run.work import Outcome


class Stale:
    """Counts the entries that were not met in the files that were linted."""

    def __init__(self, profiles: Profiles) -> None:
        self._profiles = profiles
        self._met: dict[tuple[str, str], set[str]] = {}
        self._paths: dict[tuple[str, str], str] = {}

    def watch(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The same outcomes; what they met is remembered."""
        for one in outcomes:
            if one.known is not None:
                key = one.known.file, one.known.name
                self._met.setdefault(key, set()).update(one.known.fingerprints)
                self._paths[key] = one.path
            yield one

    def counts(self) -> Iterator[tuple[str, int]]:
        """Each baseline and how many of its entries were not met. Where not all is looked for, nothing is told."""
        plan = self._profiles.plan
        if plan.severity != "info" or plan.since or plan.only_across or plan.repair:
            return
        of: dict[str, int] = {}
        for (file, name), met in self._met.items():
            profile = self._profiles.of(self._paths[file, name])
            baseline = baseline_of(profile, plan)
            assert baseline is not None, "it was met"
            for rule, known in baseline.files[name].findings.items():
                if rule in profile.rulebook.by_id:
                    of[file] = of.get(file, 0) + len(set(known) - met)
        yield from ((file, count) for file, count in of.items() if count)
