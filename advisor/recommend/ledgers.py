"""Where new customers come from, as results: by source, against the goal, channel by channel."""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from advisor.catalogue import MONTHS, WEEKS_PER_MONTH, Tables
from advisor.explain.ledger_words import come_today
from advisor.explain.reasons import say
from advisor.explain.wording import two_figures
from advisor.model.curves import Array
from advisor.model.engine import Engine
from advisor.model.forecast import MixForecast, Use, uses_of
from advisor.model.limits import MORE_HOURS, MORE_MONEY
from advisor.model.mix import Mix
from advisor.model.pooling import Pooled
from advisor.model.response.options import HOUR_STEP, Option
from advisor.recommend.items import range_of
from advisor.results import Range
from advisor.results.ledger import Bet, Goal, Judged, Ledger, LedgerPage, NextStep, Practice, Source

_ELSE = "other"  # the source of what nobody counts
# Parts of a ledger that are taken where the owner gave none, and the answers that give them.
_SUPPOSED: Mapping[Literal["wanted", "room"], str] = {
    "wanted": "customers_wanted_per_month", "room": "capacity_new_customers_per_month",
}  # fmt: skip
# Steps looked at to close the gap: hours and hundreds of money, in those of the marginals.
_STEPS = (1, 2, 4, 8)
_ONE_STEP = ("step_hours", "step_money")
_MOST_OF_IT = 0.5  # part of the best step's gain that a cheaper step must bring
_EPS = 1e-9
_HARDLY_MISSING = 0.05  # share of the goal below which nothing is missing


def _moved(range_: Range, middle: float) -> Range:
    """Return a range with another middle, its ends in the same relation to it."""
    if range_.p50 <= 0.0:
        return _held(range_, middle)
    scale = middle / range_.p50
    return Range(p5=range_.p5 * scale, p50=middle, p95=range_.p95 * scale)


def source_of(engine: Engine, c: int) -> str:
    """Return the source a channel feeds."""
    return engine.responses[c].channel.ledger_source or _ELSE


