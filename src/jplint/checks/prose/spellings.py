"""One word written in several ways: words with one normalised form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import ClassVar, Literal, NamedTuple

from jplint.checks.base import Check, Match, Place, Scope
from jplint.checks.lexicon import Lexicon
from jplint.checks.regex import Regex
from jplint.document.document import Document
from jplint.document.prose.morpheme import MorphemeType
from jplint.document.prose.passage import Sentence
from jplint.pattern import Pattern
from jplint.text.edit import Edit
from jplint.text.span import Span

_VERBS = ("動詞", "形容詞", "助動詞", "接尾辞")


class _Word(NamedTuple):
    """A word at a place; `form` is how it is written, whatever its inflection."""

    span: Span
    key: tuple[str, str, str]
    form: str
    text: str


class Spellings(Check, frozen=True, kw_only=True):
    """Reports words that the document mostly writes in another way.

    Words are the same where the dictionary has one normalised form for them, and they inflect alike.
    """

    edits: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"major", "minor", "count", "total", "line"})

    of: Pattern
    """The words that are compared; one morpheme each."""
    unless: Lexicon = Lexicon()
    """Normalised forms that are left alone."""
    unless_form: tuple[Regex, ...] = ()
    """Ways of writing that are left alone."""
    alike: Literal["any", "kind"] = "kind"
    """`kind`: of one part of speech only; `any`: a verb and its noun, too, by what they have in common."""
    prefer: tuple[str, ...] = ()
    """Ways of writing that are right, however often others are found."""
    report: Literal["minor", "all"] = "minor"
    """`all`: each occurrence, of the usual way, too."""
    least: int = 1
    """So many of the usual way there must be."""

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """The words in order, form by form."""
        found: dict[tuple[str, str, str], list[_Word]] = {}
        for sentence in scope.sentences(document):
            for start, end, key, form in scope.remembered(self, sentence.text, partial(self._words, sentence)):
                text = sentence.text[start:end]
                found.setdefault(key, []).append(_Word(sentence.source(start, end), key, form, text))
        for words in found.values():
            yield from self._compared(words)

    def _compared(self, words: list[_Word]) -> Iterator[Match]:
        counts = Counter(one.form for one in words)
        wanted = next((form for form in counts if form in self.prefer), "") or self._preferred(words)
        usual = wanted or counts.most_common(1)[0][0]
        if (len(counts) < 2 and not wanted) or (not wanted and counts[usual] < self.least):
            return
        example = next((one for one in words if one.form == usual), None)
        if self.report == "all" and len(counts) < 2:
            return
        for one in words:
            if one.form == usual and (self.report != "all" or wanted):
                continue
            edits = (Edit(one.span, usual),) if one.text == one.form else ()
            values = {"major": usual, "minor": one.text, "count": counts[one.form], "total": len(words)}
            place = {"line": Place((example or one).span)}
            yield Match(
                one.span, "", {**values, **place}, related=(Place(example.span),) if example else (), edits=edits
            )

    def _preferred(self, words: list[_Word]) -> str:
        """The preferred way to write these words, though none of them is written so."""
        from jplint.document.prose.morpheme import analyze

        key = words[0].key[0]
        for form in self.prefer:
            parts = analyze(form)
            if len(parts) == 1 and parts[0].type.norm == key:
                return form
        return ""

    def _words(self, sentence: Sentence) -> list[tuple[int, int, tuple[str, str, str], str]]:
        morphemes = sentence.morphemes
        found = []
        for one in self.of.finditer(morphemes):
            start, _ = one.labels.get("match", (one.start, one.end))
            kind = morphemes[start].type
            form = kind.lemma if kind.pos.startswith(_VERBS) else kind.word
            if kind.norm in self.unless or any(regex.search(form) for regex in self.unless_form):
                continue
            found.append((morphemes[start].start, morphemes[start].end, self._key(kind), self._form(form)))
        return found

    def _key(self, kind: MorphemeType) -> tuple[str, str, str]:
        if self.alike == "any":
            return _stem(kind.norm), "", ""
        return kind.norm, kind.pos.partition("-")[0], kind.ctype.partition("-")[0]

    def _form(self, form: str) -> str:
        return _stem(form) if self.alike == "any" else form


def _stem(text: str) -> str:
    """What a verb and its noun have in common: 組み立てる, 組み立て."""
    return text.removesuffix("る")


CHECK = Spellings
