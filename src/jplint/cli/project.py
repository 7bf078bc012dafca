"""The project that the current folder is in, for the commands that are about rules and not about texts."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from jplint.cli import environment
from jplint.rulebook import store
from jplint.rulebook.definitions import Shared
from jplint.rulebook.rule.spec import Language
from jplint.rulebook.store import RuleFile
from jplint.rulebook.yaml_tree import LoadError
from jplint.run.profile import Plan, Profile, Profiles


class Folder(Struct, frozen=True):
    """A folder of rules. `trusted`: jplint's own."""

    path: Path
    trusted: bool


def profile(path: str = "text.md", *, config: str | None = None, whole: bool = True) -> Profile:
    """What holds for a file, by default one that is in the current folder. Raises LoadError; where a rule file cannot
    be used, only if the rules are wanted `whole`."""
    found = Profiles(Plan(config=config, default_language=language())).of(path)
    if whole and found.problems is not None:
        raise found.problems
    return found


def language() -> Language:
    """The language that the locale asks for."""
    return environment.language(os.environ)


def folders(of: Profile) -> list[Folder]:
    """The folders that the rules come from, jplint's own first."""
    own = of.config.rule_paths if of.config else ()
    return [Folder(store.bundled(), trusted=True), *(Folder(said.value, trusted=False) for said in own)]


def rule_files(folder: Folder) -> list[RuleFile]:
    """The rule files of a folder, in the order of their names. Raises LoadError where one cannot be read."""
    files, errors = store.read(folder.path, trusted=folder.trusted)
    if errors:
        raise LoadError("\n".join(map(str, errors)))
    return store.rule_files(files)


def shared(given: list[Folder]) -> Shared:
    """The word lists and definitions in these folders, as far as they can be read."""
    files = [file for folder in given for file in store.read(folder.path, trusted=folder.trusted)[0]]
    return store.shared(files)[0]