def ledger_of(engine: Engine, forecast: MixForecast, customers: Range) -> Ledger:
    """Return new customers a month by source, today and with the plan, which brings `customers`."""
    case = engine.case
    ledger = engine.ledger
    today = {source: ledger.total * share for source, share in ledger.shares_today.items()}
    total_today = range_of(ledger.total)
    means = {source: float(draws.mean()) for source, draws in today.items()}
    scale = total_today.p50 / max(sum(means.values()), 1e-12)
    # What each channel of the plan brings: means, scaled to the middle of the total.
    brings = {use.c: float(d["customers"].mean()) for use, d in _used(forecast)}
    part = customers.p50 / max(sum(brings.values()), 1e-12)
    # What is done today is no part of what comes anyway, whether the plan goes on with it or not;
    # where nothing is advised all stays as it is, and so does a free entry or a sign that nobody
    # takes down, as far as there is room for whom it brings.
    done = {int(c): float(np.median(engine.kept[c])) for c in np.flatnonzero(engine.present)}
    entry = {
        c
        for c, pick in ((c, int(engine.present[c])) for c in done)
        if (r := engine.responses[c]).channel.stays and _is_free(engine, r.options[pick - 1])
    }
    kept = {c: n for c, n in done.items() if brings and (c in brings or c not in entry)}
    most = max(case.capacity_per_month, total_today.p50)
    if brings and total_today.p50 + customers.p50 - sum(kept.values()) > most:
        kept = done
    kept_in_all = min(sum(kept.values()), total_today.p50)
    # Medians of parts need not add up: where they come to more than the room, more comes already.
    beyond = total_today.p50 + customers.p50 - kept_in_all - most
    if kept_in_all > 0.0:
        kept_in_all = min(kept_in_all + max(0.0, beyond), total_today.p50)
    keep = kept_in_all / max(sum(kept.values()), 1e-12)
    added: dict[str, float] = {}
    draws_added: dict[str, Array] = {}
    by_channel: dict[str, Mapping[str, float]] = {}
    for c, brought in kept.items():
        source = source_of(engine, c)
        added[source] = added.get(source, 0.0) - brought * keep
        draws_added[source] = (
            draws_added.get(source, np.zeros(engine.draws.n_draws)) - brought * keep
        )
    begins = float(np.median(ledger.begins))
    for source, share in ledger.begins_by.items() if begins > 0.0 else ():
        added[source] = added.get(source, 0.0) + begins * share
        draws_added[source] = draws_added.get(source, 0.0) + ledger.begins * share
    for use, draws in _used(forecast):
        source = source_of(engine, use.c)
        name = engine.responses[use.c].channel.channel
        by_channel[name] = {source: brings[use.c] * part}
        added[source] = added.get(source, 0.0) + brings[use.c] * part
        draws_added[source] = (
            draws_added.get(source, np.zeros_like(draws["customers"])) + draws["customers"]
        )
    now_share = {s: mean * case.source_today[s] for s, mean in ledger.mean_shares.items()}
    now_share = {s: share / sum(now_share.values()) for s, share in now_share.items()}
    sources = []
    for source, now in today.items():
        middle = means[source] * scale
        with_plan = np.maximum(now + draws_added.get(source, 0.0), 0.0)
        sources.append(
            Source(
                source=source,
                today=_moved(range_of(now), middle),
                with_plan=_moved(range_of(with_plan), max(0.0, middle + added.get(source, 0.0))),
                trade_share=case.source_shares[source],
                own_count=case.source_counts.get(source, 0),
                share=now_share[source],
            )
        )
    whole = sum(s.with_plan.p50 for s in sources)
    if whole > most:  # medians of parts need not sum to that of the whole, which has no more room
        part = most / whole
        sources = [s.model_copy(update={"with_plan": s.with_plan.times(part)}) for s in sources]
        whole = most
    # Where more come today than there is room for, as many come with the plan.
    together = np.minimum(
        np.maximum(ledger.total + sum(draws_added.values()), 0.0),
        np.maximum(ledger.total, max(most, whole)),
    )
    assumed = {one.field for one in case.assumptions}
    # A room that contradicts what comes today was taken otherwise than it was given.
    assumed |= {one.field for one in case.questions}
    return Ledger(
        sources=tuple(sources),
        total_today=total_today,
        total_with_plan=_held(range_of(together), whole),
        wanted=case.customers_wanted,
        room=case.capacity_per_month,
        supposed=tuple(part for part, field in _SUPPOSED.items() if field in assumed),
        kept=kept_in_all,
        given_up=keep * sum(brought for c, brought in kept.items() if c not in brings),
        begins=begins,
        by_channel=by_channel,
    )


def _is_free(engine: Engine, option: Option) -> bool:
    usd = option.money_steps * engine.case.money_step_usd
    return usd < engine.draws.best("pooling.bought_usd")


def _held(range_: Range, middle: float) -> Range:
    """Return a range whose middle is another, its ends kept around it."""
    return Range(p5=min(range_.p5, middle), p50=middle, p95=max(range_.p95, middle))


def _used(forecast: MixForecast) -> list[tuple[Use, Mapping[str, Array]]]:
    return list(zip(forecast.uses, forecast.channels, strict=True))


def goal_of(engine: Engine, best: Mix, ledger: Ledger) -> Goal:
    """Return the goal against what the plan leads to, and the cheapest step that closes most."""
    expected = ledger.total_with_plan.p50
    missing = max(0.0, ledger.wanted - expected)
    alike = two_figures(expected) == two_figures(ledger.wanted)  # as they are shown
    ours = "wanted" in ledger.supposed
    leads_to = say(
        "goal_supposed" if ours else "goal_leads_to",
        {"wanted": ledger.wanted, "expected": expected, "period": "month",
         "today": come_today(ledger.total_today.p50, ours)},
    )  # fmt: skip
    if alike or missing <= _HARDLY_MISSING * ledger.wanted:
        return Goal(wanted=ledger.wanted, expected_total=expected, missing=0.0, sentence=leads_to)
    step = _next_step(engine, best, expected, ledger.wanted)
    if step is not None and two_figures(step.expected_total) == two_figures(expected):
        step = None  # as they are shown it leads nowhere
    if ours and step is not None:
        money = engine.case.money_usd * engine.case.local_per_usd
        far_off = step.hours_per_week > engine.case.owner_hours or step.money_per_month > money
        if far_off or step.expected_total == ledger.wanted:
            step = None  # nobody asked for it: that it takes twice of what there is is no news
    far = "" if ours or step is not None else f" {say('goal_too_far', {})}"
    return Goal(
        wanted=ledger.wanted,
        expected_total=expected,
        missing=missing,
        sentence=leads_to + far,
        next_step=step,
    )


