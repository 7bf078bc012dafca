"""The leaf blocks of a document and what they stand in."""

from __future__ import annotations

from typing import Literal, NamedTuple

from msgspec import Struct

from jplint.document.prose.passage import Passage, Run
from jplint.text.span import Span

BlockKind = Literal["paragraph", "heading", "code", "html", "table", "rule", "math", "template"]


class Container(NamedTuple):
    """A quote, a list, one of its items or a footnote definition around a block."""

    kind: str
    """`quote`, `list`, `item`, `footnote` or `definition`."""
    number: int
    """Serial number in the document: blocks of one list share it."""
    value: str = ""
    """The first number of an ordered list; the label of a footnote."""


class Block(Struct, frozen=True):
    """A paragraph, heading, code block, HTML block, table or thematic break, a formula or template tags on lines of
    their own. `span` has no newline at its end."""

    kind: BlockKind
    span: Span
    containers: tuple[Container, ...] = ()
    passages: tuple[Passage, ...] = ()
    """One for a paragraph or heading, one a cell for a table, none for the others."""
    level: int = 0
    """1 to 6 for a heading."""
    setext: bool = False
    """A heading made by a line of `-` or `=` below it."""
    info: str = ""
    """The info string of fenced code."""
    fenced: bool = False
    rows: tuple[int, ...] = ()
    """The number of cells in each row of a table as parsed, the head first."""

    @property
    def passage(self) -> Passage:
        """The one passage of a paragraph or heading."""
        return self.passages[0]

    @property
    def text(self) -> str:
        """The text of a paragraph or heading; empty for other blocks."""
        return self.passages[0].text if self.passages and self.kind != "table" else ""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The markup of a paragraph or heading."""
        return self.passages[0].runs if self.passages and self.kind != "table" else ()

    def inside(self, kind: str) -> Container | None:
        """The innermost container of a kind."""
        for container in reversed(self.containers):
            if container.kind == kind:
                return container
        return None

    @property
    def wholly_bold(self) -> bool:
        """True where all of its text is one strong run (white space and a colon may follow)."""
        text = self.text
        return any(
            run.kind == "strong" and not text[: run.start].strip() and not text[run.end :].strip(" \t\n:：")
            for run in self.runs
        )
