"""The thresholds of the search for repetitions. Their values are data: the definition `repetition`."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

Length = Annotated[int, Meta(ge=1)]
Share = Annotated[float, Meta(gt=0, le=1)]


class Bounds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """From where on a repetition counts. Lengths are code points without white space and punctuation."""

    min_length: Length
    """A repeated sentence has at least so many."""
    alone: Length
    """The same for one that is the only one repeated there, in a text that does not otherwise repeat itself."""
    unfinished: Length
    """A line without a full stop (a list item) says something from this length on."""
    distinct: Length
    """A text repeats itself where so many different sentences return …"""
    share: Share
    """… and make up so much of what it says."""
    compared: Length
    """A shorter paragraph is compared with no other one."""
    similarity: Share
    """Jaccard index of 6-grams from which on a paragraph that shares sentences with another is nearly the same."""
    strict_similarity: Share
    """The same for a paragraph that shares none, and in a text that does not otherwise repeat itself."""
    slight: Length
    """A shorter copy may be meant."""
    apart: Length
    """The same in a text where little else returns."""
    copied: Share
    """A paragraph of which so much is copied is a copy as a whole."""
    article_length: Length
    """A longer paragraph that is mostly put together from earlier ones is a pasted article."""
    pasted: Share
    """How much of it that is."""
