"""YAML scalars: what they are, and how their text maps to the source."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from jplint.document.front_matter.field import Field
from jplint.document.front_matter.front_matter import read


def one(content: str) -> Field:
    matter = read(f"---\n{content}---\n本文\n")
    assert matter is not None
    field = matter.get("k")
    assert field is not None
    return field


@pytest.fixture(params=["libyaml", "python"])
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers of PyYAML; an installation may have only the second."""
    if request.param == "python":
        monkeypatch.delattr(yaml, "CSafeLoader")


@pytest.mark.parametrize(
    ("raw", "kind", "value", "loads_as"),
    [
        ("春", "string", "春", ""),
        ("8", "integer", 8, ""),
        ("-8", "integer", -8, ""),
        ("010", "integer", 10, "integer"),
        ("007", "integer", 7, ""),
        ("0o17", "integer", 15, ""),
        ("0x1F", "integer", 31, ""),
        ("0b11", "string", "0b11", "integer"),
        ("1_000", "string", "1_000", "integer"),
        ("1,000", "string", "1,000", "integer"),
        ("1.50", "number", 1.5, ""),
        ("1e3", "number", 1000.0, ""),
        ("-.inf", "number", float("-inf"), ""),
        ("1_000.5", "string", "1_000.5", "number"),
        ("true", "boolean", True, ""),
        ("False", "boolean", False, ""),
        ("no", "string", "no", "boolean"),
        ("Yes", "string", "Yes", "boolean"),
        ("off", "string", "off", "boolean"),
        ("~", "null", None, "null"),
        ("null", "null", None, ""),
        ("12:30", "string", "12:30", "sexagesimal"),
        ("09:30", "string", "09:30", "sexagesimal"),
        ("1:30:00.5", "string", "1:30:00.5", "sexagesimal"),
        ("12:60", "string", "12:60", ""),
        ("2024-01-31", "date", "2024-01-31", ""),
        ("2024-01-31 09:00:00 +0900", "date", "2024-01-31 09:00:00 +0900", ""),
        ("2024-01-31T09:00:00Z", "date", "2024-01-31T09:00:00Z", ""),
        ("2024-1-31", "string", "2024-1-31", "date"),
        ("2024-01-31 09:00", "string", "2024-01-31 09:00", ""),
        ("1.2.3", "string", "1.2.3", ""),
        ("nothing", "string", "nothing", ""),
        ("１２", "string", "１２", ""),
        ("9" * 5000, "number", float("inf"), ""),
    ],
)
def test_a_plain_scalar_is_judged_by_the_core_schema(raw: str, kind: str, value: object, loads_as: str) -> None:
    field = one(f"k: {raw}\n")
    assert (field.kind, field.value, field.loads_as, field.text) == (kind, value, loads_as, raw)
    quoted = one(f"k: '{raw}'\n")
    assert (quoted.kind, quoted.value, quoted.loads_as) == ("string", raw, "")


@pytest.mark.parametrize(
    "raw", ["no", "12:30", "010", "1_000", "0b11", "2024-1-31 1:00:00", "1_0.5", "~", "8", "true", "1.5", "x", "1e3"]
)
def test_loads_as_agrees_with_pyyaml(raw: str) -> None:
    field = one(f"k: {raw}\n")
    loaded = yaml.safe_load(raw)
    if not field.loads_as and field.kind in ("integer", "boolean", "string") and raw != "1e3":
        assert loaded == field.value
    if field.loads_as:
        assert loaded != raw


