"""Why a text could not be linted, in one sentence for people."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from jplint.rulebook.rule.spec import Language

Reason = Literal[
    "missing", "no-match", "kind", "not-regular", "unreadable", "too-large", "not-utf-8", "utf-16", "binary",
    "died", "internal", "oscillation", "changed", "leads-out", "unwritable",
]  # fmt: skip

_WORDS: dict[Reason, dict[Language, str]] = {
    "missing": {"ja": "ファイルもフォルダーもありません", "en": "there is no such file or folder"},
    "no-match": {"ja": "このパターンに合うファイルがありません", "en": "no file matches this pattern"},
    "kind": {
        "ja": "jplintが読める種類のファイルではありません（.md .markdown .mdx .txt）",
        "en": "not a kind of text that jplint reads (.md .markdown .mdx .txt)",
    },
    "not-regular": {"ja": "通常のファイルではありません", "en": "not a regular file"},
    "unreadable": {"ja": "読めません: {detail}", "en": "cannot be read: {detail}"},
    "too-large": {
        "ja": "大きすぎます: {detail}バイトまで読みます（max-file-sizeで変えられます）",
        "en": "too large: at most {detail} bytes are read (max-file-size changes that)",
    },
    "not-utf-8": {
        "ja": "UTF-8として正しくありません（{line}行目、先頭から{detail}バイト目）。UTF-8で保存してください",
        "en": "not valid UTF-8 (line {line}, byte {detail} of the file); save it as UTF-8",
    },
    "utf-16": {"ja": "UTF-16です。UTF-8で保存してください", "en": "this is UTF-16; save it as UTF-8"},
    "binary": {
        "ja": "テキストではありません（{line}行目にNULバイトがあります）",
        "en": "not a text (there is a NUL byte on line {line})",
    },
    "died": {
        "ja": "検査のプロセスが二度、強制終了されました。メモリー不足でなければ、excludeで除外して報告してください",
        "en": "its process was killed twice; unless memory ran out, exclude the file and report it, please",
    },
    "oscillation": {
        "ja": "自動修正が終わりません。規則 {detail} が互いの修正を打ち消しています。ファイルは元のままです",
        "en": "the fixes of {detail} undo each other; the file was left as it was",
    },
    "changed": {
        "ja": "検査のあいだにファイルが書き換えられたので、修正を書き込みませんでした",
        "en": "the file was changed in the meantime; the fixes were not written",
    },
    "leads-out": {
        "ja": "リンク先がプロジェクトの外にあるので、修正を書き込みませんでした",
        "en": "a link that leads out of the project; the fixes were not written",
    },
    "unwritable": {"ja": "書き込めません: {detail}", "en": "cannot be written: {detail}"},
    "internal": {
        "ja": "jplintの内部エラーです。報告をお願いします: {detail}",
        "en": "internal error of jplint, please report it: {detail}",
    },
}


class Failure(Struct, frozen=True):
    """What kept a text from being linted."""

    reason: Reason
    line: int = 0
    detail: str = ""

    def say(self, language: Language) -> str:
        """The sentence, without a full stop."""
        return _WORDS[self.reason][language].format(line=self.line, detail=self.detail)
