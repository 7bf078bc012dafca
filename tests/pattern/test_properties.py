"""The matcher against one that is slow and plainly right, on random patterns and sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from jplint.document.prose.morpheme import Morpheme
from jplint.pattern import Pattern, PatternError, PatternIndex
from jplint.pattern import analysis as shape
from jplint.pattern.matcher import Matcher
from jplint.pattern.syntax import Condition, Node
from tests.pattern.naive import matches
from tests.pattern.strategies import patterns, sentences

REFUSED = ("exclude each other", "defined twice", "inside of itself", "follow", "before", "can never match")

Written = tuple[Node, tuple[Condition, ...], str]
Text = tuple[Morpheme, ...]

many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])


@pytest.fixture(autouse=True, scope="module")
def any_part_of_speech() -> Iterator[None]:
    """The morphemes here are made up, and so are their parts of speech."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jplint.pattern.parser.grammar", dict)
        yield


def parsed(source: str) -> Pattern:
    """The pattern; an example that the parser rightly refuses is none."""
    try:
        return Pattern.parse(source)
    except PatternError as error:
        if any(reason in error.message for reason in REFUSED):
            reject()
        raise


def careful(pattern: Pattern) -> Pattern:
    """The same pattern, matched in linear time throughout."""
    twin = Pattern(pattern.query)
    twin.__dict__["_matcher"] = Matcher(pattern.query.root, budget=0)
    return twin


@many
@given(patterns(), st.lists(sentences, min_size=1, max_size=5))
def test_both_engines_find_what_the_naive_matcher_finds(written: Written, texts: list[Text]) -> None:
    root, conditions, source = written
    pattern = parsed(source)
    assert (pattern.query.root, pattern.query.conditions) == (root, conditions)
    for text in texts:
        expected = matches(root, conditions, text)
        assert list(pattern.finditer(text)) == expected
        assert list(careful(pattern).finditer(text)) == expected


@pytest.mark.parametrize(
    "source",
    [
        "(x:[])+",
        '(x:"a" | y:"b")+',
        '(x:"a" | x:"b")+',
        '(x:"a" y:"b"? | x:"b" "a")+ "c"',
        '(x:("a" "b"?) [])* "c"',
        '"a" (<s> "b" | x:"b")',
        '(x:"a"? "b")+ :: x.word = "a"',
        '"a"* x:"a"{2,3} "b"?',
        '("a" | "a" "b") x:"b"? "a"',
    ],
)
@given(text=sentences)
def test_labels_and_preferences(source: str, text: Text) -> None:
    pattern = Pattern.parse(source)
    expected = matches(pattern.query.root, pattern.query.conditions, text)
    assert list(pattern.finditer(text)) == expected
    assert list(careful(pattern).finditer(text)) == expected


@many
@given(patterns(), sentences)
def test_what_is_said_of_a_pattern_is_true_of_every_match(written: Written, text: Text) -> None:
    pattern = parsed(written[2])
    found = list(pattern.finditer(text))
    surface = "".join(morpheme.type.word for morpheme in text)
    if found and pattern.literals is not None:
        assert any(literal in surface for literal in pattern.literals)
    for match in found:
        assert match.start < match.end
        assert match.labels.keys() <= pattern.labels
        assert match.end == len(text) or not shape.touches(pattern.query.root, end=True)


@many
@given(patterns(), sentences)
def test_a_pattern_matches_where_one_of_its_alternatives_does(written: Written, text: Text) -> None:
    pattern = parsed(written[2])
    for alternative in pattern.alternatives:
        again = Pattern.parse(alternative.source)
        assert (again.query.root, again.query.conditions) == (alternative.query.root, alternative.query.conditions)
    if not pattern.query.conditions:
        one_does = any(list(alternative.finditer(text)) for alternative in pattern.alternatives)
        assert bool(list(pattern.finditer(text))) == one_does


@many
@given(st.lists(patterns(), min_size=1, max_size=4), st.lists(sentences, max_size=6))
def test_the_index_leaves_out_no_sentence_that_matches(several: list[Written], texts: list[Text]) -> None:
    known = [parsed(source) for _, _, source in several]
    index = PatternIndex(known)
    for batch in (texts, texts[::-1]):
        looks = index.candidates(batch)
        assert looks.keys() == set(known)
        for pattern, numbers in looks.items():
            assert numbers == sorted(set(numbers))
            matching = [number for number, text in enumerate(batch) if list(pattern.finditer(text))]
            assert set(matching) <= set(numbers)


@many
@given(patterns(), sentences)
def test_the_cached_form_is_the_pattern(written: Written, text: Text) -> None:
    pattern = parsed(written[2])
    again = Pattern.from_builtins(json.loads(json.dumps(pattern.to_builtins())))
    assert (again, hash(again)) == (pattern, hash(pattern))
    assert list(again.finditer(text)) == list(pattern.finditer(text))
    assert [one.source for one in again.alternatives] == [one.source for one in pattern.alternatives]
