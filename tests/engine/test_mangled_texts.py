"""Texts that nobody would write: no rule fails on them, and every span and edit lies within them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.engine.lint import lint
from jplint.report.diagnostic import diagnostics
from jplint.report.located import locate
from jplint.rulebook.rulebook import Rulebook
from jplint.run.profile import Plan, Profiles
from jplint.text.edit import apply
from jplint.text.source import Source

GOLDEN = Path(__file__).parent.parent / "golden"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(GOLDEN.glob("*.md"))]
MARKS = (
    "--- +++ ** **** * ` ``` 「 」 （ ) # - > | |-| {% %} {{< >}} <!-- --> [^1] [ ]( {/* $$ \\ <b> </i> ::: … ・ 。 ， "
    "1:1 0x_ !!python/x &a *a title: tags: ] date:2025-02-30"
)
BLANKS = ["\n", "\n\n", "\r", "\r\n", "\t", "　", "\x1b", "\ue000", "\u3099", "𠮷", "\u2028"]
PIECES = [*MARKS.split(" "), *BLANKS, "<!-- jplint-disable -->"]


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return Profiles(Plan(preset="all", no_config=True)).of("a.md").rulebook


def mangled(chance: random.Random) -> str:
    """A piece of a document with marks put in and characters taken out."""
    text = chance.choice(TEXTS)
    start = chance.choice((0, chance.randrange(len(text))))
    text = text[start : start + chance.randrange(1_500)]
    for _ in range(chance.randrange(25)):
        at = chance.randrange(len(text) + 1)
        piece = chance.choice(PIECES) * chance.choice((1, 1, 1, 2, 5))
        text = text[:at] + piece + text[at + chance.choice((0, 0, 0, 20)) :]
    return text


@pytest.mark.parametrize("seed", range(4))
def test_no_rule_fails_on_a_mangled_text(seed: int, rulebook: Rulebook) -> None:
    chance = random.Random(seed)
    for number in range(250):
        text = mangled(chance)
        flavor = chance.choice(list(FLAVORS.values()))
        document = Document(Source(text), "2025-01-01-a.md", flavor, plain=number % 10 == 0)
        result = lint(document, rulebook)
        assert not result.failures, text
        said = diagnostics(result, document.lines, rulebook)
        locate(document.source, said)
        for found in said:
            places = [found.span, *(related.span for related in found.related)]
            assert all(0 <= span.start <= span.end <= len(text) for span in places), (found, text)
            if found.fix:
                assert all(edit.span.end <= len(text) for edit in found.fix.edits), (found, text)
                apply(text, found.fix.edits)
