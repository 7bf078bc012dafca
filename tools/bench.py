"""Times jplint as whole processes: one file, a folder, both beside Sudachi alone, and what twice the text costs.

    python tools/bench.py [FOLDER] [--rounds 3]

FOLDER: Markdown to lint (default: the example site, copied until there is enough of it). Ratios within one run mean
more than seconds: machines differ, and so do their moods.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples/site/_posts"

FLOOR = r"""
import re, sys, sudachipy
distinct = {}
for name in sys.argv[1:]:
    for sentence in re.split(r"(?<=[。？！\n])", open(name, encoding="utf-8").read()):
        if sentence.strip():
            distinct[sentence] = True
tokenizer = sudachipy.Dictionary().tokenizer(fields={"pos", "dictionary_form", "normalized_form"})
out = tokenizer.tokenize("")
for sentence in distinct:
    tokenizer.tokenize(sentence, out=out)
"""

SUBJECTS = ["春の庭", "港の朝", "山の小屋", "古い駅", "町の本屋", "雨の森", "夜の市場", "冬の畑", "北の灯台", "川の橋"]
PLACES = [
    "静かに",
    "遠くで",
    "毎朝",
    "ときどき",
    "いつも",
    "誰より早く",
    "思いがけず",
    "ゆっくりと",
    "声もなく",
    "去年から",
]
DEEDS = [
    "目を覚まします",
    "客を待ちます",
    "色を変えます",
    "煙を上げます",
    "人を集めます",
    "音を立てます",
    "光を返します",
    "道を教えます",
]


def timed(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak MiB of one command."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{' '.join(command[:5])} … ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def median(command: list[str], rounds: int) -> tuple[float, float]:
    """The median of several runs, and the most memory."""
    runs = [timed(command) for _ in range(rounds)]
    return statistics.median(seconds for seconds, _ in runs), max(memory for _, memory in runs)


def sentence(number: int) -> str:
    """A sentence of its own for each number."""
    chance = random.Random(number)
    return f"{chance.choice(SUBJECTS)}は{chance.choice(PLACES)}{number}番目の{chance.choice(DEEDS)}。"


def paragraphs(count: int) -> Iterable[str]:
    """So many different paragraphs of five sentences."""
    return ("".join(sentence(5 * number + one) for one in range(5)) for number in range(count))


SCALING: dict[str, Callable[[int], str]] = {
    "distinct paragraphs": lambda size: "\n\n".join(paragraphs(12_000 * size)),
    "identical paragraphs": lambda size: "\n\n".join([next(iter(paragraphs(1)))] * 20_000 * size),
    "nearly identical ones": lambda size: "\n\n".join(
        f"{next(iter(paragraphs(1)))}{n}。" for n in range(10_000 * size)
    ),
    "one long line": lambda size: "".join(paragraphs(12_000 * size)),
    "a list": lambda size: "\n".join(f"- {one}" for one in paragraphs(10_000 * size)),
    "headings": lambda size: "\n\n".join(f"## {sentence(n)[:-1]}\n\n{sentence(n)}" for n in range(9_000 * size)),
}
"""Texts by name; size 2 has twice as much of the same."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    jplint = [sys.executable, "-m", "jplint", "--format", "json", "--exit-zero"]
    with tempfile.TemporaryDirectory() as name:
        folder = given.folder or fill(Path(name) / "site")
        files = sorted(map(str, folder.rglob("*.md")))
        timed([*jplint, files[0]])
        one, _ = median([*jplint, "--jobs", "1", files[0]], given.rounds)
        one_floor, _ = median([sys.executable, "-c", FLOOR, files[0]], given.rounds)
        every, memory = median([*jplint, "--jobs", "1", str(folder)], given.rounds)
        pair, _ = median([*jplint, "--jobs", "2", str(folder)], given.rounds)
        floor, _ = median([sys.executable, "-c", FLOOR, *files], given.rounds)
        print(f"{len(files)} files, {sum(Path(one).stat().st_size for one in files):,} bytes")
        print(f"one file   {one:6.2f} s   {one / one_floor:5.2f} × Sudachi alone")
        print(f"all files  {every:6.2f} s   {every / floor:5.2f} × Sudachi alone   {memory:.0f} MiB")
        print(f"two jobs   {pair:6.2f} s")
        print("\nwhat twice the text costs")
        for title, make in SCALING.items():
            costs = []
            for size in (1, 2):
                path = Path(name) / f"{size}.md"
                path.write_text(make(size), encoding="utf-8")
                costs.append(median([*jplint, str(path)], given.rounds)[0] - one)
            print(f"{title:24s}{costs[0]:6.2f} s → {costs[1]:6.2f} s   × {costs[1] / max(costs[0], 1e-6):.2f}")
        print("\na key pressed in a post of 15,000 characters, within one process")
        print(f"the rules that are on    {keystroke(Path(name), 0):6.1f} ms")
        print(f"and 150 patterns         {keystroke(Path(name), 150):6.1f} ms")
    return 0


def keystroke(folder: Path, patterns: int) -> float:
    """Median milliseconds to lint a post anew after a key was pressed in it, with so many more rules of patterns."""
    from jplint import Linter

    rules = folder / "rules" / "bench"
    rules.mkdir(parents=True, exist_ok=True)
    for number in range(patterns):
        (rules / f"pattern-{number}.yaml").write_text(pattern_rule(number), encoding="utf-8")
    config = folder / "jplint.yaml"
    config.write_text("rule-paths: [rules]\n", encoding="utf-8")
    text = "\n\n".join(f"## {sentence(n)[:-1]}\n\n{one}" for n, one in enumerate(paragraphs(160)))[:15_000]
    linter = Linter(config)
    linter.lint_text(text)
    costs = []
    for press in range(60):
        at = 200 * press + 100
        text = f"{text[:at]}あ{text[at:]}"
        began = time.perf_counter()
        linter.lint_text(text)
        costs.append(time.perf_counter() - began)
    return 1000 * statistics.median(costs)


def pattern_rule(number: int) -> str:
    """A rule that looks for a noun, a particle and a verb, one of its own for each number."""
    noun, verb = SUBJECTS[number % 10][2:], DEEDS[number % 8][2:]
    particle = "がをにへと"[number % 5]
    return f"""summary: {{ja: 型{number}, en: pattern {number}}}
why: {{ja: 速さを測る, en: measures speed}}
severity: info
default: on
message: {{ja: '「{{{{match}}}}」', en: '“{{{{match}}}}”'}}
pattern: '[word="{noun}" & pos="名詞.*"] [word="{particle}"] [pos="動詞.*" & lemma!="{verb}{number}"]'
tests: []
"""


def fill(folder: Path) -> Path:
    """The example site three times over."""
    folder.mkdir()
    for copy in range(3):
        for post in sorted(EXAMPLES.glob("*.md")):
            shutil.copy(post, folder / f"{post.stem}-{copy}.md")
    return folder


if __name__ == "__main__":
    sys.exit(main())
