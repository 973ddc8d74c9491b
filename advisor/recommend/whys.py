"""Why a channel is in a mix or out of it, with the figures that decided it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from advisor.catalogue import Channel
from advisor.evidence.marketplaces import ways_of_selling
from advisor.explain.names import named
from advisor.explain.reasons import say
from advisor.model.engine import Engine
from advisor.model.forecast import MixForecast, ranges
from advisor.model.mix import Mix
from advisor.model.odds import nearly_full, too_few
from advisor.model.response.base import FEES_ON_SALES
from advisor.model.response.options import HOUR_STEP
from advisor.recommend.budgets import hours_short, levels_open, money_short
from advisor.recommend.items import Items
from advisor.results import AllocationItem, Range, Reason

# Shares of a channel's gross profit from existing customers: told as well, told instead.
_PARTLY_AGAIN, _MOSTLY_AGAIN = 0.3, 0.95
# A channel is slow that brings so many times as much in the end; fewer a month are hardly any.
_SLOW_TIMES, _HARDLY = 2.0, 0.004
_OF_TODAY = 0.1  # part of what a channel brings from which it is said that it comes already
# Being known and ties are said from here on: points, part of those by customers, ties a month.
_KNOWN, _KNOWN_BESIDE, _TIES = 0.02, 0.3, 0.3
_FITS, _FITS_POORLY = 1.5, 0.6  # factors on what a channel brings that are said
_EVEN_ODDS = 0.5  # a coin's
_ALIKE = 1.5  # times: two figures that say the same
_MOST_TIMES = 1000.0  # as many customers: beyond that it says nothing to name how many times
# Of the plan's money and of the money given: from here on it is said what a customer costs.
_MOST_OF, _NOT_LITTLE = 0.5, 0.1
_OF_A_PLAN = (
    "gross_profit", "later_profit", "gross_extra", "net_over_years", "people_aware", "bonds",
)  # fmt: skip


def _average(engine: Engine, best: Mix, c: int, j: int) -> dict[str, float]:
    """Return expected monthly figures of an option (usd), crowding left out."""
    expected = engine.worth.expected[c]
    bucket = engine.judging.around(best.chosen)[0]
    found = {name: float(table[best.policy, bucket, j]) for name, table in expected.items()}
    found["gross"] = found["gross_new"] + found["gross_later"] + found["gross_extra"]
    found["cost"] = float(engine.worth.cost[c][j])
    return found


def as_planned(plan: MixForecast) -> dict[int, dict[str, float]]:
    """Return expected monthly figures (usd) of each channel of a mix beside the others.

    Crowding, room and the month in which it begins applied, so that what the channels leave adds
    up to what the mix does.
    """
    found = {}
    for use, draws, full in zip(plan.uses, plan.channels, plan.full, strict=True):
        of = {name: float(draws[name].mean()) for name in _OF_A_PLAN}
        gross = of["gross_profit"] + of["later_profit"]
        found[use.c] = {**of, "gross": gross, "net": of["net_over_years"]}
        found[use.c]["full"] = float(np.median(full["customers"]))
        found[use.c]["full_net"] = float(full["net_over_years"].mean())
    return found


def reasons_in(
    engine: Engine,
    best: Mix,
    c: int,
    items: Items,
    planned: Range | None,
    figures: Mapping[str, float],
) -> tuple[Reason, ...]:
    """Return why a channel is in; `planned`: its range; `figures`: what it brings and costs."""
    case, response = engine.case, engine.responses[c]
    j = int(best.chosen[c]) - 1
    local, money = case.local_per_usd, case.currency
    if planned is None:
        drawn = response.at("customers", best.policy, j=j) * response.mean_of("customers")
        low, middle, high = (float(x) for x in ranges(drawn))
    else:
        low, middle, high = planned.points
    net = figures["net"] * local
    found: list[tuple[str, dict[str, float | int | str | None]]] = []
    again = figures["gross_extra"] / max(figures["gross"], 1e-9)
    slow = figures["full"] > _SLOW_TIMES * max(middle, _HARDLY)
    if again <= _MOSTLY_AGAIN:
        brings: dict[str, float | int | str | None] = {
            "customers": middle, "low": low, "high": high, "slow": float(slow),
            "gross": figures["gross"] * local, "currency": money,
        }  # fmt: skip
        found.append(("brings_customers", brings))
        already = float(np.median(engine.kept[c]))
        if already > max(_OF_TODAY * middle, _HARDLY):
            found.append(("comes_already", {"already": already}))
        if slow:
            found.append(("works_fully", {"full": figures["full"]}))
    if again > _PARTLY_AGAIN:
        found.append(("repeat_sales", {"extra": figures["gross_extra"] * local, "currency": money}))
    if net >= 0:
        found.append(("pays_for_itself", {"net": net, "currency": money}))
    elif figures["full_net"] > 0.0:
        later = figures["full_net"] * local
        found.append(("costs_at_first", {"loss": -net, "full_net": later, "currency": money}))
    else:
        runs = -figures["net"] <= -float(engine.worth.wanted_on_top[c][j])
        code = "costs_and_runs" if runs else "costs_for_now"
        found.append((code, {"loss": -net, "currency": money}))
    parts = engine.worth.parts(c, best.policy)
    reach = float(parts["reach"][0, j])
    if reach > _KNOWN or reach > _KNOWN_BESIDE * abs(float(parts["customers"][0, j])):
        found.append(("makes_known", {"aware": figures["people_aware"]}))
    if figures["bonds"] >= _TIES:
        found.append(("makes_bonds", {"bonds": figures["bonds"]}))
    if float(parts["liking"][0, j]) > 1e-6:
        found.append(("liking", {}))
    lock = case.locks.get(response.channel.channel)
    wished = lock is not None and bool(lock.keep or lock.at_least)
    if float(parts["liking"][0, j]) < -1e-6:
        pays = not wished and net >= 0.0
        found.append(("liking_despite" if pays else "liking_all_the_same", {}))
    found += _places_to_sell(engine, items, response.channel)
    if lock is not None and wished:
        found.insert(0, ("sells_there" if lock.sells else "kept_by_you", {}))
    if response.options[j].shared:
        host = items.tables.channels[response.channel.shares_posts_of[0]].name
        found.insert(0, ("shared_posts", {"name": host}))
    if response.fit >= _FITS:
        found.append(("fits_business", {"factor": response.fit}))
    return _as_reasons(found)


def dearest(
    engine: Engine, best: Mix, allocation: Sequence[AllocationItem]
) -> dict[str, tuple[Reason, ...]]:
    """Return why the channel that takes most of the plan's money is worth it; none takes little.

    By the price of a customer, counted as what the plan brings more with it than without it.
    """
    case = engine.case
    local, whole = case.local_per_usd, sum(item.money_per_month for item in allocation)
    one = max(allocation, key=lambda item: item.money_per_month, default=None)
    if one is None or one.money_per_month < max(
        _MOST_OF * whole, _NOT_LITTLE * case.money_usd * local, 1e-9
    ):
        return {}
    channels = [response.channel.channel for response in engine.responses]
    if one.channel not in channels:
        return {}
    without = best.chosen.copy()
    without[channels.index(one.channel)] = 0
    hired = engine.searches[best.policy].hired(without)
    less = engine.customers(replace(best, chosen=without, hired=hired))
    more = 12.0 * (engine.customers(best) - less)
    figures: dict[str, float | int | str | None] = {
        "money": one.money_per_month, "whole": whole, "more": more,
        "each": 12.0 * one.money_per_month / max(more, 1e-9),
        "leaves": engine.business.typical_profit[3] * local, "currency": case.currency,
    }  # fmt: skip
    return {one.channel: _as_reasons([("takes_most", figures)])}


def _as_reasons(
    found: Sequence[tuple[str, Mapping[str, float | int | str | None]]],
) -> tuple[Reason, ...]:
    """Return reasons; what rests on liking has one code, for and against."""
    return tuple(
        Reason(code="liking" if k.startswith("liking") else k, figures=v, sentence=say(k, v))
        for k, v in found
    )


def _places_to_sell(
    engine: Engine, items: Items, channel: Channel
) -> list[tuple[str, dict[str, float | int | str | None]]]:
    """Return the marketplaces and directories of the trade in the country, named."""
    if channel.kind != "listing":
        return []
    names = ways_of_selling(items.tables, engine.case.country, engine.case.sector)
    found: list[tuple[str, dict[str, float | int | str | None]]] = []
    found += [("places_to_sell", {"names": named(names)})] if names else []
    if engine.business.listed_as in FEES_ON_SALES:
        fee = engine.draws.best(f"{channel.channel}.fee_share")
        found.append(("fees_come_off", {"share": fee}))
    return found


def reasons_out(engine: Engine, best: Mix, c: int, items: Items) -> tuple[Reason, ...]:
    """Return why a channel is out."""
    case, response, menu = engine.case, engine.responses[c], engine.worth.menus[c]
    local, money = case.local_per_usd, case.currency
    found: list[tuple[str, dict[str, float | int | str | None]]] = []
    lock = case.locks.get(response.channel.channel)
    if lock is not None and lock.never:
        found.append(("banned_by_you", {}))
    elif lock is not None and lock.at_most is not None and not menu.open.any():
        found.append(("above_your_limit", {}))
    own = levels_open(engine, best, c)
    if not response.allowed[best.policy].any():
        found.append(("strategy_area", {}))
    elif own:
        least_money = min(int(menu.money[j]) for j in own)
        least_hours = min(int(menu.hours[j]) for j in own)
        if least_money > engine.money:
            found.append(
                (
                    "below_minimum_money",
                    {
                        "minimum": least_money * items.step_local,
                        "given": case.money_usd * local,
                        "currency": money,
                    },
                )
            )
        if least_hours > engine.hours:
            found.append(
                (
                    "below_minimum_hours",
                    {"minimum": least_hours * HOUR_STEP, "given": case.owner_hours},
                )
            )
        values = engine.worth.value(c, best.policy, crowd=engine.worth.crowding_by_bin[0])[0]
        j = max(own, key=lambda k: (float(values[k]), -k))
        runs = int(engine.present[c])
        figures = _average(engine, best, c, runs - 1 if runs else j)
        liked = float(engine.worth.parts(c, best.policy)["liking"][0, j])
        if float(values[j]) < 0.0 < float(values[j]) - liked:
            found.append(("liking_against", {}))
        if figures["gross"] < figures["cost"]:
            found.append(
                (
                    "costs_more_today" if runs else "costs_more_than_brings",
                    {
                        "gross": figures["gross"] * local,
                        "cost": figures["cost"] * local,
                        "currency": money,
                    },
                )
            )
            scales = engine.worth.scales
            new = figures["gross_new"] + figures["gross_later"]
            new = scales.customers * new / scales.usd_per_point
            times = 1.0 - float(values[j]) / max(new, 1e-12)
            # Said where it is not far from what the two amounts beside it say.
            ratio = times * figures["gross"] / max(figures["cost"], 1e-12)
            if not runs and 1.0 < times < _MOST_TIMES and 1.0 / _ALIKE < ratio < _ALIKE:
                found.append(("would_come_in", {"times": times}))
        elif not found:
            found.append(_why_not(engine, best, c, own, float(values[j])))
    found += _places_to_sell(engine, items, response.channel)
    if response.fit <= _FITS_POORLY:
        found.append(("poor_fit", {"factor": response.fit}))
    if not found:
        found.append(("others_do_more", {}))
    told = _as_reasons(found)
    if response.channel.kind == "profile" and case.has_profile:
        stays = f"{say('stays_untended', {})} {told[0].sentence}"
        return told[0].model_copy(update={"sentence": stays}), *told[1:]
    return told


def _why_not(
    engine: Engine, best: Mix, c: int, own: Sequence[int], value: float
) -> tuple[str, dict[str, float | int | str | None]]:
    """Return what really keeps a channel out that would earn its cost on average.

    `own`: its levels that are open to the strategy and work of their own.
    `value`: what the best of them is worth by itself, unlikely good outcomes cut off.
    """
    if engine.worth.free_capacity <= 0.0:
        return "no_room_at_all", {}
    if float(engine.judging.kept_share(best.chosen[None, :], best.policy)[0]) < 1.0:
        return "no_room", {}
    search, limits = engine.searches[best.policy], engine.limits
    hours = engine.worth.menus[c].hours
    least = min(own, key=lambda k: (int(hours[k]), k))
    odds = float((engine.worth.net_draws(c, best.policy, least) > 0.0).mean())
    if too_few(engine.worth, c, best.policy)[list(own)].all():
        return "too_few", {}
    if value < 0.0 or engine.judging.long_shots(c, best.policy)[list(own)].all():
        return ("poor_odds" if odds < _EVEN_ODDS else "careful_odds"), {"share": odds}
    beside = np.repeat(best.chosen[None, :], len(own), axis=0)
    beside[:, c] = np.array(own) + 1
    if float(search.utility(beside).max()) <= best.utility:
        return "little_beside", {}
    room_for = search.fits(beside, engine.hours, engine.money, limits).any()
    if room_for and engine.responses[c].channel.family == "paid":
        likeliest = beside[int(np.argmax(search.utility(beside)))]
        if nearly_full(engine.judging, likeliest, best.policy):
            return "fills_last_room", {}
        return "too_late", {"months": engine.case.horizon_months}
    most = limits.single_share * engine.hours
    done = engine.responses[c].channel.channel in engine.case.done_today
    if engine.hours > limits.spread_hours and int(hours[least]) > most and not done:
        return "too_much_on_one", {"share": limits.single_share}
    wagers = search.bets(np.where(np.arange(len(best.chosen)) == c, least + 1, 0))
    if odds < _EVEN_ODDS and c in wagers and int(hours[least]) > limits.bet_hours:
        return "too_much_on_a_bet", {"share": odds}
    if short := money_short(engine, best, c):
        more = short * engine.case.money_step_usd * engine.case.local_per_usd
        return "little_money_more", {"more": more, "currency": engine.case.currency}
    most_channels = search.most_channels(best.chosen, limits)
    full = search.in_use(best.chosen) >= most_channels
    if int(hours[least]) > engine.hours - engine.spent(best)[0]:
        if quarters := hours_short(engine, best, c):
            return "one_hour_more", {"short": quarters * HOUR_STEP}
        return ("hours_and_places" if full else "hours_do_more"), {"count": most_channels}
    if full:
        return "kept_going_full", {"count": most_channels}
    return "others_do_more", {}
