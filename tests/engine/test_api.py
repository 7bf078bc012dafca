"""jplint as a library."""

from __future__ import annotations

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import jplint
from jplint import Diagnostic, Linter, LintError, LoadError, lint_file, lint_text

RULES = Path(__file__).parent.parent / "cli" / "base" / "rules"


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    monkeypatch.setenv("JPLINT_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "api-cache"))
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "jplint.yaml"
    path.write_text("rule-paths: [rules]\nrules: {'*': off, house: on}\nfail-on: info\n", encoding="utf-8")
    shutil.copytree(RULES, tmp_path / "rules")
    (tmp_path / ".git").mkdir()
    return path


def shown(found: tuple[Diagnostic, ...]) -> list[tuple[str, str, int, int]]:
    return [(one.rule, one.severity, *one.span) for one in found]


def test_a_linter_lints_many_texts(config: Path) -> None:
    linter = Linter(config)
    assert shown(linter.lint_text("これは誤字。")) == [("house/wrong", "error", 3, 5)]
    assert shown(linter.lint_text("口語と禁句。")) == [("house/hint", "info", 0, 2), ("house/banned", "warning", 3, 5)]
    assert linter.lint_text("よい文です。") == ()


def test_bytes_and_text_are_the_same_and_a_byte_order_mark_does_not_count(config: Path) -> None:
    linter = Linter(config)
    text = "一行目。\r\n誤字。\r\n"
    assert (
        linter.lint_text(text) == linter.lint_text(text.encode()) == linter.lint_text(b"\xef\xbb\xbf" + text.encode())
    )


@pytest.mark.parametrize(
    ("field", "severity"),
    [("draft: true", "info"), ("published: false", "info"), ("hidden: true", "info"), ("published: true", "warning")],
)
def test_what_is_cut_in_a_draft_is_an_info(config: Path, field: str, severity: str) -> None:
    text = f"---\ntitle: 貝\n{field}\n---\n\n貝は春に太ります。潮の引く日に掘ります。熊手で砂を\n\n---END---\n"
    found = Linter(preset="recommended", select=["integrity/dangling-fragment"]).lint_text(text)
    assert [one.severity for one in found] == [severity]


def test_threads_share_a_linter(config: Path) -> None:
    linter = Linter(config)
    texts = [f"誤字が{number}つ、{'口語もある' if number % 3 else '禁句もある'}。" * 5 for number in range(60)]
    alone = [Linter(config).lint_text(text) for text in texts[:3]] + [linter.lint_text(text) for text in texts[3:]]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(Linter(config).lint_text, texts)) == alone


def test_a_linter_reads_its_rules_anew_when_told(config: Path) -> None:
    linter = Linter(config)
    assert shown(linter.lint_text("誤字。")) == [("house/wrong", "error", 0, 2)]
    config.write_text(config.read_text(encoding="utf-8").replace("house: on", "house: warning"), encoding="utf-8")
    assert shown(linter.lint_text("誤字。")) == [("house/wrong", "error", 0, 2)]
    linter.reload()
    assert shown(linter.lint_text("誤字。")) == [("house/wrong", "warning", 0, 2)]


