"""One version of one open document, and what was found in it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from msgspec import Struct

from jplint.lsp.positions import Encoding, Positions
from jplint.report.diagnostic import Diagnostic, Related
from jplint.rulebook import store
from jplint.text.edit import Edit
from jplint.text.source import BOM, LineIndex
from jplint.text.span import Span

SOURCE = "jplint"
_SEVERITY = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_MARK = BOM.decode("utf-8")


class Checked(Struct, frozen=True, dict=True):
    """The text as the client has it. Spans of the findings count without a byte order mark."""

    uri: str
    version: int | None
    text: str
    found: tuple[Diagnostic, ...]
    encoding: Encoding

    @cached_property
    def lines(self) -> LineIndex:
        """The lines of the text."""
        return LineIndex(self.text)

    @cached_property
    def positions(self) -> Positions:
        """The places of the text."""
        return Positions(self.lines, self.encoding)

    @property
    def skipped(self) -> int:
        """Code points before the first that spans count."""
        return len(_MARK) if self.text.startswith(_MARK) else 0

    def range(self, span: Span) -> types.Range:
        """The range of a span of a finding."""
        return self.positions.range(Span(span.start + self.skipped, span.end + self.skipped))

    def diagnostics(self) -> list[types.Diagnostic]:
        """The findings as the protocol has them."""
        return [self._diagnostic(one) for one in self.found]

    def within(self, place: types.Range) -> list[Diagnostic]:
        """The findings that meet a range."""
        start, end = (self.positions.offset(one) - self.skipped for one in (place.start, place.end))
        return [one for one in self.found if one.span.start <= end and start <= one.span.end]

    def edits(self, edits: tuple[Edit, ...]) -> types.WorkspaceEdit:
        """Changes of this version."""
        changes = [types.TextEdit(self.range(one.span), one.text) for one in edits]
        document = types.OptionalVersionedTextDocumentIdentifier(uri=self.uri, version=self.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(changes))])

    def _diagnostic(self, one: Diagnostic) -> types.Diagnostic:
        page = store.page(one.url) if one.url else None
        return types.Diagnostic(
            range=self.range(one.span),
            message=one.message,
            severity=_SEVERITY[one.severity],
            code=one.rule,
            code_description=types.CodeDescription(page.as_uri()) if page else None,
            source=SOURCE,
            related_information=[self._related(other) for other in one.related if other.path is None] or None,
        )

    def _related(self, related: Related) -> types.DiagnosticRelatedInformation:
        return types.DiagnosticRelatedInformation(types.Location(self.uri, self.range(related.span)), related.message)


def path_of(uri: str) -> str:
    """The path of a document; "" for one that is in no file."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        return ""
    path = unquote(parts.path)
    return path.lstrip("/") if path[2:3] == ":" else path


def uri_of(path: str) -> str:
    """The address of a file."""
    return Path(path).absolute().as_uri()
