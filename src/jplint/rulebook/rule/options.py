"""The options of a rule: fields of its check that a project may set for itself."""

from __future__ import annotations

import msgspec

from jplint.checks.base import Check


def shared_options(kind: type[Check]) -> frozenset[str]:
    """The options that hold for all rules with a check, whichever they are set on."""
    if not kind.shared:
        return frozenset()
    [struct] = [one.type for one in msgspec.structs.fields(kind) if one.name == kind.shared]
    return frozenset(one.encode_name for one in msgspec.structs.fields(struct))
