"""The presentation: one finding a screen, forward and back, a what-if read anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from streamlit.testing.v1 import AppTest

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
