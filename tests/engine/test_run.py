"""Running over many files: order, processes, what only all files show, and everything that can be wrong with one."""

from __future__ import annotations

import multiprocessing
import pickle
import random
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from running import HERE, ONLY, RULE_PATHS, failures, found

from jplint.run import processes
from jplint.run.discover import Target, discover
from jplint.run.files import chunks, lint_files, merged
from jplint.run.profile import Plan, Profiles
from jplint.run.work import Worker


def test_findings_worst_and_threshold(lint) -> None:
    outcomes = lint({"a.md": "口語と誤字。\n", "b.md": "口語。\n", "c.md": "よい。\n"})
    assert found(outcomes["a.md"]) == [
        ("run/hint", "口語", "「口語」です。", []),
        ("run/word", "誤字", "「誤字」です。", []),
    ]
    assert [outcomes[path].worst for path in ("a.md", "b.md", "c.md")] == ["error", "info", None]
    assert {outcome.fail_on for outcome in outcomes.values()} == {"warning"}


def test_what_is_not_grave_enough_is_nowhere(lint) -> None:
    outcomes = lint({"a.md": "口語と誤字。\n", "b.md": "口語。\n"}, severity="warning")
    assert [rule for rule, *_ in found(outcomes["a.md"])] == ["run/word"]
    assert (found(outcomes["b.md"]), outcomes["b.md"].worst) == ([], None)


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
    assert sum(len(outcome.diagnostics) for outcome in alone.values()) > 100
    assert any(related for outcome in alone.values() for *_, related in found(outcome))


def test_the_same_where_processes_cannot_be_forked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(HERE.parent / "cli" / "base" / "rules", tmp_path / "rules")
    (tmp_path / "jplint.yaml").write_text("rule-paths: [rules]\nrules: {'*': off, house: on}\n", encoding="utf-8")
    for name in "abcd":
        (tmp_path / f"{name}.md").write_text("誤字と口語。\n" * 3, encoding="utf-8")
    targets = discover(["."]).targets
    monkeypatch.setattr(processes, "sys", SimpleNamespace(platform="darwin"))
    alone = list(lint_files(targets, Plan(), jobs=1))
    assert list(lint_files(targets, Plan(), jobs=2)) == alone
    assert len(alone[3].diagnostics) == 6


def test_a_worker_can_be_sent_elsewhere(lint) -> None:
    lint({"a.md": "誤字\n"})
    worker = pickle.loads(pickle.dumps(Worker(Plan(severity="error"))))
    assert worker.work(Target("a.md")).outcome.diagnostics[0].rule == "run/word"


def test_chunks_are_in_order_and_of_about_equal_cost() -> None:
    targets = [Target(str(number)) for number in range(100)]
    costs = [1] * 50 + [10] * 50
    parts = chunks(targets, costs, 2)
    assert [target for part in parts for target in part] == targets
    assert 26 <= len(parts) <= 34
    assert chunks(targets[:1], [0], 4) == [targets[:1]]


def test_a_file_that_kills_its_process_fails_alone(lint) -> None:
    files = {f"{number:02}.md": "誤字。\n" for number in range(40)}
    outcomes = lint({**files, "10.md": "急死。\n", "30.md": "急死。\n"}, jobs=2)
    assert failures(outcomes) == {"10.md": "died", "30.md": "died"}
    assert sum(one.rule == "run/word" for outcome in outcomes.values() for one in outcome.diagnostics) == 38
    assert not multiprocessing.active_children()


def test_a_process_that_is_killed_once_loses_nothing(lint, tmp_path: Path) -> None:
    files = {f"{number:02}.md": "誤字。\n" for number in range(20)}
    outcomes = lint({**files, "10.md": "頓死。\n", "mark": ""}, jobs=2)
    assert not failures(outcomes)
    assert not (tmp_path / "mark").exists()


def test_what_only_all_files_show(lint) -> None:
    outcomes = lint({"a.md": "前。\n\n同じ段落。\n", "b.md": "同じ段落。\n", "c.txt": "別。\n\n同じ段落。\n\n誤字。\n"})
    assert found(outcomes["a.md"]) == []
    assert found(outcomes["b.md"]) == [("run/same", "同じ段落。", "「a.md」にもあります。", [("a.md", 3)])]
    assert [rule for rule, *_ in found(outcomes["c.txt"])] == ["run/same", "run/word"]
    assert outcomes["b.md"].worst == "warning"


