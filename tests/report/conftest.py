"""Reports made by hand, and short ways to show and to make them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from report_sample import TEXT, diagnostics

from jplint.report import Options, Run, load
from jplint.report.diagnostic import Diagnostic
from jplint.report.located import FileReport, Located, Summary, locate
from jplint.text.source import Source
from jplint.text.span import Span


@pytest.fixture
def reports() -> list[FileReport]:
    """A file with findings, a clean one and one that could not be read."""
    found = locate(Source(TEXT), diagnostics(), {"posts/別 a.md": Source("a\n").lines})
    return [
        FileReport("docs/入門.md", found),
        FileReport("docs/clean.md"),
        FileReport("docs/bad.md", failure="UTF-8 ではありません（3行目）。"),
    ]


@pytest.fixture
def summary() -> Summary:
    return Summary(files=2, errors=2, warnings=2, infos=1, failed=1, seconds=0.456)


Show = Callable[..., str]


@pytest.fixture
def show(summary: Summary) -> Show:
    """The output of a format for some reports; keywords are those of Options."""

    def show(name: str, files: Iterable[FileReport], total: Summary = summary, **options: object) -> str:
        return "".join(load(name).render(Run(files, lambda: total, Options(**options))))  # type: ignore[arg-type]

    return show


Mark = Callable[..., Located]


@pytest.fixture
def mark() -> Mark:
    """The one finding at `⟦…⟧` in a text that has the two brackets."""

    def mark(marked: str, message: str = "message", rule: str = "group/rule", **more: object) -> Located:
        before, inside, after = marked.replace("⟧", "⟦").split("⟦")
        place = Span(len(before), len(before) + len(inside))
        found = Diagnostic(rule, **{"severity": "info", **more}, span=place, message=message)  # type: ignore[arg-type]
        return locate(Source(before + inside + after), [found])[0]

    return mark
