"""Rule folders to specs: read, compiled, and kept compiled in the user's cache until a text in them changes."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from jplint.rulebook import behaviour, yaml_tree
from jplint.rulebook.rule.spec import RuleSpec
from jplint.rulebook.yaml_tree import LoadError

if TYPE_CHECKING:
    from jplint.rulebook.definitions import Shared

SETS = "sets"
PRESETS = "presets"
DEFINITIONS = "definitions"
COMPAT = "compat"
_SUFFIXES = (".yaml", ".yml")


class RuleFile(Struct, frozen=True):
    """A YAML file below a rules folder; `name` is its path there without the suffix, with `/` between the parts."""

    path: Path
    name: str
    text: str
    trusted: bool


class Compiled(msgspec.Struct, frozen=True):
    """What a set of folders holds: the specs by id, and what could not be read."""

    rules: list[RuleSpec]
    errors: list[tuple[str, str, int, int, str]] = []

    @property
    def problems(self) -> list[LoadError]:
        """The errors as exceptions."""
        return [LoadError(message, path, line, column, excerpt) for message, path, line, column, excerpt in self.errors]


def bundled() -> Path:
    """The folder of jplint's own rules: in the wheel beside the code, in a checkout at the top."""
    inside = Path(__file__).parent.parent / "rules"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "rules"


def page(url: str) -> Path | None:
    """The page of one of jplint's own rules on this machine, by its path from the top of the repository."""
    top = bundled().parent
    return next((path for path in (top / url,) if path.is_file()), None)


def read(folder: Path, *, trusted: bool) -> tuple[list[RuleFile], list[LoadError]]:
    """The YAML files below a folder in the order of their names, and those that could not be read."""
    files, errors = [], []
    found = sorted(Path(at, name) for at, _, names in os.walk(folder) for name in names if name.endswith(_SUFFIXES))
    start = len(f"{folder}{os.sep}")
    for path in found:
        name = os.path.splitext(str(path)[start:])[0].replace(os.sep, "/")
        try:
            files.append(RuleFile(path, name, _text(path, folder), trusted))
        except LoadError as error:
            errors.append(error)
    return files, errors


def _text(path: Path, folder: Path) -> str:
    # One question to the system for each of many files: this is read at every start.
    with suppress(OSError):
        if not stat.S_ISREG(os.lstat(path).st_mode):
            if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
                raise LoadError("leads out of its folder and is not read", str(path))
            if path.exists() and not path.is_file():  # a named pipe would keep us waiting
                raise LoadError("not a regular file", str(path))
    return yaml_tree.read(path, str(path))


def compiled(files: Iterable[RuleFile]) -> Compiled:
    """The rules in the files. Where nothing changed since the last time they come from the cache."""
    files = list(files)
    place = _cache_file(files)
    if place and place.is_file():
        try:
            return msgspec.json.decode(place.read_bytes(), type=Compiled)
        except (OSError, msgspec.MsgspecError):
            pass
    result = _compile(files)
    if place and not result.errors:
        _write(place, msgspec.json.encode(result))
    return result


def _compile(files: list[RuleFile]) -> Compiled:
    from jplint.rulebook.rule.compile import compile_rule

    rules: dict[str, RuleSpec] = {}
    library, errors = shared(files)
    for file in rule_files(files):
        try:
            spec = compile_rule(file.text, str(file.path), file.name, library, trusted=file.trusted).spec
            if spec.id in rules:
                raise LoadError(f'there is a rule "{spec.id}" already', str(file.path))
            rules[spec.id] = spec
        except LoadError as error:
            errors.append(error)
    return Compiled(list(rules.values()), [(e.message, e.path, e.line, e.column, e.excerpt) for e in errors])


def rule_files(files: Iterable[RuleFile]) -> list[RuleFile]:
    """The files that are rules, and neither word lists, definitions nor presets."""
    return [file for file in files if file.name.partition("/")[0] not in (SETS, DEFINITIONS, PRESETS, COMPAT)]


def shared(files: Iterable[RuleFile]) -> tuple[Shared, list[LoadError]]:
    """The word lists and definitions among the files, and what is wrong with them."""
    from jplint.rulebook import definitions

    words: dict[str, tuple[str, ...]] = {}
    values: dict[str, Any] = {}
    errors: list[LoadError] = []
    for file in files:
        folder, _, name = file.name.partition("/")
        try:
            if folder == SETS:
                words[name] = definitions.words(file.text, str(file.path))
            elif folder == DEFINITIONS:
                values[name] = definitions.read(file.text, str(file.path))
        except LoadError as error:
            errors.append(error)
    return definitions.Shared(words, values), errors


def _cache_file(files: list[RuleFile]) -> Path | None:
    digest = hashlib.blake2b(f"{sys.version_info[:2]} {behaviour.code()}".encode(), digest_size=16)
    for file in files:
        digest.update(f"\0{file.path}\0{file.trusted}\0{len(file.text)}\0{file.text}".encode("utf-8", "surrogatepass"))
    folder = cache_folder()
    return folder / f"rules-{digest.hexdigest()}.json" if folder else None


def cache_folder() -> Path | None:
    """`JPLINT_CACHE_DIR`, or jplint's folder in the user's cache; None where the user has no home."""
    if own := os.environ.get("JPLINT_CACHE_DIR"):
        return Path(own)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "jplint" if base and Path(base).is_absolute() else None


def _write(place: Path, data: bytes) -> None:
    """Whole or not at all; a cache that cannot be written is no reason to fail. Older forms are taken away."""
    import tempfile

    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        for old in sorted(place.parent.glob("rules-*.json"), key=lambda path: path.stat().st_mtime)[:-7]:
            old.unlink(missing_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, place)
    except OSError:
        pass
