"""Kinds of values that flags and arguments take, and what completes them. `ctx` and `param` are as in click."""

# ruff: noqa: ARG002
from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Format(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.2
    """The name of a report format; which there are is looked up when somebody asks."""

    name = "format"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from jplint.report import formats

        if value not in (known := formats()):
            self.fail(f"{value!r} is not one of {', '.join(known)}", param, ctx)
        return value

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        from jplint.report import formats

        return f"[{'|'.join(formats())}]"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from jplint.report import formats

        return [CompletionItem(name) for name in formats() if name.startswith(incomplete)]


class Rules(click.ParamType):  # type: ignore[type-arg]  # generic only since click 8.2
    """Names of rules and groups, with commas between them."""

    name = "rules"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The rules and groups of the current folder's project."""
        from click.shell_completion import CompletionItem

        from jplint.cli import project

        catalog = project.profile(whole=False).catalog
        before, comma, last = incomplete.rpartition(",")
        names = sorted({*catalog.specs, *catalog.groups, *catalog.aliases})
        return [CompletionItem(before + comma + name) for name in names if name.startswith(last)]