@pytest.mark.parametrize(
    ("content", "text", "pieces"),
    [
        ("k: 春の日\n", "春の日", ["春の日"]),
        ("k: '春''夏'\n", "春'夏", ["春", "''", "夏"]),
        (r'k: "春\n\"夏\"\u3042\U0001F600\x41\e"' + "\n", '春\n"夏"あ😀A\x1b', None),
        ("k: 一行目\n  二行目\n", "一行目 二行目", ["一行目", "\n  ", "二行目"]),
        ("k: 一行目\n\n\n  二行目\n", "一行目\n\n二行目", ["一行目", "\n\n\n  ", "二行目"]),
        ('k: "一\n  二\\\n  三\\\n\n  四\\  \n  五"\n', "一 二三\n四  五", None),
        ("k: '一  二\n\n  三'\n", "一  二\n三", ["一  二", "\n\n  ", "三"]),
        ("k: |\n  一\n   二\n\n  三\n", "一\n 二\n\n三\n", ["一", "\n  ", " 二", "\n\n  ", "三", "\n"]),
        ("k: |-\n  一\n\n\nl: x\n", "一", ["一"]),
        ("k: |+ # 注\n  一\n\n\nl: x\n", "一\n\n\n", ["一", "\n\n\n"]),
        ("k: |\n\n\n  一\n", "\n\n一\n", ["\n\n  ", "一", "\n"]),
        ("k: |2\n    一\n  二\n", "  一\n二\n", ["  一", "\n  ", "二", "\n"]),
        ("k: >\n  一\n  二\n\n  三\n    四\n  五\n", "一 二\n三\n  四\n五\n", None),
        ("k: >-\n  一\n\n\n  二\n\n", "一\n\n二", ["一", "\n\n\n  ", "二"]),
        ("k: |+\n\n\nl: x\n", "\n\n", None),
        ("k: ''\n", "", []),
        ("k: |\n\nl: x\n", "", []),
        ("k: 12\n", "12", ["12"]),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_segments_are_the_spelling(content: str, text: str, pieces: list[str] | None, newline: str) -> None:
    content = content.replace("\n", newline)
    field = one(content)
    assert field.text == text
    check_segments(f"---\n{content}---\n", field)
    if pieces is not None:
        source = f"---\n{content}"
        assert [source[start:end] for _, start, end in field.segments] == [
            piece.replace("\n", newline) for piece in pieces
        ]


def check_segments(text: str, field: Field) -> None:
    """Pieces tile the text in the source's order; only white space and escapes read otherwise than they are written."""
    segments = field.segments
    assert "".join(piece for piece, _ in read_pieces(field)) == field.text
    assert bool(segments) == bool(field.text)
    at = field.span.start
    for piece, (_, start, end) in read_pieces(field):
        assert at <= start < end <= field.span.end
        at = end
        source = text[start:end]
        if source != piece:
            assert source[0] == "\\" or source == "''" or not piece.strip()


def read_pieces(field: Field) -> list[tuple[str, tuple[int, int, int]]]:
    segments = field.segments
    ends = [segment[0] for segment in segments[1:]] + [len(field.text)] * bool(segments)
    return [(field.text[segment[0] : end], segment) for segment, end in zip(segments, ends, strict=True)]


CHARACTERS = st.sampled_from(
    [*"ab '\"\\:#-あ𠮷😀。,[]{}|>&*!%@`~0\t", "\n", "\n\n", "  ", "\x85", "\u2028", "é", "\x07"]
)
SCALARS = st.lists(CHARACTERS, max_size=60).map("".join)


@pytest.mark.usefixtures("_loader")
@pytest.mark.parametrize("style", [None, "'", '"', "|", ">"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=SCALARS, width=st.integers(5, 80), newline=st.sampled_from(["\n", "\r\n"]))
def test_any_dumped_scalar_maps_exactly(style: str | None, value: str, width: int, newline: str) -> None:
    content = yaml.dump({"k": {"x": value, "y": [value]}}, default_style=style, width=width, allow_unicode=True)
    content = (content if content.endswith("\n") else content + "\n").replace("\n", newline)
    expected = load(content)
    assume(expected is not None)
    text = f"---{newline}{content}---{newline}"
    matter = read(text)
    assert matter is not None
    assert matter.problems == ()
    for path in (("k", "x"), ("k", "y", 0)):
        field = matter.get(*path)
        assert field is not None
        assert field.text == expected["k"]["x"]
        assert text[field.span.start : field.span.end] == field.raw
        check_segments(text, field)


def load(content: str) -> Any:
    """What PyYAML makes of it when every scalar is a string; None for what it cannot read."""
    try:
        return yaml.load(content, yaml.CBaseLoader if hasattr(yaml, "CSafeLoader") else yaml.BaseLoader)
    except yaml.YAMLError:
        return None


LINES = st.lists(st.sampled_from(["あ", " い", "  う", "え お", "", "\t", " ", "   ", "# x", "k: v"]), max_size=8)


@settings(max_examples=150, deadline=None)
@given(lines=LINES, header=st.sampled_from(["|", ">", "|-", ">-", "|+", ">+", "|2", ">2-", "|2+", "|+2 # c"]))
def test_any_block_scalar_maps_exactly(lines: list[str], header: str) -> None:
    content = f"k: {header}\n" + "".join(
        f"  {line}".rstrip(" ") + "\n" if line != "   " else "     \n" for line in lines
    )
    expected = load(content + "l: x\n")
    assume(expected is not None)
    field = one(content + "l: x\n")
    assert field.text == expected["k"]
    check_segments(f"---\n{content}l: x\n---\n", field)
