"""Base of what a check is made of."""

from __future__ import annotations

import msgspec


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A mapping within a check that has keys of its own, typed and documented as those of the check are."""
