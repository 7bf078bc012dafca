"""What the tests of running have in common."""

from __future__ import annotations

from pathlib import Path

from jplint.run.work import Outcome

HERE = Path(__file__).parent
RULE_PATHS = "rule-paths: [rules]\n"
ONLY = f"{RULE_PATHS}rules: {{'*': off, run: on}}\n"
"""A configuration with the rules of `run_rules`, which lie in `rules`, and no others."""


def found(outcome: Outcome) -> list[tuple[str, str, str, list[tuple[str | None, int]]]]:
    """As plain as can be: the rule, the text found, the message, and the lines of related places."""
    return [
        (
            one.rule,
            one.excerpt.text[one.start.column - one.excerpt.column :][: one.end.offset - one.start.offset],
            one.message,
            [(related.path, related.start.line) for related in one.related],
        )
        for one in outcome.diagnostics
    ]


def failures(outcomes: dict[str, Outcome]) -> dict[str, str]:
    return {path: outcome.failure.reason for path, outcome in outcomes.items() if outcome.failure}
