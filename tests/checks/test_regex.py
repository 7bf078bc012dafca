"""What a regular expression says of the texts it can match."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jplint.checks.regex import required_literals


@pytest.mark.parametrize(
    ("source", "literals"),
    [
        ("ab", {"ab"}),
        ("a(?:b|c)d", {"abd", "acd"}),
        ("(?P<match>です)です(?=。)", {"ですです。"}),
        ("(?<=。)、(?!、)", {"。、"}),
        ("(?<=x)(?<=y)z", {"yz"}),
        ("a(?=b)(?=c)", {"ab"}),
        ("a(?=b)c", {"ac"}),
        ("(?:でした|ました)(?:た+|です)", {"でしたた", "でしたです", "ましたた", "ましたです"}),
        ("x(?:a+b|c)", {"xa", "xc"}),
        ("(?:a+|b)c", {"c"}),
        ("[xy]z", {"xz", "yz"}),
        ("[a-c]z", {"az", "bz", "cz"}),
        ("[^a]z", {"z"}),
        (r"[\da]z", {"z"}),
        ("ab?c", {"abc", "ac"}),
        ("(?:ab){2}", {"abab"}),
        (".*の終わり", {"の終わり"}),
        (".", None),
        ("a?", None),
        ("(?=ab)", None),
        ("(?i)ab", None),
        ("(?:a|.)b?", None),
    ],
)
def test_the_strings_that_a_match_needs(source: str, literals: set[str] | None) -> None:
    found = required_literals(source)
    assert (None if found is None else set(found)) == literals


PIECES = ["a", "b", "[cd]", "(?:e|fg)", "h+", "i?", "(?:j+k|l)", "m{2,3}", ".", "(?P<n>o)", "(?:pq)*", "r{0}", "^", "$"]
ENDS = ["", "(?=a)", "(?=[bc]d)", "(?!a)", "(?=a)(?=ab)"]
STARTS = ["", "(?<=a)", "(?<=b)(?<=b)", "(?<!a)"]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(STARTS),
    st.lists(st.sampled_from(PIECES), max_size=6, unique=True),
    st.sampled_from(ENDS),
    st.data(),
)
def test_every_match_has_one_of_them(start: str, pieces: list[str], end: str, data: st.DataObject) -> None:
    source = start + "".join(pieces) + end
    literals = required_literals(source)
    core = data.draw(st.from_regex("".join(pieces).replace("^", "").replace("$", ""), fullmatch=True))
    text = data.draw(st.sampled_from(["", "a", "b"])) + core + data.draw(st.sampled_from(["", "ab", "bd", "cd"]))
    if literals is not None and re.search(source, text, re.MULTILINE):
        assert any(one in text for one in literals)
