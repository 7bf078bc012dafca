"""The checks that look at lists in front matter: tags."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jplint.api import Linter
from jplint.checks.base import Check, Match, Scope
from jplint.checks.fields.mentions import Mentions, Name
from jplint.checks.fields.same_items import SameItems
from jplint.checks.fields.vocabulary import Vocabulary
from jplint.checks.lexicon import Lexicon
from jplint.document.document import Document
from jplint.document.front_matter.front_matter import read
from jplint.text.edit import apply
from jplint.text.source import Source


def look(check: Check, text: str) -> list[Match]:
    return list(check.look(Document(Source(text)), Scope()))


def tags(text: str) -> object:
    front = read(text)
    assert front is not None
    assert not front.problems
    return front.data["tags"]


def fixed(check: Check, text: str) -> object:
    return tags(apply(text, [edit for match in look(check, text) for edit in match.edits]))


class TestSameItems:
    CHECK = SameItems(keys=("tags",))

    @pytest.mark.parametrize(
        "text",
        [
            "---\ntags: [街道, 街道]\n---\n",
            "---\ntags: [街道, '街道' , \"街道\"]\n---\n",
            "---\ntags:\n  - 街道 # 旅\n  - 街道\n---\n",
            "---\ntags:\n- 街道\n- 街道\n- 街道\ntitle: 旅\n---\n",
            "---\r\ntags:\r\n- 街道\r\n- 街道\r\n---\r\n",
            "---\ntags: [\n  街道,\n  街道,\n]\n---\n",
            '+++\ntags = ["街道", "街道"]\n+++\n',
            '{"tags": ["街道",\n "街道"]}\n',
        ],
    )
    def test_what_is_taken_away_leaves_a_whole_list(self, text: str) -> None:
        assert fixed(self.CHECK, text) == ["街道"]

    @given(st.lists(st.sampled_from(["a", "A", "ａ", "b", "か", "カ", "c d", "'", '"', "#"]), max_size=6))
    def test_in_any_list_every_item_stays_once(self, items: list[str]) -> None:
        quoted = ["'" + item.replace("'", "''") + "'" for item in items]
        flow = f"---\ntags: [{', '.join(quoted)}]\n---\n"
        block = "---\ntags:\n" + "".join(f"  - {item}\n" for item in quoted) + "---\n"
        kept: dict[str, str] = {}
        for item in items:
            kept.setdefault({"A": "a", "ａ": "a", "カ": "か"}.get(item, item), item)
        assert fixed(self.CHECK, flow) == list(kept.values())
        if items:
            assert fixed(self.CHECK, block) == list(kept.values())

    def test_the_variants_tell_how_alike_they_are(self) -> None:
        found = look(self.CHECK, "---\ntags: [サーバー, サーバー, ｻｰﾊﾞｰ, さーばー]\n---\n")
        assert [match.variant for match in found] == ["same", "spelling", "kana"]


class TestVocabulary:
    @given(
        st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12),
        st.sampled_from(
            [
                "---\ntags: [{}]\n---\n",
                "---\ntags:\n  - {}\n---\n",
                '+++\ntags = ["x", {}]\n+++\n',
                '{{"tags": [{}]}}\n',
            ]
        ),
        st.sampled_from(["old", "'old'", '"old"']),
    )
    def test_the_right_word_is_read_back_whatever_it_is(self, word: str, text: str, written: str) -> None:
        written = written if text.startswith("---") else '"old"'
        found = fixed(Vocabulary(aliases={"old": word}), text.format(written))
        assert isinstance(found, list)
        assert found[-1] == word

    def test_variants(self) -> None:
        check = Vocabulary(allowed=Lexicon(["Kubernetes", "街道"]), aliases={"k8s": "Kubernetes"})
        found = look(check, "---\ntags: [Kubernetes, K8S, kubernetes, Kubernets, 宿場, 街道, '', 12]\n---\n")
        variants = [match.variant for match in found]
        assert variants == ["alias", "spelling", "near", "unknown", "unknown", "unknown"]
        assert [match.values["right"] for match in found] == ["Kubernetes"] * 3 + [""] * 3

    def test_aliases_alone_forbid_nothing_else(self) -> None:
        check = Vocabulary(aliases={"k8s": "Kubernetes"})
        assert [match.variant for match in look(check, "---\ntags: [k8s, 宿場]\n---\n")] == ["alias"]

    def test_the_configuration_lays_it_down(self, tmp_path: Path) -> None:
        config = tmp_path / "jplint.yaml"
        config.write_text("tags:\n  allowed: [街道, 宿場町]\n  aliases: {みち: 街道}\n", encoding="utf-8")
        linter = Linter(config, select=["tags"])
        text = "---\ntags: [街道, みち, 本陣]\n---\n\n町並みは残った。\n"
        found = linter.lint_text(text, str(tmp_path / "a.md"))
        assert [(one.rule, text[one.span.start : one.span.end]) for one in found] == [
            ("tags/vocabulary", "みち"),
            ("tags/vocabulary", "本陣"),
        ]
        assert found[0].fix is not None
        assert found[0].fix.safe


class TestMentions:
    CHECK = Mentions(
        proper={
            "xAI": Name(),
            "Rag": Name(also=("検索",)),
            "Amazon": Name(also=("AWS",), products=("Alexa", "Kindle")),
        },
        passing=2,
    )

    @pytest.mark.parametrize(
        ("tag", "body", "variant"),
        [
            ("xAI", "xAIの話。", ""),
            ("xAI", "ＸＡＩではなくｘＡＩの話。", ""),
            ("xAI", "XAIの話。", "inside"),
            ("xAI", "MaxAIsの話。", "inside"),
            ("xAI", "別の話。", "named"),
            ("XAI", "xAIの話。", "inside"),
            ("Rag", "Ragsの話。", ""),
            ("Rag", "RagTimeの話。", ""),
            ("Rag", "Ragtimeの話。", "inside"),
            ("Rag", "`Rag` の話。", ""),
            ("Rag", "検索の話。", ""),
            ("Amazon", "AlexaとKindleの話。", "named"),
            ("Amazon", "AlexaとKindleとAlexaの話。", ""),
            ("Amazon", "- [Amazonの話](/a/)\n- [AWSの話](/b/)\n\n別の話。", "named"),
            ("Amazon", "[Amazon](/a/)の話は、ここではくわしく書きません。", ""),
            ("街道", "別の話。", ""),
        ],
    )
    def test_a_name_is_mentioned_or_not(self, tag: str, body: str, variant: str) -> None:
        found = look(self.CHECK, f"---\ntags: [{tag}]\n---\n\n{body}\n")
        assert [match.variant for match in found] == ([variant] if variant else [])

    def test_all_items_on_demand(self) -> None:
        check = Mentions(all=True, aliases={"本陣": "宿場"})
        found = look(check, "---\ntags: [街道, 宿場, Docker, 旅籠, ＮＡＳ]\n---\n\n本陣でdockerとnasを使う。\n")
        assert [(match.variant, match.values["item"]) for match in found] == [("absent", "街道"), ("absent", "旅籠")]
