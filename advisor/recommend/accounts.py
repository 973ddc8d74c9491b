"""What a recommendation owes beside the mix: fix first, warnings, first steps, its evidence."""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from advisor.catalogue import MONTHS, STRATEGIES, Case, Channel, Prior, Tables
from advisor.evidence.resolve.today import source_width
from advisor.explain.first_words import unasked
from advisor.explain.headlines import OPEN_SHARE
from advisor.explain.names import named
from advisor.explain.reasons import say
from advisor.model.curves import Ints
from advisor.model.engine import Engine
from advisor.model.forecast import MixForecast
from advisor.model.ledger import LEDGER_QUANTITIES
from advisor.model.mix import Mix
from advisor.model.worlds import Worlds
from advisor.profile.parts import Already, Lock
from advisor.recommend.items import Items, figures
from advisor.recommend.wishes import about_wishes
from advisor.results import AllocationItem, FirstStep, Reason, Totals, Warning

_FIRST_HOURS_CELLS = 8  # quarters: two hours
_ONE_CARRIES = 0.7  # part of what a plan adds from which one channel carries it
_HALF = 0.5  # of what an answer rests on
_EVEN = 0.05  # part of what a plan costs that is no loss to speak of
_SAME = 1.1  # no more than this is the same number to whoever reads both
_IN_EVERY_CHANNEL = ("trust_premium", "presence_gate")


def fix_first(engine: Engine, best: Mix, already: Already) -> tuple[Reason, ...]:
    """Return what leaks before any channel works, with figures.

    What rests on an answer that nobody gave is asked, not asserted, and is marked as assumed.
    What the plan sets up is said to come with it; of a profile nothing is said that is not there
    and not planned.
    `already`: what the business has today, as it was answered.
    """
    case, draws = engine.case, engine.draws
    found: list[tuple[str, dict[str, Any]]] = []
    chosen = zip(engine.responses, best.chosen, strict=True)
    planned = {r.channel.kind: r.channel.name for r, pick in chosen if pick}
    # Where there is a profile, those who look it up find that.
    lost = {} if case.has_profile else {"lost": 1.0 - draws.best("business.presence_gate")}
    if not case.has_website:
        found.append(("no_website", lost))
    sells_to_people = case.attributes["to_firms"] < 1.0
    profile = case.has_profile or "profile" in planned
    if not case.asks_nobody and case.few_reviews and profile:
        found.append(
            (
                "no_reviews",
                {
                    "reviews": case.reviews,
                    "factor": draws.best("google_business_profile.review_factor_below_10"),
                },
            )
        )
    urgent = case.attributes.get("urgent", 0.0) >= draws.best("business.urgent_share")
    if case.lead_unit == "enquiry" and urgent:
        found.append(
            ("calls_unanswered", {"answered": draws.best("google_business_profile.calls_answered")})
        )
    repeat = case.attributes.get("repeat", 0.0) >= draws.best("business.mostly_share")
    if case.email_list == 0 and repeat:
        found.append(("no_list", {}))
    for name, share in case.written_to.items():
        there = name in case.done_today or case.followers.get(name, 0.0) > 0.0
        if share >= draws.best(f"{name}.usual_habit") and not there and sells_to_people:
            found.append(("no_number", {"share": share}))
    asked = {code: unasked(code, already) for code, _ in found}
    page = {"name": planned["website"]} if "website" in planned else {}
    said = {"no_website": "website_planned" if page else "no_website" if lost else "profile_alone"}
    return tuple(
        Reason(
            code=code, figures={**f, **({"assumed": 1} if asked[code] else {})},
            sentence=asked[code] or say(said.get(code, code), {**f, **page}),
        )
        for code, f in found
    )  # fmt: skip


def evidence_shares(engine: Engine, best: Mix, tables: Tables) -> dict[str, float]:
    """Return the share of the outcome that rests on each grade, summing to 1.

    Each channel's profit is spread over what its forecast rests on: as far as the ledger weighs,
    over the trade's share of the source and the channel's part in it; for the rest over the
    priors of its funnel.  Within each, by how much a range widens the outcome (log of what it
    brings at the high end over that at the low, squared: its part of the variance).
    """
    total: dict[str, float] = {}
    used: dict[str, list[Prior]] = {}
    for prior_id, prior in sorted(engine.known.used.items()):
        used.setdefault(prior_id.split(".")[0], []).append(prior)
    everywhere = [p for p in used.get("business", ()) if p.quantity in _IN_EVERY_CHANNEL]
    for c, pick in enumerate(best.chosen):
        if not pick:
            continue
        pooled = engine.pooling[c][1]
        expected = engine.worth.expected[c]
        weight = sum(
            float(expected[name][best.policy, 0, pick - 1])
            for name in ("gross_new", "gross_later", "gross_extra")
        )
        mine = used.get(pooled.channel, [])
        counted = {p: _moved(engine, c, p) for p in mine if p.quantity in LEDGER_QUANTITIES}
        funnel = [p for p in (*everywhere, *mine) if p.quantity not in LEDGER_QUANTITIES]
        for part, spreads in (
            (
                pooled.weight,
                [(p.grade, width**2) for p, width in counted.items()]
                + _source_spreads(engine, tables, engine.responses[c].channel),
            ),
            (1.0 - pooled.weight, [(p.grade, _width(p) ** 2) for p in funnel]),
        ):
            whole = sum(spread for _, spread in spreads)
            for grade, spread in spreads:
                gain = max(weight, 0.0) * part * spread / max(whole, 1e-12)
                total[grade] = total.get(grade, 0.0) + gain
    whole = sum(total.values())
    if whole <= 0:
        return {}
    return {grade: total[grade] / whole for grade in sorted(total)}


