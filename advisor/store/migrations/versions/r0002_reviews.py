"""Review dates, and which scenario another one was computed again from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the column; no row is touched."""
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("client_id", sa.String(32), nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("done_on", sa.Date, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name="fk_reviews_client_id_clients", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_reviews_owner", "reviews", ["owner"])
    op.create_index("ix_reviews_client_id", "reviews", ["client_id"])
    # Added in place: rebuilding a table in SQLite would drop it, and its rows' children with it.
    op.add_column(
        "scenarios", sa.Column("origin_id", sa.String(32), nullable=False, server_default="")
    )


def downgrade() -> None:
    """Take both away again."""
    op.drop_column("scenarios", "origin_id")
    op.drop_table("reviews")
