"""Own counts: believed for what was really spent, not for the level that lies nearest."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from tests.model.businesses import engine_of


def test_the_same_count_for_more_money_means_less_at_each_level() -> None:
    def of_adverts(paid: float) -> float:
        counted = {"months": 12, "customers": 60}
        gym = {
            "sector": "fitness", "country": "DE", "town": "Celle", "people_working": 4,
            "reach_goal": "my_town", "hours_per_week": 6, "money_per_month": 500,
            "present_mix": {"meta_ads": {"money_per_month": paid, "hours_per_week": 0.5}},
            "results": {"meta_ads": counted},
        }  # fmt: skip
        engine = engine_of(gym)
        response = engine.responses[engine.judging.ids.index("meta_ads")]
        own = next(j for j, o in enumerate(response.options) if o.alone)
        return 12 * float(np.median(response.at("customers", 0, j=own)))

    brought = [of_adverts(paid) for paid in (106, 124, 140, 161, 183, 210)]
    assert all(more < less * 0.99 for less, more in itertools.pairwise(brought))
    assert brought[0] == pytest.approx(60, rel=0.1)
    assert brought[-1] == pytest.approx(brought[0] * (106 / 210) ** 0.6, rel=0.25)


def test_a_page_that_many_follow_brings_less_to_who_posts_less() -> None:
    clinic = {
        "sector": "cosmetic_clinic", "country": "BR", "town": "Curitiba", "people_working": 6,
        "reach_goal": "my_town", "hours_per_week": 8, "money_per_month": 500,
        "already": {"followers": {"instagram": 14000}},
    }  # fmt: skip
    engine = engine_of(clinic)
    response = engine.responses[engine.judging.ids.index("instagram")]
    brings = [
        float(np.median(response.at("customers", 0, j=j)))
        for j, o in enumerate(response.options)
        if o.alone and not o.shared
    ]
    assert len(brings) >= 4
    assert all(more > less for less, more in itertools.pairwise(brings))
    assert brings[0] < 0.8 * brings[-1]
