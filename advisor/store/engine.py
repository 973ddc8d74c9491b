"""Opening the database: SQLite with nothing lost and nothing left behind, at today's schema.

Write-ahead log, foreign keys on, every commit on the disk before it is acknowledged
(``synchronous=FULL``), deleted bytes overwritten (``secure_delete``).  Reads begin a plain
transaction, writes an immediate one, so that two writers wait for each other instead of failing.
"""

import json
import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError

from advisor.errors import StoreError
from advisor.store import place
from advisor.store.schema import HEAD

MIGRATIONS = Path(__file__).with_name("migrations")
APPLICATION_ID = 0x4D534157  # "MSAW": a workspace of this program, not any SQLite file
_WAIT_SECONDS = 15
_WRITES = "advisor_writes"
_READ_ONLY = (
    "The workspace file can only be read: nothing was saved. Copy it to where it can be written, "
    "or change its permissions, and start the program again."
)
_HEADER, _MARK = b"SQLite format 3\0", slice(68, 72)  # where SQLite keeps the application's id
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    f"PRAGMA busy_timeout={1000 * _WAIT_SECONDS}",
)


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)


def _on_connect(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _on_connect_read_only(connection: Any, _: object) -> None:
    connection.isolation_level = None


def _on_begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class _Watched:
    """The file an engine was opened on, to notice when another one stands in its place.

    It is kept open to be looked at.  Where a process closes a file it has open twice, the system
    drops all its locks on it (POSIX): SQLite's too, and the next program to open and leave the
    workspace would take the log away with what was written since.
    """

    def __init__(self, engine: sa.Engine, path: Path) -> None:
        self.path, self.known = path, place.identity(path)
        self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._one_at_a_time = threading.Lock()
        weakref.finalize(engine, os.close, self._file)

    def is_workspace(self) -> bool:
        """Return whether the file begins as a workspace does, whoever has written it."""
        with self._one_at_a_time:
            os.lseek(self._file, 0, os.SEEK_SET)
            head = os.read(self._file, 100)
        return head.startswith(_HEADER) and head[_MARK] == APPLICATION_ID.to_bytes(4, "big")


_WATCHED: weakref.WeakKeyDictionary[sa.Engine, _Watched] = weakref.WeakKeyDictionary()


def watch(engine: sa.Engine, path: Path) -> None:
    """Remember which file this is: from now on a moved, deleted or replaced one is refused."""
    _WATCHED[engine] = _Watched(engine, path)


def check_place(engine: sa.Engine, *, writes: bool = False) -> None:
    """Refuse to go on where the file is no longer the one that was opened.

    Raises ``StoreError`` if it was moved, deleted or replaced since; nothing is read or written
    then.  Where it `writes`, also if the file can only be read now: what SQLite has open it would
    write all the same.
    """
    watched = _WATCHED.get(engine)
    if watched is None:
        return
    there = place.identity(watched.path)
    if there == watched.known and watched.is_workspace():
        if writes and place.is_read_only(watched.path):
            raise StoreError(_READ_ONLY)
        return
    what = "is no longer there" if there is None else "was replaced by another file"
    raise StoreError(
        f"The workspace file {watched.path.name} {what} while the program was running. Nothing was "
        "saved: put the file back where it was, or start the program again to use what is there "
        "now."
    )


def engine_of(path: Path, *, read_only: bool = False) -> sa.Engine:
    """Return an engine on a SQLite file; nothing is opened yet.

    `read_only`: whether the file cannot be written and is only to be read.  With the settings of
    this module on each connection.
    """
    database = str(path)
    if read_only:
        # Without a log beside it nothing but the file is needed, nor could anything be made there.
        alone = not path.with_name(path.name + "-wal").exists()
        query = "mode=ro&immutable=1" if alone else "mode=ro"
        database = f"{path.resolve().as_uri()}?{query}"
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=database, query={"uri": "true"} if read_only else {}),
        json_serializer=_as_json,
        connect_args={"timeout": _WAIT_SECONDS},
    )
    sa.event.listen(engine, "connect", _on_connect_read_only if read_only else _on_connect)
    sa.event.listen(engine, "begin", _on_begin)
    return engine


