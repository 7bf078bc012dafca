"""What the cases of rules cannot say about `consistent`, `mark`, `spellings` and `weekday`."""

from __future__ import annotations

from jplint.checks.base import Check, Scope
from jplint.checks.prose.consistent import Class, Consistent
from jplint.checks.prose.mark import MarkCheck
from jplint.checks.prose.spellings import Spellings
from jplint.checks.prose.weekday import Weekday
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.pattern import Pattern
from jplint.text.source import Source

WAVES = (
    Class(name="a", match=(Regex.parse("〜", trusted=True),)),
    Class(name="b", match=(Regex.parse("～", trusted=True),)),
)


def found(text: str, check: Check) -> list[tuple[int, str]]:
    return [(match.span.start, text[slice(*match.span)]) for match in check.look(Document(Source(text)), Scope())]


def test_the_lesser_class_is_reported() -> None:
    assert found("1〜2と3〜4と5～6", Consistent(classes=WAVES)) == [(9, "～")]


def test_a_tie_is_won_by_the_class_that_is_named() -> None:
    assert found("1〜2と3～4", Consistent(classes=WAVES, tie="b")) == [(1, "〜")]


def test_a_place_may_want_a_class() -> None:
    assert found("霧1〜2", Consistent(classes=WAVES, prefer={"body": "b"})) == [(2, "〜")]
    assert (
        found(
            "# 1〜2",
            Consistent(classes=WAVES, prefer={"body": "b"}),
        )
        == []
    )


def test_lists_are_counted_by_themselves() -> None:
    text = "- 1〜2\n- 3〜4\n\n霧。\n\n- 5～6の霧\n"
    assert (
        found(text.replace("1〜2", "1〜2の霧").replace("3〜4", "3〜4の霧"), Consistent(classes=WAVES, each="list"))
        == []
    )
    assert len(found(text.replace("1〜2", "1〜2の霧").replace("3〜4", "3〜4の霧"), Consistent(classes=WAVES))) == 1


def test_a_mark_that_is_missing_is_put_in() -> None:
    text = "霧だ"
    [match] = MarkCheck(mark="。", append=True).look(Document(Source(text)), Scope())
    assert (match.variant, match.edits[0].text, match.edits[0].span.start) == ("missing", "。", 2)


def test_another_mark_is_another_variant() -> None:
    assert [one.variant for one in MarkCheck(mark="。").look(Document(Source("霧だ．")), Scope())] == ["other"]
    assert [one.variant for one in MarkCheck().look(Document(Source("霧だ．")), Scope())] == ["surplus"]


def test_spellings_prefer_what_a_project_names() -> None:
    nouns = Pattern.parse('[pos="名詞.*"]')
    text = "サーバとサーバとサーバーの霧"
    assert found(text, Spellings(of=nouns)) == [(8, "サーバー")]
    assert found(text, Spellings(of=nouns, prefer=("サーバー",))) == [(0, "サーバ"), (4, "サーバ")]


def test_a_date_that_is_none_is_left_alone() -> None:
    days = (("月", "火", "水", "木", "金", "土", "日"),)
    date = Regex.parse(r"(?:(?P<year>\d+)/)?(?P<month>\d+)/(?P<day>\d+)\((?P<weekday>.)\)", trusted=True)
    assert found("霧は2025/3/2(月)", Weekday(dates=(date,), days=days)) == [(11, "月")]
    assert found("霧は2025/2/30(月)", Weekday(dates=(date,), days=days)) == []
    assert found("霧は3/2(月)", Weekday(dates=(date,), days=days)) == []
    assert found("霧は3/2(月)", Weekday(dates=(date,), days=days, year=2025)) == [(6, "月")]
