"""What a check finds: places and values, without words, lines, rule or severity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from jplint.document.prose.inflection import Words
from jplint.text.edit import Edit
from jplint.text.span import Span


class Place(Struct, frozen=True):
    """A stretch of a text that a match is about. In a message it is said by its line: `{line}`, `{line|lines}`."""

    span: Span
    path: str | None = None
    """The document it is in; None for the same one."""


Value = str | int | float | None | Words | Place
"""What a message may name."""


class Match(Struct, frozen=True):
    """One thing found. Spans count code points of the source."""

    span: Span
    variant: str = ""
    """Which of the check's variants this is: a rule may give each its own severity, message and fix."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What the message and the fix may use, each a Value; the names are those in `Check.names` and `Check.labels`."""
    spans: Mapping[str, Span] = field(default_factory=dict)
    """Named parts that a fix may replace."""
    related: tuple[Place, ...] = ()
    edits: tuple[Edit, ...] = ()
    """The change that the check itself knows to mend it, if the rule asks for it."""

    def moved(self, by: int) -> Match:
        """The same match in a text in which its block stands `by` code points further on."""
        return Match(
            _moved(self.span, by),
            self.variant,
            {name: _moved_place(one, by) if isinstance(one, Place) else one for name, one in self.values.items()},
            {name: _moved(span, by) for name, span in self.spans.items()},
            tuple(_moved_place(one, by) for one in self.related),
            tuple(Edit(_moved(one.span, by), one.text) for one in self.edits),
        )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _moved_place(place: Place, by: int) -> Place:
    return Place(_moved(place.span, by), place.path)


class Fact(Struct, frozen=True, array_like=True):
    """What one document adds to a conclusion about all of them. Facts with one key are compared; JSON keeps it."""

    key: str
    span: Span
    value: str = ""


Facts = Sequence[tuple[str, Fact]]
"""Path and fact, in the order of the paths."""
