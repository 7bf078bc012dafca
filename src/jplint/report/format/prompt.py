"""What to mend, to be handed back to the model that wrote the draft: compact, the gravest first, at most `limit`.

What is quoted from the texts is data, and the prompt says so: an article may contain what looks like an instruction.
"""

from __future__ import annotations

from collections.abc import Iterator

from jplint.report import Run
from jplint.report.ranking import Entry, ranked
from jplint.report.terminal import visible
from jplint.report.words import say

DEFAULT_LIMIT = 50
QUOTED = 80
"""Code points of the text that are quoted for a finding."""


def render(run: Run) -> Iterator[str]:
    """Japanese or English, by the language of messages. Nothing where nothing was found."""
    language = run.options.language
    entries = ranked(run.files)
    if not entries:
        return
    limit = run.options.limit or DEFAULT_LIMIT
    kept = entries[:limit]
    yield say(language, "prompt-head") + "\n"
    for path in dict.fromkeys(entry.path for entry in kept):
        yield f"\n## {visible(path)}\n\n"
        own = [entry for entry in kept if entry.path == path]
        yield from (_item(entry) for entry in sorted(own, key=_line))
    if more := len(entries) - len(kept):
        yield "\n" + say(language, "prompt-more", more) + "\n"
    yield "\n" + say(language, "prompt-foot") + "\n"


def _line(entry: Entry) -> int:
    return entry.found.start.line if entry.found else 0


def _item(entry: Entry) -> str:
    message = visible(entry.message)
    if entry.found is None:
        return f"- {message}\n"
    place = f"L{entry.found.start.line}"
    quoted = _quoted(entry)
    shown = f" `{quoted}`" if quoted else ""
    return f"- {place}{shown} ({entry.found.rule})\n  {message}\n"


def _quoted(entry: Entry) -> str:
    """The words that a finding is about, on one line, without what would end the quotation."""
    assert entry.found is not None
    text, column, _ = entry.found.excerpt
    start = entry.found.start.column - column
    end = entry.found.end.column - column if entry.found.end.line == entry.found.start.line else len(text)
    words = visible(text[start:end]).replace("`", "'").strip()
    return words if len(words) <= QUOTED else f"{words[: QUOTED // 2]}…{words[-QUOTED // 2 :]}"
