"""What the commands themselves have to say, apart from their help."""

from __future__ import annotations

from jplint.rulebook.rule.spec import Language

_WORDS: dict[str, dict[Language, str]] = {
    "command": {"ja": "（コマンド{text}のことですか）", "en": '; did you mean the command "{text}"?'},
    "interrupted": {"ja": "中断しました", "en": "interrupted"},
    "textlintrc": {
        "ja": "textlintの設定です。jplintは読みません。jplint migrate で移せます",
        "en": "a configuration of textlint, which jplint does not read; `jplint migrate` makes one for jplint",
    },
    "nothing": {"ja": "検査するファイルがありません", "en": "there is no file to lint"},
    "excluded": {"ja": "除外されています（{text}）", "en": "excluded ({text})"},
    "baseline-has": {"ja": "{text}件の指摘があります", "en": "findings: {text}"},
    "in-files": {"ja": "{text}ファイルに", "en": "files: {text}, "},
    "extra": {
        "ja": "このコマンドには追加のパッケージが要ります: pip install 'jplint[{text}]'",
        "en": "this command needs more packages: pip install 'jplint[{text}]'",
    },
    "watching": {"ja": "保存を待っています（Ctrl-Cで終わります）", "en": "waiting for a change (Ctrl-C ends)"},
    "no-hook": {"ja": "標準入力がJSONではありません", "en": "standard input is no JSON"},
    "hook-head": {
        "ja": "書いた文章に直すところがあります（jplint）。",
        "en": "The text that was written has something to mend (jplint):",
    },
    "hook-more": {"ja": "ほかに{text}件あります。", "en": "{text} more."},
    "hook-foot": {
        "ja": "挙げた箇所だけを直してください。失われた内容は推測で補わないでください。",
        "en": "Mend these places only, and do not invent what was lost.",
    },
    "offer-baseline": {
        "ja": "今ある文章には{text}件の指摘があります。jplint baseline update で記録すると、新しい指摘だけが出ます",
        "en": "{text} findings in the texts as they are; `jplint baseline update` keeps them: only new ones are told",
    },
    "stale": {
        "ja": "もう見つからない指摘が{text}件あります（jplint baseline prune で取り除けます）",
        "en": "{text} entries are found no more (`jplint baseline prune` takes them out)",
    },
    "severity": {"ja": "重大度", "en": "Severity"},
    "default": {"ja": "初期設定", "en": "By default"},
    "check": {"ja": "見かた", "en": "Check"},
    "places": {"ja": "見る場所", "en": "Looks in"},
    "aliases": {"ja": "別名", "en": "Also known as"},
    "precision": {"ja": "精度", "en": "Precision"},
    "source": {"ja": "出典", "en": "Source"},
    "file": {"ja": "ファイル", "en": "File"},
    "options": {"ja": "設定できること", "en": "Options"},
    "modes": {"ja": "別の定義（mode）", "en": "Other definitions (mode)"},
    "examples": {"ja": "例", "en": "Examples"},
    "case": {"ja": "テスト{text}", "en": "case {text}"},
    "cases": {"ja": "テスト全体", "en": "the cases"},
    "gap-removed": {
        "ja": "この部分がなくても、すべてのテストが通ります。これを必要とするテストを書くか、消してください: {text}",
        "en": "all cases hold without this; write a case that needs it, or delete it: {text}",
    },
    "gap-unseen": {
        "ja": "この種類の指摘が出るテストがありません: {text}",
        "en": "no case shows this variant: {text}",
    },
    "gap-number": {
        "ja": "値を変えても、すべてのテストが通ります: {text}",
        "en": "all cases hold with another value, too: {text}",
    },
    "gaps": {
        "ja": "値を変えても気づかないところが{text}か所あります（--verboseで見られます）",
        "en": "{text} values can change without a case noticing (--verbose shows them)",
    },
    "tested-terms": {"ja": "辞書 {text}", "en": "dictionaries: {text}"},
    "tested": {"ja": "規則 {text}", "en": "rules: {text}"},
    "wrote": {"ja": "{text} を書きました", "en": "wrote {text}"},
    "there-already": {"ja": "{text} はもうあります", "en": "{text} is there already"},
    "say-rule-paths": {
        "ja": "設定ファイルに rule-paths: [{text}] と書くと使われます",
        "en": "write rule-paths: [{text}] into the configuration to use it",
    },
    "no-textlintrc": {
        "ja": "textlintの設定が見つかりません（{text}）",
        "en": "there is no configuration of textlint ({text})",
    },
    "without-rule": {"ja": "{text}: 対応する規則がありません", "en": "{text}: there is no such rule here"},
    "without-option": {"ja": "{text}: 対応する設定がありません", "en": "{text}: there is no such option here"},
    "without-filter": {"ja": "{text}: 対応するフィルターがありません", "en": "{text}: there is no such filter here"},
    "migrated": {
        "ja": "次は jplint を実行して、指摘を確かめてください",
        "en": "next, run jplint and read what it finds",
    },
    "rule-name": {
        "ja": "規則の名前は group/name の形で、英小文字・数字・ハイフンを使います",
        "en": "the name of a rule is group/name, in small letters, digits and hyphens",
    },
}


def say(language: Language, key: str, text: str = "") -> str:
    """The words of `key`, with a text put in. Raises KeyError."""
    return _WORDS[key][language].format(text=text)


def known(language: Language, findings: int, files: int) -> str:
    """How many findings a baseline has, in how many files."""
    return say(language, "in-files", f"{files:,}") + say(language, "baseline-has", f"{findings:,}")
