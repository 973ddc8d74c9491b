"""The trade's usual practice by the model beside where its customers come from.

What docs/TRADES.md shows is a law here: within a factor 2 source by source where two or more facts
of grade A to C stand behind the share, and within 1.5 in all.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from advisor.evidence import load_examples, load_tables
from advisor.evidence.resolve.today import SOURCES
from advisor.profile import parse_profile
from advisor.recommend import recommend
from advisor.recommend.beside import ledger
from advisor.results import LedgerPage
from tests.model.businesses import engine_of

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from trades_report import FACTOR, WHOLE_FACTOR

SECTORS = tuple(sorted(load_tables().sectors))


@cache
def page(sector: str, people: int = 2) -> LedgerPage:
    return ledger(
        parse_profile(
            {
                "sector": sector,
                "town": "Northampton",
                "region": "Massachusetts",
                "country": "US",
                "people_working": people,
                "reach_goal": "neighbouring_towns",
                "hours_per_week": 5,
                "money_per_month": 200,
                "manager": "no",
            }
        ),
        n_draws=200,
    )


def well_founded(sector: str, source: str) -> bool:
    tables = load_tables()
    ids = tables.sectors[sector].basis[f"source_{source}"].replace(" ", "").split(";")
    grades = [tables.facts[one].grade for one in ids if one in tables.facts]
    return sum(grade in ("A", "B", "C") for grade in grades) >= 2


def counted(found: LedgerPage) -> dict[str, float]:
    """Return customers a year by source: twelve times what comes, times the share."""
    return {s.source: 12 * found.total_today.p50 * s.share for s in found.sources}


def test_most_trades_have_a_source_that_two_facts_stand_behind() -> None:
    # Else the law below would hold of nothing.
    founded = [s for s in SECTORS if any(well_founded(s, source) for source in SOURCES)]
    assert len(founded) >= len(SECTORS) / 2


@pytest.mark.parametrize("sector", SECTORS)
def test_the_usual_practice_brings_what_the_trade_counts_source_by_source(sector: str) -> None:
    found = page(sector)
    ledger_of = counted(found)
    assert {
        source: (round(found.typical[source], 2), round(ledger_of[source], 2))
        for source in SOURCES
        if well_founded(sector, source)
        and not ledger_of[source] / FACTOR <= found.typical[source] <= ledger_of[source] * FACTOR
    } == {}


@pytest.mark.parametrize("sector", SECTORS)
def test_the_usual_practice_brings_in_all_what_comes_today(sector: str) -> None:
    found = page(sector)
    whole = 12 * found.total_today.p50
    assert whole / WHOLE_FACTOR <= sum(found.typical.values()) <= whole * WHOLE_FACTOR


@pytest.mark.parametrize("sector", SECTORS)
def test_no_channel_at_its_usual_effort_brings_more_than_comes_in_all(sector: str) -> None:
    found = page(sector)
    whole = 12 * found.total_today.p50
    assert {c.channel: c.pooled.p50 for c in found.channels if c.pooled.p50 > whole * 1.001} == {}


@pytest.mark.parametrize("sector", SECTORS)
def test_shares_of_sources_sum_to_all(sector: str) -> None:
    found = page(sector)
    assert sum(s.share for s in found.sources) == pytest.approx(1.0)
    assert sum(s.today.p50 for s in found.sources) == pytest.approx(found.total_today.p50)


def test_what_is_done_today_brings_no_more_than_its_source_brings_today() -> None:
    answers = dict(load_examples()["shop_bamberg"]["profile"])  # two pages with many followers
    engine = engine_of(answers)
    ledger = engine.ledger
    today = ledger.basis * ledger.shares_today["social"]
    done = sum(
        r.draws["customers"][:, 0, 0, int(pick) - 1]
        for r, pick in zip(engine.responses, engine.present, strict=True)
        if pick and r.channel.ledger_source == "social"
    )
    assert (done <= today * (1 + 1e-9)).all() and (done > 0).all()
    counted = {"instagram": {"months": 12, "customers": 600}}
    own = engine_of({**answers, "results": counted})
    page = next(k for k, r in enumerate(own.responses) if r.channel.channel == "instagram")
    brought = own.responses[page].draws["customers"][:, 0, 0, int(own.present[page]) - 1]
    assert float(np.median(brought)) == pytest.approx(50.0, rel=0.15)  # what was counted stays


IT_FIRM: dict[str, Any] = {
    "sector": "it_services",
    "country": "CA",
    "town": "Guelph",
    "people_working": 4,
    "reach_goal": "region",
    "hours_per_week": 6,
    "money_per_month": 600,
    "sells_to": "firms",
    "present_mix": {"referral_group": {"units": 1, "hours_per_week": 2.5}},
    "results": {"referral_group": {"months": 12, "leads": 20, "customers": 5}},
}


@pytest.mark.parametrize("wish", [{}, {"referral_group": {"never": True}}])
def test_what_a_plan_gives_up_is_not_counted_as_if_it_came_anyway(wish: dict[str, Any]) -> None:
    r = recommend(parse_profile({**IT_FIRM, "locks": wish}), n_draws=200, worlds=0)
    assert r.ledger is not None
    goes_on = any(item.channel == "referral_group" for item in r.allocation)
    assert goes_on == (not wish)  # most of the hours in one thing: no bar to what is done already
    anyway = r.ledger.total_today.p50 - r.ledger.kept
    assert r.ledger.kept > 0.3
    brought = sum(sum(by.values()) for by in r.ledger.by_channel.values())
    assert r.ledger.total_with_plan.p50 == pytest.approx(anyway + brought, rel=0.02)


def test_an_entry_that_customers_came_by_is_there_already() -> None:
    house = {
        "sector": "lodging", "country": "AT", "town": "Hallstatt", "people_working": 2,
        "reach_goal": "country", "hours_per_week": 5, "money_per_month": 300,
    }  # fmt: skip
    gained, kept = [], []
    for counts in ({"search_maps": 7, "platform_directory": 0}, {"platform_directory": 7}):
        engine = engine_of({**house, "last_customers": {**counts, "word_of_mouth": 3}})
        entry = next(r for r in engine.responses if r.channel.channel == "directories_marketplaces")
        gained.append(np.median(entry.draws["customers"][:, 0, 0], axis=0))
        kept.append(float(np.median(engine.kept[engine.judging.ids.index(entry.channel.channel)])))
    assert kept[0] == 0.0
    assert kept[1] == pytest.approx(gained[1][0])  # its lightest care is no gain
    assert gained[1][2] > gained[1][0]  # more of it is
