"""`jplint lsp`: the language server, on standard input and output."""

from __future__ import annotations

import os
import sys

import click

from jplint.cli import environment
from jplint.cli.words import say
from jplint.rulebook.rule.spec import Language


@click.command("lsp")
@click.option("--message-language", type=click.Choice(("ja", "en")), help="Of messages (default: by the locale).")
@click.option("--stdio", is_flag=True, help="Speak on standard input and output, as is always done.")
def command(message_language: Language | None, stdio: bool) -> int:  # noqa: ARG001 - editors pass it
    """Serve editors by the Language Server Protocol, on standard input and output."""
    language = message_language or environment.language(os.environ)
    try:
        from jplint.lsp.server import make
    except ImportError:
        raise click.ClickException(say(language, "extra", "lsp")) from None
    # The server closes its output when it ends; the program's own is flushed after that.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb", closefd=False) as output:
        server = make(language)
        server.start_io(sys.stdin.buffer, output)
    return 0 if server.asked_to_end else 1
