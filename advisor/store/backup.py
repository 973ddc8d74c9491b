"""The whole workspace to a file and back, by the database's own copying.

A backup is one moment of the database, taken while others go on writing.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa

from advisor.errors import StoreError
from advisor.store.engine import APPLICATION_ID, check_place, engine_of, migrate, reading, wipe
from advisor.store.place import prepare
from advisor.store.schema import clients, metadata, scenarios

LARGEST_BACKUP_BYTES = 2_000_000_000


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    source.backup(target)  # in one go: one moment, whoever writes meanwhile


@contextmanager
def _live(engine: sa.Engine) -> Iterator[sqlite3.Connection]:
    """Yield SQLite's own connection to the workspace."""
    with closing(engine.raw_connection()) as raw:
        assert isinstance(raw.driver_connection, sqlite3.Connection)
        yield raw.driver_connection


def _checked_copy(path: Path, folder: Path) -> Path:
    """Copy a backup aside, see that it is a whole workspace, bring it to today's schema."""
    if not os.path.isfile(path):
        raise StoreError(f"There is no backup at {path}. Nothing was changed.")
    copy = folder / "restoring.sqlite"
    if path.stat().st_size > LARGEST_BACKUP_BYTES:
        raise StoreError(
            f"{path} has more than {LARGEST_BACKUP_BYTES // 10**9} GB: it is no backup of a "
            "workspace. Nothing was changed."
        )
    try:
        with (
            closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            _copy(source, target)
            mark = target.execute("PRAGMA application_id").fetchone()[0]
            health = target.execute("PRAGMA integrity_check(1)").fetchone()[0]
            found = target.execute("SELECT type, name, tbl_name FROM sqlite_master").fetchall()
    except sqlite3.Error as error:
        raise StoreError(
            f"{path} is no backup of a workspace ({_reason(error)}). Nothing was changed."
        ) from error
    if mark != APPLICATION_ID:
        raise StoreError(f"{path} is a database of something else. Nothing was changed.")
    if health != "ok":
        raise StoreError(f"The backup {path} is damaged ({health}). Nothing was changed.")
    tables = {*metadata.tables, "alembic_version"}
    foreign = [n for kind, n, of in found if kind not in ("table", "index") or of not in tables]
    if foreign:
        raise StoreError(
            f"The backup {path} holds what no workspace has ({str(foreign[0])[:60]!r}). "
            "Nothing was changed."
        )
    aside = engine_of(copy)
    try:
        migrate(aside)
        wipe(aside)
    finally:
        aside.dispose()
    return copy


class Backups:
    """A workspace that can be written to a file as a whole, and put back from one."""

    engine: sa.Engine

    def held(self) -> tuple[int, int]:
        """Return how many clients and scenarios a workspace holds, of all owners."""
        with reading(self.engine) as connection:
            counts = [
                connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
                for table in (clients, scenarios)
            ]
        return int(counts[0]), int(counts[1])

    def backup(self, to: Path) -> Path:
        """Write the workspace as it is at this moment to a new file.

        `to`: must not exist: a backup never overwrites another.  Returns the same path; the file
        is whole when this returns.  Raises ``StoreError`` if it is there already or cannot be
        written.
        """
        if os.path.exists(to):
            raise StoreError(
                f"The backup was not written: {to} is there already. Give another name."
            )
        check_place(self.engine)
        prepare(to)
        try:
            with _live(self.engine) as live, closing(sqlite3.connect(to)) as target:
                _copy(live, target)
                # A backup is one file: no log beside it.
                target.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.Error as error:
            to.unlink(missing_ok=True)
            raise StoreError(f"The backup was not written: {_reason(error)}.") from error
        descriptor = os.open(to, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        return to

    def backup_bytes(self) -> bytes:
        """Return a backup as bytes, for a download."""
        with tempfile.TemporaryDirectory() as folder:
            return self.backup(Path(folder) / "backup.sqlite").read_bytes()

    def restore(self, path: Path) -> None:
        """Put a backup in the place of all that is in the workspace.

        It is checked and brought to today's schema aside first; then it takes the place of the
        content in one transaction, also while other windows are open.  Raises ``StoreError`` if it
        is no whole backup of a workspace; nothing is changed then.
        """
        check_place(self.engine, writes=True)
        with tempfile.TemporaryDirectory() as folder:
            copy = _checked_copy(path, Path(folder))
            try:
                with _live(self.engine) as live, closing(sqlite3.connect(copy)) as source:
                    _copy(source, live)
            except sqlite3.Error as error:
                raise StoreError(f"Not restored: {_reason(error)}. Nothing was changed.") from error
        wipe(self.engine)
