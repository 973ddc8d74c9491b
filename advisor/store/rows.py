"""What the parts of the store share: whose rows, new ids, the moment, rows by id."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from advisor.errors import ProfileError, StoreError
from advisor.profile import FIELDS, LEAST_ANSWERS, parse_profile

MOST_CHARACTERS = 100_000


def checked_answers(answers: Mapping[str, Any], *, complete: bool) -> dict[str, Any]:
    """Return answers as plain JSON, checked.

    Raises ``StoreError`` if something in it is unknown or not allowed.  `answers`: as typed; may be
    a beginning.  `complete`: whether a recommendation must be possible.
    """
    try:
        text = json.dumps(answers, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise StoreError("Not saved: the answers hold something that is no JSON.") from None
    if len(text) > MOST_CHARACTERS:
        raise StoreError(f"Not saved: the answers have more than {MOST_CHARACTERS:,} characters.")
    found: dict[str, Any] = json.loads(text)
    unknown = sorted(set(found) - {name.split(".")[0] for name in FIELDS})
    if unknown:
        raise StoreError(f"Not saved: there is no question called {unknown[0][:40]!r}.")
    given = {name: value for name, value in found.items() if value is not None}
    try:
        parse_profile(given if complete else {**LEAST_ANSWERS, **given})
    except ProfileError as error:
        raise StoreError(f"Not saved: an answer cannot be used. {error}") from None
    return given


def new_id() -> str:
    """Return an id that nobody can guess."""
    return uuid.uuid4().hex


def now() -> datetime:
    """Return this moment in UTC, to the microsecond."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Rows:
    """One owner's rows in one database: the base of every part of the store.

    ``owner`` says whose rows are read and written; rows of others are as if they were not there.
    Whatever takes an id raises ``StoreError`` where there is none of it.
    """

    engine: sa.Engine
    owner: str

    def insert(self, connection: sa.Connection, table: sa.Table, **values: Any) -> str:
        """Write a new row and return its id."""
        key = new_id()
        made = values.pop("made_at", None) or now()
        row = {"id": key, "owner": self.owner, "made_at": made, **values}
        connection.execute(sa.insert(table).values(row))
        return key

    def one(
        self, connection: sa.Connection, table: sa.Table, key: str, what: str
    ) -> Mapping[str, Any]:
        """Return the row of an id.

        Raises ``StoreError`` if this owner has none of that id.
        """
        asked = sa.select(table).where(table.c.id == key, table.c.owner == self.owner)
        found = connection.execute(asked).mappings().first()
        if found is None:
            raise StoreError(f"The {what} is no longer there: it was deleted.")
        return dict(found)

    def of_client(
        self, connection: sa.Connection, table: sa.Table, client_id: str, *order: Any
    ) -> list[Mapping[str, Any]]:
        """Return all rows of a client."""
        asked = (
            sa.select(table)
            .where(table.c.client_id == client_id, table.c.owner == self.owner)
            .order_by(*order)
        )
        return [dict(row) for row in connection.execute(asked).mappings()]

    def drop(self, connection: sa.Connection, table: sa.Table, key: str, what: str) -> None:
        """Delete the row of an id.

        Raises ``StoreError`` if this owner has none of that id.
        """
        self.one(connection, table, key, what)
        connection.execute(sa.delete(table).where(table.c.id == key, table.c.owner == self.owner))


def known(row: Mapping[str, Any], *left_out: str) -> dict[str, Any]:
    """Return a row without its owner and what else is to be left out."""
    return {name: value for name, value in row.items() if name not in ("owner", *left_out)}
