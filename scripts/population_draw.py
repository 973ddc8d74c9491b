"""Draw businesses over trades, sizes, places, goals and budgets, and answer each.

A business depends on (seed, number) alone: the first k of N are the same for every N.  Whoever
starts one has few people and little time more often than many, as in life.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from advisor.catalogue import ATTACHED, REACH_GOALS, STRATEGIES, Sector
from advisor.errors import AdvisorError
from advisor.evidence import load_tables
from advisor.evidence.resolve.today import SOURCES
from advisor.model.engine import Engine
from advisor.model.response.options import HOUR_STEP
from advisor.profile import parse_profile
from advisor.recommend.compose import compose
from advisor.recommend.solving import solve
from advisor.results import Recommendation

Answers = dict[str, Any]
Row = dict[str, Any]

# Villages, towns and cities of 13 countries: (country, town, region where the name needs one).
PLACES = (
    ("US", "Northampton", "Massachusetts"), ("US", "Dayton", "Ohio"), ("US", "Austin", "Texas"),
    ("US", "Cherry Valley", "Illinois"), ("US", "Bend", "Oregon"), ("US", "Brooklyn", "New York"),
    ("US", "Decorah", "Iowa"), ("US", "Savannah", "Georgia"),
    ("GB", "Shrewsbury", ""), ("GB", "Hebden Bridge", ""), ("GB", "Leeds", ""),
    ("GB", "Ludlow", ""), ("GB", "Brighton", ""),
    ("CA", "Guelph", "Ontario"), ("CA", "Nelson", "British Columbia"), ("CA", "Calgary", "Alberta"),
    ("IE", "Galway", ""), ("IE", "Kilkenny", ""),
    ("AU", "Ballarat", ""), ("AU", "Byron Bay", ""), ("AU", "Melbourne", ""),
    ("DE", "Bamberg", ""), ("DE", "Köln", ""), ("DE", "Freudenstadt", ""),
    ("DE", "Husum", "Schleswig-Holstein"),
    ("AT", "Graz", ""), ("AT", "Bad Ischl", ""),
    ("FR", "Annecy", ""), ("FR", "Lyon", ""), ("FR", "Uzès", ""),
    ("ES", "Segovia", ""), ("ES", "Valencia", ""), ("ES", "Ronda", ""),
    ("IT", "Lucca", ""), ("IT", "Bologna", ""),
    ("NL", "Haarlem", ""), ("NL", "Zutphen", ""),
    ("BR", "Campinas", "São Paulo"), ("BR", "Paraty", "Rio de Janeiro"),
    ("IN", "Indore", ""), ("IN", "Pondicherry", ""),
)  # fmt: skip
PEOPLE = (1, 2, 3, 5, 8, 15)
MOST_HOURS, MOST_USD = 20, 3000
TRAITS = (
    "meeting_people", "belonging", "writing", "on_camera", "taking_pictures", "speaking",
    "drive_to_grow",
)  # fmt: skip
WEIGHED = 150  # of the first businesses, asked again with other weights of reach
SAME = 1e-6  # parts and wholes may differ by dust, relative
# Of what is not aimed, these are gone to in the next towns too.
VISITED = ("networking_events", "talks_workshops", "fairs_markets")


def family_of(sector: Sector) -> str:
    """Return the family of a trade, by its attributes, so that a new trade falls into one."""
    trait = sector.attributes
    if trait["online"] >= 0.5:
        return "sold at a distance"
    if trait["to_firms"] >= 0.8:
        return "to firms"
    if trait["mobile"] >= 0.5:
        return "at the customer's"
    if trait["on_the_spot"] >= 0.5:
        return "shops and counters"
    if trait["expertise"] >= 0.7:
        return "professions"
    return "by appointment"


def money_in(country: str, us_dollars: float) -> float:
    """Return money a month in a country's currency at its prices."""
    known = load_tables().countries[country]
    return float(round(us_dollars * known.price_level * known.usd_exchange_rate))


