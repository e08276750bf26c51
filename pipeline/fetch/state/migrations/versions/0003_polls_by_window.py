"""Polls are found by their window, and by not having landed: a month has millions of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the indexes."""
    left = sa.text("part IS NULL")
    op.create_index("polls_landing", "polls", ["window_start", "part"])
    op.create_index(
        "polls_left", "polls", ["window_start"], sqlite_where=left, postgresql_where=left
    )
