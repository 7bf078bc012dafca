"""JSON front matter: positions, spelling, mistakes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jplint.document.front_matter.front_matter import FrontMatter, read


def found(text: str) -> FrontMatter:
    matter = read(text)
    assert matter is not None
    assert matter.syntax == "json"
    return matter


def test_positions_and_kinds() -> None:
    text = '{\n  "😀𠮷" : "牛丼",\n  "n": [1, -2.5e3, true, null, {"d": {}}, []]\n}\n'
    matter = found(text + "本文")
    assert matter.problems == ()
    assert matter.data == json.loads(text)
    shown = [(field.path, text[field.key.start : field.key.end], field.raw, field.kind) for field in matter.walk()]
    assert shown == [
        (("😀𠮷",), '"😀𠮷"', '"牛丼"', "string"),
        (("n",), '"n"', '[1, -2.5e3, true, null, {"d": {}}, []]', "sequence"),
        (("n", 0), "1", "1", "integer"),
        (("n", 1), "-2.5e3", "-2.5e3", "number"),
        (("n", 2), "true", "true", "boolean"),
        (("n", 3), "null", "null", "null"),
        (("n", 4), '{"d": {}}', '{"d": {}}', "mapping"),
        (("n", 4, "d"), '"d"', "{}", "mapping"),
        (("n", 5), "[]", "[]", "sequence"),
    ]
    for field in matter.walk():
        assert text[field.span.start : field.span.end] == field.raw


def test_escapes_are_pieces_of_their_own() -> None:
    text = r'{"k": "春\u590f\ud83d\ude00\"秋\ud800"}' + "\n"
    field = found(text).get("k")
    assert field is not None
    assert field.text == field.value == '春夏😀"秋\ufffd'
    sources = [text[start:end] for _, start, end in field.segments]
    assert sources == ["春", r"\u590f", r"\ud83d\ude00", r"\"", "秋", r"\ud800"]


@pytest.mark.parametrize(
    ("text", "place", "data"),
    [
        ('{"a": 1, "b": [1, 2,], "c": 3}\n', "]", {"a": 1, "b": [1, 2], "c": 3}),
        ('{"a": 1, "c": 3,}\n', "}", {"a": 1, "c": 3}),
        ('{"a": 1 "c": 3}\n', '"c"', {"a": 1, "c": 3}),
        ('{"a": 01, "c": 3}\n', "01", {"a": "01", "c": 3}),
        ('{"a": yes, "c": 3}\n', "yes", {"a": "yes", "c": 3}),
        ('{"c": 3, "a" 1}\n', "1", {"a": 1, "c": 3}),
        ('{"a": , "c": 3}\n', ",", {"c": 3}),
        ('{\n"a": "x\n"c": 3}\n', '"', {"a": "x", "c": 3}),
        ('{"a": "\\q", "c": 3}\n', "\\q", {"a": "\\q", "c": 3}),
        ('{"a": [1, "c": 3}\n', ":", {"a": [1, "c", 3]}),
        ('{"a": {"b": 1], "c": 3}}\n', "]", {"a": {"b": 1, "c": 3}}),
        ('{"a": "\t", "c": 3}\n', '"', None),
    ],
)
def test_a_mistake_has_its_place_and_leaves_the_other_keys(
    text: str, place: str, data: dict[str, object] | None
) -> None:
    matter = found(text)
    with pytest.raises(json.JSONDecodeError):
        json.loads(text)
    assert [problem.kind for problem in matter.problems] == ["syntax"]
    span = matter.problems[0].span
    assert text[span.start : span.end] == place
    assert matter.problems[0].detail
    if data is not None:
        assert matter.data == data


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text('あ𠮷😀"\\\n{}[]:,é\x7f', max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text('aあ"{}', max_size=3), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.text('aあ"{}', max_size=3), VALUES, max_size=4), st.booleans(), st.sampled_from([None, 1]))
def test_any_object_reads_as_the_standard_library_reads_it(
    data: dict[str, object], ascii_only: bool, indent: int | None
) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent) + "\n"
    matter = found(text)
    assert matter.problems == ()
    assert matter.data == data
    for field in matter.walk():
        assert json.loads(field.raw) == field.value
        offsets = [offset for offset, _, _ in field.segments]
        assert offsets == sorted(set(offsets))
        if field.kind == "string" and "\\" not in field.raw and field.text:
            assert field.segments == ((0, field.span.start + 1, field.span.end - 1),)


NOISE = st.sampled_from(["{", "}", "[", "]", ":", ",", '"', "\\", "1", "-", "true", "k", "春", " ", "\n", "'"])


@settings(max_examples=400, deadline=None)
@given(st.lists(NOISE, max_size=30).map("".join))
def test_no_mistake_is_missed_and_none_is_made_up(noise: str) -> None:
    text = '{"title": 1,' + noise + "}\n本文"
    matter = read(text)
    if matter is None:
        return
    for field in matter.walk():
        assert text[field.span.start : field.span.end] == field.raw
        assert matter.content.covers(field.span)
    try:
        json.loads(text[: matter.body_start])
    except json.JSONDecodeError:
        assert {problem.kind for problem in matter.problems} & {"syntax", "unclosed"}
    else:
        assert not any(problem.kind == "syntax" for problem in matter.problems)
