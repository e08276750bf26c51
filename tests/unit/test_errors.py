"""What errors of other libraries say, in one line."""

from __future__ import annotations

import pytest

from pipeline.errors import first_line


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("one\ntwo"), "one"),
        (ValueError("\n one"), "one"),
        (ValueError(), "ValueError"),
        (ValueError("x" * 999), "x" * 300),
    ],
)
def test_an_error_is_told_by_its_first_line_or_its_name(error: Exception, said: str) -> None:
    assert first_line(error) == said
