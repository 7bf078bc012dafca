"""What was worked out once is looked up from then on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

MOST_REMEMBERED: Final = 1 << 18
"""Entries of one memo: where hostile text brings more, the memo starts anew."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value]):
    """The results of a function by its argument; a look-up that finds one does not leave C."""

    __slots__ = ("_function",)

    def __init__(self, function: Callable[[Key], Value]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, key: Key) -> Value:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        value = self[key] = self._function(key)
        return value
