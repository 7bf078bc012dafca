"""Documents inside a code fence: which fence closes, and what mending them leaves."""

from __future__ import annotations

import pytest

from jplint.checks.base import Scope
from jplint.checks.markup.wrapper import Wrapper
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.text.edit import apply
from jplint.text.source import Source

CHECK = Wrapper(
    languages=("markdown", "md"),
    bare=(Regex.parse(r"^# ", trusted=True),),
    front_matter=(Regex.parse(r"\A---\r?\ntitle:", trusted=True),),
)


def mended(text: str) -> tuple[str, str, str] | None:
    matches = list(CHECK.look(Document(Source(text)), Scope()))
    if not matches:
        return None
    [match] = matches
    return match.variant, text[slice(*match.span)], apply(text, match.edits)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```markdown\n山\n```\n", ("body", "```markdown", "山\n")),
        ("\n\n``` Markdown \r\n山\r\n```", ("body", "``` Markdown", "山\r\n")),
        ("---\na: 1\n---\n\n~~~md\n山\n~~~\n\n", ("body", "~~~md", "---\na: 1\n---\n\n山\n\n")),
        ("````md\n```\n山\n```\n````\n", ("body", "````md", "```\n山\n```\n")),
        ("```md\n```sh\nls\n```\n山\n```\n", ("body", "```md", "```sh\nls\n```\n山\n")),
        ("```\n# 山\n```\n", ("body", "```", "# 山\n")),
        ("```\n---\ntitle: 山\n---\n```\n\n山\n", ("front-matter", "```", "---\ntitle: 山\n---\n\n山\n")),
        ("```yml\n---\ntitle: 山\n---\n川\n```\n", ("body", "```yml", "---\ntitle: 山\n---\n川\n")),
        ("```\n山\n```\n", None),
        ("```python\n# 山\n```\n", None),
        ("```md\n山\n```\n\n川\n\n```md\n海\n```\n", None),
        ("```md\n山\n", None),
        ("川\n\n```md\n山\n```\n", None),
        ("    ```md\n    山\n    ```\n", None),
    ],
)
def test_the_fence_around_a_document(text: str, expected: tuple[str, str, str] | None) -> None:
    assert mended(text) == expected


def test_many_fences_are_read_once() -> None:
    assert mended("```md\n" * 100_000) is None
    assert mended("\n" * 500_000) is None
