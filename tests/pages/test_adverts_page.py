"""The advertising page: empty, filled, refused; the verdict on top, limits, the stop rule."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from advisor.ui.state import recommendation_for
from tests.pages.conftest import PLUMBER, unfolded, words

Opened = Callable[..., AppTest]
PARTS = ("all", "forecast", "spend", "targeting", "steps", "stop")
SPENDING = {
    **PLUMBER,
    "money_per_month": 2000,
    "locks": {"meta_ads": {"keep": True}, "google_search_ads": {"keep": True}},
    "manager": "no",
}


def test_too_little_money_is_said_first_with_what_to_do_instead(open_app: Opened) -> None:
    at = open_app({**PLUMBER, "money_per_month": 40}, page="adverts")
    assert not at.exception
    assert "40 USD a month is below" in at.title[0].value
    text = words(at)
    assert all(lead in text for lead in ("**Why:**", "**Instead:**", "**What would change it:**"))
    assert not at.table and not at.get("plotly_chart")


def test_an_advert_in_the_mix_has_its_curve_its_people_and_its_end(open_app: Opened) -> None:
    at = open_app(SPENDING, page="adverts")
    assert not at.exception
    assert at.title[0].value.startswith("Yes, advertise")
    assert "Facebook and Instagram adverts" in at.title[0].value
    leads = ("**Expect:**", "**To whom:**", "**Before the first click:**", "**Stop:**")
    assert all(lead in words(at) for lead in leads)
    assert [e.label for e in at.expander] == [
        "All adverts compared", "What they bring", "How much", "To whom, within what rules",
        "Checklist", "When to stop",
    ]  # fmt: skip
    unfolded(at, *PARTS)
    paid = [c for c in recommendation_for(SPENDING).channels if c.family == "paid" and c.in_mix]
    assert len(at.get("plotly_chart")) == len(paid) >= len(SPENDING["locks"])
    assert all(len(c.proto.alt) > 40 for c in at.get("plotly_chart"))
    assert "miles around Northampton" in words(at)


def test_a_sector_under_special_rules_is_told_them(open_app: Opened) -> None:
    estate = open_app({**SPENDING, "sector": "real_estate"}, page="adverts")
    text = words(unfolded(estate, "targeting"))
    assert "Rules for what you sell" in text.replace("\\", "")
    plumbers = words(unfolded(open_app(SPENDING, page="adverts"), "targeting"))
    assert "No special rule applies to what you sell" in plumbers.replace("\\", "")


def test_what_a_person_typed_never_becomes_a_picture_from_elsewhere(open_app: Opened) -> None:
    typed = {"job_roles": ["![x](http://a.b/c.png)"], "interests": ["<img src=x>"]}
    at = unfolded(open_app({**SPENDING, "audience": typed}, page="adverts"), *PARTS)
    assert "img src" in words(at)
    assert "![x](http" not in words(at)


def test_a_ticked_step_stays_ticked_on_another_page(open_app: Opened) -> None:
    at = unfolded(open_app(SPENDING, page="adverts"), "steps")
    box = next(c for c in at.checkbox if "one offer" in c.label.replace("\\", ""))
    box.check().run()
    at.switch_page("pages/platforms.py").run()
    at.switch_page("pages/adverts.py").run()
    unfolded(at, "steps")
    assert next(c for c in at.checkbox if "one offer" in c.label.replace("\\", "")).value


def test_no_number_is_shown_raw_and_no_id(open_app: Opened) -> None:
    text = words(unfolded(open_app(SPENDING, page="adverts"), *PARTS))
    assert "e+0" not in text
    assert "_" not in text.replace("\\_", "")


def test_the_prices_of_the_trade_stand_beside_what_adverts_bring(open_app: Opened) -> None:
    at = unfolded(open_app(SPENDING, page="adverts"), "forecast")
    assert [next(iter(t.value.columns)) for t in at.table] == [
        "Advert", "Advert and what is paid for",
    ]  # fmt: skip
