"""Charts of what if: the map with its pins, and two mixes side by side by channel."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.explain.palette import FAMILY_COLOURS
from advisor.insight.what_if import open_budgets
from advisor.output.what_if_mixes import (
    MEASURES,
    NOT_IN,
    Pin,
    brings_chart,
    budget_map,
    effort_chart,
    hours_enough,
)
from advisor.profile import parse_profile
from advisor.results import BudgetGrid, Outcome

STEPS = ((0.0, 1.0, 1.0), (4.0, 5.0, 9.0), (9.8, 9.9, 20.0), (10.0, 10.0, 20.0))
GRID = BudgetGrid(
    hours=(0.0, 1.0, 2.0, 3.0), money=(0.0, 50.0, 100.0), utility=STEPS, customers=STEPS,
    net_contribution=STEPS,
)  # fmt: skip
GAPS = BudgetGrid(
    hours=(0.0, 1.0), money=(0.0, 50.0), utility=((None, None), (None, 2.0)),
    customers=((None, None), (None, 2.0)), net_contribution=((None, None), (None, 2.0)),
)  # fmt: skip
YOU = Pin("you", 1.0, 60.0)


@pytest.fixture(scope="module")
def two_mixes() -> tuple[Outcome, Outcome]:
    answers: dict[str, Any] = {
        "sector": "plumbing_heating", "country": "US", "town": "Northampton",
        "region": "Massachusetts", "people_working": 1, "reach_goal": "my_town",
        "hours_per_week": 5, "money_per_month": 100,
    }  # fmt: skip
    budgets = open_budgets(parse_profile(answers), n_draws=64)
    own: dict[str, Any] = {"facebook": {"hours_per_week": 2}, "chamber_home": {"units": 1}}
    found = budgets.beside(own, 5, 100)
    return found.own, found.best


@pytest.mark.parametrize(
    ("money", "enough"), [(0.0, 2.0), (49.0, 2.0), (50.0, 2.0), (100.0, 2.0), (500.0, 2.0)]
)
def test_nearly_all_is_there_at_nineteen_twentieths(money: float, enough: float) -> None:
    assert hours_enough(GRID, "customers", money) == enough


def test_just_below_nineteen_twentieths_is_not_enough() -> None:
    rows = ((0.0,), (9.4,), (9.5,), (10.0,))
    grid = BudgetGrid(hours=(0, 1, 2, 3), money=(0,), utility=rows, customers=rows,
                      net_contribution=rows)  # fmt: skip
    assert hours_enough(grid, "utility", 0) == 2


def test_where_hours_bring_nothing_the_title_says_so() -> None:
    flat = tuple((3.0, 3.0) for _ in range(3))
    grid = BudgetGrid(hours=(0, 1, 2), money=(0, 10), utility=flat, customers=flat,
                      net_contribution=flat)  # fmt: skip
    assert hours_enough(grid, "customers", 5) is None
    assert "more hours change nothing" in budget_map(grid, "customers", [YOU], "EUR").title


def test_where_every_hour_counts_the_title_names_no_end() -> None:
    rising = tuple((float(h),) for h in range(11))
    grid = BudgetGrid(hours=tuple(range(11)), money=(0,), utility=rising, customers=rising,
                      net_contribution=rising)  # fmt: skip
    title = budget_map(grid, "customers", [Pin("you", 2, 0)], "EUR").title
    assert "all the way up to 10 a week" in title
    assert "nearly all" in budget_map(GRID, "customers", [YOU], "EUR").title


@pytest.mark.parametrize("measure", list(MEASURES))
def test_the_map_has_hours_to_the_right_and_money_upwards(measure: Any) -> None:
    chart = budget_map(GRID, measure, [YOU], "EUR")
    heat = chart.figure.data[0]
    assert tuple(heat.x) == GRID.hours
    assert tuple(heat.y) == GRID.money
    assert [list(row) for row in heat.z] == [[row[k] for row in STEPS] for k in range(3)]
    assert "hours" in chart.figure.layout.xaxis.title.text
    assert "EUR" in chart.figure.layout.yaxis.title.text
    assert MEASURES[measure] in heat.colorbar.title.text


def test_every_pin_is_on_the_map_and_in_its_sentence() -> None:
    chart = budget_map(GRID, "utility", [YOU, Pin("what if", 3.0, 100.0)], "EUR")
    pins = [t for t in chart.figure.data if t.type == "scatter"]
    assert [(t.x[0], t.y[0]) for t in pins] == [(1.0, 60.0), (3.0, 100.0)]
    assert "you at 1 h and 60 EUR" in chart.alt
    assert "what if at 3 h and 100 EUR" in chart.alt
    # A label at the right edge stands to the left of its point.
    assert pins[1].textposition == "bottom left"


def test_the_table_of_the_map_holds_its_corners_and_says_what_cannot_be_paid() -> None:
    chart = budget_map(GAPS, "customers", [Pin("you", 1.0, 50.0)], "USD")
    assert chart.rows == (("0", "not payable", "not payable"), ("1", "not payable", "2"))
    assert len(chart.header) == 3


def test_hours_and_money_of_both_mixes_stand_in_pairs(two_mixes: tuple[Outcome, Outcome]) -> None:
    own, best = two_mixes
    chart = effort_chart((own, best), ("your mix", "best"), "USD")
    bars = [t for t in chart.figure.data if t.type == "bar"]
    assert len(bars) == 4
    assert sum(bars[0].x) == pytest.approx(own.hours_used)
    assert sum(bars[3].x) == pytest.approx(best.money_used)
    channels = {i.channel for i in (*own.allocation, *best.allocation)}
    assert len(chart.rows) == len(channels)
    faint, solid = (bars[k].marker.opacity for k in (0, 1))
    assert faint < solid
    assert set(bars[0].marker.color) <= set(FAMILY_COLOURS.values())
    assert any(NOT_IN in row for row in chart.rows)


def test_the_title_names_what_comes_in_and_what_goes(two_mixes: tuple[Outcome, Outcome]) -> None:
    own, best = two_mixes
    title = effort_chart((own, best), ("your mix", "best"), "USD").title
    only_own = {i.channel for i in own.allocation} - {i.channel for i in best.allocation}
    gone = next(i.name for i in own.allocation if i.channel in only_own)
    assert gone in title
    assert "go out" in title or "goes out" in title
    assert "come in" in title or "comes in" in title


def test_the_same_mix_twice_moves_nothing(two_mixes: tuple[Outcome, Outcome]) -> None:
    best = two_mixes[1]
    chart = effort_chart((best, best), ("before", "after"), "USD")
    assert chart.title == "The same channels with the same effort."


def test_one_mix_alone_is_drawn_once_and_solid(two_mixes: tuple[Outcome, Outcome]) -> None:
    best = two_mixes[1]
    chart = effort_chart((best,), ("your answers",), "USD")
    bars = [t for t in chart.figure.data if t.type == "bar"]
    assert [bar.marker.opacity for bar in bars] == [1.0, 1.0]
    assert chart.title == "The mix of your answers"
    assert len(chart.header) == 3


@pytest.mark.parametrize("full", [False, True])
def test_what_each_channel_brings_is_its_middle(
    two_mixes: tuple[Outcome, Outcome], full: bool
) -> None:
    own, best = two_mixes
    chart = brings_chart((own, best), ("your mix", "best"), "USD", full_effect=full)
    bars = [t for t in chart.figure.data if t.type == "bar"]
    shown = dict(zip(bars[1].customdata, bars[1].x, strict=True))
    for item in best.allocation:
        part = item.at_full_effect if full else item
        assert shown[item.name] == part.customers.p50
    assert len(chart.rows) == len(own.allocation) + len(best.allocation)
    assert {row[1] for row in chart.rows} == {"your mix", "best"}
    assert chart.title.startswith("New customers with your mix: ")
