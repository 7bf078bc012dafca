"""A sentence that stops short is read on past a comment, which nobody sees; what a reader sees ends it."""

from __future__ import annotations

import pytest

from jplint.checks.base import Match, Scope
from jplint.checks.prose.ending import Circumstance, Ending, Evidence
from jplint.checks.prose.seam import Seam
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.pattern import Pattern
from jplint.text.edit import apply
from jplint.text.source import Source

STOP = Regex.parse("。$", trusted=True)
COMMENTS = ["<!-- x -->", "<!-- x\n\ny -->", "<!--a--> <!--b-->", "<!-- a -->\n\n<!-- b -->", "<!-- a -->\n<!-- b -->"]


def ending(text: str, *context: Circumstance) -> list[str]:
    check = Ending(
        finished=[STOP],
        stops=STOP,
        evidence=[Evidence(match=Regex.parse("を$", trusted=True), score=1)],
        context=list(context),
        levels={"weak": 1, "strong": 2},
    )
    return [match.variant for match in check.look(Document(Source(text)), Scope())]


def seam(text: str) -> list[Match]:
    check = Seam(finished=[STOP], openings=[Pattern.parse('<s> [pos="助詞.*"]')])
    return list(check.look(Document(Source(text)), Scope()))


@pytest.mark.parametrize("between", COMMENTS)
def test_an_ending_is_weighed_with_what_stands_behind_comments(between: str) -> None:
    text = f"苗に水を\n\n{between}\n\n- 水\n"
    assert ending(text, Circumstance(score=1, next=["list"])) == ["strong"]
    assert ending(text, Circumstance(score=1, next=["html"])) == ["weak"]
    assert ending(text, Circumstance(score=1, blank_lines=2)) == ["weak"]
    assert ending(f"苗に水を\n\n{between}\n", Circumstance(score=1, next=["end"])) == ["strong"]


@pytest.mark.parametrize("between", ["<!-- x --> <b>y</b>", "<div>\n</div>", "<!-- x -->y", "<!-- x"])
def test_other_html_is_what_follows(between: str) -> None:
    text = f"苗に水を\n\n{between}\n\n- 水\n"
    assert ending(text, Circumstance(score=1, next=["html"])) == ["strong"]


@pytest.mark.parametrize("between", COMMENTS)
def test_a_sentence_goes_on_behind_comments(between: str) -> None:
    [match] = seam(f"苗は朝のうちに植え、水\n\n{between}\n\nを与えます。\n")
    assert match.variant == "opening"


def test_a_caption_between_tags_is_no_cut_sentence() -> None:
    text = "<span>水を与えられる苗</span>\n\n<!-- x -->\n\nられる苗は朝のうちに植えます。\n"
    assert seam(text) == []
    assert seam(text.replace("<span>", "").replace("</span>", ""))


def test_the_comment_between_two_halves_of_a_word_is_kept() -> None:
    text = "苗は朝のうちに植えるとよく、根を傷\n\nめないように水を与えます。\n"
    [match] = seam(text)
    assert (match.variant, apply(text, match.edits).count("傷め")) == ("split", 1)
    [match] = seam(text.replace("\n\n", "\n\n<!-- x -->\n\n", 1))
    assert (match.variant, match.edits) == ("split", ())


PLAIN = Document(Source("苗に水を\n\n$ make\n\n苗に水を\n\nと打つ。\n"), plain=True)


def test_a_paragraph_without_japanese_is_the_code_of_plain_text() -> None:
    check = Ending(
        finished=[STOP],
        stops=STOP,
        evidence=[Evidence(match=Regex.parse("を$", trusted=True), score=1)],
        context=[Circumstance(score=-1, next=["code"])],
        levels={"weak": 1},
    )
    [match] = check.look(PLAIN, Scope())
    assert PLAIN.lines.line(match.span.start) == 5


@pytest.mark.parametrize(("plain", "score"), [(True, 2), (False, 1)])
def test_an_ending_in_plain_text_may_weigh_less(plain: bool, score: int) -> None:
    check = Ending(
        finished=[STOP],
        stops=STOP,
        evidence=[Evidence(match=Regex.parse("を$", trusted=True), score=2)],
        context=[Circumstance(score=-1, plain=False)],
        levels={"two": 2, "one": 1},
    )
    [match] = check.look(Document(Source("苗に水を"), plain=plain), Scope())
    assert match.variant == {1: "one", 2: "two"}[score]


@pytest.mark.parametrize(("plain", "found"), [(True, 0), (False, 1)])
def test_a_line_of_plain_text_may_be_the_title_of_what_begins_with_its_words(plain: bool, found: int) -> None:
    text = "八、苗に与える水の量\n\n苗に与える水の量は、日ごとに変えます。\n"
    check = Seam(finished=[STOP], openings=[])
    assert len(list(check.look(Document(Source(text), plain=plain), Scope()))) == found
