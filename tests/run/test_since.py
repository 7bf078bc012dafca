"""With --since, only what a change brought is reported."""

from __future__ import annotations

from tests.run.project import Project

OLD = "一行目は禁句です。\n\n二つ目の段落です。\n\n三つ目も禁句です。\n"


def test_only_changed_lines_count(project: Project) -> None:
    project.write("a.md", OLD)
    project.commit()
    project.write("a.md", OLD.replace("二つ目の段落です", "二つ目の禁句です"))
    assert project.found("--since", "HEAD") == ["a.md:3"]


def test_a_new_file_counts_whole_and_an_old_one_not_at_all(project: Project) -> None:
    project.write("a.md", OLD)
    project.commit()
    project.write("new/ 日本語.md", OLD)
    assert project.found("--since", "HEAD") == ["new/ 日本語.md:1", "new/ 日本語.md:5"]


def test_what_was_committed_since_counts_too(project: Project) -> None:
    project.write("a.md", OLD)
    project.commit()
    project.write("b.md", "禁句です。\n")
    project.commit()
    assert project.found("--since", "HEAD~1") == ["b.md:1"]


def test_what_another_branch_did_meanwhile_does_not_count(project: Project) -> None:
    project.write("a.md", OLD)
    project.commit()
    project.git("checkout", "-q", "-b", "mine")
    project.write("mine.md", "禁句です。\n")
    project.commit()
    project.git("checkout", "-q", "main")
    project.write("theirs.md", "禁句です。\n")
    project.commit()
    project.git("checkout", "-q", "mine")
    assert project.found("--since", "main") == ["mine.md:1"]
    project.git("merge", "-q", "main", "-m", "merge")
    assert project.found("--since", "main") == ["mine.md:1"]


def test_a_renamed_file_counts_where_it_was_changed(project: Project) -> None:
    project.write("a.md", OLD)
    project.commit()
    project.git("mv", "a.md", "b.md")
    project.write("b.md", OLD + "\n四つ目の禁句です。\n")
    assert project.found("--since", "HEAD") == ["b.md:7"]


def test_what_a_change_makes_wrong_elsewhere_counts(project: Project) -> None:
    text = "## 用意\n\n箱を出します。\n\n## 手順\n\n箱を開けます。\n\n## 用意\n\n紙を出します。\n"
    project.write("a.md", text.replace("## 用意\n\n箱", "## 支度\n\n箱"))
    project.commit()
    project.write("a.md", text)
    assert project.found("--since", "HEAD") == ["a.md:9"]


def test_a_heading_that_is_doubled_counts_though_its_line_is_old(project: Project) -> None:
    project.write("a.md", "禁句。\n\nその間の段落です。\n")
    project.commit()
    project.write("a.md", "禁句。\n\n禁句。\n\nその間の段落です。\n")
    assert project.found("--since", "HEAD") == ["a.md:3"]


def test_with_a_baseline(project: Project) -> None:
    project.write("a.md", OLD)
    project.commit()
    project.write("b.md", "禁句です。\n")
    project.jplint("baseline", "update")
    project.write("b.md", "禁句です。\n\nまた禁句です。\n")
    assert project.found("--since", "HEAD", "--baseline", "jplint-baseline.json") == ["b.md:3"]


def test_fixes_are_made_where_something_was_changed(project: Project) -> None:
    project.write("a.md", "直す。\n\n別の段落です。\n")
    project.commit()
    project.write("a.md", "直す。\n\n直す段落です。\n")
    project.jplint("--since", "HEAD", "--fix")
    assert project.read("a.md") == "直す。\n\n直る段落です。\n"


def test_from_the_configuration_and_in_another_folder(project: Project) -> None:
    project.write("jplint.yaml", f"since: HEAD\n{project.read('jplint.yaml')}")
    project.write("texts/a.md", OLD)
    project.commit()
    project.write("texts/a.md", f"禁句。\n\n{OLD}")
    assert project.found("texts") == ["texts/a.md:1"]


def test_a_revision_that_is_not_there(project: Project) -> None:
    project.write("a.md", OLD)
    project.commit()
    done = project.jplint("--since", "no-such")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("ここにはリビジョン「no-such」がありません")


def test_a_revision_cannot_be_a_flag(project: Project) -> None:
    project.write("a.md", OLD)
    project.commit()
    done = project.jplint("--since", "--output=/tmp/x")
    assert done.returncode == 2
