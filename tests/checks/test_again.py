"""What the cases of rules cannot say about `again`."""

from __future__ import annotations

from jplint.checks.base import Scope
from jplint.checks.prose.again import Again
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.pattern import Pattern
from jplint.text.source import Source

PARTICLES = Pattern.parse('[pos="助詞.*"]+')


def found(text: str, check: Again) -> list[tuple[int, str]]:
    matches = check.look(Document(Source(text)), Scope())
    return [(match.span.start, text[slice(*match.span)]) for match in matches]


def test_it_must_come_again_within_so_many_steps() -> None:
    assert found("霧は海を船は見た。", Again(of=PARTICLES)) == []
    assert found("霧は海を船は見た。", Again(of=PARTICLES, within=2)) == [(5, "は")]


def test_a_step_may_be_something_else() -> None:
    steps = Pattern.parse('"、"')
    assert found("霧は、船は見た。", Again(of=PARTICLES)) == [(4, "は")]
    assert found("霧は、船は見た。", Again(of=PARTICLES, steps=steps)) == []


def test_counting_can_begin_anew_and_the_first_can_be_reported() -> None:
    assert found("霧は海は", Again(of=PARTICLES, at="first")) == [(1, "は")]
    assert found("霧は港、海は", Again(of=PARTICLES, reset=Pattern.parse('"、"'))) == []


def test_what_is_left_out_is_a_step() -> None:
    assert found("霧は船の海は", Again(of=PARTICLES, leave=(Regex.parse("の", trusted=True),), within=2)) == [(5, "は")]
    assert found("霧の船の海", Again(of=PARTICLES, leave=(Regex.parse("の", trusted=True),))) == []


def test_what_one_expression_finds_is_the_same() -> None:
    check = Again(of=Pattern.parse("<s> match:([]+) </s>"), only=(Regex.parse("のだ。$", trusted=True),), per="passage")
    assert [start for start, _ in found("霧が出たのだ。船も出るのだ。", check)] == [7]
    assert found("霧が出たのだ。船も出た。", check) == []


def test_a_section_ends_at_a_heading() -> None:
    check = Again(of=Pattern.parse('<s> match:"しかし"'), per="section", unit="sentence", within=2)
    assert len(found("しかし霧だ。\n\nしかし船だ。\n", check)) == 1
    assert found("しかし霧だ。\n\n## 船\n\nしかし船だ。\n", check) == []