def _next_step(engine: Engine, best: Mix, expected: float, wanted: float) -> NextStep | None:
    """Return the cheapest step that is worth it and closes most, else what it would take at all."""
    case, here = engine.case, engine.customers(best)
    hour = WEEKS_PER_MONTH * case.value_of_owner_hour_usd
    steps = [
        step for count in _STEPS for step in ((count * MORE_HOURS, 0), (0, count * MORE_MONEY))
    ]
    usd = {(h, m): h * HOUR_STEP * hour + m * case.money_step_usd for h, m in steps}
    # What each may bring, where it is seen, and of those that came out best so what it does bring.
    brings = {step: engine.customers(engine.glimpse(*step)) - here for step in steps}
    now = two_figures(expected)
    brings = {s: m if two_figures(expected + m) != now else 0.0 for s, m in brings.items()}
    leads: dict[tuple[int, int], float] = {}
    while True:
        closes = {step: min(more, wanted - expected) for step, more in brings.items()}
        most = max(closes.values())
        enough = most >= _MOST_OF_IT * (wanted - expected)
        if most <= 0.0:
            break
        hours, money = min(
            (step for step in steps if closes[step] >= _MOST_OF_IT * most - 1e-12),
            key=lambda step: (usd[step], -closes[step]),
        )
        if (hours, money) in leads:
            break
        leads[hours, money] = leads_to(engine, engine.more(hours, money))
        brings[hours, money] = leads[hours, money] - expected
        if brings[hours, money] >= closes[hours, money] - _EPS:
            break  # no less than it looked like
    least = None if enough else engine.least(engine.worth.wanted)
    if enough or (least is None and most > 0.0):
        code = "step_hours" if hours else "step_money"
        return _step(engine, hours, money, leads[hours, money], wanted, code)
    if least is None:
        return None
    uses = [engine.responses[c].options[j - 1] for c, j in enumerate(least.chosen) if j]
    hours = max(0, round(sum(o.owner_hours for o in uses) / HOUR_STEP) - engine.hours)
    money = max(0, sum(o.money_steps for o in uses) - engine.money)
    if hours == 0 and money == 0:
        code = "step_worse"
    else:
        code = "step_both" if hours and money else "step_hours_dear" if hours else "step_money_dear"
    return _step(engine, hours, money, wanted, wanted, code)


def leads_to(engine: Engine, mix: Mix) -> float:
    """Return the new customers a month that come with a mix in all, as its answer would say."""
    forecast = engine.forecast(mix)
    return ledger_of(engine, forecast, range_of(forecast.total["customers"])).total_with_plan.p50


def _step(
    engine: Engine, hours: int, money: int, total: float, wanted: float, code: str
) -> NextStep:
    case = engine.case
    # Short of the goal, though shown with two figures it looks like it.
    nearly = total < wanted and two_figures(total) == two_figures(wanted)
    step = case.money_step_usd * case.local_per_usd
    uses = uses_of(engine.worth, engine.more(hours, money)) if code in _ONE_STEP else []
    more, amount, in_all = hours * HOUR_STEP, money * step, 0.0
    if uses:
        # Not all of the step need be spent: where less of it leads as far, that is said.
        taken = sum(u.owner_hours / HOUR_STEP if hours else u.money_steps for u in uses)
        cut = round(taken) - (engine.hours if hours else engine.money)
        less = (cut, 0) if hours else (0, cut)
        if 0 < cut < hours + money and leads_to(engine, engine.more(*less)) >= total - _EPS:
            more, amount = less[0] * HOUR_STEP, less[1] * step
        in_all = case.owner_hours + more if hours else case.money_usd * case.local_per_usd + amount
    why = "" if hours else _opened(engine, uses, step)
    figures: dict[str, float | int | str | None] = {
        "hours": more,
        "money": amount,
        "currency": case.currency,
        "in_all": in_all,
        "total": total,
        "nearly": "nearly" if nearly else "about",
    }
    return NextStep(
        hours_per_week=more,
        money_per_month=amount,
        in_all=in_all,
        expected_total=total,
        why=why,
        sentence=f"{say(code, figures)} {why}".rstrip(),
    )


