"""`jplint explain RULE`: all that is known of one rule, from its file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click
import msgspec

from jplint.cli import project
from jplint.cli.params import Rules
from jplint.cli.words import say
from jplint.report.terminal import visible
from jplint.rulebook import yaml_tree
from jplint.rulebook.config.file import display
from jplint.rulebook.rule.convert import convert, encode, hook
from jplint.rulebook.rule.spec import Case, Language, RuleSpec
from jplint.rulebook.rulebook import Rule
from jplint.rulebook.store import RuleFile
from jplint.run import read
from jplint.run.discover import Target
from jplint.run.profile import Plan, Profile, Profiles
from jplint.text.span import Span


@click.command("explain")
@click.argument("rule", type=Rules())
@click.option("--score", metavar="FILE:LINE", help="How RULE weighs the passage that ends in this line.")
def command(rule: str, score: str | None) -> None:
    """Say what RULE looks for and why, what can be set, and show its test cases as examples."""
    profile = project.profile()
    if score is not None:
        click.echo(_score(rule, score))
        return
    for number, rule_id in enumerate(profile.catalog.expect(rule)):
        if number:
            click.echo()
        click.echo("\n".join(_page(profile, profile.catalog.specs[rule_id])))


def _score(name: str, place: str) -> str:
    """The evidence and the circumstances of a line with their numbers. Raises ClickException."""
    from jplint.rule_tests.shown import weighed

    path, _, number = place.rpartition(":")
    if not path or not number.isdecimal():
        raise click.BadParameter(f"{place} is not FILE:LINE")
    profile = Profiles(Plan(select=(name,))).of(path)
    try:
        document = read.document(Target(path), profile)
    except read.UnreadableError as error:
        raise click.ClickException(f"{path}: {error.failure.say(project.language())}") from None
    if not 1 <= int(number) <= len(document.lines.starts):
        raise click.BadParameter(f"{path} has {len(document.lines.starts)} lines")
    span = Span(*document.lines.bounds(int(number)))
    told = (f"{rule.id}{weighed(rule.check, document, rule.scope, [span])}" for rule in profile.rulebook.rules)
    return "\n".join(visible(line) for one in told for line in one.split("\n"))


def _page(profile: Profile, spec: RuleSpec) -> Iterator[str]:
    language = project.language()
    file = _file(profile, spec)
    yield visible(f"{spec.id}: {spec.summary.within(language)}")
    yield ""
    yield from (visible(f"  {line}").rstrip() for line in spec.why.within(language).rstrip("\n").split("\n"))
    yield ""
    facts = {
        "severity": spec.severity,
        "default": spec.default,
        "check": spec.check,
        "places": ", ".join(spec.places or ()),
        "aliases": ", ".join(spec.aliases),
        "precision": spec.precision,
        "source": spec.source,
        "file": display(file.path),
    }
    yield from (visible(f"{say(language, key)}: {text}") for key, text in facts.items() if text)
    if url := Rule(spec).url:
        yield url
    if spec.options:
        yield from ("", f"{say(language, 'options')}:", *_options(spec, language))
    if spec.modes:
        modes = (visible(f"  {name}: {mode.summary.within(language)}") for name, mode in spec.modes.items())
        yield from ("", f"{say(language, 'modes')}:", *modes)
    yield from ("", f"{say(language, 'examples')}:", *_examples(file))


def _file(profile: Profile, spec: RuleSpec) -> RuleFile:
    """The file a rule is in; there is one, for the catalogue was made of them."""
    folders = [folder for folder in project.folders(profile) if folder.trusted is spec.trusted]
    return next(file for folder in folders for file in project.rule_files(folder) if file.name == spec.id)


def _options(spec: RuleSpec, language: Language) -> Iterator[str]:
    values: dict[str, Any] = {}
    for one in (*(spec.within(mode) for mode in spec.modes), spec):
        check = Rule(one).check
        fields = msgspec.to_builtins(check, enc_hook=_as_written)
        values |= fields | fields.get(check.shared, {})
    for name, what in spec.options.items():
        value = msgspec.json.encode(values[name]).decode()
        yield visible(f"  {name} ({value if len(value) <= 60 else '…'}): {what.within(language)}")


def _as_written(value: Any) -> Any:
    """A value of the check's own types as the rule file has it."""
    made = encode(value)
    return made.get("regex", made.get("cql")) if isinstance(made, dict) else made


def _examples(file: RuleFile) -> Iterator[str]:
    tree = yaml_tree.load(file.text, str(file.path))
    for case in convert(tree, ("tests",), list[Case], hook({}, trusted=False)) if "tests" in tree.data else ():
        text = case.bad if case.bad is not None else case.good
        mark = "✖" if case.bad is not None else "✔"
        for name, one in text.items() if isinstance(text, dict) else [("", text or "")]:
            yield from _indented(one, f"  {mark} {name}: " if name else f"  {mark} ")
        if case.fixed is not None:
            yield from _indented(case.fixed, "  → ")


def _indented(text: str, first: str) -> Iterator[str]:
    """The lines of a text, `first` before the first of them."""
    for number, line in enumerate(text.rstrip("\n").split("\n")):
        yield (visible(f"{first}{line}") if not number else visible(f"    {line}")).rstrip()
