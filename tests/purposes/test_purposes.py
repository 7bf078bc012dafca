"""A document for each purpose is clean under the preset made for it, and not under all the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from jplint.api import Linter

HERE = Path(__file__).parent
FINDINGS = {
    "article.md": {
        "easy": ["orthography/non-joyo-kanji"],
        "novel": ["orthography/fiction"],
        "official": ["orthography/non-joyo-kanji"],
    },
    "manual.md": {"novel": ["orthography/fiction"]},
    "novel.txt": {
        "easy": ["orthography/non-joyo-kanji"],
        "manual": ["style/exclamation"],
        "official": ["orthography/non-joyo-kanji", "style/exclamation"],
    },
    "official.md": {
        "easy": ["orthography/kana-for-kanji", "style/chain-of-no"],
        "manual": ["style/chain-of-no"],
        "novel": ["orthography/fiction"],
    },
    "easy.md": {"novel": ["orthography/fiction"]},
}
"""Document → preset of another purpose → what is found."""
PURPOSES = ("article", "easy", "manual", "novel", "official")


def found(document: str, preset: str) -> list[str]:
    text = (HERE / document).read_text(encoding="utf-8")
    return sorted({one.rule for one in Linter(preset=preset).lint_text(text, str(HERE / document))})


@pytest.mark.parametrize("document", FINDINGS)
def test_a_document_is_clean_under_its_own_preset(document: str) -> None:
    assert found(document, Path(document).stem) == []


@pytest.mark.parametrize("document", FINDINGS)
def test_what_the_presets_of_other_purposes_find(document: str) -> None:
    others = [preset for preset in PURPOSES if preset != Path(document).stem]
    assert {preset: rules for preset in others if (rules := found(document, preset))} == FINDINGS[document]
