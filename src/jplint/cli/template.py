"""The files that the program writes for people to go on with: `templates/`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from jplint.cli import project
from jplint.cli.words import say

FOLDER = Path(__file__).parent / "templates"


def write(path: Path, template: str, **values: Any) -> None:
    """Write a template with its names filled in. Raises ClickException where something is there already."""
    language = project.language()
    shown = path.as_posix()
    text = (FOLDER / template).read_text(encoding="utf-8").format(**values)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise click.ClickException(say(language, "there-already", shown)) from None
    except OSError as error:
        raise click.ClickException(f"{shown}: {error.strerror or os.strerror(error.errno or 0)}") from None
    click.echo(say(language, "wrote", shown))
