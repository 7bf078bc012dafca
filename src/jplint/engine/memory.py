"""What was found in the blocks of a document that is linted again and again, as an editor does."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from jplint.document.block import Block
from jplint.document.document import Document
from jplint.document.prose.passage import Run
from jplint.engine.suppress import Hit
from jplint.text.span import Span

_MOST = 20_000
"""Blocks that are remembered; then all are forgotten."""


class Blocks:
    """The hits, by the content of a block, of the rules that look no further than that. For one rulebook."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[Hit, ...]] = {}

    def __contains__(self, key: Hashable) -> bool:
        return key in self._known

    def keys(self, document: Document) -> list[Hashable]:
        """What tells the blocks of a document apart for such rules."""
        whole = document.flavor.name, document.plain, document.japanese
        return [(whole, _content(block, document)) for block in document.blocks]

    def exchange(
        self, document: Document, keys: Sequence[Hashable], new: frozenset[int], hits: Sequence[Hit]
    ) -> list[Hit]:
        """Remember the hits in the new blocks; those in the others, where these stand now."""
        if len(self._known) > _MOST:
            self._known = {}
        found: dict[int, list[Hit]] = {number: [] for number in new}
        for rule, match in hits:
            number = document.block_at(match.span.start)
            if number in found:
                found[number].append(Hit(rule, match.moved(-document.blocks[number].span.start)))
        for number, some in found.items():
            self._known[keys[number]] = tuple(some)
        return [
            Hit(rule, match.moved(block.span.start))
            for number, block in enumerate(document.blocks)
            if number not in new
            for rule, match in self._known[keys[number]]
        ]


def _content(block: Block, document: Document) -> Hashable:
    start = block.span.start
    passages = tuple(
        (one.place, one.text, one.span.start - start, tuple(_relative(run, start) for run in one.runs))
        for one in block.passages
    )
    containers = tuple((one.kind, one.value) for one in block.containers)
    return block.kind, block.level, block.info, containers, document.text[slice(*block.span)], passages


def _relative(run: Run, start: int) -> Run:
    return run._replace(span=Span(run.span.start - start, run.span.end - start))
