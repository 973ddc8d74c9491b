"""Drawn businesses: valid profiles over trades, towns, budgets and personalities."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from advisor.evidence import load_tables
from advisor.evidence.places import find_place

_TOWNS = (
    ("US", "Northampton", "Massachusetts"), ("US", "Cherry Valley", "Illinois"),
    ("US", "Sedalia", "Missouri"), ("GB", "Hebden Bridge", None), ("DE", "Bamberg", None),
    ("IN", "Indore", None), ("AU", "Ballarat", None), ("BR", "Campinas", "São Paulo"),
    ("CA", "Guelph", "Ontario"), ("KE", "Nairobi", None),
)  # fmt: skip
GOALS = ("my_town", "neighbouring_towns", "region", "country", "worldwide")
_TRAITS = ("meeting_people", "belonging", "writing", "on_camera", "drive_to_grow")


@st.composite
def profiles(draw: st.DrawFn, **fixed: Any) -> dict[str, Any]:
    """Draw the answers of a business; `fixed` answers are laid over."""
    tables = load_tables()
    country, town, region = draw(st.sampled_from(_TOWNS))
    rate = tables.countries[country].usd_exchange_rate
    answers: dict[str, Any] = {
        "sector": draw(st.sampled_from(sorted(tables.sectors))),
        "country": country,
        "place_id": find_place(town, country, region).place_id,
        "people_working": draw(st.integers(1, 20)),
        "reach_goal": draw(st.sampled_from(GOALS)),
        "hours_per_week": draw(st.integers(0, 60)) / 4,
        "money_per_month": round(draw(st.sampled_from((0, 20, 60, 120, 300, 650, 900))) * rate, 2),
    }
    if draw(st.booleans()):
        answers["personality"] = {
            t: draw(st.integers(1, 5)) for t in draw(st.sets(st.sampled_from(_TRAITS)))
        }
    if draw(st.booleans()):
        answers["manager"] = draw(st.sampled_from(("no", "maybe")))
    if draw(st.integers(0, 3)) == 0:
        answers["staff_hours_per_week"] = draw(st.integers(0, 10))
    if draw(st.integers(0, 3)) == 0:
        answers["already"] = {
            "website": draw(st.booleans()),
            "reviews": draw(st.integers(0, 60)),
            "email_list": draw(st.integers(0, 900)),
            "followers": {"facebook": draw(st.integers(0, 9000))},
        }
    return {**answers, **fixed}
