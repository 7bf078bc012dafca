"""What the cases of rules cannot say about `gap`."""

from __future__ import annotations

from jplint.checks.base import Scope
from jplint.checks.prose.gap import Gap, Side
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.text.edit import apply
from jplint.text.source import Source

KANA = Regex.parse("[ぁ-ん一-龠]", trusted=True)
LATIN = Regex.parse("[A-Za-z]", trusted=True)
SIDES = (Side(left=KANA, right=LATIN, want="auto", variant="x"), Side(left=LATIN, right=KANA, want="auto", variant="x"))


def fixed(text: str, check: Gap) -> str:
    matches = check.look(Document(Source(text)), Scope())
    return apply(text, [edit for match in matches for edit in match.edits])


def test_the_habit_of_the_document_is_wanted() -> None:
    assert fixed("霧のfogと海の sea と船のshipの話", Gap(any=SIDES)) == "霧のfogと海のseaと船のshipの話"
    assert fixed("霧の fog と海のseaと船の ship の話", Gap(any=SIDES)) == "霧の fog と海の sea と船の ship の話"


def test_where_it_is_even_nothing_is_said() -> None:
    assert fixed("霧のfog と海", Gap(any=SIDES)) == "霧のfog と海"


def test_what_a_project_wants_goes_before() -> None:
    assert fixed("霧のfogと海", Gap(any=SIDES, want={"x": "space"})) == "霧の fog と海"
    assert fixed("霧の fog と海", Gap(any=SIDES, want={"x": "none"})) == "霧のfogと海"


def test_the_end_of_a_line_is_no_gap() -> None:
    text = "霧の\nfogと海"
    assert fixed(text, Gap(any=SIDES, want={"x": "none"})) == text


def test_an_edge_of_markup_is_a_side_of_its_own() -> None:
    text = "霧の **fog** と海"
    assert fixed(text, Gap(any=SIDES, want={"x": "none"})) == text
    strong = Side(left=KANA, run="strong", want="none"), Side(run="strong", right=KANA, want="none")
    assert fixed(text, Gap(any=strong)) == "霧の**fog**と海"


def test_a_side_needs_a_neighbour() -> None:
    assert [where for where, _ in Gap(any=(Side(run="code"),)).problems()] == [("any", 0)]
    assert [where for where, _ in Gap(any=SIDES, want={"y": "none"}).problems()] == [("want", "y")]
