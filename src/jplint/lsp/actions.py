"""What can be done about findings: each fix, all safe fixes, and letting a finding pass."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lsprotocol import types

from jplint.lsp.checked import Checked
from jplint.lsp.words import say
from jplint.report.diagnostic import Diagnostic
from jplint.rulebook.rule.spec import Language
from jplint.text.edit import Edit
from jplint.text.span import Span

FIX_ALL = "source.fixAll.jplint"
_PLAIN_START = re.compile(r"[^\s>#|\-*+`~0-9<]|\*\*")
"""A line before which a comment can stand without changing what the line is."""


def actions(checked: Checked, params: types.CodeActionParams, language: Language) -> Iterator[types.CodeAction]:
    """The actions for a range, the fixes first."""
    wanted = params.context.only
    if _asked(types.CodeActionKind.QuickFix, wanted):
        found = checked.within(params.range)
        for one in found:
            if one.fix is not None:
                yield _fix(checked, one, language)
        for one in found:
            yield from _passes(checked, one, language)


def fix_all(checked: Checked, fixed: str, language: Language) -> types.CodeAction:
    """One change from the text to the text with its safe fixes made."""
    return types.CodeAction(
        title=say(language, "fix-all"), kind=FIX_ALL, edit=checked.edits((difference(_body(checked), fixed),))
    )


def wants_fix_all(params: types.CodeActionParams) -> bool:
    """True where the client asks for it, or for anything."""
    return _asked(FIX_ALL, params.context.only)


def difference(before: str, after: str) -> Edit:
    """The one edit that makes a text of another, without what both begin and end with."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return Edit(Span(start, len(before) - end), after[start : len(after) - end])


def _body(checked: Checked) -> str:
    return checked.text[checked.skipped :]


def _asked(kind: str, only: Sequence[str] | None) -> bool:
    return only is None or any(kind == one or kind.startswith(f"{one}.") for one in only)


def _fix(checked: Checked, one: Diagnostic, language: Language) -> types.CodeAction:
    assert one.fix is not None
    return types.CodeAction(
        title=say(language, "fix" if one.fix.safe else "unsafe-fix", one.message),
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[checked._diagnostic(one)],
        is_preferred=one.fix.safe,
        edit=checked.edits(one.fix.edits),
    )


def _passes(checked: Checked, one: Diagnostic, language: Language) -> Iterator[types.CodeAction]:
    """Comments that let a finding pass: on its line, in its block, in the file."""
    text, lines = _body(checked), checked.lines
    mdx = checked.uri.lower().endswith(".mdx")
    front = _front_matter_end(text)
    if one.span.start >= front:
        _, end = lines.bounds(lines.line(one.span.start + checked.skipped))
        end -= checked.skipped
        comment = _comment("disable-line", one.rule, mdx=mdx)
        yield _insert(checked, say(language, "pass-line", one.rule), end, f" {comment}", one)
        start = _block_start(text, one.span.start)
        if start >= front and _PLAIN_START.match(text, start):
            comment = _comment("disable-next-block", one.rule, mdx=mdx)
            yield _insert(checked, say(language, "pass-block", one.rule), start, f"{comment}\n\n", one)
    comment = _comment("disable-file", one.rule, mdx=mdx)
    gap = "\n" if front else ""
    yield _insert(checked, say(language, "pass-file", one.rule), front, f"{gap}{comment}\n\n", one)


def _comment(what: str, rule: str, *, mdx: bool) -> str:
    return f"{{/* jplint-{what} {rule} */}}" if mdx else f"<!-- jplint-{what} {rule} -->"


def _insert(checked: Checked, title: str, at: int, text: str, one: Diagnostic) -> types.CodeAction:
    return types.CodeAction(
        title=title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[checked._diagnostic(one)],
        edit=checked.edits((Edit(Span(at, at), text),)),
    )


def _front_matter_end(text: str) -> int:
    """Where the front matter is over, its last line taken in; 0 where there is none."""
    match = re.match(r"(---|\+\+\+)[ \t]*\r?\n(?:.*\r?\n)*?\1[ \t]*(?:\r?\n|\Z)", text)
    return match.end() if match else 0


def _block_start(text: str, at: int) -> int:
    """The beginning of the lines around a place that no blank line parts."""
    blank = list(re.finditer(r"(?:\r?\n|\A)[ \t]*\r?\n", text[:at]))
    return blank[-1].end() if blank else 0
