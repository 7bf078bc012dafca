"""The server: documents come and change, findings go out. The newest version wins, and typing never waits."""

from __future__ import annotations

import asyncio
import logging
from functools import partial

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from jplint.api import Linter, LintError
from jplint.lsp import actions
from jplint.lsp.checked import Checked, path_of, uri_of
from jplint.lsp.completion import TRIGGERS, completions
from jplint.lsp.positions import Encoding
from jplint.lsp.words import say
from jplint.report import errors
from jplint.rulebook.rule.spec import Language
from jplint.rulebook.yaml_tree import LoadError
from jplint.run.discover import discover
from jplint.run.profile import Plan, Profiles
from jplint.version import VERSION

DEBOUNCE = 0.02
"""Seconds without a key before a text is linted."""
LINT_WORKSPACE = "jplint.lintWorkspace"
_WATCHED = ("**/{.,}jplint.{yaml,yml}", "**/pyproject.toml", "**/*.{yaml,yml}", "**/.jplintignore")
_log = logging.getLogger(__name__)


class Server(LanguageServer):
    """One client's documents. A rule or a file that cannot be used is told, and the rest goes on."""

    def __init__(self, language: Language = "ja") -> None:
        super().__init__("jplint", f"v{VERSION}")
        self.language: Language = language
        self.linter = Linter(language=language, strict=False)
        self.asked_to_end = False
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._checked: dict[str, Checked] = {}
        self._told: set[str] = set()
        self._blamed: set[str] = set()

    @property
    def encoding(self) -> Encoding:
        """How client and server have agreed to count."""
        return self.workspace.position_encoding or types.PositionEncodingKind.Utf16

    async def check(self, uri: str) -> Checked:
        """What is found in the newest version of a document."""
        document = self.workspace.get_text_document(uri)
        known = self._checked.get(uri)
        if known is not None and known.version == document.version and known.text == document.source:
            return known
        return await asyncio.to_thread(self._check, uri, document.version, document.source)

    def _check(self, uri: str, version: int | None, text: str) -> Checked:
        path = path_of(uri)
        try:
            found = self.linter.lint_text(text.encode("utf-8", "surrogatepass"), path)
        except LintError:
            found = ()
        checked = Checked(uri, version, text, found, self.encoding)
        self._checked[uri] = checked
        return checked

    def changed(self, uri: str, *, wait: float = DEBOUNCE) -> None:
        """Lint a document when nobody has typed for a moment."""
        if (before := self._tasks.pop(uri, None)) is not None:
            before.cancel()
        self._tasks[uri] = asyncio.get_running_loop().create_task(self._publish(uri, wait))

    async def _publish(self, uri: str, wait: float) -> None:
        await asyncio.sleep(wait)
        try:
            checked = await self.check(uri)
        except LoadError as error:
            self._tell(error)
            return
        except Exception:
            _log.exception("a document could not be linted")
            return
        self._problems(uri)
        if self._pulls() or uri not in self.workspace.text_documents:
            return
        if checked.version == self.workspace.get_text_document(uri).version:
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri, checked.diagnostics(), checked.version)
            )

    def _pulls(self) -> bool:
        """True where the client asks for diagnostics itself."""
        document = self.client_capabilities.text_document
        return document is not None and document.diagnostic is not None

    def _problems(self, uri: str) -> None:
        """Tell what is wrong with the rule files of a document's project."""
        problems = self.linter.problems(path_of(uri))
        for error in problems:
            self._tell(error)
        if not problems:
            self._forgive()

    def _tell(self, error: LoadError) -> None:
        """An error in a file that a person wrote: as a diagnostic there, and once as a message."""
        message = errors.message(error, self.language)
        if error.path:
            at = types.Position(max(error.line - 1, 0), max(error.column - 1, 0))
            shown = types.Diagnostic(types.Range(at, at), message, types.DiagnosticSeverity.Error, source="jplint")
            uri = uri_of(error.path)
            self._blamed.add(uri)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, [shown]))
        if str(error) not in self._told:
            self._told.add(str(error))
            text = errors.lines(error, self.language)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"jplint: {text}"))

    def _forgive(self) -> None:
        """Take back what was said of files that can be used now."""
        for uri in self._blamed:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        self._blamed.clear()
        self._told.clear()

    def reload(self) -> None:
        """Read configuration and rules anew, and lint what is open again."""
        self.linter.reload()
        self._checked.clear()
        for uri in self.workspace.text_documents:
            self.changed(uri, wait=0)

    def closed(self, uri: str) -> None:
        """Forget a document."""
        if (task := self._tasks.pop(uri, None)) is not None:
            task.cancel()
        self._checked.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def lint_file(self, path: str) -> None:
        """Publish what is found in a file that is not open."""
        uri = uri_of(path)
        if uri in self.workspace.text_documents:
            return
        try:
            with open(path, "rb") as file:
                text = file.read().decode("utf-8")
            checked = self._check(uri, None, text)
        except (OSError, UnicodeDecodeError, LoadError):
            return
        self._checked.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, checked.diagnostics()))


