"""For people at a terminal: file by file, each finding above its source line."""

from __future__ import annotations

from collections.abc import Iterator

from jplint.report import Options, Run
from jplint.report.located import FileReport, Located, LocatedRelated, Summary
from jplint.report.snippet import snippet
from jplint.report.terminal import Paint, pad, visible, width
from jplint.report.words import counts, extent, say

DEFAULT_WIDTH = 100
"""Columns where the output goes to no terminal."""

MINIMAL_WIDTH = 40

RELATED_LIMIT = 5
"""Related places of one finding before they are only counted."""

_MARKS = {"error": "✖", "warning": "▲", "info": "●", "good": "✔"}


def render(run: Run) -> Iterator[str]:
    """Files without findings are left out; columns count code points from 1."""
    page = _Page(run.options)
    for report in run.files:
        if report.diagnostics:
            yield page.file(report)
    yield page.end(run.summary())


class _Page:
    def __init__(self, options: Options) -> None:
        self._language = options.language
        self._paint = Paint(options.color)
        self._width = max(options.width or DEFAULT_WIDTH, MINIMAL_WIDTH)

    def file(self, report: FileReport) -> str:
        places = [f"{found.start.line}:{found.start.column}" for found in report.diagnostics]
        words = [say(self._language, found.severity) for found in report.diagnostics]
        place_width, word_width = max(map(len, places)), max(map(width, words))
        blocks = []
        for found, place, word in zip(report.diagnostics, places, words, strict=True):
            head = (
                self._paint("dim", f"{place:<{place_width}}"),
                self._paint(found.severity, pad(word, word_width)),
                visible(found.message),
                self._paint("dim", visible(found.rule)),
            )
            blocks.append(f"  {'  '.join(head)}\n{self._body(found, place_width + 2)}")
        return self._paint("heading", visible(report.path)) + "\n" + "\n".join(blocks) + "\n"

    def _body(self, found: Located, margin: int) -> str:
        """The source line, its number in the margin, the carets and the related places."""
        number, below = f"{found.start.line:>{margin}}", " " * margin
        text, indent, carets = snippet(found, self._width - margin - len(" | "))
        marks = self._paint(found.severity, "^" * carets)
        if found.last_line > found.start.line:
            marks += self._paint("dim", " " + say(self._language, "to-line", found.last_line))
        bar = self._paint("dim", "|")
        lines = [
            f"{self._paint('dim', number)} {bar} {text}" if text else f"{self._paint('dim', number)} {bar}",
            f"{below} {bar} {' ' * indent}{marks}",
            *(f"{below} {self._related(related)}" for related in found.related[:RELATED_LIMIT]),
        ]
        if more := len(found.related[RELATED_LIMIT:]):
            lines.append(f"{below} {self._paint('dim', '↳ ' + say(self._language, 'more-places', more))}")
        return "\n".join(lines) + "\n"

    def _related(self, related: LocatedRelated) -> str:
        if related.path is None:
            place = say(self._language, "line", related.start.line)
        else:
            place = f"{visible(related.path)}:{related.start.line}:{related.start.column}"
        return f"{self._paint('dim', f'↳ {place}:')} {visible(related.message)}"

    def end(self, summary: Summary) -> str:
        """The counts of the run."""
        grave = summary.errors or summary.failed
        style = "error" if grave else "warning" if summary.warnings else "info" if summary.infos else "good"
        outcome = self._paint(style, f"{_MARKS[style]} {counts(self._language, summary)}")
        return f"{outcome}{extent(self._language, summary)}\n"
