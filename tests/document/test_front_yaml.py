"""YAML front matter: positions, kinds, spelling, mistakes and hostile input."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from jplint.document.front_matter.front_matter import FrontMatter, read
from jplint.text.span import Span


def found(content: str) -> FrontMatter:
    matter = read(f"---\n{content}---\n本文\n")
    assert matter is not None
    assert matter.syntax == "yaml"
    return matter


def written(content: str, span: Span) -> str:
    return f"---\n{content}---\n"[span.start : span.end]


def problems(content: str) -> list[tuple[str, str]]:
    return [(problem.kind, written(content, problem.span)) for problem in found(content).problems]


@pytest.fixture(params=["libyaml", "python"])
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers of PyYAML; an installation may have only the second."""
    if request.param == "python":
        monkeypatch.delattr(yaml, "CSafeLoader")


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_spans_slice_back_to_what_is_written(newline: str) -> None:
    content = newline.join(
        [
            "# 😀𠮷 メモ",
            "title: 😀𠮷野家の「牛丼」 # 値でない",
            "'引用 鍵': 'it''s'",
            "tags:",
            "- 𠮷",
            '- "b"',
            "",
            "# 間",
            "flow: [x: y , {p, q: }, ]",
            "nest:",
            "  deep:",
            "    - a: 1",
            "      b: |",
            "        一行",
            "        二行",
            "",
            "    -",
            "empty:",
            "end: x",
            "",
        ]
    )
    text = f"---{newline}{content}---{newline}"
    matter = read(text)
    assert matter is not None
    assert matter.problems == ()
    shown = {field.path: (text[field.key.start : field.key.end], field.raw) for field in matter.walk()}
    assert shown == {
        ("title",): ("title", "😀𠮷野家の「牛丼」"),
        ("引用 鍵",): ("'引用 鍵'", "'it''s'"),
        ("tags",): ("tags", f'- 𠮷{newline}- "b"'),
        ("tags", 0): ("𠮷", "𠮷"),
        ("tags", 1): ('"b"', '"b"'),
        ("flow",): ("flow", "[x: y , {p, q: }, ]"),
        ("flow", 0): ("x: y", "x: y"),
        ("flow", 0, "x"): ("x", "y"),
        ("flow", 1): ("{p, q: }", "{p, q: }"),
        ("flow", 1, "p"): ("p", ""),
        ("flow", 1, "q"): ("q", ""),
        ("nest",): ("nest", content[content.index("deep:") : content.index("empty") - len(newline)]),
        ("nest", "deep"): ("deep", content[content.index("- a") : content.index("empty") - len(newline)]),
        ("nest", "deep", 0): 2 * (content[content.index("a: 1") : content.index("二行") + 2 + len(newline)],),
        ("nest", "deep", 0, "a"): ("a", "1"),
        ("nest", "deep", 0, "b"): ("b", newline.join(["|", "        一行", "        二行", ""])),
        ("nest", "deep", 1): ("", ""),
        ("empty",): ("empty", ""),
        ("end",): ("end", "x"),
    }
    empty = matter.get("empty")
    assert empty is not None
    assert (empty.kind, empty.span.start) == ("null", text.index("empty:") + len("empty:"))
    styles = {field.path: (field.kind, field.style) for field in matter.fields}
    assert styles[("flow",)] == ("sequence", "flow")
    assert styles[("tags",)] == ("sequence", "block")
    assert styles[("引用 鍵",)] == ("string", "single")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "k",
                ":",
                " ",
                "\n",
                "  ",
                "- ",
                "[",
                "]",
                "{",
                "}",
                ",",
                '"',
                "'",
                "|",
                ">",
                "&a",
                "*a",
                "!t",
                "#",
                "あ",
                "\t",
                "\r\n",
                "1",
                "\\",
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_anything_at_all_is_read(noise: str) -> None:
    text = f"---\ntitle: x\n{noise}\nlast: y\n---\n"
    matter = read(text)
    assert matter is not None
    for field in matter.walk():
        assert text[field.span.start : field.span.end] == field.raw
        assert matter.content.covers(field.span)
        assert matter.content.covers(field.key)
    for problem in matter.problems:
        assert 0 <= problem.span.start <= problem.span.end <= matter.span.end
    json.dumps(matter.data)
    grave = [problem for problem in matter.problems if problem.kind in ("syntax", "tab")]
    try:
        list(yaml.parse(text[: matter.content.end], yaml.CSafeLoader))
    except yaml.YAMLError:
        assert grave
    else:
        assert all("alias" in problem.detail for problem in grave)


