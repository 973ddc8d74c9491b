"""Drawn businesses: valid profiles over all trades, towns, budgets and personalities.

Hours run from 0 to 25 a week and money from 0 to 2,000 US dollars' worth a month, small budgets
more often, so that a run of many examples stays short.
"""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from advisor.catalogue import REACH_GOALS, Tables
from advisor.evidence import load_tables
from advisor.evidence.places import find_place
from advisor.model.engine import Engine
from advisor.profile import parse_profile
from advisor.recommend import recommend, solve
from advisor.results import Recommendation

TOWNS = (
    ("US", "Northampton", "Massachusetts"), ("US", "Cherry Valley", "Illinois"),
    ("US", "Austin", "Texas"), ("GB", "Hebden Bridge", None), ("DE", "Bamberg", None),
    ("IN", "Indore", None), ("AU", "Ballarat", None), ("BR", "Campinas", "São Paulo"),
    ("CA", "Guelph", "Ontario"), ("KE", "Nairobi", None),
)  # fmt: skip
TRAITS = ("meeting_people", "belonging", "writing", "on_camera", "drive_to_grow")
DRAWS = 64
# For laws that ask twice and compare whole answers: half of the examples of the run.
FEWER = settings(max_examples=max(1, settings.default.max_examples // 2))


def engine_of(answers: dict[str, Any], tables: Tables | None = None, **asked: Any) -> Engine:
    """Return the solved engine on the deterministic path: 64 draws, no worlds."""
    asked = {"n_draws": DRAWS, "worlds": 0, **asked}
    return solve(parse_profile(answers), tables=tables, **asked).engine


def answer(answers: dict[str, Any], tables: Tables | None = None, **asked: Any) -> Recommendation:
    """Return the recommendation on the same path."""
    asked = {"n_draws": DRAWS, "worlds": 0, **asked}
    return recommend(parse_profile(answers), tables=tables, **asked)


@st.composite
def personalities(draw: st.DrawFn) -> dict[str, int]:
    """Draw a personality, some traits left out."""
    return {t: draw(st.integers(1, 5)) for t in sorted(draw(st.sets(st.sampled_from(TRAITS))))}


@st.composite
def profiles(draw: st.DrawFn, **fixed: Any) -> dict[str, Any]:
    """Draw the answers of a business; `fixed` answers are laid over."""
    tables = load_tables()
    country, town, region = draw(st.sampled_from(TOWNS))
    rate = tables.countries[country].usd_exchange_rate
    hours = st.one_of(st.integers(0, 40), st.integers(0, 40), st.integers(0, 100))
    small = st.sampled_from((0, 20, 60, 120, 300, 450, 700))
    dollars = st.one_of(small, small, small, st.integers(0, 900), st.integers(0, 2000))
    answers: dict[str, Any] = {
        "sector": draw(st.sampled_from(sorted(tables.sectors))),
        "country": country,
        "place_id": find_place(town, country, region).place_id,
        "people_working": draw(st.integers(1, 20)),
        "reach_goal": draw(st.sampled_from(REACH_GOALS)),
        "hours_per_week": draw(hours) / 4,
        "money_per_month": round(draw(dollars) * rate, 2),
        "manager": draw(st.sampled_from(("no", "no", "maybe", "yes"))),
    }
    for name, values in _SOMETIMES.items():
        if draw(st.integers(0, 4)) == 0:
            answers[name] = draw(values)
    return {**answers, **fixed}


_SOMETIMES: dict[str, st.SearchStrategy[Any]] = {
    "personality": personalities(),
    "staff_hours_per_week": st.integers(1, 10),
    "sells_to": st.sampled_from(("people", "firms", "both")),
    "sold_online": st.booleans(),
    "visual": st.booleans(),
    "considered_purchase": st.booleans(),
    "months_to_goal": st.integers(3, 36),
    "gross_margin": st.integers(1, 19).map(lambda x: x / 20),
    "active_customers": st.integers(0, 2000),
    "capacity_new_customers_per_month": st.integers(0, 60).map(lambda x: x / 2),
    "customers_come_from_miles": st.integers(1, 120),
    "people_nearby": st.integers(100, 500_000),
    "already": st.fixed_dictionaries(
        {},
        optional={
            "website": st.booleans(),
            "reviews": st.integers(0, 60),
            "email_list": st.integers(0, 5000),
            "chambers": st.integers(0, 2),
            "followers": st.fixed_dictionaries(
                {"facebook": st.integers(0, 9000), "instagram": st.integers(0, 20_000)}
            ),
        },
    ),
    "audience": st.fixed_dictionaries(
        {"ages": st.lists(st.sampled_from(("18-29", "30-49", "50-64", "65+")), min_size=1,
                          unique=True)},
        optional={"women_share": st.sampled_from((0.2, 0.5, 0.9))},
    ),
}  # fmt: skip

# With money for a manager, who is in the plan, and some left over.
DINER: dict[str, Any] = {
    "sector": "restaurant_cafe", "country": "DE", "town": "Bamberg", "people_working": 7,
    "reach_goal": "region", "hours_per_week": 8, "money_per_month": 4500,
    "value_of_owner_hour": 90, "visual": True, "sold_online": True, "yearly_revenue": 880000,
    "present_mix": {
        "instagram": {"hours_per_week": 3, "months": 40},
        "facebook": {"hours_per_week": 1, "months": 60},
    },
    "personality": {"meeting_people": 3, "writing": 2, "on_camera": 2, "drive_to_grow": 4},
}  # fmt: skip
