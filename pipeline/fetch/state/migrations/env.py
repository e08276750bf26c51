"""Run by Alembic: steps run on the connection, and in the transaction, of who asks for them."""

from __future__ import annotations

from alembic import context

from pipeline.fetch.state.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
