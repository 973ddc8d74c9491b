"""The plan page: dates, a checklist that outlives other pages, files that open elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from streamlit.testing.v1 import AppTest

from advisor.store import ClientFields, Store, checked
from tests.pages.conftest import PLUMBER, is_answer, named, words

Opened = Callable[..., AppTest]


def plan_with(at: AppTest, start: date = date(2026, 1, 7)) -> AppTest:
    named(at.date_input, "plan_start").set_value(start).run()
    return at


def downloads(at: AppTest) -> list[str]:
    return [b.proto.label for b in at.get("download_button")]


def week(at: AppTest) -> str:
    """Return the heading of the week on screen; empty where there is none."""
    return next((str(s.value) for s in at.subheader if str(s.value).startswith("Week ")), "")


def test_any_day_begins_the_plan_on_its_monday(open_app: Opened) -> None:
    at = plan_with(open_app(PLUMBER, page="plan"))
    assert not at.exception
    assert week(at).startswith("Week 1, from 5 January")
    assert named(at.button_group, "plan_week").options[-1] == "12"
    assert any("on 27 March" in e.label for e in at.expander)
    assert downloads(at) == ["Calendar file (.ics)", "The plan as text", "The plan as data (JSON)"]


def test_the_default_is_a_monday_to_come(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="plan")
    picked = named(at.date_input, "plan_start").value
    assert picked.weekday() == 0
    assert picked > date.today()


def test_a_tick_stays_when_one_goes_to_another_page_and_back(open_app: Opened) -> None:
    at = plan_with(open_app(PLUMBER, page="plan"))
    first = at.checkbox[0]
    assert not first.value
    key = first.key
    first.check().run()
    assert "1 of" in week(at)
    at.switch_page("pages/strategy.py").run()
    at.switch_page("pages/plan.py").run()
    assert not at.exception
    assert at.checkbox(key=key).value
    assert "1 of" in week(at)
    assert week(at).startswith("Week 1, from 5 January")
    at.checkbox(key=key).uncheck().run()
    assert "1 of" not in week(at)


def test_a_clients_ticks_and_start_are_in_the_workspace(open_app: Opened, store: Store) -> None:
    key = store.clients.add(checked(ClientFields, {"name": "Ada"})).id
    store.clients.keep_answers(key, PLUMBER, seen=0)
    at = open_app(page="clients")
    at.button(key=f"open_{key}").click().run()
    at.session_state["plan_done"] = {"left by an earlier version": True}
    plan_with(at.switch_page("pages/plan.py").run())
    at.checkbox[0].check().run()
    kept = store.clients.get(key)
    assert kept.begins_on == date(2026, 1, 5)
    assert kept.done[0] == "left by an earlier version"
    assert len(kept.done) == 2
    other = open_app(page="clients")  # another browser
    other.button(key=f"open_{key}").click().run()
    other.switch_page("pages/plan.py").run()
    assert week(other).startswith("Week 1, from 5 January")
    assert "1 of" in week(other)
    assert other.checkbox[0].value


def test_ticks_outlive_changed_answers_and_belong_to_one_business(open_app: Opened) -> None:
    at = plan_with(open_app(PLUMBER, page="plan"))
    at.checkbox[0].check().run()
    assert len(at.session_state["plan_done"]) == 1
    at.session_state["answers"] = {**PLUMBER, "hours_per_week": 6}
    at.run()
    assert "1 of" in week(at)
    at.session_state["answers"] = {**PLUMBER, "name": "Renamed"}
    at.run()
    assert "1 of" in week(at)
    at.session_state["answers"] = {**PLUMBER, "sector": "law"}
    at.run()
    assert "1 of" not in week(at)


def test_review_changes_and_law_are_on_the_page(open_app: Opened) -> None:
    text = words(open_app(PLUMBER, page="plan"))
    assert "What would change the plan" in text
    assert "CAN\\-SPAM" in text
    assert "How did you find us" in text
    assert "e+0" not in text


def test_another_week_is_a_click_away_and_how_to_do_it_another(open_app: Opened) -> None:
    at = plan_with(open_app(PLUMBER, page="plan"))
    first = [c.label for c in at.checkbox]
    said = len(at.caption)
    at.toggle(key="plan_details").set_value(True).run()
    assert len(at.caption) > said
    named(at.button_group, "plan_week").set_value(12).run()
    assert not at.exception
    assert week(at).startswith("Week 12, from 23 March")
    assert [c.label for c in at.checkbox] != first


def test_the_pictures_are_drawn_when_asked_for_and_have_their_sentences(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="plan")
    assert not at.get("plotly_chart")
    at.session_state["plan_pictures"] = True
    charts = at.run().get("plotly_chart")
    assert len(charts) == 2
    assert all(len(c.proto.alt) > 40 for c in charts)


def test_nothing_recommended_shows_the_first_two_hours(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 0, "money_per_month": 0}, page="plan")
    assert not at.exception
    assert "If you find two hours" in words(at)
    assert week(at) == ""
    assert at.checkbox


def test_what_was_typed_never_becomes_markup(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "name": "![x](http://a.b/c.png)"}, page="plan")
    assert not at.exception
    assert "![x](http" not in words(at)


def test_the_way_back_leads_to_the_answer(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="plan")
    next(b for b in at.button if b.label == "Back to your strategy").click().run()
    assert not at.exception
    assert is_answer(at)
