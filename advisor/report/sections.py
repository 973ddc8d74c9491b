"""The recommendation as sections: the answer, the mix, what to expect, why, the others, how sure.

Results in, sections out: nothing is computed here that the recommendation does not hold.
"""

from advisor.explain.export_words import PARTS, words
from advisor.explain.first_words import for_ties, unspent, why
from advisor.explain.ledger_words import basis_of, come_already
from advisor.explain.names import DOERS, FAMILIES, in_a_row, leads_of
from advisor.explain.palette import FAMILY_COLOURS
from advisor.explain.section import Card, Column, Drawing, Section, Table
from advisor.explain.tradeoff_words import noticed
from advisor.explain.what_if_words import ONLY_KNOWN, more_people
from advisor.explain.wording import (
    amount,
    by_the_year,
    estimate,
    exact,
    few,
    given,
    often,
    outcome,
    span_text,
    spent,
    two_figures,
)
from advisor.report.call import clearness
from advisor.report.captions import (
    in_order,
    mix_caption,
    months_caption,
    payback_caption,
    people_caption,
)
from advisor.report.sure import evidence, sure
from advisor.report.ways import band, distinct, pace, ways
from advisor.results import Cell, Level, Recommendation

# What everyone reads, in its order; topics come after one of these.
ORDER = ("answer", "mix", "expect", "payback", "why", "ways", "sure", "careful", "first")
_SHOWN_MONTHS = (1, 3, 6, 12, 24, 36)
_LEFT = (
    "pays_for_itself",
    "costs_for_now",
    "costs_and_runs",
    "costs_at_first",
)  # reasons that say what a channel leaves
_NEAREST = 3  # channels named where none is recommended


def main_sections(r: Recommendation) -> list[Section]:
    """Return the sections of the recommendation in the order in which they are shown.

    Two when nothing can be recommended: the answer and what the first two hours would do.
    """
    if not r.allocation:
        return [answer(r), *first_steps(r), _careful(r)]
    found = [answer(r), _mix(r), expect(r), _people(r), payback(r), _why(r), _careful(r)]
    return [*found, ways(r), sure(r), evidence(r)]


def _cards(r: Recommendation) -> tuple[Card, ...]:
    hours, money, customers = r.budgets.owner_hours, r.budgets.money, r.totals.customers
    times, period = basis_of(r)
    customers = customers.times(times)
    label = "customers_card" if period == "month" else "customers_year_card"
    left = r.totals.net_contribution
    most_likely = words("likely", median=outcome(customers.p50))
    already = come_already(r)
    most_left = f"{words('likely', median=outcome(left.p50, r.currency))} {r.currency}"
    if already:
        most_left = words("left_kept", most_likely=most_left)
        most_likely = words("likely_kept", median=outcome(customers.p50), already=already)
    return (
        Card(words("hours_card"), exact(hours.used), words("of", given=exact(hours.given))),
        Card(
            words("money_card"),
            f"{spent(money.used, money.given, r.currency)} {r.currency}",
            words("of", given=given(money.given, r.currency)),
        ),
        Card(words(label), span_text(customers), most_likely),
        Card(words("left_card"), span_text(left), most_left),
    )


def answer(r: Recommendation) -> Section:
    """Return the answer: the call, its mix, what it takes and leaves; or what comes near."""
    sentences = [clearness(r)]
    if not r.allocation:
        sentences += [words("nothing"), *nearest(r)]
        cards: tuple[Card, ...] = ()
    else:
        names = [i.counted_name for i in sorted(r.allocation, key=lambda i: -i.all_hours)]
        sentences.append(f"{PARTS['mix']}: {in_a_row(names)}.")
        if len(distinct(r)) == 1 and len(r.strategy.alike) < 2:
            sentences.append(words("ways_alike") + ".")
        sentences += [for_ties(r), r.hire.sentence if r.hire else ""]
        sentences += unspent(r.budgets, r.currency)
        cards = _cards(r)
    return Section(
        "answer", PARTS["answer"], r.headline.removesuffix("."),
        tuple(s for s in sentences if s), cards,
        notes=(words("nine_in_ten", months=r.horizon_months),) if r.allocation else (),
    )  # fmt: skip


