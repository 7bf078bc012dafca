"""Words that are to be written otherwise: kana for kanji, kanji for kana, another spelling."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import ClassVar

import msgspec
from msgspec.structs import replace

from jplint.checks.base import Check, Match, Reach, Scope
from jplint.checks.part import Part
from jplint.document.document import Document
from jplint.document.prose.morpheme import Morpheme, MorphemeType
from jplint.document.prose.passage import Sentence
from jplint.pattern import Pattern
from jplint.text.edit import Edit
from jplint.text.notation import hiragana

_SHORT = 2
_OR = "|"
_IRREGULAR = "カ行変格"


class Group(Part, frozen=True, dict=True):
    """Words with one thing in common. A word is whole morphemes, and each condition is for one of them."""

    words: dict[str, str]
    """How it is written → how it is to be written; inflected words in the dictionary form. Where it can be one of
    several, they are parted by `|`, and nothing is changed."""
    variant: str = msgspec.field(default="", name="as")
    inflected: bool = False
    """The words are dictionary forms of a single morpheme, and what is written is put into the same form."""
    is_: Pattern | None = msgspec.field(default=None, name="is")
    """What the first morpheme of the word must be."""
    after: Pattern | None = None
    """What the morpheme before it must be; at the beginning of a sentence there is none."""
    before: Pattern | None = None
    """What the morpheme behind it must be; at the end of a sentence there is none."""
    one_way: bool = False
    """Not to be turned round."""
    start: bool = False
    """At the beginning of a sentence, too, whatever `after` says."""
    unless_after: Pattern | None = None
    """What the morpheme before it must not be."""
    unless_before: Pattern | None = None
    """What the morpheme behind it must not be."""

    @cached_property
    def longest(self) -> int:
        """Code points of the longest word."""
        return max(map(len, self.words), default=0)


class Respell(Check, frozen=True, kw_only=True):
    """Reports each word of the groups that its conditions hold for; where two begin at one place, the longer counts."""

    shorthand: ClassVar[str] = "groups"
    edits: ClassVar[bool] = True
    names: ClassVar[frozenset[str]] = frozenset({"wrong", "right"})

    groups: tuple[Group, ...]
    reverse: tuple[str, ...] = ()
    """Variants in which what is to be written is looked for, and is to be written as the other; `all` for all."""
    ignore: tuple[str, ...] = ()
    """Words that are left alone, by their dictionary form or by their reading in katakana."""

    @property
    def reach(self) -> Reach:
        """A word is one wherever it stands."""
        return "block"

    def variants(self) -> frozenset[str]:
        return frozenset(one.variant for one in self.groups if one.variant)

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        for number, name in enumerate(self.reverse):
            if name not in self.variants() | {"all"}:
                yield ("reverse", number), f"there are {', '.join(sorted(self.variants()))}"

    @cached_property
    def _ways(self) -> tuple[Group, ...]:
        """The groups, those turned round that are to be."""
        return tuple(
            replace(one, words=_turned(one.words)) if turned else one
            for one in self.groups
            if not (turned := bool({one.variant, "all"} & {*self.reverse})) or not one.one_way
        )

    def literals(self) -> Iterator[str]:
        yield from self._literals or ()

    @cached_property
    def _literals(self) -> tuple[str, ...] | None:
        """The strings without which no word can be there: of inflected ones what does not change."""
        found = {_stem(word) if group.inflected else word for group in self._ways for word in group.words}
        return None if "" in found else tuple(sorted(found))

    def look(self, document: Document, scope: Scope) -> Iterator[Match]:
        """The words in order."""
        for passage in scope.holding(self._literals, document):
            for sentence in passage.sentences:
                if self._literals is None or any(map(sentence.text.__contains__, self._literals)):
                    yield from self._words(sentence)

    def _words(self, sentence: Sentence) -> Iterator[Match]:
        morphemes, done = sentence.morphemes, 0
        for number, first in enumerate(morphemes):
            if first.start < done:
                continue
            found = [one for group in self._ways if (one := self._found(group, morphemes, number, sentence.text))]
            if not found:
                continue
            end, variant, right = max(found, key=lambda one: one[0])
            done = end
            wrong = sentence.text[first.start : end]
            if wrong != right:
                span = sentence.source(first.start, end)
                edits = () if _OR in right else (Edit(span, right),)
                yield Match(span, variant, {"wrong": wrong, "right": right}, edits=edits)

    def _found(
        self, group: Group, morphemes: Sequence[Morpheme], number: int, text: str
    ) -> tuple[int, str, str] | None:
        first = morphemes[number]
        if group.inflected:
            lemma = first.type.lemma
            if lemma not in group.words or not self._holds(group, morphemes, number, number + 1):
                return None
            if self._left(lemma, first.type.reading, group.words[lemma]):
                return None
            return first.end, group.variant, _inflected(lemma, group.words[lemma], first.type)
        for last in range(number, len(morphemes)):
            end = morphemes[last].end
            if end - first.start > group.longest:
                break
            word = text[first.start : end]
            if word in group.words and self._holds(group, morphemes, number, last + 1):
                reading = "".join(one.type.reading for one in morphemes[number : last + 1])
                if not self._left(word, reading, group.words[word]):
                    return end, group.variant, group.words[word]
        return None

    def _left(self, word: str, reading: str, right: str) -> bool:
        """True for a word that is left alone."""
        rights = right.split(_OR)
        return any(one in (word, reading) or hiragana(one) in rights for one in self.ignore)

    @staticmethod
    def _holds(group: Group, morphemes: Sequence[Morpheme], start: int, end: int) -> bool:
        before = morphemes[start - 1 : start] if start else ()
        behind = morphemes[end : end + 1]
        if group.is_ is not None and not _is(group.is_, morphemes[start : start + 1]):
            return False
        if group.after is not None and not (_is(group.after, before) or (group.start and not start)):
            return False
        if group.before is not None and not _is(group.before, behind):
            return False
        if group.unless_after is not None and _is(group.unless_after, before):
            return False
        return not (group.unless_before is not None and _is(group.unless_before, behind))


def _is(pattern: Pattern, morpheme: Sequence[Morpheme]) -> bool:
    return bool(morpheme) and next(pattern.finditer(morpheme), None) is not None


def _turned(words: Mapping[str, str]) -> dict[str, str]:
    """The other way round; what several words are written for can be any of them."""
    found: dict[str, list[str]] = {}
    for word, right in words.items():
        for one in right.split(_OR):
            found.setdefault(one, []).append(word)
    return {word: _OR.join(right) for word, right in found.items()}


def _stem(word: str) -> str:
    """What of an inflected word is in all its forms; nothing for short words in kana, which may be irregular."""
    return "" if _kana(word) and len(word) <= _SHORT else word[:1]


def _inflected(lemma: str, right: str, kind: MorphemeType) -> str:
    """The form in which a word is written, spelt as another dictionary form: 分かろ → わかろ, き (くる) → 来."""
    if _OR in right:
        return right
    tail = next(
        (at for at in range(min(len(lemma), len(right))) if lemma[-1 - at] != right[-1 - at]),
        min(len(lemma), len(right)),
    )
    head, new = lemma[: len(lemma) - tail], right[: len(right) - tail]
    if _kana(right) and kind.ctype.startswith(_IRREGULAR):
        return hiragana(kind.reading)
    if kind.word.startswith(head):
        return new + kind.word[len(head) :]
    if _kana(right):
        return hiragana(kind.reading)
    return new + kind.word[len(head) :]


def _kana(text: str) -> bool:
    return all("ぁ" <= one <= "ゖ" or one == "ー" for one in text)


CHECK = Respell
