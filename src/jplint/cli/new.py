"""`jplint new rule GROUP/NAME`: a rule file to fill in."""

from __future__ import annotations

import re
from pathlib import Path

import click

from jplint.cli import project, template
from jplint.cli.words import say
from jplint.rulebook import store
from jplint.rulebook.config.file import display

DEFAULT_FOLDER = "rules"
"""Where rules of a project go that has named no folder for them."""

SCHEMA = "rule.schema.json"
"""The file, in the folder of rules, in which a new rule lets an editor look for the schema."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)+")


@click.group("new")
def command() -> None:
    """Begin a rule file."""


@command.command("rule", short_help="Write a rule file that works, to be rewritten.")
@click.argument("name", metavar="GROUP/NAME")
def rule(name: str) -> None:
    """Write a rule file that works, to be rewritten, into the project's folder of rules."""
    language = project.language()
    if not _NAME.fullmatch(name):
        raise click.ClickException(say(language, "rule-name"))
    profile = project.profile()
    if name in profile.catalog.specs:
        raise click.ClickException(say(language, "there-already", name))
    own = profile.config.rule_paths if profile.config else ()
    folder = Path(display(own[0].value)) if own else Path(DEFAULT_FOLDER)
    path = folder / f"{name}.yaml"
    template.write(
        path,
        "rule.yaml",
        id=name,
        file=path.as_posix(),
        schema="../" * name.count("/") + SCHEMA,
        schema_file=(folder / SCHEMA).as_posix(),
    )
    if not own and folder.resolve() != store.bundled().resolve():
        click.echo(say(language, "say-rule-paths", DEFAULT_FOLDER), err=True)
