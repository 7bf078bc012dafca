"""TOML front matter: positions of keys, tables and values, spelling, mistakes."""

from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jplint.document.front_matter.field import Field
from jplint.document.front_matter.front_matter import FrontMatter, read


def found(content: str) -> FrontMatter:
    matter = read(f"+++\n{content}+++\n本文\n")
    assert matter is not None
    assert matter.syntax == "toml"
    return matter


def shown(content: str) -> dict[tuple[str | int, ...], tuple[str, str]]:
    text = f"+++\n{content}+++\n"
    matter = found(content)
    assert matter.problems == ()
    assert matter.data == json.loads(json.dumps(tomllib.loads(content), default=lambda date: date.isoformat()))
    return {field.path: (text[field.key.start : field.key.end], field.raw) for field in matter.walk()}


def test_keys_and_values() -> None:
    content = (
        "# 😀𠮷 メモ\n"
        'title = "😀𠮷野家" # 注\n'
        "'引用 鍵' = '生\\n'\n"
        '"\\u6625" = 1\n'
        "tags = [ # 注\n"
        '  "a", # 注 ]\n'
        "  ['b', 2.5],\n"
        "  {x = true, y.z = -1},\n"
        "]\n"
        "date = 2024-01-31T09:00:00\n"
    )
    assert shown(content) == {
        ("title",): ("title", '"😀𠮷野家"'),
        ("引用 鍵",): ("'引用 鍵'", "'生\\n'"),
        ("春",): ('"\\u6625"', "1"),
        ("tags",): ("tags", content[content.index("[ #") : content.index("date") - 1]),
        ("tags", 0): ('"a"', '"a"'),
        ("tags", 1): ("['b', 2.5]", "['b', 2.5]"),
        ("tags", 1, 0): ("'b'", "'b'"),
        ("tags", 1, 1): ("2.5", "2.5"),
        ("tags", 2): ("{x = true, y.z = -1}", "{x = true, y.z = -1}"),
        ("tags", 2, "x"): ("x", "true"),
        ("tags", 2, "y"): ("y", "z = -1"),
        ("tags", 2, "y", "z"): ("z", "-1"),
        ("date",): ("date", "2024-01-31T09:00:00"),
    }
    kinds = {field.path[0]: (field.kind, field.style) for field in found(content).fields}
    assert kinds == {
        "title": ("string", "double"),
        "引用 鍵": ("string", "single"),
        "春": ("integer", "plain"),
        "tags": ("sequence", "flow"),
        "date": ("date", "plain"),
    }


def test_tables() -> None:
    content = 'a.b = 1\n[t]\nx = "y"\n[t . u]\nv = 2\n\n[[w]]\nk = 1\n[[w]]\nk = 2\n[w.s]\nq = 0x1F\n[e]\n'
    assert shown(content) == {
        ("a",): ("a", "b = 1"),
        ("a", "b"): ("b", "1"),
        ("t",): ("t", '[t]\nx = "y"\n[t . u]\nv = 2'),
        ("t", "x"): ("x", '"y"'),
        ("t", "u"): ("u", "[t . u]\nv = 2"),
        ("t", "u", "v"): ("v", "2"),
        ("w",): ("w", "[[w]]\nk = 1\n[[w]]\nk = 2\n[w.s]\nq = 0x1F"),
        ("w", 0): ("[[w]]\nk = 1", "[[w]]\nk = 1"),
        ("w", 0, "k"): ("k", "1"),
        ("w", 1): ("[[w]]\nk = 2\n[w.s]\nq = 0x1F", "[[w]]\nk = 2\n[w.s]\nq = 0x1F"),
        ("w", 1, "k"): ("k", "2"),
        ("w", 1, "s"): ("s", "[w.s]\nq = 0x1F"),
        ("w", 1, "s", "q"): ("q", "0x1F"),
        ("e",): ("e", "[e]"),
    }


@pytest.mark.parametrize(
    ("raw", "kind", "value"),
    [
        ("12", "integer", 12),
        ("1_000", "integer", 1000),
        ("0o17", "integer", 15),
        ("-1.5e3", "number", -1500.0),
        ("false", "boolean", False),
        ("2024-01-31", "date", "2024-01-31"),
        ("09:30:00", "date", "09:30:00"),
        ("2024-01-31 09:30:00+09:00", "date", "2024-01-31 09:30:00+09:00"),
        ("[]", "sequence", []),
        ("{}", "mapping", {}),
        ('""', "string", ""),
        ("''''生''''", "string", "'生'"),
    ],
)
def test_kinds(raw: str, kind: str, value: object) -> None:
    field = found(f"k = {raw} # 注\n").get("k")
    assert field is not None
    assert (field.raw, field.kind, field.value, field.loads_as) == (raw, kind, value, "")


