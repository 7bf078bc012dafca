"""Markdown to blocks: one walk over pyromark's events, byte ranges turned into code points once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from pyromark import Options, events_with_range

from jplint.document.block import Block, BlockKind, Container
from jplint.document.flavor import Flavor
from jplint.document.markdown import mask
from jplint.document.markdown.inline import Inline
from jplint.document.markdown.mask import Mask
from jplint.text.span import Span

Event = tuple[Any, Any]

_GFM = Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_TASKLISTS | Options.ENABLE_FOOTNOTES
_CONTAINERS = {
    "BlockQuote": "quote",
    "List": "list",
    "Item": "item",
    "FootnoteDefinition": "footnote",
    "DefinitionListDefinition": "definition",
}
_INLINE = {"Strong": "strong", "Emphasis": "em", "Strikethrough": "strike", "Link": "link", "Image": "image"}
_TEXT_BLOCKS = {"Paragraph", "Heading", "TableCell", "DefinitionListTitle"}
_VERBATIM: dict[str, BlockKind] = {"CodeBlock": "code", "HtmlBlock": "html"}


_CLOSING_FENCE = re.compile(r"^ {0,3}(?:`{3,}|~{3,})\t[ \t]*$", re.MULTILINE)
"""A tab may follow a closing fence, but pulldown-cmark then does not see it (CommonMark 0.31.2, 4.5)."""


def parse(text: str, start: int, flavor: Flavor, masks: Sequence[Mask]) -> tuple[Block, ...]:
    """The leaf blocks of `text` from code point `start` on, in order. Spans count in `text`; `masks` are not parsed."""
    data = text[start:].encode("utf-8", "surrogatepass")
    shown, at = text[start:], 0
    if masks:
        byte_masks, last = [], start
        for one in masks:
            begin = at + len(text[last : one.span.start].encode("utf-8", "surrogatepass"))
            at = begin + len(text[one.span.start : one.span.end].encode("utf-8", "surrogatepass"))
            last = one.span.end
            byte_masks.append((begin, at, one.block))
        shown = mask.hide(data, byte_masks).decode("utf-8", "surrogatepass")
    if "`\t" in shown or "~\t" in shown:
        shown = _CLOSING_FENCE.sub(_spaced, shown)
    events: list[Event] = list(events_with_range(shown, options=_options(flavor)))
    code_points = _code_points(data, events, start)
    return _Builder(text, code_points, masks, flavor).build(events)


def _spaced(fence: re.Match[str]) -> str:
    return fence[0].replace("\t", " ")


def _options(flavor: Flavor) -> Options:
    options = Options.ENABLE_HEADING_ATTRIBUTES if flavor.attributes or flavor.jsx else Options(0)
    if flavor.gfm:
        options |= _GFM
    if flavor.attributes:
        options |= Options.ENABLE_DEFINITION_LIST
    return options


def _code_points(data: bytes, events: Iterable[Event], start: int) -> dict[int, int]:
    """Each byte offset that an event names → the code-point offset in the whole text."""
    offsets = {place["start"] for _, place in events}
    offsets.update(place["end"] for _, place in events)
    if data.isascii():
        return {offset: offset + start for offset in offsets}
    found, last, count = {}, 0, start
    for offset in sorted(offsets):
        count += len(data[last:offset].decode("utf-8", "surrogatepass"))
        found[offset] = count
        last = offset
    return found


class _Builder:
    def __init__(self, text: str, code_points: dict[int, int], masks: Sequence[Mask], flavor: Flavor) -> None:
        self.text = text
        self.at = code_points
        self.hidden = [one.span for one in masks if not one.block]
        self.displays = [one for one in reversed(masks) if one.block and one.kind]
        """What stands on lines of its own and is seen, but not by the parser; the first one last."""
        self.flavor = flavor
        self.blocks: list[Block] = []
        self.containers: list[Container] = []
        self.serial = 0
        self.inline: Inline | None = None
        self.leaf: tuple[str, Any, Span] | None = None
        self.table: tuple[Span, list[Inline], list[int]] | None = None
        self.verbatim = False

    def build(self, events: list[Event]) -> tuple[Block, ...]:
        for event, place in events:
            span = Span(self.at[place["start"]], self.at[place["end"]])
            if isinstance(event, str):
                self._simple(event, span)
                continue
            [(kind, value)] = event.items()
            if kind == "Text":
                if not self.verbatim:
                    self._open_inline(span).add_text(value, span)
            elif kind == "Start":
                name, argument = (value, None) if isinstance(value, str) else next(iter(value.items()))
                self._start(name, argument, span)
            elif kind == "End":
                self._end(value if isinstance(value, str) else next(iter(value)))
            else:
                self._atom(kind, value, span)
        self.containers.clear()
        self._emit_displays(len(self.text) + 1)
        return tuple(self.blocks)

    def _simple(self, event: str, span: Span) -> None:
        if event == "Rule":
            self._close_implicit()
            self._emit("rule", span)
        elif event in ("SoftBreak", "HardBreak") and self.inline is not None:
            self.inline.add_break(span, hard=event == "HardBreak")

    def _atom(self, kind: str, value: Any, span: Span) -> None:
        if kind in ("Html", "TaskListMarker") or self.verbatim:
            return
        if kind == "Code":
            self._open_inline(span).add_opaque("code", value, span)
        elif kind == "InlineHtml":
            self._open_inline(span).add_mark("html", value, span)
        elif kind == "FootnoteReference":
            self._open_inline(span).add_mark("footnote", value, span)

    def _start(self, name: str, argument: Any, span: Span) -> None:
        if name in _INLINE:
            address = argument["dest_url"] if argument else ""
            self._open_inline(span).open_run(_INLINE[name], address, span)
            return
        self._close_implicit()
        if name in _CONTAINERS:
            self.serial += 1
            value = "" if argument is None else str(argument)
            self.containers.append(Container(_CONTAINERS[name], self.serial, value))
        elif name in _TEXT_BLOCKS:
            self.leaf = name, argument, span
            self.inline = Inline(self.text, self.hidden, self.flavor)
        elif name == "Table":
            self.table = span, [], []
        elif name in ("TableHead", "TableRow") and self.table:
            self.table[2].append(0)
        elif name in _VERBATIM:
            self.verbatim = True
            self.leaf = name, argument, span

    def _end(self, name: str) -> None:
        if name in _INLINE:
            if self.inline is not None:
                self.inline.close_run()
        elif name in _CONTAINERS:
            self._close_implicit()
            self.containers.pop()
        elif name == "TableCell" and self.table and self.inline is not None:
            self.table[1].append(self.inline)
            self.table[2][-1] += 1
            self.inline = self.leaf = None
        elif name == "Table" and self.table:
            self._emit_table()
        elif name in _TEXT_BLOCKS:
            self._close_leaf()
        elif name in _VERBATIM and self.leaf:
            _, argument, span = self.leaf
            self.verbatim, self.leaf = False, None
            info = argument.get("Fenced") if isinstance(argument, dict) else None
            self._emit(_VERBATIM[name], span, info=info or "", fenced=info is not None)

    def _open_inline(self, span: Span) -> Inline:
        """The inline text being built; a tight list item has no paragraph event of its own."""
        if self.inline is None:
            self.leaf = "Implicit", None, span
            self.inline = Inline(self.text, self.hidden, self.flavor)
        return self.inline

    def _close_implicit(self) -> None:
        if self.leaf and self.leaf[0] == "Implicit":
            self._close_leaf()

    def _close_leaf(self) -> None:
        assert self.leaf is not None
        assert self.inline is not None
        (name, argument, span), inline = self.leaf, self.inline
        self.leaf = self.inline = None
        if name == "Implicit":
            span = Span(span.start, inline.last)
        if name == "Heading":
            setext = self.text[span.start : span.start + 1] != "#"
            self._emit("heading", span, inline, level=int(argument["level"][1]), setext=setext)
        else:
            self._emit("paragraph", span, inline)

    def _emit(self, kind: BlockKind, span: Span, inline: Inline | None = None, **facts: Any) -> None:
        self._emit_displays(span.start)
        place = "heading" if kind == "heading" else self._place()
        span = self._trimmed(span)
        passages = (inline.passage(place, span, len(self.blocks)),) if inline else ()
        self.blocks.append(Block(kind, span, tuple(self.containers), passages, **facts))

    def _emit_table(self) -> None:
        assert self.table is not None
        span, cells, rows = self.table
        self.table = None
        self._emit_displays(span.start)
        number = len(self.blocks)
        passages = tuple(cell.passage("table", Span(cell.first, cell.last), number) for cell in cells)
        containers = tuple(self.containers)
        self.blocks.append(Block("table", self._trimmed(span), containers, passages, rows=tuple(rows)))

    def _emit_displays(self, before: int) -> None:
        """The blocks that the parser does not see, up to a place; they stand in what is around both neighbours."""
        while self.displays and self.displays[-1].span.start < before:
            one = self.displays.pop()
            assert one.kind
            above = self.blocks[-1].containers if self.blocks else ()
            shared = (mine for mine, theirs in zip(self.containers, above, strict=False) if mine == theirs)
            self.blocks.append(Block(one.kind, self._trimmed(one.span), tuple(shared)))

    def _place(self) -> str:
        kinds = {container.kind for container in self.containers}
        for kind, place in (("footnote", "footnote"), ("quote", "quote"), ("list", "list")):
            if kind in kinds:
                return place
        return "body"

    def _trimmed(self, span: Span) -> Span:
        end = span.end
        while end > span.start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(span.start, end)
