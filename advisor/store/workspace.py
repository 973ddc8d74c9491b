"""The store: clients, scenarios, diary, files in and out, of one owner in one database."""

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from advisor.store.backup import Backups
from advisor.store.clients import Clients
from advisor.store.diary import Diary
from advisor.store.engine import empty_log, engine_of, migrate, reading, watch, writing
from advisor.store.exchange import Exchange
from advisor.store.place import is_read_only, prepare, workspace_path
from advisor.store.records import ConsultantFields, checked
from advisor.store.rows import Rows
from advisor.store.scenarios import Scenarios
from advisor.store.schema import LOCAL_OWNER, consultants


class Consultant(Rows):
    """The one consultant of an owner."""

    def get(self) -> ConsultantFields:
        """Return name and contact, both empty where none were kept yet."""
        asked = sa.select(consultants.c.name, consultants.c.contact).where(
            consultants.c.owner == self.owner
        )
        with reading(self.engine) as connection:
            row = connection.execute(asked).mappings().first()
        return ConsultantFields() if row is None else ConsultantFields(**row)

    def keep(self, name: str, contact: str) -> ConsultantFields:
        """Write name and contact in the place of those there were.

        Raises ``StoreError`` if one is too long or holds control characters.
        """
        given: ConsultantFields = checked(ConsultantFields, {"name": name, "contact": contact})
        with writing(self.engine) as connection:
            connection.execute(sa.delete(consultants).where(consultants.c.owner == self.owner))
            self.insert(connection, consultants, **given.model_dump())
        return given


@dataclass(frozen=True)
class Store(Backups):
    """One owner's workspace; made by `open_store`."""

    path: Path
    engine: sa.Engine
    owner: str

    @property
    def clients(self) -> Clients:
        """Clients and their answers over time."""
        return Clients(self.engine, self.owner)

    @property
    def scenarios(self) -> Scenarios:
        """Named answers with their results."""
        return Scenarios(self.engine, self.owner)

    @property
    def diary(self) -> Diary:
        """Decisions, review dates, and what came each month."""
        return Diary(self.engine, self.owner)

    @property
    def consultant(self) -> Consultant:
        """Who advises."""
        return Consultant(self.engine, self.owner)

    @property
    def exchange(self) -> Exchange:
        """Clients out to a file and in again."""
        return Exchange(self.engine, self.owner)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_store(path: Path | None = None, *, owner: str = LOCAL_OWNER) -> Store:
    """Open a workspace, made where it is missing and brought to today's schema.

    One that cannot be written is opened to be read and backed up.  Raises ``StoreError`` if the
    file cannot be written, is something else, or is of a newer program.
    """
    file = workspace_path() if path is None else path
    read_only = is_read_only(file)
    if not read_only:
        prepare(file)
    engine = engine_of(file, read_only=read_only)
    try:
        migrate(engine)
    except Exception:
        engine.dispose()
        raise
    empty_log(engine)
    watch(engine, file)
    return Store(file, engine, owner)
