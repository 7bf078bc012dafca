"""What the tests of running have in common."""

from __future__ import annotations

from pathlib import Path

from jplint.run.work import Outcome

HERE = Path(__file__).parent
RULE_PATHS = f"rule-paths: ['{HERE / 'run_rules'}']\n"
ONLY = f"{RULE_PATHS}rules: {{'*': off, run: on}}\n"
"""A configuration with the rules of this folder and no others."""


def finish(source, diagnostics, others):
    """As plain as can be: the rule, the text found, the message, and the lines of related places."""
    return [
        (
            one.rule,
            source.text[one.span.start : one.span.end],
            one.message,
            [(r.path, others[r.path].line(r.span.start)) for r in one.related],
        )
        for one in diagnostics
    ]


def failures(outcomes: dict[str, Outcome]) -> dict[str, str]:
    return {path: outcome.failure.reason for path, outcome in outcomes.items() if outcome.failure}
