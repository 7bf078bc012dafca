"""The help of the commands in Japanese. The code itself has it in English."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import click

from jplint.rulebook import yaml_tree

_FILE = Path(__file__).with_name("help.ja.yaml")


def translate(command: click.Command) -> None:
    """Put the help of a command, its flags and its commands into Japanese, as far as it has been translated."""
    _translate(command, _known())


def said(text: str) -> str:
    """One text in Japanese."""
    return _paragraph(text, _known())


@cache
def _known() -> dict[str, str]:
    known: dict[str, str] = yaml_tree.load(_FILE.read_text(encoding="utf-8"), _FILE.name).data
    return known


def _translate(command: click.Command, known: dict[str, str]) -> None:
    command.help = _text(command.help, known)
    command.short_help = _text(command.short_help, known)
    own = command.get_help_option(click.Context(command, help_option_names=["-h", "--help"]))
    for parameter in [*command.params, own]:
        if isinstance(parameter, click.Option):
            parameter.help = _text(parameter.help, known)
    if isinstance(command, click.Group):
        for one in command.commands.values():
            _translate(one, known)


def _text(text: str | None, known: dict[str, str]) -> str | None:
    """A help text, paragraph by paragraph; a paragraph that begins with a backspace keeps its lines."""
    if not text:
        return text
    return "\n\n".join(_paragraph(one, known) for one in text.split("\n\n"))


def _paragraph(text: str, known: dict[str, str]) -> str:
    kept = "\b" in text
    said = known.get(" ".join(text.replace("\b", "").split()))
    if said is None:
        return text
    return f"\b\n{said}" if kept else said
