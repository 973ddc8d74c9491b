"""Clients and their answers over time."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from advisor.errors import ConflictError, StoreError
from advisor.store.engine import reading, wipe, writing
from advisor.store.records import (
    Client,
    ClientFields,
    ClientProgress,
    ProfileVersion,
    Record,
    Status,
    checked,
)
from advisor.store.rows import Rows, checked_answers, known, now
from advisor.store.schema import clients, profiles, reviews, scenarios

_WORDS: Mapping[str, str] = {"main_colour": "main colour", "accent_colour": "accent colour"}


class ClientLine(Record):
    """A client in the list: everything but notes, logo and colours."""

    id: str
    name: str
    contact: str
    status: Status
    next_review: date | None
    scenario_count: int


def shown(value: object) -> str:
    """Return a field as a person reads it: a logo is named, not printed."""
    if isinstance(value, bytes):
        return f"a picture of {len(value):,} bytes"
    return "none" if value is None else str(value)


class Clients(Rows):
    """The clients of one owner."""

    def _extra(self) -> list[Any]:
        next_review = (
            sa.select(sa.func.min(reviews.c.due_on))
            .where(reviews.c.client_id == clients.c.id, reviews.c.done_on.is_(None))
            .scalar_subquery()
        )
        count = (
            sa.select(sa.func.count())
            .select_from(scenarios)
            .where(scenarios.c.client_id == clients.c.id)
            .scalar_subquery()
        )
        return [next_review.label("next_review"), count.label("scenario_count")]

    def all(self, search: str = "", status: Status | None = None) -> tuple[ClientLine, ...]:
        """Return clients whose name, contact or notes hold each word, nearest review first.

        Those without a review date last, then by name.  `search`: words in any order, upper or
        lower case.  `status`: only this status; left out, all but the archived.
        """
        kept = [clients.c[n] for n in ("id", "name", "contact", "status", "notes")]
        asked = sa.select(*kept, *self._extra()).where(clients.c.owner == self.owner)
        if status is None:
            asked = asked.where(clients.c.status != "archived")
        else:
            asked = asked.where(clients.c.status == status)
        with reading(self.engine) as connection:
            rows = [dict(row) for row in connection.execute(asked).mappings()]
        words = search.casefold().split()
        found = [
            ClientLine(**known(row, "notes"))
            for row in rows
            if all(w in f"{row['name']} {row['contact']} {row['notes']}".casefold() for w in words)
        ]
        found.sort(key=lambda c: (c.next_review or date.max, c.name.casefold(), c.id))
        return tuple(found)

    def _get(self, connection: sa.Connection, key: str) -> Client:
        asked = sa.select(clients, *self._extra()).where(
            clients.c.id == key, clients.c.owner == self.owner
        )
        row = connection.execute(asked).mappings().first()
        if row is None:
            raise StoreError("The client is no longer there: it was deleted.")
        return Client(**known(dict(row)))

    def get(self, key: str) -> Client:
        """Return a client."""
        with reading(self.engine) as connection:
            return self._get(connection, key)

    def add(self, fields: ClientFields, *, begun_with: Mapping[str, Any] | None = None) -> Client:
        """Write a new client; when this returns, it is on the disk.

        `begun_with`: the usual answers of its trade: kept as its first, and known as not its own
        yet.  Raises ``StoreError`` if one of these answers is not allowed.
        """
        found = checked_answers(begun_with or {}, complete=False)
        with writing(self.engine) as connection:
            key = self.add_row(connection, fields, begun_with=found)
            if found:
                self.insert(connection, profiles, client_id=key, number=1, answers=found)
            return self._get(connection, key)

    def confirm(self, key: str) -> Client:
        """Note that the answers a client has are its own, whatever it began with."""
        with writing(self.engine) as connection:
            mine = (clients.c.id == key, clients.c.owner == self.owner)
            connection.execute(sa.update(clients).where(*mine).values(begun_with={}))
            return self._get(connection, key)

    def tick(self, key: str, done: Mapping[str, bool], *, begins_on: date | None = None) -> Client:
        """Note what is done of a client's plan and what no longer is; other ticks stay.

        `begins_on`: the plan's first Monday; left out, it stays as it is.  Raises ``StoreError`` if
        there is none of that id, or more is ticked than a client can have.
        """
        with writing(self.engine) as connection:
            before = self._get(connection, key)
            names = [name for name in before.done if done.get(name, True)]
            names += [name for name, yes in done.items() if yes and name not in names]
            values = {"done": names, "begins_on": begins_on or before.begins_on}
            checked(ClientProgress, values)
            mine = (clients.c.id == key, clients.c.owner == self.owner)
            connection.execute(sa.update(clients).where(*mine).values(**values))
            return self._get(connection, key)

    def add_row(self, connection: sa.Connection, fields: ClientFields, **more: Any) -> str:
        """Write a new client within a transaction and return its id."""
        values = {
            "version": 1, "changed_at": now(), "begun_with": {}, **fields.model_dump(), **more
        }  # fmt: skip
        return self.insert(connection, clients, **values)

    def change(self, key: str, fields: ClientFields, *, seen: int) -> Client:
        """Replace what can be edited, if nobody else did meanwhile.

        As it stands now, its version one higher.  Raises ``ConflictError`` if the version is no
        longer that; nothing is written, both sides are in the error.  Raises ``StoreError`` if the
        client was deleted.
        """
        with writing(self.engine) as connection:
            done = connection.execute(
                sa.update(clients)
                .where(
                    clients.c.id == key, clients.c.owner == self.owner, clients.c.version == seen
                )
                .values(version=seen + 1, changed_at=now(), **fields.model_dump())
            )
            there = self._get(connection, key)
            if done.rowcount != 1:
                wanted, stands = fields.model_dump(), there.fields().model_dump()
                names = [name for name in wanted if wanted[name] != stands[name]]
                raise ConflictError(
                    "the client",
                    {_WORDS.get(n, n): shown(wanted[n]) for n in names},
                    {_WORDS.get(n, n): shown(stands[n]) for n in names},
                    there.version,
                )
            return there

    def set_status(self, key: str, status: Status, *, seen: int) -> Client:
        """Change the status only (archive, take up again); conflicts as `change`."""
        fields = self.get(key).fields().model_dump() | {"status": status}
        return self.change(key, checked(ClientFields, fields), seen=seen)

    def delete(self, key: str) -> bool:
        """Delete a client and all that belongs to it, bytes included."""
        with writing(self.engine) as connection:
            self.drop(connection, clients, key, "client")  # the rest follows by its keys
        return wipe(self.engine)

    def history(self, key: str) -> tuple[ProfileVersion, ...]:
        """Return the client's answers over time, the latest first."""
        with reading(self.engine) as connection:
            rows = self.of_client(connection, profiles, key, profiles.c.number.desc())
        return tuple(ProfileVersion(**known(row)) for row in rows)

    def latest(self, connection: sa.Connection, key: str) -> Mapping[str, Any] | None:
        """Return the row of the client's latest answers within a transaction."""
        rows = self.of_client(connection, profiles, key, profiles.c.number.desc())
        return rows[0] if rows else None

    def keep_answers(self, key: str, answers: Mapping[str, Any], *, seen: int) -> ProfileVersion:
        """Keep answers as the client's latest; the same answers are not kept twice.

        `seen`: number of the latest answers when this edit began, 0 for none.  Raises
        ``ConflictError`` if somebody kept others meanwhile; nothing is written.  Raises
        ``StoreError`` if an answer is not allowed or the client was deleted.
        """
        found = checked_answers(answers, complete=False)
        with writing(self.engine) as connection:
            self._get(connection, key)
            last = self.latest(connection, key)
            number = int(last["number"]) if last else 0
            if last is not None and last["answers"] == found:
                return ProfileVersion(**known(last))
            if number != seen:
                there = last["answers"] if last else {}
                names = [n for n in sorted({*found, *there}) if found.get(n) != there.get(n)]
                raise ConflictError(
                    "the client's answers",
                    {n.replace("_", " "): shown(found.get(n)) for n in names},
                    {n.replace("_", " "): shown(there.get(n)) for n in names},
                    number,
                )
            made = self.insert(
                connection, profiles, client_id=key, number=number + 1, answers=found
            )
            return ProfileVersion(**known(self.one(connection, profiles, made, "profile")))
