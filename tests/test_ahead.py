"""What is worked out ahead: one thing at a time, the newest wish of a session, few sessions."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
import streamlit as st

from advisor.ui.ahead import MOST_SESSIONS, Ahead

LONG = 20.0  # seconds: only a failing test waits so long


class Work:
    """Work that notes what it is asked for, and goes on when it is let."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.begun, self.may_go_on = threading.Semaphore(0), threading.Semaphore(0)

    def __call__(self, verb: str, text: str) -> None:
        self.asked.append((verb, text))
        self.begun.release()
        assert self.may_go_on.acquire(timeout=LONG)
        if verb == "bad":
            raise ValueError(text)

    def go_on(self, times: int = 1) -> None:
        self.may_go_on.release(times)


@pytest.fixture
def work() -> Work:
    return Work()


def begun(work: Work) -> None:
    assert work.begun.acquire(timeout=LONG)


def test_what_is_wished_is_done_in_order_and_a_fault_ends_nothing(work: Work) -> None:
    ahead = Ahead(work)
    assert ahead.wish("anna", "a", ["one", "bad", "two"])
    work.go_on(3)
    assert ahead.done(LONG)
    assert work.asked == [("one", "a"), ("bad", "a"), ("two", "a")]


def test_one_thing_is_done_at_a_time_whoever_wished_it(work: Work) -> None:
    ahead = Ahead(work)
    ahead.wish("anna", "a", ["one", "two"])
    begun(work)
    ahead.wish("ben", "b", ["one", "two"])
    assert len(work.asked) == 1
    work.go_on(4)
    assert ahead.done(LONG)
    assert work.asked == [("one", "a"), ("two", "a"), ("one", "b"), ("two", "b")]


def test_a_newer_answer_of_a_session_replaces_its_older_one(work: Work) -> None:
    ahead = Ahead(work)
    ahead.wish("anna", "old", ["one", "two", "three"])
    begun(work)
    ahead.wish("anna", "new", ["one"])
    work.go_on(2)
    assert ahead.done(LONG)
    assert work.asked == [("one", "old"), ("one", "new")]


def test_nothing_more_is_taken_on_where_many_wait(work: Work) -> None:
    ahead = Ahead(work)
    ahead.wish("first", "x", ["one"])
    begun(work)  # at work, so that it waits no longer
    taken = [ahead.wish(f"session {k}", "x", ["one"]) for k in range(MOST_SESSIONS + 2)]
    assert taken == [True] * MOST_SESSIONS + [False] * 2
    assert ahead.wish("session 0", "y", ["one"])  # its own place
    work.go_on(1 + MOST_SESSIONS)
    assert ahead.done(LONG)


def test_nothing_is_begun_while_somebody_waits_for_a_page(work: Work) -> None:
    ahead = Ahead(work)
    with ahead.first():
        ahead.wish("anna", "a", ["one"])
        assert not ahead.done(0)
        assert work.asked == []
    work.go_on()
    assert ahead.done(LONG)
    assert work.asked == [("one", "a")]


def test_what_fails_ahead_is_raised_where_it_is_asked_for() -> None:
    asked: list[str] = []

    def refused(text: str) -> str:
        asked.append(text)
        raise ValueError(text)

    kept: Callable[[str], str] = st.cache_data(show_spinner=False)(refused)
    ahead = Ahead(lambda _, text: kept(text))
    ahead.wish("anna", "no such town", ["one"])
    assert ahead.done(LONG)
    with pytest.raises(ValueError, match="no such town"):
        kept("no such town")
    assert asked == ["no such town"] * 2
