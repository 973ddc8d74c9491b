"""Scenarios: named answers with what they rested on and the result they had then.

A scenario's result is never changed; computing it again makes a new scenario that names the old.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from advisor.errors import ConflictError
from advisor.results import Recommendation, to_json
from advisor.store.answers import checked_answers
from advisor.store.engine import reading, wipe, writing
from advisor.store.records import LAID_OVER, Scenario, ScenarioName, checked
from advisor.store.rows import Rows, known
from advisor.store.schema import clients, profiles, scenarios


def parted(answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return the business, and what is laid over it: locks, weights and overrides."""
    business = {name: value for name, value in answers.items() if name not in LAID_OVER}
    return business, {name: dict(answers.get(name) or {}) for name in LAID_OVER}


class Scenarios(Rows):
    """The scenarios of one owner."""

    def _read(self, connection: sa.Connection, row: Mapping[str, Any]) -> Scenario:
        profile = self.one(connection, profiles, row["profile_id"], "profile")
        business, _ = parted(profile["answers"])
        over = {name: row[name] for name in LAID_OVER if row[name]}
        return Scenario(
            **known(row, "profile_id", *LAID_OVER),
            profile_number=profile["number"],
            answers={**business, **over},
        )

    def of(self, client_id: str) -> tuple[Scenario, ...]:
        """Return a client's scenarios, the latest first."""
        with reading(self.engine) as connection:
            rows = self.of_client(
                connection, scenarios, client_id, scenarios.c.made_at.desc(), scenarios.c.id
            )
            return tuple(self._read(connection, row) for row in rows)

    def get(self, key: str) -> Scenario:
        """Return a scenario.

        Raises
        ------
        StoreError
            If there is none of that id.
        """
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
    ) -> Scenario:
        """Write a scenario; when this returns, it is on the disk.

        Returns
        -------
        Scenario
            As stored.

        Raises
        ------
        StoreError
            If the name or an answer is not allowed, or the client was deleted.
        """
        title = checked(ScenarioName, {"name": name}).name
        found = checked_answers(answers, complete=True)
        business, over = parted(found)
        with writing(self.engine) as connection:
            self.one(connection, clients, client_id, "client")
            rows = self.of_client(connection, profiles, client_id, profiles.c.number.desc())
            # A new row of the history only where the business itself answers otherwise.
            same = next((r for r in rows if parted(r["answers"])[0] == business), None)
            if same is None:
                number = (rows[0]["number"] if rows else 0) + 1
                profile_id = self.insert(
                    connection, profiles, client_id=client_id, number=number, answers=found
                )
            else:
                profile_id = same["id"]
            key = self.insert(
                connection, scenarios, client_id=client_id, version=1, profile_id=profile_id,
                name=title, **over, seed=result.seed, draws=result.draws, worlds=result.worlds,
                model_version=result.versions.advisor, data_version=result.versions.data,
                schema_version=result.versions.schema_, result=to_json(result),
                origin_id=origin_id,
            )  # fmt: skip
            return self._read(connection, self.one(connection, scenarios, key, "scenario"))

    def rename(self, key: str, name: str, *, seen: int) -> Scenario:
        """Change the name, if nobody else did meanwhile.

        Raises
        ------
        ConflictError
            If the version is no longer `seen`; nothing is written.
        StoreError
            If the name is not allowed or the scenario was deleted.
        """
        title = checked(ScenarioName, {"name": name}).name
        with writing(self.engine) as connection:
            mine = (scenarios.c.id == key, scenarios.c.owner == self.owner)
            done = connection.execute(
                sa.update(scenarios)
                .where(*mine, scenarios.c.version == seen)
                .values(name=title, version=seen + 1)
            )
            there = self._read(connection, self.one(connection, scenarios, key, "scenario"))
            if done.rowcount != 1:
                raise ConflictError(
                    "the scenario", {"name": title}, {"name": there.name}, there.version
                )
            return there

    def delete(self, key: str) -> bool:
        """Delete a scenario, bytes included; decisions on it stay and name none.

        Raises
        ------
        StoreError
            If there is none of that id.
        """
        with writing(self.engine) as connection:
            self.drop(connection, scenarios, key, "scenario")
            connection.execute(
                sa.update(scenarios)
                .where(scenarios.c.owner == self.owner, scenarios.c.origin_id == key)
                .values(origin_id="")
            )
        return wipe(self.engine)
