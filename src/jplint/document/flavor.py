"""The Markdown dialects: what a site's renderer understands beyond CommonMark."""

from __future__ import annotations

from msgspec import Struct


class Flavor(Struct, frozen=True):
    """One dialect. Each switch says what the renderer does, so that a rule asks for the fact and not for the name."""

    name: str
    gfm: bool = True
    """Tables, strikethrough, task lists and footnotes."""
    cjk_emphasis: bool = False
    """`**「重要」**です` is rendered as strong, although CommonMark's flanking rule says no."""
    liquid: bool = False
    """`{% include x %}` and `{{ page.title }}` run before the Markdown."""
    attributes: bool = False
    """kramdown's `{: .class}` lists and `{::extensions}`."""
    loose_tables: bool = False
    """kramdown's tables: code protects its `|`, any row may have any number of cells, and text right above or below a
    table makes it a paragraph."""
    shortcodes: bool = False
    """Hugo's `{{< figure >}}` and `{{% note %}}`."""
    jsx: bool = False
    """MDX: `import` lines, `{expressions}` and `{/* comments */}`."""
    dollar_math: bool = True
    """`$x$` in a line is mathematics; `$$…$$` always is."""
    layout_heading: bool = False
    """The site's layout prints the title as the page's first-level heading."""


FLAVORS: dict[str, Flavor] = {
    flavor.name: flavor
    for flavor in (
        Flavor("commonmark", gfm=False, dollar_math=False),
        Flavor("gfm"),
        Flavor(
            "kramdown",
            cjk_emphasis=True,
            liquid=True,
            attributes=True,
            loose_tables=True,
            dollar_math=False,
            layout_heading=True,
        ),
        Flavor("hugo", shortcodes=True, attributes=True, layout_heading=True),
        Flavor("zenn", layout_heading=True),
        Flavor("qiita", layout_heading=True),
        Flavor("docusaurus", jsx=True),
        Flavor("mdx", jsx=True),
        Flavor("astro", layout_heading=True),
        Flavor("vitepress", cjk_emphasis=True),
    )
}
