"""What holds for all rules together."""

from __future__ import annotations

import pytest

from jplint.engine.lint import lint
from jplint.rule_tests import cases
from jplint.rulebook.rule.compile import Compiled
from jplint.rulebook.rule.spec import Case
from jplint.rulebook.rulebook import Catalog, select
from tests.rules.test_cases import RULES, compiled

COMPILED = [compiled(file) for file in RULES]
BY_FILE = pytest.mark.parametrize("rule", COMPILED, ids=lambda rule: rule.spec.id)


def texts(case: Case, *, good: bool) -> list[str]:
    given = case.good if good else case.bad
    return [] if given is None else [given] if isinstance(given, str) else list(given.values())


@BY_FILE
def test_a_summary_is_short(rule: Compiled) -> None:
    assert len(rule.spec.summary.ja) <= 40
    assert len(rule.spec.summary.en) <= 80


@BY_FILE
def test_what_is_on_was_judged(rule: Compiled) -> None:
    if rule.spec.default == "on" and rule.spec.check != "event":
        assert rule.spec.precision, "a rule that is on says what the reading of its hits gave"


def test_no_alias_hides_a_rule_or_is_said_twice_of_one() -> None:
    ids = {rule.spec.id for rule in COMPILED}
    for rule in COMPILED:
        assert len(rule.spec.aliases) == len(set(rule.spec.aliases)), rule.spec.id
        assert not ids & set(rule.spec.aliases), rule.spec.id


def test_both_languages_use_the_same_names() -> None:
    from jplint.rulebook.rule.template import names

    for rule in COMPILED:
        for message in [rule.spec.message, *(v.message for v in rule.spec.variants.values() if v.message)]:
            assert names(message.ja) == names(message.en), rule.spec.id


def test_no_rule_fires_on_another_rules_good_cases() -> None:
    rulebook = select(Catalog([rule.spec for rule in COMPILED]), {})
    noisy = []
    for rule in COMPILED:
        for number, case in enumerate(rule.cases, 1):
            for text in texts(case, good=True):
                document = cases.analysed(text, case.name, case).document
                others = {one.rule for one in lint(document, rulebook).findings} - set(case.others)
                if others:
                    noisy.append(f"{rule.spec.id}[{number}]: {', '.join(sorted(others))}")
    assert not noisy, "\n".join(noisy)
