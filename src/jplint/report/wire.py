"""JSON for other programs."""

from __future__ import annotations

import re

import msgspec

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot say, not even escaped."""


def encode(value: object) -> str:
    """`value` as JSON on one line. What is no character (a file name that is not UTF-8) becomes "?"."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        import json

        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return text.encode(errors="replace").decode()


def xml(text: str) -> str:
    """`text` without the characters that XML cannot have, each shown as U+FFFD."""
    return _NO_XML.sub("\ufffd", text)
