"""How often each rule spoke, in how many files, and where first."""

from __future__ import annotations

from collections.abc import Mapping

from jplint.report import Options
from jplint.report.tally import Count
from jplint.report.terminal import Paint, pad, visible, width
from jplint.report.words import say
from jplint.rulebook.rule.spec import SEVERITIES, Severity


def statistics(counts: Mapping[tuple[Severity, str], Count], options: Options) -> str:
    """A table of the counts by severity and rule, the greatest first. Empty where nothing was found."""
    if not counts:
        return ""
    paint = Paint(options.color)
    ranked = sorted(counts.items(), key=lambda item: (-item[1].findings, SEVERITIES.index(item[0][0]), item[0][1]))
    head = [say(options.language, key) for key in ("count", "in-files", "severity", "rule", "examples")]
    rows = [
        (f"{one.findings:,}", f"{len(one.paths):,}", say(options.language, severity), visible(rule), one.example)
        for (severity, rule), one in ranked
    ]
    first, second, third, fourth, _ = (max(map(width, column)) for column in zip(head, *rows, strict=True))
    counted = f"{_right(head[0], first)}  {_right(head[1], second)}"
    lines = [paint("dim", f"{counted}  {pad(head[2], third)}  {pad(head[3], fourth)}  {head[4]}")]
    for ((severity, _), _), (count, files, word, rule, example) in zip(ranked, rows, strict=True):
        counted = f"{_right(count, first)}  {_right(files, second)}"
        lines.append(f"{counted}  {paint(severity, pad(word, third))}  {pad(rule, fourth)}  {visible(example)}")
    return "\n".join(lines) + "\n"


def _right(text: str, columns: int) -> str:
    return " " * (columns - width(text)) + text
