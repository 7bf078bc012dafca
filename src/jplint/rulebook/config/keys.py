"""What a configuration file may say, typed: the keys are documented by this, and the JSON Schema is made of it."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from jplint.rulebook.rule.spec import Language, Severity


class _Keys(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    pass


class Markdown(_Keys, frozen=True):
    """How Markdown is read."""

    flavor: str | None = None
    """The dialect; found from the kind of site where it is not said."""


class Overrides(_Keys, frozen=True):
    """What may be different for some files."""

    rules: dict[str, Any] = {}
    """Rule, alias, group or glob → a level, or a mapping with `severity` and options; the closest name wins."""
    markdown: Markdown = Markdown()


class PathOverrides(Overrides, frozen=True):
    """The same for the files that one of these globs matches."""

    files: str | list[str] = []


class Tags(_Keys, frozen=True):
    """The vocabulary of the site's tags: options of the rules in the group `tags`."""

    allowed: list[str] | None = None
    """The tags there are."""
    aliases: dict[str, str] | None = None
    """Another spelling → the tag that is meant."""


class ConfigData(Overrides, frozen=True):
    """The keys of a configuration file."""

    other_names: ClassVar[dict[str, str]] = {
        "ignore": "exclude", "ignores": "exclude", "ignorePatterns": "exclude", "excludes": "exclude",
        "overrides": "paths", "files": "paths", "plugins": "rule-paths", "rulesdir": "rule-paths",
        "language": "message-language", "lang": "message-language", "preset": "extends", "presets": "extends",
    }  # fmt: skip
    """What other tools call some of these keys."""

    extends: str | list[str] = []
    """Presets, and other files relative to this one; later ones win over earlier ones, this file over all. Presets that
    turn on a few rules add up: what the second one has is on besides."""
    paths: list[PathOverrides] | dict[str, Overrides] = []
    """Glob → overrides; later ones win."""
    rule_paths: list[str] = []
    """Folders with rules of the project's own, relative to this file."""
    tags: Tags = Tags()
    dictionaries: list[str] = []
    """Files of terms, jplint's own or prh's, relative to this file."""
    exclude: list[str] = []
    """Globs of files that are not linted, as in .gitignore."""
    message_language: Language | None = None
    """The language of messages; by default that of the environment."""
    max_file_size: int | str | None = None
    """Larger files are refused: bytes, or with a unit as in `4 MiB`."""
    baseline: str | None = None
    """The file of findings that are known and not reported, relative to this one."""
    since: str | None = None
    """Report only what was changed since this git revision."""
    fail_on: Severity | None = None
    """The least severity that makes the exit status 1."""