def nearest(r: Recommendation) -> list[str]:
    """Return what comes nearest to being worth it, at its lightest, and what it lacks."""
    return [
        words("nearest", name=c.name, effort=_effort(c.levels[0], r.currency),
              reason=" ".join(reason.sentence for reason in c.reasons[:2]))
        for c in r.ranked[:_NEAREST]
        if c.levels and c.reasons and c.score > 0.0
    ]  # fmt: skip


def _effort(level: Level, currency: str) -> str:
    """Return the hours and the money of a level, what it does not take left out."""
    hours, money = level.hours_per_week, level.money_per_month
    parts = [f"{exact(hours)} {'hour' if hours == 1 else 'hours'} a week"] if hours else []
    parts += [f"{amount(money, currency)} {currency} a month"] if money else []
    return " and ".join(parts)


def _mix(r: Recommendation) -> Section:
    items = in_order(r)
    times, period = basis_of(r)
    if by_the_year(i.customers for i in items):
        times, period = 12.0, "year"
    columns: tuple[Column, ...] = (
        Column("Channel"), Column("Kind"), Column("Done by"),
        Column("Hours a week", "hours a week", exact=True),
        Column(f"{r.currency} a month", f"{r.currency} a month", whole=True),
        Column("From month", "month", exact=True),
        Column("Chosen in, % of simulations", "%"),
        Column(f"New customers a {period}, each by itself", f"customers a {period}"),
        Column(f"A {period} once it runs", f"customers a {period}"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            i.counted_name, FAMILIES[i.family], " and ".join(DOERS[d] for d in i.done_by),
            i.all_hours, round(i.money_per_month, 2), float(i.start_month),
            None if i.share_of_worlds is None else 100 * i.share_of_worlds,
            i.customers.times(times), i.at_full_effect.customers.times(times),
        )
        for i in items
    ]  # fmt: skip
    if r.worlds == 0:
        columns = columns[:6] + columns[7:]
        rows = [row[:6] + row[7:] for row in rows]
    caption = mix_caption(r)
    drawing = Drawing(
        "bars", tuple(i.counted_name for i in items),
        (("Hours a week", tuple(i.all_hours for i in items)),),
        unit="hours a week", colours=tuple(FAMILY_COLOURS[i.family] for i in items),
        alt=caption.alt, exact=True,
    )  # fmt: skip
    return Section(
        "mix", PARTS["mix"], caption.title,
        table=Table(columns, tuple(rows), summed=(3, 4), brief=(0, 3, 4, len(columns) - 2)),
        drawing=drawing, notes=_staff(r),
    )  # fmt: skip


def _staff(r: Recommendation) -> tuple[str, ...]:
    staff = r.budgets.staff_hours
    if not staff.given:
        return ()
    used = exact(staff.used)
    are = "is" if used == "1" else "are"
    return (words("staff", used=used, given=exact(staff.given), are=are),)


def month_columns(r: Recommendation, period: str = "month") -> tuple[Column, ...]:
    """Return the columns of what each month brings, its customers by the month or the year."""
    return (
        Column("Month", "month", exact=True),
        Column("New customers" if period == "month" else pace(period), f"customers a {period}"),
        Column(f"Gross profit, {r.currency}", f"{r.currency} a month"),
        Column("People who take notice", "people a month"),
    )


