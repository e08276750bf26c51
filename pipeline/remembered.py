"""What a pure function says of short strings, kept for the next time they are met."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Remembered(dict[str, T]):
    """The values of a pure function by what it was asked; ``remembered[text]`` asks it once.

    As quick to ask as a dictionary, which is half of what ``lru_cache`` takes for the words of a
    text. Where it is full it begins anew: the common words are back within an article.
    """

    def __init__(self, function: Callable[[str], T], most: int) -> None:
        """Take the function, and how many values are kept at most."""
        super().__init__()
        self._function = function
        self._most = most

    def __missing__(self, text: str) -> T:
        """Ask the function."""
        if len(self) >= self._most:
            self.clear()
        value = self[text] = self._function(text)
        return value
