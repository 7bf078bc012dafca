"""Texts linted by the names and options of textlint's rules, as a `.textlintrc` has them.

What each name is here stands in `rules/compat/textlint.yaml`. Positions are reported where textlint reports them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from msgspec.structs import replace

from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.engine.finding import Finding
from jplint.engine.lint import lint
from jplint.report.diagnostic import Diagnostic, diagnostics
from jplint.report.format.json import diagnostic as as_dict
from jplint.report.located import locate
from jplint.rulebook.config import foreign
from jplint.rulebook.config.foreign import Report, Use
from jplint.rulebook.config.setting import Setting
from jplint.rulebook.rulebook import Catalog, Rule, Rulebook
from jplint.rulebook.yaml_tree import Tree
from jplint.run.profile import catalog
from jplint.text.edit import Edit, apply
from jplint.text.source import Source
from jplint.text.span import Span

_ROUNDS = 3
"""Fixes are applied so many times at most: one can make room for another."""


class UnknownRule(ValueError):  # noqa: N818 - the name of the contract
    """There is no rule of ours for a name."""


def lint_text(text: str, rules: Mapping[str, Any], ext: str = ".md") -> list[dict[str, Any]]:
    """What the rules find, as `--format json` has it, in the order of their places. Raises UnknownRule."""
    document = _document(text, ext)
    found = [one for name, use, options in _asked(rules) for one in _found(document, name, use, options)]
    located = locate(document.source, sorted(found, key=lambda one: one.order))
    return [as_dict(one, "") for one in located]


def fix_text(text: str, rules: Mapping[str, Any], ext: str = ".md") -> str:
    """The text with every fix applied, one rule after the other. Raises UnknownRule."""
    asked = list(_asked(rules))
    for _ in range(_ROUNDS):
        before = text
        for name, use, options in asked:
            document = _document(text, ext)
            fixes = [one.fix.edits for one in _found(document, name, use, options) if one.fix]
            text = apply(document.text, _apart(fixes))
        if text == before:
            break
    return text


def _document(text: str, ext: str) -> Document:
    ext = ext if ext.startswith(".") else f".{ext}"
    return Document(Source(text), f"text{ext}", FLAVORS["gfm"], plain=ext == ".txt")


def _asked(rules: Mapping[str, Any]) -> Iterator[tuple[str, Use, Mapping[str, Any]]]:
    """Each rule of ours that is asked for, with textlint's options."""
    for given, value in rules.items():
        if value is False:
            continue
        options = value if isinstance(value, Mapping) else {}
        name = foreign.known(given)
        if name:
            yield from ((name, use, options) for use in foreign.uses(name))
        elif given in foreign.load().presets:
            yield from _asked({**_preset(foreign.load().presets[given]), **options})
        else:
            raise UnknownRule(given)


@cache
def _preset(name: str) -> Mapping[str, Any]:
    from jplint.rulebook import presets

    given = presets.load(name)[0].rules
    return {rule: True if level == "on" else level for rule, level in given.items() if foreign.known(rule)}


@cache
def _catalog() -> Catalog:
    return catalog()[0]


def _rule(name: str, use: Use, given: Mapping[str, Any]) -> Rule:
    options, _ = foreign.translated(use, given)
    return Rule(_catalog().specs[use.rule], Setting("on", options, Tree(options, name, "")))


def _found(document: Document, name: str, use: Use, given: Mapping[str, Any]) -> Iterator[Diagnostic]:
    try:
        rulebook = Rulebook([_rule(name, use, given)], "ja", _catalog())
    except KeyError:
        raise UnknownRule(name) from None
    result = lint(document, rulebook)
    said = {(one.span, one.message): one for one in diagnostics(result, document.lines, rulebook)}
    for finding in result.findings:
        span = result.anchors.span(finding.location)
        one = next((one for (place, _), one in said.items() if place == span), None)
        if one is not None:
            yield _moved(one, _place(use, finding), document)


def _place(use: Use, finding: Finding) -> Report:
    return use.report.get(finding.variant) or use.report.get("*", "start")


def _moved(one: Diagnostic, report: Report, document: Document) -> Diagnostic:
    """The diagnostic where textlint has it."""
    start, end = one.span
    at = start
    if report == "last":
        at = max(start, end - 1)
    elif report == "end":
        at = end
    elif report == "line":
        at = document.lines.bounds(document.lines.line(start))[0]
    elif report == "item":
        first, last = document.lines.bounds(document.lines.line(start))
        line = document.text[first:last]
        at = first + len(line) - len(line.lstrip())
    elif report in ("sentence", "block"):
        at = _beginning(start, report, document)
    elif report == "document":
        at = 0
    return replace(one, span=Span(at, max(at, end)))


def _beginning(at: int, what: str, document: Document) -> int:
    """Where the sentence or block begins that a place is in."""
    number = document.block_at(at)
    if number < 0:
        return at
    for passage in document.blocks[number].passages:
        if passage.span.start <= at < passage.span.end:
            if what == "block":
                return passage.span.start
            return max((s.span.start for s in passage.sentences if s.span.start <= at), default=passage.span.start)
    return document.blocks[number].span.start


def _apart(fixes: Iterable[tuple[Edit, ...]]) -> list[Edit]:
    """The edits of the fixes that do not overlap an earlier one."""
    taken: list[Edit] = []
    for edits in sorted(fixes):
        if not any(edit.span.overlaps(other.span) or edit.span == other.span for edit in edits for other in taken):
            taken += edits
    return taken
