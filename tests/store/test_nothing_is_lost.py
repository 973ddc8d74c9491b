"""Killed at any moment, nothing acknowledged is lost; two writers never overwrite each other."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from advisor import StoreError
from advisor.errors import ConflictError
from advisor.store import Store, open_store
from tests.store.conftest import PLUMBER, answer, fields

ROOT = Path(__file__).resolve().parents[2]
KILLS = 50


def _killed_run(writer: subprocess.Popen[str], order: str, acks: int, seconds: float) -> list[str]:
    """Let a process write, kill it without warning, return what it had acknowledged."""
    assert writer.stdin is not None
    assert writer.stdout is not None
    writer.stdin.write(f"{order}\n")
    writer.stdin.flush()
    pid, lines = 0, []
    # The child may speak before its parent has told its number.
    while pid == 0 or len(lines) < acks:
        word, told = writer.stdout.readline().split()
        if word == "pid":
            pid = int(told)
        else:
            lines.append(f"{word} {told}")
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    while (line := writer.stdout.readline().strip()) != f"killed {int(signal.SIGKILL)}":
        assert line.startswith(("decided", "noted"))
        lines.append(line)
    return lines


def test_nothing_acknowledged_is_lost_when_the_process_is_killed_fifty_times(
    store: Store, path: Path
) -> None:
    client = store.clients.add(fields())
    moments = random.Random(7)
    acknowledged: list[str] = []
    store.close()
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.store.writer", str(path)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    for run in range(KILLS):
        order = f"{client.id} run{run}"
        lines = _killed_run(writer, order, moments.randrange(8), moments.uniform(0.0, 0.02))
        acknowledged += [line.split()[1] for line in lines if line.startswith("decided")]
        notes = [line.split()[1] for line in lines if line.startswith("noted")]
        again = open_store(path)
        written = [d.text for d in again.diary.decisions(client.id)]
        assert set(acknowledged) <= set(written)
        assert len(written) == len(set(written))
        # At most the one write that was under way is there without having been acknowledged.
        assert len(written) <= len(acknowledged) + run + 1
        if notes:
            number = int(notes[-1].split("-")[1])
            assert again.clients.get(client.id).notes in (notes[-1], f"run{run}-{number + 1}")
        with again.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        again.close()
    assert writer.stdin is not None
    writer.stdin.close()
    assert writer.wait(timeout=60) == 0
    assert writer.stdout is not None
    writer.stdout.close()
    assert len(acknowledged) > KILLS


def test_two_windows_editing_one_client_get_a_conflict_with_both_versions(
    store: Store, path: Path
) -> None:
    made = store.clients.add(fields("Ada", notes="first"))
    other = open_store(path)
    here, there = store.clients.get(made.id), other.clients.get(made.id)
    other.clients.change(made.id, fields("Ada", notes="from there"), seen=there.version)
    with pytest.raises(ConflictError) as caught:
        store.clients.change(
            made.id, fields("Ada", notes="from here", status="paused"), seen=here.version
        )
    assert caught.value.mine == {"notes": "from here", "status": "paused"}
    assert caught.value.theirs == {"notes": "from there", "status": "active"}
    assert "from here" in str(caught.value)
    assert "from there" in str(caught.value)
    assert store.clients.get(made.id).notes == "from there"
    # Knowing both, a person may decide for their own.
    store.clients.change(made.id, fields("Ada", notes="from here"), seen=caught.value.version)
    assert other.clients.get(made.id).notes == "from here"
    other.close()


def test_answers_kept_in_another_window_are_not_put_aside_unseen(store: Store) -> None:
    client = store.clients.add(fields())
    first = store.clients.keep_answers(client.id, PLUMBER, seen=0)
    store.clients.keep_answers(client.id, {**PLUMBER, "hours_per_week": 8}, seen=first.number)
    with pytest.raises(ConflictError) as caught:
        store.clients.keep_answers(client.id, {**PLUMBER, "hours_per_week": 3}, seen=first.number)
    assert caught.value.mine == {"hours per week": "3"}
    assert caught.value.theirs == {"hours per week": "8"}
    assert store.clients.history(client.id)[0].answers["hours_per_week"] == 8


def test_a_scenario_renamed_twice_at_once_keeps_the_first_name(store: Store) -> None:
    client = store.clients.add(fields())
    saved = store.scenarios.save(client.id, "As it is", PLUMBER, answer())
    store.scenarios.rename(saved.id, "First", seen=1)
    with pytest.raises(ConflictError, match="First"):
        store.scenarios.rename(saved.id, "Second", seen=1)
    assert store.scenarios.get(saved.id).name == "First"


def test_of_many_writers_at_once_exactly_one_wins_each_version(store: Store, path: Path) -> None:
    made = store.clients.add(fields("Ada"))
    begin = threading.Barrier(8)

    def change(k: int) -> bool:
        mine = open_store(path)
        begin.wait()
        try:
            mine.clients.change(made.id, fields("Ada", notes=f"writer {k}"), seen=1)
            return True
        except ConflictError:
            return False
        finally:
            mine.close()

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(change, range(8)))
    assert sum(won) == 1
    assert store.clients.get(made.id).notes == f"writer {won.index(True)}"


def test_many_writers_at_once_all_get_their_lines_in(store: Store, path: Path) -> None:
    made = store.clients.add(fields("Ada"))

    def write(k: int) -> None:
        mine = open_store(path)
        for n in range(10):
            mine.diary.decide(made.id, f"{k}-{n}", date(2026, 1, 1))
        mine.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(6)))
    found = {d.text for d in store.diary.decisions(made.id)}
    assert found == {f"{k}-{n}" for k in range(6) for n in range(10)}


def test_what_belongs_to_a_client_deleted_meanwhile_is_refused(store: Store) -> None:
    client = store.clients.add(fields())
    store.clients.delete(client.id)
    for attempt in (
        lambda: store.scenarios.save(client.id, "Late", PLUMBER, answer()),
        lambda: store.diary.plan_review(client.id, date(2026, 1, 1)),
        lambda: store.clients.change(client.id, fields(), seen=1),
        lambda: store.clients.delete(client.id),
    ):
        with pytest.raises(StoreError, match="deleted"):
            attempt()


def test_a_write_that_fails_half_way_leaves_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = store.clients.add(fields())
    saved = store.scenarios.save(client.id, "As it is", PLUMBER, answer())
    content = store.exchange.export(client.id)
    from advisor.store import exchange

    def fail(*_: object, **__: object) -> None:
        raise sa.exc.OperationalError("insert", {}, Exception("database or disk is full"))

    monkeypatch.setattr(exchange.Exchange, "_rows", fail)
    with pytest.raises(StoreError, match="disk is full"):
        store.exchange.take_in(content)
    assert [c.id for c in store.clients.all()] == [client.id]
    assert store.scenarios.get(saved.id) == saved


def test_what_is_saved_after_another_program_was_there_is_not_lost(
    store: Store, path: Path, tmp_path: Path
) -> None:
    def backed_up(name: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "advisor.store", "backup", str(tmp_path / name)],
            cwd=ROOT, env={**os.environ, "ADVISOR_WORKSPACE": str(path)}, text=True,
            capture_output=True, check=True,
        )  # fmt: skip
        return done.stdout.rpartition("(")[2].strip()

    store.clients.add(fields("One"))
    assert backed_up("first.sqlite") == "1 client, 0 scenarios)"
    store.clients.add(fields("Two"))
    assert backed_up("second.sqlite") == "2 clients, 0 scenarios)"
