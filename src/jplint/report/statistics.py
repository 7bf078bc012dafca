"""How often each rule spoke, in how many files, and where first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from jplint.report import Options
from jplint.report.tally import Count
from jplint.report.terminal import Paint, pad, visible, width
from jplint.report.words import say
from jplint.rulebook.rule.spec import SEVERITIES, Severity


def statistics(counts: Mapping[tuple[Severity, str], Count], options: Options) -> str:
    """A table with a line for each rule, those that spoke most first. Empty where nothing was found.

    The severity is the gravest that the rule spoke with.
    """
    if not counts:
        return ""
    paint = Paint(options.color)
    rules = _by_rule(counts)
    ranked = sorted(rules.items(), key=lambda item: (-item[1][1].findings, SEVERITIES.index(item[1][0]), item[0]))
    head = [say(options.language, key) for key in ("count", "in-files", "mendable", "severity", "rule", "examples")]
    rows = [
        (
            *(f"{number:,}" for number in (one.findings, len(one.paths), one.fixable)),
            say(options.language, severity),
            visible(rule),
            visible(one.example),
        )
        for rule, (severity, one) in ranked
    ]
    widths = [max(map(width, column)) for column in zip(head, *rows, strict=True)]
    lines = [paint("dim", _line(head, widths))]
    for (_, (severity, _)), row in zip(ranked, rows, strict=True):
        lines.append(_line(row, widths, partial(paint, severity)))
    return "\n".join(lines) + "\n"


def _by_rule(counts: Mapping[tuple[Severity, str], Count]) -> dict[str, tuple[Severity, Count]]:
    found: dict[str, tuple[Severity, Count]] = {}
    for (severity, rule), one in sorted(counts.items(), key=lambda item: SEVERITIES.index(item[0][0])):
        gravest, sum_ = found.setdefault(rule, (severity, Count(one.example)))
        sum_.findings += one.findings
        sum_.fixable += one.fixable
        sum_.paths |= one.paths
        found[rule] = gravest, sum_
    return found


def _line(row: Sequence[str], widths: Sequence[int], painted: Callable[[str], str] = str) -> str:
    numbers = (_right(text, columns) for text, columns in zip(row[:3], widths, strict=False))
    return "  ".join([*numbers, painted(pad(row[3], widths[3])), pad(row[4], widths[4]), row[5]])


def _right(text: str, columns: int) -> str:
    return " " * (columns - width(text)) + text
