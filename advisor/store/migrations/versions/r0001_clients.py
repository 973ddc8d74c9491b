"""Clients, their answers with history, scenarios, decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _row(*columns: sa.Column[object]) -> list[sa.Column[object]]:
    first: list[sa.Column[object]] = [
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
    ]
    return [*first, *columns, sa.Column("made_at", sa.DateTime(timezone=True), nullable=False)]


def _of_client(table: str) -> list[sa.Constraint]:
    return [
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["client_id"], ["clients.id"], name=f"fk_{table}_client_id_clients", ondelete="CASCADE"
        ),
    ]


def _client_id() -> sa.Column[object]:
    return sa.Column("client_id", sa.String(32), nullable=False)


def upgrade() -> None:
    """Make the four tables."""
    op.create_table(
        "clients",
        *_row(
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("name", sa.String(200), nullable=False),
            sa.Column("contact", sa.Text, nullable=False),
            sa.Column("notes", sa.Text, nullable=False),
            sa.Column("main_colour", sa.String(7), nullable=False),
            sa.Column("accent_colour", sa.String(7), nullable=False),
            sa.Column("currency", sa.String(3), nullable=False),
            sa.Column("status", sa.String(20), nullable=False),
            sa.Column("logo", sa.LargeBinary, nullable=True),
            sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_clients"),
    )
    op.create_table(
        "profiles",
        *_row(
            _client_id(),
            sa.Column("number", sa.Integer, nullable=False),
            sa.Column("answers", sa.JSON, nullable=False),
        ),
        *_of_client("profiles"),
        sa.UniqueConstraint("client_id", "number", name="uq_profiles_client_id"),
    )
    op.create_table(
        "scenarios",
        *_row(
            _client_id(),
            sa.Column("version", sa.Integer, nullable=False),
            sa.Column("profile_id", sa.String(32), nullable=False),
            sa.Column("name", sa.String(200), nullable=False),
            sa.Column("locks", sa.JSON, nullable=False),
            sa.Column("weights", sa.JSON, nullable=False),
            sa.Column("overrides", sa.JSON, nullable=False),
            sa.Column("seed", sa.BigInteger, nullable=False),
            sa.Column("draws", sa.Integer, nullable=False),
            sa.Column("worlds", sa.Integer, nullable=False),
            sa.Column("model_version", sa.String(40), nullable=False),
            sa.Column("data_version", sa.String(40), nullable=False),
            sa.Column("schema_version", sa.String(40), nullable=False),
            sa.Column("result", sa.Text, nullable=False),
        ),
        *_of_client("scenarios"),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name="fk_scenarios_profile_id_profiles",
            ondelete="CASCADE",
        ),
    )  # fmt: skip
    op.create_table(
        "decisions",
        *_row(
            _client_id(),
            sa.Column("scenario_id", sa.String(32), nullable=True),
            sa.Column("decided_on", sa.Date, nullable=False),
            sa.Column("text", sa.Text, nullable=False),
        ),
        *_of_client("decisions"),
        sa.ForeignKeyConstraint(
            ["scenario_id"], ["scenarios.id"], name="fk_decisions_scenario_id_scenarios",
            ondelete="SET NULL",
        ),
    )  # fmt: skip
    for table in ("clients", "profiles", "scenarios", "decisions"):
        op.create_index(f"ix_{table}_owner", table, ["owner"])
        if table != "clients":
            op.create_index(f"ix_{table}_client_id", table, ["client_id"])
    op.create_index("ix_scenarios_profile_id", "scenarios", ["profile_id"])
    op.create_index("ix_decisions_scenario_id", "decisions", ["scenario_id"])


def downgrade() -> None:
    """Drop the four tables."""
    for table in ("decisions", "scenarios", "profiles", "clients"):
        op.drop_table(table)
