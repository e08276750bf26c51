"""Items that are due are found by their host: a first poll leaves hundreds of thousands."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the index."""
    due = sa.text("due_window IS NOT NULL")
    op.create_index(
        "items_of_host", "items", ["host", "due_window"], sqlite_where=due, postgresql_where=due
    )
