"""Adverts in other countries, and adverts whose customers their owner counted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from advisor.catalogue.case import Case
from advisor.evidence import load_tables
from advisor.profile import parse_profile
from advisor.recommend.cases import case_of
from advisor.recommend.solving import solve
from tests.model.businesses import engine_of

STUDIO: dict[str, Any] = {
    "sector": "fitness", "country": "UY", "town": "Montevideo", "people_working": 2,
    "reach_goal": "my_town", "hours_per_week": 4, "money_per_month": 12000,
}  # fmt: skip
ACCOUNTANT: dict[str, Any] = {
    "sector": "accounting", "country": "EG", "town": "Cairo", "people_working": 2,
    "reach_goal": "my_town", "hours_per_week": 6, "money_per_month": 12000,
    "present_mix": {"meta_ads": {"money_per_month": 9000}},
}  # fmt: skip
PLUMBER: dict[str, Any] = {
    "sector": "plumbing_heating", "country": "US", "town": "Denver", "people_working": 2,
    "reach_goal": "my_town", "hours_per_week": 6, "money_per_month": 1200,
    "present_mix": {"google_search_ads": {"money_per_month": 800}},
}  # fmt: skip


def _case(answers: dict[str, Any]) -> Case:
    return case_of(parse_profile(answers), load_tables())


def _median(answers: dict[str, Any], channel: str, of: str, usd: float) -> float:
    """Return enquiries or customers a month by the level nearest a spend, at the US price level."""
    engine = engine_of(answers)
    response = engine.responses[engine.judging.ids.index(channel)]
    step = engine.case.money_step_usd
    pick = min(
        range(len(response.options)),
        key=lambda j: abs(response.options[j].money_steps * step - usd),
    )
    spent = response.options[pick].money_steps * step
    return float(np.median(response.draws[of][:, 0, 0, pick])) / spent


def test_where_adverts_open_a_chat_an_enquiry_costs_less_than_where_they_open_a_form() -> None:
    solved = solve(parse_profile(STUDIO), n_draws=200, worlds=0)
    forms = solved.with_case({"written_to": {"whatsapp": 0.0}})
    found = {}
    for name, engine in (("chats", solved.engine), ("forms", forms)):
        at = engine.judging.ids.index("meta_ads")
        found[name] = {
            of: float(np.median(engine.pooling[at][0].draws[of][:, 0, 0, 3]))
            for of in ("leads", "customers")
        }
    more = {of: found["chats"][of] / found["forms"][of] for of in ("leads", "customers")}
    assert more["leads"] > 1.3  # many more ask
    assert 1.0 <= more["customers"] < more["leads"]  # and a smaller part of them buys


@pytest.mark.parametrize("channel", ["meta_ads", "google_search_ads"])
def test_a_dollar_of_adverts_brings_no_less_where_they_are_cheap_beside_all_else(
    channel: str,
) -> None:
    dear = {**STUDIO, "country": "US", "town": "Denver", "money_per_month": 300}
    here = _median(STUDIO, channel, "customers", 100.0)
    assert here > 1.3 * _median(dear, channel, "customers", 200.0)


def test_adverts_that_run_say_how_many_come_by_the_source_that_was_counted() -> None:
    counts = {"word_of_mouth": 5, "search_maps": 1}
    bare = _case(ACCOUNTANT)
    none = _case({**ACCOUNTANT, "last_customers": {**counts, "other": 4}})
    some = _case({**ACCOUNTANT, "last_customers": {**counts, "social": 4}})
    assert bare.new_customers.best == pytest.approx(none.new_customers.best, rel=0.05)
    assert 1.3 * bare.new_customers.best < some.new_customers.best
    assert some.new_customers.best * 1.5 <= some.capacity_per_month * (1 + 1e-9)
    told = {**ACCOUNTANT, "last_customers": {**counts, "social": 4}}
    # Whoever counted them is believed, and so is what the advert was counted to bring.
    assert _case({**told, "new_customers_per_month": 1.0}).new_customers.best == 1.0
    results = {"meta_ads": {"months": 12, "customers": 3}}
    assert _case({**told, "results": results}).new_customers.best < some.new_customers.best


def test_who_states_the_number_that_was_worked_out_changes_nothing_by_it() -> None:
    told = {**ACCOUNTANT, "last_customers": {"word_of_mouth": 5, "social": 4}}
    assumed = next(a for a in _case(told).assumptions if a.field == "new_customers_per_month")
    again = _case({**told, "new_customers_per_month": assumed.value})
    assert again.new_customers.best == pytest.approx(_case(told).new_customers.best, rel=1e-4)


def test_an_advert_that_brings_customers_the_owner_counted_is_not_dropped() -> None:
    told = {
        **ACCOUNTANT,
        "last_customers": {"word_of_mouth": 4, "social": 5, "search_maps": 1},
        "new_customers_per_month": 4,
    }
    engine = engine_of(told)
    assert engine.recommended.chosen[engine.judging.ids.index("meta_ads")]


@pytest.mark.parametrize(
    ("answers", "channel", "source"),
    [(ACCOUNTANT, "meta_ads", "social"), (PLUMBER, "google_search_ads", "search_maps")],
)
def test_the_more_were_counted_by_its_source_the_more_an_advert_brings(
    answers: dict[str, Any], channel: str, source: str
) -> None:
    usd = 190.0 if answers is ACCOUNTANT else 800.0
    usd /= load_tables().countries[answers["country"]].price_level
    brings = [
        _median(
            {**answers, "last_customers": {"word_of_mouth": 10 - n, source: n}},
            channel, "customers", usd,
        )
        for n in (1, 3, 5, 8)
    ]  # fmt: skip
    assert brings == sorted(brings) and brings[-1] > 1.5 * brings[0]


def test_what_was_counted_of_no_advert_that_runs_moves_nothing() -> None:
    counted = {**ACCOUNTANT, "last_customers": {"word_of_mouth": 5, "social": 4}}
    quiet = {k: v for k, v in counted.items() if k != "present_mix"}
    bare = {k: v for k, v in ACCOUNTANT.items() if k != "present_mix"}
    assert _case(quiet).new_customers.best == pytest.approx(_case(bare).new_customers.best)
