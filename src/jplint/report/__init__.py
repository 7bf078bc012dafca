"""What a run found, in the form that the reader wants. Each module of `format` is one format, by its file's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from msgspec import Struct

if TYPE_CHECKING:
    from jplint.report.located import FileReport, Summary
    from jplint.rulebook.rule.spec import Language, RuleSpec

__all__ = ["STREAMED", "Format", "Options", "Run", "formats", "load"]

STREAMED = frozenset({"text", "concise"})
"""The formats that can show the findings of a file in two places, and so need not wait for the last file."""


class Options(Struct, frozen=True):
    """How to show a report."""

    language: Language = "ja"
    """Of the program's own words; the messages have theirs already."""
    color: bool = False
    width: int | None = None
    """Columns of the terminal; None where there is none."""
    every: bool = False
    """Show each finding, where a format would tell many of a kind in one line."""
    limit: int = 0
    """So many findings at most, where a format is for readers with little room; 0 as the format has it."""
    root: str = ""
    """The folder that relative paths start from; the current one where empty."""


def _nothing(_: str) -> None:
    return None


class Run(Struct, frozen=True):
    """What a format is given: the files in the order to show them, and how."""

    files: Iterable[FileReport]
    """May come as they are linted, and only once."""
    summary: Callable[[], Summary]
    """To be called after the last of the files."""
    options: Options = Options()
    rules: Callable[[str], RuleSpec | None] = _nothing
    """What is known of a rule, by its id."""


class Format(Protocol):
    """A module of `jplint.report.format`."""

    def render(self, run: Run) -> Iterator[str]:
        """The pieces of the output, each as soon as it can be written."""


def formats() -> tuple[str, ...]:
    """The names of the formats, sorted. Imports none of them."""
    from pkgutil import iter_modules

    from jplint.report.format import __path__

    return tuple(sorted(module.name for module in iter_modules(__path__)))


def load(name: str) -> Format:
    """The format of that name. Raises ValueError where there is none."""
    if name not in (names := formats()):
        raise ValueError(f"no format {name!r}: there are {', '.join(names)}")
    return cast(Format, import_module(f"jplint.report.format.{name}"))
