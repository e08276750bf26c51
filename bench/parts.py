"""The parts, in the order of the page. One more part is one more module and its name here."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from typing import cast

from bench.findings import Finding
from bench.runner import Settings

Measure = Callable[[Settings], Iterable[Finding]]

PARTS = ("clean", "extract", "compiled", "syndication", "linkage", "resolve", "job", "start")


def load_part(name: str) -> Measure:
    """The function that measures a part."""
    return cast("Measure", importlib.import_module(f"bench.{name}").measure)
