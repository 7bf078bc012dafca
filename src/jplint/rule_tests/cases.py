"""Runs the test cases inside rule files, through the same entry that lints everything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from jplint.checks.base import Check, Fact
from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.engine.finding import Anchors, Finding
from jplint.engine.lint import concluded, lint, made, reported
from jplint.engine.suppress import Hit
from jplint.rule_tests.shown import morphemes, weighed
from jplint.rulebook.config.setting import Setting
from jplint.rulebook.rule.compile import Compiled
from jplint.rulebook.rule.spec import Case
from jplint.rulebook.rulebook import Catalog, Rule, Rulebook
from jplint.text.edit import Edit, apply
from jplint.text.source import Source
from jplint.text.span import Span

OPEN, CLOSE = "⟦", "⟧"
EVENT = "event"
_LEAST = 2
"""So many bad and so many good cases a rule has."""


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


class Text(Struct, frozen=True):
    """A text of a case, analysed once, and the places in it that are marked."""

    document: Document
    wanted: list[Span]


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
    """Every case of a rule file, in order, and what is wrong with all of them together."""
    bench = Bench(compiled)
    for number in range(1, len(compiled.cases) + 1):
        yield Outcome(compiled.spec.id, number, bench.failure(number))
    if compiled.spec.check != EVENT and (missing := _missing(compiled)):
        yield Outcome(compiled.spec.id, 0, missing)


def _missing(compiled: Compiled) -> str:
    """What a rule's cases lack as a whole."""
    bad = sum(case.bad is not None for case in compiled.cases)
    good = sum(case.good is not None for case in compiled.cases)
    if bad < _LEAST or good < _LEAST:
        return f"it has {bad} bad and {good} good cases; write two of each at least"
    if not any(case.near for case in compiled.cases if case.good is not None):
        return "no good case is a near miss; mark one that differs from a bad case in what matters with `near: true`"
    return ""


class Bench:
    """The cases of one rule, each analysed once: they can be run with other checks in the place of the rule's own."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self._texts: dict[int, dict[str, Text]] = {}
        self._rules: dict[int, Rule] = {}

    def failure(self, number: int, check: Check | None = None) -> str:
        """Why a case, counted from 1, does not hold; empty where it does. `check` takes the place of the rule's own."""
        case = self.compiled.cases[number - 1]
        try:
            if (case.bad is None) == (case.good is None):
                return "a case has either bad or good"
            return self._judged(number, case, self._rulebook(number, case, check))
        except ValueError as error:
            return str(error)

    def found(self, number: int, check: Check | None = None) -> dict[str, tuple[Finding, ...]]:
        """What the rule finds in the texts of a case, by the name of the text."""
        case = self.compiled.cases[number - 1]
        return _found(self.texts(number), self._rulebook(number, case, check), together=_is_site(case))

    def texts(self, number: int) -> Mapping[str, Text]:
        """The texts of a case by name. Raises ValueError where the marks in one do not pair."""
        if number not in self._texts:
            case = self.compiled.cases[number - 1]
            given = case.bad if case.bad is not None else case.good
            files = given if isinstance(given, dict) else {case.name: given or ""}
            self._texts[number] = {name: analysed(text, name, case) for name, text in files.items()}
        return self._texts[number]

    def _rulebook(self, number: int, case: Case, check: Check | None) -> Rulebook:
        if number not in self._rules:
            setting = Setting("on", case.options, self.compiled.tree, ("tests",))
            self._rules[number] = Rule(self.compiled.spec, setting)
        rule = self._rules[number]
        return Rulebook([rule if check is None else rule.looking(check)], "ja", Catalog([self.compiled.spec]))

    def _judged(self, number: int, case: Case, rulebook: Rulebook) -> str:
        texts, [rule] = self.texts(number), rulebook.rules
        found = _found(texts, rulebook, together=_is_site(case))
        for name, text in texts.items():
            spans = [_span(one, text) for one in found[name]]
            if case.good is not None or (_is_site(case) and not text.wanted):
                if spans:
                    return f"found what is none: {_shown(found[name], text, rule)}{_analysed(text, rule, spans)}"
            elif not text.wanted:
                return f"mark what is to be found with {OPEN} {CLOSE}"
            elif spans != text.wanted:
                wanted = " ".join(repr(text.document.text[slice(*one)]) for one in text.wanted)
                seen = _analysed(text, rule, [*text.wanted, *spans])
                return f"found {_shown(found[name], text, rule) or 'nothing'} in place of {wanted}{seen}"
        return "" if case.good is not None else self._as_said(case, rulebook, found)

    def _as_said(self, case: Case, rulebook: Rulebook, found: dict[str, tuple[Finding, ...]]) -> str:
        [rule] = rulebook.rules
        every = [one for some in found.values() for one in some]
        for one in every:
            severity = rule.severity(one.variant)
            if case.severity and severity != case.severity:
                return f"the severity is {severity}, not {case.severity}"
            if case.variant is not None and one.variant != case.variant:
                return f'the variant is "{one.variant}", not "{case.variant}"'
        return "" if _is_site(case) else _fixed(case, rulebook, every)


