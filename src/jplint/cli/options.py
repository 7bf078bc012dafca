"""The flags of linting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from jplint.rulebook.rule.spec import SEVERITIES

F = TypeVar("F", bound=Callable[..., Any])


class Format(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.2
    """The name of a report format; which there are is looked up when somebody asks."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from jplint.report import formats

        if value not in (known := formats()):
            self.fail(f"{value!r} is not one of {', '.join(known)}", param, ctx)
        return value

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - as in click
        from jplint.report import formats

        return f"[{'|'.join(formats())}]"


_SEVERITY = click.Choice(SEVERITIES)

LINT_OPTIONS = (
    click.option("--select", multiple=True, metavar="RULES", help="Only these rules: ids, groups or globs."),
    click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules."),
    click.option("--preset", metavar="NAME", help="The rules of this preset, whatever is configured."),
    click.option("--severity", type=_SEVERITY, default="info", help="The least severity to report (default: info)."),
    click.option("--fail-on", type=_SEVERITY, help="The least severity for exit status 1 (default: warning)."),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 although something was found."),
    click.option("--quiet", "-q", is_flag=True, help="The findings alone, one a line; no summary and no notes."),
    click.option("--format", "-f", type=Format(), help="How to report (default: text; on GitHub Actions, github)."),
    click.option("--output", "-o", metavar="FILE", help="Write the report to a file."),
    click.option("--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Processes (default: as needed)."),
    click.option("--config", metavar="FILE", help="This configuration, not the nearest jplint.yaml of each file."),
    click.option("--no-config", is_flag=True, help="No configuration file."),
    click.option("--message-language", type=click.Choice(("ja", "en")), help="Of messages (default: by the locale)."),
    click.option("--color", type=click.Choice(("auto", "always", "never")), default="auto", help="Use colours."),
    click.option(
        "--statistics", is_flag=True, help="Count the findings of each rule: a table with files and examples."
    ),
    click.option("--all", "every", is_flag=True, help="Show each finding, also the many of one rule in one file."),
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
