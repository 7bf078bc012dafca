"""Fits the weights of a rule that weighs endings, on paragraphs that are cut on purpose.

    python tools/fit_ending.py --fit FOLDER … --test FOLDER … [--rule RULE] [--cuts 3] [--write]

Nothing need be labelled: a paragraph of edited text that is cut at a random morpheme is a true defect, one that is
left whole is none. The cuts stand where drafts break off: at the end of the document, before the next paragraph or
heading, and before a generator's marker. The scores of the circumstances are fitted by logistic regression and rounded;
those of the evidence are grades that circumstances refer to, and stay. Printed is how many of the cuts are found at one
false alarm per 1,000 and per 10,000 whole paragraphs, by folder and by what the cut leaves: an ending that no sentence
has (a particle, a comma, a stem, half a word), or a whole word. --write puts the scores into the rule file.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from jplint.checks.prose.ending import Ending, Weighing
from jplint.document.document import Document
from jplint.document.flavor import FLAVORS
from jplint.rulebook.rulebook import Rule
from jplint.run.profile import Plan, Profiles
from jplint.text.source import Source

ROOT = Path(__file__).parent.parent
MARKER = "---END---"
PLACES = ("end", "next", "marker")
HARD = ("particle", "comma", "stem", "half word")
STEPS, RATE, DECAY = 60, 0.05, 1e-4


class Sample(NamedTuple):
    """One paragraph: what was weighed of it, and whether it was cut."""

    grade: int
    circumstances: tuple[int, ...]
    cut: str
    """What the cut leaves; "" for a whole paragraph."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", nargs="+", type=Path, required=True)
    parser.add_argument("--test", nargs="+", type=Path, required=True)
    parser.add_argument("--rule", default="integrity/dangling-fragment")
    parser.add_argument("--cuts", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    [rule] = Profiles(Plan(select=(given.rule,), nowhere=True)).of("a.md").rulebook.rules
    if not isinstance(rule.check, Ending):
        raise SystemExit(f"{given.rule} does not weigh endings")
    learnt = [one for folder in given.fit for one in samples(folder, rule, given.cuts)]
    old = [one.score for one in rule.check.context]
    new = fitted(learnt, old)
    for folder in given.test:
        seen = list(samples(folder, rule, given.cuts))
        cuts = sum(bool(one.cut) for one in seen)
        print(f"\n{folder.name}: {len(seen) - cuts:,} whole paragraphs, {cuts:,} cuts")
        for title, scores in (("as they are", old), ("as fitted", new)):
            print(f"  {title:12s} {report(seen, scores)}")
    print(
        "\n"
        + "\n".join(f"context.{n:<3} {a:+} → {b:+}" for n, (a, b) in enumerate(zip(old, new, strict=True)) if a != b)
    )
    if given.write:
        write(ROOT / "rules" / f"{given.rule}.yaml", new)
    return 0


def samples(folder: Path, rule: Rule, cuts: int) -> Iterator[Sample]:
    """The whole paragraphs of a folder, and some of them cut."""
    chance = random.Random(str(folder.name))
    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.txt")]):
        document = read(path.read_text(encoding="utf-8", errors="replace"), path)
        weighed = {one.last.span: one for one in weighings(document, rule)}
        chosen = [one for one in rule.scope.passages(document) if one.block >= 0 and one.sentences and one.japanese]
        for passage in chosen:
            whole = weighed.get(passage.sentences[-1].span)
            yield sample(whole, "", rule) if whole else Sample(-99, (), "")
        for _ in range(cuts if chosen else 0):
            passage = chance.choice(chosen)
            sentence = passage.sentences[-1]
            places = list(cut_places(sentence.morphemes[1:-2]))
            if not places:
                continue
            at, kind = chance.choice(places)
            place = sentence.passage.source(0, sentence.start + at).end
            text = planted(document, passage.block, place, chance.choice(PLACES))
            damaged = read(text, path)
            number = damaged.block_at(place - 1)
            found = [one for one in weighings(damaged, rule) if one.last.passage.block == number]
            yield sample(found[0], kind, rule) if found else Sample(-99, (), kind)


def read(text: str, path: Path) -> Document:
    return Document(Source(text), path.name, FLAVORS["gfm"], plain=path.suffix == ".txt")


def weighings(document: Document, rule: Rule) -> Iterator[Weighing]:
    assert isinstance(rule.check, Ending)
    return rule.check.weighings(document, rule.scope)


def sample(one: Weighing, cut: str, rule: Rule) -> Sample:
    assert isinstance(rule.check, Ending)
    return Sample(rule.check.evidence[one.evidence].score, one.circumstances, cut)


def cut_places(morphemes: Sequence[object]) -> Iterator[tuple[int, str]]:
    """Where a sentence can be cut, in code points, and what the cut leaves."""
    for one in morphemes:
        kind, start, end = one  # type: ignore[misc]
        pos = kind.pos
        if kind.word in ("、", "，"):
            yield end, "comma"
        elif pos.startswith("助詞"):
            yield end, "particle"
        elif kind.cform.startswith(("連用形", "未然形", "語幹", "仮定形")):
            yield end, "stem"
        elif pos.startswith(("名詞", "動詞", "形容詞")):
            yield end, "word"
            if end - start > 2 and re.search("[ぁ-ん一-鿿]", kind.word):
                yield end - 1, "half word"


def planted(document: Document, number: int, place: int, where: str) -> str:
    """The text with the rest of a block gone, and what follows it left, taken away or put behind a marker."""
    text, end = document.text, document.blocks[number].span.end
    if where == "end":
        return text[:place] + "\n"
    return text[:place] + (f"\n\n{MARKER}" if where == "marker" else "") + text[end:]


def fitted(learnt: Sequence[Sample], old: Sequence[int]) -> list[int]:
    """Scores by logistic regression from the present ones, in steps of the present scale; whole numbers."""
    weighed = [one for one in learnt if one.grade > -99]
    weights, bias = [float(one) for one in old], -4.0
    chance = random.Random(1)
    whole = max(1, sum(not one.cut for one in weighed))
    balance = sum(bool(one.cut) for one in weighed) / whole
    for step in range(STEPS):
        chance.shuffle(weighed)
        rate = RATE / (1 + step / 10)
        for one in weighed:
            total = bias + one.grade + sum(weights[number] for number in one.circumstances)
            error = (bool(one.cut) - 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))) * (1.0 if one.cut else balance)
            bias += rate * error
            for number in one.circumstances:
                weights[number] += rate * (error - DECAY * (weights[number] - old[number]))
    return [round(one) for one in weights]


