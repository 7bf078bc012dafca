"""The flags of linting."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click
from msgspec import Struct

from jplint.cli import environment
from jplint.cli.params import Format, Rules
from jplint.rulebook.rule.spec import SEVERITIES, Language, Severity
from jplint.run.profile import Plan, Repair

F = TypeVar("F", bound=Callable[..., Any])


_SEVERITY = click.Choice(SEVERITIES)

LINT_OPTIONS = (
    click.option(
        "--select", multiple=True, type=Rules(), metavar="RULES", help="Only these rules: ids, groups or globs."
    ),
    click.option("--ignore", multiple=True, type=Rules(), metavar="RULES", help="Not these rules."),
    click.option("--preset", metavar="NAME", help="The rules of this preset, whatever is configured."),
    click.option("--severity", type=_SEVERITY, default="info", help="The least severity to report (default: info)."),
    click.option("--fail-on", type=_SEVERITY, help="The least severity for exit status 1 (default: warning)."),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 although something was found."),
    click.option("--quiet", "-q", is_flag=True, help="The findings alone, one a line; no summary and no notes."),
    click.option("--format", "-f", type=Format(), help="How to report (default: text; on GitHub Actions, github)."),
    click.option("--output", "-o", metavar="FILE", help="Write the report to a file."),
    click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Findings in a prompt (default: 50)."),
    click.option("--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Processes (default: as needed)."),
    click.option("--config", metavar="FILE", help="This configuration, not the nearest jplint.yaml of each file."),
    click.option("--no-config", is_flag=True, help="No configuration file."),
    click.option(
        "--message-language",
        type=click.Choice(("ja", "en")),
        help="Of messages (default: by the locale; C and none are Japanese).",
    ),
    click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Use colours."),
    click.option(
        "--statistics", is_flag=True, help="Count the findings of each rule: a table with files and examples."
    ),
    click.option("--all", "every", is_flag=True, help="Show each finding, also the many of one rule in one file."),
    click.option("--fix", is_flag=True, help="Make the safe fixes; report what is left."),
    click.option("--unsafe-fixes", is_flag=True, help="Make all fixes, also those that a person should look at."),
    click.option("--diff", is_flag=True, help="Show what the fixes would change, and write nothing."),
    click.option("--baseline", metavar="FILE", help="Do not report the findings that this file knows."),
    click.option("--no-baseline", is_flag=True, help="Report the findings that the configured baseline knows, too."),
    click.option("--since", metavar="REV", help="Only what was changed since this git revision."),
    click.option("--only-across", is_flag=True, help="Only what all files together show."),
    click.option("--stdin-filename", metavar="NAME", help="What the text of standard input is called."),
)


def apply(options: Iterable[Callable[[F], F]]) -> Callable[[F], F]:
    """All of these options on a command, in their order."""

    def decorate(function: F) -> F:
        for option in reversed(tuple(options)):
            function = option(function)
        return function

    return decorate


def names(given: Iterable[str]) -> tuple[str, ...]:
    """The names in repeatable, comma-separated values."""
    return tuple(name.strip() for value in given for name in value.split(",") if name.strip())


class Asked(Struct, frozen=True):
    """The flags, as click has them."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    preset: str | None
    severity: Severity
    fail_on: Severity | None
    exit_zero: bool
    quiet: bool
    format: str | None
    output: str | None
    limit: int | None
    jobs: int | None
    config: str | None
    no_config: bool
    message_language: Language | None
    color: environment.Color
    statistics: bool
    every: bool
    stdin_filename: str | None
    fix: bool
    unsafe_fixes: bool
    diff: bool
    baseline: str | None
    no_baseline: bool
    since: str | None
    only_across: bool

    @property
    def repair(self) -> Repair | None:
        """The fixes that are wanted."""
        wanted = self.fix or self.unsafe_fixes or self.diff
        return Repair(self.unsafe_fixes, write=not self.diff) if wanted else None

    def plan(self) -> Plan:
        return Plan(
            config=self.config,
            no_config=self.no_config,
            preset=self.preset,
            select=names(self.select),
            ignore=names(self.ignore),
            severity=self.severity,
            language=self.message_language,
            default_language=environment.language(os.environ),
            only_across=self.only_across,
            baseline="" if self.no_baseline else self.baseline,
            since=self.since,
            repair=self.repair,
        )
