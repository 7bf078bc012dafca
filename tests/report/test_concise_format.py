from __future__ import annotations

EXPECTED = """\
docs/入門.md:1:3: warning outline/vague 見出しが短い。
docs/入門.md:3:7: info word/variant 「吉」と書けます。
docs/入門.md:3:13: error text/decomposed 濁点が離れています。
docs/入門.md:4:3: warning repeat/list 似た項目が続きます。
docs/入門.md:7:4: error ending/cut 途中で終わっています。
"""


def test_one_line_a_finding_in_every_language(show, reports):
    assert show("concise", reports) == EXPECTED
    assert show("concise", reports, language="en", color=True) == EXPECTED


def test_nothing_for_nothing(show):
    assert show("concise", []) == ""
