"""Patterns on real sentences, with the real analyzer."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys

import pytest

from jplint.document.prose.morpheme import analyze
from jplint.pattern import Pattern, PatternIndex, PatternMatch
from jplint.pattern import analysis as shape

KOTO_GA_DEKIRU = 'verb:[pos="動詞.*" & cform="連体形.*"] "こと" "が" [lemma="できる|出来る"]'


def found(source: str, text: str, **sets: list[str]) -> list[str]:
    """The text of each match."""
    morphemes = analyze(text)
    matches = Pattern.parse(source, sets).finditer(morphemes)
    return [text[morphemes[match.start].start : morphemes[match.end - 1].end] for match in matches]


def labelled(source: str, text: str) -> list[dict[str, str]]:
    """The text of each label, match by match."""
    morphemes = analyze(text)
    return [
        {name: text[morphemes[start].start : morphemes[end - 1].end] for name, (start, end) in match.labels.items()}
        for match in Pattern.parse(source).finditer(morphemes)
    ]


def test_a_match_is_morpheme_numbers_and_labels() -> None:
    matches = list(Pattern.parse(KOTO_GA_DEKIRU).finditer(analyze("これを使うことができる。")))
    assert matches == [PatternMatch(2, 6, {"verb": (2, 3)})]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        (KOTO_GA_DEKIRU, "読むことができ、書くことが出来る。", ["読むことができ", "書くことが出来る"]),
        (KOTO_GA_DEKIRU, "使うことがある。できることから始める。", []),
        ('"を" [pos="動詞.*"]', "本を読み、字を書く。", ["を読み", "を書く"]),
        ('[pos="名詞.*" & word!="本|字"]', "本と字と絵。", ["絵"]),
        ('[pos="名詞.*" & !(word="本" | lemma="字")]', "本と字と絵。", ["絵"]),
        ('[norm="為る"]', "運動する。", ["する"]),
        ('[reading="キョウ"]', "今日は晴れ。", ["今日"]),
        ('[ctype="五段.*" & cform="連用形.*"]', "急いで行った。", ["急い", "行っ"]),
        ('[cform=""]', "本を読む。", ["本", "を", "。"]),
        ('"(?:本|字)を?"', "本を読む。", ["本"]),
        (r'"「" []* "」"', "「はい」と「いいえ」", ["「はい」と「いいえ」"]),
        (r'"「" [word!="」"]* "」"', "「はい」と「いいえ」", ["「はい」", "「いいえ」"]),
        (r'"[\]&|]"', "a]b&c|d", ["]", "&", "|"]),
        (r'"\""', 'これは"引用"です', ['"', '"']),
        ('<s> [pos="接続詞"]', "しかし、しかし雨だ。", ["しかし"]),
        ('[pos="助動詞"] "。"? </s>', "雨だ。晴れだ。", ["だ。"]),
        ('(<s> | "、") "しかし"', "しかし、しかし雨だ。", ["しかし", "、しかし"]),
        ('"と" | "と" "字"', "本と字。", ["と"]),
        ('"と" "字" | "と"', "本と字。", ["と字"]),
        ('"本"? "と" "字"', "本と字と字", ["本と字", "と字"]),
        ('[pos="名詞.*"]{2}', "東京都知事選挙対策", None),
        ('"あ"{2,3}', "あ、あ", []),
    ],
)
def test_the_language(source: str, text: str, expected: list[str] | None) -> None:
    if expected is None:
        kinds = [morpheme.type.pos.startswith("名詞") for morpheme in analyze(text)]
        assert len(found(source, text)) == sum(kinds) // 2 > 0
    else:
        assert found(source, text) == expected


def test_repetitions() -> None:
    text = "の" * 7
    count = len(analyze(text))
    lengths = {}
    for sign in ("", "+", "{2}", "{2,3}", "{3,}", "{,2}"):
        start = '"の" ' if sign == "{,2}" else ""
        lengths[sign] = [m.end - m.start for m in Pattern.parse(f"{start}[]{sign}").finditer(analyze(text))]
    assert lengths[""] == [1] * count
    assert lengths["+"] == lengths["{3,}"] == [count]
    assert set(lengths["{2}"]) == {2}
    assert lengths["{2,3}"][0] == 3
    assert lengths["{,2}"][0] == 3


def test_a_label_names_the_run_or_the_last_of_the_run() -> None:
    text = "本と字と絵がある。"
    assert labelled('a:([pos="名詞.*"] "と")+ b:[]', text) == [{"a": "本と字と", "b": "絵"}]
    assert labelled('(a:[pos="名詞.*"] "と")+', text) == [{"a": "字"}]
    assert labelled('a:[word="と"]+ | b:[word="が"]', text) == [{"a": "と"}, {"a": "と"}, {"b": "が"}]


def test_a_label_that_matched_nothing_is_left_out() -> None:
    assert labelled('a:"本"? "と"', "字と") == [{}]
    assert labelled('x:"本" "と" | x:"字" "と"', "字と本と") == [{"x": "字"}, {"x": "本"}]


def test_conditions() -> None:
    twice = 'a:[pos="助詞.*"] [pos!="助詞.*"]+ b:[pos="助詞.*"]'
    text = "私は本は読むが字を書く。"
    assert found(twice, text) == ["は本は", "が字を"]
    assert found(f"{twice} :: a.word = b.word", text) == ["は本は"]
    assert found(f"{twice} :: a.word != b.word", text) == ["は読むが"]
    assert found(f'{twice} :: a.pos = b.pos & b.word = "は|を"', text) == ["は本は"]
    assert found(f'{twice} :: b.word != "は"', text) == ["は読むが"]
    assert found(f"{twice} :: b.word = $goals", text, goals=["を"]) == ["が字を"]


def test_a_condition_on_a_label_that_matched_nothing_fails() -> None:
    for condition in ('a.word = "本"', 'a.word != "本"', "a.word = b.word", "b.word != a.word"):
        assert found(f'a:"本"? b:"と" :: {condition}', "字と") == []


def test_sets_are_word_lists() -> None:
    sets = {"heads": ["本", "字"]}
    assert found("[lemma=$heads]", "本と字と絵。", **sets) == ["本", "字"]
    assert found('[pos="名詞.*" & lemma!=$heads]', "本と字と絵。", **sets) == ["絵"]
    assert found('$heads "と"', "本と字と絵。", **sets) == ["本と", "字と"]
    assert Pattern.parse('$heads [pos="助詞.*"]', sets).literals == ("字", "本")


def test_a_set_is_words_and_no_regexes() -> None:
    assert found("$marks", "A.B", marks=["."]) == ["."]


def test_comments_and_lines() -> None:
    source = '\n  "本"   # "と"\n  "と"  # 「]」&\n'
    assert found(source, "本と字") == ["本と"]


@pytest.mark.parametrize(
    ("source", "literals"),
    [
        (KOTO_GA_DEKIRU, ("こと",)),
        ('"が" "こと|もの"', ("こと", "もの")),
        ('"こと"? "が"', ("が",)),
        ('"こと"? [pos="名詞.*"]', None),
        ('("こと" | "もの" "の")+ []', ("こと", "もの")),
        ('"こと" | [pos="名詞.*"]', None),
        ('[word="こと|もの" & word!="もの"]', ("こと", "もの")),
        ('[word="こと" | pos="名詞.*"]', None),
        ('[word!="こと"]', None),
        ('[!(word!="こと")]', None),
        ('[word="こと.*"]', None),
        ('[lemma="こと"]', None),
    ],
)
def test_literals_are_what_the_text_must_contain(source: str, literals: tuple[str, ...] | None) -> None:
    assert Pattern.parse(source).literals == literals


@pytest.mark.parametrize(
    ("source", "anchored"),
    [
        ('"だ" </s>', True),
        ('"だ" ("。" </s> | </s>)', True),
        ('"だ" </s> | "です" </s>', True),
        ('"だ" ("。" | </s>)', False),
        ('"だ" ("。" </s>)?', False),
        ('("だ" </s>)+', True),
        ('"だ" </s> | "です"', False),
        ('<s> "だ"', False),
    ],
)
def test_anchored_end(source: str, anchored: bool) -> None:
    assert shape.touches(Pattern.parse(source).query.root, end=True) is anchored


def test_alternatives_are_patterns_of_their_own() -> None:
    pattern = Pattern.parse('a:"本" ("と" | "や") | # または\n a:"字" :: a.pos="名詞.*" # 名詞\n', {})
    assert [one.source for one in pattern.alternatives] == [
        'a:"本" ("と" | "や") :: a.pos="名詞.*" # 名詞',
        'a:"字" :: a.pos="名詞.*" # 名詞',
    ]
    assert [len(list(one.finditer(analyze("本と字")))) for one in pattern.alternatives] == [1, 1]
    assert Pattern.parse('"本" ("と" | "や")').alternatives == (Pattern.parse('"本" ("と" | "や")'),)
    assert len(Pattern.parse('"本" | "字"').alternatives) == 2


def test_equality_is_source_and_sets() -> None:
    one = Pattern.parse("[lemma=$x]", {"x": ["本", "字"]})
    same = Pattern.parse("[lemma=$x]", {"x": {"字", "本"}, "y": ["絵"]})
    other = Pattern.parse("[lemma=$x]", {"x": ["本"]})
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one != Pattern.parse("[lemma=$x ]", {"x": ["本", "字"]})


def test_a_used_pattern_can_be_pickled() -> None:
    pattern = Pattern.parse(KOTO_GA_DEKIRU)
    morphemes = analyze("これを使うことができる。")
    matches = list(pattern.finditer(morphemes))
    again = pickle.loads(pickle.dumps(pattern))
    assert again == pattern
    assert list(again.finditer(morphemes)) == matches


@pytest.mark.parametrize("plain", [None, [], ["本"], {"source": "本"}, ["本", ["nothing"], [], [], 0]])
def test_what_is_no_cached_form_is_a_value_error(plain: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Pattern.from_builtins(plain)


def test_the_cached_form_needs_no_parser() -> None:
    plain = json.dumps(Pattern.parse(KOTO_GA_DEKIRU).to_builtins())
    program = (
        "import json, sys\n"
        "from jplint.document.prose.morpheme import analyze\n"
        "from jplint.pattern import Pattern\n"
        "pattern = Pattern.from_builtins(json.loads(sys.argv[1]))\n"
        "print(len(list(pattern.finditer(analyze('使うことができる')))), 'lark' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program, plain], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["1", "False"]


def test_more_tests_than_letters_foreseen() -> None:
    """Classes then get their letters when they are met, and the pattern is compiled anew."""
    words = "本字絵歌詩話劇犬猫"
    pattern = Pattern.parse(" | ".join(f'"{word}" "と"' for word in words))
    for _ in range(2):
        for word in words:
            assert len(list(pattern.finditer(analyze(f"{word}と{word}が鳥と{word}と")))) == 2


@pytest.mark.parametrize(
    "source",
    [
        '"の" []* "の" []* "の" []* "が"',
        '([]+ "の")+ "が"',
        '("の" | "の" "の")+ "が"',
        '("の"{1,40} []{1,40}){1,5} "が"',
        'a:[] []* b:"の" :: a.word != b.word',
    ],
)
def test_no_pattern_explodes(source: str) -> None:
    """Backtracking alone would not come back from these."""
    morphemes = analyze("犬の")[1:] * 800
    assert list(Pattern.parse(source).finditer(morphemes)) == []


def test_the_index_asks_for_the_rarest_token() -> None:
    texts = ["犬は走る。", "猫は寝る。", "鳥は飛ぶことができる。", "魚は泳ぐ。", "犬は走れる。"]
    sentences = [analyze(text) for text in texts]
    dekiru = Pattern.parse(KOTO_GA_DEKIRU)
    either = Pattern.parse('[pos="名詞.*"] "は" ([word="寝る"] | [lemma="泳ぐ"] "。")')
    anything = Pattern.parse("[] </s>")
    never = Pattern.parse('[] "象"')
    index = PatternIndex([dekiru, either, anything, never])
    assert index.candidates(sentences) == {dekiru: [2], either: [1, 3], anything: [0, 1, 2, 3, 4], never: []}
    assert index.candidates(sentences[:1]) == {dekiru: [], either: [], anything: [0], never: []}
    assert PatternIndex([]).candidates(sentences) == {}
    assert index.candidates([]) == {dekiru: [], either: [], anything: [], never: []}
