"""Charts say their finding, hold the results' own numbers, and keep one hue per family."""

from __future__ import annotations

import itertools
import json
import math
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from advisor.explain.palette import FAMILY_COLOURS, GRADE_COLOURS, STRATEGY_COLOURS
from advisor.explain.wording import two_figures
from advisor.output.chart import Chart
from advisor.output.charts import mix_chart, people_chart
from advisor.output.drawings import drawing_chart
from advisor.output.source_charts import TODAY
from advisor.profile import parse_profile
from advisor.recommend import recommend
from advisor.report.captions import in_order
from advisor.report.closing import channels
from advisor.report.sections import expect, payback, scores
from advisor.report.sure import evidence
from advisor.report.ways import distinct, ways
from advisor.results import Recommendation
from advisor.ui.finding_parts import drawn
from advisor.ui.words import FAMILIES

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "examples"
NAMES = ("plumber_northampton", "shop_bamberg", "maker_oaxaca")
KINDS = ("mix", "months", "payback", "strategies", "score", "evidence", "people")
ALIKE = "plumber_northampton"  # all its strategies are: nothing to draw
PAIRS = tuple(p for p in itertools.product(NAMES, KINDS) if p != (ALIKE, "strategies"))


@cache
def answer(name: str) -> Recommendation:
    profile = json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))
    return recommend(parse_profile(profile), n_draws=200, worlds=0)


@cache
def chart(name: str, kind: str) -> Chart:
    r = answer(name)
    makers: dict[str, Any] = {
        "mix": lambda: mix_chart(r),
        "months": lambda: drawn(expect(r)),
        "payback": lambda: drawn(payback(r)),
        "strategies": lambda: drawn(ways(r)),
        "score": lambda: drawing_chart(scores(r), channels(r).title),
        "evidence": lambda: drawn(evidence(r)),
        "people": lambda: people_chart(r),
    }
    made: Chart = makers[kind]()
    return made


def traces(figure: Any, name: str) -> list[Any]:
    return [trace for trace in figure.data if trace.name == name]


@pytest.mark.parametrize(("name", "kind"), PAIRS)
def test_every_chart_has_a_finding_a_sentence_and_a_table(name: str, kind: str) -> None:
    made = chart(name, kind)
    assert len(made.title.split()) >= 5
    assert len(made.alt) > 40
    assert made.rows and all(len(row) == len(made.header) for row in made.rows)


@pytest.mark.parametrize(("name", "kind"), PAIRS)
def test_every_number_drawn_is_a_number_and_backgrounds_are_clear(name: str, kind: str) -> None:
    figure = chart(name, kind).figure
    for trace in figure.data:
        for values in (trace.x, trace.y):
            assert all(math.isfinite(float(v)) for v in values)
    assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert figure.layout.font.family is None


@pytest.mark.parametrize("name", NAMES)
def test_the_mix_draws_the_hours_and_money_of_the_mix_in_the_colours_of_its_families(
    name: str,
) -> None:
    r, figure = answer(name), chart(name, "mix").figure
    items = in_order(r)
    own, others, money = (traces(figure, n)[0] for n in ("your hours", "others' hours", "money"))
    assert list(own.x) == [i.hours_per_week for i in items]
    assert [a + b for a, b in zip(own.x, others.x, strict=True)] == pytest.approx(
        [i.all_hours for i in items]
    )
    assert list(money.x) == [i.money_per_month for i in items]
    assert list(money.marker.color) == [FAMILY_COLOURS[i.family] for i in items]
    assert list(own.marker.color) == list(money.marker.color)


def test_the_mix_says_which_kind_takes_most_hours() -> None:
    r = answer("plumber_northampton")
    by_family: dict[str, float] = {}
    for item in r.allocation:
        by_family[item.family] = by_family.get(item.family, 0.0) + item.all_hours
    main = max(by_family, key=lambda family: by_family[family])
    share = round(100 * by_family[main] / sum(by_family.values()))
    title = chart("plumber_northampton", "mix").title
    assert title == f"{share} % of the hours go to {FAMILIES[main].lower()}"


@pytest.mark.parametrize("name", NAMES)
def test_months_draw_the_customers_of_each_month_with_their_range(name: str) -> None:
    r, made = answer(name), chart(name, "months")
    for trace, point in (("low", "p5"), ("median", "p50"), ("high", "p95")):
        drawn = traces(made.figure, trace)[0]
        assert list(drawn.y) == [getattr(m.customers, point) for m in r.by_month]
        assert list(drawn.x) == [m.month for m in r.by_month]
    assert two_figures(r.by_month[-1].customers.p50) in made.title
    assert made.figure.layout.yaxis.title.text == "New customers a month"


@pytest.mark.parametrize("name", NAMES)
def test_payback_draws_the_cash_and_marks_the_month(name: str) -> None:
    r, made = answer(name), chart(name, "payback")
    median = traces(made.figure, "median")[0]
    assert list(median.y) == [c.p50 for c in r.payback.range_by_month]
    assert r.currency in made.figure.layout.yaxis.title.text
    marks = traces(made.figure, "mark")
    assert list(marks[0].x) == [r.payback.month]


