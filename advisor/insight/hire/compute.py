"""Me or a manager: both optima, where one overtakes the other, and how to work together.

No thumb on the scale: both sides are the best mixes there are under the same draws, whatever the
profile says about hiring, and where a manager is worth it at no value in reach, that is said.
"""

from advisor.catalogue import MONTHS, Tables
from advisor.evidence.resolve import priors_in_use
from advisor.insight.hire.brief import brief_of, referrals_of, safeguards_of
from advisor.insight.hire.findings import findings_of
from advisor.insight.hire.result import Hire, HourCost, Restart, Side, Threshold, Verdict
from advisor.insight.hire.thresholds import (
    Asking,
    budget,
    followers,
    hours_needed,
    owner_hour,
    share_better,
)
from advisor.model.engine import Engine
from advisor.profile import BusinessProfile
from advisor.recommend import solve_beside
from advisor.results import Recommendation

_COMPARED = ("US", "GB", "DE", "BR", "IN", "KE")  # countries beside the profile's own


def build(recommendation: Recommendation, profile: BusinessProfile, tables: Tables) -> Hire:
    """Return both sides with thresholds, costs, risk, brief and who answers what."""
    r, asking = recommendation, Asking(solve_beside(recommendation, profile, tables))
    priors = priors_in_use(profile, tables)
    alone_engine = asking.engine("no")
    case = alone_engine.case
    local = case.local_per_usd
    alone, alone_mix = asking.side(alone_engine)
    own_money = case.money_usd * local
    least_fee = priors["manager.minimum_usd_per_month"].best * case.price_level * local
    at_money, engine = own_money, asking.engine("yes")
    hired, hired_mix = asking.side(engine)
    payable = hired.hired
    needed = hours_needed(alone_engine)
    enough = case.owner_hours >= needed - 1e-9
    if not payable and enough:
        # Both at what it takes to pay one beside the mix without: the same money on both sides.
        for times in (1, 2):
            at_money = max(own_money, alone.money + times * least_fee)
            engine = asking.engine("yes", {"money_per_month": at_money})
            hired, hired_mix = asking.side(engine)
            if hired.hired:
                break
        alone_engine = asking.engine("no", {"money_per_month": at_money})
        alone, alone_mix = asking.side(alone_engine)
    side = hired if hired.hired else None
    share = None
    if side is not None:
        share = share_better((engine, hired_mix), (alone_engine, alone_mix))
    better = side is not None and payable and hired.utility >= alone.utility
    if better and r.hire is not None and (profile.manager or "maybe") == "maybe":
        better = r.hire.hired  # what is advised: not against the odds
    verdict: Verdict = "pays" if better else "does_not_pay" if payable else "cannot_be_paid"
    hour = case.value_of_owner_hour_usd * local
    thresholds: tuple[Threshold, ...] = ()
    if enough:
        policies = tuple(sorted({alone_mix.policy, hired_mix.policy}))
        money = at_money if not payable else max(own_money, alone.money + least_fee)
        platform = _platform(r, alone_engine, side)
        thresholds = (
            owner_hour(asking, policies, money, hour),
            budget(asking, policies, own_money, pays=verdict == "pays"),
        )
        if platform:
            thresholds += (followers(asking, policies, money, platform, alone_engine),)
    safeguards, safe_facts = safeguards_of(tables, priors)
    found = Hire(
        findings=(),
        verdict=verdict,
        asked=profile.manager or "maybe",
        currency=r.currency,
        name=r.name or r.sector_name,
        alone=alone,
        hired=side,
        at_money=at_money,
        own_money=own_money,
        utility_difference=None if side is None else side.utility - alone.utility,
        net_difference=None if side is None else side.net - alone.net,
        share_of_draws=share,
        owner_hour=hour,
        owner_hours=case.owner_hours,
        owner_hours_needed=needed,
        least_fee=least_fee,
        thresholds=thresholds,
        costs=_costs(r, tables, alone_engine),
        restart=None if side is None else _restart(tables, side, alone, hour),
        brief=brief_of(r, profile, tables, alone_engine.draws, side),
        referrals=referrals_of(tables),
        safeguards=safeguards,
    )
    return found.model_copy(update={"findings": findings_of(found, tables, safe_facts)})


def _platform(r: Recommendation, engine: Engine, hired: Side | None) -> str:
    """Return the platform whose following is varied: the manager's, the largest, the best."""
    open_here = {
        response.channel.channel: response.channel
        for response in engine.responses
        if response.channel.kind == "platform"
    }
    run = [
        i.channel
        for i in (() if hired is None else hired.allocation)
        if i.manager_hours_per_week > 0 and i.channel in open_here
    ]
    if run:
        return run[0]
    counted = {name: engine.case.followers.get(name, 0.0) for name in open_here}
    if any(counted.values()):
        return max(sorted(counted), key=lambda name: counted[name])
    scores = {c.channel: c.score for c in r.channels if c.channel in open_here}
    return max(sorted(scores), key=lambda name: scores[name]) if scores else ""


def _costs(r: Recommendation, tables: Tables, engine: Engine) -> tuple[HourCost, ...]:
    """Return what an hour costs at home and elsewhere, in the profile's currency."""
    local = engine.case.local_per_usd
    found = []
    for name in (r.country, *(c for c in _COMPARED if c != r.country)):
        country = tables.countries[name]
        scale = country.price_level * local
        kinds = ("hourly_usd", "agency_hourly_usd") if name == r.country else ("hourly_usd",)
        for kind in kinds:
            prior = tables.priors[f"manager.{kind}"]
            found.append(
                HourCost(
                    country=country.name,
                    who="agency" if kind.startswith("agency") else "freelancer",
                    low=prior.low * scale,
                    middle=prior.best * scale,
                    high=prior.high * scale,
                )
            )
    return tuple(found)


def _restart(tables: Tables, hired: Side, alone: Side, hour: float) -> Restart:
    """Return the risk that the arrangement ends within a year."""
    still = tables.priors["manager.still_there_share"]
    hours = tables.priors["manager.restart_owner_hours"].best
    cost = tables.practice["restart_fee_months"].value * hired.manager_money + hours * hour
    return Restart(
        still_there_low=still.low,
        still_there=still.best,
        still_there_high=still.high,
        cost=cost,
        owner_hours=hours,
        expected_a_year=(1.0 - still.best) * cost,
        gain_a_year=MONTHS * (hired.net - alone.net),
    )
