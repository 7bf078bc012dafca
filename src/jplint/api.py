"""jplint for other programs: texts and files in, findings out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from threading import RLock
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from jplint.engine.lint import lint
from jplint.engine.memory import Blocks
from jplint.report.diagnostic import Diagnostic, diagnostics
from jplint.rulebook.rule.spec import Language
from jplint.rulebook.rulebook import Rulebook
from jplint.rulebook.yaml_tree import LoadError
from jplint.run import mend, read
from jplint.run.discover import Target
from jplint.run.failure import Failure
from jplint.run.files import processes
from jplint.run.profile import Plan, Profile, Profiles

_TURN = RLock()
"""The analyser and what rules remember are one in a process, and a second thread would not make it faster."""


class LintError(ValueError):
    """A text that cannot be linted: no such file, not UTF-8, too large."""

    def __init__(self, path: str, failure: Failure, language: Language) -> None:
        super().__init__(f"{path}: {failure.say(language)}")
        self.path = path
        self.failure = failure
        self._language: Language = language

    def __reduce__(self) -> tuple[type[LintError], tuple[str, Failure, Language]]:
        return LintError, (self.path, self.failure, self._language)


class Fixed(Struct, frozen=True):
    """A text after its fixes."""

    text: str
    applied: tuple[str, ...]
    """The rules whose fixes were made, once for each."""
    left: tuple[Diagnostic, ...]
    """What is found in the text as it is now."""


class Linter:
    """Lints many texts by the same rules, which are loaded once.

    `config` is the configuration file for all of them; without it, each file has the nearest one above it, and a
    text without a path has none. `select`, `ignore` and `preset` are as on the command line. What only several
    documents together show is not found here. Unless it is `strict`, a rule file that cannot be used is left out.
    Several threads may share a Linter; they take turns.
    """

    def __init__(
        self,
        config: str | os.PathLike[str] | None = None,
        *,
        language: Language = "ja",
        preset: str | None = None,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        strict: bool = True,
    ) -> None:
        plan = Plan(preset=preset, select=tuple(select), ignore=tuple(ignore), language=language)
        if config is not None:
            plan = replace(plan, config=os.fspath(config))
        self._language: Language = language
        self._plan = plan
        self._strict = strict
        self.reload()

    def reload(self) -> None:
        """Read the configuration and the rules anew for the next text, since a file of theirs has changed."""
        with _TURN:
            self._profiles = Profiles(self._plan)
            self._nowhere = Profiles(replace(self._plan, nowhere=True))
            self._blocks: dict[Rulebook, Blocks] = {}

    def lint_text(self, text: str | bytes, path: str = "") -> tuple[Diagnostic, ...]:
        """The findings in a text, in the order of their places. `path` need not exist: its name tells the kind of
        text (Markdown, or plain for .txt), its folder the configuration and the kind of site.

        Spans count code points of the text, a byte order mark left out. Raises LintError, and LoadError where a
        configuration or a rule cannot be used.
        """
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        return self._lint(Target(path or "text.md", data), self._profiles if path else self._nowhere)

    def lint_file(self, path: str | os.PathLike[str]) -> tuple[Diagnostic, ...]:
        """The same for a file."""
        return self._lint(Target(os.fspath(path).replace(os.sep, "/")), self._profiles)

    def fix(self, text: str, path: str = "", *, unsafe: bool = False) -> Fixed:
        """The text with its safe fixes made, or all of them, until none is left to make. No file is written.

        `path` is as for `lint_text`. Raises LintError, also where two rules undo each other's fixes, and LoadError.
        """
        found: list[tuple[Diagnostic, ...]] = []

        def look(now: str) -> tuple[Diagnostic, ...]:
            found[:] = [self.lint_text(now, path)]
            return found[0]

        try:
            settled = mend.mended(text, look, unsafe=unsafe)
        except read.UnreadableError as error:
            raise LintError(path, error.failure, self._language) from None
        return Fixed(settled.text, settled.applied, found[0])

    def lint_many(self, texts: Iterable[str | bytes], *, jobs: int | None = None) -> Iterator[tuple[Diagnostic, ...]]:
        """The findings in each of many texts, in their order, by `jobs` processes; by default as many as pay.

        Raises LintError for a text that cannot be linted, when it is its turn, and LoadError.
        """
        given = list(texts)
        count = jobs if jobs is not None else processes(sum(map(len, given)))
        if min(count, len(given)) <= 1:
            yield from map(self.lint_text, given)
            return
        from concurrent.futures import ProcessPoolExecutor

        from jplint.run.processes import context

        size = max(1, len(given) // (8 * count))
        with ProcessPoolExecutor(count, mp_context=context(), initializer=_begin, initargs=(self,)) as pool:
            yield from pool.map(_lint_one, given, chunksize=size)

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (self._plan, self._language, self._strict)

    def profile(self, path: str = "") -> Profile:
        """What holds for a file: the rules, the dialect, the kind of site. Raises LoadError."""
        with _TURN:
            return (self._profiles if path else self._nowhere).of(path or "text.md")

    def problems(self, path: str = "") -> tuple[LoadError, ...]:
        """What is wrong with the rule files of a file's project. Raises LoadError where its configuration is."""
        found = self.profile(path).problems
        return tuple(found.errors) if found else ()

    def _lint(self, target: Target, profiles: Profiles) -> tuple[Diagnostic, ...]:
        with _TURN:
            return self._linted(target, profiles)

    def _linted(self, target: Target, profiles: Profiles) -> tuple[Diagnostic, ...]:
        profile = profiles.of(target.path)
        if self._strict and profile.problems is not None:
            raise profile.problems
        try:
            document = read.document(target, profile)
        except read.UnreadableError as error:
            raise LintError(target.path, error.failure, self._language) from None
        result = lint(document, profile.rulebook, self._blocks.setdefault(profile.rulebook, Blocks()))
        return diagnostics(result, document.lines, profile.rulebook)


_here: Linter
"""Of this process, once it has been started as one of several."""


def _made(plan: Plan, language: Language, strict: bool) -> Linter:
    """A Linter in another process, which loads its rules anew."""
    linter = Linter(language=language, strict=strict)
    linter._plan = plan
    linter.reload()
    return linter


def _begin(linter: Linter) -> None:
    global _here  # noqa: PLW0603 - a pool has no other place for what a process keeps between two tasks
    _here = linter


def _lint_one(text: str | bytes) -> tuple[Diagnostic, ...]:
    return _here.lint_text(text)


def lint_text(text: str | bytes, path: str = "", *, language: Language = "ja") -> tuple[Diagnostic, ...]:
    """The findings in one text; see `Linter.lint_text`. To lint many, make a Linter: it loads the rules once."""
    return Linter(language=language).lint_text(text, path)


def lint_file(path: str | os.PathLike[str], *, language: Language = "ja") -> tuple[Diagnostic, ...]:
    """The findings in one file; see `Linter.lint_file`."""
    return Linter(language=language).lint_file(path)
