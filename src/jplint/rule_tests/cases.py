"""Runs the test cases inside rule files, through the same entry that lints everything else."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from jplint.checks.base import Check, Fact
from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.document.prose.morpheme import analyze
from jplint.engine.finding import Anchors
from jplint.engine.lint import Result, concluded, lint, made, reported
from jplint.engine.suppress import Hit
from jplint.report.diagnostic import Diagnostic, diagnostics
from jplint.rulebook.config.setting import Setting
from jplint.rulebook.rule.compile import Compiled
from jplint.rulebook.rule.spec import Case
from jplint.rulebook.rulebook import Catalog, Rule, Rulebook
from jplint.text.edit import apply
from jplint.text.source import Source
from jplint.text.span import Span

OPEN, CLOSE = "⟦", "⟧"


class Outcome(Struct, frozen=True):
    """One case, run. `failure` is empty where it holds."""

    rule: str
    number: int
    """From 1, in the order of the file; 0 for what concerns all cases together."""
    failure: str = ""

    @property
    def name(self) -> str:
        """`group/name[2]`."""
        return f"{self.rule}[{self.number}]"


def marked(text: str) -> tuple[str, list[Span]]:
    """A text without its ⟦ ⟧, and the spans they held. Raises ValueError where they do not pair."""
    parts, spans, length, start = [], [], 0, -1
    at = 0
    for index, character in enumerate(text):
        if character not in (OPEN, CLOSE):
            continue
        parts.append(text[at:index])
        length += index - at
        at = index + 1
        if (character == OPEN) != (start < 0):
            raise ValueError(f"{character} at character {index + 1} has no partner")
        if character == OPEN:
            start = length
        else:
            spans.append(Span(start, length))
            start = -1
    if start >= 0:
        raise ValueError(f"{OPEN} is never closed")
    return "".join([*parts, text[at:]]), spans


def run(compiled: Compiled) -> Iterator[Outcome]:
    """Every case of a rule file, in order."""
    for number, case in enumerate(compiled.cases, 1):
        try:
            failure = _run(compiled, case)
        except ValueError as error:
            failure = str(error)
        yield Outcome(compiled.spec.id, number, failure)
    for number, part in enumerate(compiled.check.parts(), 1):
        if not _is_hit(part, compiled):
            yield Outcome(compiled.spec.id, 0, f"no bad case hits alternative {number} of the check")


def _is_hit(part: Check, compiled: Compiled) -> bool:
    """True where a bad case has what one alternative looks for: the others cannot stand in for it."""
    scope = Rule(compiled.spec, Setting("on")).scope
    texts = [case for case in compiled.cases if isinstance(case.bad, str)]
    return any(True for case in texts for _ in part.look(_document(marked(str(case.bad))[0], case.name, case), scope))


def find(compiled: Compiled, case: Case, text: str) -> tuple[Document, tuple[Diagnostic, ...]]:
    """What the rule alone says of a text."""
    rulebook = _rulebook(compiled, case)
    document = _document(text, case.name, case)
    result = lint(document, rulebook)
    if not result.complete:
        raise ValueError("the rule failed or ran out of time")
    return document, diagnostics(result, document.lines, rulebook)


def _rulebook(compiled: Compiled, case: Case) -> Rulebook:
    setting = Setting("on", case.options, compiled.tree, ("tests",))
    return Rulebook([Rule(compiled.spec, setting)], "ja", Catalog([compiled.spec]))


def _document(text: str, name: str, case: Case) -> Document:
    flavor = FLAVORS.get(case.flavor or "gfm")
    if flavor is None:
        raise ValueError(f'there is no flavor "{case.flavor}"')
    return Document(Source(text), name, flavor, plain=name.endswith(".txt"))


def _run(compiled: Compiled, case: Case) -> str:
    if (case.bad is None) == (case.good is None):
        return "a case has either bad or good"
    given = case.bad if case.bad is not None else case.good
    assert given is not None
    if isinstance(given, dict):
        return _run_site(compiled, case, given)
    text, wanted = marked(given)
    document, found = find(compiled, case, text)
    if case.good is not None:
        return f"found what is none: {_show(found, text)}{_seen(document)}" if found else ""
    if not found:
        return f"nothing found{_seen(document)}"
    if wanted and [one.span for one in found] != wanted:
        return f"found {_show(found, text)} in place of {' '.join(repr(text[a:b]) for a, b in wanted)}{_seen(document)}"
    if case.severity and any(one.severity != case.severity for one in found):
        return f"the severity is {found[0].severity}, not {case.severity}"
    return _fixed(compiled, case, text, found)


def _fixed(compiled: Compiled, case: Case, text: str, found: tuple[Diagnostic, ...]) -> str:
    edits = [edit for one in found if one.fix for edit in one.fix.edits]
    if case.fixed is None:
        return "it has a fix: say what the text is afterwards (fixed:)" if edits else ""
    after = apply(text, edits)
    if after != case.fixed:
        return f"the fixed text is {after!r}"
    again = find(compiled, case, after)[1]
    return f"the fixed text is not clean: {_show(again, after)}" if again else ""


def _run_site(compiled: Compiled, case: Case, files: dict[str, str]) -> str:
    rulebook = _rulebook(compiled, case)
    wanted: dict[str, list[Span]] = {}
    documents: dict[str, Document] = {}
    for path, given in files.items():
        text, wanted[path] = marked(given)
        documents[path] = _document(text, path.rpartition("/")[2], case)
    hits: dict[str, list[Hit]] = {path: [] for path in files}
    for rule in rulebook.rules:
        facts: dict[str, list[tuple[str, Fact]]] = {}
        for path, document in documents.items():
            for _, some in lint(document, rulebook).facts:
                for fact in some:
                    facts.setdefault(fact.key, []).append((path, fact))
        for path, match in concluded(rule, facts):
            hits[path] += [Hit(rule, match)] if reported(rule, match, documents[path]) else []
    found = {path: _said(documents[path], some, rulebook) for path, some in hits.items()}
    if case.good is not None:
        return "".join(f"{path}: found {_show(some, files[path])}" for path, some in found.items() if some)
    spans = {path: [one.span for one in some] for path, some in found.items()}
    return "" if spans == wanted else f"found {spans} in place of {wanted}"


def _said(document: Document, hits: list[Hit], rulebook: Rulebook) -> tuple[Diagnostic, ...]:
    anchors = Anchors.of(document)
    return diagnostics(Result(made(hits, document, anchors), anchors), document.lines, rulebook)


def _show(found: tuple[Diagnostic, ...], text: str) -> str:
    return " ".join(f"{text[one.span.start : one.span.end]!r} ({one.severity}: {one.message})" for one in found)


def _seen(document: Document) -> str:
    """The morphemes of the last sentences, for whoever has to mend the case."""
    lines = [
        " ".join(f"{one.text[m.start : m.end]}/{m.type.pos}" for m in analyze(one.text))
        for one in document.sentences[-2:]
    ]
    return "".join(f"\n    {line}" for line in lines)