@pytest.mark.usefixtures("_loader")
def test_equal_keys_are_told_at_every_depth() -> None:
    content = "a: 1\nb:\n  - {c: 1, d: 2, 'c': 3}\n  - c: 1\na: 2\na: 3\n"
    matter = found(content)
    places = [(problem.detail, problem.span, problem.first) for problem in matter.problems]
    first_a = Span(4, 5)
    inner = content.index("{c") + 5
    assert places == [
        ("c", Span(content.index("'c'") + 4, content.index("'c'") + 7), Span(inner, inner + 1)),
        ("a", Span(content.index("a: 2") + 4, content.index("a: 2") + 5), first_a),
        ("a", Span(content.index("a: 3") + 4, content.index("a: 3") + 5), first_a),
    ]
    assert matter.data == {"a": 3, "b": [{"c": 3, "d": 2}, {"c": 1}]}


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize(
    ("content", "kind", "place", "data"),
    [
        ("a: 1\ntitle: foo: bar\nb: 2\n", "syntax", ":", {"a": 1, "title": "foo: bar", "b": 2}),
        ('a: 1\ntitle: "foo\nb: 2\n', "syntax", '"', {"a": 1, "title": '"foo', "b": 2}),
        ("a: 1\ntags: [x, 'y'\nb: 2\n", "syntax", "[", {"a": 1, "tags": ["x", "y"], "b": 2}),
        ("a: 1\nこの行\nb: 2\n", "syntax", "この行", {"a": 1, "b": 2}),
        ("a: 'x''y' # 注\nこの行\nb: 2\n", "syntax", "この行", {"a": "x'y", "b": 2}),
        ("この行\nb: 2\n", "syntax", "この行", {"b": 2}),
        ("title：全角\nb: 2\n", "syntax", "title：全角", {"b": 2}),
        ("title:値\nb: 2\n", "syntax", "title:値", {"b": 2}),
        ("a: 1\nk: @x # 注\nb: 2\n", "syntax", "@", {"a": 1, "k": "@x", "b": 2}),
        ("k: '它's'\nb: 2\n", "syntax", "s", {"k": "'它's'", "b": 2}),
        ("k: *nope\nb: 2\n", "syntax", "*nope", {"k": None, "b": 2}),
        ("k: {x: 1, y: [2}\nb: 2\n", "syntax", "}", {"k": {"x": 1, "y": [2]}, "b": 2}),
        ("  a: 1\nb: 2\n", "syntax", "b", {"a": 1, "b": 2}),
        ("- a\nb: 2\n", "syntax", "- a", {"b": 2}),
        ("a: x\n\tc: d\nb: 2\n", "tab", "\t", {"a": "x", "b": 2}),
        ("a:\n\t- x\nb: 2\n", "tab", "\t", {"a": None, "b": 2}),
        ("k: \x01字\nb: 2\n", "syntax", "\x01", {"k": "\ufffd字", "b": 2}),
        ('k: "\\q"\nb: 2\n', "syntax", None, {"k": '"\\q"', "b": 2}),
    ],
)
def test_a_mistake_has_its_place_and_leaves_the_other_keys(
    content: str, kind: str, place: str | None, data: dict[str, object]
) -> None:
    matter = found(content)
    assert [problem.kind for problem in matter.problems] == [kind]
    if place is not None:
        assert written(content, matter.problems[0].span) == place
    assert matter.problems[0].detail
    assert matter.data == data
    for field in matter.walk():
        assert written(content, field.span) == field.raw
        if field.text and field.style == "plain":
            assert field.segments == ((0, *field.span),)


