"""The formats as a set, the counts and the words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from jplint.report import Options, formats, load
from jplint.report.located import FileReport
from jplint.report.statistics import statistics
from jplint.report.tally import Tally
from jplint.report.words import _WORDS, say


def test_every_file_of_the_folder_is_a_format():
    import jplint.report.format as folder

    files = Path(folder.__file__).parent.glob("[a-z]*.py")
    assert formats() == tuple(sorted(file.stem for file in files))
    assert {"concise", "github", "json", "lsp", "text"} <= set(formats())
    assert all(callable(load(name).render) for name in formats())


@pytest.mark.parametrize("name", ["", "xml", "__init__", "../text", "text.render"])
def test_no_other_name_is_a_format(name):
    with pytest.raises(
        ValueError, match="checkstyle, concise, github, gitlab, html, json, junit, lsp, prompt, rdjsonl, sarif, text"
    ):
        load(name)


def test_naming_the_formats_and_locating_load_nothing_heavy():
    code = (
        "import sys, jplint.report, jplint.report.located, jplint.report.tally\n"
        "assert 'json' in jplint.report.formats()\n"
        "heavy = {'wcwidth', 'regex', 'jplint.report.format.json', 'jplint.report.words'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_tally_counts_what_passes(reports):
    tally = Tally()
    assert tally.summary().files == 0
    assert list(tally.watch(reports)) == reports
    summary = tally.summary()
    assert (summary.files, summary.errors, summary.warnings, summary.infos, summary.failed) == (2, 2, 2, 1, 1)
    assert summary.paths == (("docs/入門.md", 5),)
    assert summary.rules[0] == ("ending/cut", 1)
    assert summary.seconds >= 0
    count = tally.rules["warning", "repeat/list"]
    assert (count.findings, count.paths, count.example) == (1, {"docs/入門.md"}, "docs/入門.md:4")


def test_statistics_have_the_greatest_first(mark):
    tally = Tally()
    spoke = {("z/last", "info"): 2, ("a/first", "info"): 2, ("m/grave", "error"): 2, ("b/often", "warning"): 1200}
    for (rule, severity), count in spoke.items():
        list(tally.watch([FileReport("a.md", (mark("⟦あ⟧", rule=rule, severity=severity),) * count)]))
    assert statistics(tally.rules, Options(language="ja")) == (
        " 件数  ファイル  修正可  重大度  規則     例\n"
        "1,200         1       0  警告    b/often  a.md:1\n"
        "    2         1       0  エラー  m/grave  a.md:1\n"
        "    2         1       0  情報    a/first  a.md:1\n"
        "    2         1       0  情報    z/last   a.md:1\n"
    )
    assert statistics(tally.rules, Options(language="en", color=True)).splitlines()[1] == (
        "1,200      1        0  \x1b[33mwarning \x1b[0m  b/often  a.md:1"
    )
    assert statistics({}, Options()) == ""


@pytest.mark.parametrize("key", sorted(_WORDS))
def test_every_word_is_there_in_both_languages(key):
    japanese, english = (say(language, key, n=2, text="x") for language in ("ja", "en"))
    assert japanese
    assert english.isascii() or "…" in english
    assert english != japanese or key == "comma"


def test_english_has_a_plural():
    assert [say("en", "errors", n) for n in (0, 1, 2, 1000)] == ["0 errors", "1 error", "2 errors", "1,000 errors"]
