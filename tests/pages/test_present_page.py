"""The presentation: one finding a screen, forward and back, a what-if read anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from advisor.store import ClientFields, Store, checked
from advisor.ui.session_owner import PRESENTED, usable_desk
from tests.pages.conftest import PLUMBER, named, words

Opened = Callable[..., AppTest]
NAMED = {**PLUMBER, "name": "Miller <b>& Sons</b> [x](http://a.b)"}


def go(at: AppTest) -> AppTest:
    return at.button(key="present_next").click().run()


def test_the_cover_names_the_client_and_never_as_markup(open_app: Opened) -> None:
    at = open_app(NAMED, page="present")
    assert not at.exception
    assert len(at.title) == 1
    assert "Miller" in at.title[0].value
    assert "](http" not in words(at)


def test_every_screen_has_one_finding_and_the_last_has_the_sources(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="present")
    seen = [at.title[0].value]
    while not at.button(key="present_next").disabled:
        go(at)
        assert not at.exception
        assert len(at.title) == 1
        assert not [m for m in at.markdown if m.value.startswith("**")]  # one point a screen
        seen.append(at.title[0].value)
        assert len(seen) < 30
    assert len(seen) >= 9
    assert len(set(seen)) == len(seen)
    assert "sources behind this" in seen[-1]
    assert "](http" in words(at)
    at.button(key="present_back").click().run()
    assert at.title[0].value == seen[-2]


def test_back_is_off_at_the_beginning(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="present")
    assert at.button(key="present_back").disabled
    assert not go(at).button(key="present_back").disabled


def test_the_speakers_notes_are_shown_only_when_asked_for(open_app: Opened) -> None:
    at = go(go(open_app(PLUMBER, page="present")))
    assert "For the speaker" not in words(at)
    at.button(key="present_note").click().run()
    assert not at.exception
    assert "For the speaker" in words(at)


def test_the_what_if_reads_the_answer_anew_and_goes_back(open_app: Opened) -> None:
    at = go(open_app(PLUMBER, page="present"))
    before = [m.value for m in at.metric]
    named(at.slider, "present_hours").set_value(1.0).run()
    assert not at.exception
    assert "What if: 1 hour a week and 100 USD a month (asked for: 5 and 100)" in words(at)
    assert [m.value for m in at.metric] != before
    assert at.session_state["answers"]["hours_per_week"] == 5
    at.button(key="present_reset").click().run()
    assert [m.value for m in at.metric] == before
    assert "What if:" not in words(at)


def test_what_was_tried_in_the_room_is_there_after_a_restart(open_app: Opened) -> None:
    at = go(open_app(PLUMBER, page="present"))
    named(at.slider, "present_hours").set_value(1.5).run()
    kept = json.loads(json.dumps(at.session_state[PRESENTED]))  # as a browser keeps it
    usable = usable_desk({PRESENTED: kept})
    again = open_app(PLUMBER)
    again.session_state[PRESENTED] = usable[PRESENTED]
    go(again.switch_page("pages/present.py").run())
    told = "What if: 1.5 hours a week and 100 USD a month (asked for: 5 and 100)"
    assert told in words(again)
    assert named(again.slider, "present_hours").value == 1.5
    assert [m.value for m in again.metric] == [m.value for m in at.metric]
    again.button(key="present_reset").click().run()
    assert "What if:" not in words(again)
    # It was tried with other answers than these.
    other = open_app({**PLUMBER, "reach_goal": "region"})
    other.session_state[PRESENTED] = kept
    assert "What if:" not in words(other.switch_page("pages/present.py").run())


@pytest.mark.parametrize("stored", [
    None, [], "x", {}, {"of": "a"}, {"of": "a", "hours": True, "money": 1},
    {"of": "a", "hours": -1, "money": 1}, {"of": "a", "hours": float("nan"), "money": 1},
    {"of": "a", "hours": 1, "money": float("inf")}, {"of": 5, "hours": 1, "money": 1},
    {"of": "a", "hours": "1", "money": 1},
])  # fmt: skip
def test_a_stored_trial_that_is_none_is_left_out(stored: object) -> None:
    assert PRESENTED not in usable_desk({PRESENTED: stored})


def test_what_was_tried_in_the_room_can_be_kept_as_a_scenario(
    open_app: Opened, store: Store
) -> None:
    made = store.clients.add(checked(ClientFields, {"name": "Ada"}))
    store.clients.keep_answers(made.id, PLUMBER, seen=0)
    at = open_app(page="clients")
    at.button(key=f"open_{made.id}").click().run()
    at.switch_page("pages/present.py").run()
    assert not any(b.label == "Keep it as a scenario" for b in at.button)
    named(at.slider, "present_hours").set_value(8.0).run()
    next(b for b in at.button if b.label == "Keep it as a scenario").click().run()
    assert not at.exception
    found = store.scenarios.of(made.id)
    assert [s.name for s in found] == ["8 h a week, 100 USD a month"]
    assert found[0].answers["hours_per_week"] == 8
    assert at.session_state["answers"]["hours_per_week"] == 5  # the latest are what they were
    at.run()
    assert len(store.scenarios.of(made.id)) == 1


def test_nothing_recommended_can_be_presented_too(open_app: Opened) -> None:
    at = go(open_app({**PLUMBER, "hours_per_week": 0, "money_per_month": 0}, page="present"))
    assert not at.exception
    while not at.button(key="present_next").disabled:
        go(at)
        assert not at.exception


def test_the_arrow_keys_are_the_way_forward_and_back(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="present")
    assert at.button(key="present_next").proto.shortcut == "right"
    assert at.button(key="present_back").proto.shortcut == "left"


def test_the_first_screen_says_for_whom_of_when_and_the_answer(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="present")
    told = next(m.value for m in at.markdown if "Northampton" in m.value)
    assert str(datetime.now(UTC).year) in told
    assert len(at.subheader) == 1 and len(at.subheader[0].value) > 20
