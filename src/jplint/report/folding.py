"""Many findings of one rule in one file, told in one line: a reader who saw three knows the kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jplint.report.located import Located

SHOWN = 3
"""So many findings of a rule are shown in each file; a single one more is shown, too."""
_LINES = 8
"""So many lines of the others are named."""


class Shown(NamedTuple):
    """A finding, and those of the same rule that are not shown; they come with the last one that is."""

    found: Located
    others: tuple[Located, ...] = ()


def folded(diagnostics: Sequence[Located], *, every: bool = False) -> Iterator[Shown]:
    """What to show of the findings of a file, in order; `every`: all of them."""
    by_rule: defaultdict[str, list[Located]] = defaultdict(list)
    for found in diagnostics:
        by_rule[found.rule].append(found)
    for found in diagnostics:
        same = by_rule[found.rule]
        if every or len(same) <= SHOWN + 1:
            yield Shown(found)
        elif found is same[SHOWN - 1]:
            yield Shown(found, tuple(same[SHOWN:]))
        elif any(found is one for one in same[: SHOWN - 1]):
            yield Shown(found)


def lines(others: Sequence[Located]) -> str:
    """The lines of findings, each once: `41, 58, 63 …`."""
    numbers = list(dict.fromkeys(str(one.start.line) for one in others))
    return ", ".join(numbers[:_LINES]) + (" …" if len(numbers) > _LINES else "")
