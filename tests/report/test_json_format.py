from __future__ import annotations

import json

import jsonschema

from jplint.report.located import FileReport

POSITION = {
    "type": "object",
    "required": ["offset", "line", "column"],
    "additionalProperties": False,
    "properties": {
        "offset": {"type": "integer", "minimum": 0},
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
    },
}


def closed(**properties: object) -> dict[str, object]:
    """An object with exactly these keys."""
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def listed(item: object) -> dict[str, object]:
    return {"type": "array", "items": item}


TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
EDIT = closed(start=POSITION, end=POSITION, text=TEXT)
DIAGNOSTIC = closed(
    rule=TEXT,
    severity={"enum": ["error", "warning", "info"]},
    message=TEXT,
    start=POSITION,
    end=POSITION,
    fix={"anyOf": [{"type": "null"}, closed(safe={"type": "boolean"}, edits=listed(EDIT))]},
    related=listed(closed(path=TEXT, start=POSITION, end=POSITION, message=TEXT)),
    url={"type": ["string", "null"]},
)
SCHEMA = closed(
    version={"const": 1},
    files=listed(closed(path=TEXT, diagnostics=listed(DIAGNOSTIC))),
    summary=closed(
        files=COUNT, errors=COUNT, warnings=COUNT, infos=COUNT, failed=listed(closed(path=TEXT, message=TEXT))
    ),
)

EXPECTED = """\
{"version":1,"files":[
{"path":"docs/入門.md","diagnostics":[\
{"rule":"outline/vague","severity":"warning","message":"見出しが短い。",\
"start":{"offset":2,"line":1,"column":3},"end":{"offset":5,"line":1,"column":6},\
"fix":null,"related":[],"url":"https://example.org/r#見"},\
{"rule":"word/variant","severity":"info","message":"「吉」と書けます。",\
"start":{"offset":15,"line":3,"column":7},"end":{"offset":18,"line":3,"column":10},\
"fix":{"safe":true,"edits":[\
{"start":{"offset":15,"line":3,"column":7},"end":{"offset":16,"line":3,"column":8},"text":"吉"}]},\
"related":[],"url":null},\
{"rule":"text/decomposed","severity":"error","message":"濁点が離れています。",\
"start":{"offset":21,"line":3,"column":13},"end":{"offset":22,"line":3,"column":14},\
"fix":null,"related":[],"url":null},\
{"rule":"repeat/list","severity":"warning","message":"似た項目が続きます。",\
"start":{"offset":33,"line":4,"column":3},"end":{"offset":43,"line":5,"column":6},\
"fix":{"safe":false,"edits":[\
{"start":{"offset":50,"line":7,"column":4},"end":{"offset":50,"line":7,"column":4},"text":"。"}]},\
"related":[\
{"path":"docs/入門.md","start":{"offset":15,"line":3,"column":7},"end":{"offset":16,"line":3,"column":8},\
"message":"最初の例"},\
{"path":"posts/別 a.md","start":{"offset":0,"line":1,"column":1},"end":{"offset":2,"line":2,"column":1},\
"message":"別の例"}],"url":null},\
{"rule":"ending/cut","severity":"error","message":"途中で終わっています。",\
"start":{"offset":50,"line":7,"column":4},"end":{"offset":50,"line":7,"column":4},\
"fix":null,"related":[],"url":null}]},
{"path":"docs/clean.md","diagnostics":[]}
],"summary":{"files":2,"errors":2,"warnings":2,"infos":1,\
"failed":[{"path":"docs/bad.md","message":"UTF-8 ではありません（3行目）。"}]}}
"""


def test_the_bytes_of_the_sample(show, reports):
    assert show("json", reports) == EXPECTED


def test_the_output_keeps_the_contract(show, reports):
    jsonschema.validate(json.loads(show("json", reports)), SCHEMA)
    jsonschema.validate(json.loads(show("json", [])), SCHEMA)


def test_neither_time_nor_options_change_the_bytes(show, reports, summary):
    later = type(summary)(2, 2, 2, 1, 1, 99.9)
    assert show("json", reports, later, language="en", color=True, width=20, root="/elsewhere") == EXPECTED


def test_hostile_text_comes_back_as_it_was(show, mark):
    bad = 'a"\\\n\x00\x1b\u2028\u202e</script>𠮷'
    out = json.loads(show("json", [FileReport(bad, (mark("⟦あ⟧", bad),))]))
    assert out["files"][0]["path"] == bad
    assert out["files"][0]["diagnostics"][0]["message"] == bad
