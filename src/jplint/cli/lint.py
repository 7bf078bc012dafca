"""`jplint PATHS`: lint, report, and say by the exit status how it went."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator
from typing import Any

import click

from jplint.cli import environment, output
from jplint.cli.errors import tell
from jplint.cli.options import LINT_OPTIONS, Asked, apply
from jplint.cli.progress import Progress
from jplint.cli.stale import Stale
from jplint.cli.words import say
from jplint.report import STREAMED, Options, Run, load
from jplint.report.diagnostic import rule_failure
from jplint.report.errors import message
from jplint.report.located import STDIN, FileReport
from jplint.report.tally import Tally
from jplint.report.terminal import visible
from jplint.rulebook.rule.spec import SEVERITIES, RuleSpec
from jplint.run.discover import Discovery, Target, discover
from jplint.run.failure import Failure
from jplint.run.files import lint_files, merged
from jplint.run.profile import Profiles
from jplint.run.read import bounded
from jplint.run.work import Outcome
from jplint.text.nearness import closest


@click.command("lint", context_settings={"help_option_names": ["-h", "--help"]})
@apply(LINT_OPTIONS)
@click.argument("paths", nargs=-1)
def command(paths: tuple[str, ...], **given: Any) -> int:
    """Lint the Markdown (.md .markdown .mdx) and plain text (.txt) at PATHS: files, folders, globs, or - for
    standard input; the current folder where there are none."""
    asked = Asked(**given)
    profiles = Profiles(asked.plan())
    found = discover([path for path in paths or (".",) if path != "-"], profiles.excluded)
    if "-" in paths:
        _add_stdin(found, asked.stdin_filename, profiles)
    return _Lint(asked, profiles, found).run()


def _add_stdin(found: Discovery, name: str | None, profiles: Profiles) -> None:
    """Put standard input before the files, and in the place of the file that it is called after."""
    path = name.replace(os.sep, "/") if name else STDIN
    if name and (by := profiles.excluded(name)):
        found.excluded.append((path, by.origin))
        return
    limit = profiles.of(path).max_size
    others = [target for target in found.targets if os.path.abspath(target.path) != os.path.abspath(path)]
    found.targets = [Target(path, bounded(sys.stdin.buffer, limit)), *others]


class _Lint:
    """One run."""

    def __init__(self, asked: Asked, profiles: Profiles, found: Discovery) -> None:
        self.asked = asked
        self.profiles = profiles
        self.found = found
        first = found.targets[0].path if found.targets else "."
        self.language = profiles.of(first).language
        self.failed = False
        self.findings = False
        self.changed = False
        self.unusable: tuple[FileReport, ...] = ()
        self.text: bytes | None = None

    def run(self) -> int:
        asked = self.asked
        self._notes()
        self.unusable = tuple(self._problems())
        progress = Progress(len(self.found.targets), wanted=not asked.quiet)
        outcomes = lint_files(
            self.found.targets, asked.plan(), jobs=asked.jobs, profiles=self.profiles, progress=progress.step
        )
        if asked.diff:
            output.write(progress.before(self._diffs(outcomes)), asked.output)
        else:
            self._report(outcomes, progress)
        if asked.repair and asked.repair.write and self._piped:
            output.pipe(self._piped.data or b"" if self.text is None else self.text)
        return 2 if self.failed else int(self.findings and not asked.exit_zero)

    @property
    def _piped(self) -> Target | None:
        """The text that comes through standard input."""
        return next((target for target in self.found.targets if target.data is not None), None)

    def _report(self, outcomes: Iterator[Outcome], progress: Progress) -> None:
        asked = self.asked
        name = asked.format or environment.default_format(os.environ, quiet=asked.quiet)
        if name not in STREAMED:
            outcomes = merged(outcomes)
        tally = Tally()
        stale = Stale(self.profiles)
        aside = bool(asked.repair and self._piped)
        colored = environment.color(asked.color, os.environ, None if asked.output else sys.stdout)
        options = Options(
            self.language, colored, environment.width(), every=asked.every or asked.quiet, limit=asked.limit or 0
        )
        reports = self._reports(stale.watch(outcomes))
        pieces = load(name).render(Run(tally.watch(reports), tally.summary, options, self._spec))
        output.write(progress.before(pieces), asked.output, err=aside)
        if asked.statistics:
            from jplint.report.statistics import statistics

            table = statistics(tally.rules, options)
            gap = "\n" if table and name == "text" else ""
            click.echo(gap + table, nl=False, err=aside or name not in ("text", "concise"))
        if not asked.quiet:
            for file, count in stale.counts():
                self._tell(file, say(self.language, "stale", f"{count:,}"))

    def _spec(self, rule: str) -> RuleSpec | None:
        """What is known of a rule."""
        first = self.found.targets[0].path if self.found.targets else "text.md"
        return self.profiles.of(first).catalog.specs.get(rule)

    def _diffs(self, outcomes: Iterator[Outcome]) -> Iterator[str]:
        """What the fixes would change; that something would is a finding, and nothing else is."""
        for _, outcome in self._watched(outcomes):
            if outcome is not None and outcome.diff:
                yield "\n".join(map(visible, outcome.diff.split("\n")))
        self.findings = self.changed

    def _notes(self) -> None:
        """What was left out; a quiet run says nothing of it."""
        if self.asked.quiet:
            return
        first = self.found.targets[0].path if self.found.targets else "text.md"
        if self.profiles.of(first).config is None:
            for name in sorted(glob.glob(".textlintrc*")):
                self._tell(name, say(self.language, "textlintrc"))
        for path, origin in self.found.excluded:
            self._tell(path, say(self.language, "excluded", origin))
        if not (self.found.targets or self.found.failures or self.found.excluded):
            click.echo(f"jplint: {say(self.language, 'nothing')}", err=True)

    def _problems(self) -> Iterator[FileReport]:
        """The rule files that cannot be used, each told once; the run goes on without them."""
        seen: set[str] = set()
        for path in {os.path.dirname(target.path): target.path for target in self.found.targets}.values():
            problems = self.profiles.of(path).problems
            for error in problems.errors if problems else ():
                if str(error) not in seen:
                    seen.add(str(error))
                    self.failed = True
                    tell(error, self.language)
                    place = (error.line, error.column) if error.line else None
                    yield FileReport(error.path, failure=message(error, self.language), place=place, setting=True)

    def _reports(self, outcomes: Iterator[Outcome]) -> Iterator[FileReport]:
        """What the formats are given; what is not a finding is told on standard error, too."""
        return (report for report, _ in self._watched(outcomes))

    def _watched(self, outcomes: Iterator[Outcome]) -> Iterator[tuple[FileReport, Outcome | None]]:
        yield from ((report, None) for report in self.unusable)
        for path, failure in self.found.failures:
            yield self._failure(path, failure, self._hint(path) if failure.reason == "missing" else ""), None
        for outcome in outcomes:
            for one in outcome.rule_failures:
                self.failed = True
                self._tell(outcome.path, rule_failure(one, self.profiles.of(outcome.path).rulebook))
            if outcome.failure is not None:
                yield self._failure(outcome.path, outcome.failure, late=outcome.late), None
                continue
            if self._piped and outcome.path == self._piped.path and outcome.text is not None:
                self.text = outcome.text.encode()
            self.changed = self.changed or bool(outcome.fixed)
            threshold = self.asked.fail_on or outcome.fail_on
            if outcome.worst is not None and SEVERITIES.index(outcome.worst) <= SEVERITIES.index(threshold):
                self.findings = True
            known = len(outcome.known.fingerprints) if outcome.known else 0
            yield (
                FileReport(outcome.path, outcome.diagnostics, fixed=len(outcome.fixed), known=known, late=outcome.late),
                outcome,
            )

    def _failure(self, path: str, failure: Failure, hint: str = "", *, late: bool = False) -> FileReport:
        self.failed = True
        sentence = failure.say(self.language) + hint
        self._tell(path, sentence)
        return FileReport(path, failure=sentence, late=late)

    def _hint(self, path: str) -> str:
        """The command that may have been meant: what is no command is taken for a path."""
        from jplint.cli.main import COMMANDS

        near = "" if "." in path else closest(path, COMMANDS)
        return say(self.language, "command", near) if near else ""

    def _tell(self, path: str, sentence: str) -> None:
        click.echo(f"{visible(path)}: {visible(sentence)}", err=True)
