"""`jplint rules`: what there is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from jplint.cli import project
from jplint.cli.params import Rules
from jplint.rulebook.rule.spec import RuleSpec


@click.command("rules")
@click.argument("name", metavar="[NAME]", default="*", type=Rules())
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How to list them.")
def command(name: str, form: str) -> None:
    """List the rules there are, or those that NAME means: an id, an alias, a group or a glob."""
    catalog = project.profile().catalog
    specs = [catalog.specs[rule_id] for rule_id in catalog.expect(name)]
    click.echo(_json(specs) if form == "json" else _table(specs))


def _table(specs: Iterable[RuleSpec]) -> str:
    from jplint.report.terminal import visible

    language = project.language()
    rows = [(spec.id, spec.severity, spec.default, visible(spec.summary.within(language))) for spec in specs]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ("  ".join((*map(str.ljust, row[:3], widths), row[3])) for row in rows)
    return "\n".join(lines)


def _json(specs: Iterable[RuleSpec]) -> str:
    from jplint.report.wire import encode

    return encode([describe(spec) for spec in specs])


def describe(spec: RuleSpec) -> dict[str, Any]:
    """A rule for other programs."""
    return {
        "id": spec.id,
        "severity": spec.severity,
        "default": spec.default,
        "check": spec.check,
        "summary": {"ja": spec.summary.ja, "en": spec.summary.en},
        "aliases": spec.aliases,
        "options": {name: {"ja": what.ja, "en": what.en} for name, what in spec.options.items()},
        "fixable": spec.fix is not None or any(variant.fix for variant in spec.variants.values()),
    }
