"""`jplint config show FILE`: each setting that is in force, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
import msgspec

from jplint.cli import project
from jplint.report.terminal import visible
from jplint.rulebook.config.file import display
from jplint.rulebook.config.setting import Setting
from jplint.rulebook.presets import DEFAULT
from jplint.rulebook.rule.spec import RuleSpec
from jplint.run.profile import Profile

ASSUMED = "default"
"""Who says what nobody says."""


@click.group("config")
def command() -> None:
    """Show the settings that are in force for a file."""


@command.command("show", short_help="What holds for a file, and where each setting comes from.")
@click.argument("file")
@click.option("--config", metavar="CONFIG", help="This configuration, not the nearest jplint.yaml.")
def show(file: str, config: str | None) -> None:
    """Show what holds for FILE, which need not be there, and where each setting comes from."""
    profile = project.profile(file, config=config)
    rows = [*_general(profile), *(row for spec in profile.catalog.specs.values() for row in _rule(spec, profile))]
    left = max(len(name) for name, _, _ in rows)
    middle = max(len(value) for _, value, _ in rows if len(value) <= 40)
    for name, value, origin in rows:
        click.echo(visible(f"{name:<{left}}  {value:<{middle}}  {origin}").rstrip())


def _general(profile: Profile) -> Iterator[tuple[str, str, str]]:
    config = profile.config
    yield "configuration", display(config.file) if config else "-", ""
    yield "site", profile.site.kind or "-", profile.site.root
    yield "markdown.flavor", profile.flavor.name, profile.flavor_from or ASSUMED
    for key, value in (
        ("message-language", profile.language),
        ("fail-on", profile.fail_on),
        ("max-file-size", str(profile.max_size)),
    ):
        said = profile.said(key)
        yield key, value, said.origin if said else ASSUMED
    for pattern in config.exclude if config else ():
        yield "exclude", "/".join(pattern.value.parts), pattern.origin
    for folder in config.rule_paths if config else ():
        yield "rule-paths", display(folder.value), folder.origin


def _rule(spec: RuleSpec, profile: Profile) -> Iterator[tuple[str, str, str]]:
    """The rule's level, where it is on or somebody says that it is off, and the options that are set."""
    setting = profile.settings.get(spec.id, Setting())
    level, by = setting.decision
    on = spec.default == "on" if level is None else level != "off"
    if not on and by is None:
        return
    severity = "off" if not on else spec.severity if level in (None, "on") else level
    yield spec.id, str(severity), by.origin if by else f"preset {DEFAULT}"
    for name, value in setting.all_options.items() if on else ():
        yield f"  {name}", _short(value), _origin(setting.source(name), name)


def _origin(source: Setting, name: str) -> str:
    return source.tree.origin((*source.where, name)) if source.tree else source.origin


def _short(value: Any) -> str:
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 60 else f"{text[:59]}…"
