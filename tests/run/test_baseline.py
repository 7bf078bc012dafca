"""Findings that a baseline knows are not reported, wherever their line has moved to; new ones are."""

from __future__ import annotations

import json
import random

import pytest

from tests.run.project import Project

OLD = "一行目は禁句です。\n\n禁句が二度、禁句です。\n"


def test_known_findings_are_not_reported(project: Project) -> None:
    project.write("a.md", OLD)
    assert len(project.found("a.md")) == 3
    assert project.jplint("baseline", "update").stdout == "jplint-baseline.json: 1ファイルに3件の指摘があります\n"
    done = project.jplint("--baseline", "jplint-baseline.json")
    assert done.returncode == 0
    assert "ベースラインにある3件は示していません" in done.stdout


def test_a_new_finding_is_reported_where_old_ones_have_moved(project: Project) -> None:
    project.write("a.md", OLD)
    project.jplint("baseline", "update")
    project.write("a.md", f"新しい段落です。\n\n{OLD}\nここも禁句です。\n")
    assert project.found("--baseline", "jplint-baseline.json") == ["a.md:7"]


def test_one_more_in_the_same_sentence_is_new(project: Project) -> None:
    project.write("a.md", "禁句です。\n")
    project.jplint("baseline", "update")
    project.write("a.md", "禁句です。\n\n禁句です。\n")
    assert project.found("--baseline", "jplint-baseline.json") == ["a.md:3"]


@pytest.mark.parametrize("more", ["", "もう一つの段落です。\n\n"])
def test_a_renamed_file_is_known(project: Project, more: str) -> None:
    project.write("a.md", OLD)
    project.jplint("baseline", "update")
    (project.folder / "a.md").unlink()
    project.write("posts/b.md", f"{more}{OLD}")
    assert project.found("--baseline", "jplint-baseline.json") == []


def test_a_copied_file_is_not_known(project: Project) -> None:
    project.write("a.md", OLD)
    project.jplint("baseline", "update")
    project.write("b.md", OLD)
    assert project.found("--baseline", "jplint-baseline.json") == ["b.md:1", "b.md:3", "b.md:3"]


def test_configuration_names_the_baseline(project: Project) -> None:
    project.write("a.md", OLD)
    project.write("texts/a.md", OLD)
    project.write("jplint.yaml", f"baseline: known/old.json\n{project.read('jplint.yaml')}")
    project.write("known/old.json", '{"version": 1}')
    assert project.jplint("baseline", "update").returncode == 0
    assert project.found() == []
    assert len(project.found("--no-baseline")) == 6


def test_stale_entries_are_told_and_pruned(project: Project) -> None:
    project.write("a.md", OLD)
    project.write("b.md", OLD)
    project.jplint("baseline", "update")
    project.write("a.md", "一行目は禁句です。\n\nここにも禁句。\n")
    told = project.jplint("a.md", "--baseline", "jplint-baseline.json").stderr
    assert told == "jplint-baseline.json: もう見つからない指摘が2件あります（jplint baseline prune で取り除けます）\n"
    pruned = project.jplint("baseline", "prune", "a.md")
    assert pruned.stdout == "jplint-baseline.json: 2ファイルに4件の指摘があります\n"
    assert project.found("--baseline", "jplint-baseline.json") == ["a.md:3"]


def test_prune_follows_a_renamed_file_and_forgets_one_that_is_gone(project: Project) -> None:
    project.write("a.md", OLD)
    project.write("b.md", "禁句だけです。\n")
    project.jplint("baseline", "update")
    (project.folder / "a.md").rename(project.folder / "c.md")
    (project.folder / "b.md").unlink()
    project.jplint("baseline", "prune")
    assert list(json.loads(project.read("jplint-baseline.json"))["files"]) == ["c.md"]


def test_show_counts(project: Project) -> None:
    project.write("a.md", OLD)
    project.jplint("baseline", "update")
    assert project.jplint("baseline", "show").stdout == (
        "      3  house/banned\n\n      3  a.md\n\n1ファイルに3件の指摘があります\n"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "no.json: ベースラインがありません。jplint baseline update で作れます\n"),
        ("{", "no.json: ベースラインのファイルではありません"),
        ('{"version": 2}', "no.json: バージョン2のベースラインです。このjplintが読めるのはバージョン1です\n"),
        ('{"version": 1, "files": {"a.md": []}}', "no.json: ベースラインのファイルではありません"),
    ],
)
def test_a_baseline_that_cannot_be_used(project: Project, text: str | None, told: str) -> None:
    project.write("a.md", OLD)
    if text is not None:
        project.write("no.json", text)
    done = project.jplint("--baseline", "no.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(told)


def test_what_was_found_never_comes_back_whatever_moves(project: Project) -> None:
    chance = random.Random(1)
    plain = [f"これは{number}番目の段落です。" for number in range(40)]
    texts = {f"{name}.md": list(plain) for name in "abcdefgh"}
    for lines in texts.values():
        for number in chance.sample(range(40), 10):
            lines[number] = f"ここの{chance.random()}は禁句です。"
    for name, lines in texts.items():
        project.write(name, "\n\n".join(lines))
    project.jplint("baseline", "update")
    planted = []
    for number, (name, lines) in enumerate(texts.items()):
        for _ in range(10):
            lines.insert(chance.randrange(len(lines)), f"入れた段落{chance.random()}です。")
        lines.insert(chance.randrange(len(lines)), "新しい禁句です。")
        if number % 3 == 0:
            (project.folder / name).unlink()
            name = f"moved/{name}"  # noqa: PLW2901
        project.write(name, "\n\n".join(lines))
        planted.append(f"{name}:{2 * lines.index('新しい禁句です。') + 1}")
    assert sorted(project.found("--baseline", "jplint-baseline.json")) == sorted(planted)
