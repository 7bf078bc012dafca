"""For people at a terminal: file by file, each finding above its source line."""

from __future__ import annotations

from collections.abc import Iterator

from jplint.report import Options, Run
from jplint.report.folding import folded, lines
from jplint.report.located import FileReport, Located, LocatedRelated, Summary
from jplint.report.snippet import snippet
from jplint.report.terminal import Paint, pad, visible, width, wrapped
from jplint.report.words import aftermath, counts, extent, say

DEFAULT_WIDTH = 100
"""Columns where the output goes to no terminal."""

MINIMAL_WIDTH = 40

RELATED_LIMIT = 5
"""Related places of one finding before they are only counted."""

MANY = 10
"""From so many files and findings on, the end of the report names those that say most."""

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
        self._every = options.every
        self._wrapped = max(options.width, MINIMAL_WIDTH) if options.width else 0
        """Columns at which messages are broken; 0 for none, where the output goes to no terminal."""
        self._width = max(options.width or DEFAULT_WIDTH, MINIMAL_WIDTH)

    def file(self, report: FileReport) -> str:
        shown = list(folded(report.diagnostics, every=self._every))
        places = [f"{found.start.line}:{found.start.column}" for found, _ in shown]
        words = [say(self._language, found.severity) for found, _ in shown]
        place_width, word_width = max(map(len, places)), max(map(width, words))
        blocks = []
        for (found, others), place, word in zip(shown, places, words, strict=True):
            head = (
                self._paint("dim", f"{place:<{place_width}}"),
                self._paint(found.severity, pad(word, word_width)),
                visible(found.message),
                self._paint("dim", visible(found.rule)),
            )
            room = self._wrapped - 2 - place_width - 2 - word_width - 2
            if self._wrapped and width(visible(found.message)) + 2 + width(visible(found.rule)) > room:
                indent = " " * (2 + place_width + 2)
                said = wrapped(visible(found.message), self._wrapped - len(indent))
                lead = f"  {'  '.join((*head[:2], head[3]))}\n" + "".join(f"{indent}{line}\n" for line in said)
            else:
                lead = f"  {'  '.join(head)}\n"
            blocks.append(f"{lead}{self._body(found, place_width + 2)}")
            if others:
                more = say(self._language, "folded", len(others), lines(others))
                blocks.append(self._paint("dim", f"  {' ' * place_width}  {more}  {visible(found.rule)}") + "\n")
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
        """The counts of the run; of many files, what speaks most and where."""
        grave = summary.errors or summary.failed or summary.unusable
        style = "error" if grave else "warning" if summary.warnings else "info" if summary.infos else "good"
        outcome = self._paint(style, f"{_MARKS[style]} {counts(self._language, summary)}")
        told = "".join(f"  {line}\n" for line in aftermath(self._language, summary))
        return f"{outcome}{extent(self._language, summary)}\n{told}{self._most(summary)}"

    def _most(self, summary: Summary) -> str:
        if summary.files < MANY or summary.errors + summary.warnings + summary.infos < MANY:
            return ""
        rows = ("most-rules", summary.rules), ("most-files", summary.paths)
        told = (say(self._language, key, text=_counted(some)) for key, some in rows)
        return "".join(f"  {self._paint('dim', line)}\n" for line in told)


def _counted(most: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{visible(name)} {count:,}" for name, count in most)
