"""How many channels one person keeps going, and what a manager changes in that."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from advisor.evidence import load_tables
from advisor.profile import parse_profile
from advisor.recommend import recommend
from tests.model.businesses import engine_of
from tests.model.test_ledger import SALON


@pytest.mark.parametrize("most", [1, 2, 4])
def test_no_more_channels_than_can_be_kept_going(most: int) -> None:
    engine = engine_of({**SALON, "most_channels": most})
    mix = engine.recommended
    work = [
        r.options[pick - 1]
        for r, pick in zip(engine.responses, mix.chosen, strict=True)
        if pick and not r.options[pick - 1].shared
    ]
    # A lettered van or front takes no work once it stands.
    assert 0 < sum(not option.idle for option in work) <= most
    assert sum(option.idle for option in work) <= 1


def test_a_manager_makes_room_for_what_the_manager_runs_and_for_no_more() -> None:
    answers = {**SALON, "manager": "yes", "money_per_month": 3000, "hours_per_week": 4}
    engine = engine_of(answers)
    mix, search = engine.recommended, engine.searches[engine.recommended.policy]
    alone = engine.limits.most_channels
    run = sum(
        r.options[pick - 1].doer == "manager"
        for r, pick in zip(engine.responses, mix.chosen, strict=True)
        if pick
    )
    assert mix.hired and run >= 1
    assert search.most_channels(mix.chosen, engine.limits) == alone + min(2, run)
    assert search.in_use(mix.chosen) <= alone + min(2, run)


def test_what_is_left_out_of_a_full_mix_is_ranked_by_whose_place_it_could_take() -> None:
    r = recommend(parse_profile({**SALON, "hours_per_week": 12, "most_channels": 3}), worlds=0)
    out = [c.score for c in r.channels if not c.in_mix]
    inside = [c.score for c in r.channels if c.in_mix]
    best = [score for score in out if score > 48.0]
    assert len(best) <= 2  # they were alike, as many as would fit without the limit
    assert max(out) < min(inside)


def test_what_runs_today_is_kept_a_little_more_easily() -> None:
    today = {"facebook": {"hours_per_week": 0.5}, "google_search_ads": {"money_per_month": 600}}
    engines = [engine_of(SALON), engine_of({**SALON, "present_mix": today})]
    new, runs = (dict(zip(e.judging.ids, e.worth.wanted_on_top, strict=True)) for e in engines)
    worth, best = engines[1].worth, engines[1].business.d.best
    page, advert = (engines[1].judging.ids.index(name) for name in today)
    less, more = best("risk.habit"), best("risk.least_return")
    alone = ~worth.managed[page]
    assert not new["facebook"][alone].any() and new["facebook"][~alone].all()
    at = worth.cost[page][worth.hours[page] == 0.5][0]
    eased = -less * np.minimum(worth.cost[page], at)
    assert runs["facebook"][alone] == pytest.approx(eased[alone])
    assert new["google_search_ads"] == pytest.approx(more * worth.usd[advert])
    # What runs need not bring more than it costs; what would be spent beyond it does.
    assert (runs["google_search_ads"] < new["google_search_ads"]).all()
    beyond = np.diff(runs["google_search_ads"])[worth.usd[advert][:-1] >= 600]
    assert (beyond > 0.0).any()


def test_a_habit_moves_no_forecast() -> None:
    engine = engine_of({**SALON, "present_mix": {"facebook": {"hours_per_week": 0.5}}})
    tables = load_tables()
    habit = replace(tables.priors["risk.habit"], best=0.5, low=0.5, high=0.5)
    other = engine_of(
        {**SALON, "present_mix": {"facebook": {"hours_per_week": 0.5}}},
        replace(tables, priors={**tables.priors, "risk.habit": habit}),
    )
    mix = engine.recommended
    found = [e.forecast(mix).total["net_over_years"] for e in (engine, other)]
    assert other.parts(mix) != engine.parts(mix)
    assert np.array_equal(*found)
