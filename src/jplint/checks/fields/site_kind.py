"""The kind of site that a rule is told to expect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jplint.document.flavor import FLAVORS
from jplint.text.nearness import closest


def unknown_site(site: str, of: Iterable[str], flavors: Mapping[str, str]) -> str:
    """What is wrong with a kind of site; nothing where it is one of those that are known."""
    known = sorted({*of, *flavors.values(), *FLAVORS})
    if not site or site in known:
        return ""
    near = closest(site, known)
    hint = f'; did you mean "{near}"?' if near else f" (there are {', '.join(known)})"
    return f'there is no kind of site "{site}"{hint}'
