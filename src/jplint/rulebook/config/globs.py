"""File globs as `.gitignore` has them: a pattern that matches a folder matches all that is in it."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase

from msgspec import Struct


class Glob(Struct, frozen=True):
    """A parsed pattern. `*`, `?` and `[…]` stay within one part of a path, `**` stands for any number of parts."""

    parts: tuple[str, ...]

    @classmethod
    def parse(cls, pattern: str) -> Glob:
        """Without a slash, but for one at its end, it matches at any depth. Raises ValueError."""
        parts = [part for part in pattern.split("/") if part not in ("", ".")]
        if not parts:
            raise ValueError("an empty pattern matches nothing")
        if ".." in parts:
            raise ValueError("a pattern cannot lead out of its folder")
        if "/" not in pattern.strip().removesuffix("/"):
            parts.insert(0, "**")
        return cls(tuple(parts))

    def matches(self, path: Sequence[str]) -> bool:
        """True where the pattern matches the path, by its parts, or a folder that it is in."""
        last = len(self.parts)
        states = self._skipped({0})
        for part in path:
            if last in states:
                return True
            states = self._skipped(
                {
                    state + (self.parts[state] != "**")
                    for state in states
                    if self.parts[state] == "**" or fnmatchcase(part, self.parts[state])
                }
            )
        return last in states

    def _skipped(self, states: set[int]) -> set[int]:
        """The states with those behind a `**` that stands for nothing."""
        for state in sorted(states):
            while state < len(self.parts) and self.parts[state] == "**":
                state += 1  # noqa: PLW2901
                states.add(state)
        return states
