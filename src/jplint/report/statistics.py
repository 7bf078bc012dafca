"""How often each rule spoke."""

from __future__ import annotations

from collections.abc import Mapping

from jplint.report import Options
from jplint.report.terminal import Paint, pad, visible, width
from jplint.report.words import say
from jplint.rulebook.rule.spec import SEVERITIES, Severity


def statistics(counts: Mapping[tuple[Severity, str], int], options: Options) -> str:
    """A table of the counts by severity and rule, the greatest first. Empty where nothing was found."""
    if not counts:
        return ""
    paint = Paint(options.color)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], SEVERITIES.index(item[0][0]), item[0][1]))
    head = [say(options.language, key) for key in ("count", "severity", "rule")]
    rows = [(f"{count:,}", say(options.language, severity), visible(rule)) for (severity, rule), count in ranked]
    first, second, _ = (max(map(width, column)) for column in zip(head, *rows, strict=True))
    lines = [paint("dim", f"{' ' * (first - width(head[0]))}{head[0]}  {pad(head[1], second)}  {head[2]}")]
    for ((severity, _), _), (count, word, rule) in zip(ranked, rows, strict=True):
        lines.append(f"{count:>{first}}  {paint(severity, pad(word, second))}  {rule}")
    return "\n".join(lines) + "\n"
