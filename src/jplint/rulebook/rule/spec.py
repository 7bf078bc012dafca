"""What a rule file may say, typed. The keys of each check are the fields of its class in `jplint.checks`."""

from __future__ import annotations

from typing import Any, Literal, get_args

import msgspec

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The gravest first."""
Language = Literal["ja", "en"]


class _Spec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab", omit_defaults=True):
    pass


class Bilingual(_Spec, frozen=True, kw_only=True):
    """The same in Japanese and in English."""

    ja: str
    en: str

    def within(self, language: Language) -> str:
        """The text in one of the two."""
        return self.en if language == "en" else self.ja


class FixSpec(_Spec, frozen=True, kw_only=True):
    """How a finding would be mended. Exactly one of `replace`, `delete` and `from`."""

    safe: bool = False
    """The meaning of the text cannot change."""
    replace: dict[str, str] = {}
    """`match` or a label of the pattern → the template of what stands there afterwards."""
    delete: Literal["match", "line", "block"] | None = None
    """Take away the match, its lines, or the block it is in with the blank line behind it."""
    source: Literal["check"] | None = msgspec.field(default=None, name="from")
    """The check knows the change."""


class VariantSpec(_Spec, frozen=True, kw_only=True):
    """What is different for one variant of the check's matches."""

    severity: Severity | Literal["off"] | None = None
    message: Bilingual | None = None
    fix: FixSpec | None = None


class ModeSpec(_Spec, frozen=True, kw_only=True):
    """Another definition of the same rule, which projects and presets can choose: all else is as in the rule."""

    summary: Bilingual
    """Whose definition it is, and how it differs."""
    places: list[str] | None = msgspec.field(default=None, name="in")
    outside: list[str] | None = None
    language: Literal["ja", "any"] | None = None
    message: Bilingual | None = None
    variants: dict[str, VariantSpec] | None = None
    fix: FixSpec | None = None
    check: str = ""
    """The check's key; filled in from the file."""
    looks: dict[str, Any] = {}
    """What the check is given, that of the rule where the mode has none; filled in from the file."""


class RuleSpec(_Spec, frozen=True, kw_only=True):
    """A rule file without its test cases. `id` is its path below the rules folder."""

    id: str = ""
    summary: Bilingual
    """One line: what is wrong with such a text."""
    why: Bilingual
    """Why that matters, in Markdown, for the rule's page."""
    severity: Severity
    default: Literal["on", "off", "trial"]
    """`trial`: nobody has judged its hits on real text yet."""
    in_draft: Severity | None = None
    """The gravest severity in a document that is marked as a draft, which may yet be cut or empty."""
    precision: str = ""
    """What the judging gave: right findings / findings read, and on what texts."""
    aliases: list[str] = []
    """Names it is known by elsewhere (textlint) or was known by before."""
    places: list[str] | None = msgspec.field(default=None, name="in")
    """Where it looks: body, heading, list, quote, table, footnote, image (the text for one), code, front-matter.KEY."""
    outside: list[str] = []
    """Markup in which nothing is reported: link, em, strong, strike."""
    language: Literal["ja", "any"] | None = None
    """`any`: text without Japanese is looked at too."""
    message: Bilingual
    """What was found, where else, and what to do."""
    words: dict[str, Bilingual] = {}
    """How values are said in messages: a value, or each in a list of them, that is one of these keys."""
    related: Bilingual | None = None
    """What to say of the other places that a match points at."""
    variants: dict[str, VariantSpec] = {}
    fix: FixSpec | None = None
    options: dict[str, Bilingual] = {}
    """Keys of the check that a project may set for itself, and what each means."""
    modes: dict[str, ModeSpec] = {}
    """Other definitions by name; the option `mode` chooses one."""
    source: str = ""
    """Where the definition comes from."""
    check: str = ""
    """The check's key; filled in from the file."""
    looks: dict[str, Any] = {}
    """What the file says under that key; filled in from the file."""
    trusted: bool = True
    """Part of jplint, not of a project."""

    def within(self, mode: str) -> RuleSpec:
        """The rule as a mode has it."""
        other = self.modes[mode]
        said = {
            "places": other.places,
            "outside": other.outside,
            "language": other.language,
            "message": other.message,
            "variants": other.variants,
            "fix": other.fix,
            "check": other.check,
            "looks": other.looks,
        }
        given = {name: value for name, value in said.items() if value is not None}
        return msgspec.structs.replace(self, modes={}, **given)


class Case(_Spec, frozen=True, kw_only=True):
    """A test case of a rule: a text that it must find, with the place in ⟦ ⟧, or one that it must leave alone."""

    bad: str | dict[str, str] | None = None
    """A text, or the files of a small site by name."""
    good: str | dict[str, str] | None = None
    fixed: str | None = None
    """The text after the rule's fix."""
    severity: Severity | None = None
    """The severity that the finding must have."""
    variant: str | None = None
    """The variant that the finding must be."""
    near: bool = False
    """A near miss: it looks like a bad case and is none."""
    name: str = "case.md"
    """The name of the file that the text is in."""
    flavor: str = ""
    options: dict[str, Any] = {}
    """Options set for this case."""
    others: list[str] = []
    """Other rules that rightly find something in this text, too."""
    note: str = ""
