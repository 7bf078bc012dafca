"""What the environment says: language, colour, terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import IO, Literal

from jplint.rulebook.rule.spec import Language

Color = Literal["auto", "always", "never"]


def language(environ: Mapping[str, str]) -> Language:
    """The language of messages by the locale: English where it says a language that is not Japanese."""
    named = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    code = named.partition(".")[0].partition("@")[0].partition("_")[0].lower()
    return "ja" if code in ("", "c", "posix", "ja") else "en"


def color(choice: Color, environ: Mapping[str, str], stream: IO[str] | None) -> bool:
    """Whether to use colours; `stream` is None for a file. A flag wins over NO_COLOR, that over FORCE_COLOR."""
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream is not None and stream.isatty() and environ.get("TERM") != "dumb"


def width() -> int | None:
    """The columns of the terminal that standard output is; None where it is none."""
    if not sys.stdout.isatty():
        return None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except OSError:
        return None


def default_format(environ: Mapping[str, str], *, quiet: bool) -> str:
    """The format where none is asked for."""
    if environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "concise" if quiet else "text"
