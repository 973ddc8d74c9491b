"""Whether to advertise with this budget, where, how much, to whom, and when to stop.

Forecasts are the recommendation's own levels, or those of the engine's response formula for
other spends, under the same draws; scores and the mix are the recommendation's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.catalogue import STRATEGIES, Channel, Prior, Tables
from advisor.evidence.resolve import priors_in_use
from advisor.explain.names import named
from advisor.explain.wording import amount, given
from advisor.insight.adverts.result import (
    AdvertAdvice,
    AdvertChannel,
    Price,
    SpendLevel,
    SpendPoint,
)
from advisor.insight.adverts.spending import (
    Where,
    clicks_by_money,
    curve_of,
    full_at,
    saturates_at,
    worth_up_to,
)
from advisor.insight.adverts.targets import Filling, all_limits, steps_for
from advisor.insight.adverts.telling import findings_of
from advisor.insight.adverts.words import say
from advisor.model.budgets import looked_at
from advisor.model.response import Response
from advisor.profile import BusinessProfile
from advisor.recommend import Solved, solve_beside
from advisor.recommend.ladders import ladder_of
from advisor.recommend.stopping import stop_rule
from advisor.results import ChannelResult, Range, Recommendation, StopRule

_PRICES = ("cost_per_click", "cost_per_lead", "cost_per_1000")
_LOOK_STEPS, _EVERY = 600, 4  # money steps looked at for the spend at which an advert joins
# Why an advert that would pay is left out all the same: codes of reasons.
_OTHERS_FIRST = (
    "one_hour_more", "hours_do_more", "hours_and_places", "kept_going_full", "others_do_more",
    "no_room", "little_money_more", "too_late", "fills_last_room",
)  # fmt: skip
_INSTEAD = 3  # other channels named for the same money


def build(recommendation: Recommendation, profile: BusinessProfile, tables: Tables) -> AdvertAdvice:
    """Return the advice on adverts that follows from a recommendation.

    Channels open ones first, best first.  Raises ``ProfileError`` if an answer is not allowed (as
    in ``recommend``).
    """
    solved = solve_beside(recommendation, profile, tables)
    engine = solved.engine
    call = recommendation.strategy.call
    policy = engine.recommended.policy if call is None else STRATEGIES.index(call)
    where = Where(engine, tables, policy)
    filling = Filling(profile, engine.case, recommendation, tables)
    priors = priors_in_use(profile, tables)
    paid = [c for c in recommendation.channels if c.family == "paid"]
    paid.sort(key=lambda c: (not c.levels, -c.score, c.channel))
    channels = tuple(_channel(recommendation, where, filling, priors, c) for c in paid)
    suited = tables.practice["suited_advert_share"].value
    chosen = _chosen(channels, suited)
    verdict = _verdict(channels, recommendation.budgets.money.given, suited)
    joins, looked = _joins_from(where, solved)
    spent = sum(i.money_per_month for i in recommendation.allocation if i.channel in chosen)
    names = [c.name for c in channels if c.channel in chosen]
    currency = recommendation.currency
    fields = {
        "currency": currency,
        "money": amount(spent, currency),
        "budget": given(recommendation.budgets.money.given, currency),
    }
    advice = AdvertAdvice(
        findings=(),
        verdict=verdict,
        sentence=say(verdict, names=named(names), **fields),
        budget=recommendation.budgets.money.given,
        currency=recommendation.currency,
        chosen=chosen,
        instead=_instead(recommendation),
        joins_from=joins,
        looked_up_to=looked,
        channels=channels,
        limits=all_limits(engine.case.sector, tables),
        steps=steps_for(engine.case, tables, chosen),
        cheapest_suited=_cheapest(channels, suited),
    )
    found = findings_of(advice, recommendation, engine.case)
    return advice.model_copy(update={"findings": found})


def _chosen(channels: Sequence[AdvertChannel], suited: float) -> tuple[str, ...]:
    """Return the channels in the mix, otherwise the first that suits and the budget pays.

    Where it pays none that suits, the cheapest of those.
    """
    inside = tuple(c.channel for c in channels if c.in_mix)
    payable = tuple(c.channel for c in _suiting(channels, suited) if c.affordable)
    return inside or payable[:1] or tuple(filter(None, (_cheapest(channels, suited),)))


def _suiting(channels: Sequence[AdvertChannel], suited: float) -> list[AdvertChannel]:
    """Return the open adverts that score at least that part of the best one.

    Any other is the wrong one for the trade.
    """
    there = [c for c in channels if c.open]
    best = max((c.score for c in there), default=0.0)
    return [c for c in there if c.score >= suited * best]


def _cheapest(channels: Sequence[AdvertChannel], suited: float) -> str | None:
    """Return of the adverts that suit the one for least money."""
    well = [c for c in _suiting(channels, suited) if c.least_money is not None]
    cheapest = min(well, key=lambda c: c.least_money or 0.0, default=None)
    return None if cheapest is None else cheapest.channel


def _verdict(channels: Sequence[AdvertChannel], budget: float, suited: float) -> str:
    if any(c.in_mix for c in channels):
        return "advertise"
    if not any(c.open for c in channels):
        return "none_open"
    if budget <= 0:
        return "no_money"
    payable = [c for c in _suiting(channels, suited) if c.affordable]
    if any(reason.code in _OTHERS_FIRST for c in payable for reason in c.reasons):
        return "others_first"
    return "not_worth" if payable else "below_minimum"


def _instead(recommendation: Recommendation) -> tuple[str, ...]:
    """Return the unpaid channels that carry the mix, or the first steps where there is none."""
    names = [c.name for c in recommendation.carrying if c.family != "paid"][:_INSTEAD]
    return tuple(names or [s.name for s in recommendation.first_two_hours[:_INSTEAD]])


def _joins_from(where: Where, solved: Solved) -> tuple[float | None, float]:
    """Return the least money with which the best mix holds an advert, and how far was looked."""
    engine = where.engine
    top = max(_LOOK_STEPS, engine.money)
    wider = (
        engine if engine.money == top else solved.asked({"money_per_month": top * where.step_local})
    )
    paid = [k for k, r in enumerate(wider.responses) if r.channel.family == "paid"]
    before = 0
    for money in looked_at(wider.money, _EVERY):
        if wider.at(engine.hours, money, quick=True).chosen[paid].any():
            # What would be recommended there decides, and from which step on.
            for one in range(before + 1, money + 1):
                if engine.at(engine.hours, one).chosen[paid].any():
                    return one * where.step_local, top * where.step_local
        before = money
    return None, top * where.step_local


def _channel(
    recommendation: Recommendation,
    where: Where,
    filling: Filling,
    priors: Mapping[str, Prior],
    result: ChannelResult,
) -> AdvertChannel:
    engine, tables, name = where.engine, where.tables, result.channel
    response = next((r for r in engine.responses if r.channel.channel == name), None)
    row = tables.channels[name] if response is None else response.channel
    scale = engine.case.price_level * engine.case.local_per_usd
    useful = priors.get(f"{name}.minimum_money")
    levels: tuple[SpendLevel, ...] = ()
    curve: tuple[SpendPoint, ...] = ()
    stop: StopRule | None = None
    least: float | None = None
    most_asked: float | None = None
    if response is not None and result.levels:
        levels = _levels(recommendation, where, row, response, result)
        curve = curve_of(where, row)
        least = min(level.money_per_month for level in levels)
        shown = next((level for level in levels if level.chosen), levels[0])
        stop = stop_rule(engine, response, where.policy, shown.money_per_month)
        if max(o.level for o in response.options) < row.levels[-1]:
            most_asked = max(level.money_per_month for level in levels)
    audience = _audience(where, row)
    fewest = [t.value for t in tables.advice.targeting if t.channel == name and t.value]
    return AdvertChannel(
        channel=name,
        name=result.name,
        open=bool(result.levels),
        in_mix=result.in_mix,
        score=result.score,
        share_of_worlds=result.share_of_worlds,
        audience=audience,
        audience_too_small=audience is not None and any(audience.p50 < f for f in fewest),
        minimum_useful=None if useful is None else _money_range(useful, scale),
        least_money=least,
        affordable=least is not None and least <= recommendation.budgets.money.given + 1e-9,
        saturates_at=saturates_at(curve),
        most_asked=most_asked,
        full_at=full_at(curve, engine.worth.free_capacity),
        worth_up_to=None if least is None else worth_up_to(curve, least),
        prices=_prices(priors, name, engine.case.sector, scale),
        levels=levels,
        curve=curve,
        stop=stop,
        targeting=filling.of(name),
        reasons=result.reasons,
    )


def _same(money: float, level: SpendLevel) -> bool:
    return abs(money - level.money_per_month) < 1e-6 * max(money, 1.0)


def _levels(
    recommendation: Recommendation,
    where: Where,
    row: Channel,
    response: Response,
    result: ChannelResult,
) -> tuple[SpendLevel, ...]:
    """Return the owner's levels with their clicks, least spend first.

    Where a helper does the work in the mix, the owner's level of the same spend is marked.
    """
    clicks = clicks_by_money(where, row)
    inside = [level for level in result.levels if level.chosen]
    # Aimed as the mix is, which may be nearer than the goal at which the result's levels are shown.
    own = where.engine.responses.index(response)
    found = []
    for option, level, brings in zip(
        response.options, result.levels, ladder_of(where.engine, own, where.policy), strict=True
    ):
        if option.doer != "owner":
            continue
        spend = option.money_steps * where.step_local
        chosen = any(
            one is level
            or (one.done_by != ("owner",) and _rung(response, result, one) == option.level)
            for one in inside
        )
        found.append(
            SpendLevel(
                money_per_month=spend,
                hours_per_week=level.hours_per_week,
                affordable=spend <= recommendation.budgets.money.given + 1e-9,
                chosen=chosen,
                people_reached=brings["people_reached"],
                clicks=clicks.get(option.money_steps),
                leads=brings["leads"],
                customers=brings["customers"],
                gross_profit=brings["gross_profit"],
                net_contribution=brings["net_contribution"],
            )
        )
    return tuple(sorted(found, key=lambda level: level.money_per_month))


def _rung(response: Response, result: ChannelResult, level: object) -> float:
    """Return the effort of a level of the result in the channel's own unit."""
    return next(
        o.level for o, other in zip(response.options, result.levels, strict=True) if other is level
    )


def _audience(where: Where, row: Channel) -> Range | None:
    """Return the people the strategy aims at who use the platform of a channel."""
    if row.kind != "social_ads":
        return None
    share = where.engine.case.platform_share[row.platform]
    people = where.engine.case.aim_prospects[where.policy]
    return Range.of((share.low, share.best, share.high)).times(people)


def _money_range(prior: Prior, scale: float) -> Range:
    return Range.of((prior.low, prior.best, prior.high)).times(scale)


def _prices(priors: Mapping[str, Prior], name: str, sector: str, scale: float) -> tuple[Price, ...]:
    """Return what is paid for in this trade: clicks, enquiries, a thousand views."""
    found = []
    for quantity in _PRICES:
        keys = (f"{name}.{quantity}.{sector}", f"{name}.{quantity}.other", f"{name}.{quantity}")
        prior = next((priors[k] for k in keys if k in priors), None)
        if prior is not None:
            found.append(
                Price(
                    quantity=quantity,
                    values=_money_range(prior, scale),
                    own_row=prior.prior_id == keys[0] and bool(prior.fact_ids),
                    fact_ids=prior.fact_ids,
                    grade=prior.grade,
                    reasoning=prior.reasoning,
                )
            )
    return tuple(found)
