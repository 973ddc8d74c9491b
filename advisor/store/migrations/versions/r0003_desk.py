"""The consultant's own name, what came each month, and scenarios as variations of the answers."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def _map(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON, nullable=False, server_default="{}")


def _added() -> list[tuple[str, sa.Column[Any]]]:
    """Return the new columns with their tables."""
    return [
        ("clients", _map("begun_with")),
        ("scenarios", sa.Column("kind", sa.String(20), nullable=False, server_default="")),
        ("scenarios", _text("note")),
        ("scenarios", sa.Column("place", sa.Integer, nullable=False, server_default="0")),
        ("scenarios", _map("changes")),
        ("scenarios", sa.Column("same_with", sa.String(120), nullable=False, server_default="")),
        ("decisions", _text("why")),
        ("reviews", sa.Column("decision_id", sa.String(32), nullable=False, server_default="")),
    ]


def upgrade() -> None:
    """Add two tables and some columns; no row is touched."""
    op.create_table(
        "consultants",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_consultants"),
    )
    op.create_index("ix_consultants_owner", "consultants", ["owner"])
    op.create_table(
        "counts",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("client_id", sa.String(32), nullable=False),
        sa.Column("month", sa.Date, nullable=False),
        sa.Column("customers", sa.Integer, nullable=False),
        sa.Column("money_hundredths", sa.BigInteger, nullable=True),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_counts"),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name="fk_counts_client_id_clients", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("client_id", "month", name="uq_counts_client_id"),
    )
    op.create_index("ix_counts_owner", "counts", ["owner"])
    op.create_index("ix_counts_client_id", "counts", ["client_id"])
    # Added in place: rebuilding a table in SQLite would drop it, and its rows' children with it.
    for table, column in _added():
        op.add_column(table, column)


def downgrade() -> None:
    """Take all of it away again."""
    for table, column in reversed(_added()):
        op.drop_column(table, column.name)
    op.drop_table("counts")
    op.drop_table("consultants")
