"""Run by Alembic: takes the connection it was given, or writes SQL for a named dialect."""

from __future__ import annotations

from typing import Any

from alembic import context

from advisor.store.schema import metadata


def _run() -> None:
    given: dict[str, Any] = context.config.attributes
    connection = given.get("connection")
    if connection is None:
        context.configure(
            dialect_name=given.get("dialect", "postgresql"),
            target_metadata=metadata,
            literal_binds=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        return
    # One transaction for all steps, begun by the caller: a file is at the old schema or the new.
    context.configure(
        connection=connection, target_metadata=metadata, transaction_per_migration=False
    )
    context.run_migrations()


_run()
