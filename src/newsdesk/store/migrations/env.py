"""Runs migrations on the connection that :mod:`newsdesk.store.migrate` hands over."""

from __future__ import annotations

from alembic import context

from newsdesk.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
