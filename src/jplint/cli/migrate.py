"""`jplint migrate`: a configuration of textlint as one of ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from jplint.cli import project
from jplint.cli.words import say
from jplint.compat.migrate import Migration, migrated, read_json
from jplint.rulebook import yaml_tree
from jplint.rulebook.config import file as config_file
from jplint.rulebook.rule.spec import Language
from jplint.rulebook.yaml_tree import LoadError

NAMES = (".textlintrc", ".textlintrc.json", ".textlintrc.yaml", ".textlintrc.yml", "package.json")
"""The files that are looked for, in this order; package.json counts where it has `textlint`."""
IGNORE = ".textlintignore"
TARGET = "jplint.yaml"


@click.command("migrate")
@click.argument("file", required=False)
@click.option("--dry-run", is_flag=True, help="Print the configuration in place of writing it.")
def command(file: str | None, *, dry_run: bool) -> None:
    """Write jplint.yaml from FILE, a .textlintrc or package.json; by default from the one in the current folder."""
    language = project.language()
    given = _config(Path(file) if file else _found(language), language)
    ignore = Path(IGNORE)
    made = migrated(given, yaml_tree.read(ignore, IGNORE).splitlines() if ignore.is_file() else ())
    if dry_run:
        click.echo(made.text(), nl=False)
    else:
        if there := config_file.find("."):
            raise click.ClickException(say(language, "there-already", there.name))
        Path(TARGET).write_text(made.text(), encoding="utf-8")
        click.echo(say(language, "wrote", TARGET), err=True)
    _tell(made, language)


def _found(language: Language) -> Path:
    for name in NAMES:
        if Path(name).is_file():
            return Path(name)
    raise click.ClickException(say(language, "no-textlintrc", ", ".join(NAMES)))


def _config(path: Path, language: Language) -> dict[str, Any]:
    """The data of a file. Raises LoadError and ClickException."""
    text = yaml_tree.read(path, str(path))
    try:
        data = yaml_tree.load(text, str(path)).data if path.suffix in (".yaml", ".yml") else read_json(text)
    except RecursionError:
        raise LoadError("nested too deeply", str(path)) from None
    except ValueError as error:
        if isinstance(error, LoadError):
            raise
        try:
            data = yaml_tree.load(text, str(path)).data
        except LoadError:
            raise LoadError(f"not valid JSON: {error}", str(path)) from None
    if path.name == "package.json" and isinstance(data, dict):
        data = data.get("textlint")
    if not isinstance(data, dict):
        raise click.ClickException(say(language, "no-textlintrc", str(path)))
    return data


def _tell(made: Migration, language: Language) -> None:
    for name, why in made.missing:
        click.echo(say(language, f"without-{why}", name), err=True)
    click.echo(say(language, "migrated"), err=True)
