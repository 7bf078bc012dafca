"""`jplint init`: a configuration to begin with."""

from __future__ import annotations

import os
from pathlib import Path

import click

from jplint.cli import project, template
from jplint.cli.words import say
from jplint.rulebook import yaml_tree
from jplint.rulebook.config import file as config_file
from jplint.run.discover import discover
from jplint.run.files import lint_files
from jplint.run.profile import Plan, Profiles
from jplint.run.site_kind import Sites

MANY = 50
"""From more findings on, a baseline is offered to begin with."""


@click.command("init")
def command() -> None:
    """Write a commented jplint.yaml, fit for the kind of site, into the current folder."""
    language = project.language()
    if there := config_file.find(os.getcwd()):
        raise click.ClickException(say(language, "there-already", there.name))
    site = Sites().around(os.getcwd())
    sites = yaml_tree.load((template.FOLDER / "sites.yaml").read_text(encoding="utf-8"), "sites.yaml")
    exclude = ", ".join(sites.data.get(site.kind, ()))
    template.write(
        Path("jplint.yaml"),
        f"config.{language}.yaml",
        site=site.kind or "-",
        flavor=site.flavor,
        exclude=f"[{exclude}]",
    )
    if (found := _findings()) > MANY:
        click.echo(say(language, "offer-baseline", f"{found:,}"))


def _findings() -> int:
    """How much is found in the current folder as it is."""
    plan = Plan()
    profiles = Profiles(plan)
    targets = discover(["."], profiles.excluded).targets
    return sum(len(one.diagnostics) for one in lint_files(targets, plan, profiles=profiles))
