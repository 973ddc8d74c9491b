"""A workspace file of any age comes to today's schema with every row; PostgreSQL reads it too."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql

from advisor import StoreError
from advisor.store import Store, open_store
from advisor.store.engine import MIGRATIONS, engine_of, migrate, revision_of
from advisor.store.place import prepare
from advisor.store.schema import HEAD, Moment, metadata
from tests.store.conftest import PLUMBER, answer, fields


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _revisions() -> list[str]:
    """All revisions, oldest first."""
    script = ScriptDirectory.from_config(_config())
    return [step.revision for step in script.walk_revisions()][::-1]


def _at(path: Path, revision: str) -> sa.Engine:
    prepare(path)
    engine = engine_of(path)
    migrate(engine, revision)
    return engine


def _a_row(table: sa.Table, k: int) -> dict[str, object]:
    """A row with something in every column, as the database itself knows the table."""
    found: dict[str, object] = {}
    for column in table.columns:
        if column.foreign_keys:
            found[column.name] = f"{next(iter(column.foreign_keys)).column.table.name}-{k}"
        elif column.name == "id":
            found[column.name] = f"{table.name}-{k}"
        elif isinstance(column.type, sa.Integer | sa.BigInteger):
            found[column.name] = k
        elif isinstance(column.type, sa.DateTime):
            found[column.name] = datetime(2026, 1, k, 12, 30)
        elif isinstance(column.type, sa.Date):
            found[column.name] = datetime(2026, 2, k).date()
        elif isinstance(column.type, sa.JSON):
            found[column.name] = {"kept": f"{table.name}.{column.name}", "é": k}
        elif isinstance(column.type, sa.LargeBinary):
            found[column.name] = bytes([0, 255, k])
        else:
            found[column.name] = f"{column.name[:6]} {k}"
    return found


def _filled(engine: sa.Engine) -> dict[str, list[dict[str, object]]]:
    """Fill every table of a database as it is, whatever its age; return the rows."""
    known = sa.MetaData()
    with engine.begin() as connection:
        known.reflect(connection)
        rows = {}
        for table in known.sorted_tables:
            if table.name == "alembic_version":
                continue
            rows[table.name] = [_a_row(table, k) for k in (1, 2)]
            connection.execute(sa.insert(table), rows[table.name])
    return rows


@pytest.mark.parametrize("revision", _revisions())
def test_every_row_of_every_age_arrives_at_todays_schema(path: Path, revision: str) -> None:
    engine = _at(path, revision)
    before = _filled(engine)
    engine.dispose()
    store = open_store(path)
    known = sa.MetaData()
    with store.engine.connect() as connection:
        assert revision_of(connection) == HEAD
        known.reflect(connection)
        for name, rows in before.items():
            table = known.tables[name]
            columns = [table.c[column] for column in rows[0]]
            asked = sa.select(*columns).order_by(table.c.id)
            assert [dict(r) for r in connection.execute(asked).mappings()] == rows
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    store.close()


@pytest.mark.parametrize("revision", _revisions())
def test_each_step_up_can_be_taken_back_and_up_again(path: Path, revision: str) -> None:
    from alembic import command

    engine = _at(path, revision)
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "-1")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        assert revision_of(connection) == HEAD
    engine.dispose()


def test_the_revisions_lead_to_the_schema_the_program_uses(store: Store) -> None:
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    assert _revisions()[-1] == HEAD


def test_a_file_of_a_newer_program_is_left_as_it_is(path: Path) -> None:
    store = open_store(path)
    store.clients.add(fields())
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(StoreError, match="newer version"):
        open_store(path)
    engine = engine_of(path)
    with engine.connect() as connection:
        assert revision_of(connection) == "9999"
        assert connection.exec_driver_sql("SELECT count(*) FROM clients").scalar() == 1
    engine.dispose()


def test_a_database_of_something_else_is_left_as_it_is(path: Path) -> None:
    prepare(path)
    engine = engine_of(path)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE recipes (id TEXT)")
    engine.dispose()
    with pytest.raises(StoreError, match="something else"):
        open_store(path)
    path.write_bytes(b"not a database at all, but long enough to have a header " * 40)
    with pytest.raises(StoreError, match="damaged or is something else"):
        open_store(path)


def test_two_windows_opening_a_new_workspace_at_once_make_one(path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    def opened(k: int) -> str:
        store = open_store(path)
        key = store.clients.add(fields(f"client {k}")).id
        store.close()
        return key

    with ThreadPoolExecutor(4) as pool:
        keys = set(pool.map(opened, range(4)))
    store = open_store(path)
    assert {c.id for c in store.clients.all()} == keys
    store.close()


def test_postgresql_understands_the_migrations() -> None:
    from alembic import command

    config = _config()
    config.attributes["dialect"] = "postgresql"
    told = io.StringIO()
    config.output_buffer = told
    with redirect_stdout(told):
        command.upgrade(config, "head", sql=True)
    text = told.getvalue()
    for table in metadata.tables:
        assert f"CREATE TABLE {table} (" in text
    assert "BYTEA" in text
    assert "TIMESTAMP WITH TIME ZONE" in text
    assert "PRAGMA" not in text


@pytest.fixture
def statements(store: Store) -> list[tuple[sa.Executable, object]]:
    """Every statement the store sends while it is used from end to end."""
    seen: list[tuple[sa.Executable, object]] = []

    def listen(_: object, statement: sa.Executable, many: object, once: object, __: object) -> None:
        seen.append((statement, once))

    sa.event.listen(sa.Engine, "before_execute", listen)
    client = store.clients.add(fields(logo=b"x"))
    scenario = store.scenarios.save(client.id, "As it is", PLUMBER, answer())
    store.scenarios.rename(scenario.id, "As it was", seen=1)
    store.clients.change(client.id, fields("Other"), seen=1)
    store.clients.keep_answers(client.id, {"sector": "bakery"}, seen=1)
    today = datetime(2026, 1, 1).date()
    decision = store.diary.decide(client.id, "x", today, scenario.id)
    review = store.diary.plan_review(client.id, today)
    store.diary.close_review(review.id, today)
    store.diary.forget_review(review.id)
    store.diary.forget_decision(decision.id)
    store.clients.all("x", "active")
    store.scenarios.of(client.id)
    store.scenarios.delete(scenario.id)
    store.clients.delete(client.id)
    sa.event.remove(sa.Engine, "before_execute", listen)
    return seen


def test_postgresql_understands_every_statement(
    statements: list[tuple[sa.Executable, object]],
) -> None:
    dialect = postgresql.dialect()
    texts = {
        str(statement.compile(dialect=dialect))
        for statement, _ in statements
        if isinstance(statement, sa.ClauseElement)
    }
    begins = {text.split()[0] for text in texts}
    assert {"SELECT", "INSERT", "UPDATE", "DELETE"} <= begins
    assert len(texts) > 12
    # Nothing is written by hand but the question for the revision.
    by_hand = {str(s) for s, _ in statements if isinstance(s, sa.TextClause)}
    assert by_hand <= {"SELECT version_num FROM alembic_version"}


def test_a_moment_is_utc_in_both_databases() -> None:
    moment = datetime(2026, 1, 1, 9, 30, tzinfo=UTC)
    kind = Moment()
    for dialect in (postgresql.dialect(), sa.create_engine("sqlite://").dialect):
        written = kind.process_bind_param(moment, dialect)
        assert kind.process_result_value(written, dialect) == moment


def test_a_scenario_of_an_older_file_answers_as_it_did(path: Path) -> None:
    engine = _at(path, "0002")
    with engine.begin() as connection:
        known = sa.MetaData()
        known.reflect(connection)
        for table in ("clients", "profiles", "scenarios"):
            row = {**_a_row(known.tables[table], 1), "owner": "local"}
            if table == "clients":
                row |= {"main_colour": "#112233", "accent_colour": "", "currency": "EUR",
                        "status": "active"}  # fmt: skip
            if table == "profiles":
                row["answers"] = {**PLUMBER, "locks": {"facebook": {"keep": True}}}
            if table == "scenarios":
                row |= {"locks": {"facebook": {"never": True}}, "weights": {}, "overrides": {}}
            connection.execute(sa.insert(known.tables[table]), row)
    engine.dispose()
    store = open_store(path)
    scenario = store.scenarios.of("clients-1")[0]
    assert scenario.answers == {**PLUMBER, "locks": {"facebook": {"never": True}}}
    assert (scenario.kind, scenario.note, scenario.changes) == ("", "", {})
    store.close()
