"""A client as one file, the whole workspace as one file, and what is deleted is gone."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from advisor import StoreError
from advisor.results.logo import checked_logo
from advisor.store import Client, Store, open_store
from advisor.store.__main__ import main
from tests.store.conftest import PLUMBER, answer, fields

SECRET = "Zanzibarbarella"


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind)
    return out.getvalue()


def whole_client(store: Store, name: str = "Ada's Plumbing") -> Client:
    """A client with something of everything."""
    client = store.clients.add(
        fields(name, contact="ada@example.org", notes=f"about {SECRET}", main_colour="#112233",
               accent_colour="#445566", currency="USD", logo=checked_logo(picture()).png)
    )  # fmt: skip
    store.consultant.keep("Cora", "cora@example.org")  # the workspace's, in no client's file
    store.diary.count(client.id, date(2026, 4, 9), 3, 120.5, "a slow month")
    first = store.scenarios.save(client.id, f"As it is for {SECRET}", PLUMBER, answer())
    wishes = {**PLUMBER, "locks": {"facebook": {"never": True}}, "hours_per_week": 9}
    second = store.scenarios.save(
        client.id, "Again", wishes, answer(), origin_id=first.id, kind="today", note="as agreed"
    )
    store.scenarios.arrange(client.id, [second.id, first.id])
    store.diary.decide(client.id, f"Decided by {SECRET}", date(2026, 3, 1), second.id,
                       why="It fits", review_on=date(2026, 9, 1))  # fmt: skip
    store.diary.decide(client.id, "On nothing", date(2026, 3, 2))
    review = store.diary.plan_review(client.id, date(2026, 6, 1), f"ask {SECRET}")
    store.diary.plan_review(client.id, date(2026, 9, 1))
    store.diary.close_review(review.id, date(2026, 6, 3))
    return client


def told(store: Store, key: str) -> dict[str, Any]:
    """All of a client, without ids."""
    found = json.loads(store.exchange.export(key))
    assert isinstance(found, dict)
    return found


def test_a_client_goes_out_and_comes_in_the_same_into_another_workspace(
    store: Store, tmp_path: Path
) -> None:
    client = whole_client(store)
    other = open_store(tmp_path / "other.sqlite")
    came = other.exchange.take_in(store.exchange.export(client.id))
    assert came.id != client.id
    assert told(other, came.id) == told(store, client.id)
    first, second = sorted(other.scenarios.of(came.id), key=lambda s: s.made_at)
    assert second.origin_id == first.id
    assert second.answers["locks"] == {"facebook": {"never": True}}
    assert other.diary.decisions(came.id)[1].scenario_id == second.id
    assert came.logo == client.logo
    assert came.next_review == date(2026, 9, 1)
    other.close()


def test_a_file_that_comes_in_twice_makes_two_clients_and_changes_none(store: Store) -> None:
    client = whole_client(store)
    before = told(store, client.id)
    store.exchange.take_in(store.exchange.export(client.id))
    assert len(store.clients.all()) == 2
    assert told(store, client.id) == before


def test_a_duplicate_stands_on_its_own(store: Store) -> None:
    client = whole_client(store)
    twin = store.exchange.duplicate(client.id, "Ada, second shop")
    assert twin.name == "Ada, second shop"
    store.clients.delete(client.id)
    assert len(store.scenarios.of(twin.id)) == 2
    assert len(store.diary.decisions(twin.id)) == 2


def _without(path: str) -> Callable[[dict[str, Any]], None]:
    return lambda d: d.pop(path)


def _set(value: object, *path: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        found: Any = document
        for step in path[:-1]:
            found = found[step]
        found[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_set(3, "format_version"), "version 3 of the form, this program knows up to 2"),
        (_set(True, "format_version"), "which version"),
        (_set("recipes", "format"), "no client kept from here"),
        (_without("reviews"), "reviews: field required"),
        (_set(1, "extra"), "extra: unknown"),
        (_set("x" * 300, "client", "name"), "name"),
        (_set("javascript:", "client", "main_colour"), "main_colour"),
        (_set("AAAA", "client", "logo_png_base64"), "neither a PNG nor a JPEG"),
        (_set("*", "client", "logo_png_base64"), "logo in it is damaged"),
        (_set(500, "profiles", 0, "answers", "hours_per_week"), "answers 1"),
        (_set({"keep": 3}, "scenarios", 0, "locks", "facebook"), "scenario 1"),
        (_set(9, "scenarios", 0, "profile_number"), "not in it"),
        (_set(9, "decisions", 0, "scenario_position"), "not in it"),
        (_set(1, "scenarios", 1, "position"), "same number"),
        (_set("0", "scenarios", 0, "seed"), "scenarios, entry 1, seed"),
        (_set({}, "scenarios", 0, "result"), "form this program cannot read"),
        (_set("soon", "reviews", 0, "due_on"), "reviews, entry 1, due_on"),
    ],
)
def test_what_a_file_says_is_understood_whole_or_refused_whole(
    store: Store, change: Callable[[dict[str, Any]], None], sentence: str
) -> None:
    document = told(store, whole_client(store).id)
    change(document)
    with pytest.raises(StoreError, match="The file is not used") as caught:
        store.exchange.take_in(json.dumps(document).encode())
    assert sentence in str(caught.value)
    assert str(caught.value).endswith("Nothing was written.")
    assert len(store.clients.all()) == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"[]", b"null", b"[" * 100_000, b'{"format": "recipes"}', b"PK\x03\x04"],
)
def test_a_file_of_something_else_is_refused_calmly(store: Store, content: bytes) -> None:
    with pytest.raises(StoreError, match="The file is not used"):
        store.exchange.take_in(content)


def _bytes_of_all_files(store: Store) -> bytes:
    folder = store.path.parent
    assert {p.name.removeprefix(store.path.name) for p in folder.iterdir()} <= {"", "-wal", "-shm"}
    return b"".join(p.read_bytes() for p in sorted(folder.iterdir()))


def test_a_deleted_client_is_gone_from_the_bytes_and_the_others_stay(store: Store) -> None:
    other = store.clients.add(fields("Bob's Bakery"))
    client = whole_client(store)
    assert SECRET.encode() in _bytes_of_all_files(store)
    assert store.clients.delete(client.id) is True
    left = _bytes_of_all_files(store)
    assert SECRET.encode() not in left
    assert b"ada@example.org" not in left
    assert b"Bob's Bakery" in left
    assert [c.id for c in store.clients.all()] == [other.id]
    with store.engine.connect() as connection:
        for table in ("profiles", "scenarios", "decisions", "reviews"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


def test_what_a_reader_held_back_is_gone_when_the_workspace_is_opened_again(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from advisor.store import engine as opening

    monkeypatch.setattr(opening, "_PRAGMAS",
                        (*opening._PRAGMAS[:-1], "PRAGMA busy_timeout=50"))  # fmt: skip
    quick = open_store(path)
    client = whole_client(quick)
    reader = store.engine.connect()
    reader.exec_driver_sql("SELECT count(*) FROM clients").all()
    assert quick.clients.delete(client.id) is False
    reader.close()
    store.close()
    quick.close()
    again = open_store(path)
    assert SECRET.encode() not in _bytes_of_all_files(again)
    again.close()


def test_a_note_written_over_is_gone_from_the_bytes_after_the_next_deletion(store: Store) -> None:
    client = store.clients.add(fields("Ada", notes=SECRET * 50))
    store.clients.change(client.id, fields("Ada", notes="harmless"), seen=1)
    second = store.clients.add(fields("Bob"))
    store.clients.delete(second.id)
    assert SECRET.encode() not in _bytes_of_all_files(store)


def test_a_backup_holds_everything_and_comes_back(store: Store, tmp_path: Path) -> None:
    client = whole_client(store)
    kept = told(store, client.id)
    file = store.backup(tmp_path / "backup.sqlite")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("backup")] == ["backup.sqlite"]
    store.clients.delete(client.id)
    store.clients.add(fields("Later"))
    store.restore(file)
    assert [c.name for c in store.clients.all()] == ["Ada's Plumbing"]
    assert told(store, client.id) == kept
    assert open_store(tmp_path / "deep" / "workspace.sqlite").clients.get(client.id).name
    assert len(store.backup_bytes()) <= file.stat().st_size


def test_a_backup_is_one_moment_while_others_write(store: Store, tmp_path: Path) -> None:
    client = store.clients.add(fields())
    reader = open_store(store.path)
    for k in range(20):
        store.diary.decide(client.id, f"{k}", date(2026, 1, 1))
        if k == 9:
            reader.backup(tmp_path / "backup.sqlite")
    reader.close()
    again = open_store(tmp_path / "backup.sqlite")
    assert len(again.diary.decisions(client.id)) == 10
    again.close()


def test_a_backup_of_an_older_schema_is_brought_to_todays(store: Store, tmp_path: Path) -> None:
    from advisor.store.engine import engine_of, migrate
    from advisor.store.place import prepare

    old = tmp_path / "old.sqlite"
    prepare(old)
    engine = engine_of(old)
    migrate(engine, "0001")
    engine.dispose()
    store.clients.add(fields())
    store.restore(old)
    assert store.clients.all() == ()
    store.diary.plan_review(store.clients.add(fields()).id, date(2026, 1, 1))


@pytest.mark.parametrize("content", [None, b"", b"not a database " * 500])
def test_what_is_no_backup_changes_nothing(
    store: Store, tmp_path: Path, content: bytes | None
) -> None:
    client = store.clients.add(fields())
    file = tmp_path / "something"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(StoreError, match=r"Nothing was changed"):
        store.restore(file)
    assert store.clients.get(client.id).name == client.name


def test_a_backup_never_overwrites_another(store: Store, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("x")
    with pytest.raises(StoreError, match="there already"):
        store.backup(tmp_path / "there")
    assert (tmp_path / "there").read_text() == "x"


def test_the_command_line_backs_up_and_restores(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ADVISOR_WORKSPACE", str(path))
    store = open_store()
    key = store.clients.add(fields()).id
    store.close()
    assert main(["where"]) == 0
    assert main(["backup", str(tmp_path / "b")]) == 0
    assert capsys.readouterr().out == f"{path}\nWritten: {tmp_path / 'b'} (1 client, 0 scenarios)\n"
    store = open_store()
    store.clients.delete(key)
    store.close()
    monkeypatch.setattr("builtins.input", lambda _: "no")
    assert main(["restore", str(tmp_path / "b")]) == 0
    assert open_store().clients.all() == ()
    assert main(["restore", str(tmp_path / "b"), "--yes"]) == 0
    assert [c.id for c in open_store().clients.all()] == [key]
    assert main(["restore", str(tmp_path / "none"), "--yes"]) == 2
    assert "no backup" in capsys.readouterr().err
