"""Charts of ways and of what matters: what is drawn is what the result holds."""

from __future__ import annotations

import json
import math

from advisor.explain.palette import LINE, QUIET, STRATEGY_COLOURS
from advisor.insight.sensitivity.result import Moved, Outcome, SensitivityResult
from advisor.insight.strategies.result import StrategiesResult, Stretch, Strip
from advisor.output.chart import Chart
from advisor.output.sensitivity_charts import MARK, MOST_BARS, tornado_chart
from advisor.output.strategies_charts import strip_chart, ways_chart
from advisor.results import Range
from tests.insight.asked import found
from tests.insight.test_strategies import ACCOUNTANT


def results() -> tuple[StrategiesResult, SensitivityResult]:
    return found("strategies", ACCOUNTANT), found("sensitivity", ACCOUNTANT)


def outcome(net: float, text: str = "x", call: str | None = "main_street") -> Outcome:
    return Outcome.model_validate(
        {"value_text": text, "net_contribution": net, "customers": 1.0, "call": call,
         "kept_net_contribution": None, "leader": "a"}
    )  # fmt: skip


def moved(name: str, low: float, high: float, *, changes: bool = False) -> Moved:
    return Moved(
        kind="answer", id=name, name=name, now_text="", assumed=False, low=outcome(low, "low"),
        high=outcome(high, "high"), swing=high - low, changes_call=changes, changes_leader=False,
    )  # fmt: skip


def charts() -> list[Chart]:
    ways, matters = results()
    return [
        ways_chart(ways), *(strip_chart(s) for s in ways.strips),
        tornado_chart(matters.answers, matters.net_contribution, "Answers move it.", "GBP"),
    ]  # fmt: skip


def test_every_chart_says_its_finding_in_words_and_in_a_table() -> None:
    for made in charts():
        assert made.alt.startswith(made.title) and len(made.alt) > len(made.title) + 10
        assert made.rows and all(len(row) == len(made.header) for row in made.rows)
        assert made.figure.layout.paper_bgcolor == "rgba(0,0,0,0)"
        for trace in made.figure.data:
            for values in (trace.x, trace.y):
                assert all(math.isfinite(float(v)) for v in values)


def test_ways_are_drawn_in_their_colours_and_twins_only_once() -> None:
    ways, _ = results()
    first = ways.findings[0]
    alone = first.model_copy(update={"rows": tuple(row[:2] for row in first.rows)})
    twin = ways.ways[0].model_copy(update={"id": "beyond_town", "same_as": ways.ways[0].id})
    other = ways.model_copy(update={"ways": (ways.ways[0], twin), "findings": (alone,)})
    dots = [t for t in ways_chart(other).figure.data if t.mode == "markers"]
    assert {t.name for t in dots} == {ways.ways[0].id}
    assert {t.marker.color for t in dots} == {STRATEGY_COLOURS[ways.ways[0].id]}
    assert len(dots) == 4


def test_an_axis_on_which_no_way_has_a_range_is_left_out() -> None:
    ways, _ = results()
    nothing = Range(p5=0.0, p50=0.0, p95=0.0)
    known = [row[0] for row in ways_chart(ways).rows]
    assert any("ties" in str(name) for name in known)
    first = ways.findings[0]
    rows = tuple(
        (row[0], *(nothing for _ in row[1:])) if "ties" in str(row[0]) else row
        for row in first.rows
    )
    tied = ways.model_copy(update={"findings": (first.model_copy(update={"rows": rows}),)})
    left = [row[0] for row in ways_chart(tied).rows]
    assert left == [name for name in known if "ties" not in str(name)]
    assert not any("hours" in str(name) for name in known)  # one number a way is no range


def test_a_strip_shows_each_stretch_and_the_own_budget() -> None:
    strip = Strip(
        field="hours_per_week", answer="Your hours a week", unit="h", now=4.0,
        stretches=(Stretch(low=0, high=1, call=None), Stretch(low=1, high=6, call="main_street"),
                   Stretch(low=6, high=12, call="beyond_town")),
    )  # fmt: skip
    made = strip_chart(strip)
    bars, now = made.figure.data[:3], made.figure.data[3]
    assert [(b.base[0], b.x[0], b.marker.color) for b in bars] == [
        (0, 1, QUIET), (1, 5, STRATEGY_COLOURS["main_street"]),
        (6, 6, STRATEGY_COLOURS["beyond_town"]),
    ]  # fmt: skip
    assert list(now.x) == [4.0]
    assert "changes between" in made.title
    alone = strip.model_copy(update={"stretches": strip.stretches[1:2]})
    assert "stays the same" in strip_chart(alone).title


def test_a_tornado_bar_runs_from_the_least_to_the_most_and_marks_a_changed_choice() -> None:
    rows = [moved("a", 50, 200, changes=True), moved("b", 120, 90), moved("c", 100, 100)]
    made = tornado_chart(rows, 100.0, "A moves it most.", "USD")
    # What moves nothing is in the table only.
    assert [(b.base[0], b.x[0]) for b in made.figure.data] == [(50, 150), (90, 30)]
    assert [b.marker.color for b in made.figure.data] == [MARK, LINE]
    assert [row[-1] for row in made.rows] == ["yes", "no", "no"]
    assert len(made.header) == 4  # a phone has room for no more


def test_the_present_value_is_marked_at_the_bars_and_never_through_the_words() -> None:
    rows = [moved("a", 50, 200, changes=True), moved("b", 120, 90), moved("c", 100, 100)]
    made = tornado_chart(rows, 100.0, "A moves it most.", "USD")
    marks = [s for s in made.figure.layout.shapes if s.x0 == 100.0]
    assert len(marks) == 3  # above the bars, and at each of the two that move
    words = [a.y for a in made.figure.layout.annotations if a.xref == "paper"]
    for mark in marks:
        assert not any(min(mark.y0, mark.y1) < y < max(mark.y0, mark.y1) for y in words)


def test_a_long_tornado_draws_the_largest_and_lists_all() -> None:
    rows = [moved(str(k), -k, k) for k in range(30, 0, -1)]
    made = tornado_chart(rows, 0.0, "Many.", "USD")
    assert len(made.figure.data) == MOST_BARS and len(made.rows) == 30


def test_results_keep_through_their_own_json() -> None:
    for result in results():
        again = type(result).model_validate(json.loads(result.model_dump_json()))
        assert again == result
