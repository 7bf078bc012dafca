"""What kind of site a file belongs to: that tells the Markdown dialect and the front matter to expect."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

LIMIT = 256 * 1024
"""Bytes of a site's own configuration that are looked at."""


class Site(Struct, frozen=True):
    """A site as its generator's files show it."""

    kind: str = ""
    """jekyll, hugo, zenn, qiita, docusaurus, astro, vitepress; "" where nothing tells."""
    root: str = ""
    """The absolute folder that holds the site; "" where nothing tells."""
    flavor: str = "gfm"
    """The Markdown dialect that it renders, by its name in `jplint.document.flavor.FLAVORS`."""


NOWHERE = Site()


class Sites:
    """Finds the site of a folder: the nearest one upward, no further than a folder with `.git`."""

    def __init__(self) -> None:
        self._known: dict[str, Site] = {}
        self._roots: dict[Path, tuple[Site, ...]] = {}

    def of(self, folder: str) -> Site:
        """The site of an absolute folder."""
        if folder not in self._known:
            self._known[folder] = self._find(Path(folder))
        return self._known[folder]

    def around(self, folder: str) -> Site:
        """The site of an absolute folder, or the one that it is the root of, whose texts may lie in folders below."""
        site = self.of(folder)
        return site if site.kind else next(iter(self._rooted(Path(folder))), NOWHERE)

    def _rooted(self, at: Path) -> tuple[Site, ...]:
        if at not in self._roots:
            self._roots[at] = tuple(_sites(at))
        return self._roots[at]

    def _find(self, folder: Path) -> Site:
        below = ""
        for at in (folder, *folder.parents):
            if sites := self._rooted(at):
                fitting = (site for site in sites if below in _CONTENT.get(site.kind, (below,)))
                return next(fitting, NOWHERE)
            if (at / ".git").exists():
                break
            below = at.name
        return NOWHERE


_CONTENT = {"zenn": ("articles", "books"), "qiita": ("public",)}
"""Where the texts of a site lie, if nowhere else; one folder may be the root of two such sites."""


def _sites(folder: Path) -> Iterator[Site]:
    """The sites that a folder itself is the root of."""
    for kind, flavor in _SIGNS.items():
        if name := flavor(folder):
            yield Site(kind, str(folder), name)


def _jekyll(folder: Path) -> str:
    texts = [text for name in ("_config.yml", "_config.yaml") if (text := _read(folder / name)) is not None]
    if not texts:
        return ""
    engine = re.search(r"^markdown[ \t]*:[ \t]*['\"]?(\w+)", texts[0], re.MULTILINE)
    return "kramdown" if engine is None or engine[1].lower() == "kramdown" else "gfm"


def _hugo(folder: Path) -> str:
    if any((folder / f"hugo.{suffix}").is_file() for suffix in ("toml", "yaml", "yml", "json")):
        return "hugo"
    if any((folder / "config" / "_default" / f"{name}.toml").is_file() for name in ("hugo", "config")):
        return "hugo"
    text = _read(folder / "config.toml")
    return "hugo" if text is not None and re.search(r"^[ \t]*(?:baseurl[ \t]*=|\[markup)", text, re.M | re.I) else ""


def _docusaurus(folder: Path) -> str:
    return "docusaurus" if _has(folder, "docusaurus.config.") else ""


def _astro(folder: Path) -> str:
    return "astro" if _has(folder, "astro.config.") else ""


def _vitepress(folder: Path) -> str:
    return "vitepress" if (folder / ".vitepress").is_dir() else ""


def _qiita(folder: Path) -> str:
    return "qiita" if (folder / "public").is_dir() and (folder / "qiita.config.json").is_file() else ""


def _zenn(folder: Path) -> str:
    if (folder / "articles").is_dir() and (folder / "books").is_dir():
        return "zenn"
    text = _read(folder / "package.json")
    if text is None or "zenn-cli" not in text:
        return ""
    import json

    try:
        package = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    tables = [package.get(key) for key in ("dependencies", "devDependencies")] if isinstance(package, dict) else []
    return "zenn" if any(isinstance(table, dict) and "zenn-cli" in table for table in tables) else ""


_SIGNS: dict[str, Callable[[Path], str]] = {
    "jekyll": _jekyll,
    "hugo": _hugo,
    "docusaurus": _docusaurus,
    "astro": _astro,
    "vitepress": _vitepress,
    "qiita": _qiita,
    "zenn": _zenn,
}
"""Kind → the flavor where a folder is the root of such a site, else nothing."""


def _has(folder: Path, start: str) -> bool:
    return any((folder / f"{start}{suffix}").is_file() for suffix in ("js", "ts", "mjs", "mts", "cjs", "cts"))


def _read(path: Path) -> str | None:
    """The beginning of a regular file; None where there is none."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(LIMIT).decode("utf-8", "replace")
    except OSError:
        return None