def test_payback_says_the_month_it_is_given() -> None:
    r = answer("plumber_northampton")
    late = r.payback.model_copy(update={"month": 5, "deepest_dip": -300.0})
    made = drawn(payback(r.model_copy(update={"payback": late})))
    assert made.title == "The money is back in month 5, hours not counted"
    assert "the cumulative shortfall is 300 USD" in made.alt
    never = r.payback.model_copy(update={"month": None})
    made = drawn(payback(r.model_copy(update={"payback": never})))
    assert made.title == "The money is not back within 12 months, going by when customers pay"
    assert not traces(made.figure, "mark")


@pytest.mark.parametrize("name", NAMES[1:])
def test_the_three_ways_stand_side_by_side_in_their_colours(name: str) -> None:
    r, figure = answer(name), chart(name, "strategies").figure
    dots = {t.marker.color: t.x[0] for t in traces(figure, "median")}
    assert dots == {STRATEGY_COLOURS[w.id]: w.totals.customers.p50 for w in distinct(r)}
    table = ways(r).table
    assert table is not None
    assert [row[2] for row in table.rows] == [w.totals.net_contribution for w in distinct(r)]


@pytest.mark.parametrize("name", NAMES)
def test_scores_are_drawn_in_order_and_the_table_holds_every_channel(name: str) -> None:
    r, made = answer(name), chart(name, "score")
    drawn_scores = list(traces(made.figure, "Score, 0 to 100")[0].x)
    assert drawn_scores == sorted(drawn_scores, reverse=True)
    inside = sum(c.in_mix for c in r.channels)
    assert made.title.startswith(f"{inside} of {len(r.channels)} channels")
    table = channels(r).table
    assert table is not None
    assert len(table.rows) == len(r.channels)
    assert [row[2] for row in table.rows[:inside]] == ["in the mix"] * inside


@pytest.mark.parametrize("name", NAMES)
def test_evidence_shares_add_up_and_judgement_is_the_finding(name: str) -> None:
    r, made = answer(name), chart(name, "evidence")
    assert sum(traces(made.figure, "Share of the outcome, %")[0].x) == pytest.approx(100)
    assert made.title.startswith(f"{100 * r.evidence['judgement']:.0f} % of the outcome")


@pytest.mark.parametrize("name", NAMES)
def test_the_way_from_seeing_to_buying_holds_the_totals_of_the_answer(name: str) -> None:
    r = answer(name)
    at_all, reached, aware, leads, customers = (row[2] for row in chart(name, "people").rows)
    assert reached <= at_all and aware <= reached and customers <= leads
    assert customers == float(f"{r.totals.customers.p50:.2g}")


def test_no_mix_is_drawn_without_a_fault() -> None:
    profile = {
        "sector": "law", "country": "US", "town": "Boston", "region": "Massachusetts",
        "people_working": 1, "reach_goal": "my_town", "hours_per_week": 0,
        "money_per_month": 0,
    }  # fmt: skip
    r = recommend(parse_profile(profile), n_draws=64, worlds=0)
    assert mix_chart(r).title == "No hours are used"
    assert drawing_chart(scores(r), channels(r).title).title.startswith("0 of")


# The eye: simulated colour blindness (Machado 2009, full severity) in linear RGB.
BLIND = {
    "none": np.eye(3),
    "red": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                     [-0.003882, -0.048116, 1.051998]]),
    "green": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                       [-0.01182, 0.04294, 0.968881]]),
    "blue": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                      [0.004733, 0.691367, 0.3039]]),
}  # fmt: skip
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(colour: str) -> np.ndarray:
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def seen(colour: str, eye: str) -> np.ndarray:
    xyz = TO_XYZ @ np.clip(BLIND[eye] @ linear(colour), 0, 1) / np.array([0.95047, 1, 1.08883])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: str, two: str) -> float:
    light = sorted((float(TO_XYZ[1] @ linear(c)) for c in (one, two)), reverse=True)
    return (light[0] + 0.05) / (light[1] + 0.05)


@pytest.mark.parametrize("eye", tuple(BLIND))
def test_families_stay_apart_for_every_eye(eye: str) -> None:
    for one, two in itertools.combinations(FAMILY_COLOURS.values(), 2):
        assert np.linalg.norm(seen(one, eye) - seen(two, eye)) > 20


@pytest.mark.parametrize("ground", ["#FFFFFF", "#10191A"])
def test_colours_stand_out_on_both_themes(ground: str) -> None:
    for colours in (FAMILY_COLOURS, STRATEGY_COLOURS, GRADE_COLOURS):
        assert all(contrast(colour, ground) >= 3 for colour in colours.values())


def test_what_comes_today_is_seen_on_a_dark_page() -> None:
    assert contrast(TODAY, "#10191A") >= 3
