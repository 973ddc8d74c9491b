"""The tables of the workspace as today's schema has them; ``migrations`` brings files here.

Only types that SQLite and PostgreSQL both know.  Every row has an ``owner``, so that sign-in can
come later without touching the tables; every read and write is limited to one owner.
"""

from datetime import UTC, datetime

import sqlalchemy as sa

LOCAL_OWNER = "local"
HEAD = "0004"


class Moment(sa.types.TypeDecorator[datetime]):
    """A moment in UTC, aware in Python whatever the database keeps."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Write in UTC; SQLite keeps no zone, so it gets none."""
        if value is None:
            return None
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """Read as UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(32), primary_key=True)


def _owner() -> sa.Column[str]:
    return sa.Column("owner", sa.String(200), nullable=False, index=True)


def _client() -> sa.Column[str]:
    return sa.Column(
        "client_id",
        sa.String(32),
        sa.ForeignKey("clients.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    )


def _version() -> sa.Column[int]:
    return sa.Column("version", sa.Integer, nullable=False)


def _made() -> sa.Column[datetime]:
    return sa.Column("made_at", Moment, nullable=False)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

clients = sa.Table(
    "clients",
    metadata,
    _id(),
    _owner(),
    _version(),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("contact", sa.Text, nullable=False),
    sa.Column("notes", sa.Text, nullable=False),
    sa.Column("main_colour", sa.String(7), nullable=False),
    sa.Column("accent_colour", sa.String(7), nullable=False),
    sa.Column("currency", sa.String(3), nullable=False),
    sa.Column("status", sa.String(20), nullable=False),
    sa.Column("logo", sa.LargeBinary, nullable=True),
    _made(),
    sa.Column("changed_at", Moment, nullable=False),
    # Added by 0003: the usual answers of its trade that the client began with, {} for none.
    sa.Column("begun_with", sa.JSON, nullable=False, server_default="{}"),
    # Added by 0004: the names of what is done of its plan, and the Monday that begins on.
    sa.Column("done", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("begins_on", sa.Date, nullable=True),
)

profiles = sa.Table(
    "profiles",
    metadata,
    _id(),
    _owner(),
    _client(),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("answers", sa.JSON, nullable=False),
    _made(),
    sa.UniqueConstraint("client_id", "number"),
)

scenarios = sa.Table(
    "scenarios",
    metadata,
    _id(),
    _owner(),
    _client(),
    _version(),
    sa.Column(
        "profile_id",
        sa.String(32),
        sa.ForeignKey("profiles.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
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
    _made(),
    # Added by 0002: which scenario this one was computed again from ("" for none).
    sa.Column("origin_id", sa.String(32), nullable=False, server_default=""),
    # Added by 0003: what of the answers it rests on is other in it (None: left out).
    sa.Column("kind", sa.String(20), nullable=False, server_default=""),
    sa.Column("note", sa.Text, nullable=False, server_default=""),
    sa.Column("place", sa.Integer, nullable=False, server_default="0"),
    sa.Column("changes", sa.JSON, nullable=False, server_default="{}"),
    sa.Column("same_with", sa.String(120), nullable=False, server_default=""),
)

decisions = sa.Table(
    "decisions",
    metadata,
    _id(),
    _owner(),
    _client(),
    sa.Column(
        "scenario_id",
        sa.String(32),
        sa.ForeignKey("scenarios.id", ondelete="SET NULL"),
        nullable=True,
        index=True,
    ),
    sa.Column("decided_on", sa.Date, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    _made(),
    # Added by 0003.
    sa.Column("why", sa.Text, nullable=False, server_default=""),
)

# Added by 0002.
reviews = sa.Table(
    "reviews",
    metadata,
    _id(),
    _owner(),
    _client(),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("done_on", sa.Date, nullable=True),
    sa.Column("note", sa.Text, nullable=False),
    _made(),
    # Added by 0003: the decision it looks back on ("" for none).
    sa.Column("decision_id", sa.String(32), nullable=False, server_default=""),
)

# Added by 0003: who advises, one row an owner.
consultants = sa.Table(
    "consultants",
    metadata,
    _id(),
    _owner(),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("contact", sa.Text, nullable=False),
    _made(),
)

# Added by 0003: what came in a month, named by its first day.
counts = sa.Table(
    "counts",
    metadata,
    _id(),
    _owner(),
    _client(),
    sa.Column("month", sa.Date, nullable=False),
    sa.Column("customers", sa.Integer, nullable=False),
    sa.Column("money_hundredths", sa.BigInteger, nullable=True),
    sa.Column("note", sa.Text, nullable=False),
    _made(),
    # Added by 0004: of the money.
    sa.Column("currency", sa.String(3), nullable=False, server_default=""),
    sa.UniqueConstraint("client_id", "month"),
)
