"""Three pages on the choice: the options compared, the recommendation, what it brings by when."""

from collections.abc import Sequence

from advisor.explain.export_words import words
from advisor.explain.first_words import unspent
from advisor.explain.names import STRATEGIES
from advisor.explain.section import Card, Column, Drawing, Page, Table, Typed
from advisor.explain.talk_words import TALK, talk_words
from advisor.explain.wording import (
    exact,
    given,
    often,
    outcome,
    percent,
    span_text,
    spent,
    two_figures,
)
from advisor.report.call import clearness
from advisor.report.captions import months_caption
from advisor.report.compared import compared_page
from advisor.report.talk.matter import Matter
from advisor.report.ways import band, distinct, pace
from advisor.results import Cell, MixItem, Range, StrategyResult, Totals
from advisor.results.comparison import Comparison

_MOST_OPTIONS = 4
_MOST_BARS = 7
_SELDOM = 0.01  # of the simulations
_HARDLY = 0.005  # of the worth: less is said in words
_EVEN = 1.15  # times as many customers: less is no difference worth telling


def options(m: Matter) -> Page:
    """Return the scenarios compared; without them the ways, today, and what most firms do."""
    comparison = m.insights.get("compare")
    if isinstance(comparison, Comparison):
        return compared_page(comparison, m.scale)
    r, period = m.r, m.scale[1]
    found = sorted(distinct(r), key=lambda way: way.id != r.strategy.call)
    risky = bool(m.ways)
    columns = [
        Column("Option"), Column(f"New customers a {period}"), Column("Hours a week", exact=True),
        Column(f"{r.currency} a month", whole=True), Column(f"Left, {r.currency} a month"),
    ]  # fmt: skip
    columns += [Column("Odds of a loss")] if risky else []
    rows = []
    for way in found:
        loss = m.ways[way.id].loss_share if way.id in m.ways else 0.0
        name = STRATEGIES[way.id] if len(found) > 1 else talk_words("options_plan")
        if way.id == r.strategy.call and len(found) > 1 and len(r.strategy.alike) < 2:
            name = talk_words("advised", way=name)
        hours, money = _takes(way.allocation)
        odds = percent(loss) if loss >= _SELDOM else talk_words("hardly_any")
        rows.append(_option(m, name, hours, money, way.totals, odds))
    for base, name in (
        (m.present, talk_words("as_today")),
        (next((b for b in r.baselines if b.id == "typical_small_firm"), None), talk_words("usual")),
    ):
        if base is not None and len(rows) < _MOST_OPTIONS:
            hours, money = _takes(base.allocation)
            money = Typed(money) if base.id == "present_mix" else money
            rows.append(_option(m, name, hours, money, base.totals, "–"))
    table = Table(tuple(columns), tuple(row[: len(columns)] for row in rows))
    notes = [clearness(r), *_same(m, found)]
    notes += [
        talk_words("share_best", way=STRATEGIES[one], share=percent(share), worlds=r.worlds)
        for one, share in sorted((r.strategy.shares or {}).items(), key=lambda x: -x[1])
    ]
    notes.append(talk_words("left_meaning"))
    notes += [talk_words("loss_meaning", months=r.horizon_months)] if risky else []
    if m.uses:
        notes.append(talk_words("present_level"))
    return Page(
        "options", TALK["options"], _options_title(m, found), tuple(_lead(m)), table=table,
        notes=(*(n for n in notes if n), *m.cited({i.channel for i in r.allocation},
                                                   ("customers", "enquiries"))),
    )  # fmt: skip


def _takes(items: Sequence[MixItem]) -> tuple[float, float]:
    """Return the owner's hours a week and the money a month of a mix."""
    return sum(i.hours_per_week for i in items), sum(i.money_per_month for i in items)


def _option(
    m: Matter, name: str, hours: float, money: float, totals: Totals, loss: str
) -> tuple[Cell, ...]:
    return (name, m.span(totals.customers), hours, money, span_text(totals.net_contribution), loss)


