"""Firms approached by name: for who sells to firms, by the hour, as far as there are any."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from advisor.model.response import Response
from tests.model.businesses import answer, engine_of

FIRM: dict[str, Any] = {
    "country": "US", "town": "Northampton", "region": "Massachusetts", "people_working": 2,
    "reach_goal": "region", "hours_per_week": 6, "money_per_month": 100,
}  # fmt: skip


def approach(**answers: Any) -> Response:
    """Return the response of approaching firms, of a consultant unless told otherwise."""
    engine = engine_of({**FIRM, "sector": "consulting", **answers})
    (found,) = [r for r in engine.responses if r.channel.kind == "approach"]
    return found


def yearly(response: Response, policy: int = 0) -> list[float]:
    """Return mean customers a year by level of the owner's own hours, rising."""
    return [
        12.0 * float(np.mean(response.at("customers", policy, j=j)))
        for j, o in enumerate(response.options)
        if o.doer == "owner"
    ]


def test_whoever_serves_people_only_has_no_firms_to_approach() -> None:
    salon = answer({**FIRM, "sector": "hair_beauty"})
    (entry,) = [c for c in salon.channels if c.channel == "direct_approach"]
    assert [r.code for r in entry.reasons] == ["sells_to_people_only"]
    consultant = answer({**FIRM, "sector": "consulting"})
    assert "direct_approach" not in {
        c.channel for c in consultant.channels if "sells_to_people_only" in
        {r.code for r in c.reasons}
    }  # fmt: skip


def test_more_hours_win_more_and_ever_fewer_an_hour() -> None:
    found = approach()
    won, hours = yearly(found), [o.owner_hours for o in found.options if o.doer == "owner"]
    assert won == sorted(won) and won[0] > 0.0
    an_hour = [w / h for w, h in zip(won, hours, strict=True)]
    assert an_hour[-1] < an_hour[0]


def test_an_hour_a_week_wins_a_few_clients_a_year_at_most() -> None:
    """Studies count some seven hours for a meeting, of which a fifth becomes a sale."""
    one_hour = yearly(approach())[1]
    assert 0.2 < one_hour < 4.0


def test_who_sells_to_firms_alone_wins_more_than_who_serves_all() -> None:
    firms = yearly(approach(sector="cleaning", sells_to="firms", new_customers_per_month=3))
    both = yearly(approach(sector="cleaning", sells_to="both", new_customers_per_month=3))
    assert firms[1] > both[1] > 0.0


def test_lawyers_may_hardly_approach_anybody() -> None:
    told = {"sells_to": "firms", "new_customers_per_month": 1}
    law, adviser = (yearly(approach(sector=s, **told))[1] for s in ("law", "consulting"))
    assert law < 0.5 * adviser


def test_a_list_of_firms_is_worked_through_where_there_are_few() -> None:
    """In a valley the fourth hour a week finds firms that were asked already."""
    few, many = (
        yearly(approach(sector="it_services", reach_goal="my_town", town=town, region=region))
        for town, region in (("Lincoln", "Vermont"), ("Chicago", "Illinois"))
    )
    assert few[-1] / few[0] < many[-1] / many[0]


@pytest.mark.parametrize("staff_hours", [0, 5])
def test_staff_may_do_it_and_no_manager(staff_hours: float) -> None:
    found = approach(staff_hours_per_week=staff_hours, people_working=6)
    assert {o.doer for o in found.options} == {"owner", *(["staff"] if staff_hours else [])}
