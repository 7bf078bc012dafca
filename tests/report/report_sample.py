"""One document by hand with everything that makes positions go wrong, and the findings in it."""

from __future__ import annotations

from jplint.report.diagnostic import Diagnostic, Related
from jplint.text.edit import Edit, Fix
from jplint.text.span import Span

TEXT = "# 見出し\r\n\r\n👨‍👩‍👧と𠮷野家で\tか\u3099くせいが待つ。\r\n- 一つ目\r\n- 二つ目\r\n\r\nおわり"


def span(text: str, needle: str) -> Span:
    at = text.index(needle)
    return Span(at, at + len(needle))


def diagnostics() -> list[Diagnostic]:
    end = len(TEXT)
    kanji = span(TEXT, "𠮷")
    return [
        Diagnostic("outline/vague", "warning", span(TEXT, "見出し"), "見出しが短い。", url="https://example.org/r#見"),
        Diagnostic(
            "word/variant", "info", span(TEXT, "𠮷野家"), "「吉」と書けます。", Fix((Edit(kanji, "吉"),), safe=True)
        ),
        Diagnostic("text/decomposed", "error", span(TEXT, "\u3099"), "濁点が離れています。"),
        Diagnostic(
            "repeat/list",
            "warning",
            span(TEXT, "一つ目\r\n- 二つ目"),
            "似た項目が続きます。",
            Fix((Edit(Span(end, end), "。"),), safe=False),
            (Related(kanji, "最初の例"), Related(Span(0, 2), "別の例", "posts/別 a.md")),
        ),
        Diagnostic("ending/cut", "error", Span(end, end), "途中で終わっています。"),
    ]
