"""Rows typed about channels: what of them can be used, and what waits until it is whole."""

from __future__ import annotations

from advisor.evidence import load_tables
from advisor.recommend.wishes import unit_of
from advisor.ui.mix_forms import (
    complete_figures,
    complete_mix,
    complete_results,
    complete_wishes,
    is_membership,
    open_channels,
)

CLOSING = "referral_group.closing"


def test_a_wish_counts_once_it_says_something() -> None:
    rows = {
        "facebook": {}, "x": {"never": True}, "chamber_home": {"at_least": 2, "at_most": 1},
        "instagram": {"at_least": 1, "at_most": 1},
    }  # fmt: skip
    assert set(complete_wishes(rows)) == {"x", "instagram"}


def test_an_own_mix_counts_what_takes_something() -> None:
    rows = {"facebook": {}, "x": {"hours_per_week": 0.0}, "chamber_home": {"units": 1}}
    assert complete_mix(rows) == {"chamber_home": {"units": 1}}


def test_bounds_left_open_stay_ours_where_they_still_hold() -> None:
    ours = load_tables().priors[CLOSING]
    inside = (ours.low + ours.best) / 2
    assert complete_figures({CLOSING: {"best": inside}}) == {
        CLOSING: {"low": ours.low, "best": inside, "high": ours.high}
    }
    above = (1 + ours.high) / 2
    assert complete_figures({CLOSING: {"best": above}}) == {
        CLOSING: {"low": ours.low, "best": above, "high": above}
    }


def test_an_own_figure_out_of_order_or_without_its_middle_waits() -> None:
    for row in ({"low": 0.1}, {"best": 0.2, "low": 0.3}, {"best": 0.2, "high": 0.1},
                {"best": 0.5, "high": 1.5}):  # fmt: skip
        assert complete_figures({CLOSING: row}) == {}
    assert complete_figures({"no.such_figure": {"best": 1.0}}) == {}


def test_own_results_need_months_and_a_count() -> None:
    rows = {
        "facebook": {"months": 6.0}, "x": {"leads": 3.0},
        "instagram": {"months": 6.0, "leads": 0.0},
        "linkedin": {"months": 6.0, "leads": 2.0, "customers": 3.0},
        "tiktok": {"months": 0.0, "customers": 1.0},
    }  # fmt: skip
    assert set(complete_results(rows)) == {"instagram"}


def test_only_channels_that_still_exist_are_offered() -> None:
    names = {c.channel for c in open_channels()}
    assert "google_plus" not in names
    assert "private_group_attached" not in names
    assert "private_group_attached" in {c.channel for c in open_channels(attached=True)}


def test_memberships_are_counted_and_adverts_are_bounded_in_money() -> None:
    known = load_tables().channels
    assert is_membership(known["chamber_home"])
    assert not is_membership(known["facebook"])
    assert not is_membership(known["meta_ads"])
    assert unit_of(known["meta_ads"], "EUR") == "EUR a month"
    assert unit_of(known["facebook"], "EUR") == "hours a week"
    assert unit_of(known["trade_shows"], "EUR") == "shows a year"