def expect(r: Recommendation) -> Section:
    """Return what the plan brings month by month."""
    shown = [m for m in r.by_month if m.month in _SHOWN_MONTHS or m.month == r.horizon_months]
    times, period = basis_of(r)
    rows = tuple(
        (float(m.month), m.customers.times(times), m.gross_profit, m.people_aware) for m in shown
    )
    caption = months_caption(r)
    drawing = Drawing(
        "band", tuple(float(m.month) for m in r.by_month),
        band(tuple(m.customers.times(times) for m in r.by_month)), unit=pace(period), axis="Month",
        alt=caption.alt,
    )  # fmt: skip
    return Section(
        "expect", PARTS["expect"], caption.title,
        (words("base_line", base=few(times * _anyway(r), "about "), period=period),),
        table=Table(month_columns(r, period), rows, brief=(0, 1, 2)), drawing=drawing,
        notes=(words("nine_in_ten", months=r.horizon_months),),
    )  # fmt: skip


def _people(r: Recommendation) -> Section:
    t, (times, period), leads = r.totals, basis_of(r), leads_of(r.lead_unit)
    rows = (
        ("People reached", t.people_reached, "people a month"),
        ("Take notice", t.people_aware, "people a month"),
        (f"{leads.step} (leads)", t.leads, f"{leads.many} a month"),
        ("New customers", t.customers.times(times), f"customers a {period}"),
        ("Personal ties", t.bonds, "people a month"),
        ("Gross profit", t.gross_profit, f"{r.currency} a month"),
        ("Left for you (net contribution)", t.net_contribution, f"{r.currency} a month"),
    )
    caption = people_caption(r)
    return Section(
        "people", PARTS["people"], caption.title, more_ask_than_notice(r),
        table=Table((Column("What"), Column("From low to high", "outcome"), Column("Unit")),
                    tuple((name, values, unit) for name, values, unit in rows)),
        notes=(words("nine_in_ten", months=r.horizon_months),), place="appendix",
    )  # fmt: skip


def more_ask_than_notice(r: Recommendation) -> tuple[str, ...]:
    """Say why more visits or enquiries are counted than people who take notice; else nothing."""
    if r.totals.leads.p50 <= r.totals.people_aware.p50:
        return ()
    visits = leads_of(r.lead_unit).one == "visit"
    return (words("visits_above" if visits else "sent_above"),)


def payback(r: Recommendation) -> Section:
    """Return when the money is back, and what is left a month."""
    cash = r.payback.range_by_month
    caption = payback_caption(r)
    dip = r.payback.deepest_dip
    said = words("no_dip") if dip >= 0 else words(
        "dip", dip=estimate(abs(dip), r.currency), currency=r.currency
    )  # fmt: skip
    left = r.totals.net_contribution
    text = f"{span_text(left)} ({words('likely', median=outcome(left.p50, r.currency))})"
    sentences = [said, words("left", months=r.horizon_months, range=text, currency=r.currency)]
    if r.payback.month is None and left.p50 > 0:
        sentences.append(words("left_not_back", months=r.horizon_months))
    shown = [m for m in range(1, len(cash) + 1) if m in _SHOWN_MONTHS or m == len(cash)]
    table = Table(
        (Column("Month", "month", exact=True),
         Column(f"Gross profit minus money, {r.currency}, added up", r.currency)),
        tuple((float(m), cash[m - 1]) for m in shown), brief=(0, 1),
    )  # fmt: skip
    drawing = Drawing(
        "band", tuple(float(m) for m in range(1, len(cash) + 1)), band(cash),
        unit=f"{r.currency}, all months added up", axis="Month", alt=caption.alt,
        mark=None if r.payback.month is None else float(r.payback.month),
    )  # fmt: skip
    return Section(
        "payback", PARTS["payback"], caption.title,
        tuple(sentences),
        table=table, drawing=drawing, notes=(words("payback_note"),),
    )  # fmt: skip


def _anyway(r: Recommendation) -> float:
    """Return new customers a month without the plan, so that they add up to the table by source."""
    if r.ledger is None:
        return r.base_line
    return r.ledger.total_today.p50 - r.ledger.kept + r.ledger.begins


def strongest(r: Recommendation) -> list[tuple[str, str]]:
    """Return the channels that carry the mix, each with its strongest reasons."""
    total = r.totals.customers.p50
    return [(c.name, " ".join(why(c, r.ledger, total))) for c in r.explained]


