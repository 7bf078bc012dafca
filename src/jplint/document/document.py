"""One analysed document: front matter, blocks, passages, sentences. Every rule looks at the same one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from msgspec import Struct, field

from jplint.document.block import Block
from jplint.document.flavor import FLAVORS, Flavor
from jplint.document.front_matter import front_matter
from jplint.document.front_matter.front_matter import Field, FrontMatter
from jplint.document.markdown import mask
from jplint.document.markdown import parser as markdown
from jplint.document.markdown.mask import Mask
from jplint.document.prose.passage import Passage, Sentence, is_japanese
from jplint.text.source import LineIndex, Source
from jplint.text.span import Span

T = TypeVar("T")
P = ParamSpec("P")

_COMMENT = re.compile(r"<!--(.{0,2000}?)-->|\{/\*(.{0,2000}?)\*/\}", re.DOTALL)
_ONLY_COMMENTS = re.compile(r"(?:\s*+<!--(?:(?!-->).)*+-->)++\s*+", re.DOTALL)
_BLANK = re.compile(r"(?>\r\n|\n|\r)[ \t　]*(?:(?>\r\n|\n|\r)[ \t　]*)+")
_BREAK = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t　]*")


class Comment(NamedTuple):
    """An HTML or MDX comment outside code; `text` is what stands between the marks, `inner` where."""

    span: Span
    inner: Span
    text: str


_DRAFT = {"draft": True, "published": False, "hidden": True}
"""What Hugo and Astro (`draft`), Jekyll and Zenn (`published`) and documentation sites (`hidden`) go by."""


class Document(Struct, eq=False, dict=True):
    """The analysis of one source. Parts that cost time are made when first asked for, and once.

    `name` is the file's name without its folders, "" where there is none.
    """

    source: Source
    name: str = ""
    flavor: Flavor = field(default_factory=lambda: FLAVORS["gfm"])
    plain: bool = False
    """Plain text: paragraphs parted by blank lines, no Markdown."""

    @property
    def text(self) -> str:
        """The source text; all spans count in it."""
        return self.source.text

    @property
    def lines(self) -> LineIndex:
        """The lines of the source text."""
        return self.source.lines

    @cached_property
    def front_matter(self) -> FrontMatter | None:
        """The front matter, if any."""
        return None if self.plain else front_matter.read(self.text)

    @cached_property
    def draft(self) -> bool:
        """True where the front matter keeps the document from being published."""
        return any(
            entry is not None and entry.value is value
            for entry, value in ((self.field_at(key), value) for key, value in _DRAFT.items())
        )

    @cached_property
    def body_start(self) -> int:
        """Where the front matter is over."""
        return self.front_matter.body_start if self.front_matter else 0

    @cached_property
    def masks(self) -> tuple[Mask, ...]:
        """What the Markdown parser does not see (template tags, mathematics), in order."""
        return () if self.plain else tuple(mask.find(self.text, self.body_start, self.flavor))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The leaf blocks in order."""
        if self.plain:
            return tuple(_paragraphs(self.text))
        return markdown.parse(self.text, self.body_start, self.flavor, self.masks)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages of all blocks in order."""
        return tuple(passage for block in self.blocks for passage in block.passages)

    @cached_property
    def prose(self) -> str:
        """The text of all passages, one a line: to ask quickly whether a word occurs at all."""
        return "\n".join([passage.text for passage in self.passages])

    @cached_property
    def japanese(self) -> bool:
        """True where the body or the front matter holds Japanese."""
        return is_japanese(self.text)

    @cached_property
    def headings(self) -> tuple[Block, ...]:
        """The headings that stand in no quote, list or footnote."""
        return tuple(block for block in self.blocks if block.kind == "heading" and not block.containers)

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """The comments outside code, in order."""
        if self.plain or ("<!--" not in self.text and "{/*" not in self.text):
            return ()
        return tuple(
            Comment(Span(*match.span()), Span(*match.span(match.lastindex or 0)), match[match.lastindex or 0])
            for match in _COMMENT.finditer(self.text, self.body_start)
            if not self.in_code(match.start())
        )

    @cached_property
    def _analyses(self) -> dict[Hashable, Any]:
        return {}

    def analysis(self, make: Callable[Concatenate[Document, P], T], *args: P.args, **_: P.kwargs) -> T:
        """What `make(document, *args)` returns, made once for these arguments: what several rules need to know."""
        key = make, args
        if key not in self._analyses:
            self._analyses[key] = make(self, *args)  # type: ignore[call-arg]
        made: T = self._analyses[key]
        return made

    @cached_property
    def body(self) -> str:
        """The source behind the front matter, with LF for every newline and no character moved (`$` knows LF only)."""
        body = self.text[self.body_start :]
        return body.replace("\r\n", " \n").replace("\r", "\n") if "\r" in body else body

    @cached_property
    def _starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    def block_at(self, offset: int) -> int:
        """The number of the block that holds a code-point offset, or of the last one before it; -1 before the first."""
        return bisect_right(self._starts, offset) - 1

    def in_code(self, offset: int) -> bool:
        """True inside a code block or a code span."""
        number = bisect_right(self._code, offset, key=lambda span: span.start) - 1
        return number >= 0 and offset < self._code[number].end

    @cached_property
    def _code(self) -> list[Span]:
        """Where code blocks and code spans stand, in order."""
        spans = [block.span for block in self.blocks if block.kind == "code"]
        spans += [run.span for passage in self.passages for run in passage.runs if run.kind == "code"]
        return sorted(spans)

    def is_comment(self, block: Block) -> bool:
        """True for an HTML block that is a comment and nothing else: a reader does not see that it is there."""
        return block.kind == "html" and _ONLY_COMMENTS.fullmatch(self.text, *block.span) is not None

    def field_at(self, key: str) -> Field | None:
        """The front-matter field of a dotted key: `seo.title`."""
        return self.front_matter.get(*key.split(".")) if self.front_matter else None

    def field_passage(self, entry: Field) -> Passage:
        """A front-matter value as a passage, so that what looks at prose can look at it."""
        place = "front-matter." + ".".join(str(part) for part in entry.path if isinstance(part, str))
        return Passage(place, entry.text, list(entry.segments), entry.span)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all passages in order."""
        return tuple(sentence for passage in self.passages for sentence in passage.sentences)


def _paragraphs(text: str) -> list[Block]:
    """The paragraphs of plain text; a line break within one is a hard one."""
    bounds, at = [], 0
    for match in _BLANK.finditer(text):
        bounds.append((at, match.start()))
        at = match.end()
    blocks: list[Block] = []
    for begin, limit in [*bounds, (at, len(text))]:
        shown = text[begin:limit]
        if not shown.strip():
            continue
        start = begin + len(shown) - len(shown.lstrip())
        end = limit - len(shown) + len(shown.rstrip())
        blocks.append(_paragraph(text, Span(start, end), len(blocks)))
    return blocks


def _paragraph(text: str, span: Span, number: int) -> Block:
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    length, last = 0, span.start
    for match in _BREAK.finditer(text, *span):
        parts += (text[last : match.start()], "\n")
        width = match.start() - last
        pieces += [(length, last, match.start()), (length + width, *match.span())]
        length += width + 1
        last = match.end()
    parts.append(text[last : span.end])
    pieces.append((length, last, span.end))
    return Block("paragraph", span, (), (Passage("body", "".join(parts), pieces, span, (), number),))
