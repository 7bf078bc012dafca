"""Running over many files: order, processes, what only all files show, and everything that can be wrong with one."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import random
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from jplint import checks
from jplint.engine import processes, read
from jplint.engine.discover import Target, discover
from jplint.engine.profile import Plan, Profiles
from jplint.engine.run import Outcome, Worker, chunks, lint_files

HERE = Path(__file__).parent
ONLY = "rules: {'*': off, run: on}\n"


def finish(source, diagnostics, others):
    """As plain as can be: the rule, the text found, the message, and the lines of related places."""
    return [
        (
            one.rule,
            source.text[one.span.start : one.span.end],
            one.message,
            [(r.path, others[r.path].line(r.span.start)) for r in one.related],
        )
        for one in diagnostics
    ]


@pytest.fixture
def lint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """Lints files with the checks and rules of this folder; the outcomes by path."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPLINT_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "run-cache"))
    monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(HERE / "checks")])
    checks.keys.cache_clear()
    (tmp_path / "jplint.yaml").write_text(f"rule-paths: ['{HERE / 'run_rules'}']\n{ONLY}", encoding="utf-8")

    def run(files: dict[str, str | bytes], *, jobs: int = 1, done=finish, paths=(".",), **flags: object):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        targets = discover(paths).targets
        outcomes = list(lint_files(targets, Plan(**flags), done, jobs=jobs))
        assert [outcome.path for outcome in outcomes] == [target.path for target in targets]
        return {outcome.path: outcome for outcome in outcomes}

    yield run
    monkeypatch.undo()
    checks.keys.cache_clear()


def failures(outcomes: dict[str, Outcome]) -> dict[str, str]:
    return {path: outcome.failure.reason for path, outcome in outcomes.items() if outcome.failure}


def test_findings_worst_and_threshold(lint) -> None:
    outcomes = lint({"a.md": "口語と誤字。\n", "b.md": "口語。\n", "c.md": "よい。\n"})
    assert outcomes["a.md"].value == [
        ("run/hint", "口語", "「口語」です。", []),
        ("run/word", "誤字", "「誤字」です。", []),
    ]
    assert [outcomes[path].worst for path in ("a.md", "b.md", "c.md")] == ["error", "info", None]
    assert {outcome.fail_on for outcome in outcomes.values()} == {"warning"}


def test_what_is_not_grave_enough_is_nowhere(lint) -> None:
    outcomes = lint({"a.md": "口語と誤字。\n", "b.md": "口語。\n"}, severity="warning")
    assert [rule for rule, *_ in outcomes["a.md"].value] == ["run/word"]
    assert (outcomes["b.md"].value, outcomes["b.md"].worst) == ([], None)


def test_the_same_in_any_number_of_processes(lint) -> None:
    draw = random.Random(1)
    words = ["誤字", "口語", "よい文", "同じ段落の文です", "<!-- jplint-disable-next-block run/same -->", "破裂"]
    files = {
        f"{draw.choice('abc')}/{number}.md": "\n\n".join(draw.choices(words, k=draw.randrange(9)))
        for number in range(60)
    }
    files["b/bad.md"] = b"\xff"
    alone = lint(files, jobs=1)
    assert alone == lint({}, jobs=2) == lint({}, jobs=5)
    assert sum(len(outcome.value or ()) for outcome in alone.values()) > 100
    assert any(related for outcome in alone.values() for *_, related in outcome.value or ())


def test_the_same_where_processes_cannot_be_forked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rules = HERE.parent / "cli" / "base" / "rules"
    (tmp_path / "jplint.yaml").write_text(
        f"rule-paths: ['{rules}']\nrules: {{'*': off, house: on}}\n", encoding="utf-8"
    )
    for name in "abcd":
        (tmp_path / f"{name}.md").write_text("誤字と口語。\n" * 3, encoding="utf-8")
    targets = discover(["."]).targets
    monkeypatch.setattr(processes, "sys", SimpleNamespace(platform="darwin"))
    alone = list(lint_files(targets, Plan(), finish, jobs=1))
    assert list(lint_files(targets, Plan(), finish, jobs=2)) == alone
    assert len(alone[3].value) == 6


