"""Charts of platforms and adverts hold the advice's own numbers and say them without eyes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from advisor.insight.adverts.result import AdvertAdvice
from advisor.insight.platforms.result import PlatformAdvice
from advisor.output.adverts_charts import spend_chart
from advisor.output.platforms_charts import rhythm_chart
from advisor.ui.finding_parts import chart_of, finding_of
from tests.insight.asked import found

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "examples"
NAMES = ("plumber_northampton", "it_services_pune", "shop_bamberg")


@cache
def advice(name: str) -> tuple[PlatformAdvice, AdvertAdvice]:
    answers = json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))
    return found("platforms", answers), found("adverts", answers)


def traces(figure: Any, name: str) -> list[Any]:
    return [trace for trace in figure.data if trace.name == name]


@pytest.mark.parametrize("name", NAMES)
def test_points_and_habit_stand_side_by_side_in_order(name: str) -> None:
    told, _ = advice(name)
    ranking = finding_of(told, "ranking")
    made = chart_of(ranking) if ranking else None
    assert made is not None
    shown = [p for p in told.platforms if p.open]
    points, habit = made.figure.data
    assert list(points.x) == [p.score for p in shown]
    assert list(habit.x) == pytest.approx([100 * p.habit_share for p in shown])
    assert [row[0] for row in made.rows] == [p.name for p in shown]
    assert all(p.name in made.alt for p in shown)


@pytest.mark.parametrize("name", NAMES)
def test_the_curve_of_posts_begins_at_nothing_and_is_marked(name: str) -> None:
    told, _ = advice(name)
    first = next(p for p in told.platforms if p.open and p.public and p.curve)
    made = rhythm_chart(first, "A finding.")
    curve = traces(made.figure, "curve")[0]
    assert (curve.x[0], curve.y[0]) == (0, 0)
    assert list(curve.y) == sorted(curve.y)
    texts = [a.text for a in made.figure.layout.annotations]
    assert any(
        t.startswith(("your plan", "the least that helps", "enough", "all it lets")) for t in texts
    )
    capped = first.most_posts is not None and first.flat_posts == first.most_posts
    assert any("more adds little" in t for t in texts) is (
        first.flat_posts is not None and not capped
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_mark_on_the_curve_says_to_post_more_than_is_of_use(name: str) -> None:
    told, _ = advice(name)
    marked = 0
    for platform in (p for p in told.platforms if p.curve and p.flat_posts):
        made = rhythm_chart(platform, "A finding.")
        at = [shape.x0 for shape in made.figure.layout.shapes]
        assert max(at) == platform.flat_posts
        assert len(at) == len(made.figure.layout.annotations) <= 2
        heights = [(a.y, a.yshift) for a in made.figure.layout.annotations]
        assert len(set(heights)) == len(heights)
        assert all(y == 1 and up > 0 for y, up in heights)
        marked += 1
    assert marked >= 3


@pytest.mark.parametrize("name", NAMES)
def test_what_comes_in_is_drawn_against_what_is_spent(name: str) -> None:
    _, told = advice(name)
    channel = next(c for c in told.channels if c.channel in told.chosen)
    made = spend_chart(channel, told.currency, "A finding.", "Enquiries")
    spend = traces(made.figure, "spend")[0]
    assert list(spend.x) == list(spend.y)
    gross = traces(made.figure, "gross profit")[0]
    points = {p.money_per_month: p.gross_profit for p in channel.curve}
    assert [points[x] for x in gross.x[1:]] == list(gross.y[1:])
    assert channel.least_money is not None and max(gross.x) >= channel.least_money
    mark = "nobody asks for more" if channel.most_asked else "minimum effective spend"
    assert any(mark in a.text for a in made.figure.layout.annotations)
    assert told.currency in made.header[0]
    shown = [row[0] for row in made.rows]
    assert len(shown) == len(set(shown)) > 10  # no spend stands twice