def _is_site(case: Case) -> bool:
    return isinstance(case.bad, dict) or isinstance(case.good, dict)


def analysed(text: str, name: str, case: Case) -> Text:
    """A text of a case under a name. Raises ValueError for an unknown flavor and for marks without a partner."""
    flavor = FLAVORS.get(case.flavor or "gfm")
    if flavor is None:
        raise ValueError(f'there is no flavor "{case.flavor}"')
    plain, wanted = marked(text)
    name = name.rpartition("/")[2]
    return Text(Document(Source(plain), name, flavor, plain=name.endswith(".txt")), wanted)


def _found(texts: Mapping[str, Text], rulebook: Rulebook, *, together: bool) -> dict[str, tuple[Finding, ...]]:
    """The findings in each text; `together`: what only all of them show."""
    results = {name: lint(text.document, rulebook) for name, text in texts.items()}
    for result in results.values():
        for failure in result.failures:
            raise ValueError(f"the rule could not do its work: {failure.detail}")
    if not together:
        return {name: result.findings for name, result in results.items()}
    [rule] = rulebook.rules
    facts: dict[str, list[tuple[str, Fact]]] = {}
    for name, result in results.items():
        for fact in (fact for _, some in result.facts for fact in some):
            facts.setdefault(fact.key, []).append((name, fact))
    hits: dict[str, list[Hit]] = {name: [] for name in texts}
    for name, match in concluded(rule, facts):
        hits[name] += [Hit(rule, match)] if reported(rule, match, texts[name].document) else []
    documents = {name: text.document for name, text in texts.items()}
    return {name: made(some, documents[name], Anchors.of(documents[name])) for name, some in hits.items()}


def _analysed(text: Text, rule: Rule, spans: list[Span]) -> str:
    """What the writer of a rule wants to know of some places: morphemes, and how endings were weighed."""
    return morphemes(text.document, spans) + weighed(rule.check, text.document, rule.scope, spans)


def _span(one: Finding, text: Text) -> Span:
    return Anchors.of(text.document).span(one.location)


def _fixed(case: Case, rulebook: Rulebook, found: list[Finding]) -> str:
    """What is wrong with the text after the fixes."""
    plain, _ = marked(str(case.bad))
    text = analysed(plain, case.name, case)
    anchors = Anchors.of(text.document)
    edits = [Edit(anchors.span(change.location), change.text) for one in found for change in one.changes]
    if case.fixed is None:
        return "it has a fix: say what the text is afterwards (fixed:)" if edits else ""
    after = apply(plain, edits)
    if after != case.fixed:
        return f"the fixed text is {after!r}"
    fixed = analysed(after, case.name, case)
    again = lint(fixed.document, rulebook).findings
    return f"the fixed text is not clean: {_shown(again, fixed, rulebook.rules[0])}" if again else ""


def _shown(found: tuple[Finding, ...], text: Text, rule: Rule) -> str:
    places = (text.document.text[slice(*_span(one, text))] for one in found)
    levels = (f"{rule.severity(one.variant)} {one.variant}".rstrip() for one in found)
    return " ".join(f"{place!r} ({level})" for place, level in zip(places, levels, strict=True))
