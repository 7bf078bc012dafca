"""The summary of a run as GitHub-flavoured Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from jplint.report.located import Summary
from jplint.report.ranking import Entry
from jplint.report.terminal import visible
from jplint.report.words import counts, extent, say
from jplint.rulebook.rule.spec import Language

MESSAGE_LIMIT = 500
"""Code points of a message before an ellipsis."""

_MARKUP = re.compile(r"[&<>|`*_~$\[\]\\]")
_LINK = re.compile(r"https?://[A-Za-z0-9._~:/?#@!&+,;=%-]+")


def escape(text: str) -> str:
    """`text` as it is: one line in which neither Markdown nor HTML means anything, also within a table."""
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", visible(text))


def step_summary(entries: Sequence[Entry], summary: Summary, language: Language, limit: int) -> str:
    """The counts, a table by rule and the list of findings.

    No more than `limit` bytes of UTF-8: the rows at the end that are too much are only counted.
    """
    lines = ["## jplint", "", counts(language, summary) + extent(language, summary), ""]
    if entries:
        lines += [*_rules(entries, language), *_head(language, "place", "severity", "rule", "message")]
    room = limit - sum(map(_size, lines)) - _size(say(language, "more", len(entries))) - 1
    rows = [_row(_place(entry), say(language, entry.severity), _rule(entry), _message(entry)) for entry in entries]
    kept = 0
    while kept < len(rows) and (room := room - _size(rows[kept])) >= 0:
        kept += 1
    lines += rows[:kept]
    if kept < len(rows):
        lines += ["", say(language, "more", len(rows) - kept)]
    return "\n".join(lines) + "\n"


def _rules(entries: Sequence[Entry], language: Language) -> list[str]:
    """How often each rule spoke, the most often first."""
    spoke = Counter((entry.severity, _rule(entry)) for entry in entries if entry.found is not None)
    rows = (_row(f"{n:,}", say(language, severity), rule) for (severity, rule), n in spoke.most_common())
    return [*_head(language, "count", "severity", "rule"), *rows, ""] if spoke else []


def _head(language: Language, *columns: str) -> list[str]:
    return [_row(*(say(language, column) for column in columns)), _row(*("---" for _ in columns))]


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _place(entry: Entry) -> str:
    place = "" if entry.found is None else f":{entry.found.start.line}:{entry.found.start.column}"
    return escape(entry.path) + place


def _rule(entry: Entry) -> str:
    """The rule, with a link to its page where it has one."""
    if entry.found is None:
        return ""
    name, url = escape(entry.found.rule), entry.found.url
    return f"[{name}]({url})" if _LINK.fullmatch(url) else name


def _message(entry: Entry) -> str:
    text = entry.message
    return escape(text if len(text) <= MESSAGE_LIMIT else text[:MESSAGE_LIMIT] + "…")


def _size(line: str) -> int:
    """Bytes of a line and its newline."""
    return len(line.encode()) + 1
