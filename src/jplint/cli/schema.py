"""`jplint schema`: for editors that complete and check YAML."""

from __future__ import annotations

import json

import click

from jplint.cli import project
from jplint.rulebook import schema


@click.command("schema")
@click.argument("what", type=click.Choice(("rule", "config")))
def command(what: str) -> None:
    """Print the JSON Schema (draft-07) of rule files or of the configuration, with the rules there are here."""
    made = schema.rule() if what == "rule" else schema.config(project.profile().catalog)
    click.echo(json.dumps(made, ensure_ascii=False, indent=2))
