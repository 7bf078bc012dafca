"""What rules can rely on when they ask Sudachi, and how the text is kept exact around it."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jplint.document.prose import morpheme
from jplint.document.prose.morpheme import PLACEHOLDER, Morpheme, analyze

P = PLACEHOLDER


def words(text: str) -> list[str]:
    return [text[start:end] for _, start, end in analyze(text)]


def only(text: str, word: str) -> Morpheme:
    (found,) = [item for item in analyze(text) if item.type.word == word]
    return found


# --- the eleven traps -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["関数|（|あれ|ば|）|を", "値|（|バリュー|）|の", "結合|(|バンドル|)|を"])
def test_a_short_gloss_in_brackets_is_not_swallowed(text: str) -> None:
    assert "|".join(words(text.replace("|", ""))) == text


def test_prolonged_marks_and_hyphens_stay_apart() -> None:
    assert words("サーバー-側") == ["サーバー", "-", "側"]
    assert words("猫ーーーか") == ["猫", "ー", "ー", "ー", "か"]


@pytest.mark.parametrize("text", ["待って…", "…待って", "待って……。", "㌔と㍿と①"])
def test_no_morpheme_is_empty(text: str) -> None:
    found = analyze(text)
    assert all(item.start < item.end for item in found)
    assert "".join(words(text)) == text


@pytest.mark.parametrize(
    ("word", "lemma", "norm"),
    [
        ("Pro", "PRO", "プロ"),
        ("ＡＢＣ", "ABC", "ABC"),
        ("①", "1", "1"),
        ("㈱", "(株)", "(株)"),
        ("（", "(", "("),
        ("コード", "コード", "コード"),
        ("Code", "Code", "コード"),
        ("１２３万", "123万", "1230000"),
    ],
)
def test_only_the_word_tells_how_it_is_written(word: str, lemma: str, norm: str) -> None:
    found = only(f"{word}の", word).type
    assert (found.word, found.lemma, found.norm) == (word, lemma, norm)


def test_two_sentences_without_a_full_stop_change_each_other() -> None:
    assert only("本を読む", "読む").type.cform == "終止形-一般"
    assert only("本を読む\n花が咲く。", "読む").type.cform == "連体形-一般"


@pytest.mark.parametrize(
    "text",
    [
        "雨|だ|が|行く",
        "雨|です|が|行く",
        "雨|で|も|行く",
        "雨|けれど|も|行く",
        "だ|から|行く",
        "それ|で|は|行く",
        "また|は|猫",
        "ちなみ|に|猫|だ",
        "次|に|猫|だ",
        "猫|で|ある",
        "雨|か|も|しれ|ない",
        "ここ|に|は|猫|が|いる",
        "猫|に|つい|て|話す",
        "雨|か|どう|か",
        "行き|ませ|ん",
    ],
)
def test_units_are_short(text: str) -> None:
    assert "|".join(words(text.replace("|", ""))) == text


@pytest.mark.parametrize(
    ("text", "word", "pos"),
    [
        ("しかし雨だ", "しかし", "接続詞"),
        ("つまり雨だ", "つまり", "副詞"),
        ("または猫", "また", "接続詞"),
        ("雨かもしれない", "か", "助詞-副助詞"),
        ("雨かもしれない", "も", "助詞-係助詞"),
        ("実際に見る", "に", "助詞-格助詞"),
        ("雨だが行く", "が", "助詞-接続助詞"),
        ("雨が降る", "が", "助詞-格助詞"),
        ("寒くない", "ない", "形容詞-非自立可能"),
        ("行かない", "ない", "助動詞"),
        ("設計する", "設計", "名詞-普通名詞-サ変可能"),
        ("田中です", "田中", "名詞-固有名詞-人名-姓"),
    ],
)
def test_parts_of_speech(text: str, word: str, pos: str) -> None:
    assert only(text, word).type.pos == pos


@pytest.mark.parametrize(
    ("text", "word", "lemma", "ctype", "cform"),
    [
        ("静かです", "です", "です", "助動詞-デス", "終止形-一般"),
        ("行きます", "ます", "ます", "助動詞-マス", "終止形-一般"),
        ("行きません", "ませ", "ます", "助動詞-マス", "未然形-一般"),
        ("行きません", "ん", "ぬ", "助動詞-ヌ", "終止形-撥音便"),
        ("猫である", "で", "だ", "助動詞-ダ", "連用形-一般"),
        ("猫である", "ある", "ある", "五段-ラ行", "終止形-一般"),
        ("静かな猫", "な", "だ", "助動詞-ダ", "連体形-一般"),
        ("静かになる", "に", "だ", "助動詞-ダ", "連用形-ニ"),
        ("行かない", "ない", "ない", "助動詞-ナイ", "終止形-一般"),
        ("寒くない", "ない", "ない", "形容詞", "終止形-一般"),
        ("駅へ行って", "行っ", "行く", "五段-カ行", "連用形-促音便"),
        ("会議を行って話す", "行っ", "行う", "五段-ワア行", "連用形-促音便"),
        ("猫がいる", "が", "が", "", ""),
    ],
)
def test_conjugation(text: str, word: str, lemma: str, ctype: str, cform: str) -> None:
    found = only(text, word).type
    assert (found.lemma, found.ctype, found.cform) == (lemma, ctype, cform)


@pytest.mark.parametrize(
    ("text", "lemma", "norm"),
    [
        ("字が|書ける", "書ける", "書く"),
        ("道具が|使える", "使える", "使う"),
        ("作業が|行える", "行える", "行う"),
        ("|見れる", "見れる", "見る"),
        ("|しれる", "しれる", "知れる"),
        ("|いれる", "いれる", "居る"),
        ("峠を|超える", "超える", "越える"),
        ("期待に|応える", "応える", "答える"),
        ("道を|拓く", "拓く", "開く"),
        ("知識を|活かす", "活かす", "生かす"),
        ("例を|挙げる", "挙げる", "上げる"),
        ("|server", "Server", "サーバー"),
        ("|ユーザ", "ユーザ", "ユーザー"),
        ("|ウェブサイト", "ウェブサイト", "ウェブサイト"),
        ("|Webサイト", "Webサイト", "Webサイト"),
    ],
)
def test_the_normalised_form_merges(text: str, lemma: str, norm: str) -> None:
    before, word = text.split("|")
    found = only(before + word, word).type
    assert (found.lemma, found.norm) == (lemma, norm)


def test_a_cut_off_verb_is_a_noun_at_the_end_and_a_verb_before_a_comma() -> None:
    assert only("考え", "考え").type.pos == "名詞-普通名詞-一般"
    assert only("考え、走る", "考え").type.pos == "動詞-一般"
    assert only("痛みを感じ、叫ぶ", "感じ").type.lemma == "感ずる"


# --- positions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        unicodedata.normalize("NFD", "が") + "|好き",
        "ｶﾞｯﾂ|が|好き",
        "𠮷|野家|の|猫",
        "👨‍👩‍👧|だ",
        "猫| |が| |いる",
        "猫|　|が",
    ],
)
def test_spans_count_code_points(text: str) -> None:
    assert "|".join(words(text.replace("|", ""))) == text


def test_decomposed_kana_analyse_like_composed_ones() -> None:
    decomposed = unicodedata.normalize("NFD", "雨が")
    assert len(decomposed) == 3
    assert [item.type.pos for item in analyze(decomposed)] == ["名詞-普通名詞-一般", "助詞-格助詞"]
    assert analyze(decomposed)[1] == Morpheme(only(decomposed, decomposed[1:]).type, 1, 3)


ODD = st.sampled_from(f"{P}龘のア1a（）。…⑴ﾞ\u3099\u200d\0")


@given(st.text(st.characters(exclude_categories=["Cs"]) | ODD, max_size=40))
@settings(deadline=None)
def test_morphemes_tile_any_text(text: str) -> None:
    at = 0
    for kind, start, end in analyze(text):
        assert (start, kind.word) == (at, text[at:end])
        assert kind.number >= 0
        assert kind.pos.split("-")[0]
        assert (P in kind.word) == (kind.word == P)
        at = end
    assert at == len(text)


@pytest.mark.parametrize("unit", ["猫がいる。", "ア", "ー", "龘", "𠮷", "\ufdfa", "㍿", "\0", "1,", "a", P])
def test_a_text_of_any_length_is_analysed(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    assert "".join(words(text)) == text


def test_a_long_text_is_cut_after_punctuation() -> None:
    sentence = "猫がいる。"
    text = sentence * 1_000
    apart = [item.type for item in analyze(sentence)] * 1_000
    assert [item.type for item in analyze(text)] == apart


# --- the placeholder --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        f"{P}|を|使う",
        f"{P}|が|動く",
        f"{P}|と|{P}|は|違う",
        f"{P}|{P}|を|使う",
        f"関数|{P}|を|使う",
        f"{P}|関数|を|使う",
        f"コード|{P}|カタカナ|を|使う",
        f"abc|{P}|def",
        f"12|{P}|34",
        f"龘|{P}|を|使う",
        f"龘|{P}|{P}|龘|{P}|を|使う",
        f"👍|{P}|𠮷|{P}|👍",
        f"（|{P}|）|を|使う",
        f"新|{P}|的|に",
    ],
)
def test_a_placeholder_is_one_noun(text: str) -> None:
    assert "|".join(words(text.replace("|", ""))) == text
    kind = only(P, P).type
    assert (kind.word, kind.lemma, kind.norm, kind.reading) == (P, P, P, P)
    assert (kind.pos, kind.ctype, kind.cform) == ("名詞-普通名詞-一般", "", "")
    assert all(item.type is kind for item in analyze(text) if item.type.word == P)


@pytest.mark.parametrize(
    "rest", ["を使う", "が動く", "は速い", "です", "であることを示す", "なら速い", "による変更", "などの値"]
)
def test_the_neighbours_of_a_placeholder_are_as_beside_a_noun(rest: str) -> None:
    beside_noun = [item.type for item in analyze("変数" + rest)][1:]
    assert [item.type for item in analyze(P + rest)][1:] == beside_noun


def test_the_stand_in_itself_is_not_opaque() -> None:
    stand_in = "氵"
    assert words(f"{stand_in}と{P}") == [stand_in, "と", P]
    assert only(f"{stand_in}と{P}", stand_in).type.norm != P


# --- one object for each word -----------------------------------------------------------------------------------------


def test_a_type_is_one_object() -> None:
    first, second = only("猫がいる", "猫"), only("そこに猫が", "猫")
    assert first.type is second.type
    assert only("雨が降る", "が").type is not only("雨だが行く", "が").type
    numbers = {item.type.number: item.type for text in ("猫がいる", "雨だが行く") for item in analyze(text)}
    assert all(kind.number == number for number, kind in numbers.items())
    assert len(numbers) == len({*numbers.values()}) == 7


def test_a_reading_is_that_of_the_dictionary() -> None:
    assert only("関数だ", "関数").type.reading == "カンスウ"
    assert only("ブララ社", "ブララ").type.reading == "ブララ"
    assert only("13人", "13").type.reading == "13"


def test_an_analysis_is_remembered_until_the_memory_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "三毛猫が二匹いる。"
    first = analyze(text)
    assert analyze(text) is first
    monkeypatch.setattr(morpheme, "_MEMO_LENGTH", len(text))
    analyze("犬もいる。")
    again = analyze(text)
    assert again is not first
    assert again == first


def test_the_dictionary_is_opened_by_the_first_text() -> None:
    script = (
        "import sys; from jplint.document.prose.morpheme import analyze, opened\n"
        "assert not analyze('') and not opened() and 'sudachipy' not in sys.modules\n"
        "assert analyze('猫') and opened()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