def test_every_wrong_line_is_told() -> None:
    content = "title: 前: 後\nok: 1\ntext: 左: 右\n"
    assert problems(content) == [("syntax", ":"), ("syntax", ":")]
    assert [problem.span.start for problem in found(content).problems] == [4 + 8, 4 + 25]


def test_a_trailing_comma_in_a_flow_sequence_is_fine() -> None:
    assert found('tags: [a, "b", ]\n').data == {"tags": ["a", "b"]}
    assert problems('tags: [a, "b", ]\n') == []


def test_complex_keys_have_a_name_too() -> None:
    matter = found("a: 1\n? [x, y]\n: v\n? k\n2024: x\n")
    assert matter.data == {"a": 1, "[x, y]": "v", "k": None, "2024": "x"}


@pytest.mark.usefixtures("_loader")
def test_tags_are_told_and_never_obeyed() -> None:
    content = "a: !!python/object/apply:os.system ['false']\nb: !!str 12\nc: !!int '12'\nd: !own {x: 1}\n"
    content += "e: ! 1\nf: !!str\ng: 1\n"
    assert problems(content) == [("tag", "!!python/object/apply:os.system"), ("tag", "!own")]
    matter = found(content)
    assert matter.data == {"a": ["false"], "b": "12", "c": 12, "d": {"x": 1}, "e": "1", "f": "", "g": 1}
    second, empty = matter.get("b"), matter.get("f")
    assert second is not None
    assert empty is not None
    assert second.raw == "12"
    assert empty.span == (4 + content.index("g: 1") - 1,) * 2


@pytest.mark.usefixtures("_loader")
def test_an_alias_is_its_target() -> None:
    matter = found("base: &b # 注\n  x: 春\ncopy: *b\nword: &w 夏\nagain: [*w]\n")
    assert matter.problems == ()
    assert matter.data == {"base": {"x": "春"}, "copy": {"x": "春"}, "word": "夏", "again": ["夏"]}
    base, copy, again = matter.get("base"), matter.get("copy"), matter.get("again", 0)
    assert base is not None
    assert copy is not None
    assert again is not None
    assert base.raw == "x: 春"
    assert (copy.raw, copy.kind, copy.children) == ("*b", "mapping", ())
    assert (again.raw, again.text, again.segments) == ("*w", "夏", ((0, *again.span),))


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize("shape", ["[{}]", "{{x: [{}]}}", "[[{{x: 1, y: [{}]}}], 1]"])
def test_a_bomb_of_aliases_does_not_go_off(shape: str) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} {shape.format(', '.join([f'*a{n - 1}'] * 10))}" for n in range(1, 40)]
    matter = found("\n".join(lines) + "\n")
    assert [problem.kind for problem in matter.problems] == ["alias"]
    assert len(json.dumps(matter.data)) < 200_000
    assert len(matter.fields) == 40


def test_an_alias_within_its_own_anchor_is_null() -> None:
    matter = found("k: &k [1, *k, {x: *k}]\n")
    assert matter.data == {"k": [1, None, {"x": None}]}
    assert [problem.kind for problem in matter.problems] == ["alias", "alias"]


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize("escape", [r"\ud83d\ude00", r"\UFFFFFFFF", r"\U00110000"])
def test_an_escape_for_no_character_breaks_nothing(escape: str) -> None:
    matter = found(f'k: "{escape}"\ntitle: x\n')
    assert matter.data["title"] == "x"
    json.dumps(matter.data, ensure_ascii=False).encode()


def test_a_byte_order_mark_within_moves_nothing() -> None:
    for content in ("\ufefftitle: x\n", "a: 1\n\ufefftitle: x\n", "a: \ufeff1\ntitle: x: y\n"):
        matter = read(f"---\na: 0\n{content}---\n")
        assert matter is not None
        for field in matter.walk():
            assert f"---\na: 0\n{content}"[field.span.start : field.span.end] == field.raw