def test_a_worker_can_be_sent_elsewhere(lint) -> None:
    lint({"a.md": "誤字\n"})
    worker = pickle.loads(pickle.dumps(Worker(Plan(severity="error"), finish)))
    assert worker.work(Target("a.md")).outcome.value[0][0] == "run/word"


def test_chunks_are_in_order_and_of_about_equal_cost() -> None:
    targets = [Target(str(number)) for number in range(100)]
    costs = [1] * 50 + [10] * 50
    parts = chunks(targets, costs, 2)
    assert [target for part in parts for target in part] == targets
    assert len(parts) in (7, 8, 9)
    assert chunks(targets[:1], [0], 4) == [targets[:1]]


def test_a_process_that_dies_fails_its_files_and_no_one_waits(lint) -> None:
    outcomes = lint({"a.md": "よい。\n", "b.md": "急死。\n", "c.md": "よい。\n"}, jobs=2)
    assert failures(outcomes)["b.md"] == "died"
    assert set(failures(outcomes).values()) == {"died"}


def test_what_only_all_files_show(lint) -> None:
    outcomes = lint({"a.md": "前。\n\n同じ段落。\n", "b.md": "同じ段落。\n", "c.txt": "別。\n\n同じ段落。\n\n誤字。\n"})
    assert outcomes["a.md"].value == []
    assert outcomes["b.md"].value == [("run/same", "同じ段落。", "「a.md」にもあります。", [("a.md", 3)])]
    assert [rule for rule, *_ in outcomes["c.txt"].value] == ["run/same", "run/word"]
    assert outcomes["b.md"].worst == "warning"


def test_files_of_other_sites_and_with_other_options_are_not_compared(lint) -> None:
    text = "同じ段落。\n"
    paths = "paths: {x: {rules: {run/same: {least: 9}}}, y: {rules: {run/same: error}}}\n"
    files = {"jplint.yaml": f"rule-paths: ['{HERE / 'run_rules'}']\n{ONLY}{paths}", "site/hugo.toml": ""}
    files |= {"a.md": text, "x/b.md": text, "y/c.md": text, "site/d.md": text, "site/e.md": text}
    outcomes = lint(files)
    found = {path: [message for _, _, message, _ in outcome.value] for path, outcome in outcomes.items()}
    assert found == {
        "a.md": [],
        "site/d.md": [],
        "site/e.md": ["「site/d.md」にもあります。"],
        "x/b.md": [],
        "y/c.md": ["「a.md」にもあります。"],
    }
    assert outcomes["y/c.md"].worst == "error"


def test_a_suppression_of_what_all_files_show_is_used_or_not(lint) -> None:
    used = "<!-- jplint-disable-next-block run/same -->\n\n同じ段落。\n"
    unused = "<!-- jplint-disable-next-block run/same -->\n\n違う段落。\n"
    of_all = "<!-- jplint-disable-next-block -->\n\n同じ段落。\n"
    outcomes = lint({"a.md": "同じ段落。\n", "b.md": used, "c.md": unused, "d.md": of_all})
    found = {path: [rule for rule, *_ in outcome.value] for path, outcome in outcomes.items()}
    assert found == {"a.md": [], "b.md": [], "c.md": ["run/unused"], "d.md": []}


def test_standard_input_takes_part(lint) -> None:
    lint({"a.md": "同じ段落。\n"})
    targets = [Target("<stdin>", "同じ段落。\n".encode()), Target("a.md")]
    outcomes = list(lint_files(targets, Plan(), finish, jobs=1))
    assert [outcome.value for outcome in outcomes][1][0][3] == [("<stdin>", 1)]


def test_a_file_that_goes_away_before_the_conclusion(lint, tmp_path: Path) -> None:
    def unlinking(source, diagnostics, others):
        (tmp_path / "b.md").unlink(missing_ok=True)
        return finish(source, diagnostics, others)

    outcomes = lint({"a.md": "同じ段落。\n", "b.md": "同じ段落。\n", "c.md": "同じ段落。\n"}, done=unlinking)
    assert failures(outcomes) == {"b.md": "missing"}


