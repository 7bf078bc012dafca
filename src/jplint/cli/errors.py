"""Errors in what a person wrote, told on standard error."""

from __future__ import annotations

import os
import sys

import click

from jplint.cli import environment
from jplint.report import errors
from jplint.report.terminal import visible
from jplint.rulebook.rule.spec import Language
from jplint.rulebook.yaml_tree import LoadError
from jplint.run.profile import RuleFilesError


def tell(error: LoadError, language: Language | None = None) -> None:
    """Say what is wrong, each file for itself; without a language, in that of the flags or the locale."""
    for one in error.errors if isinstance(error, RuleFilesError) else [error]:
        text = errors.lines(one, language or asked())
        click.echo("\n".join(map(visible, text.split("\n"))), err=True)


def asked() -> Language:
    """The language that is asked for, where what went wrong may be the reading of that."""
    arguments = sys.argv[1:]
    for one, following in zip(arguments, [*arguments[1:], ""], strict=False):
        value = following if one == "--message-language" else one.removeprefix("--message-language=")
        if value in ("ja", "en") and one.startswith("--message-language"):
            return "en" if value == "en" else "ja"
    return environment.language(os.environ)
