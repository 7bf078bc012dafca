"""Where front matter begins and ends, and what all syntaxes have in common."""

from __future__ import annotations

import json
import pickle
import sys
from subprocess import run

import pytest

from jplint.document.front_matter.front_matter import FrontMatter, read
from jplint.text.span import Span

YAML = '---\ntitle: 春\ntags: [a, "b"]\nmore: {x: 1}\n---\n'
TOML = '+++\ntitle = "春"\ntags = ["a", "b"]\nmore = {x = 1}\n+++\n'
JSON = '{\n"title": "春",\n"tags": ["a", "b"],\n"more": {"x": 1}\n}\n'


def found(text: str) -> FrontMatter:
    matter = read(text)
    assert matter is not None
    return matter


def written(text: str, span: Span) -> str:
    return text[span.start : span.end]


@pytest.mark.parametrize(("syntax", "text"), [("yaml", YAML), ("toml", TOML), ("json", JSON)])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("body", ["", "本文です。\n"])
def test_the_three_syntaxes_say_the_same(syntax: str, text: str, newline: str, body: str) -> None:
    text = text.replace("\n", newline)
    matter = found(text + body)
    assert matter.syntax == syntax
    assert matter.span == Span(0, len(text))
    assert matter.body_start == len(text)
    assert matter.problems == ()
    assert matter.data == {"title": "春", "tags": ["a", "b"], "more": {"x": 1}}
    assert [field.path for field in matter.walk()] == [
        ("title",),
        ("tags",),
        ("tags", 0),
        ("tags", 1),
        ("more",),
        ("more", "x"),
    ]
    for field in matter.walk():
        assert written(text, field.span) == field.raw
    assert [written(text, field.key).strip('"') for field in matter.fields] == ["title", "tags", "more"]


@pytest.mark.parametrize("text", [YAML, TOML, JSON])
def test_get_follows_a_path(text: str) -> None:
    matter = found(text)
    tag = matter.get("tags", 1)
    assert tag is not None
    assert (tag.text, tag.style) == ("b", "double")
    assert tag.key == tag.span
    assert matter.get("tags", 2) is None
    assert matter.get("nothing") is None
    assert matter.get("title", "x") is None
    assert matter.get() is None


@pytest.mark.parametrize("text", ["---\na: 1\na: 2\n---\n", "+++\na = 1\na = 2\n+++\n", '{"a": 1, "a": 2}\n'])
def test_of_two_equal_keys_both_are_there_and_the_last_counts(text: str) -> None:
    matter = found(text)
    assert matter.data == {"a": 2}
    assert [field.value for field in matter.fields] == [1, 2]
    last = matter.get("a")
    assert last is not None
    assert last.value == 2
    assert [problem.kind for problem in matter.problems] == ["duplicate-key"]
    problem = matter.problems[0]
    assert problem.detail == "a"
    assert problem.first == matter.fields[0].key
    assert problem.span == matter.fields[1].key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "本文です。\n",
        "--- \nではない。\n",
        "----\ntitle: x\n----\n",
        " ---\ntitle: x\n---\n",
        "\n---\ntitle: x\n---\n",
        "--- title: x\n---\n",
        "---",
        "---\n",
        "---\n本文です。\n\n---\n",
        "---\n\n本文です。\n\n---\n\n続きです。\n",
        "---\n本文です。\n---\n",
        "---\n\n# 見出し\n\n---\n",
        "---\n- 一\n- 二\n---\n",
        "---\n本文です。\n\ntitle: x\n---\n",
        "---\n\ntitle: x\n\n本文です。\n",
        "---\ntitle: x\n本文です。\n\n",
        "---\nこの文には: がある\n\n",
        "+++\n本文です。\n+++\n",
        "+++\n本文です。\n",
        "{% raw %}\n",
        "{{< figure >}}\n",
        "{: .note}\n本文です。\n",
        "{}は空の集合を表す。\n",
        '{"a": 1} はJSONです。\n',
        '{"引用"}と書く。\n',
    ],
)
def test_what_is_no_front_matter(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("---\n---\n本文", ""),
        ("---\n---", ""),
        ("---\n\n---\n本文", "\n"),
        ("---\n# メモ\n---\n本文", "# メモ\n"),
        ("--- \t\ntitle: x\n---  \n本文", "title: x\n"),
        ("---\ntitle: x\n...\n本文", "title: x\n"),
        ("---\ntitle: x\n---\n---\n本文", "title: x\n"),
        ("---\n\n# メモ\n\ntitle: x\n---\n本文", "\n# メモ\n\ntitle: x\n"),
        ("---\nタイトル: x\n---\n本文", "タイトル: x\n"),
        ("---\n{title: x}\n---\n本文", "{title: x}\n"),
        ("---\nog:title: x\n---\n本文", "og:title: x\n"),
        (
            "---\ntext: |\n  本文です。\n\n  # 見出し\n\ntitle: x\n---\n",
            "text: |\n  本文です。\n\n  # 見出し\n\ntitle: x\n",
        ),
        ("+++\n+++\n本文", ""),
        ("+++\n[a.b]\n+++\n本文", "[a.b]\n"),
        ("{}\n本文", ""),
        ('{"a": "}"}\n本文', '"a": "}"'),
    ],
)
def test_the_fences_are_found(text: str, content: str) -> None:
    matter = found(text)
    assert written(text, matter.content) == content
    assert text[matter.body_start :] in ("本文", "", "---\n本文")
    assert matter.problems == ()


