"""What is wrong with a pattern, and where."""

from __future__ import annotations


class PatternError(ValueError):
    """A pattern that cannot be used.

    `message` is a sentence part for people; `line` and `column` point into the pattern's source,
    both counted from 1, columns in code points.
    """

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message, line, column)
        self.message = message
        self.line = line
        self.column = column

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}"

    @classmethod
    def at(cls, message: str, source: str, offset: int) -> PatternError:
        """The error at a code point offset of the source."""
        return cls(message, source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset))
