"""The tools for language models, by the client of the protocol's own package."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import pytest

mcp = pytest.importorskip("mcp")

TEXT = "## 見出し。\n\n本文です。\n\n---END---\n"


def call(folder: Path, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """The results of some calls of tools by one client."""
    from mcp.client.stdio import stdio_client

    async def run() -> list[Any]:
        environment = {**os.environ, "LANG": "ja_JP.UTF-8", "PYTHONUTF8": "1"}
        given = mcp.StdioServerParameters(
            command=sys.executable, args=["-m", "jplint", "mcp"], cwd=str(folder), env=environment
        )
        async with stdio_client(given) as (read, write), mcp.ClientSession(read, write) as session:
            await session.initialize()
            if not calls:
                return list((await session.list_tools()).tools)
            return [await session.call_tool(name, arguments) for name, arguments in calls]

    return asyncio.run(run())


def test_the_tools_are_described(tmp_path: Path) -> None:
    tools = {tool.name: tool for tool in call(tmp_path)}
    assert set(tools) == {"lint_text", "lint_files", "fix_text", "explain_rule"}
    assert all(tool.description for tool in tools.values())


def data(result: Any) -> Any:
    assert not result.is_error, result.content
    return result.structured_content


def test_a_text_is_linted_mended_and_explained(tmp_path: Path) -> None:
    found, fixed, told = map(
        data,
        call(
            tmp_path,
            ("lint_text", {"text": TEXT}),
            ("fix_text", {"text": TEXT}),
            ("explain_rule", {"rule": "integrity/generator-marker"}),
        ),
    )
    assert [one["rule"] for one in found["diagnostics"]] == ["headings/ends-with-period", "integrity/generator-marker"]
    assert found["diagnostics"][1]["line"] == 5
    assert fixed["text"] == TEXT.replace("見出し。", "見出し")
    assert fixed["applied"] == ["headings/ends-with-period"]
    assert told["rules"][0]["severity"] == "error"


def test_files_come_in_pages(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.md").write_text(TEXT, encoding="utf-8")
    [first, second] = map(
        data,
        call(
            tmp_path,
            ("lint_files", {"paths": ["."], "limit": 4}),
            ("lint_files", {"paths": ["."], "limit": 4, "cursor": 4}),
        ),
    )
    assert (first["count"], first["next_cursor"], len(first["diagnostics"])) == (6, 4, 4)
    assert "next_cursor" not in second
    assert [one["path"] for one in second["diagnostics"]] == ["c.md", "c.md"]


def test_what_cannot_be_done_is_told(tmp_path: Path) -> None:
    outside, unknown = call(tmp_path, ("lint_files", {"paths": ["/etc"]}), ("explain_rule", {"rule": "no/such"}))
    assert outside.is_error
    assert "not below the current folder" in outside.content[0].text
    assert unknown.is_error
    assert "no/such" in unknown.content[0].text
