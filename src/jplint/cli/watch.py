"""`jplint watch PATHS`: lint again whenever a text, a rule or a configuration is saved."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable

import click

from jplint.cli import environment
from jplint.cli.words import say
from jplint.run.discover import SUFFIXES

_SETTINGS = (".yaml", ".yml", ".toml", ".json", ".jplintignore")


@click.command("watch", context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> int:
    """Lint again whenever a text, a rule or a configuration is saved. ARGUMENTS are those of `jplint lint`."""
    language = environment.language(os.environ)
    try:
        from watchfiles import DefaultFilter, watch
    except ImportError:
        raise click.ClickException(say(language, "extra", "watch")) from None

    class Ours(DefaultFilter):
        """Texts and what rules are made of."""

        def __call__(self, change: object, path: str) -> bool:
            return path.lower().endswith((*SUFFIXES, *_SETTINGS)) and super().__call__(change, path)  # type: ignore[arg-type]

    _lint(arguments)
    click.echo(say(language, "watching"), err=True)
    for _ in watch(*_roots(arguments), watch_filter=Ours(), raise_interrupt=False):
        if sys.stdout.isatty():
            click.clear()
        _lint(arguments)
        click.echo(say(language, "watching"), err=True)
    return 0


def _roots(arguments: Iterable[str]) -> list[str]:
    """The folders to watch: those that are named, and the current one for its configuration."""
    named = {one if os.path.isdir(one) else os.path.dirname(one) or "." for one in arguments if os.path.exists(one)}
    return sorted({".", *named})


def _lint(arguments: tuple[str, ...]) -> None:
    """In a process of its own, which knows nothing of the run before."""
    subprocess.run([sys.executable, "-m", "jplint", "lint", *arguments], check=False)  # noqa: S603
