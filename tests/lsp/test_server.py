"""The language server, by a client that speaks the protocol: for every version the findings of the command line."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jplint import Linter
from tests.lsp.client import Client, applied

pytest.importorskip("pygls")

ROOT = Path(__file__).parents[2]
BAD = "## 絵文字の😀見出し。\n\n本文です。\n\n---END---\n\nここで終わりますます。\n"
WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.fixture
def client(folder: Path) -> Iterator[Client]:
    started = Client(folder)
    yield started
    started.process.kill()
    started.process.wait()


def codes(found: list[dict[str, Any]]) -> list[str]:
    return [one["code"] for one in found]


def test_findings_are_published(client: Client) -> None:
    found = client.open("a.md", BAD)
    assert codes(found) == ["headings/ends-with-period", "integrity/generator-marker", "integrity/stuttered-ending"]
    assert found[0]["range"]["start"] == {"line": 0, "character": 12}
    assert found[0]["severity"] == 3
    assert found[0]["codeDescription"]["href"].endswith("docs/rules/headings/ends-with-period.md")


@pytest.mark.parametrize(("encoding", "character"), [("utf-8", 28), ("utf-16", 12), ("utf-32", 11)])
def test_positions_are_counted_as_agreed(folder: Path, encoding: str, character: int) -> None:
    client = Client(folder, encodings=[encoding])
    assert client.server["positionEncoding"] == encoding
    assert client.open("a.md", BAD)[0]["range"]["start"]["character"] == character
    assert client.end() == 0


@pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("*.md")), ids=lambda path: path.name)
def test_a_document_has_the_findings_of_the_command_line(shared: Client, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = shared.open(str(path.relative_to(ROOT)), text)
    done = subprocess.run(
        [sys.executable, "-m", "jplint", "-f", "lsp", str(path)], cwd=ROOT, capture_output=True, check=False
    )
    [published] = json.loads(done.stdout)
    keys = ("range", "severity", "code", "message")
    assert [{key: one[key] for key in keys} for one in found] == [
        {key: one[key] for key in keys} for one in published["diagnostics"]
    ]


@pytest.fixture(scope="module")
def shared() -> Iterator[Client]:
    started = Client(ROOT)
    yield started
    started.process.kill()
    started.process.wait()


def test_many_edits_end_with_the_findings_of_a_fresh_run(client: Client) -> None:
    chance = random.Random(3)
    pieces = ["本文です。", "\n\n", "## 見出し。\n\n", "---END---\n", "である。", "😀", "ますます。", "**太字**", "「"]
    text = BAD
    client.open("a.md", text)
    for _ in range(1000):
        lines = text.split("\n")
        line = chance.randrange(len(lines))
        start = chance.randint(0, len(lines[line]))
        end = chance.randint(start, min(start + 3, len(lines[line])))
        put = chance.choice(pieces) if chance.random() < 0.5 or len(text) < 400 else ""
        place = {
            "start": {"line": line, "character": len(lines[line][:start].encode("utf-16-le")) // 2},
            "end": {"line": line, "character": len(lines[line][:end].encode("utf-16-le")) // 2},
        }
        client.change("a.md", {"range": place, "text": put})
        lines[line] = lines[line][:start] + put + lines[line][end:]
        text = "\n".join(lines)
    found = client.diagnostics("a.md")
    fresh = Linter().lint_text(text, str(client.folder / "a.md"))
    assert [(one["code"], one["message"]) for one in found] == [(one.rule, one.message) for one in fresh]


def test_a_fix_is_offered_for_this_version(client: Client) -> None:
    client.open("a.md", BAD)
    client.change("a.md", {"text": BAD})
    found = client.actions("a.md", {"start": {"line": 0, "character": 12}, "end": {"line": 0, "character": 12}})
    fix = next(one for one in found if one["kind"] == "quickfix")
    assert fix["isPreferred"] is True
    assert fix["edit"]["documentChanges"][0]["textDocument"]["version"] == 2
    assert applied(BAD, fix["edit"]).startswith("## 絵文字の😀見出し\n")


def test_all_safe_fixes_at_once(client: Client) -> None:
    client.open("a.md", BAD)
    [fix] = client.actions("a.md", WHOLE, ["source.fixAll"])
    assert applied(BAD, fix["edit"]) == Linter().fix(BAD).text
    client.open("b.md", "本文です。\n")
    assert client.actions("b.md", WHOLE, ["source.fixAll.jplint"]) == []


@pytest.mark.parametrize("where", ["この行", "この段落", "このファイル"])
def test_letting_a_finding_pass(client: Client, where: str) -> None:
    text = "---\ntitle: 題名\n---\n\n本文です。\n\n---END---\n\n次の文です。\n"
    client.open("a.md", text)
    found = client.actions("a.md", {"start": {"line": 6, "character": 3}, "end": {"line": 6, "character": 3}})
    titles = [one for one in found if where in one["title"] and "generator-marker" in one["title"]]
    if where != "この行" and not titles:
        pytest.skip("no comment can stand before a line of dashes")
    after = applied(text, titles[0]["edit"])
    left = [one.rule for one in Linter().lint_text(after) if one.rule == "integrity/generator-marker"]
    assert left == []


def test_hover_tells_of_the_rule(client: Client) -> None:
    client.open("a.md", BAD)
    place = {"textDocument": {"uri": client.uri("a.md")}, "position": {"line": 4, "character": 2}}
    assert "**integrity/generator-marker**" in client.request("textDocument/hover", place)["contents"]["value"]
    place["position"] = {"line": 2, "character": 2}
    assert client.request("textDocument/hover", place) is None


def labels(client: Client, name: str, line: int, character: int) -> set[str]:
    place = {"textDocument": {"uri": client.uri(name)}, "position": {"line": line, "character": character}}
    found = client.request("textDocument/completion", place) or []
    return {one["label"] for one in (found["items"] if isinstance(found, dict) else found)}


def test_completion(client: Client) -> None:
    (client.folder / "jplint.yaml").write_text("tags: {allowed: [料理, 庭]}\n", encoding="utf-8")
    client.open("a.md", "---\nti\ntags: [\n---\n\n<!-- jplint-disable-line \n")
    assert "integrity/seam" in labels(client, "a.md", 5, 25)
    assert "title" in labels(client, "a.md", 1, 2)
    assert labels(client, "a.md", 2, 7) == {"料理", "庭"}


def test_the_configuration_is_read_anew(client: Client) -> None:
    assert codes(client.open("a.md", BAD))
    (client.folder / "jplint.yaml").write_text('rules: {"*": off}\n', encoding="utf-8")
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": client.uri("jplint.yaml"), "type": 1}]})
    assert client.wait_for("a.md") == []


def test_folders_have_configurations_of_their_own(client: Client) -> None:
    (client.folder / "quiet").mkdir()
    (client.folder / "quiet/jplint.yaml").write_text('rules: {"*": off}\n', encoding="utf-8")
    assert client.open("quiet/a.md", BAD) == []
    assert client.open("loud/a.md", BAD) != []


def test_a_configuration_that_cannot_be_used_is_told_where_it_is(client: Client) -> None:
    (client.folder / "jplint.yaml").write_text("rules: {stile: off}\n", encoding="utf-8")
    client.versions["a.md"] = 1
    document = {"uri": client.uri("a.md"), "languageId": "markdown", "version": 1, "text": BAD}
    client.notify("textDocument/didOpen", {"textDocument": document})
    [told] = client.wait_for("jplint.yaml")
    assert "「stile」" in told["message"]
    (client.folder / "jplint.yaml").write_text("rules: {style: off}\n", encoding="utf-8")
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": client.uri("jplint.yaml"), "type": 2}]})
    assert codes(client.diagnostics("a.md"))
    assert [one for one in client.shown if "stile" in one], "and said once"
    assert len(client.shown) == 1


def test_a_rule_that_cannot_be_used_stops_no_other(client: Client) -> None:
    (client.folder / "rules/house").mkdir(parents=True)
    (client.folder / "rules/house/a.yaml").write_text("severty: error\n", encoding="utf-8")
    (client.folder / "jplint.yaml").write_text("rule-paths: [rules]\n", encoding="utf-8")
    assert codes(client.open("a.md", BAD))
    assert "severty" in client.published[client.uri("rules/house/a.yaml")]["diagnostics"][0]["message"]


def test_diagnostics_that_are_asked_for(folder: Path) -> None:
    client = Client(folder, textDocument={"diagnostic": {}})
    document = {"uri": client.uri("a.md"), "languageId": "markdown", "version": 1, "text": BAD}
    client.notify("textDocument/didOpen", {"textDocument": document})
    report = client.request("textDocument/diagnostic", {"textDocument": {"uri": client.uri("a.md")}})
    assert len(codes(report["items"])) == 3
    assert client.published == {}
    assert client.end() == 0


def test_a_message_that_is_none_ends_nothing(client: Client) -> None:
    client.send(b"Content-Length: 5\r\n\r\n{bad}")
    client.notify("textDocument/didOpen", {"nonsense": 1})
    client.notify("no/suchMethod", {})
    assert codes(client.open("a.md", BAD))


def test_a_document_that_is_in_no_file(client: Client) -> None:
    document = {"uri": "untitled:Untitled-1", "languageId": "markdown", "version": 1, "text": BAD}
    client.notify("textDocument/didOpen", {"textDocument": document})
    client._until(lambda one: one.get("method") == "textDocument/publishDiagnostics")
    assert len(client.published["untitled:Untitled-1"]["diagnostics"]) == 3


def test_a_server_without_shutdown_ends_with_one(folder: Path) -> None:
    client = Client(folder)
    client.notify("exit", None)
    assert client.process.wait(20) == 1


def test_the_whole_workspace(client: Client) -> None:
    (client.folder / "b.md").write_text(BAD, encoding="utf-8")
    client.request("workspace/executeCommand", {"command": "jplint.lintWorkspace"})
    assert len(client.published[client.uri("b.md")]["diagnostics"]) == 3