def make(language: Language = "ja") -> Server:
    """A server with all that it can do."""
    server = Server(language)
    feature = server.feature
    _documents(server)
    _language_features(server)

    @feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watches = workspace.did_change_watched_files if workspace else None
        if watches and watches.dynamic_registration:
            watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            await server.client_register_capability_async(
                types.RegistrationParams([types.Registration(name, name, options)])
            )

    @feature(types.SHUTDOWN)
    def shutdown(_: None) -> None:
        server.asked_to_end = True

    @feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(_: types.DidChangeWatchedFilesParams) -> None:
        server.reload()

    @feature(types.TEXT_DOCUMENT_DIAGNOSTIC, types.DiagnosticOptions(False, False, "jplint"))
    async def pull(params: types.DocumentDiagnosticParams) -> types.RelatedFullDocumentDiagnosticReport:
        checked = await server.check(params.text_document.uri)
        return types.RelatedFullDocumentDiagnosticReport(checked.diagnostics())

    @server.command(LINT_WORKSPACE)
    async def lint_workspace() -> None:
        await _lint_workspace(server)

    return server


def _language_features(server: Server) -> None:
    """What can be asked about a place in a document."""
    feature = server.feature

    @feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, actions.FIX_ALL]),
    )
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        checked = await server.check(params.text_document.uri)
        found = list(actions.actions(checked, params, server.language))
        if actions.wants_fix_all(params) and any(one.fix and one.fix.safe for one in checked.found):
            text = checked.text[checked.skipped :]
            fixed = await asyncio.to_thread(partial(server.linter.fix, text, path_of(checked.uri)))
            if fixed.text != text:
                found.append(actions.fix_all(checked, fixed.text, server.language))
        return found

    @feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        checked = await server.check(params.text_document.uri)
        found = checked.within(types.Range(params.position, params.position))
        pages = [page for one in found if (page := _page(server, checked.uri, one.rule))]
        if not pages:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(dict.fromkeys(pages)))
        return types.Hover(content, checked.range(found[0].span))

    @feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=TRIGGERS))
    def completion(params: types.CompletionParams) -> list[types.CompletionItem]:
        document = server.workspace.get_text_document(params.text_document.uri)
        profile = server.linter.profile(path_of(document.uri))
        checked = Checked(document.uri, document.version, document.source, (), server.encoding)
        offset = checked.positions.offset(params.position)
        return list(completions(checked.text, offset, profile, server.language))


def _documents(server: Server) -> None:
    """Documents open, change and close."""
    feature = server.feature

    @feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.changed(params.text_document.uri, wait=0)

    @feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.changed(params.text_document.uri)

    @feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.changed(params.text_document.uri, wait=0)

    @feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)


def _page(server: Server, uri: str, rule: str) -> str:
    """What a rule is about, in Markdown."""
    spec = server.linter.profile(path_of(uri)).catalog.specs.get(rule)
    if spec is None:
        return ""
    summary, why = (one.within(server.language).strip() for one in (spec.summary, spec.why))
    return f"**{spec.id}** {summary}\n\n{why}"


async def _lint_workspace(server: Server) -> None:
    """Lint all texts in the workspace's folders; the client can show how far it is, and end it."""
    roots = [path_of(folder.uri) for folder in server.workspace.folders.values()] or [server.workspace.root_path or "."]
    found = discover(roots, Profiles(Plan()).excluded)
    token = "jplint/workspace"  # noqa: S105 - a name of the protocol
    progress = server.work_done_progress
    _ = await progress.create_async(token)
    progress.begin(token, types.WorkDoneProgressBegin(say(server.language, "linting"), cancellable=True, percentage=0))
    for number, target in enumerate(found.targets):
        if progress.tokens[token].cancelled():
            break
        await asyncio.to_thread(server.lint_file, target.path)
        percentage = 100 * (number + 1) // len(found.targets)
        progress.report(token, types.WorkDoneProgressReport(message=target.path, percentage=percentage))
    progress.end(token, types.WorkDoneProgressEnd())
