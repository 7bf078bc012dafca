"""What can follow where somebody types: rules in a comment, keys and tags in front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from jplint.rulebook.rule.spec import Language
from jplint.run.profile import Profile

_COMMENT = re.compile(r"(?:<!--|\{/\*)\s*(?:jplint|textlint)-[a-z-]+\s[^>]*$")
_DIRECTIVE = re.compile(r"(?:<!--|\{/\*)\s*jplint-[a-z-]*$")
_KEY = re.compile(r"[A-Za-z_-]*$")
_DIRECTIVES = ("disable", "enable", "disable-line", "disable-next-line", "disable-next-block", "disable-file")
TRIGGERS = ["-", " ", "/", "[", ","]


def completions(text: str, offset: int, profile: Profile, language: Language) -> Iterator[types.CompletionItem]:
    """What can follow at an offset, in code points, of a text."""
    start = text.rfind("\n", 0, offset) + 1
    before = text[start:offset]
    if _COMMENT.search(before):
        for spec in profile.catalog.specs.values():
            yield types.CompletionItem(
                label=spec.id, detail=spec.summary.within(language), kind=types.CompletionItemKind.Value
            )
    elif _DIRECTIVE.search(before):
        for name in _DIRECTIVES:
            yield types.CompletionItem(label=f"jplint-{name}", kind=types.CompletionItemKind.Keyword)
    elif _in_front_matter(text, start):
        yield from _front_matter(before, text[:start], profile)


def _in_front_matter(text: str, start: int) -> bool:
    return text.startswith("---") and start > 0 and not re.search(r"\n---[ \t]*\r?\n", text[3:start])


def _front_matter(before: str, above: str, profile: Profile) -> Iterator[types.CompletionItem]:
    key = re.match(r"([A-Za-z_-]+)\s*:", before)
    item = re.match(r"\s*-\s", before)
    if item:
        keys = re.findall(r"^([A-Za-z_-]+)\s*:", above, re.MULTILINE)
        key_name = keys[-1] if keys else ""
    else:
        key_name = key[1] if key else ""
    if key_name in ("tags", "topics", "category", "categories"):
        yield from _items(_tags(profile), types.CompletionItemKind.EnumMember)
    elif not key_name and _KEY.fullmatch(before):
        yield from _items(_keys(profile), types.CompletionItemKind.Property)


def _items(names: list[str], kind: types.CompletionItemKind) -> Iterator[types.CompletionItem]:
    return (types.CompletionItem(label=name, kind=kind) for name in names)


def _tags(profile: Profile) -> list[str]:
    """The vocabulary of the site's tags."""
    return sorted(
        {tag for rule in profile.rulebook.rules if rule.spec.check == "vocabulary" for tag in rule.check.allowed}  # type: ignore[attr-defined]
    )


def _keys(profile: Profile) -> list[str]:
    """The keys that front matter has on such a site."""
    found: set[str] = set()
    for rule in profile.rulebook.rules:
        if rule.spec.check == "known-keys":
            check = rule.check
            site = check.site or check.flavors.get(profile.flavor.name, profile.flavor.name)  # type: ignore[attr-defined]
            found |= {*check.common, *check.of.get(site, ()), *check.known}  # type: ignore[attr-defined]
    return sorted(found)
