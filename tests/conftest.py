"""What every test relies on: no time limits on examples, since machines differ in speed."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("sitrep", deadline=None, print_blob=True)
settings.load_profile("sitrep")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden cases be written anew; the change is reviewed like code."""
    parser.addoption("--update-golden", action="store_true", help="write golden expectations anew")
