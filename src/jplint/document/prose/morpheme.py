"""Morphemes, by Sudachi: split mode C, the core dictionary, the vocabulary of UniDic.

Sudachi sees the text as it is but for NFKC and lower case: its IgnoreYomiganaPlugin, which makes one word of
`関数（あれば）`, and its ProlongedSoundMarkPlugin, which makes one mark of `ーーー`, are off.
The dictionary is opened by the first text to be analysed, once in a process. Not for use by several threads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from sudachipy import Morpheme as Token  # type: ignore[import-untyped]

PLACEHOLDER: Final = "\ue000"
"""Stands in a text for opaque material (a code span, a URL) and is analysed as a noun of its own."""

# A radical that nobody writes but the dictionary has, as a common noun and in no longer word.
_STAND_IN: Final = "氵"
# Sudachi takes 65,535 bytes after NFKC, which makes 33 bytes of U+FDFA; and a run of `ー` costs it the square.
_PIECE_LENGTH: Final = 1_900
_PIECE: Final = re.compile(rf"(?s:.{{1,{_PIECE_LENGTH}}}(?:(?<=[。．！？!?…、，\s])|\Z)|.{{1,{_PIECE_LENGTH}}})")
_OPAQUE_OR_NOT: Final = re.compile(f"{PLACEHOLDER}|[^{PLACEHOLDER}]+")
# Some 60 bytes of memory for each character.
_MEMO_LENGTH: Final = 1_000_000


class MorphemeType(Struct, frozen=True, eq=False):
    """A word of the dictionary as it is written here: one object in a process for each, so `is` compares.

    Only `word` tells how it is written: `lemma`, `norm` and `reading` are derived after NFKC and lower-casing.
    """

    number: int
    """Counts the types of this process from 0 on, in the order in which they were met."""
    word: str
    """As written (surface)."""
    lemma: str
    """The dictionary form: `行っ` → `行く`; a potential verb is its own: `書け` → `書ける`."""
    norm: str
    """The normalised form, one for the ways to write (and for some words besides): `書ける`, `かく` → `書く`."""
    reading: str
    """As read, in katakana; the word itself where the dictionary does not have it."""
    pos: str
    """Part of speech: `名詞-普通名詞-サ変可能`, one to four parts."""
    ctype: str
    """Type of conjugation: `五段-カ行`, `助動詞-デス`; empty where the word has none."""
    cform: str
    """Form of conjugation: `終止形-一般`, `連用形-促音便`; empty where the word has none."""


class Morpheme(NamedTuple):
    """One morpheme of a text. `start` and `end` are code points in that text, half-open."""

    type: MorphemeType
    start: int
    end: int


def analyze(text: str) -> tuple[Morpheme, ...]:
    """The morphemes of `text`, in order and without a gap (white space is a morpheme, `空白`).

    Give it one sentence, for what follows can change the analysis. Any string will do that has no lone surrogate.
    """
    return _shared().analyze(text) if text else ()


@cache
def grammar() -> dict[str, frozenset[str]]:
    """All parts of speech, types and forms of conjugation that the dictionary has, as morphemes have them."""
    from sudachipy import Dictionary

    found = [_grammar(parts) for parts in Dictionary().pos_matcher(lambda _: True)]
    return {name: frozenset(one[at] for one in found) for at, name in enumerate(("pos", "ctype", "cform"))}


def _grammar(parts: Iterable[str]) -> tuple[str, str, str]:
    """Sudachi's six parts as three names, without those that are not said."""
    *pos, ctype, cform = ("" if part == "*" else part for part in parts)
    return "-".join(filter(None, pos)), ctype, cform


def opened() -> bool:
    """True once the dictionary has been opened in this process."""
    return _shared.cache_info().currsize > 0


class _Analyzer:
    """Sudachi, every type met so far, and the last million characters analysed."""

    def __init__(self) -> None:
        from sudachipy import Config, Dictionary, SplitMode

        config = Config(inputTextPlugin=[{"class": "com.worksap.nlp.sudachi.DefaultInputTextPlugin"}])
        # All four are asked for although they are read once per type: without them numerals are joined another way,
        # and they cost less than 5 % of the time.
        fields = {"pos", "dictionary_form", "normalized_form", "reading_form"}
        self._tokenizer = Dictionary(config=config).tokenizer(SplitMode.C, fields=fields)
        self._tokens = self._tokenizer.tokenize("")
        self._types: dict[tuple[int, str], MorphemeType] = {}
        itself = PLACEHOLDER
        self._opaque = MorphemeType(0, itself, itself, itself, itself, "名詞-普通名詞-一般", "", "")
        self._types[self._tokenizer.tokenize(_STAND_IN)[0].word_id(), PLACEHOLDER] = self._opaque
        self._grammar: dict[int, tuple[str, str, str]] = {}
        """Part of speech, type and form of conjugation by Sudachi's number for the three."""
        self._memo: dict[str, tuple[Morpheme, ...]] = {}
        self._memo_length = 0

    def analyze(self, text: str) -> tuple[Morpheme, ...]:
        found = self._memo.get(text)
        if found is None:
            found = self._analyze(text)
            self._memo_length += len(text)
            if self._memo_length > _MEMO_LENGTH:
                self._memo.clear()
                self._memo_length = len(text)
            self._memo[text] = found
        return found

    def _analyze(self, text: str) -> tuple[Morpheme, ...]:
        if len(text) <= _PIECE_LENGTH:
            found = self._tokenize(text, 0)
        else:
            found = [part for piece in _PIECE.finditer(text) for part in self._tokenize(piece[0], piece.start())]
        return tuple(self._release(found) if PLACEHOLDER in text else found)

    def _tokenize(self, text: str, offset: int) -> list[Morpheme]:
        found = []
        types = self._types
        start = 0
        for token in self._tokenizer.tokenize(text.replace(PLACEHOLDER, _STAND_IN), out=self._tokens):
            end = token.end()
            word = text[start:end]
            if word:  # `…` is three full stops to Sudachi, two of them empty
                kind = types.get((token.word_id(), word)) or self._learn(token, word)
                found.append(Morpheme(kind, offset + start, offset + end))
                start = end
        return found

    def _learn(self, token: Token, word: str) -> MorphemeType:
        number = token.part_of_speech_id()
        if number not in self._grammar:
            self._grammar[number] = _grammar(token.part_of_speech())
        pos_name, ctype, cform = self._grammar[number]
        kind = MorphemeType(
            number=len(self._types),
            word=word,
            lemma=token.dictionary_form(),
            norm=token.normalized_form(),
            # That of a numeral is put together digit by digit and differs from place to place.
            reading=word if token.is_oov() else token.reading_form(),
            pos=pos_name,
            ctype=ctype,
            cform=cform,
        )
        self._types[token.word_id(), word] = kind
        return kind

    def _release(self, found: Iterable[Morpheme]) -> Iterator[Morpheme]:
        """Part a placeholder from the word it was taken into, as it can be after an ideograph unknown to Sudachi."""
        for morpheme in found:
            kind, start, _ = morpheme
            if kind is self._opaque or PLACEHOLDER not in kind.word:
                yield morpheme
                continue
            for part in _OPAQUE_OR_NOT.finditer(kind.word):
                yield from self._tokenize(part[0], start + part.start())


@cache
def _shared() -> _Analyzer:
    return _Analyzer()
