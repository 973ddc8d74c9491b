"""Charts of face to face: their findings, the numbers of the result, towns true to the map."""

from __future__ import annotations

import math
from typing import Any

import pytest

from advisor.insight.capacity.findings import _people
from advisor.insight.capacity.result import Capacity
from advisor.output.capacity_map import rings_chart
from advisor.output.chart import Chart
from advisor.ui.finding_parts import chart_of, finding_of
from tests.insight.test_capacity import BUSINESSES, LAW, capacity

FOUND = ("worth_by_hours", "customers_by_hours", "net_by_hours", "worth_by_goal", "mix_hours",
         "people")  # fmt: skip
KINDS = (*FOUND, "rings")


def chart(c: Capacity, kind: str) -> Chart:
    if kind == "rings":
        return rings_chart(c)
    finding = finding_of(c, kind)
    assert finding is not None
    made = chart_of(finding)
    assert made is not None
    return made


def trace(made: Chart, name: str) -> Any:
    return next(t for t in made.figure.data if t.name == name)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", BUSINESSES)
def test_every_chart_has_a_finding_a_sentence_a_table_and_finite_numbers(
    name: str, kind: str
) -> None:
    c = capacity(BUSINESSES[name])
    finding = finding_of(c, kind)
    if finding is not None and finding.picture == "none":  # one number is no picture
        assert chart_of(finding) is None
        return
    made = chart(c, kind)
    assert len(made.title.split()) >= 5
    assert made.alt.startswith(made.title) and len(made.alt) > len(made.title) + 10
    assert made.rows and all(len(row) == len(made.header) for row in made.rows)
    for one in made.figure.data:
        for values in (one.x, one.y):
            assert all(math.isfinite(float(v)) for v in values)
    assert made.figure.layout.paper_bgcolor == made.figure.layout.plot_bgcolor == "rgba(0,0,0,0)"


def test_the_owners_hours_and_the_best_mix_are_marked_beside_what_is_found() -> None:
    c = capacity(LAW)
    for kind in ("worth_by_hours", "customers_by_hours", "net_by_hours"):
        made = chart(c, kind)
        assert [s.x0 for s in made.figure.layout.shapes] == [c.hours_per_week]
        assert "dotted: 6" in made.figure.layout.xaxis.title.text
    goals = chart(c, "worth_by_goal").figure
    assert {s.x0 for s in goals.layout.shapes} == {100.0}
    assert [t.name for t in goals.data] == ["Meeting people alone", "Everything else alone"]


def test_people_are_drawn_as_reached_and_listed_with_all_who_live_there() -> None:
    c = capacity(LAW)
    reached = c.bands[0].reached
    bands = tuple(b.model_copy(update={"reached": reached.times(k)}) for k, b in enumerate(c.bands))
    made = chart_of(_people(c.model_copy(update={"bands": bands})))
    assert made is not None
    assert made.figure.layout.xaxis.title.text == "people a month"
    assert "People living there" in made.header and len(made.header) == 4


def test_towns_lie_at_their_distance_and_direction_with_area_by_people() -> None:
    c = capacity(LAW)
    dots = trace(chart(c, "rings"), "towns")
    for town, x, y in zip(c.towns, dots.x, dots.y, strict=True):
        assert math.hypot(x, y) == pytest.approx(town.miles)
        assert math.degrees(math.atan2(x, y)) % 360 == pytest.approx(town.bearing_degrees)
    largest = max(zip((t.people for t in c.towns), dots.marker.size, strict=True))
    assert largest[1] == max(dots.marker.size)
    axes = chart(c, "rings").figure.layout
    assert axes.yaxis.scaleanchor == "x"


def test_rings_are_round_numbers_of_the_readers_unit() -> None:
    for name, words in (("law", ["5 miles", "10 miles", "25 miles"]),
                        ("tutor", ["10 km", "20 km", "40 km"])):  # fmt: skip
        made = chart(capacity(BUSINESSES[name]), "rings")
        texts = [a.text for a in made.figure.layout.annotations]
        assert texts[:3] == words
        assert len([s for s in made.figure.layout.shapes if s.type == "circle"]) == 3


def test_memberships_stand_on_their_towns_and_none_is_drawn_twice() -> None:
    c = capacity({**LAW, "hours_per_week": 12, "locks": {"chamber_neighbouring": {"keep": True}}})
    made = chart(c, "rings")
    held = [m for m in c.memberships if m.place_id and m.standing == "mix"]
    other = [m for m in c.memberships if m.place_id and m.standing != "mix"]
    assert held
    assert len(trace(made, "in the mix").x) == len(held)
    assert len(trace(made, "not in the mix").x) == len(other)
    first = trace(made, "in the mix")
    assert math.hypot(first.x[0], first.y[0]) == pytest.approx(held[0].miles)
    assert any(row[-1] == "in your mix" for row in made.rows)


def test_no_two_names_on_the_rings_are_the_same_and_home_is_among_them() -> None:
    for name in BUSINESSES:
        c = capacity(BUSINESSES[name])
        texts = [a.text for a in chart(c, "rings").figure.layout.annotations]
        assert f"<b>{c.place}</b>" in texts
        assert len(texts) <= 3 + 8


@pytest.mark.parametrize("name", BUSINESSES)
def test_no_name_on_the_rings_covers_another_or_a_chambers_mark(name: str) -> None:
    c = capacity(BUSINESSES[name])
    made = chart(c, "rings")
    reach = made.figure.layout.xaxis.range[1]
    pixels = 340 / (2 * reach)  # a phone's
    boxes = [
        (a.x * pixels + (a.xshift or 0), a.y * pixels + (a.yshift or 0), 3.5 * len(a.text), 8)
        for a in made.figure.layout.annotations
        if a.yanchor == "middle" and not a.text.startswith("<b>")
    ]
    marks = [
        (x * pixels, y * pixels, 7, 7)
        for held in ("in the mix", "not in the mix", "home")
        for x, y in zip(trace(made, held).x, trace(made, held).y, strict=True)
    ]
    for k, (x, y, wide, high) in enumerate(boxes):
        for a, b, half, up in [*boxes[:k], *marks]:
            assert abs(x - a) >= wide + half - 1e-6 or abs(y - b) >= high + up - 1e-6


def test_every_town_with_a_membership_has_its_name_on_the_rings() -> None:
    # Near Cork the diamond of Cobh lies among the bubbles of quarters.
    c = capacity({
        "sector": "mobile_beauty", "country": "IE", "town": "Cork", "people_working": 1,
        "reach_goal": "neighbouring_towns", "hours_per_week": 4, "money_per_month": 150,
    })  # fmt: skip
    assert any(m.place_id for m in c.memberships)
    names = {a.text for a in chart(c, "rings").figure.layout.annotations}
    assert {m.town for m in c.memberships if m.place_id} <= names


def test_a_place_without_hours_or_money_still_has_its_pictures() -> None:
    c = capacity({**LAW, "hours_per_week": 0, "money_per_month": 0})
    for kind in ("worth_by_hours", "rings"):
        assert chart(c, kind).rows
