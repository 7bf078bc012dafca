"""Every part of every rule is needed by one of the rule's cases."""

from __future__ import annotations

import pytest

from jplint.rule_tests.coverage import gaps, shared_gaps
from jplint.rulebook import store
from tests.rules.test_cases import RULES, SHARED, compiled


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.name)
def test_no_part_of_a_rule_is_without_a_case(file: store.RuleFile) -> None:
    rule = compiled(file)
    found = [f"{'.'.join(map(str, gap.where))}: {gap.text}" for gap in gaps(rule) if gap.grave]
    assert not found, "\n".join(found)


def test_no_entry_of_a_definition_is_without_a_case() -> None:
    loose = shared_gaps([*map(compiled, RULES)], SHARED)
    found = [f"{name}.{gap.where}: {gap.text}" for name, gap in loose if gap.grave]
    assert not found, "\n".join(found)
