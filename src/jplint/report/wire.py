"""JSON for other programs."""

from __future__ import annotations

import msgspec


def encode(value: object) -> str:
    """`value` as JSON on one line. What is no character (a file name that is not UTF-8) becomes "?"."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        import json

        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return text.encode(errors="replace").decode()
