"""The differences that are told are there."""

from __future__ import annotations

import pytest

from jplint.compat import differences
from jplint.compat.differences import Difference
from jplint.compat.textlint import fix_text, lint_text


@pytest.mark.parametrize("one", differences.load(), ids=lambda one: one.text)
def test_a_difference_is_as_it_is_told(one: Difference) -> None:
    for name in one.rules:
        rules = {name: one.options or True}
        found = [(found["start"]["line"], found["start"]["column"]) for found in lint_text(one.text, rules, ".md")]
        assert found == one.here
        if one.fixed is not None:
            assert fix_text(one.text, rules, ".md") == one.fixed
