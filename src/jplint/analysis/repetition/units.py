"""A document as a row of units that can be compared: its sentences, and the code and tables between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from jplint.document.block import Block
from jplint.document.document import Document
from jplint.document.prose.morpheme import PLACEHOLDER
from jplint.document.prose.passage import Passage, Sentence

_COMPARED = re.compile(
    r"[^ \t\r\f\v\xa0\u2000-\u200a\u202f\u3000、。，．…‥！？!?・「」『』（）()“”\"'‘’*_~`.,]+|[.,](?=\d)"
)
"""What counts: two copies of a sentence may differ in white space, quotes, brackets, punctuation, left-over markup."""

_FINISHED = re.compile(r"[。．.！？!?…♪][」』）)】”\"*_\s]*\Z")
_LANDMARKS = frozenset({"code", "table"})
_MOSTLY = 0.7
_LINE = 200
"""A bold line longer than this many code points is no heading."""


class Stretch(NamedTuple):
    """The units of one block: `start` to `end` (exclusive)."""

    block: int
    """The number of the block in the document."""
    start: int
    end: int
    size: int
    """Code points of all keys; 0 for a code block or table, which only shows that two places go on alike."""


class Units:
    """The units of some passages of a document, in order. A unit is a number; what is known of it stands in lists."""

    def __init__(self, document: Document, passages: Iterable[Passage]) -> None:
        """`passages` come in the order of the document; those of the front matter are passed over."""
        self.document = document
        rows = [row for row in zip(*_rows(document, passages), strict=True) if row[2]]
        self.sentences = [sentence for _, sentence, _ in rows]
        """None for a code block or table."""
        self.keys = [key for _, _, key in rows]
        """What counts when two units are compared."""
        self.stretches: list[Stretch] = []
        self.owners: list[int] = []
        """The number of the stretch that each unit is in."""
        self._titles: dict[int, bool] = {}
        self._borrowed: dict[int, bool] = {}
        for block, group in groupby(row[0] for row in rows):
            start = len(self.owners)
            self.owners += [len(self.stretches)] * len(list(group))
            end = len(self.owners)
            size = sum(map(len, self.keys[start:end])) if self.sentences[start] else 0
            self.stretches.append(Stretch(block, start, end, size))

    def block(self, stretch: int) -> Block:
        """The block of a stretch."""
        return self.document.blocks[self.stretches[stretch].block]

    def first_alike(self, stretch: int) -> int:
        """The first stretch whose block has the same source, but for white space: the stretch itself if no other."""
        return self._alike[stretch]

    @cached_property
    def _alike(self) -> list[int]:
        text, firsts = self.document.text, dict[str, int]()
        sources = (" ".join(text[slice(*self.block(number).span)].split()) for number in range(len(self.stretches)))
        return [firsts.setdefault(source, number) for number, source in enumerate(sources)]

    def follows(self, stretch: int) -> bool:
        """True where nothing, not even an image, stands between a stretch and the one before."""
        return stretch > 0 and self.stretches[stretch].block == self.stretches[stretch - 1].block + 1

    def finished(self, unit: int) -> bool:
        """True for a sentence that ends in a full stop or the like."""
        sentence = self.sentences[unit]
        return sentence is not None and _FINISHED.search(sentence.text) is not None

    def title(self, stretch: int) -> bool:
        """True for what only shows that two places go on alike: a heading or a bold line like one, code, a table."""
        if stretch not in self._titles:
            self._titles[stretch] = self._is_title(stretch)
        return self._titles[stretch]

    def _is_title(self, stretch: int) -> bool:
        block, last = self.block(stretch), self.stretches[stretch].end - 1
        if self.sentences[last] is None:
            return True
        if block.kind == "heading":
            return not (block.setext and self.finished(last))
        return len(block.text) <= _LINE and not self.finished(last) and block.wholly_bold

    def borrowed(self, stretch: int) -> bool:
        """True for what is not the writer's own running text: a quotation, a table, a list of links."""
        if stretch not in self._borrowed:
            block = self.block(stretch)
            passage = block.passages[0] if block.kind != "table" and block.passages else None
            self._borrowed[stretch] = passage is None or passage.place == "quote" or mostly_links(passage)
        return self._borrowed[stretch]

    def leads_in(self, unit: int) -> bool:
        """True for the last sentence before code, a list, a table or whatever else is no Japanese prose."""
        stretch = self.stretches[self.owners[unit]]
        blocks = self.document.blocks
        if unit < stretch.end - 1 or stretch.block + 1 == len(blocks):
            return False
        here, following = blocks[stretch.block], blocks[stretch.block + 1]
        if following.kind == "rule":
            return False
        if following.kind == "table" or not any(passage.japanese for passage in following.passages):
            return True
        return any(following.inside(kind) not in (None, here.inside(kind)) for kind in ("list", "quote"))


def mostly_links(passage: Passage) -> bool:
    """True where nearly all of the text is the text of links."""
    linked = sum(run.end - run.start for run in passage.runs if run.kind in ("link", "url"))
    return linked > _MOSTLY * len(passage.text)


def comparable(text: str) -> str:
    """A text without what does not count when two texts are compared."""
    return "".join(_COMPARED.findall(text))


def _rows(document: Document, passages: Iterable[Passage]) -> tuple[list[int], list[Sentence | None], list[str]]:
    """The number of the block, the sentence and the key of each unit; an empty key for what says nothing."""
    numbers: list[int] = []
    sentences: list[Sentence | None] = []
    for number, sentence in _walk(document, passages):
        numbers.append(number)
        sentences.append(sentence)
    texts = [sentence.text.replace("\n", " ") if sentence else "" for sentence in sentences]
    keys = (
        comparable("\n".join(texts)).split("\n") if texts else []
    )  # one pass: a call for each costs more than its work
    for index, sentence in enumerate(sentences):
        if sentence is None:
            span = document.blocks[numbers[index]].span
            keys[index] = "\n" + document.text[span.start : span.end]
        elif PLACEHOLDER in keys[index]:
            keys[index] += "\n".join(_hidden(sentence))
    return numbers, sentences, keys


def _walk(document: Document, passages: Iterable[Passage]) -> Iterator[tuple[int, Sentence | None]]:
    done = 0
    for passage in passages:
        for number in range(done, passage.block):
            if document.blocks[number].kind in _LANDMARKS:
                yield number, None
        done = max(done, passage.block + 1)
        for sentence in passage.sentences if passage.block >= 0 else ():
            yield passage.block, sentence


def _hidden(sentence: Sentence) -> Iterator[str]:
    """What the placeholders of a sentence stand for: code counts as it is, punctuation and all."""
    runs = sentence.passage.runs
    for index in range(bisect_left(runs, sentence.start, key=lambda run: run.start), len(runs)):
        if runs[index].start >= sentence.end:
            return
        if runs[index].end == runs[index].start + 1:
            yield runs[index].value
