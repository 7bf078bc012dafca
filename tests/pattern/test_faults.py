"""What is refused, what is said of it, and where it points to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jplint.pattern import Pattern, PatternError

SETS = {"conjunctions": ["しかし", "また"], "empty": []}


def fault(source: str) -> PatternError:
    with pytest.raises(PatternError) as caught:
        Pattern.parse(source, SETS)
    return caught.value


@pytest.mark.parametrize(
    ("source", "column", "message"),
    [
        ("", 1, "the pattern is empty"),
        ("  # これだけ", 9, "the pattern is empty"),
        ('"a" | | "b"', 7, "an alternative is empty"),
        ('"a" |', 6, "an alternative is empty"),
        ('"a" ( | "b")', 7, "an alternative is empty"),
        ('"a" ()', 6, "an alternative is empty"),
        ('("a"', 5, 'the pattern ends too early; expected ")"'),
        ('("a"))', 6, 'unexpected ")"; expected "::" or the end'),
        ("[", 2, 'the pattern ends too early; expected a name, "(", "]" or "!"'),
        ("[lemma]", 7, 'unexpected "]"; expected "=" or "!="'),
        ("[lemma=する]", 8, 'unexpected "する"; expected a string in double quotes or a $set'),
        ('[word="a" lemma="b"]', 11, 'unexpected "lemma"; expected "]", "&" or "|"'),
        ('[word="a" &]', 12, 'unexpected "]"; expected a name, "(" or "!"'),
        ('こと "が"', 4, 'unexpected "が"; a word is written in double quotes, a label is followed by ":"'),
        ("a:", 3, "the pattern ends too early; expected a token"),
        ('!"a"', 1, 'unexpected "!"; expected a token'),
        ('"a"**', 5, 'unexpected "*"'),
        ("<s>? []", 4, 'unexpected "?"'),
        ('"こと', 1, "this string has no closing quote on its line"),
        ("“こと”", 1, "strings are written in straight double quotes"),
        ("[]{2", 3, "this repetition has no closing brace"),
        ("[] 、", 4, 'unexpected "、"'),
        ('"a" ::', 7, "the pattern ends too early; expected a name"),
        ('a:"a" :: a = "b"', 12, 'unexpected "="; expected "."'),
    ],
)
def test_syntax(source: str, column: int, message: str) -> None:
    error = fault(source)
    assert (error.message, error.line, error.column) == (message, 1, column)


@pytest.mark.parametrize(
    ("source", "column", "message"),
    [
        ('[lema="する"]', 2, 'unknown attribute "lema"; did you mean "lemma"?'),
        ('[画="する"]', 2, 'unknown attribute "画"'),
        ("[lemma=$conjunction]", 8, 'unknown set "conjunction"; did you mean "conjunctions"?'),
        ("[lemma=$empty]", 8, 'set "empty" is empty'),
        ('verb:[] :: vreb.word = "a"', 12, 'unknown label "vreb"; did you mean "verb"?'),
        ("a:[] :: a.word = b.word", 18, 'unknown label "b"'),
        ('a:[] :: a.wrd = "x"', 11, 'unknown attribute "wrd"; did you mean "word"?'),
        ('a:[] | "b" :: a.word = "x"', 8, 'this alternative can never match: a condition asks for the label "a"'),
        ("a:[] a:[]", 6, 'label "a" is defined twice in one sequence'),
        ("a:([] a:[])", 1, 'label "a" stands inside of itself'),
        ('"a" | []? <s>', 7, "this can match without any morpheme: one token at least must be mandatory"),
        ("[] ([]*)*", 4, "this repeats something that can match without any morpheme"),
        ('"a" <s>', 5, 'no token can stand before "<s>"'),
        ('"a" (<s> "b")', 5, 'no token can stand before "<s>"'),
        ('</s> "a"', 6, 'no token can follow "</s>"'),
        ("[]{0}", 3, '"{0}" can never match'),
        ("[]{3,2}", 3, '"{3,2}" can never match'),
        ("[]{101}", 3, "a repetition can ask for 100 at most"),
        ("[]{101,}", 3, "a repetition can ask for 100 at most"),
        ("[]{,}", 3, '"{,}" is no repetition; write {2}, {2,}, {,3} or {2,3}'),
        ('[word="a" & word="b|c"]', 2, "no morpheme can pass: the strings for word exclude each other"),
        ('""', 1, "no morpheme has an empty word"),
        ('[word="[あ"]', 8, 'regex "[あ": unterminated character set'),
        (r'[word="\"あ(い"]', 11, r'regex "\"あ(い": missing ), unterminated subpattern'),
        ('[word="[[あ]"]', 8, 'regex "[[あ]": Possible nested set at position 1'),
        ('[word="(?i)a"]', 8, 'regex "(?i)a": this kind of group is not supported'),
        (
            '[word="(あ|い)*"]',
            8,
            'regex "(あ|い)*": it could take too long: a repetition inside of a repetition, or too many of them',
        ),
    ],
)
def test_meaning(source: str, column: int, message: str) -> None:
    error = fault(source)
    assert (error.message, error.line, error.column) == (message, 1, column)


def test_lines_and_columns_count_code_points_from_one() -> None:
    error = fault('"𠮷野家" # 牛丼\n  "は" [lema="𠮷"]\n')
    assert (error.line, error.column) == (2, 8)
    assert str(error) == '2:8: unknown attribute "lema"; did you mean "lemma"?'


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("(" * 30 + "[]" + ")" * 30, "parentheses are nested more than 20 deep"),
        ("[" + "(" * 30, "parentheses are nested more than 20 deep"),
        ('"a" ' * 3000, "the pattern is longer than 10,000 characters"),
        ("(([]{100}){100}){100}", "the pattern has more than 2,000 parts, repetitions written out"),
        (f'[word="{"(" * 25}a{")" * 25}"]', "its groups are nested more than 20 deep"),
        ('[word="a{99999999999999999999}"]', "the repetition number is too large"),
    ],
)
def test_what_is_too_large_is_refused(source: str, message: str) -> None:
    assert message in fault(source).message


def test_parentheses_in_strings_and_comments_do_not_nest() -> None:
    assert Pattern.parse(r'"\(" # ((((((((((((((((((((((((((').literals == ("(",)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet='ab[]()|&!="*+?{}12,:.$<s>/\\ #\n', max_size=30) | st.text(max_size=12))
def test_any_text_is_a_pattern_or_a_fault_inside_of_it(source: str) -> None:
    line, column = place_of_fault(source)
    lines = source.split("\n")
    assert 1 <= line <= len(lines)
    assert 1 <= column <= len(lines[line - 1]) + 1


def place_of_fault(source: str) -> tuple[int, int]:
    try:
        Pattern.parse(source)
    except PatternError as error:
        return error.line, error.column
    return 1, 1
