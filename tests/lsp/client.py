"""A client of the protocol that a test can script: it speaks with a real server over its standard input and output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import Empty, Queue
from typing import Any

Message = dict[str, Any]


class Client:
    """One server and what it has said."""

    def __init__(self, folder: Path, *, encodings: list[str] | None = None, **capabilities: Any) -> None:
        environment = {**os.environ, "LANG": "ja_JP.UTF-8", "PYTHONUTF8": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "jplint", "lsp", "--stdio"], cwd=folder, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.folder = folder
        self.number = 0
        self.versions: dict[str, int] = {}
        self.said: Queue[Message] = Queue()
        self.published: dict[str, Message] = {}
        self.shown: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()
        general = {"general": {"positionEncodings": encodings}} if encodings else {}
        self.server = self.request(
            "initialize",
            {"processId": None, "rootUri": folder.as_uri(), "capabilities": {**general, **capabilities}},
        )["capabilities"]
        self.notify("initialized", {})

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while line := stream.readline():
            length = 0
            while line.strip():
                name, _, value = line.decode().partition(":")
                if name.lower() == "content-length":
                    length = int(value)
                line = stream.readline()
            self.said.put(json.loads(stream.read(length)))

    def send(self, data: bytes) -> None:
        """Raw bytes."""
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def _send(self, message: Message) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.send(b"Content-Length: %d\r\n\r\n" % len(data) + data)

    def notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def request(self, method: str, params: Any) -> Any:
        """The result; what comes meanwhile is kept."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        answer = self._until(lambda one: one.get("id") == self.number and "method" not in one)
        assert "error" not in answer, answer
        return answer["result"]

    def _until(self, wanted: Any, seconds: float = 30) -> Message:
        end = time.monotonic() + seconds
        while True:
            try:
                message = self.said.get(timeout=max(end - time.monotonic(), 0.01))
            except Empty:
                raise TimeoutError("the server does not answer") from None
            self._note(message)
            if wanted(message):
                return message

    def _note(self, message: Message) -> None:
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self.published[message["params"]["uri"]] = message["params"]
        elif method == "window/showMessage":
            self.shown.append(message["params"]["message"])
        elif method and "id" in message:
            self._send({"id": message["id"], "result": None})

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str) -> list[Message]:
        """The diagnostics of a document that was opened."""
        self.versions[name] = 1
        document = {"uri": self.uri(name), "languageId": "markdown", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return self.diagnostics(name)

    def change(self, name: str, *changes: Message) -> None:
        self.versions[name] += 1
        document = {"uri": self.uri(name), "version": self.versions[name]}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    def diagnostics(self, name: str) -> list[Message]:
        """Those of the newest version of a document."""
        uri, version = self.uri(name), self.versions[name]
        known = self.published.get(uri, {})
        if known.get("version") != version:
            self._until(
                lambda one: (
                    one.get("method") == "textDocument/publishDiagnostics"
                    and one["params"]["uri"] == uri
                    and one["params"].get("version") == version
                )
            )
        return list(self.published[uri]["diagnostics"])

    def wait_for(self, name: str) -> list[Message]:
        """The next diagnostics of a file, open or not."""
        uri = self.uri(name)
        self._until(lambda one: one.get("method") == "textDocument/publishDiagnostics" and one["params"]["uri"] == uri)
        return list(self.published[uri]["diagnostics"])

    def actions(self, name: str, place: Message, only: list[str] | None = None) -> list[Message]:
        context = {"diagnostics": [], **({"only": only} if only else {})}
        params = {"textDocument": {"uri": self.uri(name)}, "range": place, "context": context}
        return list(self.request("textDocument/codeAction", params) or [])

    def end(self) -> int:
        """The exit status of a server that was asked to end."""
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(20)


def applied(text: str, edit: Message) -> str:
    """A text after a workspace edit, positions in UTF-16."""
    [document] = edit["documentChanges"]
    lines = text.split("\n")

    def offset(position: Message) -> int:
        before = "\n".join(lines[: position["line"]]) + ("\n" if position["line"] else "")
        return len((before).encode("utf-16-le")) // 2 + position["character"]

    data = text.encode("utf-16-le")
    for one in sorted(document["edits"], key=lambda one: -offset(one["range"]["start"])):
        start, end = (2 * offset(one["range"][key]) for key in ("start", "end"))
        data = data[:start] + one["newText"].encode("utf-16-le") + data[end:]
    return data.decode("utf-16-le")
