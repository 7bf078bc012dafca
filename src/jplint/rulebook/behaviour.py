"""What findings depend on besides rules and texts: the code that looks, and the analyser with its dictionary."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from jplint.version import VERSION

_ROOMS = ("text", "document", "analysis", "pattern", "checks", "rulebook", "engine")
"""The rooms whose code has a part in what is found."""
_ANALYSER = ("SudachiPy", "SudachiDict-core")


@cache
def code() -> str:
    """The version of the code as 32 hexadecimal digits: an edited checkout must not meet what older code left."""
    package = Path(__file__).parent.parent
    digest = hashlib.blake2b(VERSION.encode(), digest_size=16)
    files = (
        file for room in _ROOMS for file in (package / room).rglob("*") if file.suffix in (".py", ".lark", ".yaml")
    )
    for file in sorted(files):
        stat = file.stat()
        digest.update(f"\0{file.relative_to(package)}\0{stat.st_size}\0{stat.st_mtime_ns}".encode())
    return digest.hexdigest()


@cache
def analyser() -> str:
    """The versions of the analyser and of its dictionary."""
    from importlib.metadata import version  # it is slow to load, and not every run asks

    return " ".join(f"{name} {version(name)}" for name in _ANALYSER)
