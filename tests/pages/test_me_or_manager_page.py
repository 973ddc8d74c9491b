"""Me or a manager: the verdict first, both sides, the brief as a file, who answers what."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import DENTIST, PLUMBER, unfolded, words

Opened = Callable[..., AppTest]
PARTS = ("sides", "thresholds", "costs", "brief", "referrals")


def test_both_sides_thresholds_risk_brief_and_protocol_are_there(open_app: Opened) -> None:
    at = unfolded(open_app({**PLUMBER, "money_per_month": 900}, page="me_or_manager"), *PARTS)
    text = words(at)
    assert ["", "Everything yourself", "With a manager"] in [
        list(t.value.columns) for t in at.table
    ]
    said = text.replace("\\", "")
    assert all(f"- {what}: " in said for what in ("An hour of yours", "Budget", "Followers"))
    assert "45 %" in text
    assert "Who decides what" in text
    rows = [row for t in at.table for row in t.value.to_dict("records")]
    assert any("Complaint" in str(row) and "the owner" in str(row) for row in rows)
    assert "e+0" not in text


def test_a_budget_that_pays_nobody_says_so_in_the_title(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="me_or_manager")
    assert "cannot pay a manager" in at.title[0].value
    text = words(at)
    assert "**Why:**" in text and "**What would change it:**" in text
    assert not at.table and not at.get("plotly_chart")


def test_no_time_to_brief_anybody_is_said_and_nothing_breaks(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 0}, page="me_or_manager")
    assert not at.exception
    assert "needs" in at.title[0].value
    assert "you give 0" in words(at)
    text = words(unfolded(at, *PARTS))
    assert "Not considered: briefing" in text and "Budget" not in text


def test_the_brief_can_be_taken_along(open_app: Opened) -> None:
    at = unfolded(open_app(PLUMBER, page="me_or_manager"), "brief")
    labels = [b.proto.label for b in at.get("download_button")]
    assert labels == ["The brief (Markdown)", "All of this as data (JSON)"]


def test_the_risk_leads_to_its_sources(open_app: Opened) -> None:
    at = unfolded(open_app({**PLUMBER, "money_per_month": 900}, page="me_or_manager"), "costs")
    at.session_state["facts_hire.restart"] = True
    at.run()
    assert not at.exception
    assert "](http" in words(at)


def test_what_was_typed_never_becomes_markup(open_app: Opened) -> None:
    named = {**PLUMBER, "name": "![x](http://a.b/c.png)"}
    at = unfolded(open_app(named, page="me_or_manager"), *PARTS)
    assert "![x](http" not in words(at)


def test_every_chart_has_its_sentence(open_app: Opened) -> None:
    at = unfolded(open_app(PLUMBER, page="me_or_manager"), *PARTS)
    charts = at.get("plotly_chart")
    assert len(charts) == 1
    assert "Your own hour" in charts[0].proto.alt and "USD an hour" in charts[0].proto.alt


def test_the_next_page_is_the_plan(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="me_or_manager")
    next(b for b in at.button if b.label == "Next: The plan").click().run()
    assert not at.exception
    assert at.title[0].value.startswith("The plan")


def test_the_brief_and_the_table_of_answers_are_closed_and_whole(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="me_or_manager")
    assert "**Terms**" not in words(at)
    unfolded(at, "brief", "referrals")
    assert "**Terms**" in words(at)
    rows = at.table[0].value.to_dict("records")
    assert {row["Who answers"] for row in rows} == {"the manager", "the owner"}


def test_where_one_pays_both_sides_stand_side_by_side(open_app: Opened) -> None:
    at = open_app(DENTIST, page="me_or_manager")
    assert at.title[0].value.startswith("A manager is worth it")
    assert list(at.table[0].value.columns) == ["", "Yourself", "With a manager"]
    assert "**Manager runs:**" in words(at)
