"""Charts of scenarios side by side: their own numbers, names that never become markup."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest

from advisor import parse_profile, recommend
from advisor.evidence import load_tables
from advisor.explain.comparison_words import ahead_finding, effort_finding, scale_of
from advisor.explain.palette import FAMILY_COLOURS
from advisor.insight.comparison import Side, build
from advisor.output.chart import Chart
from advisor.output.comparison_charts import effort_chart, paybacks_chart, shown_name
from advisor.results.comparison import Comparison
from advisor.ui.finding_parts import chart_of
from advisor.ui.words import FAMILIES

KINDS = ("outcomes", "effort", "ahead", "paybacks")
NASTY = "<b>bold</b> <a href='x'>y</a> $x^2$ & a very long name that goes on and on"


@lru_cache
def comparison(currency: str = "USD") -> Comparison:
    base = {
        "sector": "plumbing_heating", "country": "US", "town": "Northampton",
        "region": "Massachusetts", "people_working": 1, "reach_goal": "my_town",
        "hours_per_week": 5, "money_per_month": 100,
    }  # fmt: skip
    changes: list[tuple[str, dict[str, Any]]] = [
        ("As it is", {}),
        (NASTY, {"hours_per_week": 10}),
        ("Nothing", {"hours_per_week": 0, "money_per_month": 0}),
        ("Money", {"money_per_month": 500, "months_to_goal": 6, "currency": currency}),
    ]
    sides = []
    for name, changed in changes:
        profile = parse_profile({**base, **changed})
        sides.append(Side(name, profile, recommend(profile, n_draws=64, worlds=0)))
    return build(sides, load_tables())


def chart(kind: str, c: Comparison) -> Chart:
    makers: dict[str, Any] = {
        "outcomes": lambda: chart_of({f.code: f for f in c.findings}["customers"]),
        "effort": lambda: effort_chart(c),
        "ahead": lambda: chart_of({f.code: f for f in c.findings}["ahead"]),
        "paybacks": lambda: paybacks_chart(c),
    }
    made: Chart = makers[kind]()
    return made


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("currency", ["USD", "EUR"])
def test_every_chart_has_a_finding_a_sentence_and_a_table(kind: str, currency: str) -> None:
    made = chart(kind, comparison(currency))
    assert len(made.title.split()) >= 4
    assert len(made.alt) > len(made.title)
    assert made.rows
    assert {len(row) for row in made.rows} == {len(made.header)}
    assert made.figure.layout.paper_bgcolor == "rgba(0,0,0,0)"


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_never_becomes_markup_in_a_figure(kind: str) -> None:
    figure = chart(kind, comparison()).figure
    texts = [a.text for a in figure.layout.annotations] + [t.name for t in figure.data]
    texts += [t.hovertemplate or "" for t in figure.data]
    assert not any("<a" in text or "<b>bold" in text or "$x" in text for text in texts)


def test_a_long_name_is_cut_and_its_brackets_written_as_signs() -> None:
    assert shown_name("x" * 50) == "x" * 35 + "…"
    assert shown_name("<i>") == "&lt;i&gt;"


def test_the_outcomes_are_those_of_the_scenarios() -> None:
    figure = chart("outcomes", comparison()).figure
    medians = [t.x[0] for t in figure.data if t.name == "median"]
    assert medians == [s.totals.customers.p50 for s in comparison().scenarios]


def test_a_half_on_an_axis_is_no_500m() -> None:
    for axis in chart("outcomes", comparison()).figure.select_xaxes():
        assert axis.tickformatstops[0].dtickrange == (None, 0.9)
        assert axis.tickformatstops[0].value == ",.3~g"


def test_hours_stand_in_the_colours_of_their_kinds_and_add_up() -> None:
    c = comparison()
    bars = [t for t in effort_chart(c).figure.data if t.type == "bar" and t.xaxis == "x"]
    for k, scenario in enumerate(c.scenarios):
        worked = scenario.owner_hours + scenario.staff_hours
        worked += sum(i.manager_hours_per_week for i in scenario.allocation)
        assert sum(t.x[k] for t in bars) == pytest.approx(worked)
    by_name = {words: family for family, words in FAMILIES.items()}
    assert all(t.marker.color == FAMILY_COLOURS[by_name[t.name]] for t in bars)


def test_each_pair_has_its_two_shares_measured_from_the_middle() -> None:
    c = comparison()
    figure = chart("ahead", c).figure
    shares = [list(t.x) for t in figure.data]
    assert shares == [
        [100 * v.customers for v in c.versus],
        [100 * (v.left or 0) for v in c.versus],
    ]
    assert {mark.x0 for mark in figure.layout.shapes} == {50.0}


def test_scenarios_of_different_length_end_where_they_end() -> None:
    figure = paybacks_chart(comparison()).figure
    assert [len(t.x) for t in figure.data] == [12, 12, 12, 6]
    assert len({t.line.dash for t in figure.data}) == 4


def test_a_long_name_beside_a_short_one_is_whole_and_the_kinds_stand_at_the_left() -> None:
    c = comparison()
    long = "What Miller Plumbing does now"
    named = [
        s.model_copy(update={"name": n})
        for s, n in zip(c.scenarios, ("Base plan", long, "C", "D"), strict=True)
    ]
    renamed = c.model_copy(update={"scenarios": tuple(named)})
    pairs = ahead_finding(renamed.scenarios, renamed.versus, scale_of(renamed))
    made = chart_of(pairs)
    assert made is not None
    assert f"Base plan against {long}" in [a.text for a in made.figure.layout.annotations]
    kinds = [a for a in effort_chart(renamed).figure.layout.annotations if "■" in a.text]
    assert kinds
    assert all(a.x == 0 and a.xref == "paper" for a in kinds)


def test_the_title_over_the_hours_sums_what_the_bars_show_whoever_works_them() -> None:
    asked = comparison()
    first = asked.scenarios[1]
    helped = [item.model_copy(update={"manager_hours_per_week": 12.0}) for item in first.allocation]
    alone = first.model_copy(update={"name": "alone"})
    managed = first.model_copy(update={"name": "managed", "allocation": (*helped[:1],
                                       *first.allocation[1:])})  # fmt: skip
    own = first.owner_hours
    assert effort_finding([alone, alone]).title == f"All take {own:g} hours a week."
    title = effort_finding([alone, managed]).title
    assert title == (
        f"“managed” takes {own + 12:g} hours a week, {own:g} of them the owner's; "
        f"“alone” {own:g} hours a week."
    )
    both = effort_finding([managed, managed])
    assert both.title == f"All take {own + 12:g} hours a week, {own:g} of them the owner's."
    assert sum(float(row[1]) for row in both.rows[:3]) == own + 12
    made = effort_chart(asked.model_copy(update={"scenarios": (managed, managed),
                                                 "findings": (both,)}))  # fmt: skip
    assert made.title == both.title
    assert f" {own + 12:g}" in next(t.text for t in made.figure.data if t.name == "labels")
