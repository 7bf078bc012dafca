"""The entry that lints: one order, no doubles, and a rule that fails does not stop the others."""

from __future__ import annotations

from jplint.document.document import Document
from jplint.engine import lint as engine
from jplint.report.diagnostic import Diagnostic, diagnostics
from jplint.rulebook import store
from jplint.rulebook.config.setting import Setting
from jplint.rulebook.rule.compile import compile_rule
from jplint.rulebook.rulebook import Catalog, Rulebook, select
from jplint.text.source import Source

HEAD = """\
summary: {ja: 例, en: Example}
why: {ja: 例である。, en: An example.}
severity: warning
default: on
message: {ja: 見つけました。, en: Found.}
"""


def rulebook(language: str = "ja", settings: dict[str, Setting] | None = None, **rules: str) -> Rulebook:
    files, _ = store.read(store.bundled(), trusted=True)
    specs = [compile_rule(one.text, one.name, one.name).spec for one in files if one.name.startswith("engine/")]
    for name, text in rules.items():
        specs.append(compile_rule(HEAD + text, f"{name}.yaml", f"own/{name}", trusted=False).spec)
    return select(Catalog(specs), settings or {}, language)  # type: ignore[arg-type]


def lint(given: Document, rules: Rulebook) -> tuple[Diagnostic, ...]:
    return diagnostics(engine.lint(given, rules), given.lines, rules)


def document(text: str) -> Document:
    return Document(Source(text), "a.md")


def test_findings_come_in_the_order_of_their_places_then_of_their_rules() -> None:
    rules = rulebook(b="text: [{match: 雨}]", a="text: [{match: 雨|雪}]", c="text: [{match: 雪と雨}]")
    found = [(one.rule, one.span) for one in lint(document("雪と雨が降る。"), rules)]
    assert found == [("own/a", (0, 1)), ("own/c", (0, 3)), ("own/a", (2, 3)), ("own/b", (2, 3))]


def test_equal_findings_are_one() -> None:
    rules = rulebook(a='pattern: \'"雨" | "雨" "が"?\'')
    assert len(lint(document("雨が降る。"), rules)) == 1


def test_the_message_speaks_the_chosen_language() -> None:
    assert [one.message for one in lint(document("雨。"), rulebook("en", a="text: [{match: 雨}]"))] == ["Found."]


def test_a_catastrophic_expression_is_stopped_and_named() -> None:
    rules = rulebook(slow="text: [{match: '^(あ|ああ)+$'}]", other="text: [{match: い}]")
    text = document("あ" * 40 + "い。")
    result = engine.lint(text, rules)
    assert not result.complete
    found = diagnostics(result, text.lines, rules)
    assert [one.rule for one in found] == ["engine/rule-timeout", "own/other"]
    assert "own/slow" in found[0].message
    assert "(あ|ああ)+" in found[0].message


def test_text_without_japanese_is_none_of_a_language_rules_business() -> None:
    rules = rulebook(a="text: [{match: rain}]", b="language: any\ntext: [{match: rain}]")
    assert [one.rule for one in lint(document("The rain falls.\n"), rules)] == ["own/b"]
    assert len(lint(document("雨は英語で rain です。\n"), rules)) == 2


def test_settings_change_severity_places_and_what_is_allowed() -> None:
    text = "## 雨の見出し\n\n大雨の朝。\n"
    rule = "text: [{match: '.雨|雨.'}]"
    found = lint(document(text), rulebook(a=rule))
    assert [one.severity for one in found] == ["warning", "warning"]
    assert [one.severity for one in lint(document(text), rulebook(settings={"own/a": Setting("error")}, a=rule))] == [
        "error"
    ] * 2
    body = Setting(options={"in": ["body"]})
    assert len(lint(document(text), rulebook(settings={"own/a": body}, a=rule))) == 1
    allow = Setting(options={"allow": ["大雨", "/雨./"]})
    assert lint(document(text), rulebook(settings={"own/a": allow}, a=rule)) == ()
    assert lint(document(text), rulebook(settings={"own/a": Setting("off")}, a=rule)) == ()