def _opened(engine: Engine, uses: Sequence[Use], step: float) -> str:
    """Say which channel more money opens, where the least of one is more than there is to spend.

    `step`: money of one step, in the owner's currency.
    """
    for use in uses:
        response = engine.responses[use.c]
        least = min(o.money_steps for o in response.options)
        most = 2 * use.money_steps > sum(u.money_steps for u in uses)
        if most and not engine.recommended.chosen[use.c] and least > engine.money:
            figures = {"name": response.channel.name, "least": least * step}
            return say("step_opens", {**figures, "currency": engine.case.currency})
    return ""


def bets_of(engine: Engine, best: Mix, names: Mapping[str, str]) -> tuple[Bet, ...]:
    """Return the channels of a mix that lose money in the middle case, with their odds."""
    found = []
    if best.empty:
        return ()
    for c in engine.searches[best.policy].bets(best.chosen):
        net = engine.worth.net_draws(int(c), best.policy, int(best.chosen[c]) - 1)
        name = engine.responses[c].channel.channel
        share = float((net > 0.0).mean())
        middle = float(np.median(net)) * engine.case.local_per_usd
        if middle >= 0.0:  # the search looks at fewer draws; by all of them it loses nothing
            continue
        figures: dict[str, float | int | str | None] = {
            "name": names[name],
            "share": share,
            "loss": -middle,
            "currency": engine.case.currency,
        }
        found.append(
            Bet(
                channel=name,
                name=names[name],
                share_of_worlds=share,
                middle=middle,
                sentence=say("bet", figures),
            )
        )
    return tuple(found)


def facts_behind(case_sector: str, tables: Tables, channel: str, source: str) -> tuple[str, ...]:
    """Return the ids of the facts behind a channel's place in the ledger."""
    found: list[str] = []
    if source:
        basis = tables.sectors[case_sector].basis.get(f"source_{source}", "")
        found += [one for one in basis.replace(" ", "").split(";") if one in tables.facts]
    for quantity in ("ledger_weight", "practised_share", "owed_share", "customers_per_root",
                     "lift_share"):  # fmt: skip
        prior = tables.priors.get(f"{channel}.{quantity}")
        found += [] if prior is None else list(prior.fact_ids)
    return tuple(dict.fromkeys(found))


def page_of(engine: Engine, tables: Tables, recommended: Ledger) -> LedgerPage:
    """Return the whole ledger: every open channel's two estimates and what they come to."""
    case = engine.case
    channels = []
    yearly = MONTHS * float(np.median(engine.ledger.total))
    typical = {source: yearly * share for source, share in engine.ledger.mean_shares.items()}
    for response, pooled in engine.pooling:
        option = response.options[pooled.option]
        name = pooled.channel
        channels.append(
            Judged(
                channel=name,
                source=pooled.source,
                practice=Practice(
                    hours_per_week=option.owner_hours,
                    money_per_month=option.money_steps * case.money_step_usd * case.local_per_usd,
                ),
                ledger=None if pooled.ledger is None else range_of(MONTHS * pooled.ledger),
                funnel=range_of(MONTHS * pooled.funnel),
                pooled=range_of(MONTHS * pooled.pooled),
                weight_of_ledger=pooled.weight,
                facts=facts_behind(case.sector, tables, name, pooled.source),
            )
        )
        owed = engine.ledger.owed(response.channel)
        if pooled.ledger is not None and owed is not None and pooled.source:
            # At the usual effort, which for adverts is a usual part of sales.
            off = float(np.median(pooled.pooled)) / max(float(np.median(pooled.ledger)), 1e-12)
            practised = _practised(engine, pooled) * MONTHS * float(np.median(owed))
            typical[pooled.source] += practised * (off - 1.0)
    return LedgerPage(
        total_today=recommended.total_today,
        sources=recommended.sources,
        channels=tuple(channels),
        typical={source: max(0.0, value) for source, value in typical.items()},
    )


def _practised(engine: Engine, pooled: Pooled) -> float:
    """Return the share of the trade's firms that practise a channel, 0 where nobody counts it."""
    row = f"{pooled.channel}.practised_share"
    return engine.draws.best(row) if engine.draws.has(row) else 0.0
