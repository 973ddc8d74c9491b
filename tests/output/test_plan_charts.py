"""Charts of the plan hold the results' own numbers and say their finding."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from advisor.evidence import load_tables
from advisor.explain.palette import FAMILY_COLOURS
from advisor.insight.plan.compute import build as build_plan
from advisor.insight.plan.result import Plan
from advisor.output.chart import Chart
from advisor.output.plan_charts import starts_chart
from advisor.profile import parse_profile
from advisor.ui.finding_parts import chart_of
from tests.insight.asked import answer
from tests.insight.test_hire import SHOP

KINDS = ("weeks", "starts")


@cache
def plan() -> Plan:
    return build_plan(answer(SHOP), parse_profile(SHOP), load_tables(), date(2026, 1, 5))


@cache
def chart(kind: str) -> Chart:
    makers: dict[str, Any] = {
        "weeks": lambda: chart_of(plan().findings[0]),
        "starts": lambda: starts_chart(plan()),
    }
    made: Chart = makers[kind]()
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_has_a_finding_a_sentence_and_a_table(kind: str) -> None:
    made = chart(kind)
    assert len(made.title.split()) >= 5
    assert made.alt.startswith(made.title)
    assert made.rows
    assert all(len(row) == len(made.header) for row in made.rows)
    assert made.figure.layout.paper_bgcolor == "rgba(0,0,0,0)"


def test_the_bars_of_a_week_add_up_to_its_hours_and_stay_under_the_line() -> None:
    bars = {t.name: t.x for t in chart("weeks").figure.data}
    for k, week in enumerate(plan().weeks):
        total = bars["Set-up"][k] + bars["Running"][k]
        assert total == pytest.approx(week.owner_hours)
        assert total <= plan().owner_hours + 1e-9
    assert chart("weeks").figure.layout.shapes[0].x0 == plan().owner_hours


def test_a_channel_is_pale_while_it_is_set_up_and_wears_its_family() -> None:
    for trace in chart("starts").figure.data:
        assert trace.marker.opacity == (1.0 if trace.name == "running" else 0.4)
        assert trace.marker.color in FAMILY_COLOURS.values()
    running = [t for t in chart("starts").figure.data if t.name == "running"]
    begun = [s for s in plan().starts if s.work_week is not None]
    assert [t.base[0] for t in running] == [s.work_week for s in begun]


def test_a_label_too_long_for_a_phone_leaves_out_how_often() -> None:
    told = plan()
    long = told.starts[0].model_copy(update={
        "name": "Facebook page and groups (same posts as Instagram)",
        "rhythm": "the posts made for Instagram",
    })  # fmt: skip
    made = starts_chart(told.model_copy(update={"starts": (long, *told.starts[1:])}))
    texts = [note.text for note in made.figure.layout.annotations]
    assert all(len(text) <= 52 for text in texts)
    assert "Facebook page and groups (same posts as Instagram)" in texts
    assert made.rows[0][3] == "the posts made for Instagram"
