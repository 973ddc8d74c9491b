"""Visitors who have left: few are kept, each for its time, and the rest is let go at once."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from streamlit.runtime import memory_session_storage

from advisor.ui.headers import MOST_LEFT, FewSessions, remember_few


@dataclass
class Session:
    id: str
    ended: int = 0

    def shutdown(self) -> None:
        self.ended += 1


def left(storage: FewSessions, key: str) -> Session:
    @dataclass
    class Info:
        session: Any

    gone = Session(key)
    storage.save(Info(gone))  # type: ignore[arg-type]
    return gone


def test_the_longest_gone_is_let_go_where_there_are_too_many() -> None:
    storage = FewSessions(ttl_seconds=3600)
    gone = [left(storage, f"{k}") for k in range(MOST_LEFT + 3)]
    assert [session.ended for session in gone] == [1, 1, 1] + [0] * MOST_LEFT
    assert len(storage.list()) == MOST_LEFT
    assert storage.get("0") is None and storage.get(f"{MOST_LEFT}") is not None


def test_a_session_is_let_go_when_its_time_is_over_though_nobody_comes() -> None:
    async def wait() -> Session:
        storage = FewSessions(ttl_seconds=0)
        gone = left(storage, "a")
        for _ in range(600):
            if gone.ended:
                break
            await asyncio.sleep(0.05)
        return gone

    with ThreadPoolExecutor(1) as other:
        assert other.submit(asyncio.run, wait()).result().ended == 1


def test_a_session_within_its_time_is_there_for_its_visitor() -> None:
    storage = FewSessions(ttl_seconds=3600)
    gone = left(storage, "a")
    storage.let_go()
    assert gone.ended == 0
    assert storage.get("a") is not None


def test_the_server_keeps_them_so(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "MemorySessionStorage"
    monkeypatch.setattr(memory_session_storage, name, getattr(memory_session_storage, name))
    remember_few()
    assert memory_session_storage.MemorySessionStorage is FewSessions
