"""The advice on adverts as findings: titles, sentences, tables, what is weak about them."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.catalogue import Case
from advisor.explain.gist import upper_first
from advisor.explain.names import LeadWords, in_a_row, leads_of, listed, named
from advisor.explain.wording import amount, span_text, weeks_text, yearly_text
from advisor.insight.adverts.result import AdvertAdvice, AdvertChannel, Price, SpendLevel
from advisor.insight.adverts.targets import RADIUS
from advisor.insight.adverts.words import KINDS, STAGES, say
from advisor.results import Finding, Recommendation

# What leaks before a click is worth its money.
_BEFORE = ("no_website", "no_reviews", "calls_unanswered")


def findings_of(
    advice: AdvertAdvice, recommendation: Recommendation, case: Case
) -> tuple[Finding, ...]:
    """Return the findings of an advice, most important first."""
    found = [
        _verdict(advice, recommendation),
        _forecast(advice, recommendation, case),
        _prices(advice, _bought(leads_of(recommendation.lead_unit))),
        *(_how_much(advice, c) for c in advice.at_hand),
        *(_targeting(c) for c in advice.at_hand),
        _limits(advice),
        _steps(advice),
        _stop(advice, leads_of(recommendation.lead_unit)),
    ]
    return tuple(f for f in found if f is not None)


def level_of(channel: AdvertChannel) -> SpendLevel | None:
    """Return the level in the mix, otherwise the least one."""
    chosen = [level for level in channel.levels if level.chosen]
    return next(iter((*chosen, *channel.levels)), None)


def _verdict(advice: AdvertAdvice, r: Recommendation) -> Finding:
    sentences: list[str] = []
    cheapest = advice.cheapest
    if cheapest is not None and cheapest.least_money is not None:
        fields: dict[str, float | str] = {
            "money": cheapest.least_money,
            "currency": advice.currency,
            "name": cheapest.name,
        }
        if advice.verdict == "below_minimum":
            missing = cheapest.least_money - advice.budget
            sentences += [say("least_of", missing=missing, **fields), say("half_measures")]
        elif advice.verdict == "no_money":
            sentences.append(say("least_free", **fields))
    hand = advice.at_hand
    if advice.verdict == "advertise":
        sentences += [
            say("in_reason", name=c.name, sentence=" ".join(x.sentence for x in c.reasons[:2]))
            for c in hand
            if c.reasons
        ]
    elif advice.verdict in ("not_worth", "others_first") and hand and hand[0].reasons:
        first = hand[0]
        sentences.append(say("first_of_out", name=first.name, sentence=first.reasons[0].sentence))
    if advice.verdict != "advertise" and advice.instead:
        sentences.append(say("instead", names=named(advice.instead)))
    if fixes := [fix.sentence for fix in r.fix_first if fix.code in _BEFORE]:
        sentences.append(say("fix", sentences=" ".join(fixes)))
    if advice.verdict != "advertise":
        hours = r.budgets.owner_hours.given + r.budgets.staff_hours.given
        if hours <= 0:
            sentences.append(say("no_hours"))
        if advice.joins_from is not None:
            code, money = "joins_from", advice.joins_from
        else:
            code, money = "joins_never", advice.looked_up_to
        sentences.append(say(code, money=money, currency=advice.currency))
    return Finding(
        code=f"verdict_{advice.verdict}",
        title=advice.sentence,
        sentences=tuple(sentences),
        header=(
            "Advert",
            "In the mix",
            "Points of 100",
            "Minimum effective spend a month",
            "Your area can absorb",
            "Pays most at",
        ),
        rows=tuple(
            (
                c.name,
                "yes" if c.in_mix else "no" if c.open else "not open to you",
                c.score if c.open else None,
                c.least_money,
                c.absorbs,
                c.worth_up_to,
            )
            for c in advice.channels
        ),
        unit=f"{advice.currency} a month",
        notes=(say("score_note"), say("area_note")),
    )


def _forecast(advice: AdvertAdvice, r: Recommendation, case: Case) -> Finding | None:
    # In the mix an advert counts as in the plan: its month of start, room and other channels.
    plan = {i.channel: {"leads": i.leads, "customers": i.customers} for i in r.allocation}
    shown = [
        (c, level.model_copy(update=plan.get(c.channel, {})))
        for c in advice.channels
        if (level := level_of(c)) is not None
    ]
    if not shown:
        return None
    first, level = next(((c, lv) for c, lv in shown if c.channel in advice.chosen), shown[0])
    leads = leads_of(case.lead_unit).many
    sentences = []
    if level.clicks is not None:
        sentences.append(say("forecast_clicks", low=level.clicks.p5, high=level.clicks.p95))
    sentences += [
        say("forecast_leads", range=span_text(level.leads), leads=leads),
        say("forecast_share", leads=upper_first(leads)),
        say("forecast_rest"),
    ]
    return Finding(
        code="forecast",
        title=say(
            "forecast",
            name=first.name,
            money=amount(level.money_per_month, advice.currency),
            currency=advice.currency,
            customers=yearly_text(level.customers.times(12), "new customers a year"),
        ),
        sentences=tuple(sentences),
        header=(
            "Advert",
            "Spend a month",
            "Clicks a month",
            f"{upper_first(leads)} a month",
            "Customers a year",
        ),
        amounts=(1,),
        rows=tuple(
            (c.name, lv.money_per_month, lv.clicks, lv.leads, lv.customers.times(12))
            for c, lv in shown
        ),
        notes=(say("forecast_note", months=r.horizon_months),),
    )


def _bought(leads: LeadWords) -> str:
    """Return what prices of adverts count in a trade: where people visit, that is an order."""
    return "an order" if leads.one == "visit" else leads.a


def _prices(advice: AdvertAdvice, bought: str) -> Finding | None:
    words = {
        "cost_per_click": ("prices", "a click"),
        "cost_per_lead": ("prices_lead", bought),
        "cost_per_1000": ("prices_seen", "1,000 views"),
        "": ("prices_reached", "1,000 homes or listeners"),
    }
    shown = [(c, p) for c in advice.channels if c.open for p in c.prices]
    if not shown:
        return None
    hand = [pair for pair in shown if pair[0].channel in advice.chosen]
    first, price = (hand or shown)[0]
    return Finding(
        code="prices",
        title=say(
            words[price.quantity if _seen_or(first, price) else ""][0],
            name=first.name,
            bought=bought,
            low=price.values.p5,
            median=price.values.p50,
            high=price.values.p95,
            currency=advice.currency,
        ),
        sentences=(say("prices_other"),) if any(not p.own_row for _, p in shown) else (),
        header=("Advert and what is paid for", ""),
        rows=tuple(
            (f"{c.name}: {words[p.quantity if _seen_or(c, p) else ''][1]}", p.values)
            for c, p in shown
        ),
        unit=advice.currency,
        fact_ids=tuple(dict.fromkeys(i for _, p in shown for i in p.fact_ids)),
        notes=(say("prices_note"),),
    )


def _seen_or(c: AdvertChannel, price: Price) -> bool:
    """Say whether a price per thousand is of views on a platform."""
    return price.quantity != "cost_per_1000" or c.audience is not None


def _idle(advice: AdvertAdvice, c: AdvertChannel) -> bool:
    """Say whether an advert is not advised and pays at no spend: no limit, no end is of use."""
    return advice.verdict != "advertise" and c.worth_up_to is None


def _how_much(advice: AdvertAdvice, c: AdvertChannel) -> Finding | None:
    if c.least_money is None or not c.levels:
        return None
    currency = advice.currency
    sentences = []
    if _idle(advice, c):
        title = say("most_never", name=c.name)
    elif c.most_asked is not None and c.most_asked <= (c.absorbs or 0.0):
        title = say("most_asked", name=c.name, most=c.most_asked, currency=currency)
    elif c.saturates_at is None:
        top = c.curve[-1].money_per_month
        title = say("most_not", name=c.name, least=c.least_money, currency=currency, most=top)
    else:
        code = "most" if c.saturates_at >= c.least_money else "most_below"
        title = say(code, name=c.name, least=c.least_money, currency=currency, most=c.saturates_at)
        sentences.append(say("most_means", most=c.saturates_at, currency=currency))
    if c.full_at is not None and c.full_at <= c.levels[-1].money_per_month:
        sentences.append(say("full_at", money=c.full_at, currency=currency))
    if c.worth_up_to is None and not _idle(advice, c):
        sentences.append(say("pays_never"))
    elif c.worth_up_to is not None:
        sentences.append(say("pays_to", money=c.worth_up_to, currency=currency))
    if c.minimum_useful is not None:
        low, high = c.minimum_useful.p5, c.minimum_useful.p95
        sentences.append(say("useful_range", low=low, high=high, currency=currency))
    if c.audience is not None and c.audience_too_small:
        least = next((t.setting for t in c.targeting if t.criterion == "minimum_audience"), "")
        sentences.append(
            say("small_audience", name=c.name, low=c.audience.p5, high=c.audience.p95, least=least)
        )
    return Finding(
        code=f"how_much_{c.channel}",
        title=title,
        sentences=tuple(sentences),
        header=("Spend a month", ""),
        rows=tuple(
            (f"{amount(lv.money_per_month, currency)} {currency}", lv.customers.times(12))
            for lv in c.levels
        ),
        picture="ranges",
        unit=f"new customers a year through {c.name}",
    )


def _targeting(c: AdvertChannel) -> Finding | None:
    if not c.targeting:
        return None
    chosen = [t for t in c.targeting if t.set_it]
    names = dict.fromkeys(t.setting for t in chosen if t.kind != "own_data")
    lists = dict.fromkeys(t.setting for t in chosen if t.kind == "own_data")
    if names:
        title = say("targeting", name=c.name, names=in_a_row(list(names)))
    else:
        title = say("targeting_none", name=c.name)
    sentences = [say("targeting_lists", names=listed(list(lists)))] if lists else []
    sentences += [say("targeting_narrow"), say("targeting_answers")]
    circle = next((t for t in c.targeting if t.criterion == RADIUS), None)
    if circle is not None and circle.available == "no":
        sentences.insert(0, say("targeting_no_circle", name=c.name))
    return Finding(
        code=f"targeting_{c.channel}",
        title=title,
        sentences=tuple(sentences),
        header=("Kind", "By", "Set", "Mind"),
        rows=tuple((KINDS[t.kind], t.name, t.setting, t.note or None) for t in c.targeting),
        notes=(say("targeting_note"),),
    )


def _limits(advice: AdvertAdvice) -> Finding | None:
    if not advice.limits:
        return None
    touched = [x.name[0].lower() + x.name[1:] for x in advice.limits if x.applies]
    return Finding(
        code="limits",
        title=say("limits_touched", names=listed(touched)) if touched else say("limits_none"),
        header=("For", "Rule"),
        rows=tuple((x.name, x.what) for x in advice.limits),
        notes=(say("limits_note"),),
    )


def _steps(advice: AdvertAdvice) -> Finding | None:
    if not advice.steps:
        return None
    code = "steps" if advice.verdict == "advertise" else "steps_none"
    return Finding(
        code="steps",
        title=say(code, count=len(advice.steps)),
        header=("When", "What"),
        rows=tuple((STAGES[s.stage], s.what) for s in advice.steps),
        fact_ids=tuple(dict.fromkeys(i for s in advice.steps for i in s.fact_ids)),
    )


def _stop(advice: AdvertAdvice, leads: LeadWords) -> Finding | None:
    hand = [c for c in advice.at_hand if c.stop is not None and not _idle(advice, c)]
    if not hand:
        return None
    sentences = [text for c in hand for text in stop_sentences(c, advice.currency)]
    if any(c.stop is not None and c.stop.weeks_without_customer for c in hand):
        sentences.append(say("stop_why"))
    worth = next((c.stop.most_per_customer for c in hand if c.stop is not None), None)
    if worth is not None:
        sentences.append(say("stop_worth_customer", money=worth, currency=advice.currency))
    return Finding(
        code="stop",
        title=sentences[0],
        sentences=tuple(sentences[1:]),
        header=(
            "Advert",
            "Spend a month",
            f"Stop without {leads.a} after",
            "Stop without a customer after",
            f"{upper_first(leads.a)} may cost",
            "A customer may cost",
            "Pays in % of simulations",
        ),
        amounts=(1,),
        rows=tuple(
            (
                c.name,
                c.stop.money_per_month,
                c.stop.spend_without_lead,
                c.stop.spend_without_customer,
                c.stop.most_per_lead,
                c.stop.most_per_customer,
                100 * c.stop.chance_it_pays,
            )
            for c in advice.channels
            if c.stop is not None
        ),
        unit=advice.currency,
        notes=(say("stop_note"),),
    )


def stop_sentences(c: AdvertChannel, currency: str) -> Sequence[str]:
    """Return the rule of one channel in sentences, the rule itself first."""
    stop = c.stop
    if stop is None:
        return ()
    if stop.chance_it_pays <= 0:
        return (say("stop_never", name=c.name),)
    found = []
    fields: dict[str, float | str] = {"name": c.name, "currency": currency}
    if stop.spend_without_lead is not None and stop.weeks_without_lead is not None:
        found.append(
            say(
                "stop_lead",
                money=stop.spend_without_lead,
                weeks=weeks_text(stop.weeks_without_lead),
                **fields,
            )
        )
    if stop.spend_without_customer is not None and stop.weeks_without_customer is not None:
        code = "stop_second" if found else "stop_customer"
        found.append(
            say(
                code,
                money=stop.spend_without_customer,
                weeks=weeks_text(stop.weeks_without_customer),
                **fields,
            )
        )
    if not found:
        found.append(say("stop_unclear", money=stop.money_per_month, **fields))
    found.append(say("stop_chance", share=stop.chance_it_pays))
    if stop.weeks_without_lead is not None and stop.most_per_lead is not None:
        found.append(say("stop_worth_lead", money=stop.most_per_lead, currency=currency))
    return found
