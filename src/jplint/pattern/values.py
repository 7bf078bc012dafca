"""Regular expressions for the value of an attribute: checked once, then as cheap as they can be.

Patterns come from users and values from any text, so the time of a match is bounded from both sides: a regex must not
offer more than `MOST_WAYS` ways to match one value, and no value longer than `LONGEST_VALUE` matches a regex.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import Final

LONGEST_VALUE: Final = 128
"""Code points; every dictionary word is far shorter."""
MOST_WAYS: Final = 100_000
"""Enough for two `.*` in one alternative, and for several such alternatives."""
_DEEPEST: Final = 20

_BAR = re.compile(r"(?<!\\)\|")
_AFFIX = re.compile(r"(\.\*)?((?:[^.^$*+?{}()\[\]|\\]|\\[^\w\s\\])*)(\.\*)?")
_ESCAPE = re.compile(r"\\(.)")
_PIECE = re.compile(
    r"""(?P<open>\((?:\?(?:[:=!>]|<[=!]|P<\w+>|[ims]+:))?)
      | (?P<close>\))
      | (?P<bar>\|)
      | (?P<count>(?:[*+?]|\{(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)(?<!\{)\})[?+]?)
      | \\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.""",
    re.VERBOSE | re.DOTALL,
)


class RegexError(ValueError):
    """A regular expression that does not compile or could take too long; `offset` in code points of the regex."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def literals(regex: str) -> tuple[str, ...] | None:
    """The plain strings that the regex is an alternation of, sorted; None where it is more than that."""
    parts = _affixes(regex)
    if parts is None or any(before or after for before, _, after in parts):
        return None
    return tuple(sorted({text for _, text, _ in parts}))


def check(regex: str) -> None:
    """Raise RegexError where the regex does not compile, or where it could take long on some value."""
    ways = _count_ways(regex)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            re.compile(regex, re.DOTALL)
        except re.error as error:
            raise RegexError(error.msg, error.pos or 0) from None
        except (OverflowError, Warning) as error:
            raise RegexError(str(error), 0) from None
    if ways > MOST_WAYS:
        raise RegexError("it could take too long: a repetition inside of a repetition, or too many of them", 0)


@lru_cache(maxsize=4096)
def predicate(regex: str) -> Callable[[str], object]:
    """A function that is true of the values that the (checked) regex matches wholly."""
    parts = _affixes(regex)
    if parts is None or any(before and after for before, _, after in parts):
        return re.compile(regex, re.DOTALL).fullmatch
    exact = frozenset(text for before, text, after in parts if not before and not after)
    prefixes = tuple(text for _, text, after in parts if after)
    suffixes = tuple(text for before, text, _ in parts if before)
    return lambda value: value.startswith(prefixes) or value.endswith(suffixes) or value in exact


def _affixes(regex: str) -> list[tuple[str | None, str, str | None]] | None:
    """The alternatives as (`.*` or None, plain text, `.*` or None); None where one of them is more than that."""
    found = [_AFFIX.fullmatch(part) for part in _BAR.split(regex)]
    parts = [(match[1], _ESCAPE.sub(r"\1", match[2]), match[3]) for match in found if match]
    return parts if len(parts) == len(found) else None


def _count_ways(regex: str) -> int:
    """An upper bound for the number of ways in which a backtracking matcher can match the regex with one value.

    One frame per open group: the ways of its finished options, of its current option, and of that option's last item.
    """
    frames = [[0, 1, 1]]
    before: str | None = "open"
    for piece in _PIECE.finditer(regex):
        frame, kind = frames[-1], piece.lastgroup
        if piece["count"]:
            if before == "open" and piece.start():
                raise RegexError("this kind of group is not supported", piece.start() - 1)
            frame[2] = min(_repeated(frame[2], piece), MOST_WAYS + 1)
        elif piece["bar"]:
            frame[:] = frame[0] + frame[1] * frame[2], 1, 1
        elif piece["close"]:
            if len(frames) > 1:
                options, option, last = frames.pop()
                frames[-1][1:] = frames[-1][1] * frames[-1][2], options + option * last
        else:
            frame[1:] = frame[1] * frame[2], 1
            if piece["open"]:
                frames.append([0, 1, 1])
                if len(frames) > _DEEPEST:
                    raise RegexError(f"its groups are nested more than {_DEEPEST} deep", piece.start())
        before = kind
    options, option, last = frames[0]
    return options + option * last


def _repeated(ways: int, count: re.Match[str]) -> int:
    """The ways of a repetition whose item has that many ways."""
    sign = count["count"][0]
    least = int(count["least"] or 0) if sign == "{" else int(sign == "+")
    exact = sign == "{" and not count["comma"]
    most = 1 if sign == "?" else least if exact else int(count["most"] or LONGEST_VALUE)
    most = min(most, LONGEST_VALUE)
    least = min(least, most)
    return most - least + 1 if ways == 1 else sum(ways**times for times in range(least, most + 1))
