"""The commands for coding agents and for those who wait for a file to be saved."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from typing import Any

import pytest

from tests.run.project import Project


def hook(project: Project, given: Any, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**project.environment, "TMPDIR": str(project.folder.parent)}
    return subprocess.run(
        project.command("hook", *arguments), cwd=project.folder, env=environment,
        input=given if isinstance(given, str) else json.dumps(given), capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip


def test_an_agent_is_told_what_to_mend_in_what_it_wrote(project: Project) -> None:
    project.write("a.md", "禁句です。\n")
    project.write("b.md", "禁句です。\n")
    written = {"tool_name": "Write", "tool_input": {"file_path": str(project.folder / "a.md"), "content": "x"}}
    done = hook(project, written)
    assert done.returncode == 2
    answer = json.loads(done.stdout)
    assert answer["decision"] == "block"
    assert "a.md:1 「禁句」です。 (house/banned)" in answer["reason"]
    assert "b.md" not in answer["reason"]
    assert done.stderr.strip() == answer["reason"]


def test_the_same_is_not_said_twice(project: Project) -> None:
    project.write("a.md", "禁句です。\n")
    written = {"session_id": "s", "tool_input": {"file_path": "a.md"}}
    assert hook(project, written).returncode == 2
    assert hook(project, written).returncode == 0
    assert hook(project, written, "--again").returncode == 2
    project.write("a.md", "禁句です。\n\nまた禁句です。\n")
    assert hook(project, written).stderr.count("- a.md") == 1


def test_at_most_five_are_told(project: Project) -> None:
    project.write("a.md", "\n\n".join(f"禁句が{number}個。" for number in range(9)))
    done = hook(project, {"tool_input": {"edits": [{"path": "a.md"}]}})
    assert done.stderr.count("- a.md") == 5
    assert "ほかに4件あります" in done.stderr


def test_when_an_agent_stops_what_was_changed_is_linted(project: Project) -> None:
    project.write("old.md", "禁句です。\n")
    project.commit()
    project.write("new.md", "禁句です。\n")
    done = hook(project, {"hook_event_name": "Stop"})
    assert done.returncode == 2
    assert "new.md:1" in done.stderr
    assert "old.md" not in done.stderr


@pytest.mark.parametrize(
    "given", ["{}", '{"tool_input": {"file_path": "a.py"}}', "[]", '{"tool_input": {"file_path": 3}}']
)
def test_what_is_no_text_is_let_be(project: Project, given: str) -> None:
    assert hook(project, given).returncode == 0


def test_a_file_outside_is_not_read(project: Project) -> None:
    outside = project.folder.parent / "a.md"
    outside.write_text("禁句です。\n", encoding="utf-8")
    assert hook(project, {"tool_input": {"file_path": str(outside)}}).returncode == 0


def test_what_is_no_json(project: Project) -> None:
    done = hook(project, "{")
    assert (done.returncode, done.stderr) == (2, "Error: 標準入力がJSONではありません\n")


def test_watching(project: Project) -> None:
    pytest.importorskip("watchfiles")
    project.write("a.md", "よいです。\n")
    started = subprocess.Popen(
        project.command("watch", "-f", "concise", "a.md"), cwd=project.folder, env=project.environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    assert started.stdout is not None
    assert started.stderr is not None
    assert "保存を待っています" in started.stderr.readline()
    time.sleep(0.5)
    project.write("a.md", "禁句です。\n")
    assert started.stdout.readline() == "a.md:1:1: warning house/banned 「禁句」です。\n"
    started.send_signal(signal.SIGINT)
    assert started.wait(20) in (0, 130)
    assert "Traceback" not in started.stderr.read()