def _options_title(m: Matter, found: Sequence[StrategyResult]) -> str:
    r = m.r
    if len(found) == 1:
        return talk_words("options_one")
    if len(r.strategy.alike) > 1:
        return talk_words("options_alike")
    call = r.strategy.call
    best = next((w for w in found if w.id == call), found[0])
    others = sorted((w for w in found if w is not best), key=lambda w: -w.utility)
    behind = (best.utility - others[0].utility) / best.utility if best.utility > 0 else 0.0
    return talk_words(
        "options" if behind >= _HARDLY else "options_close", call=STRATEGIES[best.id],
        other=STRATEGIES[others[0].id], behind=percent(behind),
    )  # fmt: skip


def _lead(m: Matter) -> list[str]:
    """Say what the plan loses at first, or how it compares with what is done today."""
    if loss := m.r.headline.partition(". ")[2]:
        return [loss]
    if m.already:  # a part of both sides, so neither is so many times the other
        planned = m.count(m.r.totals.customers.p50)
        return [talk_words("options_kept", customers=planned, period=m.scale[1], already=m.already)]
    if m.present is None or m.present.totals.customers.p50 <= 0:
        return []
    times = m.r.totals.customers.p50 / m.present.totals.customers.p50
    if times < 1 / _EVEN:
        return []
    if times < _EVEN:
        return [talk_words("options_even")]
    return [talk_words("options_lead", times=two_figures(times))]


def _same(m: Matter, found: Sequence[StrategyResult]) -> list[str]:
    return [
        talk_words("same_as", way=STRATEGIES[way.id], twin=STRATEGIES[way.same_as])
        for way in m.ways.values()
        if way.same_as is not None and way.id not in {w.id for w in found}
    ]


def recommendation(m: Matter) -> Page:
    """Return the answer in one sentence, its mix as a chart, what it takes and brings."""
    r = m.r
    if not r.allocation:
        return _nothing(m)
    items = sorted(r.allocation, key=lambda i: (-i.all_hours, -i.money_per_month, i.channel))
    notes = [
        talk_words("item", name=i.counted_name, effort=m.item_effort(i), month=i.start_month,
                   customers=often(i.customers, "new customers"))
        for i in items
    ]  # fmt: skip
    notes += [
        talk_words("why", name=c.name, reason=c.reasons[-1].sentence)
        for c in [c for c in r.ranked if c.in_mix and c.reasons][:2]
    ]
    notes += [
        talk_words("out", name=c.name, reason=c.reasons[0].sentence)
        for c in [c for c in r.ranked if not c.in_mix and c.reasons][:2]
    ]
    if r.hire is not None and r.hire.sentence:
        notes.append(r.hire.sentence)
    notes += unspent(m.r.budgets, m.r.currency)
    title = r.headline.partition(". ")[0].removesuffix(".")
    return Page(
        "recommendation", TALK["recommendation"], title, cards=_cards(m), drawing=_mix(m),
        notes=(*notes, *m.cited({i.channel for i in items}, ("customers", "enquiries"))),
    )  # fmt: skip


def _mix(m: Matter) -> Drawing:
    """Draw hours a week by channel and by who works them."""
    items = sorted(m.r.allocation, key=lambda i: (-i.all_hours, -i.money_per_month, i.channel))
    parts = {
        "You": [i.hours_per_week for i in items],
        "Your staff": [i.staff_hours_per_week for i in items],
        "A manager": [i.manager_hours_per_week for i in items],
    }
    several = any(sum(values) > 0 for name, values in parts.items() if name != "You")
    labels = [i.counted_name for i in items]
    if several:
        labels = [f"{name}: {exact(i.all_hours)}" for name, i in zip(labels, items, strict=True)]
    shown, rest = labels[:_MOST_BARS], labels[_MOST_BARS:]
    if rest:
        hours = exact(sum(i.all_hours for i in items[_MOST_BARS:]))
        other = talk_words("the_others", count=len(rest))
        shown.append(f"{other}: {hours}" if several else other)
    series = tuple(
        (name, tuple(values[:_MOST_BARS]) + ((sum(values[_MOST_BARS:]),) if rest else ()))
        for name, values in parts.items()
        if sum(values) > 0 or (name == "You" and not several)
    )
    return Drawing(
        "stacked_bars" if several else "bars", tuple(shown), series, unit="Hours a week",
        exact=True,
        alt="; ".join(f"{i.counted_name} {exact(i.all_hours)} hours a week" for i in items),
    )  # fmt: skip