def _width(prior: Prior) -> float:
    """Return log of high over low; one where the low end is nothing."""
    if prior.low > 0 and prior.high > prior.low:
        return math.log(prior.high / prior.low)
    return 1.0 if prior.high > prior.low else 0.0


def _moved(engine: Engine, c: int, prior: Prior) -> float:
    """Return log of what channel `c` is owed at the high end of a ledger prior over the low end."""
    response, ledger, width = engine.responses[c], engine.ledger, _width(prior)
    name = response.channel.channel
    if prior.quantity == "usual_level":
        # The same customers are counted for more effort or less: what is done beside it moves.
        own = [j for j, o in enumerate(response.options) if o.alone and o.doer == "owner"]
        brings = response.draws["customers"][:, 0, 0, own].mean(axis=0)
        levels = [response.options[j].level for j in own]
        least, most = np.interp((prior.low, prior.high), levels, brings)
        return math.log(most / least) if 0.0 < least < most else 0.0
    if prior.quantity == "usual_followers":
        known = engine.case.followers.get(name, 0.0) > 0.0
        return width * engine.draws.best(f"{name}.reach_b") if known else 0.0
    if prior.quantity in ("ledger_weight", "practised_share"):
        part = ledger.part_of(name)
        return width * (part if prior.quantity == "practised_share" else 1.0 - part)
    return width


def _source_spreads(engine: Engine, tables: Tables, channel: Channel) -> list[tuple[str, float]]:
    """Return grade and squared width of the share of a channel's source in the trade.

    Personal ties grow with the root of the customers of their source.
    The owner's own count stands for itself as far as it weighs; where the table says that facts
    bound a share and judgement set it, half of the rest is judgement.
    """
    source, case = channel.ledger_source, engine.case
    if not source:
        return []
    sector = tables.sectors[case.sector]
    width = source_width(sector, source) ** 2
    if channel.ledger_kind == "personal":
        width *= engine.draws.best("ledger.source_exponent") ** 2
    counted = sum(case.source_counts.values())
    own = counted / (counted + case.source_concentration)
    basis = sector.basis[f"source_{source}"].replace(" ", "").split(";")
    grades = sorted(tables.facts[one].grade for one in basis if one in tables.facts)
    found: list[tuple[str, float]] = [("owner", own * width)]
    if not grades:
        return [*found, ("judgement", (1.0 - own) * width)]
    judged = _HALF if "judgement" in basis else 0.0
    return [
        *found,
        ("judgement", (1.0 - own) * judged * width),
        (grades[0], (1.0 - own) * (1.0 - judged) * width),
    ]


def questions_of(engine: Engine) -> tuple[Reason, ...]:
    """Return what must be asked before the answer is believed."""
    return tuple(
        Reason(
            code=q.code, figures={**q.figures, "field": q.field}, sentence=say(q.code, q.figures)
        )
        for q in engine.case.questions
    )


def loss_of(case: Case, totals: Totals) -> tuple[str, dict[str, float | str]] | None:
    """Return code and figures of what a mix loses in the middle case, None where it does not."""
    months = case.horizon_months
    told = {"currency": case.currency, "span": "year" if months == MONTHS else f"{months} months"}
    over_years, first = totals.net_over_years, totals.net_contribution
    if over_years is not None and over_years.p50 < 0:
        return "loses", {**told, "loss": -over_years.p50}
    if first.p50 < 0:
        cost = totals.gross_profit.p50 - first.p50
        code = "even_at_first" if -first.p50 < _EVEN * cost else "loses_at_first"
        return code, {**told, "loss": -first.p50}
    return None


def _takes(engine: Engine, c: int, chosen: Ints) -> tuple[float, int]:
    """Return the owner's hours and the money steps that a mix gives a channel."""
    option = engine.responses[c].options[int(chosen[c]) - 1]
    hours = option.owner_hours + option.staff_hours + option.manager_hours
    return hours, option.money_steps


def _brings_today(engine: Engine, c: int) -> float:
    """Return new customers a month of a practice of today: as counted, or the middle of draws."""
    own = engine.case.results.get(engine.responses[c].channel.channel)
    if own is not None and own.customers is not None:
        return own.customers / max(own.months, 1.0)
    return float(np.median(engine.kept[c]))


