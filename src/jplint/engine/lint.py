"""The one entry that lints. The command line, editors, tests and the API all come through here.

look → weigh what was found → suppress → findings, in one order. What the result depends on is the document's bytes, its
name, its flavor and the rulebook, and nothing else; `Rulebook.key` and `result_key` name it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from jplint.checks.base import CheckTimeout, Fact, Match
from jplint.checks.prefilter import Search
from jplint.document.document import Document
from jplint.engine.finding import Anchors, Finding, Findings
from jplint.engine.fix import edits
from jplint.engine.memory import Blocks
from jplint.engine.suppress import Hit, Suppressions
from jplint.rulebook.rulebook import Rule, Rulebook
from jplint.text.span import Span


class RuleFailure(Struct, frozen=True):
    """A rule that could not do its work. `event` says why and names the rule that has the words for it."""

    event: str
    rule: str
    detail: str


class Result(Struct, frozen=True):
    """What a document by itself shows, and what it adds to the conclusions about all. Survives JSON."""

    findings: tuple[Finding, ...]
    """In the order of their places, then rules, then variants."""
    anchors: Anchors
    facts: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    """Rule id and facts, for `conclude`."""
    suppressions: Suppressions = field(default_factory=Suppressions)
    failures: tuple[RuleFailure, ...] = ()
    draft: bool = False
    """The document is not to be published yet."""

    @property
    def complete(self) -> bool:
        """False where a rule could not do its work."""
        return not self.failures


def lint(document: Document, rulebook: Rulebook, blocks: Blocks | None = None) -> Result:
    """What the rules find in a document. `blocks` remembers what was found in blocks that are linted again."""
    run = _Run(document, rulebook)
    for rule in (*rulebook.rules, *rulebook.silent):
        if rule.check.reach == "document" or (rule.check.reach == "block" and blocks is None):
            run.look(rule, run.search)
        elif rule.check.reach == "site":
            run.gather(rule)
    if blocks is not None:
        run.recall(blocks)
    for rule in rulebook.rules:
        if rule.check.reach == "findings":
            run.weigh(rule)
    silent = {rule.id for rule in rulebook.silent}
    suppressions = Suppressions.read(document, rulebook)
    kept = suppressions.apply([hit for hit in run.hits if hit.rule.id not in silent])
    kept += remarks(suppressions, document, rulebook)
    anchors = Anchors.of(document)
    findings = made(kept, document, anchors)
    return Result(findings, anchors, tuple(run.facts), suppressions, tuple(run.failures), document.draft)


class _Run:
    """The rules at work on one document."""

    def __init__(self, document: Document, rulebook: Rulebook) -> None:
        self.document = document
        self.rulebook = rulebook
        self.search = Search(document, rulebook.prefilter)
        self.hits: list[Hit] = []
        self.facts: list[tuple[str, tuple[Fact, ...]]] = []
        self.failures: list[RuleFailure] = []

    def look(self, rule: Rule, search: Search) -> None:
        """What a rule finds where the search looks."""
        self._take(rule, lambda: rule.check.look(self.document, rule.scope.within(search)))

    def weigh(self, rule: Rule) -> None:
        """What a rule makes of the findings of others."""
        ids = {one for name in rule.check.rules() for one in self.rulebook.catalog.find(name)}
        found: dict[str, list[Match]] = {rule_id: [] for rule_id in sorted(ids - {rule.id})}
        for hit in self.hits:
            if hit.rule.id in found:
                found[hit.rule.id].append(hit.match)
        self._take(rule, lambda: rule.check.weigh(found, self.document, rule.scope.within(self.search)))

    def gather(self, rule: Rule) -> None:
        """What a rule wants to know of the document for its conclusion."""
        with _Guard(self, rule):
            if facts := tuple(rule.check.facts(self.document, rule.scope)):
                self.facts.append((rule.id, facts))

    def recall(self, blocks: Blocks) -> None:
        """The hits of the rules that look no further than a block, looked for in new blocks only."""
        rules = [rule for rule in (*self.rulebook.rules, *self.rulebook.silent) if rule.check.reach == "block"]
        keys = blocks.keys(self.document)
        new = frozenset(number for number, key in enumerate(keys) if key not in blocks)
        before, failed = len(self.hits), len(self.failures)
        search = Search(self.document, self.rulebook.prefilter, new)
        for rule in rules:
            self.look(rule, search)
        if len(self.failures) == failed:
            self.hits += blocks.exchange(self.document, keys, new, self.hits[before:])
        else:
            del self.hits[before:], self.failures[failed:]
            for rule in rules:
                self.look(rule, self.search)

    def _take(self, rule: Rule, look: Callable[[], Iterable[Match]]) -> None:
        with _Guard(self, rule):
            self.hits += [Hit(rule, match) for match in look() if reported(rule, match, self.document)]

    def failed(self, event: str, rule: Rule, detail: str) -> None:
        """Note that a rule could not do its work, and let the rule of that event say so."""
        self.failures.append(RuleFailure(event, rule.id, detail))
        if speaker := self.rulebook.events.get(event):
            self.hits.append(Hit(speaker, Match(Span(0, 0), values={"rule": rule.id, "detail": detail})))


class _Guard:
    """One rule's failure is reported, and the others go on."""

    def __init__(self, run: _Run, rule: Rule) -> None:
        self._run = run
        self._rule = rule

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> bool:
        if isinstance(error, CheckTimeout):
            self._run.failed("rule-timeout", self._rule, error.source)
        elif isinstance(error, Exception):
            self._run.failed("rule-failure", self._rule, f"{type(error).__name__}: {error}")
        return error is None or isinstance(error, Exception)


def reported(rule: Rule, match: Match, document: Document) -> bool:
    """False where the variant is off, the project allows the text or the rule passes over the markup it is in."""
    if rule.severity(match.variant) == "off":
        return False
    return not rule.excuses(match.span, document)


def made(hits: Iterable[Hit], document: Document, anchors: Anchors) -> tuple[Finding, ...]:
    """The findings in their order."""
    ready = Findings(document, anchors)
    found = []
    for rule, match in sorted(hits, key=lambda hit: (hit.match.span, hit.rule.id, hit.match.variant)):
        variant = rule.spec.variants.get(match.variant)
        fix = (variant.fix if variant else None) or rule.spec.fix
        changes = edits(fix, match, document) if fix else ()
        found.append(ready.made(rule.id, match, changes, safe=bool(fix and fix.safe)))
    return tuple(found)


def remarks(suppressions: Suppressions, document: Document, rulebook: Rulebook, *, late: bool = False) -> list[Hit]:
    """What there is to say of the suppressions themselves; `late`: of those that only the conclusion can tell of."""
    found = []
    for event, match in suppressions.remarks(document, rulebook, late=late):
        speaker = rulebook.events.get(event)
        if speaker is not None and reported(speaker, match, document):
            found.append(Hit(speaker, match))
    return found


def concluded(rule: Rule, facts: Mapping[str, Sequence[tuple[str, Fact]]]) -> Iterator[tuple[str, Match]]:
    """Path and match of what a rule concludes from the facts of all documents, which are by key, each with its path."""
    for key in sorted(facts):
        yield from rule.check.conclude(key, sorted(facts[key], key=lambda one: one[0].split("/")))


def result_key(data: bytes, name: str, flavor: str, rulebook: Rulebook) -> str:
    """What the result of linting these bytes depends on, as 32 hexadecimal digits; equal in every process."""
    digest = hashlib.blake2b(data, digest_size=16)
    digest.update(f"\0{name}\0{flavor}\0{rulebook.key}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
