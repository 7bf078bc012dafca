"""The program as a process: what it loads, and how it ends when it is cut short."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jplint.cli import environment, main, progress

HERE = Path(__file__).parent


@pytest.fixture
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    cache = tmp_path_factory.getbasetemp() / "cache"
    return {"LANG": "ja_JP.UTF-8", "PYTHONUTF8": "1", "PATH": os.environ["PATH"], "JPLINT_CACHE_DIR": str(cache)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text("誤字。\n" * 200, encoding="utf-8")
    shutil.copytree(HERE / "base" / "rules", tmp_path / "rules")
    config = "rule-paths: [rules]\nrules: {'*': off, house: on}\n"
    (tmp_path / "jplint.yaml").write_text(config, encoding="utf-8")
    return tmp_path


def loaded(code: str, folder: Path, environ: dict[str, str]) -> set[str]:
    """The modules of a process after some code."""
    code = f"{code}\nimport sys\nprint(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environ, capture_output=True, check=True)
    return set(result.stdout.decode().splitlines()[-1].split())


def test_importing_the_package_loads_nothing_of_it(folder: Path, environ: dict[str, str]) -> None:
    modules = loaded("import jplint", folder, environ)
    assert {name for name in modules if name.startswith("jplint")} == {"jplint", "jplint.version"}


@pytest.mark.parametrize("text", ["よい文です。\n", "# 題\n\n**よい**文です。\n"])
def test_linting_a_clean_file_loads_what_it_needs_and_no_more(folder: Path, environ: dict[str, str], text: str) -> None:
    (folder / "a.md").write_text(text, encoding="utf-8")
    run = "from jplint.cli.main import run; assert run(['--no-config', '--ignore', '*', 'a.md']) == 0"
    for _ in range(4):  # the first run compiles the rules, and so does one after a rule was changed
        modules = loaded(run, folder, environ)
        if "jplint.rulebook.rule.compile" not in modules:
            break
    costly = {"lark", "difflib", "multiprocessing", "concurrent.futures", "wcwidth", "yaml", "regex", "sudachipy"}
    costly |= {
        "jsonschema_rs",
        "asyncio",
        "email",
        "importlib.metadata",
        "jplint.rulebook.rule.compile",
        "jplint.cli.rules",
    }
    assert not costly & modules


def test_a_reader_that_goes_away(folder: Path, environ: dict[str, str]) -> None:
    command = [sys.executable, "-m", "jplint", "a.md", "a.md"]
    process = subprocess.Popen(command, cwd=folder, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(60) == main.BROKEN_PIPE
    assert process.stderr is not None
    assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
@pytest.mark.parametrize("arguments", [["a.md"], ["rules"], ["--version"]])
def test_a_disk_that_is_full(folder: Path, environ: dict[str, str], arguments: list[str]) -> None:
    command = [sys.executable, "-m", "jplint", *arguments]
    with open("/dev/full", "w") as full:
        result = subprocess.run(command, cwd=folder, env=environ, stdout=full, stderr=subprocess.PIPE, check=False)
    assert result.returncode == 2
    assert b"No space left on device" in result.stderr
    assert b"Traceback" not in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such shell")
def test_standard_output_that_is_closed(folder: Path, environ: dict[str, str]) -> None:
    command = ["/bin/sh", "-c", '"$0" -m jplint a.md >&-', sys.executable]
    result = subprocess.run(command, cwd=folder, env=environ, stderr=subprocess.PIPE, check=False)
    assert (result.returncode, result.stderr) == (1, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
def test_an_interrupt_is_no_error(folder: Path, environ: dict[str, str]) -> None:
    code = (
        "import sys; from jplint.cli import lint, main; sys.argv[1:] = ['-']; print('ready', flush=True); main.main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    time.sleep(0.5)  # by now it waits for its standard input
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == main.INTERRUPTED
    assert process.communicate() == (b"", "jplint: 中断しました\n".encode())


def test_an_error_of_the_program_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RecursionError("\x1b[31mtoo deep")

    monkeypatch.delenv("JPLINT_DEBUG", raising=False)
    monkeypatch.setattr("jplint.run.profile.catalog", fail)
    assert main.run([str(HERE)]) == 2
    error = capfd.readouterr().err
    assert error.startswith("jplint: internal error: RecursionError: <U+001B>[31mtoo deep (please report it; ")
    assert error.count("\n") == 1
    monkeypatch.setenv("JPLINT_DEBUG", "1")
    with pytest.raises(RecursionError):
        main.run([str(HERE)])


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "ja"),
        ({"LANG": "C"}, "ja"),
        ({"LANG": "C.UTF-8"}, "ja"),
        ({"LANG": "POSIX"}, "ja"),
        ({"LANG": "ja_JP.eucJP"}, "ja"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en"}, "en"),
        ({"LANG": "de_DE@euro"}, "en"),
        ({"LANG": "en_US", "LC_MESSAGES": "ja_JP"}, "ja"),
        ({"LANG": "ja_JP", "LC_MESSAGES": "ja_JP", "LC_ALL": "en_GB"}, "en"),
        ({"LANG": "en_US", "LC_ALL": ""}, "en"),
    ],
)
def test_the_language_of_the_environment(environ: dict[str, str], language: str) -> None:
    assert environment.language(environ) == language


class Terminal:
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "environ", "terminal", "colored"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour(choice: environment.Color, environ: dict[str, str], terminal: bool, colored: bool) -> None:
    assert environment.color(choice, environ, Terminal() if terminal else None) is colored  # type: ignore[arg-type]


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_progress_bar_is_for_terminals_and_for_long_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def screen(wanted: bool, patience: float, stream: io.StringIO) -> str:
        monkeypatch.setattr(progress, "PATIENCE", patience)
        monkeypatch.setattr(sys, "stderr", stream)
        bar = progress.Progress(4, wanted=wanted)
        for _ in range(3):
            bar.step()
        assert list(bar.before(iter(["a", "b"]))) == ["a", "b"]
        return stream.getvalue()

    shown = screen(True, 0, Screen())
    assert "3/4" in shown
    assert shown.endswith("\r\x1b[2K\x1b[?25h")
    assert screen(True, 1000, Screen()) == ""
    assert screen(False, 0, Screen()) == ""
    assert screen(True, 0, io.StringIO()) == ""