def is_read_only(engine: sa.Engine) -> bool:
    """Return whether an engine was made only to read."""
    return "?mode=ro" in (engine.url.database or "")


def _refusal(error: DBAPIError) -> StoreError:
    """Return the database's complaint as a sentence for people, without what was to be written."""
    reason = str(error.orig).splitlines()[0] if error.orig is not None else "unknown"
    if "locked" in reason or "busy" in reason:
        return StoreError(
            "The workspace is being written by another window. Nothing was saved: try again."
        )
    if "readonly" in reason:
        return StoreError(_READ_ONLY)
    if "full" in reason:
        return StoreError("The disk is full. Nothing was saved.")
    if "not a database" in reason or "malformed" in reason:
        return StoreError(
            "The workspace file is damaged or is something else. Nothing was changed: "
            "restore a backup, or choose another file."
        )
    return StoreError(f"The workspace refused this ({reason}). Nothing was saved.")


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Yield a connection that sees one moment of the database."""
    check_place(engine)
    try:
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        raise _refusal(error) from error


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Yield a connection whose writes are all on the disk at the end, or none of them.

    The log is empty afterwards, so that another file put in this one's place finds nothing of it.
    Raises ``StoreError`` if the database refuses, or the file is no longer the one that was opened.
    """
    check_place(engine, writes=True)
    try:
        with engine.execution_options(**{_WRITES: True}).begin() as connection:
            yield connection
    except OverflowError as error:
        raise StoreError("Not saved: a number or a date in it is too large.") from error
    except IntegrityError as error:
        raise StoreError(
            "Not saved: what this belongs to is no longer there (deleted in another window?)."
        ) from error
    except DBAPIError as error:
        raise _refusal(error) from error
    empty_log(engine)


def revision_of(connection: sa.Connection) -> str | None:
    """Return the schema's revision, None for a database without tables."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalars().all()
    return str(found[0]) if found else None


def migrate(engine: sa.Engine, to: str = "head") -> None:
    """Bring the database to a revision, in one transaction; nothing happens when it is there.

    Raises ``StoreError`` if the file is no workspace, or of a newer program.
    """
    with reading(engine) as connection:
        if revision_of(connection) == (HEAD if to == "head" else to):
            return
    if is_read_only(engine):
        raise StoreError(
            "This workspace was made by another version of the program and can only be read. "
            "Nothing was changed: copy it to where it can be written."
        )
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with writing(engine) as connection:
        sqlite = connection.dialect.name == "sqlite"
        tables = sa.inspect(connection).get_table_names()
        if revision_of(connection) is None and tables:
            raise StoreError("This file is a database of something else: choose another file.")
        if sqlite:
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, to)
        except CommandError as error:
            raise StoreError(
                "This workspace was made by a newer version of the program (its revision is "
                f"{revision_of(connection)}). Nothing was changed: use that version."
            ) from error


def _raw(engine: sa.Engine, *statements: str) -> bool:
    """Run statements outside of transactions; say whether the log is empty after them."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        for statement in statements:
            cursor.execute(statement)
        return not cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError:  # another window reads or writes
        return False
    finally:
        raw.close()


def empty_log(engine: sa.Engine) -> bool:
    """Move the log into the file and empty it; False when others use it."""
    if is_read_only(engine):
        return True
    return engine.dialect.name != "sqlite" or _raw(engine)


def wipe(engine: sa.Engine) -> bool:
    """Take what was deleted out of the file and its log, so that no byte of it is left.

    False when another window was reading all the while: the log is then emptied at the next call,
    at the latest when the workspace is opened again.
    """
    if engine.dialect.name != "sqlite":
        return True
    return _raw(engine, "PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM")
