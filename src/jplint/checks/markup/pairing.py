"""Tags that open and end something, in HTML and in template languages: which of them do not pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from jplint.checks.base import Match, Place
from jplint.checks.match import Value
from jplint.document.document import Document
from jplint.text.span import Span


class Tag(NamedTuple):
    """A tag that opens something, or ends it."""

    name: str
    opens: bool
    span: Span


class Fault(NamedTuple):
    """A tag without a partner, or (`crossed`) the end tag that comes too late, with its partner in `other`."""

    variant: str
    tag: Tag
    other: Tag | None = None
    inner: Tag | None = None
    """The tag that ended something around the partner first."""

    def match(self, document: Document, values: Mapping[str, Value]) -> Match:
        """The match at the tag, with these values and what is known of the other two."""
        if self.other is None or self.inner is None:
            return Match(self.tag.span, self.variant, values)
        values = {
            **values,
            "other": document.text[slice(*self.other.span)],
            "inner": document.text[slice(*self.inner.span)],
            "line": Place(self.other.span),
        }
        return Match(self.tag.span, self.variant, values, related=(Place(self.other.span), Place(self.inner.span)))


def faults(tags: Iterable[Tag]) -> Iterator[Fault]:
    """What does not pair, in linear time: each tag is put on the stack and taken from it once."""
    stack: list[Tag] = []
    open_ones: Counter[str] = Counter()
    interrupted: defaultdict[str, list[tuple[Tag, Tag]]] = defaultdict(list)
    for tag in tags:
        if tag.opens:
            stack.append(tag)
            open_ones[tag.name] += 1
        elif open_ones[tag.name]:
            while stack[-1].name != tag.name:
                other = stack.pop()
                open_ones[other.name] -= 1
                interrupted[other.name].append((other, tag))
            stack.pop()
            open_ones[tag.name] -= 1
        elif interrupted[tag.name]:
            yield Fault("crossed", tag, *interrupted[tag.name].pop())
        else:
            yield Fault("unopened", tag)
    for left in (*stack, *(tag for some in interrupted.values() for tag, _ in some)):
        yield Fault("unclosed", left)