def business(number: int, seed: int) -> Answers:
    """Return the answers of one drawn business."""
    rng = np.random.default_rng((seed, number))
    country, town, region = PLACES[int(rng.integers(len(PLACES)))]
    dollars = 0.0 if rng.random() < 0.15 else MOST_USD * rng.random() ** 2
    answers: Answers = {
        "sector": str(rng.choice(sorted(load_tables().sectors))),
        "country": country,
        "town": town,
        "people_working": int(rng.choice(PEOPLE, p=(0.3, 0.2, 0.15, 0.15, 0.1, 0.1))),
        "reach_goal": str(rng.choice(REACH_GOALS)),
        "hours_per_week": round(4 * (1 + (MOST_HOURS - 1) * rng.random() ** 1.5)) / 4,
        "money_per_month": money_in(country, dollars),
    }
    if region:
        answers["region"] = region
    moods = {trait: int(rng.integers(1, 6)) for trait in TRAITS}
    if rng.random() < 0.5:
        answers["personality"] = moods
    counts = rng.multinomial(10, rng.dirichlet(np.ones(len(SOURCES))))
    if rng.random() < 0.25:
        answers["last_customers"] = {s: int(n) for s, n in zip(SOURCES, counts, strict=True) if n}
    return answers


def drawn(businesses: int, seed: int) -> list[Answers]:
    """Return the answers of all businesses."""
    return [business(k, seed) for k in range(businesses)]


def answered(job: tuple[int, Answers], *, draws: int) -> Row:
    """Return what the report needs of one answer; ``fault`` where there was none."""
    number, answers = job
    began = time.perf_counter()
    try:
        solved = solve(parse_profile(answers), n_draws=draws, worlds=0)
        found = compose(solved)
    except (AdvisorError, ArithmeticError, LookupError, ValueError) as fault:
        return {"number": number, "answers": answers, "fault": f"{type(fault).__name__}: {fault}"}
    seconds = time.perf_counter() - began
    row = {"number": number, "answers": answers, "seconds": seconds,
           **_told(solved.engine, found)}  # fmt: skip
    if number < WEIGHED:
        row["reach_moves"] = _moved_by_reach(answers, draws)
    return row


def _told(engine: Engine, found: Recommendation) -> Row:
    case, best = engine.case, engine.recommended
    tables = load_tables()
    ledger = found.ledger
    assert ledger is not None
    today = ledger.total_today.p50
    brings = {i.channel: i.at_full_effect.customers.p50 for i in found.allocation}
    whole = max(sum(brings.values()), 1e-12)
    codes = {w.code for w in found.warnings}
    budgets = found.budgets
    bets = {b.channel for b in found.bets}
    return {
        "sector": case.sector,
        "family": family_of(tables.sectors[case.sector]),
        "country": case.country,
        "goal": case.reach_goal,
        "people": case.people_working,
        "open": _open(engine),
        "channels": sorted(brings),
        "call": None if best.empty else STRATEGIES[best.policy],
        "called": found.strategy.call,
        "alike": len(found.strategy.alike),
        "in_next_town": any(
            i.aim == "neighbouring_towns" or i.channel in VISITED
            for i in found.allocation
        ),
        "hours": budgets.owner_hours.used / max(budgets.owner_hours.given, 1e-9),
        "money": None if budgets.money.given <= 0 else budgets.money.used / budgets.money.given,
        "bets": len(bets),
        "bet_hours": sum(i.hours_per_week for i in found.allocation if i.channel in bets)
        / max(budgets.owner_hours.given, 1e-9),
        "bet_money": sum(i.money_per_month for i in found.allocation if i.channel in bets)
        / max(budgets.money.given, 1e-9),
        "kept_going": engine.searches[best.policy].in_use(best.chosen),
        "most_channels": engine.searches[best.policy].most_channels(best.chosen, engine.limits),
        "judgement": found.evidence.get("judgement", 0.0),
        "first_year": found.totals.net_contribution.p50,
        "over_years": None if found.totals.net_over_years is None
        else found.totals.net_over_years.p50,
        "loss_said": bool({"loses", "loses_at_first", "even_at_first"} & codes)
        and any(w.sentence in found.headline for w in found.warnings
                if w.code in ("loses", "loses_at_first", "even_at_first")),
        "payback": found.payback.month,
        "spends": any(i.money_per_month > 0 for i in found.allocation),
        "parts": found.utility_parts.model_dump(),
        "utility": found.utility,
        "spread": sum(i.hours_per_week for i in found.allocation)
        > engine.limits.spread_hours * HOUR_STEP,
        "largest_hours": max((i.hours_per_week for i in found.allocation), default=0.0)
        / max(sum(i.hours_per_week for i in found.allocation), 1e-9),
        "times": {
            c.channel: r.figures["times"]
            for c in found.channels for r in c.reasons if r.code == "would_come_in"
        },
        "largest": None if not brings else max(brings.values()) / whole,
        "above_today": sorted(
            c for c, n in brings.items() if n > max(today, case.least_new_customers)
        ),
        "today": today,
        "with_plan": ledger.total_with_plan.p50,
        "room": ledger.room,
        "wanted": ledger.wanted,
        "asked": len(found.questions),
        "sums": _sums(found),
    }  # fmt: skip