def _cards(m: Matter) -> tuple[Card, ...]:
    r, period = m.r, m.scale[1]
    owner, money, staff = r.budgets.owner_hours, r.budgets.money, r.budgets.staff_hours
    others = [
        talk_words(f"{whose}_hours", hours=exact(hours))
        for whose, hours in (
            ("staff", staff.used),
            ("manager", sum(i.manager_hours_per_week for i in r.allocation)),
        )
        if hours > 0
    ]
    beside = talk_words("of", given=exact(owner.given))
    beside += "".join(f", {talk_words('others_hours', hours=text)}" for text in others)
    customers = r.totals.customers
    return (
        Card("Your hours a week", exact(owner.used), beside),
        Card("Money a month", f"{spent(money.used, money.given, r.currency)} {r.currency}",
             talk_words("of", given=given(money.given, r.currency))),
        Card(f"New customers a {period}", m.span(customers),
             talk_words("likely", median=m.count(customers.p50))),
    )  # fmt: skip


def _nothing(m: Matter) -> Page:
    r = m.r
    offered = m.effort(r.budgets.owner_hours.given, r.budgets.money.given)
    lines = [words("nothing")]
    lines += [talk_words("try_first", sentence=s.sentence) for s in r.first_two_hours[:2]]
    lines.append(talk_words("look_again"))
    notes = [
        talk_words("out", name=c.name, reason=c.reasons[0].sentence)
        for c in r.ranked[:4]
        if c.reasons
    ]
    if r.budgets.owner_hours.given or r.budgets.money.given:
        title = talk_words("nothing_title", effort=offered)
    else:
        title = talk_words("nothing_given")
    return Page("recommendation", TALK["recommendation"], title, tuple(lines),
                notes=(*notes, *m.cited()))  # fmt: skip


def effect(m: Matter) -> Page:
    """Return new customers by month, today and with the plan, and when the money is back."""
    r = m.r
    times, period = m.scale
    months = tuple(month.customers.times(times) for month in r.by_month)
    last = r.by_month[-1].month
    drawing = Drawing(
        "band", tuple(float(x.month) for x in r.by_month), band(months), unit=f"{pace(period)}, "
        "from the plan", axis="Month",
        alt=months_caption(r).alt,
    )  # fmt: skip
    payback = r.payback
    if payback.month is None:
        back, value = (
            talk_words(name, months=r.horizon_months) for name in ("back_never", "not_within")
        )
    else:
        at_once = payback.month <= 1 and payback.deepest_dip >= 0
        back = talk_words("back_at_once" if at_once else "back", month=payback.month)
        value = talk_words("month", month=payback.month)
    dip = two_figures(abs(payback.deepest_dip))
    risk = talk_words("dip", dip=dip, currency=r.currency) if dip != "0" else talk_words("no_dip")
    total = r.ledger.total_with_plan if r.ledger else r.totals.customers
    left = r.totals.net_contribution
    cards = (
        Card(f"New customers a {period} in all", m.span(total),
             talk_words("likely", median=m.count(total.p50))),
        Card(talk_words("money_back"), value, risk),
        Card(talk_words("left_card", currency=r.currency), span_text(left),
             talk_words("likely", median=two_figures(left.p50))),
    )  # fmt: skip
    title = talk_words(
        "effect", today=m.count(m.today), total=m.count(m.with_plan), period=period, back=back
    )
    notes = [
        talk_words("each_month", months=r.horizon_months, first=_in_range(months[0]), last=last,
                   end=_in_range(months[-1])),
    ]  # fmt: skip
    if cash := r.payback.range_by_month:
        text = talk_words(
            "cash_end", range=span_text(cash[-1]), currency=r.currency, month=len(cash)
        )
        notes.append(text)
    if r.totals.later_profit is not None:
        notes.append(
            talk_words("later", range=span_text(r.totals.later_profit), currency=r.currency)
        )
    notes += [talk_words("left_meaning")]
    notes += m.next_step
    return Page(
        "effect", TALK["effect"], title, cards=cards, drawing=drawing,
        notes=(*notes, *m.cited({i.channel for i in r.allocation}, ("months to full effect",))),
    )  # fmt: skip


def _in_range(values: Range) -> str:
    return f"{span_text(values)} ({talk_words('likely', median=outcome(values.p50))})"
