"""`jplint hook`: for the hooks of coding agents. Lints what was just written, and says what to mend."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from jplint.cli import environment
from jplint.cli.words import say
from jplint.rulebook.rule.spec import SEVERITIES, Language
from jplint.rulebook.yaml_tree import LoadError
from jplint.run.discover import SUFFIXES, discover
from jplint.run.files import lint_files
from jplint.run.profile import Plan, Profiles
from jplint.run.work import Outcome

MOST = 5
"""Findings in one answer: an agent that is told more mends less."""
_PATHS = ("file_path", "path", "filePath", "notebook_path")
_LIMIT = 1 << 20


@click.command("hook")
@click.option("--again", is_flag=True, help="Say what was said before, too.")
def command(again: bool) -> int:
    """Read the JSON of an agent's hook on standard input and lint the texts that it names.

    Where something is to be mended, exit with 2 and say what on standard error, and as a decision in JSON on standard
    output. What was said once of the same text is not said again.
    """
    language = environment.language(os.environ)
    try:
        given = json.loads(sys.stdin.buffer.read(_LIMIT) or b"{}")
    except (ValueError, RecursionError):
        raise click.ClickException(say(language, "no-hook")) from None
    named = list(_files(given)) or (_changed() if _stops(given) else [])
    paths = [path for path in dict.fromkeys(named) if _inside(path)]
    if not paths:
        return 0
    memory = _Memory(str(given.get("session_id", "")) if isinstance(given, dict) else "")
    told = list(_told(paths, language, memory, again=again))
    if not told:
        return 0
    more = len(told) - MOST
    lines = [say(language, "hook-head"), *told[:MOST]]
    if more > 0:
        lines.append(say(language, "hook-more", str(more)))
    reason = "\n".join([*lines, say(language, "hook-foot")])
    click.echo(json.dumps({"decision": "block", "reason": reason}, ensure_ascii=False))
    click.echo(reason, err=True)
    return 2


def _files(given: Any) -> Iterator[str]:
    """The texts that the JSON names: what a tool was given, and lists of files."""
    if isinstance(given, dict):
        for key, value in given.items():
            if key in _PATHS and isinstance(value, str):
                yield from (value,) if value.lower().endswith(SUFFIXES) else ()
            elif key in ("tool_input", "tool_response", "edits", "files", "changes"):
                yield from _files(value)
    elif isinstance(given, list):
        for one in given:
            yield from (one,) if isinstance(one, str) and one.lower().endswith(SUFFIXES) else _files(one)


def _stops(given: Any) -> bool:
    """True for the hook that runs when an agent believes it is done, which names no file."""
    return isinstance(given, dict) and str(given.get("hook_event_name", "")).lower() in ("stop", "subagentstop")


def _changed() -> list[str]:
    """The texts that were changed since the last commit; none where there is no repository."""
    from jplint.run import since

    try:
        found = since.changes("HEAD", os.getcwd())
    except LoadError:
        return []
    return [os.path.join(found.root, name) for name in found.files if name.lower().endswith(SUFFIXES)]


def _inside(path: str) -> bool:
    """True for a file below the current folder."""
    real = Path(path).resolve()
    return real.is_file() and real.is_relative_to(Path.cwd().resolve())


def _told(paths: list[str], language: Language, memory: _Memory, *, again: bool) -> Iterator[str]:
    """A line for each finding that was not told before, the gravest first."""
    plan = Plan(language=language, severity="warning")
    profiles = Profiles(plan)
    outcomes = list(
        lint_files(discover(map(os.path.relpath, paths), profiles.excluded).targets, plan, profiles=profiles)
    )
    new = [
        (SEVERITIES.index(found.severity), outcome.path, found.start.line, found)
        for outcome in outcomes
        for found in outcome.diagnostics
        if memory.add(outcome, found.fingerprint) or again
    ]
    memory.write()
    for _, path, line, found in sorted(new, key=lambda one: one[:3]):
        yield f"- {path}:{line} {found.message} ({found.rule})"


class _Memory:
    """What was said in a session: digests in a file of the temporary folder."""

    def __init__(self, session: str) -> None:
        name = hashlib.blake2b(f"{os.getcwd()}\0{session}".encode(), digest_size=12).hexdigest()
        self._file = Path(tempfile.gettempdir(), f"jplint-hook-{os.getuid() if hasattr(os, 'getuid') else 0}-{name}")
        try:
            self._known = set(self._file.read_text(encoding="ascii").split())
        except (OSError, UnicodeDecodeError):
            self._known = set()

    def add(self, outcome: Outcome, fingerprint: str) -> bool:
        """Remember a finding; False where it is known."""
        key = hashlib.blake2b(
            f"{outcome.path}\0{fingerprint}".encode("utf-8", "surrogatepass"), digest_size=12
        ).hexdigest()
        new = key not in self._known
        self._known.add(key)
        return new

    def write(self) -> None:
        """Keep what was said; where that cannot be, it is said again."""
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
            with os.fdopen(os.open(self._file, flags, 0o600), "w", encoding="ascii") as file:
                file.write("\n".join(sorted(self._known)))
        except OSError:
            pass
