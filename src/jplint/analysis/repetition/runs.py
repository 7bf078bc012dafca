"""Runs of a row that repeat an earlier run of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Copy(NamedTuple):
    """The units from `start` to `end` (exclusive) are those from `source` on over again. The two may overlap."""

    start: int
    end: int
    source: int

    @property
    def adjacent(self) -> bool:
        """True where nothing stands between the original and its copy."""
        return self.start - self.source <= self.end - self.start


def copies(keys: Sequence[str]) -> list[Copy]:
    """The runs of keys that repeat an earlier run, in order and without overlap: a greedy LZ77 parse.

    At each place the first and the latest occurrence of the key are followed and the longer run is taken; of two
    equal ones an adjacent one, else the first. Linear in the number of keys.
    """
    first: dict[str, int] = {}
    latest: dict[str, int] = {}
    found: list[Copy] = []
    at = 0
    while at < len(keys):
        end = at + 1
        if (source := first.get(keys[at])) is not None:
            candidates = [_follow(keys, at, one) for one in {source, latest[keys[at]]}]
            best = max(candidates, key=lambda one: (one.end, one.adjacent, -one.source))
            found.append(best)
            end = best.end
        for index in range(at, end):
            first.setdefault(keys[index], index)
            latest[keys[index]] = index
        at = end
    return found


def _follow(keys: Sequence[str], start: int, source: int) -> Copy:
    end, shift = start + 1, start - source
    while end < len(keys) and keys[end] == keys[end - shift]:
        end += 1
    return Copy(start, end, source)
