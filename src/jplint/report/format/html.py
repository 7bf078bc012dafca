"""One self-contained page for an editor-in-chief: the site at a glance, then each finding in its surroundings.

Nothing in it comes from elsewhere, and every text is escaped: an article may contain what looks like a script.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from jplint.report import Run
from jplint.report.located import FileReport, Located
from jplint.report.terminal import visible
from jplint.report.words import counts, extent, say
from jplint.rulebook.rule.spec import SEVERITIES, Language, Severity

AROUND = 120
"""So many code points are shown on both sides of a finding; of a longer one, as many of its beginning."""
_FOLDER = Path(__file__).parents[1] / "page"
_WORDS = (
    "title", "glance", "rules", "articles", "search", "severity", "error", "warning", "info", "reset", "keys", "more",
    "noscript", "failures", "shown",
)  # fmt: skip


def render(run: Run) -> Iterator[str]:
    """It needs all files before it can be written."""
    from jinja2 import Environment

    reports = list(run.files)
    language = run.options.language
    words = {name: say(language, f"page-{name}") for name in _WORDS}
    summary = run.summary()
    findings = [_finding(found, visible(report.path)) for report in reports for found in report.diagnostics]
    data = msgspec.json.encode({"findings": findings, "words": words}).decode()
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_read("page.html"))
    articles = _articles(reports)
    yield template.render(
        language=language,
        words=words,
        outcome=counts(language, summary) + extent(language, summary),
        findings=len(findings),
        rules=_rules(reports, run, language),
        articles=articles,
        most=max((sum(row[2:]) for row in articles), default=1),
        counts=Counter(one["severity"] for one in findings),
        failures=[(visible(one.path), visible(one.failure)) for one in reports if one.failure is not None],
        style=_trusted(_read("page.css")),
        script=_trusted(_read("page.js")),
        data=_trusted(_inert(data)),
    )


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _trusted(text: str) -> Any:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - our own files, and JSON in which nothing can end a script


def _inert(data: str) -> str:
    """JSON in which no character means anything to HTML."""
    escapes = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
    return data.translate({ord(one): spelled for one, spelled in escapes.items()})


def _finding(found: Located, path: str) -> dict[str, Any]:
    """What the page shows of a finding; `from` and `to` count UTF-16 units in `text`, as its script does."""
    text, column, cut = found.excerpt
    start = min(found.start.column - column, len(text))
    end = found.end.column - column if found.end.line == found.start.line else len(text)
    end = min(max(start, end), len(text))
    first, last = max(0, start - AROUND), min(len(text), max(end, start) + AROUND)
    if end - start > 2 * AROUND:
        last = start + 2 * AROUND
        end = last
    head = "…" if first > 0 or column > 1 else ""
    tail = "…" if last < len(text) or cut else ""
    before, inside, behind = (visible(text[slice(*part)]) for part in ((first, start), (start, end), (end, last)))
    return {
        "path": path,
        "rule": found.rule,
        "severity": found.severity,
        "message": visible(found.message),
        "line": found.start.line,
        "column": found.start.column,
        "text": f"{head}{before}{inside}{behind}{tail}",
        "from": _units(head + before),
        "to": _units(head + before + inside),
        "related": [f"{visible(one.path or path)}:{one.start.line} {visible(one.message)}" for one in found.related],
    }


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _rules(reports: Iterable[FileReport], run: Run, language: Language) -> list[tuple[str, int, Severity, str]]:
    """Each rule with its count, its gravest severity and its summary, those that spoke most first."""
    spoke: Counter[str] = Counter()
    gravest: dict[str, Severity] = {}
    for report in reports:
        for found in report.diagnostics:
            spoke[found.rule] += 1
            known = gravest.setdefault(found.rule, found.severity)
            gravest[found.rule] = min(known, found.severity, key=SEVERITIES.index)
    specs = {rule: run.rules(rule) for rule in spoke}
    summaries = {rule: spec.summary.within(language) if spec else "" for rule, spec in specs.items()}
    ranked = sorted(spoke.items(), key=lambda one: (-one[1], one[0]))
    return [(rule, count, gravest[rule], summaries[rule]) for rule, count in ranked]


def _articles(reports: Sequence[FileReport]) -> list[tuple[str, str, int, int, int]]:
    """Each file, its name without the folder that all lie in, its errors, warnings and infos; the worst first."""
    rows = []
    paths = [report.path for report in reports if report.diagnostics]
    shared = os.path.commonpath([os.path.dirname(path) for path in paths] or [""])
    skip = len(shared) + 1 if shared else 0
    for report in reports:
        if report.diagnostics:
            of = Counter(found.severity for found in report.diagnostics)
            name = visible(report.path[skip:])
            rows.append((visible(report.path), name, of["error"], of["warning"], of["info"]))
    return sorted(rows, key=lambda row: (-row[2], -row[3], -row[4], row[0]))