def first_steps(engine: Engine, items: Items) -> tuple[FirstStep, ...]:
    """Return what the first two hours a week, without money, would do."""
    mix = engine.at(_FIRST_HOURS_CELLS, 0)
    forecast = engine.forecast(mix)
    found = []
    for use, draws in zip(forecast.uses, forecast.channels, strict=True):
        row = engine.responses[use.c].channel
        customers = figures(draws, engine.case.local_per_usd)["customers"]
        found.append(
            FirstStep(
                channel=row.channel,
                name=row.name,
                hours_per_week=use.owner_hours,
                money_per_month=use.money_steps * items.step_local,
                customers=customers,
                sentence=f"{row.name}: {use.owner_hours:g} "
                f"{'hour' if use.owner_hours == 1 else 'hours'} a week. {row.description}",
            )
        )
    return tuple(found)


def warnings_of(
    engine: Engine,
    tables: Tables,
    best: Mix,
    forecast: MixForecast,
    allocation: Sequence[AllocationItem],
    totals: Totals,
    evidence: Mapping[str, float],
    known: Worlds | None,
    wishes: Mapping[str, Lock] = MappingProxyType({}),
) -> tuple[Warning, ...]:
    """Return what to be careful about, most urgent first."""
    case = engine.case
    found: list[tuple[str, dict[str, Any]]] = [(q.code, dict(q.figures)) for q in case.questions]
    found += about_wishes(engine, tables, best, wishes)
    if case.manager == "yes" and not any(i.manager_hours_per_week > 0 for i in allocation):
        found.append(("hire_not_payable", {}))
    if allocation:
        found += _about_mix(engine, best, forecast, allocation, totals, evidence)
    if known is not None and allocation:
        share = float((known.best == best.policy).mean())
        # As the headline has it: where simulations favour one that is not alike, that is the news.
        ahead = int(np.argmax([(known.best == p).mean() for p in range(len(STRATEGIES))]))
        if share < OPEN_SHARE and (len(engine.alike) == 1 or ahead not in engine.alike):
            found.append(("open_call", {"share": share, "call": STRATEGIES[best.policy]}))
    return tuple(Warning(code=c, figures=f, sentence=say(c, f)) for c, f in found)


def _about_mix(
    engine: Engine,
    best: Mix,
    forecast: MixForecast,
    allocation: Sequence[AllocationItem],
    totals: Totals,
    evidence: Mapping[str, float],
) -> list[tuple[str, dict[str, Any]]]:
    case = engine.case
    found: list[tuple[str, dict[str, Any]]] = []
    judged = evidence.get("judgement", 0.0)
    if judged > _HALF:
        found.append(("mostly_judgement", {"share": judged}))
    # Those who come already by what is kept are no hope that may fail.
    kept = dict(zip(engine.judging.ids, np.median(engine.kept, axis=1), strict=True))
    adds = {i.name: max(0.0, i.customers.p50 - kept.get(i.channel, 0.0)) for i in allocation}
    for name, customers in adds.items():
        if customers > _ONE_CARRIES * sum(adds.values()) and len(allocation) > 1:
            found.append(("one_channel", {"name": name, "share": customers / sum(adds.values())}))
    wanted = float(engine.judging.customers(best.chosen[None, :], best.policy)[0])
    if wanted > engine.worth.free_capacity * _SAME + 1e-9:
        found.append(("capacity_full", {"wanted": wanted, "room": engine.worth.free_capacity}))
    if case.months_to_sale.best >= case.horizon_months:
        sale = {"to_sale": case.months_to_sale.best, "months": case.horizon_months}
        found.append(("sale_comes_later", sale))
    loss = loss_of(case, totals)
    if loss is not None:
        found.append(loss)
    cash = np.median(forecast.cash[:, -1])
    if cash < 0:
        left = totals.net_contribution.p50
        found.append(("no_payback", {"months": case.horizon_months, "left": left}))
    gone = np.flatnonzero((engine.present > 0) & (best.chosen == 0))
    given_up = [int(c) for c in gone if not engine.responses[c].channel.stays]
    if given_up:
        names = named([engine.responses[c].channel.name for c in given_up])
        lost = MONTHS * sum(_brings_today(engine, c) for c in given_up)
        ids = {engine.judging.ids[c] for c in given_up}
        counted = ids <= set(engine.case.results)
        code = "gives_up" if counted else "gives_up_uncounted"
        found.append((code, {"names": names, "yearly": lost}))
    less = [
        engine.responses[c].channel.name
        for c in map(int, np.flatnonzero(engine.present))
        if best.chosen[c] and _takes(engine, c, best.chosen) < _takes(engine, c, engine.present)
    ]
    if less:
        found.append(("cuts_back", {"names": named(less)}))
    traits = {r.channel.channel: r.channel.traits for r in engine.responses}
    for item in allocation:
        if "every_week" in traits.get(item.channel, ()):
            found.append(("group_hours", {"hours": item.hours_per_week}))
    managed = [i.channel for i in allocation if i.manager_hours_per_week > 0]
    if any("public" in traits.get(channel, ()) for channel in managed):
        found.append(
            ("hire_ends_early", {"hours": engine.draws.best("manager.restart_owner_hours")})
        )
    return found