def test_a_blank_line_and_prose_within_quotes_do_not_end_it() -> None:
    text = '---\ntitle: x\ntext: "前の文。\n\n後の文。"\n---\n本文\n'
    matter = found(text)
    assert matter.data == {"title": "x", "text": "前の文。\n後の文。"}
    assert matter.problems == ()


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: x\ndate: y\n\n本文です。\n", "\n本文です。\n"),
        ("---\ntitle: x\ndate: y\n# 見出し\n\n本文です。\n", "# 見出し\n\n本文です。\n"),
        ("---\ntitle: x\ndate: y", ""),
        (
            "---\ntitle: x\ndate: y\n\n# 見出し\n\n本文です。\n\n---\n\n続きです。\n",
            "\n# 見出し\n\n本文です。\n\n---\n\n続きです。\n",
        ),
        ("---\ntitle: x\ndate: y\n\n見出し\n---\n本文です。\n", "\n見出し\n---\n本文です。\n"),
        ("---\r\ntitle: x\r\ndate: y\r\n\r\n本文です。\r\n", "\r\n本文です。\r\n"),
        ('+++\ntitle = "x"\ndate = "y"\n\n本文です。\n', "\n本文です。\n"),
        ('+++\ntitle = "x"\ndate = "y"\n\n本文です。\n\n+++\n', "\n本文です。\n\n+++\n"),
        ('{\n"title": "x",\n"date": "y"\n\n本文です。\n', "\n本文です。\n"),
    ],
)
def test_without_a_closing_line_it_ends_with_the_keys(text: str, body: str) -> None:
    matter = found(text)
    assert matter.data == {"title": "x", "date": "y"}
    assert text[matter.body_start :] == body
    assert [problem.kind for problem in matter.problems] == ["unclosed"]
    assert written(text, matter.problems[0].span) in ("---", "+++", "{")


def test_keys_before_megabytes_of_prose_are_unclosed_too() -> None:
    matter = found("---\ntitle: x\n\n" + "本文です。\n" * 100_000 + "\n---\n")
    assert matter.data == {"title": "x"}
    assert [problem.kind for problem in matter.problems] == ["unclosed"]


def test_keys_after_a_wrong_line_belong_to_it() -> None:
    text = "---\ntitle: x\n\nこの行は鍵がない\ndate: y\n---\n本文\n"
    matter = found(text)
    assert text[matter.body_start :] == "本文\n"
    assert matter.data == {"title": "x", "date": "y"}
    assert [(problem.kind, written(text, problem.span)) for problem in matter.problems] == [
        ("syntax", "この行は鍵がない")
    ]


def test_a_wrong_line_among_the_keys_does_not_end_it() -> None:
    text = "---\ndate: y\nこの行は鍵がない\n\n---\n本文\n"
    matter = found(text)
    assert text[matter.body_start :] == "本文\n"
    assert [problem.kind for problem in matter.problems] == ["syntax"]


@pytest.mark.parametrize("fences", [("---\nk: x\n", "---\n"), ("+++\nk = 1\n", "+++\n"), ('{"k": "', '"}\n')])
def test_more_than_256_kib_is_not_read(fences: tuple[str, str]) -> None:
    opening, closing = fences
    padding = ("#" * 1023 + "\n") * 256 if opening[0] != "{" else "#" * 256 * 1024
    matter = found(opening + padding + closing + "本文")
    assert matter.fields == ()
    assert matter.data == {}
    assert [(problem.kind, problem.span) for problem in matter.problems] == [("too-large", matter.content)]
    assert matter.body_start == len(opening + padding + closing)


@pytest.mark.parametrize(
    "text",
    [
        "---\nk: x\nd: " + "[" * 100_000 + "\n---\n",
        "---\nk: x\nd: " + "{a: " * 40_000 + "\n---\n",
        "---\nk: x\nd:\n  " + "- " * 100_000 + "x\n---\n",
        "---\nk: x\nd:\n" + "".join(" " * depth + "a:\n" for depth in range(1, 600)) + "---\n",
        '+++\nk = "x"\nd = ' + "[" * 100_000 + "\n+++\n",
        '+++\nk = "x"\nd = ' + "{a = " * 40_000 + "\n+++\n",
        '+++\nk = "x"\n' + "a." * 100_000 + "a = 1\n+++\n",
        '{"k": "x", "d": ' + "[" * 100_000 + "}\n",
        '{"k": "x", "d": ' + '{"a":' * 40_000 + "}" * 40_001 + "\n",
    ],
)
def test_depth_is_bounded(text: str) -> None:
    matter = found(text)
    assert [problem.kind for problem in matter.problems] == ["too-large"]
    assert matter.data["k"] == "x"
    json.dumps(matter.data)


def test_values_are_plain_and_pickle() -> None:
    matter = found(YAML)
    assert pickle.loads(pickle.dumps(matter)) == matter
    with pytest.raises(AttributeError):
        matter.data = {}  # type: ignore[misc]


def test_a_text_without_front_matter_loads_no_parser() -> None:
    code = (
        "import sys; from jplint.document.front_matter.front_matter import read; read('本文');"
        "before = set(sys.modules);"
        "assert not before & {'yaml', 'tomllib', 'json'}; read('---\\na: 1\\n---\\n'); assert 'yaml' in sys.modules;"
        "assert 'tomllib' not in sys.modules"
    )
    run([sys.executable, "-c", code], check=True)