def pieces(content: str, field: Field) -> list[tuple[str, str]]:
    text = f"+++\n{content}+++\n"
    segments = field.segments
    ends = [segment[0] for segment in segments[1:]] + [len(field.text)] * bool(segments)
    return [(field.text[at:stop], text[start:end]) for (at, start, end), stop in zip(segments, ends, strict=True)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            '"春\\n\\u3042\\U0001F600夏"',
            [("春", "春"), ("\n", "\\n"), ("あ", "\\u3042"), ("😀", "\\U0001F600"), ("夏", "夏")],
        ),
        ("'春\\n'", [("春\\n", "春\\n")]),
        ('"""\n春\\\n\n   夏\n秋"""', [("春", "春"), ("夏\n秋", "夏\n秋")]),
        ('"""春\r\n夏""""', [("春", "春"), ("\n", "\r\n"), ('夏"', '夏"')]),
        ("'''\r\n春\\\n夏'''", [("春\\\n夏", "春\\\n夏")]),
        ('""', []),
    ],
)
def test_segments_are_the_spelling(raw: str, expected: list[tuple[str, str]]) -> None:
    content = f"k = {raw}\n"
    field = found(content).get("k")
    assert field is not None
    assert field.text == tomllib.loads(content)["k"]
    assert pieces(content, field) == expected


BITS = st.sampled_from(
    ["春", "😀", "a ", "\\n", '\\"', "\\u3042", "\\\n  ", "\n", "\r\n", "'", '"', "#", "=", "]", "\\\\"]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(BITS, max_size=12).map("".join), st.sampled_from(['"""', "'''", '"', "'"]))
def test_any_string_maps_exactly(inner: str, quote: str) -> None:
    content = f"k = {quote}{inner}{quote}\nl = [{quote}{inner}{quote}]\n"
    try:
        loaded = tomllib.loads(content)
    except tomllib.TOMLDecodeError:
        loaded = {}
    assume(loaded.keys() == {"k", "l"})
    expected = loaded["k"]
    matter = found(content)
    assert matter.problems == ()
    for path in (("k",), ("l", 0)):
        field = matter.get(*path)
        assert field is not None
        assert field.text == field.value == expected
        assert field.raw == f"{quote}{inner}{quote}"
        assert "".join(text for text, _ in pieces(content, field)) == expected
        for text, source in pieces(content, field):
            assert text == source or source[0] == "\\" or source == "\r\n"


@pytest.mark.parametrize(
    ("content", "place", "data"),
    [
        ("a = 1\nk = \nb = 2\n", "k = ", {"a": 1, "b": 2}),
        ("a = 1\nこの行\nb = 2\n", "", {"a": 1, "b": 2}),
        ("a = 1\nk = [1,\n2\nb = 2\n", "k = [1,\n2\n", {"a": 1, "b": 2}),
        ("a = 1\nk = 春\nb = 2\n", "k = ", {"a": 1, "k": "春", "b": 2}),
        ("[t]\na = 1\n[t]\nb = 2\n", "[t", {"t": {"a": 1, "b": 2}}),
        ('a = 1\nk = "x\nb = 2\n', 'k = "x', {"a": 1, "b": 2}),
        ("a = 1\r\nk = \r\nb = 2\r\n", "k = ", {"a": 1, "b": 2}),
        ("a = 1\nb = 2\nk = " + "9" * 5000 + "\n", None, {"a": 1, "b": 2, "k": "9" * 5000}),
    ],
)
def test_a_mistake_has_its_place_and_leaves_the_other_keys(
    content: str, place: str | None, data: dict[str, object]
) -> None:
    matter = found(content)
    assert [problem.kind for problem in matter.problems] == ["syntax"]
    assert matter.data == data
    problem = matter.problems[0]
    assert problem.detail
    assert "(at" not in problem.detail
    if place is not None:
        before = f"+++\n{content}"[: problem.span.start]
        assert before.endswith(place)
        assert not before.endswith("b")


@pytest.mark.parametrize(
    ("content", "twice"),
    [("a = 1\na = 2\n", "a"), ("a = {x = 1, x = 2}\n", "x"), ("a = 1\na.b = 2\n", "a"), ("a = {}\n[a]\n", "a")],
)
def test_a_key_that_comes_twice_is_told_once(content: str, twice: str) -> None:
    matter = found(content)
    assert [(problem.kind, problem.detail) for problem in matter.problems] == [("duplicate-key", twice)]


NOISE = st.sampled_from(
    ["k", "=", " ", "\n", "[", "]", "[[", "]]", "{", "}", ",", ".", '"', "'", '"""', "#", "春", "1", "\\", "\r"]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(NOISE, max_size=30).map("".join))
def test_anything_at_all_is_read(noise: str) -> None:
    text = f"+++\ntitle = 1\n{noise}\nlast = 2\n+++\n"
    matter = read(text)
    assert matter is not None
    for field in matter.walk():
        assert text[field.span.start : field.span.end] == field.raw
        assert matter.content.covers(field.span)
    for problem in matter.problems:
        assert 0 <= problem.span.start <= problem.span.end <= matter.span.end
    json.dumps(matter.data)
