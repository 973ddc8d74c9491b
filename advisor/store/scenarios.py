"""Scenarios: named variations of a client's answers, with the result they had then.

A scenario never becomes the client's answers.  Its result is never changed; computing it again
makes a new scenario that names the old.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from advisor.errors import ConflictError, StoreError
from advisor.results import Recommendation, to_json
from advisor.store.engine import reading, wipe, writing
from advisor.store.records import (
    LAID_OVER,
    Scenario,
    ScenarioKind,
    ScenarioWords,
    checked,
    parted,
    varied,
)
from advisor.store.rows import Rows, checked_answers, known
from advisor.store.schema import clients, profiles, scenarios

MOST_SCENARIOS = 80  # of a client: as many as its file may hold


def _changes(business: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """Return what of the base's business is other, None for what is left out."""
    before, _ = parted(base)
    names = [n for n in sorted({*business, *before}) if business.get(n) != before.get(n)]
    return {name: business.get(name) for name in names}


class Outdated(NamedTuple):
    """A scenario that was computed with other versions, and whose it is."""

    id: str
    client_id: str
    client: str
    name: str


class Scenarios(Rows):
    """The scenarios of one owner."""

    def _read(self, connection: sa.Connection, row: Mapping[str, Any]) -> Scenario:
        profile = self.one(connection, profiles, row["profile_id"], "profile")
        return Scenario(
            **known(row, "profile_id", *LAID_OVER),
            profile_number=profile["number"],
            answers=varied(profile["answers"], row),
        )

    def of(self, client_id: str) -> tuple[Scenario, ...]:
        """Return a client's scenarios in the order given to them, new ones first."""
        with reading(self.engine) as connection:
            order = (scenarios.c.place, scenarios.c.made_at.desc(), scenarios.c.id)
            rows = self.of_client(connection, scenarios, client_id, *order)
            return tuple(self._read(connection, row) for row in rows)

    def get(self, key: str) -> Scenario:
        """Return a scenario."""
        with reading(self.engine) as connection:
            return self._read(connection, self.one(connection, scenarios, key, "scenario"))

    def save(
        self,
        client_id: str,
        name: str,
        answers: Mapping[str, Any],
        result: Recommendation,
        *,
        origin_id: str = "",
        kind: ScenarioKind = "",
        note: str = "",
    ) -> Scenario:
        """Write a scenario as a variation of the client's latest answers.

        When this returns, it is on the disk.  The latest answers stay what they are; only where
        none are kept yet, these become the first.  Raises ``StoreError`` if the name, the note or
        an answer is not allowed, there are too many, or the client was deleted.
        """
        given = checked(ScenarioWords, {"name": name, "note": note})
        found = checked_answers(answers, complete=True)
        business, over = parted(found)
        with writing(self.engine) as connection:
            self.one(connection, clients, client_id, "client")
            rows = self.of_client(connection, profiles, client_id, profiles.c.number.desc())
            self._room(connection, client_id)
            base = rows[0]["answers"] if rows else found
            profile_id = (
                rows[0]["id"]
                if rows
                else self.insert(connection, profiles, client_id=client_id, number=1, answers=found)
            )
            key = self.insert(
                connection, scenarios, client_id=client_id, version=1, profile_id=profile_id,
                name=given.name, note=given.note, kind=kind, changes=_changes(business, base),
                **over, seed=result.seed, draws=result.draws, worlds=result.worlds,
                model_version=result.versions.advisor, data_version=result.versions.data,
                schema_version=result.versions.schema_, result=to_json(result),
                origin_id=origin_id,
            )  # fmt: skip
            return self._read(connection, self.one(connection, scenarios, key, "scenario"))

    def _room(self, connection: sa.Connection, client_id: str) -> None:
        """Refuse one more than a client's file can hold."""
        asked = sa.select(sa.func.count()).where(scenarios.c.client_id == client_id)
        if connection.execute(asked).scalar_one() >= MOST_SCENARIOS:
            raise StoreError(
                f"Not saved: this client has {MOST_SCENARIOS} scenarios, which is the most. "
                "Delete one that is no longer needed."
            )

    def duplicate(self, key: str, name: str) -> Scenario:
        """Write a copy of a scenario, result included, under another name.

        Raises ``StoreError`` if the name is not allowed, there are too many, or the scenario was
        deleted.
        """
        title = checked(ScenarioWords, {"name": name}).name
        with writing(self.engine) as connection:
            row = self.one(connection, scenarios, key, "scenario")
            self._room(connection, row["client_id"])
            values = known(row, "id", "made_at", "name", "version")
            made = self.insert(connection, scenarios, name=title, version=1, **values)
            return self._read(connection, self.one(connection, scenarios, made, "scenario"))

    def rename(self, key: str, name: str, *, seen: int, note: str | None = None) -> Scenario:
        """Change the name, and the note where one is given, if nobody else did meanwhile.

        Raises ``ConflictError`` if the version is no longer `seen`; nothing is written.  Raises
        ``StoreError`` if the name or note is not allowed or the scenario was deleted.
        """
        given = checked(ScenarioWords, {"name": name, "note": note or ""})
        values = {"name": given.name} | ({} if note is None else {"note": given.note})
        with writing(self.engine) as connection:
            mine = (scenarios.c.id == key, scenarios.c.owner == self.owner)
            done = connection.execute(
                sa.update(scenarios)
                .where(*mine, scenarios.c.version == seen)
                .values(version=seen + 1, **values)
            )
            there = self._read(connection, self.one(connection, scenarios, key, "scenario"))
            if done.rowcount != 1:
                stands = {field: getattr(there, field) for field in values}
                raise ConflictError("the scenario", values, stands, there.version)
            return there

    def arrange(self, client_id: str, keys: Sequence[str]) -> None:
        """Give a client's scenarios an order; those not named keep their place."""
        with writing(self.engine) as connection:
            for place, key in enumerate(keys, 1):
                self._put(connection, key, client_id, place=place)

    def outdated(self, versions: tuple[str, str, str]) -> tuple[Outdated, ...]:
        """Return scenarios of clients not archived that were not computed with some versions.

        Those with a later computation beside them, or with the same answer again, are left out.
        `versions`: of tables, program and schema.
        """
        kept = ("id", "client_id", "name", "origin_id", "same_with", "data_version",
                "model_version", "schema_version")  # fmt: skip
        asked = (
            sa.select(*(scenarios.c[name] for name in kept), clients.c.name.label("client"))
            .join(clients, clients.c.id == scenarios.c.client_id)
            .where(scenarios.c.owner == self.owner, clients.c.status != "archived")
            .order_by(clients.c.name, scenarios.c.place, scenarios.c.made_at)
        )
        with reading(self.engine) as connection:
            rows = [dict(row) for row in connection.execute(asked).mappings()]
        now = [r for r in rows if (r["data_version"], r["model_version"], r["schema_version"])
               == versions]  # fmt: skip
        done = {r["id"] for r in now} | {r["origin_id"] for r in now}
        return tuple(
            Outdated(r["id"], r["client_id"], r["client"], r["name"])
            for r in rows
            if r["id"] not in done and r["same_with"] != " ".join(versions)
        )

    def note_same(self, key: str, versions: str) -> None:
        """Note the versions with which a scenario's answer came out the same again."""
        with writing(self.engine) as connection:
            self._put(connection, key, None, same_with=versions)

    def _put(self, connection: sa.Connection, key: str, of: str | None, **values: Any) -> None:
        mine = [scenarios.c.id == key, scenarios.c.owner == self.owner]
        mine += [] if of is None else [scenarios.c.client_id == of]
        connection.execute(sa.update(scenarios).where(*mine).values(**values))

    def delete(self, key: str) -> bool:
        """Delete a scenario, bytes included; decisions on it stay and name none."""
        with writing(self.engine) as connection:
            self.drop(connection, scenarios, key, "scenario")
            connection.execute(
                sa.update(scenarios)
                .where(scenarios.c.owner == self.owner, scenarios.c.origin_id == key)
                .values(origin_id="")
            )
        return wipe(self.engine)
