"""`jplint mcp`: tools for language models by the Model Context Protocol, on standard input and output."""

from __future__ import annotations

import os

import click

from jplint.cli import environment
from jplint.cli.words import say


@click.command("mcp")
def command() -> None:
    """Serve language models by the Model Context Protocol, on standard input and output. No file is written."""
    language = environment.language(os.environ)
    try:
        from jplint.mcp.server import make
    except ImportError:
        raise click.ClickException(say(language, "extra", "mcp")) from None
    make(language).run()
