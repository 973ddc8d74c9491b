"""The platforms page: empty, filled, refused; the answer on top, the rest when opened."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import PLUMBER, is_answer, unfolded, words

Opened = Callable[..., AppTest]
PARTS = ("all", "audience", "content", "rhythm", "replies")
SHY = {
    **PLUMBER,
    "personality": {"on_camera": 1},
    "locks": {"instagram": {"keep": True}},
    "manager": "no",
}


def test_a_no_says_why_what_instead_and_what_would_change_it(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "sector": "moving"}, page="platforms")
    assert not at.exception
    assert at.title[0].value.startswith("No platform at all")
    text = words(at).replace("\\", "")
    assert all(lead in text for lead in ("**Why:**", "**Instead:**", "**What would change it:**"))
    assert "times as many customers from Nextdoor" in text
    assert not at.table and not at.get("plotly_chart")


def test_a_platform_in_the_mix_comes_with_how_often_and_what_to_show(open_app: Opened) -> None:
    at = open_app(SHY, page="platforms")
    rows = at.table[0].value.to_dict("records")
    assert rows[0]["Platform"] == "Instagram" and rows[0]["Post"].endswith(("week", "month"))
    assert "**Show:**" in words(at) and "**Answer the same day when:**" in words(at)


def test_what_is_closed_is_not_drawn_and_opens_in_place(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="platforms")
    assert [e.label for e in at.expander] == [
        "All platforms", "Who is where", "What to post", "How often and when", "What to answer",
    ]  # fmt: skip
    charts = unfolded(at, *PARTS).get("plotly_chart")
    assert len(charts) == 3
    assert all(len(c.proto.alt) > 40 for c in charts)
    text = words(at)
    assert "A job done near you" in text and "What can wait for days" in text


def test_how_many_people_are_where_is_one_click_away(open_app: Opened) -> None:
    at = unfolded(open_app(PLUMBER, page="platforms"), "audience")
    before = len(at.table)
    at.session_state["audience_people"] = True
    at.run()
    assert len(at.table) == before + 1
    assert "Within 11 miles of you" in at.table[0].value.columns


def test_every_open_platform_can_be_picked_and_gives_its_reasons(open_app: Opened) -> None:
    at = unfolded(open_app(PLUMBER, page="platforms"), "all")
    picker = at.get("button_group")[0]
    assert len(picker.options) == 8  # no WhatsApp list in the United States
    first = words(at)
    picker.set_value("youtube").run()
    assert not at.exception
    assert words(at) != first and "79 to 89 %" in words(at)


def test_no_number_is_shown_raw_and_no_id(open_app: Opened) -> None:
    text = words(unfolded(open_app(PLUMBER, page="platforms"), *PARTS))
    assert "e+0" not in text
    assert "_" not in text.replace("\\_", "")


def test_a_shy_owner_is_told_why_films_come_last(open_app: Opened) -> None:
    text = words(unfolded(open_app(SHY, page="platforms"), "content"))
    assert "which you would rather not" in text
    bold = open_app({**SHY, "personality": {"on_camera": 5}}, page="platforms")
    assert "which you would rather not" not in words(unfolded(bold, "content"))


def test_a_platform_the_country_lacks_is_named_as_not_open(open_app: Opened) -> None:
    answers = {**PLUMBER, "country": "KE", "town": "Nairobi", "region": "Nairobi City"}
    at = unfolded(open_app(answers, page="platforms"), "all")
    assert any("Not open to you: Nextdoor" in c.value.replace("\\", "") for c in at.caption)


def test_where_nothing_pays_the_page_still_answers(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "hours_per_week": 0, "money_per_month": 0}, page="platforms")
    assert not at.exception
    assert "no platform is" in at.title[0].value
    assert "0.5 hours a week, and" in words(at).replace("\\", "")


def test_back_and_on_lead_to_strategy_and_adverts(open_app: Opened) -> None:
    at = open_app(PLUMBER, page="platforms")
    next(b for b in at.button if b.label == "Next: Advertising").click().run()
    assert not at.exception
    assert any(e.label == "When to stop" for e in at.expander)
    at = open_app(PLUMBER, page="platforms")
    next(b for b in at.button if b.label == "Back to your strategy").click().run()
    assert not at.exception
    assert is_answer(at)
