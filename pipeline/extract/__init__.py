"""Read the incidents that an article tells.

An :class:`Extractor` is pure: an article in, its mentions out, or the reason why it was not read.
Another one is a file and a line of :data:`EXTRACTORS`; the contract tests run on each of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol

from pipeline.errors import ConfigError
from pipeline.records import Article, Mention, Rejection

#: name -> "module:factory"; the factory loads what it needs once per worker process.
EXTRACTORS: dict[str, str] = {"rules": "pipeline.extract.rules:load"}


class Extractor(Protocol):
    """What every extractor offers."""

    @property
    def version(self) -> str:
        """``name@version``, written into every mention."""
        ...

    def extract(self, article: Article) -> tuple[Mention, ...] | Rejection:
        """Read an article; ids are those of a first revision."""
        ...


def load_extractor(name: str = "rules") -> Extractor:
    """Load an extractor by its registered name.

    Raises:
        ConfigError: no extractor has this name.
    """
    try:
        module, factory = EXTRACTORS[name].split(":")
    except KeyError:
        known = ", ".join(sorted(EXTRACTORS))
        raise ConfigError(f"unknown extractor '{name}' (there is: {known})") from None
    extractor: Extractor = getattr(import_module(module), factory)()
    return extractor
