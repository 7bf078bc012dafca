"""Every part of every rule is needed by one of the rule's cases."""

from __future__ import annotations

import pytest

from jplint.rule_tests.coverage import gaps, shared_gaps
from jplint.rulebook import store
from tests.rules.test_cases import RULES, SHARED, compiled

WAITING: frozenset[str] = frozenset(
    {
        "front-matter/ambiguous-value",
        "front-matter/broken-title",
        "front-matter/cut-description",
        "front-matter/date",
        "front-matter/schema",
        "front-matter/syntax",
        "front-matter/unknown-key",
        "front-matter/wrong-year",
        "headings/accidental-setext",
        "headings/bold-as-heading",
        "headings/continued",
        "headings/cut-off",
        "headings/duplicate",
        "headings/empty-section",
        "headings/ends-with-period",
        "headings/first-level",
        "headings/inline-marker",
        "headings/missing-space",
        "headings/numbering",
        "headings/repeats-title",
        "integrity/citation-leak",
        "integrity/citation-number",
        "integrity/dangling-fragment",
        "integrity/empty-document",
        "integrity/generator-marker",
        "integrity/leaked-chatter",
        "integrity/leaked-prompt",
        "integrity/missing-full-stop",
        "integrity/placeholder",
        "integrity/seam",
        "integrity/self-reference",
        "integrity/stuttered-ending",
        "integrity/wrapped-in-fence",
        "markup/footnotes",
        "markup/html-tags",
        "markup/liquid-tags",
        "markup/shortcodes",
        "markup/unbalanced-brackets",
        "markup/unbalanced-emphasis",
        "markup/unrendered-emphasis",
        "repetition/echo",
        "repetition/near-duplicate",
        "repetition/pasted-article",
        "repetition/repeated-section",
        "repetition/repeated-sentence",
        "style/mixed-style",
        "suppression/unknown",
        "tags/duplicate",
        "tags/invalid",
    }
)
"""Rules with parts that no case needs yet. A rule that is covered must not be here."""


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.name)
def test_no_part_of_a_rule_is_without_a_case(file: store.RuleFile) -> None:
    rule = compiled(file)
    found = [f"{'.'.join(map(str, gap.where))}: {gap.text}" for gap in gaps(rule) if gap.grave]
    if file.name in WAITING:
        assert found, f"{file.name} is covered: take it out of the list"
    else:
        assert not found, "\n".join(found)


def test_no_entry_of_a_definition_is_without_a_case() -> None:
    found = [f"{name}.{gap.where}: {gap.text}" for name, gap in shared_gaps([*map(compiled, RULES)], SHARED) if gap.grave]
    assert not found, "\n".join(found)
