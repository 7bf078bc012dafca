"""`jplint tokens TEXT`: what a pattern sees."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import click

COLUMNS = ("word", "lemma", "norm", "reading", "pos", "ctype", "cform")
"""The attributes of a morpheme, by their names in patterns."""

LIMIT = 1 << 20
"""Bytes that are read from standard input."""


@click.command("tokens")
@click.argument("text", required=False)
def command(text: str | None) -> None:
    """Show the morphemes of TEXT, or of what comes through standard input, sentence by sentence."""
    given = sys.stdin.buffer.read(LIMIT) if text is None else os.fsencode(text)
    text = given.decode("utf-8", "replace")
    tables = list(_tables(text))
    click.echo("\n\n".join(tables))


def _tables(text: str) -> Iterator[str]:
    from jplint.document.document import Document
    from jplint.document.prose.morpheme import analyze
    from jplint.report.terminal import pad, visible, width
    from jplint.text.source import Source

    for sentence in Document(Source(text), plain=True).sentences:
        rows: list[tuple[str, ...]] = [COLUMNS]
        for morpheme in analyze(sentence.text):
            kind = morpheme.type
            values = (kind.word, kind.lemma, kind.norm, kind.reading, kind.pos, kind.ctype, kind.cform)
            rows.append(tuple(visible(value) or "-" for value in values))
        widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
        yield "\n".join("  ".join(map(pad, row, widths)).rstrip() for row in rows)
