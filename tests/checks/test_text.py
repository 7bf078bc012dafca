"""What the cases of rules cannot say about `text`: what a whole document excuses, what quotation marks do not."""

from __future__ import annotations

import pytest

from jplint.checks.base import Scope
from jplint.checks.prose.text import Text, Wording
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.text.source import Source


def regex(source: str) -> Regex:
    return Regex.parse(source, trusted=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("茶は熱い[1]。\n\n水は冷たい[2]。", ["[1]", "[2]"]),
        ("茶は熱い[1]。\n\n水は冷たい[2]。\n\n## 参考文献\n\n一、茶の本", []),
        ("茶は熱い[1]。\n\n```\n## 参考文献\n```", []),
    ],
)
def test_a_document_excuses_an_alternative(text: str, found: list[str]) -> None:
    numbers = Wording(match=regex(r"\[\d\]"), unless_document=(regex("^## 参考文献"),))
    other = Wording(match=regex("湯"), unless_document=(regex("茶"),))
    document = Document(Source(text))
    matches = list(Text(any=(numbers, other)).look(document, Scope()))
    assert [text[match.span.start : match.span.end] for match in matches] == found


def test_an_alternative_may_look_inside_quotes() -> None:
    text = "茶は「熱い[1]」と言う。"
    numbers = Wording(match=regex(r"\[\d\]"), quoted=True)
    word = Wording(match=regex("熱い"))
    found = list(Text(any=(word, numbers), outside_quotes=True).look(Document(Source(text)), Scope()))
    assert [text[match.span.start : match.span.end] for match in found] == ["[1]"]


@pytest.mark.parametrize(("plain", "found"), [(False, ["##"]), (True, [])])
def test_plain_text_has_no_markup_to_look_for(plain: bool, found: list[str]) -> None:
    text = "##茶\n\n熱い。"
    check = Text(any=(Wording(match=regex(r"^##(?=\S)")),), per="line", markup=True)
    matches = check.look(Document(Source(text), plain=plain), Scope(any_language=True))
    assert [text[match.span.start : match.span.end] for match in matches] == found
