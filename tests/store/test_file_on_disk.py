"""The workspace file itself: moved, deleted, replaced, only to be read, or not there at all."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from advisor import StoreError
from advisor.store import Store, engine, open_store, place
from advisor.store.__main__ import main
from tests.store.conftest import fields
from tests.store.test_files import whole_client


def _deleted(path: Path) -> None:
    path.unlink()


def _moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere.sqlite"))


def _replaced(path: Path) -> None:
    other = open_store(path.with_name("other.sqlite"))
    other.clients.add(fields("Somebody else"))
    other.close()
    path.with_name("other.sqlite").replace(path)


def _overwritten(path: Path) -> None:
    path.write_bytes(b"a letter to the bank\n" * 2_000)


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _of_something_else(path: Path) -> None:
    there = path.with_name("recipes.sqlite")
    with closing(sqlite3.connect(there)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
        other.commit()
    path.write_bytes(there.read_bytes())


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_deleted, "is no longer there"),
        (_moved, "is no longer there"),
        (_replaced, "was replaced by another file"),
        (_overwritten, "was replaced by another file"),
        (_emptied, "was replaced by another file"),
        (_of_something_else, "was replaced by another file"),
    ],
)
def test_what_happened_to_the_file_is_said_before_anything_is_written(
    store: Store, tmp_path: Path, change: Callable[[Path], None], what: str
) -> None:
    client = store.clients.add(fields())
    change(store.path)
    before = store.path.read_bytes() if store.path.exists() else None
    told = rf"The workspace file workspace.sqlite {what} while the program was running. Nothing"
    for refused in (
        lambda: store.clients.add(fields("Later")),
        lambda: store.clients.change(client.id, fields("Other"), seen=1),
        lambda: store.clients.all(),
        lambda: store.clients.delete(client.id),
        lambda: store.backup(tmp_path / "backup.sqlite"),
        lambda: store.backup_bytes(),
    ):
        with pytest.raises(StoreError, match=told):
            refused()
    assert not (tmp_path / "backup.sqlite").exists()
    assert (store.path.read_bytes() if store.path.exists() else None) == before


def test_a_file_that_is_put_back_is_used_again(store: Store) -> None:
    store.clients.add(fields())
    aside = store.path.rename(store.path.with_name("aside.sqlite"))
    with pytest.raises(StoreError, match="no longer there"):
        store.clients.all()
    aside.rename(store.path)
    assert store.clients.add(fields("Bob")).name == "Bob"


def test_another_file_in_its_place_takes_nothing_from_the_log_of_the_one_before(
    store: Store, tmp_path: Path
) -> None:
    other = open_store(tmp_path / "other" / "workspace.sqlite")
    other.clients.add(fields("Somebody else"))
    other.close()
    store.clients.add(fields("Ada"))  # and not closed, as when the power goes
    shutil.copyfile(other.path, store.path)
    again = open_store(store.path)
    assert [client.name for client in again.clients.all()] == ["Somebody else"]
    again.close()


def test_a_file_made_read_only_meanwhile_is_not_written_and_then_used_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = store.clients.add(fields())
    file = store.backup(tmp_path / "backup.sqlite")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(place.os, "access", lambda path, mode: mode == place.os.R_OK)
        for refused in (
            lambda: store.clients.add(fields("Bob")),
            lambda: store.clients.delete(client.id),
            lambda: store.restore(file),
        ):
            with pytest.raises(StoreError, match="can only be read: nothing was saved"):
                refused()
        assert [c.name for c in store.clients.all()] == [client.name]
    assert store.clients.add(fields("Bob")).name == "Bob"


def test_a_restore_is_no_replacement_for_another_window(store: Store, tmp_path: Path) -> None:
    store.clients.add(fields())
    file = store.backup(tmp_path / "backup.sqlite")
    other = open_store(store.path)
    other.restore(file)
    other.close()
    assert store.clients.add(fields("Bob")).name == "Bob"


@pytest.fixture
def read_only(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A workspace whose file and folder cannot be written, opened again."""
    whole_client(store)
    store.close()
    store.path.chmod(0o400)
    # Whoever runs the tests may be allowed everything: what the system would say is said here.
    monkeypatch.setattr(place.os, "access", lambda path, mode: mode == place.os.R_OK)
    before = store.path.read_bytes()
    opened = open_store(store.path)
    yield opened
    opened.close()
    assert store.path.read_bytes() == before
    assert [p.name for p in store.path.parent.iterdir()] == [store.path.name]