def test_a_rule_that_fails_is_told_and_the_others_go_on(lint) -> None:
    outcomes = lint({"a.md": "破裂と誤字。\n", "b.md": "誤字。\n"})
    assert [rule for rule, *_ in outcomes["a.md"].value] == ["run/word"]
    [failure] = outcomes["a.md"].rule_failures
    assert (failure.reason, failure.detail) == ("rule-failure", "run/raise: ZeroDivisionError: so it is")
    assert outcomes["b.md"].rule_failures == ()


def test_a_conclusion_that_fails_is_told_and_the_others_go_on(lint) -> None:
    outcomes = lint({"a.md": "同じ段落。\n", "b.md": "迷走。\n\n同じ段落。\n"})
    [failure] = outcomes["a.md"].rule_failures
    assert failure.detail == "run/conclude: ZeroDivisionError: so it is"
    assert [rule for rule, *_ in outcomes["b.md"].value] == ["run/same"]


def test_a_configuration_that_is_wrong_stops_before_the_first_file(lint) -> None:
    from jplint.rulebook.yaml_tree import LoadError

    seen = []
    with pytest.raises(LoadError, match="unknown key"):
        lint({"a.md": "よい。\n", "z/jplint.yaml": "rulez: 1\n", "z/b.md": ""}, done=lambda *_: seen.append(1))
    assert not seen


@pytest.mark.parametrize(
    ("data", "reason", "line"),
    [
        (b"\x82\xa0\n", "not-utf-8", 1),
        ("一\n二".encode() + b"\xe3\x81\n", "not-utf-8", 2),
        (b"\xff\xfeA\0", "utf-16", 1),
        (b"\xfe\xff0B", "utf-16", 1),
        (b"a\nb\0c", "binary", 2),
        (b"\xed\xa0\x80", "not-utf-8", 1),
    ],
)
def test_bytes_that_are_no_text(lint, data: bytes, reason: str, line: int) -> None:
    outcome = lint({"a.md": data, "b.md": "誤字\n"})["a.md"]
    assert (outcome.failure.reason, outcome.failure.line) == (reason, line)
    assert outcome.value is None


def test_a_huge_file_is_refused_and_not_read(lint, tmp_path: Path) -> None:
    with (tmp_path / "huge.md").open("wb") as file:
        file.truncate(50_000_000)
    assert failures(lint({"a.md": "よい。\n"})) == {"huge.md": "too-large"}


def test_the_limit_itself_is_within(lint) -> None:
    config = f"rule-paths: ['{HERE / 'run_rules'}']\n{ONLY}max-file-size: 9\n"
    assert failures(lint({"jplint.yaml": config, "a.md": "誤字。", "b.md": "誤字。\n"})) == {"b.md": "too-large"}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_what_is_no_regular_file_is_refused(lint, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind("socket.md")
    (tmp_path / "device.md").symlink_to("/dev/zero")
    lint({})
    names = ["pipe.md", "folder.md", "socket.md", "device.md"]
    outcomes = list(lint_files([Target(name) for name in names], Plan(), finish, jobs=1))
    listening.close()
    assert [outcome.failure.reason for outcome in outcomes] == ["not-regular"] * 4


def test_a_file_that_vanished(lint) -> None:
    lint({"a.md": "よい。\n"})
    [outcome] = lint_files([Target("gone.md")], Plan(), finish)
    assert outcome.failure.reason == "missing"


def test_a_file_that_may_not_be_read(lint, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def refuse(path, *args):
        if str(path).endswith("a.md"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *args)

    monkeypatch.setattr(read.os, "open", refuse)
    outcomes = lint({"a.md": "よい。\n", "b.md": "誤字\n"})
    assert outcomes["a.md"].failure.say("en") == "cannot be read: Permission denied"
    assert outcomes["b.md"].worst == "error"


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has a file that can be opened and not read")
def test_a_file_that_breaks_while_it_is_read() -> None:
    with pytest.raises(read.UnreadableError) as error:
        read.source(Target("/proc/self/mem"), 100)
    assert error.value.failure.reason == "unreadable"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\r", id="one carriage return"),
        pytest.param("---\n", id="an opening fence"),
        pytest.param("---\ntitle: x\n---\n", id="front matter alone"),
        pytest.param("あ" * 350_000, id="a line of a megabyte"),
        pytest.param("あいう。" * 100_000, id="a line of many sentences"),
        pytest.param(">" * 10_000 + " 引用\n", id="nested quotes"),
        pytest.param("- " * 10_000 + "項目\n", id="nested lists"),
        pytest.param("[" * 50_000 + "]" * 50_000, id="brackets"),
        pytest.param("*" * 50_000 + "あ" + "*" * 50_000, id="stars"),
        pytest.param("「" * 50_000, id="opening brackets"),
        pytest.param("<" * 50_000, id="less-than signs"),
        pytest.param("<!--" * 20_000, id="comments that never end"),
        pytest.param("`" * 30_000 + "あ", id="backticks"),
        pytest.param("|" * 30_000 + "\n" + "|-" * 30_000 + "\n", id="a wide table"),
        pytest.param("a: &a [*a]\n", id="an alias of itself"),
        pytest.param("---\n" + "a: {" * 20_000 + "\n---\n", id="nested front matter"),
        pytest.param(
            "---\na: &a [x,x]\n" + "".join(f"b{n}: &b{n} [*a,*a]\n" for n in range(50)) + "---\n", id="aliases"
        ),
        pytest.param("\U0001f468\u200d\U0001f469" * 20_000, id="emoji"),
        pytest.param("か\u3099" * 50_000, id="combining marks"),
        pytest.param("\ue000\ufffc\u202e\x1b[31m", id="private use and controls"),
    ],
)
def test_hostile_texts_are_linted(lint, text: str) -> None:
    outcomes = lint({"a.md": text, "b.mdx": text, "c.txt": text}, no_config=True)
    assert not failures(outcomes)
    assert not [outcome.rule_failures for outcome in outcomes.values() if outcome.rule_failures]


