"""Every rule's own cases, one test each, with the real analyser."""

from __future__ import annotations

from pathlib import Path

import pytest

from jplint.rule_tests import cases
from jplint.rulebook import store
from jplint.rulebook.rule.compile import Compiled, compile_rule

FILES, UNREADABLE = store.read(store.bundled(), trusted=True)
SHARED, BROKEN = store.shared(FILES)
RULES = store.rule_files(FILES)


def compiled(file: store.RuleFile) -> Compiled:
    return compile_rule(file.text, str(Path(file.name)), file.name, SHARED)


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.name)
def test_a_rule_does_what_its_cases_say(file: store.RuleFile) -> None:
    failures = [f"{one.name}: {one.failure}" for one in cases.run(compiled(file)) if one.failure]
    assert not failures, "\n".join(failures)


def test_every_rule_file_can_be_read() -> None:
    assert not UNREADABLE
    assert not BROKEN
    assert RULES
