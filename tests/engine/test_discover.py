"""From what a user names to files. What the program says of it stands in tests/cli/cases/finding-files.yaml."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jplint.run.discover import discover
from jplint.run.site_kind import Sites


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Makes files in the current folder."""
    monkeypatch.chdir(tmp_path)

    def make(*names: str) -> Path:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x\n", encoding="utf-8")
        return tmp_path

    return make


def found(*paths: str) -> list[str]:
    return [target.path for target in discover(paths).targets]


def test_the_order_is_that_of_the_parts_of_paths_whatever_the_order_given(tree) -> None:
    tree("a/z.md", "a-b/c.md", "a.md", "b/a.md", "a/b/c.md")
    expected = ["a/b/c.md", "a/z.md", "a-b/c.md", "a.md", "b/a.md"]
    assert found(".") == expected
    assert found("b", "a.md", "a-b", "a") == expected


def test_suffixes_of_any_case(tree) -> None:
    tree("A.MD", "b.Markdown", "c.mdx", "d.TXT", "e.html", "md")
    assert found(".") == ["A.MD", "b.Markdown", "c.mdx", "d.TXT"]


def test_a_file_found_in_several_ways_is_there_once_under_its_first_name(tree) -> None:
    folder = tree("x/a.md")
    assert found("x/../x/a.md", str(folder / "x"), "x/*.md") == ["x/a.md"]


def test_paths_outside_the_current_folder_are_kept_as_given(tree, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tree("x/a.md", "y/z.md")
    monkeypatch.chdir(folder / "y")
    assert found("../x") == ["../x/a.md"]
    assert found(str(folder / "x")) == [(folder / "x" / "a.md").as_posix()]


def test_ignore_files_of_the_folders_above_count(tree, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tree("sub/deep/a.md", "sub/deep/b.md", "sub/deep/c.md")
    (folder / ".gitignore").write_text("a.md\n", encoding="utf-8")
    (folder / ".jplintignore").write_text("/sub/deep/b.md\n", encoding="utf-8")
    assert found("sub/deep") == ["sub/deep/c.md"]
    assert found("sub/deep/a.md", "sub/deep/b.md") == ["sub/deep/a.md"]


def test_an_ignored_folder_may_be_named(tree) -> None:
    folder = tree("built/a.md")
    (folder / ".gitignore").write_text("built/\n", encoding="utf-8")
    assert found(".") == []
    assert found("built") == ["built/a.md"]


def test_loops_of_links_end(tree) -> None:
    folder = tree("a/b/c.md")
    (folder / "a/b/up").symlink_to(folder / "a")
    (folder / "a/self").symlink_to("self")
    assert found("a") == ["a/b/c.md"]
    assert found("**/*.md") == ["a/b/c.md"]


def test_deep_folders(tree) -> None:
    folder = tree()
    depth = 120
    deep = folder.joinpath(*["d"] * depth)
    deep.mkdir(parents=True)
    (deep / "a.md").write_text("x", encoding="utf-8")
    assert found(".") == ["d/" * depth + "a.md"]
    assert found("d/" * depth + "a.md") == ["d/" * depth + "a.md"]


def test_a_name_that_is_not_unicode(tree) -> None:
    folder = tree()
    name = os.fsdecode(b"\xff.md")
    try:
        (folder / name).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes Unicode alone")
    assert found(".") == [name]


@pytest.mark.parametrize(
    ("path", "reason"), [("none.md", "missing"), ("none/", "missing"), ("a.rst", "kind"), ("x*.md", "no-match")]
)
def test_what_is_not_there(tree, path: str, reason: str) -> None:
    tree("a.rst", "a.md")
    result = discover([path, "a.md"])
    assert [target.path for target in result.targets] == ["a.md"]
    assert [(given, failure.reason) for given, failure in result.failures] == [(path, reason)]


@pytest.mark.parametrize(
    ("files", "of", "kind", "flavor"),
    [
        ({"_config.yml": "title: x"}, "_posts", "jekyll", "kramdown"),
        ({"_config.yml": "markdown: kramdown"}, "", "jekyll", "kramdown"),
        ({"_config.yml": "a: 1\nmarkdown:   CommonMarkGhPages\n"}, "", "jekyll", "gfm"),
        ({"hugo.toml": ""}, "content/posts", "hugo", "hugo"),
        ({"hugo.yaml": ""}, "content", "hugo", "hugo"),
        ({"config.toml": 'baseURL = "https://example.org/"'}, "content", "hugo", "hugo"),
        ({"config.toml": "[markup.goldmark]"}, "content", "hugo", "hugo"),
        ({"config.toml": "[server]"}, "content", "", "gfm"),
        ({"docusaurus.config.ts": ""}, "docs", "docusaurus", "docusaurus"),
        ({"astro.config.mjs": ""}, "src/content", "astro", "astro"),
        ({"docs/.vitepress/config.ts": ""}, "docs/guide", "vitepress", "vitepress"),
        ({"articles/a.md": "", "books/b/c.md": ""}, "articles", "zenn", "zenn"),
        ({"articles/a.md": "", "package.json": '{"devDependencies": {"zenn-cli": "1"}}'}, "articles", "zenn", "zenn"),
        ({"articles/a.md": "", "package.json": '{"description": "like zenn-cli"}'}, "articles", "", "gfm"),
        ({"articles/a.md": "", "package.json": "{"}, "articles", "", "gfm"),
        ({"articles/a.md": "", "books/b/c.md": ""}, "", "", "gfm"),
        ({"public/a.md": "", "qiita.config.json": "{}"}, "public", "qiita", "qiita"),
        ({"public/a.md": "", "qiita.config.json": "{}"}, "", "", "gfm"),
        ({"public/a.md": "", "qiita.config.json": "", "articles/a": "", "books/b": ""}, "articles", "zenn", "zenn"),
        ({"public/a.md": "", "qiita.config.json": "", "articles/a": "", "books/b": ""}, "public", "qiita", "qiita"),
        ({"hugo.toml": "", "repo/.git/HEAD": ""}, "repo/docs", "", "gfm"),
        ({"hugo.toml": "", "web/_config.yml": ""}, "web/x", "jekyll", "kramdown"),
        ({}, "x", "", "gfm"),
    ],
)
def test_the_kind_of_site(tmp_path: Path, files: dict[str, str], of: str, kind: str, flavor: str) -> None:
    (tmp_path / ".git").mkdir()
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    sites = Sites()
    site = sites.of(str(tmp_path / of))
    assert (site.kind, site.flavor) == (kind, flavor)
    assert bool(site.root) is bool(kind)
    assert sites.of(str(tmp_path / of)) is site
