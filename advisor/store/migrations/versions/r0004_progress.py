"""What a client has done of its plan and when that begins; the currency of what was spent."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _added() -> list[tuple[str, sa.Column[Any]]]:
    """Return the new columns with their tables."""
    return [
        ("clients", sa.Column("done", sa.JSON, nullable=False, server_default="[]")),
        ("clients", sa.Column("begins_on", sa.Date, nullable=True)),
        ("counts", sa.Column("currency", sa.String(3), nullable=False, server_default="")),
    ]


def upgrade() -> None:
    """Add three columns in place; no row is touched."""
    for table, column in _added():
        op.add_column(table, column)


def downgrade() -> None:
    """Take them away again."""
    for table, column in reversed(_added()):
        op.drop_column(table, column.name)
