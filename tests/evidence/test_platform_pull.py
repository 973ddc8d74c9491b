"""A page brings more where those one wants are more often on it, and less where they are not."""

from __future__ import annotations

from typing import Any

from advisor.evidence.tables import load_tables
from tests.model.businesses import engine_of

SALON: dict[str, Any] = {
    "sector": "hair_beauty", "country": "GB", "town": "Leeds", "people_working": 3,
    "reach_goal": "my_town", "hours_per_week": 6, "money_per_month": 100,
}  # fmt: skip


def owed(**answers: Any) -> dict[str, float]:
    """Return what each page is counted with a year, without the pages the owner has."""
    engine, channels = engine_of({**SALON, **answers}), load_tables().channels
    found = {}
    for name in ("tiktok", "instagram", "facebook"):
        counted = engine.ledger.owed(channels[name])
        assert counted is not None
        found[name] = 12.0 * float(counted.mean())
    return found


def test_the_young_are_met_where_they_look_firms_up() -> None:
    """Of the youngest three in five look local firms up on TikTok, a little more on Instagram."""
    young, all_ages = owed(audience={"ages": ["18-29"]}), owed()
    assert young["tiktok"] > 1.3 * all_ages["tiktok"]
    assert young["facebook"] < all_ages["facebook"]
    assert young["tiktok"] / young["instagram"] > all_ages["tiktok"] / all_ages["instagram"] * 0.9


def test_the_old_are_met_on_facebook() -> None:
    old, all_ages = owed(audience={"ages": ["65+"]}), owed()
    assert old["tiktok"] / old["facebook"] < all_ages["tiktok"] / all_ages["facebook"]