def test_a_text_without_a_path_is_nowhere(config: Path, tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").touch()
    assert lint_text("誤字。") == Linter().lint_text("誤字。") == ()
    assert shown(lint_text("誤字。", "a.md")) == [("house/wrong", "error", 0, 2)]


def test_the_path_tells_the_kind_of_text(config: Path) -> None:
    fenced = "```\n誤字\n```\n"
    assert lint_text(fenced, "a.md") == ()
    assert shown(lint_text(fenced, "a.txt")) == [("house/wrong", "error", 4, 6)]


def test_a_file(config: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("誤字。\n", encoding="utf-8")
    assert lint_file("a.md") == lint_file(tmp_path / "a.md") == lint_text("誤字。\n", "a.md")


def test_language_and_selection(config: Path) -> None:
    [found] = Linter(config, language="en", select=["house"], ignore=["house/banned"]).lint_text("誤字と禁句。")
    assert found.message == "Do not write “誤字”."
    assert [one.rule for one in Linter(config, preset="all").lint_text("ながいいいいい。") if one.rule == "house/long"]


@pytest.mark.parametrize(("data", "reason"), [(b"\xff", "not-utf-8"), (b"\0", "binary"), ("\ud800", "not-utf-8")])
def test_what_is_no_text_is_an_error(data: bytes | str, reason: str) -> None:
    with pytest.raises(LintError) as error:
        lint_text(data, language="en")
    assert error.value.failure.reason == reason


def test_a_file_that_is_not_there(config: Path) -> None:
    with pytest.raises(LintError, match=r"nowhere\.md: there is no such file"):
        lint_file("nowhere.md", language="en")


def test_a_configuration_that_is_wrong(config: Path) -> None:
    config.write_text("rulez: 1\n", encoding="utf-8")
    with pytest.raises(LoadError, match="did you mean"):
        Linter(config).lint_text("あ")
    with pytest.raises(LoadError, match="nonsuch"):
        Linter(select=["nonsuch"]).lint_text("あ")


def test_every_public_name_is_there() -> None:
    for name in jplint.__all__:
        assert getattr(jplint, name) is not None
    with pytest.raises(AttributeError, match="nonsuch"):
        jplint.nonsuch  # noqa: B018


TEXTS = ["## 見出し。\n\n本文です。\n", "本文です。\n\n---END---\n", "よいです。\n"] * 4


def test_a_text_is_mended_until_nothing_is_left() -> None:
    linter = Linter()
    fixed = linter.fix(TEXTS[0])
    assert (fixed.text, fixed.applied) == ("## 見出し\n\n本文です。\n", ("headings/ends-with-period",))
    assert linter.fix(TEXTS[1]).text == TEXTS[1]
    assert linter.fix(TEXTS[1], unsafe=True).text == "本文です。\n\n"


@pytest.mark.parametrize("jobs", [None, 1, 2])
def test_many_texts_are_linted_in_their_order(jobs: int | None) -> None:
    linter = Linter(language="en")
    assert list(linter.lint_many(TEXTS, jobs=jobs)) == [linter.lint_text(text) for text in TEXTS]


def test_a_text_among_many_that_cannot_be_linted() -> None:
    found = Linter().lint_many([TEXTS[0], b"\xff", TEXTS[1]], jobs=2)
    with pytest.raises(LintError):
        list(found)


def test_a_finding_as_plain_data() -> None:
    [found] = Linter().lint_text(TEXTS[0])
    told = found.as_dict(TEXTS[0])
    assert (told["line"], told["column"], told["rule"]) == (1, 7, "headings/ends-with-period")
    assert told["fix"] == {"safe": True, "edits": [{"start": 6, "end": 7, "text": ""}]}


def test_in_asyncio() -> None:
    async def run() -> int:
        linter = Linter()
        found = await asyncio.gather(*(asyncio.to_thread(linter.lint_text, text) for text in TEXTS))
        return sum(map(len, found))

    assert asyncio.run(run()) == 8


def test_of_a_section_that_is_nearly_repeated_only_what_is_exact_goes() -> None:
    first = [
        f"{place}では、朝の市が立つ日に限って{goods}を売る店が並び、遠くの村からも客が来ます。"
        for place, goods in GOODS
    ]
    again = [*first[:2], f"{first[2][:-4]}来ないこともあります。", *first[3:]]
    text = "\n\n".join(["## 市場", *first, "## 港", "港の話はここで終わります。", "## 市場", *again]) + "\n"
    fixed = Linter().fix(text, unsafe=True).text
    assert all(fixed.count(one) == 1 for one in first)
    assert again[2] in fixed


GOODS = (
    ("北の広場", "干した魚"),
    ("橋のたもと", "焼いた栗"),
    ("寺の門前", "竹の籠"),
    ("川の岸", "山の菜"),
    ("駅の裏", "古い本"),
)
