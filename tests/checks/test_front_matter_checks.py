"""The checks that look at front matter as a whole and at its texts and dates."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import msgspec
import pytest
import yaml

from jplint.api import Linter
from jplint.checks.base import Fact, Match, Scope
from jplint.checks.fields.broken_field import BrokenField
from jplint.checks.fields.date import Date
from jplint.checks.fields.misread import Misread, loaded
from jplint.checks.fields.reading_time import ReadingTime
from jplint.checks.fields.schema import Schema
from jplint.checks.regex import Regex
from jplint.checks.site.unique import Unique
from jplint.document.document import Document
from jplint.rulebook import store
from jplint.rulebook.yaml_tree import LoadError
from jplint.text.source import Source


def document(front: str, body: str = "町並みは残った。", name: str = "") -> Document:
    return Document(Source(f"---\n{front}\n---\n\n{body}\n"), name)


def regex(source: str) -> Regex:
    return Regex.parse(source, trusted=True)


def look(check: Schema | Date | BrokenField | Misread, text: Document, *keys: str) -> list[tuple[str, str]]:
    """The variant and the text of each match."""
    scope = Scope(tuple(f"front-matter.{key}" for key in keys), any_language=True)
    return [(match.variant, text.text[match.span.start : match.span.end]) for match in check.look(text, scope)]


class TestMisread:
    @pytest.mark.parametrize(
        "written",
        ["12:30", "1:00:00", "-1:30", "010", "-012", "0b101", "0o17", "1_000", "0x1F", "yes", "No", "on", "OFF", "1,5"],
    )
    def test_what_a_reader_of_yaml_1_1_makes_of_it(self, written: str) -> None:
        field = document(f"a: {written}").front_matter
        assert field is not None
        [field] = field.fields
        theirs = yaml.safe_load(written)
        if isinstance(theirs, str):  # psych reads `1,5` as a number, PyYAML does not; `0o17` is text to both
            return
        if field.loads_as:
            assert yaml.safe_load(loaded(field)) == theirs
        else:
            assert field.value == theirs

    def test_a_run_of_digits_beyond_all_reason_is_no_work(self) -> None:
        field = document(f"a: 1:{'0' * 5000}").front_matter
        assert field is not None
        assert look(Misread(texts=()), document(f"a: 0{'7' * 5000}")) == [("integer", "0" + "7" * 5000)]
        for written, kind in (("1" + ":1" * 5000, "sexagesimal"), ("0b_", "integer"), ("-0x_", "integer")):
            assert look(Misread(texts=()), document(f"a: {written}")) == [(kind, written)]


class TestDate:
    CHECK = Date(
        formats=(regex(r"^(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})$"), regex(r"^\w{3} \d{4}$")),
        name=regex(r"^(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})-"),
    )

    @pytest.mark.parametrize(
        ("written", "name", "variant"),
        [
            ("2024-02-29", "", ""),
            ("2023-02-29", "", "impossible"),
            ("0000-01-01", "", "impossible"),
            ("Feb 2024", "", ""),
            ("きのう", "", "format"),
            ("2024-02-29", "2024-03-01-a.md", ""),
            ("2024-02-29", "2024-03-02-a.md", "name"),
            ("2024-02-29", "2024-99-99-a.md", ""),
            ("Feb 2024", "2020-01-01-a.md", ""),
            ("", "2020-01-01-a.md", ""),
            ("[2024]", "2020-01-01-a.md", ""),
        ],
    )
    def test_at_most_one_thing_is_said(self, written: str, name: str, variant: str) -> None:
        found = look(self.CHECK, document(f"date: {written}", name=name))
        assert found == ([(variant, written)] if variant else [])

    def test_only_the_first_key_is_compared_with_the_name(self) -> None:
        check = Date(keys=("date", "lastmod"), formats=self.CHECK.formats, name=self.CHECK.name)
        text = document("date: 2024-01-01\nlastmod: 2025-06-01", name="2024-01-01-a.md")
        assert look(check, text) == []

    def test_a_today_that_is_no_day_is_refused(self) -> None:
        assert not list(Date(formats=(), today="2025-01-31").problems())
        assert list(Date(formats=(), today="2025-02-31").problems())
        assert list(Date(formats=(), today="20250131").problems())


class TestBrokenField:
    @pytest.mark.parametrize(
        ("written", "place"),
        [
            ("（a(b）c)", None),
            ("（a)と(b）", None),
            ("a)", None),
            ("(a", None),
            ("a）", 1),
            ("「a『b」", 2),
            ("「（」）", None),
            ("「「a」", 0),
            ("」「", 0),
        ],
    )
    def test_the_first_bracket_without_a_partner(self, written: str, place: int | None) -> None:
        check = BrokenField(brackets=("「」", "『』", "（(）)"))
        text = document(f'title: "{written}"')
        spans = [match.span for match in check.look(text, Scope(("front-matter.title",)))]
        start = text.text.index(written)
        assert [span.start - start for span in spans] == ([] if place is None else [place])

    CUT = BrokenField(cuts=regex("$"), stops=regex("。"), unlike=regex("ー"), least=6, far=10)

    @pytest.mark.parametrize(
        ("value", "body", "variant"),
        [
            ("宿場の朝は早い。旅人は峠を越", "宿場の朝は早い。旅人は峠を越える。", "word"),
            ("旅人は峠を越", "旅人は峠を越える。旅人は峠を越す。", "word"),
            ("旅人は峠を越", "旅人は峠を越える。越後へ旅人は峠を越。", ""),
            ("宿場の朝は早い。旅人は峠", "宿場の朝は早い。旅人は峠を越える。", "sentence"),
            ("宿場の朝と旅人の峠", "宿場の朝と旅人の峠を見る。", ""),
            ("宿場の朝は早い。旅人は峠を越える", "宿場の朝は早い。旅人は峠を越える。", ""),
            ("宿場の朝は早い。旅人は峠を越える。", "宿場の朝は早い。旅人は峠を越える。そして町へ。", ""),
            ("宿場の朝は早い。旅人のサーバ", "宿場の朝は早い。旅人のサーバーを使う。", ""),
            ("the old town and its peo", "Of the old town and its people.", "word"),
            ("ほかの町の話をす", "宿場の朝は早い。", ""),
        ],
    )
    def test_a_value_that_the_body_goes_on_from(self, value: str, body: str, variant: str) -> None:
        found = look(self.CUT, document(f"excerpt: {value}", body), "excerpt")
        assert [one for one, _ in found] == ([variant] if variant else [])

    def test_the_place_in_the_body_is_told(self) -> None:
        text = document("excerpt: 宿場の朝は早い。旅人は峠を越", "# 題\n\n宿場の朝は早い。旅人は**峠を越**える。")
        [match] = self.CUT.look(text, Scope(("front-matter.excerpt",)))
        assert match.values["rest"] == "える"
        [place] = match.related
        assert match.values["line"] == place
        assert text.text[place.span.start : place.span.end] == "越"

    def test_half_a_pair_is_refused(self) -> None:
        assert list(BrokenField(brackets=("「」", "『")).problems())


class TestSchema:
    def rule(self) -> dict[str, object]:
        data = yaml.safe_load((store.bundled() / "front-matter" / "schema.yaml").read_text(encoding="utf-8"))
        schemas: dict[str, object] = data["schema"]
        return schemas

    def test_the_schemas_are_schemas(self) -> None:
        rule = self.rule()
        definitions, sites = rule["definitions"], rule["of"]
        assert isinstance(sites, dict)
        assert {"jekyll", "hugo", "zenn", "qiita", "docusaurus", "astro"} <= set(sites)
        for schema in [rule["common"], *sites.values()]:
            assert isinstance(schema, dict)
            jsonschema.Draft202012Validator.check_schema(
                {**schema, "$defs": definitions}, format_checker=jsonschema.FormatChecker(())
            )
            Schema(of={"a": {**schema}}, definitions=definitions, site="a")._schemas("a")

    def test_a_mistake_is_shown_where_it_is(self) -> None:
        check = Schema(
            schema={
                "required": ["title"],
                "properties": {
                    "seo": {"required": ["image"], "properties": {"tags": {"items": {"type": "string"}}}},
                    "kind": {"type": "string"},
                },
            }
        )
        text = document("seo:\n  tags: [a, 12, b]\nkind:")
        assert look(check, text) == [("required", "---"), ("required", "seo"), ("type", "12"), ("type", "kind")]
        keys = [match.values["key"] for match in check.look(text, Scope())]
        assert keys == ["title", "seo.image", "seo.tags.1", "kind"]

    def test_what_an_alias_stands_for_is_shown_at_the_alias(self) -> None:
        check = Schema(schema={"properties": {"b": {"properties": {"c": {"type": "string"}}}}})
        assert look(check, document("a: &a {c: 1}\nb: *a")) == [("type", "*a")]

    def test_the_site_is_the_one_that_was_found_or_the_dialects(self) -> None:
        check = Schema(of={"x": {"required": ["a"]}}, flavors={"gfm": "x"})
        assert look(check, document("b: 1")) == [("required", "---")]
        assert look(Schema(of=check.of, flavors=check.flavors, site="y"), document("b: 1")) == []

    @pytest.mark.parametrize("value", [".nan", ".inf", "1e999", "9" * 400, '"\\ud800"', '"\\0"', "!!binary QQ=="])
    def test_values_that_json_does_not_know_are_no_failure(self, value: str) -> None:
        assert len(look(Schema(schema={"properties": {"a": {"type": "object"}}}), document(f"a: {value}"))) <= 1

    def test_broken_front_matter_is_not_judged(self) -> None:
        assert look(Schema(schema={"required": ["a"]}), document("b: [1")) == []

    def test_many_mistakes_are_not_all_told(self) -> None:
        text = document(f"tags: [{', '.join(map(str, range(3000)))}]")
        check = Schema(schema={"properties": {"tags": {"items": {"type": "string"}}}})
        assert 0 < len(look(check, text)) <= 100

    @pytest.mark.parametrize(
        "schema", ["{type: objekt}", "{$ref: 'https://example.com/x.json'}", "{$ref: 'file:///etc/hostname'}"]
    )
    def test_a_schema_that_cannot_be_used_is_told_at_its_place(self, tmp_path: Path, schema: str) -> None:
        config = tmp_path / "jplint.yaml"
        config.write_text(f"rules:\n  front-matter/schema:\n    schema: {schema}\n", encoding="utf-8")
        with pytest.raises(LoadError, match="not a JSON Schema") as caught:
            Linter(config).lint_text("---\na: 1\n---\n", str(tmp_path / "a.md"))
        assert caught.value.line == 3


@pytest.mark.parametrize("written", ["9" * 4000, f"-{'9' * 4000}", ".inf"])
def test_a_reading_time_beyond_all_reason_is_too_long_or_too_short(written: str) -> None:
    assert look(ReadingTime(key="minutes"), document(f"minutes: {written}")) == [("", written)]  # type: ignore[arg-type]


class TestUnique:
    def conclude(self, **titles: str) -> list[tuple[str, Match]]:
        check = Unique(key="title", least=5)
        facts: dict[str, list[tuple[str, Fact]]] = {}
        for name, title in sorted(titles.items()):
            for fact in check.facts(document(f"title: {title}"), Scope()):
                again = msgspec.json.decode(msgspec.json.encode(fact), type=Fact)
                facts.setdefault(fact.key, []).append((name, again))
        return [found for key, some in facts.items() for found in check.conclude(key, some)]

    def test_all_but_the_first_are_shown_with_the_first(self) -> None:
        found = self.conclude(c="古い町並み", a="古い 町並み", b="古い町並み", d="別の町並み")
        assert [(path, match.related[0].path, match.values["count"]) for path, match in found] == [
            ("b", "a", 3),
            ("c", "a", 3),
        ]

    def test_short_or_missing_values_may_come_again(self) -> None:
        assert self.conclude(a="はじめ", b="はじめ", c="", d="") == []


def test_what_a_schema_allows_is_told_as_a_writer_writes_it() -> None:
    schema = {"properties": {"a": {"enum": [True, None, "b", 1.5]}, "b": {"maximum": 2}}}
    [one, other] = Schema(schema=schema).look(document("a: c\nb: 3"), Scope())
    assert (one.values["expected"], other.values["expected"]) == ("true, null, b, 1.5", "2")


def test_an_option_reaches_every_rule_of_its_site(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "books").mkdir()
    linter = Linter(select=["front-matter/schema", "front-matter/unknown-key"])
    text = (
        '---\ntitle: "町並み"\nemoji: "🏘️"\ntype: "tech"\ntopcis: ["街道"]\npublished: true\n---\n\n町並みは残った。\n'
    )
    found = linter.lint_text(text, str(tmp_path / "articles" / "old-town-streets.md"))
    assert [one.rule for one in found] == ["front-matter/schema", "front-matter/unknown-key"]
    assert "topics" in found[1].message