def test_files_of_other_sites_and_with_other_options_are_not_compared(lint) -> None:
    text = "同じ段落。\n"
    paths = "paths: {x: {rules: {run/same: {least: 9}}}, y: {rules: {run/same: error}}}\n"
    files = {"jplint.yaml": ONLY + paths, "site/hugo.toml": ""}
    files |= {"a.md": text, "x/b.md": text, "y/c.md": text, "site/d.md": text, "site/e.md": text}
    outcomes = lint(files)
    seen = {path: [message for _, _, message, _ in found(outcome)] for path, outcome in outcomes.items()}
    assert seen == {
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
    seen = {path: [rule for rule, *_ in found(outcome)] for path, outcome in outcomes.items()}
    assert seen == {"a.md": [], "b.md": [], "c.md": ["run/unused"], "d.md": []}


def test_standard_input_takes_part(lint) -> None:
    lint({"a.md": "同じ段落。\n"})
    targets = [Target("<stdin>", "同じ段落。\n".encode()), Target("a.md")]
    outcomes = list(merged(lint_files(targets, Plan(), jobs=1)))
    assert found(outcomes[1])[0][3] == [("<stdin>", 1)]


def test_a_file_that_goes_away_before_the_conclusion(lint, tmp_path: Path) -> None:
    lint({"a.md": "同じ段落。\n", "b.md": "同じ段落。\n", "c.md": "同じ段落。\n"})
    outcomes = []
    for outcome in lint_files(discover(["."]).targets, Plan(), jobs=1):
        outcomes.append(outcome)
        if len(outcomes) == 3:
            (tmp_path / "b.md").unlink()
    assert [(one.path, one.failure.reason) for one in outcomes if one.failure] == [("b.md", "missing")]


def test_a_rule_that_fails_is_told_and_the_others_go_on(lint) -> None:
    outcomes = lint({"a.md": "破裂と誤字。\n", "b.md": "誤字。\n"})
    assert [rule for rule, *_ in found(outcomes["a.md"])] == ["run/word"]
    [failure] = outcomes["a.md"].rule_failures
    assert (failure.event, failure.rule, failure.detail) == ("rule-failure", "run/raise", "ZeroDivisionError: so it is")
    assert outcomes["b.md"].rule_failures == ()


def test_a_conclusion_that_fails_is_told_and_the_others_go_on(lint) -> None:
    outcomes = lint({"a.md": "同じ段落。\n", "b.md": "迷走。\n\n同じ段落。\n"})
    [failure] = outcomes["a.md"].rule_failures
    assert (failure.rule, failure.detail) == ("run/conclude", "ZeroDivisionError: so it is")
    assert [rule for rule, *_ in found(outcomes["b.md"])] == ["run/same"]


def test_a_configuration_that_is_wrong_stops_before_the_first_file(lint) -> None:
    from jplint.rulebook.yaml_tree import LoadError

    files = {"a.md": "よい。\n", "z/jplint.yaml": "rulez: 1\n", "z/b.md": ""}
    lint({"a.md": "よい。\n"})
    with pytest.raises(LoadError, match="unknown key"):
        lint(files)
    with pytest.raises(LoadError, match="unknown key"):
        lint_files(discover(["."]).targets, Plan())  # nothing is asked of the outcomes


def test_progress_is_told_of_each_file(lint) -> None:
    lint({f"{number}.md": "よい。\n" for number in range(7)})
    for jobs in (1, 2):
        steps: list[int] = []
        targets = discover(["."]).targets
        list(lint_files(targets, Plan(), jobs=jobs, progress=lambda steps=steps: steps.append(1)))
        assert len(steps) == 7


def test_an_interrupted_run_ends(lint) -> None:
    lint({f"{number}.md": "よい。\n" for number in range(40)})
    outcomes = lint_files(discover(["."]).targets, Plan(ignore=("run/same", "run/conclude")), jobs=2)
    next(outcomes)
    outcomes.close()
    assert not multiprocessing.active_children()


def test_profiles_can_be_shared_by_runs(lint) -> None:
    lint({"a.md": "誤字\n"})
    profiles = Profiles(Plan())
    first, second = (list(lint_files([Target("a.md")], Plan(), profiles=profiles)) for _ in range(2))
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
    head = f"{RULE_PATHS}rules: {{'*': off, tags/settled: on}}\n"
    [(_, _, message, _)] = found(lint({"jplint.yaml": head + config, "x/a.md": "あ\n"})["x/a.md"])
    assert message == told


@pytest.mark.parametrize(
    ("config", "told"), [("", "//hugo"), ("paths: {x: {rules: {tags/settled: {site: zenn}}}}\n", "//zenn")]
)
def test_the_kind_of_site_is_an_option_unless_it_is_set(lint, config: str, told: str) -> None:
    head = f"{RULE_PATHS}rules: {{'*': off, tags/settled: on}}\n"
    [(_, _, message, _)] = found(lint({"jplint.yaml": head + config, "x/a.md": "あ\n", "hugo.toml": ""})["x/a.md"])
    assert message == told
