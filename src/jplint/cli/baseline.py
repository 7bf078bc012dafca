"""`jplint baseline update|prune|show`: the findings that are known, and are to be mended another day."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from jplint.cli import project
from jplint.cli.words import known
from jplint.report.terminal import visible
from jplint.run import baseline
from jplint.run.baseline import Baseline, Entry
from jplint.run.discover import discover
from jplint.run.files import lint_files, merged
from jplint.run.profile import Plan, Profiles

_FILE = click.option("--baseline", "file", metavar="FILE", help="The baseline (default: as configured).")
_PATHS = click.argument("paths", nargs=-1)
_JOBS = click.option("--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Processes (default: as needed).")


@click.group("baseline")
def command() -> None:
    """Keep a list of the findings there are, so that only new ones are reported."""


@command.command("update", short_help="Write all that is found now into the baseline.")
@_FILE
@_JOBS
@_PATHS
def update(paths: tuple[str, ...], file: str | None, jobs: int | None) -> int:
    """Lint PATHS and write all that is found into the baseline, in place of what it has of these files."""
    run = _Run(file, paths, jobs)
    return run.write(run.baseline.updated(run.found))


@command.command("prune", short_help="Take out of the baseline what is found no more.")
@_FILE
@_JOBS
@_PATHS
def prune(paths: tuple[str, ...], file: str | None, jobs: int | None) -> int:
    """Lint PATHS and take out of the baseline what is found there no more. Nothing is added."""
    run = _Run(file, paths, jobs)
    return run.write(run.baseline.pruned(run.found))


@command.command("show", short_help="Count what the baseline knows.")
@_FILE
def show(file: str | None) -> int:
    """Count what the baseline knows, by rule and by file."""
    there = baseline.load(_path(file))
    rules = Counter[str]()
    files = Counter[str]()
    for name, entry in there.files.items():
        for rule, some in entry.findings.items():
            rules[rule] += len(some)
            files[name] += len(some)
    for counts in (rules, files):
        for name, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
            click.echo(f"{count:>7,}  {visible(name)}")
        click.echo()
    click.echo(known(project.language(), rules.total(), len(files)))
    return 0


def _path(file: str | None) -> Path:
    """The baseline that is named, else configured, else the usual one."""
    if file is not None:
        return Path(file)
    said = project.profile("text.md").said("baseline")
    return Path(os.path.relpath(said.value)) if said else Path(baseline.NAME)


class _Run:
    """All findings in some files, and the baseline as it is."""

    def __init__(self, file: str | None, paths: Iterable[str], jobs: int | None) -> None:
        self.baseline = baseline.load(_path(file), required=False)
        plan = Plan(baseline="", since="")
        profiles = Profiles(plan)
        found = discover(paths or (".",), profiles.excluded)
        self.language = project.language()
        self.failed = bool(found.failures)
        for path, failure in found.failures:
            self._tell(path, failure.say(self.language))
        self.found: dict[str, Entry] = {}
        """What is found in each file that can be linted."""
        for one in merged(lint_files(found.targets, plan, jobs=jobs, profiles=profiles)):
            if one.failure is not None:
                self.failed = True
                self._tell(one.path, one.failure.say(self.language))
            else:
                rules = ((each.rule, each.fingerprint) for each in one.diagnostics)
                self.found[one.path] = baseline.entry(one.content, rules)

    def write(self, new: Baseline) -> int:
        """Write the baseline and say what it has; the exit status."""
        try:
            new.write()
        except OSError as error:
            raise click.ClickException(f"{new.file}: {error.strerror}") from None
        total = sum(len(entry.fingerprints) for entry in new.files.values())
        words = known(self.language, total, len(new.files))
        click.echo(f"{visible(str(new.file))}: {words}")
        return 2 if self.failed else 0

    def _tell(self, path: str, sentence: str) -> None:
        click.echo(f"{visible(path)}: {visible(sentence)}", err=True)