def test_progress_is_told_of_each_file(lint) -> None:
    lint({f"{number}.md": "よい。\n" for number in range(7)})
    for jobs in (1, 2):
        steps: list[int] = []
        targets = discover(["."]).targets
        list(lint_files(targets, Plan(), finish, jobs=jobs, progress=lambda steps=steps: steps.append(1)))
        assert len(steps) == 7


def test_an_interrupted_run_ends(lint) -> None:
    lint({f"{number}.md": "よい。\n" for number in range(40)})
    outcomes = lint_files(discover(["."]).targets, Plan(ignore=("run/same", "run/conclude")), finish, jobs=2)
    next(outcomes)
    outcomes.close()
    assert not multiprocessing.active_children()


def test_profiles_can_be_shared_by_runs(lint) -> None:
    lint({"a.md": "誤字\n"})
    profiles = Profiles(Plan())
    first, second = (list(lint_files([Target("a.md")], Plan(), finish, profiles=profiles)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ("", "//-"),
        ("tags: {allowed: [a, b], aliases: {c: a}}\n", "a b/c=a/-"),
        ("tags: {allowed: [a]}\npaths: {x: {rules: {tags/settled: {aliases: {d: a}}}}}\n", "a/d=a/-"),
        ("tags: {allowed: [a]}\npaths: {x: {rules: {tags: {allowed: [b]}}}}\n", "b//-"),
    ],
)
def test_the_vocabulary_of_tags_is_the_options_of_their_rules(lint, config: str, told: str) -> None:
    head = f"rule-paths: ['{HERE / 'run_rules'}']\nrules: {{'*': off, tags/settled: on}}\n"
    [(_, _, message, _)] = lint({"jplint.yaml": head + config, "x/a.md": "あ\n"})["x/a.md"].value
    assert message == told


@pytest.mark.parametrize(
    ("config", "told"), [("", "//hugo"), ("paths: {x: {rules: {tags/settled: {site: zenn}}}}\n", "//zenn")]
)
def test_the_kind_of_site_is_an_option_unless_it_is_set(lint, config: str, told: str) -> None:
    head = f"rule-paths: ['{HERE / 'run_rules'}']\nrules: {{'*': off, tags/settled: on}}\n"
    [(_, _, message, _)] = lint({"jplint.yaml": head + config, "x/a.md": "あ\n", "hugo.toml": ""})["x/a.md"].value
    assert message == told
