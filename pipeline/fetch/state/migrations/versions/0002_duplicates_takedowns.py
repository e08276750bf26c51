"""Feeds that tell the same, and what must never be fetched again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what is needed to recognise duplicates, and the table of takedowns."""
    op.add_column("feeds", sa.Column("self_url", sa.Text))
    op.add_column("feeds", sa.Column("items_sketch", sa.Text, nullable=False, server_default=""))
    op.add_column("feeds", sa.Column("duplicate_of", sa.String(20)))
    op.create_table(
        "takedowns",
        sa.Column("takedown_id", sa.String(20), primary_key=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
    )
