"""The cheap forms of a regex say what the regex says, and no regex takes long."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jplint.pattern.values import RegexError, check, literals, predicate

REGEXES = [
    "a",
    "a|b",
    "a.*",
    "a.*|b",
    ".*a",
    ".*a|b.*",
    ".*a.*",
    ".*",
    "[ab]",
    "a?b",
    r"a\|b",
    r"\.",
    r"\w",
    "",
    "a|",
    "ab.*|",
]


@given(st.sampled_from(REGEXES), st.text(alphabet="ab|.\n\\", max_size=4))
def test_a_predicate_is_true_where_the_regex_matches_the_whole_value(regex: str, value: str) -> None:
    assert bool(predicate(regex)(value)) == bool(re.fullmatch(regex, value, re.DOTALL))


@pytest.mark.parametrize(
    ("regex", "strings"),
    [
        ("こと", ("こと",)),
        ("出来る|できる", ("できる", "出来る")),
        ("a|a", ("a",)),
        (r"1\.5|a\|b", ("1.5", "a|b")),
        ("a|", ("", "a")),
        ("名詞.*", None),
        ("[あい]", None),
        (r"\d", None),
        (r"\\", None),
    ],
)
def test_literals_are_told_from_regexes(regex: str, strings: tuple[str, ...] | None) -> None:
    assert literals(regex) == strings


@pytest.mark.parametrize(
    "regex",
    ["(a+)+", "(a|a)*", "(a|ab){17}", "(?:a?){40}", "a?" * 40, ".*.*.*", "(?=(a*)*)b", "(?>a*)*", "((a|b)(a|c)){9}"],
)
def test_a_regex_that_could_explode_is_refused(regex: str) -> None:
    with pytest.raises(RegexError, match="too long"):
        check(regex)


@pytest.mark.parametrize(
    "regex",
    [
        "[ァ-ヶー]+",
        ".*[けせ]る",
        "(?!する).*る",
        "(?:下さ|頂).*",
        ".*a.*|.*b.*z",
        "(?i:api)s?",
        "(あ|い){2}",
        "a{2,3}?",
        "[]a]*",
        r"\(*",
    ],
)
def test_an_ordinary_regex_is_taken(regex: str) -> None:
    check(regex)
