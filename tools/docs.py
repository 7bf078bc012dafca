"""Writes what is made from the rules: docs/rules/ and docs/schema/. `--check` only says whether they are up to date."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from jplint.compat import differences
from jplint.rule_tests.cases import CLOSE, OPEN
from jplint.rulebook import schema, store
from jplint.rulebook.rule.compile import Compiled, compile_rule
from jplint.rulebook.rule.spec import Case
from jplint.rulebook.rulebook import Catalog

ROOT = Path(__file__).parent.parent
HEAD = "<!-- Made from rules/ by `make docs`; do not edit. -->\n"
SEVERITY = {"error": "エラー", "warning": "警告", "info": "情報"}
DEFAULT = {"on": "有効", "off": "無効", "trial": "試用（無効）"}


def rules() -> list[Compiled]:
    """jplint's own rules in the order of their ids."""
    files, _ = store.read(store.bundled(), trusted=True)
    shared, _ = store.shared(files)
    return [compile_rule(one.text, f"rules/{one.name}.yaml", one.name, shared) for one in store.rule_files(files)]


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated file and what belongs in it."""
    found = rules()
    yield ROOT / "docs/rules/README.md", "".join(index(found))
    for one in found:
        yield ROOT / f"docs/rules/{one.spec.id}.md", "".join(page(one))
    yield ROOT / "docs/textlint-differences.md", "".join(told())
    catalog = Catalog([one.spec for one in found])
    for name, made in (("rule", schema.rule()), ("config", schema.config(catalog))):
        yield ROOT / f"docs/schema/{name}.json", json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def index(found: list[Compiled]) -> Iterator[str]:
    yield f"{HEAD}\n# 規則一覧 / Rules\n"
    for group, members in groupby(found, key=lambda one: one.spec.id.rpartition("/")[0]):
        yield f"\n## {group}\n\n| 規則 | 何を検出するか | What it finds | 既定 |\n| --- | --- | --- | --- |\n"
        for one in members:
            spec = one.spec
            name = spec.id.rpartition("/")[2]
            level = SEVERITY[spec.severity] if spec.default == "on" else DEFAULT[spec.default]
            yield f"| [{name}]({spec.id}.md) | {spec.summary.ja} | {cell(spec.summary.en)} | {level} |\n"


def page(one: Compiled) -> Iterator[str]:
    spec = one.spec
    fixes = [fix for fix in (spec.fix, *(v.fix for v in spec.variants.values())) if fix]
    repair = "なし" if not fixes else "あり（安全）" if all(fix.safe for fix in fixes) else "あり（要確認）"
    yield f"{HEAD}\n# {spec.id}\n\n{spec.summary.ja} / {spec.summary.en}\n\n"
    yield "| 重さ | 既定 | 修正 | 場所 | 別名 |\n| --- | --- | --- | --- | --- |\n"
    places = "、".join(spec.places or []) or "—"
    aliases = "、".join(f"`{alias}`" for alias in spec.aliases) or "—"
    yield f"| {SEVERITY[spec.severity]} | {DEFAULT[spec.default]} | {repair} | {places} | {aliases} |\n"
    yield f"\n## なぜ / Why\n\n{spec.why.ja.strip()}\n\n{spec.why.en.strip()}\n"
    yield f"\n## メッセージ / Message\n\n- {spec.message.ja}\n- {spec.message.en}\n"
    for name, variant in spec.variants.items():
        if variant.message:
            yield f"- `{name}`: {variant.message.ja}\n- `{name}`: {variant.message.en}\n"
    for title, kind in (("だめな例 / Bad", "bad"), ("よい例 / Good", "good")):
        cases = [case for case in one.cases if isinstance(getattr(case, kind), str)]
        if cases:
            yield f"\n## {title}\n"
            yield from (example(case, getattr(case, kind)) for case in cases[:3])
    if spec.options:
        yield "\n## 設定 / Options\n\n"
        yield from (f"- `{name}`: {text.ja} / {text.en}\n" for name, text in spec.options.items())
    if spec.modes:
        yield "\n## モード / Modes\n\n"
        yield from (f"- `{name}`: {mode.summary.ja} / {mode.summary.en}\n" for name, mode in spec.modes.items())
    if spec.precision:
        yield f"\n## 実測 / Measured\n\n{spec.precision}\n"
    if spec.source:
        yield f"\n## 出典 / Source\n\n{spec.source}\n"


def told() -> Iterator[str]:
    """The page of the differences from textlint."""
    yield f"{HEAD}\n# textlintとの違い / Differences from textlint\n\n"
    yield "textlintの規則の名前で使うときに、結果が異なるところです。それぞれの例は、テストで確かめられています。\n\n"
    yield "Where results differ from those of textlint's rules by the same names. A test checks each example.\n"
    for one in differences.load():
        yield f"\n## {'、'.join(one.rules)}\n\n{one.why.ja}\n\n{one.why.en}\n"
        shown = "\n".join(f"\n```markdown\n{one.text.rstrip()}\n```\n".splitlines())
        options = f"`{json.dumps(one.options, ensure_ascii=False)}`" if one.options else "—"
        yield f"{shown}\n\n| オプション | textlint | jplint |\n| --- | --- | --- |\n"
        yield f"| {options} | {_places(one.textlint)} | {_places(one.here)} |\n"


def _places(found: list[tuple[int, int]]) -> str:
    return "、".join(f"{line}:{column}" for line, column in found) or "—"


def example(case: Case, text: str) -> str:
    fence = "`" * (3 + max((len(run) for run in _ticks(text)), default=0))
    shown = text.replace(OPEN, "").replace(CLOSE, "").rstrip("\n")
    fixed = f"\n修正後 / Fixed:\n\n{fence}markdown\n{case.fixed.rstrip()}\n{fence}\n" if case.fixed is not None else ""
    return "\n".join(f"\n{fence}markdown\n{shown}\n{fence}\n{fixed}".splitlines()) + "\n"


def _ticks(text: str) -> Iterator[str]:
    return ("`" * len(list(run)) for tick, run in groupby(text) if tick == "`")


def cell(text: str) -> str:
    """Text that may stand in a table."""
    return text.replace("|", r"\|")


def main() -> int:
    made = dict(pages())
    alone = {ROOT / "docs/textlint-differences.md"}
    folders = [ROOT / "docs/rules", ROOT / "docs/schema"]
    there = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    there |= {path for path in alone if path.is_file()}
    stale = [path for path, text in made.items() if path not in there or path.read_text(encoding="utf-8") != text]
    gone = sorted(there - set(made))
    if "--check" in sys.argv:
        for path in [*stale, *gone]:
            print(f"{path.relative_to(ROOT)} is not what the rules say: run `make docs`")
        return 1 if stale or gone else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made[path], encoding="utf-8")
    for path in gone:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
