"""What goes through the graph beside the nouns of the flow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.records import Mention


@dataclass(frozen=True, slots=True)
class Drop:
    """Rows that the commit replaces: those of ``key`` in the partition ``day`` of a dataset."""

    dataset: str
    key: str
    day: date


@dataclass(frozen=True, slots=True)
class Component:
    """Mentions that links join, to be cut into incidents."""

    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many input records of one bundle came to something: ``clean:rejected:paywall``, 3."""

    name: str
    count: int