def _why(r: Recommendation) -> Section:
    inside = [c for c in r.ranked if c.in_mix]
    outside = [c for c in r.ranked if not c.in_mix and c.reasons]
    sentences = [words("why_one", name=name, sentence=reasons) for name, reasons in strongest(r)]
    if r.totals.net_over_years is not None:
        left = [x.figures for c in inside for x in c.reasons if x.code in _LEFT]
        whole = sum(float(f.get("net") or 0.0) - float(f.get("loss") or 0.0) for f in left)
        sentences.append(words("why_together", whole=two_figures(whole), currency=r.currency))
    sentences += [
        words("why_out", name=c.name, sentence=c.reasons[0].sentence) for c in outside[:2]
    ]
    return Section("why", PARTS["why"], words("why_title", name=r.explained[0].name),
                   tuple(sentences), drawing=scores(r))  # fmt: skip


def scores(r: Recommendation) -> Drawing:
    """Draw the best channels by score, those not in the mix in grey."""
    drawn = r.ranked[: max(8, min(10, len(r.allocation)))]
    return Drawing(
        "bars", tuple(c.name if c.in_mix else f"{c.name} (not now)" for c in drawn),
        (("Score, 0 to 100", tuple(c.score for c in drawn)),), unit="score, 0 to 100",
        colours=tuple(FAMILY_COLOURS[c.family] if c.in_mix else "#B8C2C0" for c in drawn),
        alt="; ".join(f"{c.name} {c.score:.0f} of 100" for c in drawn),
    )  # fmt: skip


def _careful(r: Recommendation) -> Section:
    sentences = [*(x.sentence for x in r.fix_first), *(x.sentence for x in r.warnings)]
    count = f"{len(sentences)} thing" + ("s" if len(sentences) != 1 else "")
    title = words("careful_title", count=count) if sentences else words("careful_title_none")
    return Section("careful", PARTS["careful"], title, tuple(sentences), notes=tuple(_more(r)))


def _more(r: Recommendation) -> list[str]:
    """Say what a little more would bring, and the least that would do."""
    if not r.allocation:
        return []
    hour, money = r.marginal.one_more_hour, r.marginal.hundred_more_money
    won, left = r.totals.customers.p50, r.totals.net_contribution.p50

    def effect(utility: float, customers: float, net: float) -> str:
        if utility <= 0:
            return words("more_none")
        if max(customers, net) <= 0:
            return ONLY_KNOWN
        one, two = customers >= 0, net >= 0
        seen = noticed(won, won + customers) or noticed(left, left + net)
        if not (seen or (one and two)):
            return words("more_hardly")
        many = more_people(abs(customers))
        return words(
            "more_both" if one and two else "more_but",
            customers=many if one else many.replace(" more ", " fewer "),
            net=estimate(abs(net), r.currency), left=words("more" if two else "less"),
            currency=r.currency,
        )  # fmt: skip

    told = [
        words("more_hour", amount=exact(hour.amount),
              effect=effect(hour.utility, hour.customers, hour.net_contribution)),
        words("more_money", amount=estimate(money.amount, r.currency), currency=r.currency,
              effect=effect(money.utility, money.customers, money.net_contribution)),
    ]  # fmt: skip
    # Of what lies unspent anyhow, more would do nothing.
    idle = r.budgets.owner_hours.unspent >= hour.amount, r.budgets.money.unspent >= money.amount
    return [sentence for sentence, lies in zip(told, idle, strict=True) if not lies]


def first_steps(r: Recommendation) -> list[Section]:
    """Return what the first two hours a week would do where nothing is recommended, if anything."""
    sentences = tuple(
        f"{step.sentence} {words('brings', often=often(step.customers, 'new customers'))}"
        if step.customers
        else step.sentence
        for step in r.first_two_hours
    )
    return [Section("first", PARTS["plan"], words("first_title"), sentences)] if sentences else []
