"""The entry of the program: which command, and what becomes of everything that can go wrong."""

from __future__ import annotations

import errno
import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

from jplint.cli.output import StdoutError
from jplint.version import VERSION

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = {
    "lint": "Lint files and folders; the command where none is named.",
    "rules": "List the rules.",
    "explain": "Say what a rule looks for, why, and what can be set.",
    "test": "Run the test cases of rules.",
    "tokens": "Show the morphemes of a text, as patterns see them.",
    "baseline": "Keep a list of the findings there are, so that only new ones are reported.",
    "watch": "Lint again whenever something is saved.",
    "hook": "Answer the hooks of coding agents.",
    "mcp": "Serve language models by the Model Context Protocol.",
    "lsp": "Serve editors by the Language Server Protocol.",
    "init": "Write a configuration file to begin with.",
    "config": "Show the settings that are in force for a file.",
    "schema": "Print the JSON Schema of rules or of the configuration.",
    "new": "Begin a rule file.",
    "migrate": "Write a configuration from one of textlint.",
}
"""Each is the `command` of the module of that name in this package, which is imported when it is used."""

_RARELY = 100_000
"""Documents leave few cycles: to look for them as often as Python does is waste."""

INTERRUPTED = 130
BROKEN_PIPE = 141
"""Exit statuses of a shell for programs that SIGINT and SIGPIPE end."""


def _asks_for_help() -> bool:
    """True where a Japanese reader will see the help of a command."""
    from jplint.cli.errors import asked

    wanted = {"--help", "-h"} & set(sys.argv[1:])
    return bool(wanted) and asked() == "ja"


class Program(click.Group):
    """The commands; without the name of one, the arguments are those of `lint`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as in click
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as in click
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"jplint.cli.{cmd_name}").command
        if _asks_for_help():
            from jplint.cli.help import translate

            translate(command)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        completing = ctx.resilient_parsing and not args
        if not completing and (not args or args[0] not in (*COMMANDS, "--help", "-h", "--version")):
            args = ["lint", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands, and what may follow where none is named: the options of `lint`, files and folders."""
        from click.shell_completion import CompletionItem

        lint = self.get_command(ctx, "lint")
        assert lint is not None
        inner = click.Context(lint, parent=ctx, info_name="lint", resilient_parsing=True)
        if incomplete.startswith("-"):
            return lint.shell_complete(inner, incomplete)
        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[OPTIONS] [PATHS]...")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options of `lint`, too: that is what most people look for."""
        lint = self.get_command(ctx, "lint")
        assert lint is not None
        lint.format_options(click.Context(lint, parent=ctx, info_name=""), formatter)
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._said(text)) for name, text in COMMANDS.items()])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the program is, in the reader's language."""
        if _asks_for_help():
            from jplint.cli.help import translate

            translate(self)
        super().format_help_text(ctx, formatter)

    def _said(self, text: str) -> str:
        from jplint.cli.help import said

        return said(text) if _asks_for_help() else text


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]}, add_help_option=True)
@click.version_option(VERSION, prog_name="jplint", message="%(prog)s %(version)s")
def program() -> None:
    """Find what must not be published and what reads badly in Japanese Markdown.

    A file or folder that has the name of a command is written ./NAME.

    \b
    Exit status: 0  nothing found that is grave enough (see --fail-on)
                 1  something found
                 2  something could not be done: a file not read, a configuration not understood
    """


def main() -> NoReturn:
    """Run the program on the arguments of the process, and end the process."""
    if sys.stdout is None:  # where the descriptor was closed
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - it is for the rest of the process
    try:
        gc.set_threshold(_RARELY)
        _prepare(sys.stdout, sys.stderr)
        if "_JPLINT_COMPLETE" in os.environ:
            program.main(prog_name="jplint")
        status = run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = _interrupted()
    except OSError as error:
        # What is still in the buffer would raise once more when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = BROKEN_PIPE
        if error.errno != errno.EPIPE:
            click.echo(f"jplint: standard output: {error.strerror}", err=True)
            status = 2
    sys.exit(status)


def run(arguments: list[str]) -> int:
    """Run the program; the exit status. Errors are told on standard error."""
    try:
        with program.make_context("jplint", arguments) as context:
            return program.invoke(context) or 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (KeyboardInterrupt, BrokenPipeError, StdoutError):
        raise
    except click.Abort:
        return _interrupted()
    except Exception as error:
        return _failed(error)


def _interrupted() -> int:
    from jplint.cli.errors import asked
    from jplint.cli.words import say

    click.echo(f"jplint: {say(asked(), 'interrupted')}", err=True)
    return INTERRUPTED


def _failed(error: Exception) -> int:
    from jplint.cli.errors import tell
    from jplint.report.terminal import visible
    from jplint.rulebook.yaml_tree import LoadError

    if isinstance(error, LoadError):
        tell(error)
        return 2
    if os.environ.get("JPLINT_DEBUG") == "1":
        raise error
    reason = visible(f"{type(error).__name__}: {error}")
    click.echo(f"jplint: internal error: {reason} (please report it; JPLINT_DEBUG=1 shows more)", err=True)
    return 2


def _prepare(*streams: object) -> None:
    """A character that a stream cannot write is spelled out; on Windows, what is no console gets UTF-8."""
    for stream in streams:
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace", **({"encoding": "utf-8"} if sys.platform == "win32" else {}))
