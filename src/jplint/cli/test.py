"""`jplint test`: run the test cases that stand in rule files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jplint.cli import project
from jplint.cli.errors import tell
from jplint.cli.project import Folder
from jplint.cli.words import say
from jplint.report.errors import lines
from jplint.report.terminal import visible
from jplint.rulebook import dictionary
from jplint.rulebook.config.config import project_root
from jplint.rulebook.config.file import display
from jplint.rulebook.dictionary import is_dictionary
from jplint.rulebook.store import RuleFile
from jplint.rulebook.yaml_tree import LoadError

if TYPE_CHECKING:
    from jplint.rulebook.definitions import Shared
    from jplint.rulebook.rule.compile import Compiled


@click.command("test")
@click.argument("files", nargs=-1, metavar="[FILES]...", type=click.Path(exists=True))
@click.option("--verbose", "-v", is_flag=True, help="Name the cases that hold, too.")
def command(files: tuple[str, ...], verbose: bool) -> int:
    """Run the test cases in the rule files and folders FILES: by default jplint's own and those of the project.

    Exit status 1 where a case fails, 2 where a rule cannot be loaded.
    """
    profile = project.profile(whole=False)
    own = project.folders(profile)
    if files and profile.problems is not None:
        tell(profile.problems)
    dictionaries = [Path(file) for file in files if Path(file).is_file() and is_dictionary(Path(file))]
    files = tuple(file for file in files if Path(file) not in dictionaries)
    if dictionaries:
        status = _dictionaries(dictionaries)
        if not files:
            return status
    chosen = [pair for file in files for pair in _chosen(Path(file), own)] if files else _all(own)
    return _Run(project.shared(own), verbose=verbose).run(chosen)


def _dictionaries(files: list[Path]) -> int:
    """Try the examples that stand in dictionaries of terms."""
    language = project.language()
    cases = broken = 0
    failed: list[LoadError] = []
    for file in files:
        try:
            entries = dictionary.load(file, project_root(file.resolve().parent))
        except LoadError as error:
            broken += 1
            click.echo(visible_lines(f"✖ {lines(error, language)}"))
            continue
        cases += sum(len(entry.specs) for entry in entries)
        failed += dictionary.failures(entries)
    for one in failed:
        click.echo(visible_lines(f"✖ {lines(one, language)}"))
    counts = f"{len(files):,}  ✔ {cases - len(failed):,}  ✖ {len(failed) + broken:,}"
    click.echo(say(language, "tested-terms", counts))
    return 2 if broken else int(bool(failed))


def visible_lines(text: str) -> str:
    """A text of several lines, harmless on a screen."""
    return "\n".join(map(visible, text.split("\n")))


def _all(folders: list[Folder]) -> list[RuleFile]:
    return [file for folder in folders for file in project.rule_files(folder)]


def _chosen(path: Path, own: list[Folder]) -> Iterator[RuleFile]:
    """The rule files that a path means. The name of a rule is its path below the folder of rules that it is in."""
    real = path.resolve()
    for folder in own:
        if real.is_relative_to(folder.path.resolve()):
            found = [file for file in project.rule_files(folder) if file.path.resolve().is_relative_to(real)]
            if not found:
                raise LoadError("there is no rule file here", str(path))
            yield from found
            return
    if path.is_dir():
        yield from project.rule_files(Folder(path, trusted=False))
    else:
        folder = Folder(real.parent.parent, trusted=False)
        yield from (file for file in project.rule_files(folder) if file.path == real)


class _Run:
    """Runs cases and tells what failed."""

    def __init__(self, shared: Shared, *, verbose: bool) -> None:
        self.shared = shared
        self.verbose = verbose
        self.language = project.language()
        self.broken = self.failures = self.cases = 0

    def run(self, files: list[RuleFile]) -> int:
        for file in files:
            self._rule(file)
        counts = f"{len(files):,}  ✔ {self.cases - self.failures:,}  ✖ {self.failures + self.broken:,}"
        click.echo(say(self.language, "tested", counts))
        return 2 if self.broken else int(self.failures > 0)

    def _rule(self, file: RuleFile) -> None:
        from jplint.rule_tests import cases
        from jplint.rulebook.rule.compile import compile_rule

        shown = display(file.path)
        try:
            compiled = compile_rule(file.text, shown, file.name, self.shared, trusted=file.trusted)
        except LoadError as error:
            self.broken += 1
            self._tell("✖", lines(error, self.language))
            return
        for outcome in cases.run(compiled):
            self.cases += 1
            number = say(self.language, "case", str(outcome.number)) if outcome.number else say(self.language, "cases")
            name = f"{shown}: {number}"
            if outcome.failure:
                self.failures += 1
                self._tell("✖", f"{name}: {outcome.failure}")
            elif self.verbose:
                self._tell("✔", name)
        if not self.failures:
            self._covered(compiled, shown)

    def _covered(self, compiled: Compiled, shown: str) -> None:
        """Tell which parts of the rule no case needs: without them, all cases hold as well."""
        from jplint.rule_tests.coverage import gaps

        loose = 0
        for gap in gaps(compiled):
            loose += not gap.grave
            if gap.grave or self.verbose:
                line, column = compiled.tree.place(gap.where)
                self.failures += gap.grave
                words = say(self.language, f"gap-{gap.kind}", gap.text)
                self._tell("✖" if gap.grave else "▲", f"{shown}:{line}:{column}: {words}")
        if loose and not self.verbose:
            self._tell("▲", f"{shown}: {say(self.language, 'gaps', str(loose))}")

    def _tell(self, mark: str, text: str) -> None:
        click.echo(visible_lines(f"{mark} {text}"))
