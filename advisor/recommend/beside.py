"""The smaller answers beside a recommendation: the surface of budgets, a mix judged."""

from collections.abc import Sequence
from typing import Any

from advisor.catalogue import STRATEGIES, Tables
from advisor.catalogue import Strategy as StrategyId
from advisor.errors import ProfileError
from advisor.explain.called import Called
from advisor.model.alternatives import cost_of
from advisor.model.engine import Engine
from advisor.model.limits import MORE_HOURS, MORE_MONEY
from advisor.model.mix import Mix
from advisor.model.response.options import HOUR_STEP
from advisor.profile import BusinessProfile
from advisor.recommend.items import Items
from advisor.recommend.ledgers import ledger_of, page_of
from advisor.recommend.solving import solve
from advisor.results import Baseline, LedgerPage
from advisor.results.present import at_typed_costs

_SAME = 1e-9  # of utility
_SURFACE_POINTS = 21  # a side: twentieths of each budget


def baseline_result(engine: Engine, items: Items, name: str, mix: Mix) -> Baseline:
    """Return a simpler mix as a result."""
    totals = items.totals(engine.forecast(mix))
    hours, steps = cost_of(engine.worth, mix.chosen)
    return Baseline(
        id=name,
        allocation=items.mix_items(mix),
        utility=mix.utility,
        totals=totals,
        strategy=STRATEGIES[mix.policy],
        fits_budget=hours <= engine.case.owner_hours + 1e-9 and steps <= engine.money,
    )


def alike_at(engine: Engine, best: Mix, hours: int, money: int) -> tuple[StrategyId, ...]:
    """Return the strategies that come to the same as the best mix of budgets, or to hardly less.

    Nothing where the best is none of the strategies' own.
    """
    mixes = engine.answers(hours, money)
    if best.empty or abs(engine.call(mixes).utility - best.utility) > _SAME:
        return ()
    return tuple(STRATEGIES[policy] for policy in engine.alike_to(best, mixes))


def surface(
    profile: BusinessProfile, *, seed: int = 0, n_draws: int = 1000, tables: Tables | None = None
) -> dict[str, Any]:
    """Return the best outcome for a grid of budgets up to a little beyond the owner's.

    Returns
    -------
    dict
        ``hours`` (H,), ``money`` (M,) in the profile's currency, and ``utility``,
        ``customers``, ``net_contribution``: H rows of M values.

    Raises
    ------
    ProfileError
        If an answer is not allowed.
    """
    solved = solve(profile, seed=seed, n_draws=n_draws, worlds=0, tables=tables)
    engine = solved.engine
    top_h, top_m = engine.hours + MORE_HOURS, engine.money + MORE_MONEY
    hours = sorted({round(top_h * k / (_SURFACE_POINTS - 1)) for k in range(_SURFACE_POINTS)})
    money = sorted({round(top_m * k / (_SURFACE_POINTS - 1)) for k in range(_SURFACE_POINTS)})
    local = engine.case.local_per_usd
    found = more_never_hurts([[engine.at(h, m, quick=True) for m in money] for h in hours])
    rows: dict[str, list[list[float]]] = {"utility": [], "customers": [], "net_contribution": []}
    for line in found:
        mixes = [m for m in line if m is not None]
        rows["utility"].append([m.utility for m in mixes])
        outcomes = [engine.outcome(m) for m in mixes]
        rows["customers"].append([customers for customers, _ in outcomes])
        rows["net_contribution"].append([net * local for _, net in outcomes])
    return {
        "hours": [h * HOUR_STEP for h in hours],
        "money": [m * engine.case.money_step_usd * local for m in money],
        **rows,
    }


def more_never_hurts(mixes: Sequence[Sequence[Mix | None]]) -> list[list[Mix | None]]:
    """Return mixes of a grid of budgets, each the best of all those of smaller budgets.

    `mixes` (rows of mixes): a row for each number of hours, a mix for each amount of money,
    ascending; None where what is kept cannot be paid.
    """
    found: list[list[Mix | None]] = []
    for row in mixes:
        kept: list[Mix | None] = []
        for k, mix in enumerate(row):
            for other in [*([found[-1][k]] if found else []), *kept[-1:]]:
                if mix is not None and other is not None and other.utility > mix.utility:
                    mix = other
            kept.append(mix)
        found.append(kept)
    return found


def evaluate(
    profile: BusinessProfile, *, seed: int = 0, n_draws: int = 1000, tables: Tables | None = None
) -> Baseline:
    """Judge the profile's present mix under the same draws, as a baseline at the costs typed.

    Raises
    ------
    ProfileError
        If the profile has no present mix or an answer is not allowed.
    """
    solved = solve(profile, seed=seed, n_draws=n_draws, worlds=0, tables=tables)
    engine = solved.engine
    mix = engine.baseline("present_mix")
    if mix is None:
        raise ProfileError(
            "present_mix",
            None,
            "at least one channel you use today",
            'For example "present_mix": {"facebook": {"hours_per_week": 3}}.',
        )
    own = Called(*solved.tables.sectors[engine.case.sector].customers)
    level = baseline_result(engine, Items(engine, solved.tables), "present_mix", mix)
    hour = engine.case.value_of_owner_hour_usd * engine.case.local_per_usd
    return own(at_typed_costs(level, profile, hour))


def ledger(
    profile: BusinessProfile, *, seed: int = 0, n_draws: int = 1000, tables: Tables | None = None
) -> LedgerPage:
    """Return where new customers come from today and how each open channel was judged.

    Raises
    ------
    ProfileError
        If an answer is not allowed.
    """
    solved = solve(profile, seed=seed, n_draws=n_draws, worlds=0, tables=tables)
    engine = solved.engine
    best = engine.recommended
    forecast = engine.forecast(best)
    items = Items(engine, solved.tables)
    totals = items.totals(forecast)
    return page_of(engine, solved.tables, ledger_of(engine, forecast, totals.customers))
