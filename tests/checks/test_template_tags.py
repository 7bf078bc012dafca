"""Template tags: unfinished ones, blocks that do not pair, branches out of place, and what is only text."""

from __future__ import annotations

import pytest

from jplint.checks.base import Scope
from jplint.checks.markup.template_tags import TemplateTags
from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.text.source import Source

LIQUID = TemplateTags(
    syntax="liquid",
    paired=("if", "for"),
    verbatim=("raw",),
    branches={"else": ("if", "for"), "elsif": ("if",)},
)
SHORTCODES = TemplateTags(syntax="shortcodes", paired=("details",), verbatim=("highlight",))


def found(check: TemplateTags, text: str, flavor: str) -> list[tuple[str, str]]:
    document = Document(Source(text), flavor=FLAVORS[flavor])
    matches = check.look(document, Scope(any_language=True))
    return [(match.variant, text[slice(*match.span)]) for match in matches]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% if a %}一{% elsif b %}二{% else %}三{% endif %}{{ c }}", []),
        ("𠮷{%- if a -%}野", [("unclosed", "{%- if a -%}")]),
        ("一\r\n\r\n{% endfor %}\r\n", [("unopened", "{% endfor %}")]),
        ("{% for a in b %}{% if a %}{% endfor %}{% endif %}", [("crossed", "{% endif %}")]),
        ("{% for a in b %}{% elsif c %}{% endfor %}", [("misplaced", "{% elsif c %}")]),
        ("名は {{ a\n\n高さは {{ b }}", [("unfinished", "{{ a")]),
        ("名は {{ a } で、{{ b }}", [("unfinished", "{{ a }")]),
        ("{% include a.html", [("unfinished", "{% include a.html")]),
        ("{% include a.html\n  b=1\n\n  c=2 %}", []),
        ("{{ '{{' }} と {{ \"{%\" }}", []),
        ("{% raw %}{{ a {% endif %}{% endraw %}{% endif %}", [("unopened", "{% endif %}")]),
        ("{% raw %}\n{{ a", [("unclosed", "{% raw %}")]),
        ("`{% if a %}` と\n\n```\n{{ a\n{% endif %}\n```\n", []),
        ("{% note %}一{% endnote %}{% note %}{% tab %}", []),
        ("{% end %} と }} と %}", []),
    ],
)
def test_liquid(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(LIQUID, text, "kramdown") == expected
    assert found(LIQUID, text, "gfm") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{{< details "一" >}}\n二\n{{< /details >}}\n{{< figure src="a" >}}', []),
        ('{{% details "一" %}}\n二\n', [("unclosed", '{{% details "一" %}}')]),
        ("{{< /note >}}", [("unopened", "{{< /note >}}")]),
        ("{{< note >}}一{{< /note >}}{{< note >}}{{< details />}}", []),
        ("{{< tabs >}}{{< tab >}}{{< /tabs >}}{{< /tab >}}", [("crossed", "{{< /tab >}}")]),
        ("{{</* details */>}} と `{{< details >}}` と {{ a", []),
        ("{{< highlight go >}}\n{{< details >}}\n{{< / highlight >}}", []),
        ("{{< figure\nsrc=1 }} と {{< a >}}", [("unfinished", "{{< figure")]),
    ],
)
def test_shortcodes(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(SHORTCODES, text, "hugo") == expected
    assert found(SHORTCODES, text, "kramdown") == []


def test_what_is_missing_is_named() -> None:
    document = Document(Source("{% if a %}"), flavor=FLAVORS["kramdown"])
    [match] = LIQUID.look(document, Scope())
    assert match.values == {"tag": "if", "end": "{% endif %}"}
