"""The shapes are those of the Language Server Protocol 3.17, PublishDiagnosticsParams and what it holds."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from jplint.report import Options, Run
from jplint.report.format.lsp import publish, render, uri
from jplint.report.located import STDIN, FileReport

UINTEGER = {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}
POSITION = {
    "type": "object",
    "required": ["line", "character"],
    "properties": {"line": UINTEGER, "character": UINTEGER},
}
RANGE = {"type": "object", "required": ["start", "end"], "properties": {"start": POSITION, "end": POSITION}}
URI = {"type": "string", "pattern": "^(file:///|untitled:)[!-~]+$"}
LOCATION = {"type": "object", "required": ["uri", "range"], "properties": {"uri": URI, "range": RANGE}}
TEXT_EDIT = {
    "type": "object",
    "required": ["range", "newText"],
    "properties": {"range": RANGE, "newText": {"type": "string"}},
}
DIAGNOSTIC = {
    "type": "object",
    "required": ["range", "message", "severity", "code", "source", "data"],
    "additionalProperties": False,
    "properties": {
        "range": RANGE,
        "severity": {"enum": [1, 2, 3]},
        "code": {"type": "string"},
        "codeDescription": {"type": "object", "required": ["href"], "properties": {"href": {"type": "string"}}},
        "source": {"const": "jplint"},
        "message": {"type": "string"},
        "relatedInformation": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["location", "message"],
                "properties": {"location": LOCATION, "message": {"type": "string"}},
            },
        },
        "data": {
            "type": "object",
            "required": ["fixes"],
            "properties": {
                "fixes": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["safe", "edits"],
                        "properties": {"safe": {"type": "boolean"}, "edits": {"type": "array", "items": TEXT_EDIT}},
                    },
                }
            },
        },
    },
}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["uri", "diagnostics"],
        "additionalProperties": False,
        "properties": {"uri": URI, "diagnostics": {"type": "array", "items": DIAGNOSTIC}},
    },
}

EXPECTED = """\
[
{"uri":"file:///site/docs/%E5%85%A5%E9%96%80.md","diagnostics":[\
{"range":{"start":{"line":0,"character":2},"end":{"line":0,"character":5}},"severity":2,"code":"outline/vague",\
"source":"jplint","message":"見出しが短い。","codeDescription":{"href":"https://example.org/r#見"},\
"data":{"fixes":[]}},\
{"range":{"start":{"line":2,"character":9},"end":{"line":2,"character":13}},"severity":3,"code":"word/variant",\
"source":"jplint","message":"「吉」と書けます。","data":{"fixes":[{"safe":true,"edits":[\
{"range":{"start":{"line":2,"character":9},"end":{"line":2,"character":11}},"newText":"吉"}]}]}},\
{"range":{"start":{"line":2,"character":16},"end":{"line":2,"character":17}},"severity":1,"code":"text/decomposed",\
"source":"jplint","message":"濁点が離れています。","data":{"fixes":[]}},\
{"range":{"start":{"line":3,"character":2},"end":{"line":4,"character":5}},"severity":2,"code":"repeat/list",\
"source":"jplint","message":"似た項目が続きます。","relatedInformation":[\
{"location":{"uri":"file:///site/docs/%E5%85%A5%E9%96%80.md",\
"range":{"start":{"line":2,"character":9},"end":{"line":2,"character":11}}},"message":"最初の例"},\
{"location":{"uri":"file:///site/posts/%E5%88%A5%20a.md",\
"range":{"start":{"line":0,"character":0},"end":{"line":1,"character":0}}},"message":"別の例"}],\
"data":{"fixes":[{"safe":false,"edits":[\
{"range":{"start":{"line":6,"character":3},"end":{"line":6,"character":3}},"newText":"。"}]}]}},\
{"range":{"start":{"line":6,"character":3},"end":{"line":6,"character":3}},"severity":1,"code":"ending/cut",\
"source":"jplint","message":"途中で終わっています。","data":{"fixes":[]}}]},
{"uri":"file:///site/docs/clean.md","diagnostics":[]}
]
"""


def test_the_sample(show, reports):
    out = show("lsp", reports, root="/site")
    assert out == EXPECTED
    jsonschema.validate(json.loads(out), SCHEMA)


def test_no_file_is_an_empty_array(show):
    assert json.loads(show("lsp", [])) == []


def test_relative_paths_start_from_the_current_folder(tmp_path, monkeypatch, summary):
    monkeypatch.chdir(tmp_path)
    out = json.loads("".join(render(Run([FileReport("a/../日 #1.md")], lambda: summary, Options()))))
    assert out == [{"uri": (Path.cwd() / "日 #1.md").as_uri(), "diagnostics": []}]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (STDIN, "untitled:stdin"),
        ("/abs/100%?.md", "file:///abs/100%25%3F.md"),
        ("caf\udce9.md", "file:///site/caf%E9.md"),
        ("a\nb.md", "file:///site/a%0Ab.md"),
    ],
)
def test_uris_are_absolute_and_percent_encoded(path, expected):
    assert uri(path, "/site") == expected


def test_positions_are_in_utf16_units(mark):
    found = mark("😀𠮷⟦👍a⟧")
    (diagnostic,) = publish(FileReport("/a.md", (found,)))["diagnostics"]
    assert diagnostic["range"] == {"start": {"line": 0, "character": 4}, "end": {"line": 0, "character": 7}}