def test_a_file_that_can_only_be_read_is_read_and_backed_up(
    read_only: Store, tmp_path: Path
) -> None:
    (line,) = read_only.clients.all()
    assert len(read_only.scenarios.of(line.id)) == 2
    assert read_only.exchange.export(line.id)
    assert read_only.held() == (1, 2)
    copy = open_store(read_only.backup(tmp_path / "backup.sqlite"))
    assert [c.name for c in copy.clients.all()] == [line.name]
    copy.close()


def test_a_file_that_can_only_be_read_is_not_written(read_only: Store) -> None:
    (line,) = read_only.clients.all()
    for refused in (
        lambda: read_only.clients.add(fields("Bob")),
        lambda: read_only.clients.delete(line.id),
    ):
        with pytest.raises(StoreError, match="can only be read: nothing was saved"):
            refused()


def test_a_file_of_an_older_version_that_can_only_be_read_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.prepare(path)
    old = engine.engine_of(path)
    engine.migrate(old, "0001")
    engine.empty_log(old)
    old.dispose()
    monkeypatch.setattr(place.os, "access", lambda path, mode: mode == place.os.R_OK)
    with pytest.raises(StoreError, match="another version of the program and can only be read"):
        open_store(path)


@pytest.mark.parametrize("there", [False, True])
def test_a_backup_of_nothing_is_refused_and_makes_nothing(
    path: Path, tmp_path: Path, there: bool, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("ADVISOR_WORKSPACE", str(path))
    if there:
        open_store(path).close()
    assert main(["backup", str(tmp_path / "b")]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert ("holds no client" if there else "There is no workspace at") in told.err
    assert told.err.endswith("nothing was written.\n")
    assert path.exists() is there
    assert not (tmp_path / "b").exists()


def test_where_makes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_WORKSPACE", str(path))
    assert main(["where"]) == 0
    assert not path.parent.exists()


def test_a_backup_counts_what_it_holds(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ADVISOR_WORKSPACE", str(store.path))
    whole_client(store)
    store.clients.add(fields("Bob"))
    assert main(["backup", str(tmp_path / "b")]) == 0
    assert main(["restore", str(tmp_path / "b"), "--yes"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("b (2 clients, 2 scenarios)")
    assert second.endswith("workspace.sqlite (2 clients, 2 scenarios)")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON clients BEGIN DELETE FROM clients; END",
        "CREATE VIEW v AS SELECT * FROM clients",
        "CREATE TABLE more (name TEXT)",
    ],
)
def test_a_backup_with_more_in_it_than_a_workspace_is_refused(
    store: Store, tmp_path: Path, statement: str
) -> None:
    client = store.clients.add(fields())
    file = store.backup(tmp_path / "backup.sqlite")
    with closing(sqlite3.connect(file)) as opened:
        opened.execute(statement)
        opened.commit()
    with pytest.raises(StoreError, match=r"holds what no workspace has .*Nothing was changed"):
        store.restore(file)
    assert store.clients.get(client.id).name == client.name


def test_a_huge_backup_is_refused_unread(store: Store, tmp_path: Path) -> None:
    file = shutil.copy(store.backup(tmp_path / "backup.sqlite"), tmp_path / "huge.sqlite")
    with open(file, "r+b") as opened:
        opened.truncate(2_000_000_001)  # a hole: nothing is written
    with pytest.raises(StoreError, match="more than 2 GB"):
        store.restore(Path(file))


@pytest.mark.parametrize(
    ("given", "reason"),
    [("x" * 300, "File name too long"), ("a\x1b[2Jb/" + "c" * 300, "a\\x1b[2Jb"),
     ("~nobody-of-this-name/w.sqlite", "there is no such home folder"), (".", "Is a directory"),
     (os.devnull, "it is a device or a pipe, no file")],
)  # fmt: skip
def test_a_place_that_can_be_no_workspace_is_refused_in_a_sentence(
    given: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(place.VARIABLE, given)
    with pytest.raises(StoreError, match=r"^The workspace file cannot be opened") as refused:
        open_store()
    assert reason in str(refused.value)
    assert "\x1b" not in str(refused.value)


@pytest.mark.parametrize("verb", ["backup", "restore"])
def test_a_name_that_is_too_long_is_refused_in_a_sentence(
    verb: str,
    path: Path,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    store.clients.add(fields())
    monkeypatch.setenv(place.VARIABLE, str(path))
    assert main([verb, "x" * 300, *(["--yes"] if verb == "restore" else [])]) == 2
    assert capsys.readouterr().err.count("\n") <= 2


def test_a_restore_that_nobody_confirms_changes_nothing(
    path: Path, store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store.clients.add(fields())
    monkeypatch.setenv(place.VARIABLE, str(path))
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["restore", "backup.sqlite"]) == 0
    assert "Nothing was changed." in capsys.readouterr().out
    assert len(store.clients.all()) == 1
