"""Compose the whole Recommendation from a solved engine, and the smaller answers beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from advisor.catalogue import ATTACHED, STRATEGIES, Place, Tables
from advisor.evidence.places import normalise
from advisor.evidence.resolve.trade import check_amounts
from advisor.explain.called import called_in, typed_in
from advisor.explain.headlines import headline_of
from advisor.explain.reasons import say
from advisor.model.engine import Engine
from advisor.model.forecast import MixForecast
from advisor.model.mix import Mix
from advisor.model.worlds import Worlds, rechoose
from advisor.profile import BusinessProfile
from advisor.recommend.accounts import (
    evidence_shares,
    first_steps,
    fix_first,
    loss_of,
    questions_of,
    warnings_of,
)
from advisor.recommend.beside import baseline_result
from advisor.recommend.budgets import budgets_of, least_of, marginal_of
from advisor.recommend.channels import channel_results
from advisor.recommend.items import Items
from advisor.recommend.ladders import ladders_begun
from advisor.recommend.ledgers import bets_of, goal_of, ledger_of
from advisor.recommend.solving import DRAWS, WORLDS, Solved, solve
from advisor.results import (
    AllocationItem,
    Assumption,
    Audience,
    Baseline,
    Gain,
    GoalWeights,
    Hire,
    Ledger,
    Optimality,
    PerfectKnowledge,
    Reason,
    Recommendation,
    Strategy,
    StrategyResult,
    Totals,
    UtilityParts,
    Versions,
)

ADVISOR_VERSION = "0.23.0"
SCHEMA_VERSION = "1"
_LEADERS = 2  # channels named where the ways come to the same
_BESIDE = 0.2  # of what the first adds, that a second one named adds at least
_BASELINES = ("equal_split", "single_best", "typical_small_firm", "present_mix")


def recommend(
    profile: BusinessProfile,
    *,
    seed: int = 0,
    n_draws: int = DRAWS,
    worlds: int = WORLDS,
    locks: Mapping[str, Mapping[str, Any]] | None = None,
    tables: Tables | None = None,
) -> Recommendation:
    """Recommend a mix of channels for a business, with reasons and uncertainty.

    Parameters
    ----------
    profile : BusinessProfile
        The answers; hours a week, money a month in the profile's currency.
    seed : int, default 0
        Seed of all draws, 0 or above.
    n_draws : int, default 1000
        Draws of every uncertain quantity.
    worlds : int, default 200
        Worlds in which the mix is chosen again; 0 leaves shares and perfect knowledge out.
    tables : Tables, optional
        Default: the shipped ones.

    Raises
    ------
    ProfileError
        If an answer is not allowed; the message says what is.
    """
    solved = solve(profile, seed=seed, n_draws=n_draws, worlds=worlds, locks=locks, tables=tables)
    check_amounts(solved.profile, solved.tables)
    return compose(solved)


def compose(solved: Solved) -> Recommendation:
    """Return the recommendation of a solved engine."""
    engine, tables = solved.engine, solved.tables
    case, items = engine.case, Items(engine, tables)
    ladders = ladders_begun(engine)
    best = engine.recommended
    known = _rechosen(solved) if solved.worlds else None
    shares = None if known is None else _channel_shares(engine, known)
    forecast = engine.forecast(best)
    parts = engine.parts(best)
    fixes = fix_first(engine, best, solved.profile.already)
    totals = items.totals(forecast)
    allocation = items.allocation(best, forecast, shares)
    marginal = marginal_of(engine, best, engine.more)
    wanted = engine.worth.wanted
    reported = 0.0 if best.empty else max(0.0, engine.bound(best) - best.utility)
    ledger = ledger_of(engine, forecast, totals.customers)
    leaders, ahead, weighty = _ahead(engine, allocation, ledger)
    evidence = evidence_shares(engine, best, tables)
    bets = bets_of(engine, best, {n: c.name for n, c in tables.channels.items()})
    found = Recommendation(
        strategy=_strategy(engine, items, known, shares, (forecast, allocation)),
        allocation=allocation,
        channels=channel_results(
            engine, tables, items, best, shares, ladders(), allocation, forecast
        ),
        totals=totals,
        base_line=float(np.median(engine.worth.base_line)),
        by_month=items.months(forecast),
        payback=items.payback(forecast),
        audience=Audience(people=engine.business.scope_prospects, scope=case.reach_goal),
        optimality=Optimality(gap=reported, claim=_claim(engine, reported)),
        budgets=budgets_of(engine, items, best, marginal),
        utility=best.utility,
        weights=GoalWeights(**{k: case.weights[k] for k in ("customers", "reach", "bonds")}),
        utility_parts=UtilityParts(**parts),
        marginal=marginal,
        least_effort=least_of(engine, items, wanted, engine.least(wanted)),
        baselines=_baselines(engine, items),
        perfect_knowledge=None
        if known is None
        else PerfectKnowledge(
            gain=Gain(
                utility=known.gain_utility, net_contribution=known.gain_net * case.local_per_usd
            )
        ),
        assumptions=tuple(
            # Of today's customers the median, as it stands beside the plan.
            Assumption(
                field=a.field,
                value=ledger.total_today.p50 if a.field == "new_customers_per_month" else a.value,
                basis=a.basis,
            )
            for a in case.assumptions
        ),
        fix_first=fixes,
        warnings=warnings_of(
            engine,
            tables,
            best,
            forecast,
            allocation,
            totals,
            evidence,
            known,
            solved.profile.locks,
        ),
        first_two_hours=first_steps(engine, items) if best.empty else (),
        evidence=evidence,
        versions=Versions(advisor=ADVISOR_VERSION, data=tables.version, schema_=SCHEMA_VERSION),
        seed=solved.seed,
        draws=solved.n_draws,
        worlds=solved.worlds,
        name=solved.profile.name or "",
        sector=case.sector,
        sector_name=tables.sectors[case.sector].name,
        country=case.country,
        currency=case.currency,
        place=_named(case.place),
        distance_unit=tables.countries[case.country].distance_unit,
        horizon_months=case.horizon_months,
        reach_goal=case.reach_goal,
        headline=_headline(
            engine, best, (leaders, ahead, weighty), known, totals, goes_on=ledger.kept > 0.0
        ),
        hire=_hire(solved, items, best),
        ledger=ledger,
        goal=goal_of(engine, best, ledger),
        bets=bets,
        questions=questions_of(engine),
        leaders=tuple(item.channel for item in leaders),
        customers_called=tables.sectors[case.sector].customers,
        lead_unit=case.lead_unit,
    )
    return called_in(found).keeping(typed_in(solved.profile.answers()))(found)


def _named(place: Place) -> str:
    """Return a town with its region, once where both are called the same."""
    if normalise(place.name) == normalise(place.region):
        return place.name
    return f"{place.name}, {place.region}".strip(", ")


def _ahead(
    engine: Engine, allocation: Sequence[AllocationItem], ledger: Ledger
) -> tuple[list[AllocationItem], list[AllocationItem], list[AllocationItem]]:
    """Return what the headline names, and a mix by what each brings beyond today, most first.

    Of what is named comes first what leaves something in the middle case.  Last come those of the
    mix that add enough to be named.
    """
    brings = {name: sum(by_source.values()) for name, by_source in ledger.by_channel.items()}
    # What a practice of today brings already is no reason to change anything.
    for c in np.flatnonzero(engine.present):
        name = engine.responses[c].channel.channel
        brings[name] = brings.get(name, 0.0) - float(np.median(engine.kept[c]))
    order = sorted(allocation, key=lambda item: -brings.get(item.channel, 0.0))
    least = _BESIDE * max((brings.get(item.channel, 0.0) for item in order[:1]), default=0.0)
    weighty = [item for item in order if brings.get(item.channel, 0.0) >= least]
    named = weighty[:_LEADERS] or order[:_LEADERS]
    return sorted(named, key=lambda item: item.net_contribution.p50 < 0.0), order, weighty


def _headline(
    engine: Engine,
    best: Mix,
    order: tuple[Sequence[AllocationItem], ...],
    known: Worlds | None,
    totals: Totals,
    *,
    goes_on: bool,
) -> str:
    """Return the call as a sentence: what carries it, whether it is open, whether it loses."""
    leaders, every, weighty = order
    if best.empty and engine.worth.free_capacity <= 0.0:
        return say("no_room_headline", {})
    if best.empty:
        return headline_of(None, (), None)
    share, ahead, alike = None, "", len(engine.alike) > 1
    if known is not None:
        shares = [float((known.best == policy).mean()) for policy in range(len(STRATEGIES))]
        share, most = shares[best.policy], int(np.argmax(shares))
        ahead = STRATEGIES[most] if shares[most] > share else ""
        # Where simulations favour one that is not alike, that is the news.
        alike = alike and (not ahead or most in engine.alike)
    away = [item for item in every if item.aim != "home_town"]
    at_home = all(item.aim == "home_town" for item in leaders)
    far = [item for item in away if item in weighty]
    # What goes there and hardly brings anything is no reason to call for it.
    alike = alike or (best.policy > 0 and at_home and bool(away) and not far)
    text = headline_of(
        STRATEGIES[best.policy],
        [item.name for item in leaders],
        share,
        ahead=ahead,
        alike=alike,
        outside=0 not in engine.alike and bool(far),
        goes_on=goes_on,
        farther=far[0].name if best.policy > 0 and at_home and far else "",
        same_things=best.policy > 0 and engine.strategies[0].same_list(best),
    )
    for question in engine.case.questions:
        if question.code == "full_today":
            text = say("full_today_headline", question.figures) + text
    loss = loss_of(engine.case, totals)
    return text if loss is None else f"{text} {say(*loss)}"


def _claim(engine: Engine, gap: float) -> str:
    """Say what is claimed: exact where the bound is met."""
    if not all(grid.exact for grid in engine.grids):
        return say("claim_coarse", {})
    return say("claim_exact" if gap <= 1e-9 else "claim_searched", {})


def _rechosen(solved: Solved) -> Worlds:
    engine = solved.engine
    return rechoose(
        engine.judging,
        engine.strategies,
        engine.recommended.policy,
        engine.hours,
        engine.money,
        solved.worlds,
    )


def _channel_shares(engine: Engine, known: Worlds) -> dict[str, float]:
    """Return per channel the share of worlds in which it is chosen."""
    found = {}
    attached = np.zeros(len(known.chosen), dtype=bool)
    for c, response in enumerate(engine.responses):
        picked = known.chosen[:, c]
        found[response.channel.channel] = float((picked > 0).mean())
        marks = np.array([False, *(o.attached for o in response.options)])
        attached |= marks[picked]
    found[ATTACHED] = float(attached.mean())
    return found


def _strategy(
    engine: Engine,
    items: Items,
    known: Worlds | None,
    shares: Mapping[str, float] | None,
    told: tuple[MixForecast, tuple[AllocationItem, ...]],
) -> Strategy:
    """Return the three ways; `told` is the forecast and the items of the recommended one."""
    best = engine.recommended
    results = []
    for mix in engine.strategies:
        forecast = told[0] if mix is best else engine.forecast(mix)
        totals = items.totals(forecast)
        results.append(
            StrategyResult(
                id=STRATEGIES[mix.policy],
                allocation=told[1] if mix is best else items.allocation(mix, forecast, shares),
                totals=totals,
                utility=mix.utility,
                payback=items.payback(forecast),
                reasons=_strategy_reasons(mix, best, totals),
            )
        )
    found = None
    if known is not None:
        found = {name: float((known.best == p).mean()) for p, name in enumerate(STRATEGIES)}
    return Strategy(
        call=None if best.empty else STRATEGIES[best.policy],
        shares=found,
        all=tuple(results),
        alike=() if best.empty else tuple(STRATEGIES[p] for p in engine.alike),
    )


def _reason(code: str, figures: dict[str, Any] | None = None) -> Reason:
    given = figures or {}
    return Reason(code=code, figures=given, sentence=say(code, given))


def _strategy_reasons(mix: Mix, best: Mix, totals: Totals) -> tuple[Reason, ...]:
    if not mix.possible:
        first = _reason("strategy_cannot")
    elif mix.policy == best.policy:
        first = _reason("strategy_best")
    elif abs(mix.utility - best.utility) < 1e-9:
        first = _reason("strategy_same")
    else:
        first = _reason(
            "strategy_behind", {"points": best.utility - mix.utility, "best": best.utility}
        )
    return (
        first,
        _reason(
            "strategy_customers",
            {
                "customers": totals.customers.p50,
                "low": totals.customers.p5,
                "high": totals.customers.p95,
            },
        ),
        _reason("strategy_reach", {"aware": totals.people_aware.p50}),
    )


def _baselines(engine: Engine, items: Items) -> tuple[Baseline, ...]:
    found = []
    for name in _BASELINES:
        mix = engine.baseline(name)
        if mix is not None:
            found.append(baseline_result(engine, items, name, mix))
    return tuple(found)


def _hire(solved: Solved, items: Items, best: Mix) -> Hire | None:
    """Return whether a manager is in the mix, with what that takes."""
    engine = solved.engine
    if engine.case.manager == "no":
        return None
    uses = [i for i in items.mix_items(best) if i.manager_hours_per_week > 0]
    if not uses:
        return Hire(
            hired=False,
            sentence=say(
                "do_it_yourself" if engine.case.manager == "maybe" else "hire_not_payable", {}
            ),
        )
    alone = solved.with_case({"manager": "no"})
    gain = best.utility - alone.recommended.utility
    net = engine.net_usd(best) - alone.net_usd(alone.recommended)
    return Hire(
        hired=True,
        hours_per_week=sum(i.manager_hours_per_week for i in uses),
        money_per_month=sum(i.money_per_month for i in uses),
        utility_difference=gain,
        net_contribution_difference=net * engine.case.local_per_usd,
        sentence=say("hire_pays" if gain >= 0 else "hire_as_asked", {}),
    )
