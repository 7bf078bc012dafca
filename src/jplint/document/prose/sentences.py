"""Where the sentences of a passage begin and end.

A sentence ends with a line, and after a full stop, an exclamation or a question mark outside brackets. What stands
in brackets belongs to the sentence around it, however many full stops it holds: 「行く。帰る。」と言った。 is one.
A bracket without its partner in the line is like a letter, so that a forgotten 」 costs one sentence and not the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

_PAIRS: Final = "「」『』｢｣（）()［］[]｛｝{}【】〔〕〈〉《》〖〗≪≫“”‘’"
_CLOSER_OF: Final = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_CLOSERS: Final = frozenset(_CLOSER_OF.values())
_QUOTES: Final = frozenset('「『｢“"')
_STRAIGHT: Final = '"'
_PARENTHESES: Final = frozenset("）)")
_ASIDE: Final = 10

_STOPS: Final = "。｡．！？!?.‼⁇⁈⁉"
_LATIN: Final = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ"
# `re` goes through a range of kanji one by one when it compiles a set: what is no Latin letter costs a tenth of it.
_JAPANESE: Final = f"[^\\W_\x80-\u02af{_LATIN}]|[」』）】〉》〕\u3099\u309a]"

# The loop runs once for each hit of this one class of characters: `re` skips the others in C.
_MARK: Final = re.compile(f"[{_STOPS}{re.escape(_PAIRS)}{_STRAIGHT}\n]")
_HARD: Final = re.compile(f"[{_STOPS.replace('。', '')}{re.escape(_PAIRS)}{_STRAIGHT}\n]")
"""Marks besides 。 that a walk has to look at: half of all passages have none."""
_PERIODS: Final = re.compile("。++(?![、，])")
_RUN: Final = re.compile(f"[{_STOPS}]++")
_END: Final = re.compile(
    rf"""
      (?=[!?.．]*+[。｡！？‼⁇⁈⁉]) [{_STOPS}]++            (?![、，])   # full width: always
    | (?=\.*+[!?]) (?<={_JAPANESE}) [!?.]++             (?![、，])   # すごい!次は, but not Yahoo!ニュース
    | (?=\.*+[!?]) (?<=\S) [!?.]++                        (?=[\s{re.escape("".join(_CLOSERS))}{_STRAIGHT}]|\Z)
    | (?<![{_LATIN}．]) ．                                (?![．.、，])  # 行う．３つの
    | ．                                                  (?![{_LATIN}．.、，])  # not ３．１４
    | (?<={_JAPANESE}) \.                               (?![{_LATIN}．.、，])  # not 猫.jpg
    """,
    re.VERBOSE,
)
_SHORT: Final = 2_000
"""Passages up to this many code points are remembered, so that what is kept has a bound."""
_SPACES: Final = re.compile(r"[^\S\n]*+")
# A placeholder or another private character stands for something that can be read.
_READABLE: Final = re.compile("[^\\W_]|[\ue000-\uf8ff]")


class _End(NamedTuple):
    """The end of a sentence, and where the next one would begin."""

    end: int
    next: int


class _Opener(NamedTuple):
    """A bracket still open, and how many ends were found before it."""

    closer: str
    at: int
    ends: int


def split(text: str) -> Sequence[tuple[int, int]]:
    """The sentences of one passage as half-open ranges of code points, in order; only white space lies between them."""
    return _remembered(text) if len(text) <= _SHORT else _split(text)


@lru_cache(maxsize=4096)
def _remembered(text: str) -> Sequence[tuple[int, int]]:
    """The same for a short passage, which an editor asks for at every key that is pressed."""
    return _split(text)


def _split(text: str) -> Sequence[tuple[int, int]]:
    if _HARD.search(text) is None:
        return _split_plain(text)
    passage = _Passage(text)
    done = 0
    for hit in _MARK.finditer(text):
        at = hit.start()
        mark = text[at]
        if at < done:
            continue
        if mark in _STOPS:
            done = passage.stop(at)
        elif mark in _CLOSER_OF:
            passage.open(at, _CLOSER_OF[mark])
        elif mark in _CLOSERS:
            passage.close(at, mark)
        elif mark == _STRAIGHT:
            passage.quote(at)
        else:
            passage.break_line(at)
    passage.break_line(len(text))
    return passage.ranges


def _split_plain(text: str) -> list[tuple[int, int]]:
    """The same for a text without brackets, line breaks and stops other than 。"""
    ranges: list[tuple[int, int]] = []
    begin = _past(_SPACES, text, 0)
    for hit in _PERIODS.finditer(text):
        if hit.start() > begin:
            ranges.append((begin, hit.end()))
            begin = _past(_SPACES, text, hit.end())
    rest = text[begin:].rstrip()
    if rest and ranges and not _READABLE.search(rest):  # 行く。♪
        begin, _ = ranges.pop()
    if rest:
        ranges.append((begin, len(text.rstrip())))
    return ranges


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


class _Passage:
    """The state of one walk over a passage. Ends found within a bracket are forgotten when it closes."""

    def __init__(self, text: str) -> None:
        self.ranges: list[tuple[int, int]] = []
        self._text = text
        self._begin = _past(_SPACES, text, 0)
        self._ends: list[_End] = []
        self._open: list[_Opener] = []
        self._awaited = dict.fromkeys((*_CLOSERS, _STRAIGHT), 0)
        self._complete = -1

    def _follows_end(self, at: int) -> bool:
        return bool(self._ends) and self._ends[-1].end == at

    def _next_begin(self) -> int:
        return self._ends[-1].next if self._ends else self._begin

    def _end(self, at: int, end: int) -> None:
        """A sentence ends at `end`; one that has ended at `at` goes on to there."""
        if self._follows_end(at):
            self._ends.pop()
        self._ends.append(_End(end, _past(_SPACES, self._text, end)))

    def stop(self, at: int) -> int:
        """Take in the run of stops that begins at `at`; returns where it ends."""
        end = _past(_RUN, self._text, at)
        begin = self._next_begin()
        numbering = self._text[at] == "．" and at - begin <= 4 and self._text[begin:at].isdecimal()
        if (at > begin or self._follows_end(at)) and not numbering and _END.match(self._text, at):
            self._end(at, end)
        return end

    def open(self, at: int, closer: str) -> None:
        """An opening bracket stands at `at`."""
        self._open.append(_Opener(closer, at, len(self._ends)))
        self._awaited[closer] += 1

    def quote(self, at: int) -> None:
        """A straight quotation mark stands at `at`: it closes if it can, and does not open after a number (5")."""
        text = self._text
        ends = self._follows_end(at) and (at + 1 == len(text) or text[at + 1].isspace())
        if self._awaited[_STRAIGHT] or ends or (at and text[at - 1].isascii() and text[at - 1].isalnum()):
            self.close(at, _STRAIGHT)
        else:
            self.open(at, _STRAIGHT)

    def close(self, at: int, closer: str) -> None:
        """A closing bracket stands at `at`."""
        if not self._awaited[closer]:
            if self._follows_end(at):
                self._end(at, at + 1)
            return
        opener = self._pop()
        while opener.closer != closer:
            opener = self._pop()
        complete = self._complete == at or (len(self._ends) > opener.ends and self._follows_end(at))
        del self._ends[opener.ends :]
        if complete:
            self._complete = at + 1
        if closer in _PARENTHESES and at - opener.at <= _ASIDE + 1 and self._follows_end(opener.at):
            self._end(opener.at, at + 1)
        elif complete and opener.at == self._next_begin() and self._quotation_at(opener.at):
            following = _past(_SPACES, self._text, at + 1)
            if self._quotation_at(following):
                self._ends.append(_End(at + 1, following))

    def _pop(self) -> _Opener:
        opener = self._open.pop()
        self._awaited[opener.closer] -= 1
        return opener

    def _quotation_at(self, at: int) -> bool:
        return self._text[at : at + 1] in _QUOTES

    def break_line(self, at: int) -> None:
        """The line ends before `at`: nothing can take back its ends any more."""
        begin = self._begin
        for end, following in self._ends:
            self.ranges.append((begin, end))
            begin = following
        rest = self._text[begin:at].rstrip()
        if rest:
            if self._ends and not _READABLE.search(rest):  # 行く！♪
                last, _ = self.ranges.pop()
                self.ranges.append((last, begin + len(rest)))
            else:
                self.ranges.append((begin, begin + len(rest)))
        self._begin = _past(_SPACES, self._text, at + 1)
        self._ends.clear()
        while self._open:
            self._pop()