def _open(engine: Engine) -> list[str]:
    """Return the channels open to a business; what hangs on a host is open where the host is."""
    found = [r.channel.channel for r in engine.responses]
    if any(o.attached for r in engine.responses for o in r.options):
        found.append(ATTACHED)
    return found


def _sums(found: Recommendation) -> list[str]:
    """Return which parts do not sum to the whole that is shown beside them."""
    ledger, parts = found.ledger, found.utility_parts
    assert ledger is not None
    by_channel = sum(sum(one.values()) for one in ledger.by_channel.values())
    pairs = {
        "sources today": (sum(s.today.p50 for s in ledger.sources), ledger.total_today.p50),
        "sources with the plan": (
            sum(s.with_plan.p50 for s in ledger.sources), ledger.total_with_plan.p50
        ),
        "channels": (by_channel, found.totals.customers.p50),
        "today and the plan": (
            ledger.total_today.p50 + by_channel - ledger.kept, ledger.total_with_plan.p50
        ),
        "shares of sources": (sum(s.share for s in ledger.sources), 1.0),
        "utility": (sum(parts.model_dump().values()), found.utility),
    }  # fmt: skip
    return [name for name, (a, b) in pairs.items() if abs(a - b) > SAME * max(1.0, abs(b))]


def _moved_by_reach(answers: Answers, draws: int) -> dict[str, bool]:
    """Say whether channels, or levels at least, differ between weights of reach 0 and 3."""
    mixes = []
    for weight in (0, 3):
        asked = {**answers, "weights": {"reach": weight}}
        engine = solve(parse_profile(asked), n_draws=draws, worlds=0).engine
        mixes.append(engine.recommended.chosen)
    low, high = mixes
    return {"channels": bool(((low > 0) != (high > 0)).any()), "levels": bool((low != high).any())}


def all_answered(jobs: Sequence[Answers], *, draws: int, processes: int) -> Iterator[Row]:
    """Answer businesses in their order, by several processes."""
    work = partial(answered, draws=draws)
    numbered = list(enumerate(jobs))
    if processes == 1:
        yield from map(work, numbered)
        return
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        yield from pool.imap(work, numbered, chunksize=4)


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Return lower quartile, median and upper quartile, zeros of nothing."""
    if not values:
        return 0.0, 0.0, 0.0
    low, middle, high = (float(x) for x in np.quantile(values, (0.25, 0.5, 0.75)))
    return low, middle, high


def share_of(rows: Sequence[Mapping[str, Any]], channel: str) -> float:
    """Return the share of rows that are advised a channel."""
    return sum(channel in row["channels"] for row in rows) / max(len(rows), 1)