def report(seen: Sequence[Sample], scores: Sequence[int]) -> str:
    """Recall at two rates of false alarms: of all cuts, and of those that leave no possible ending."""
    totals = [(one.grade + sum(scores[number] for number in one.circumstances), one.cut) for one in seen]
    whole = sorted((total for total, cut in totals if not cut), reverse=True)
    parts = []
    for rate in (1_000, 10_000):
        allowed = len(whole) // rate
        threshold = whole[allowed] + 1 if allowed < len(whole) else -98
        kinds: defaultdict[str, list[bool]] = defaultdict(list)
        for total, cut in totals:
            if cut:
                kinds["hard" if cut in HARD else "word"].append(total >= max(threshold, -98))
        told = ", ".join(f"{kind} {sum(some) / len(some):.2f}" for kind, some in sorted(kinds.items()))
        parts.append(f"1 in {rate:,} (from {threshold}): {told}")
    return "   ".join(parts)


def write(path: Path, scores: Sequence[int]) -> None:
    """Put the scores of the circumstances into the rule file, which stays as it is but for them."""
    text = path.read_text(encoding="utf-8")
    start = text.index("  context:\n")
    end = re.compile(r"^  (?! )", re.MULTILINE).search(text, start + 12)
    block = text[start : end.start() if end else len(text)]
    numbers = iter(scores)
    changed = re.sub(r"score: -?\d+\}", lambda _: f"score: {next(numbers)}}}", block)
    path.write_text(text.replace(block, changed), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
