"""What to have by the review, what would change the plan, and the one test beside it."""

import math
from collections.abc import Mapping
from operator import attrgetter

from advisor.catalogue import WEEKS_PER_MONTH, Tables
from advisor.explain.first_words import done_today
from advisor.explain.names import leads_of
from advisor.explain.wording import estimate, outcome, weeks_text
from advisor.insight.plan.result import ChangeRule, ChannelTest, Target
from advisor.insight.plan.review_words import CHANGES, NEXT_OF_MIX, TARGETS, say
from advisor.insight.plan.schedule import Schedule, quarters_down
from advisor.insight.plan.tasks import by_worth, kind_of
from advisor.insight.plan.words import filled
from advisor.results import AllocationItem, ChannelResult, Level, Range, Recommendation, StopRule

# Reasons for which a channel is out whatever a trial might show; "liking" outside is dislike.
_NOT_OPEN = {"banned_by_you", "one_seat", "needs_host", "strategy_area", "liking"}


def weeks_run(r: Recommendation, schedule: Schedule, weeks: int) -> float:
    """Return how long the mix has run by the end, its channels weighted by their customers."""
    total = weight = 0.0
    for item in r.allocation:
        ran = max(0, weeks + 1 - schedule.runs.get(item.channel, weeks + 1))
        part = max(item.customers.p50, 1e-9)
        total, weight = total + part * ran, weight + part
    return total / weight if weight else 0.0


def month_reached(r: Recommendation, ran: float) -> int:
    """Return the month of the forecast that `ran` weeks of the mix compare with."""
    return min(len(r.by_month), max(1, round(ran / WEEKS_PER_MONTH)))


_SEVERAL = 1.5  # enquiries: fewer are no number to judge by
_BY_THE_PLAN = " by this plan in the last month"


def targets_of(
    r: Recommendation, schedule: Schedule, tables: Tables, month: int
) -> tuple[Target, ...]:
    """Return what to have by the review: what is done first, then what it may bring."""
    hours = sum(slot.hours for slot in schedule.slots if slot.lane == "owner")
    visits = sum(slot.task.startswith("visit_") for slot in schedule.slots)
    found: list[tuple[str, float | None, float, float | None, str]] = [
        ("hours", None, hours, None, "hours"),
        ("asked", None, 100.0, None, "%"),
    ]
    if visits:
        found.append(("visits", None, float(visits), None, "visits"))
    if any(fix.code == "no_reviews" for fix in r.fix_first):
        found.append(("reviews", None, tables.practice["reviews_asked"].value, None, "reviews"))
    at = r.by_month[month - 1]
    named = {"enquiries": TARGETS[f"leads.{tables.sectors[r.sector].lead_unit}"]}
    found.append(("enquiries", *at.leads.points, "a month"))
    found.append(("customers", *_with_those_anyway(r, at.customers).points, "a month"))
    return tuple(
        Target(
            code=code,
            name=named.get(code) or TARGETS[code],
            low=low,
            middle=median,
            high=high,
            unit=unit,
        )
        for code, low, median, high, unit in found
    )


def _with_those_anyway(r: Recommendation, by_plan: Range) -> Range:
    """Return what whoever counts new customers counts: those who come anyway too.

    How many those are is no surer than what the plan brings; the two do not go together, so that
    their distances from the median add up as squares.
    """
    today = Range.exactly(r.base_line) if r.ledger is None else r.ledger.total_today
    middle = r.base_line + by_plan.p50
    low, high = (
        math.hypot(end(today) - today.p50, end(by_plan) - by_plan.p50)
        for end in (attrgetter("p5"), attrgetter("p95"))
    )
    return Range(p5=max(0.0, middle - low), p50=middle, p95=middle + high)


def worth_of_customer(r: Recommendation) -> float | None:
    """Return the gross profit a new customer of the mix brings."""
    of = r.totals
    return of.gross_profit.p50 / of.customers.p50 if of.customers.p50 > 1e-6 else None


def changes_of(
    r: Recommendation,
    tables: Tables,
    month: int,
    schedule: Schedule,
    weeks: int,
    stops: Mapping[str, StopRule],
) -> tuple[ChangeRule, ...]:
    """Return the signs that would change the plan of so many weeks, the general ones first.

    `stops`: when to stop the adverts of the mix, by channel.
    """
    practice, leads = tables.practice, _leads(r, tables)
    at, least = r.by_month[month - 1], practice["test_least_customers"].value
    found = [_rule("hours_short")]
    if at.leads.p5 >= _SEVERAL:
        found.append(_rule("below_range", low=outcome(math.ceil(at.leads.p5)), leads=leads))
    elif at.customers.p50 * month < least:
        found.append(_rule("too_rare", least=outcome(least), leads=leads))
    if at.leads.p95 >= _SEVERAL:
        found.append(_rule("above_range", high=outcome(math.floor(at.leads.p95)), leads=leads))
    found += [_rule("full"), _rule("other_source")]
    mix = by_worth(r, tables)
    begun = [item for item in mix if schedule.runs.get(item.channel, weeks) < weeks]
    for item in begun:  # what has not begun cannot be judged
        kind = kind_of(item.channel, tables)
        if item.family == "paid" and item.channel in stops:
            found += filter(None, [_advert(item, stops[item.channel], r.currency)])
        elif item.channel in tables.with_trait("regular"):
            months = tables.priors[f"{item.channel}.months_to_full_effect"].best
            found.append(_rule("group", item.channel, name=item.name, months=outcome(months)))
        elif kind == "platform":
            others = [i.name for i in mix if i.channel != item.channel]
            best = others[0] if others else NEXT_OF_MIX
            found.append(_rule("platform", item.channel, name=item.name, next_best=best))
    if any(item.manager_hours_per_week > 0 for item in begun):
        found.append(_rule("manager"))
    return tuple(found)


def _advert(item: AllocationItem, stop: StopRule, currency: str) -> ChangeRule | None:
    """Return the rule that stops an advert, as the advice on adverts gives it, if there is one."""
    code, money, weeks = "advert_silent", stop.spend_without_lead, stop.weeks_without_lead
    if money is None:
        code, money, weeks = "advert", stop.spend_without_customer, stop.weeks_without_customer
    if money is None or weeks is None:
        return None
    return _rule(
        code, item.channel, name=item.name, currency=currency,
        limit=estimate(money, currency), weeks=weeks_text(weeks),
    )  # fmt: skip


def _leads(r: Recommendation, tables: Tables) -> str:
    """Return what a lead is called in the trade, inside a sentence."""
    word = TARGETS[f"leads.{tables.sectors[r.sector].lead_unit}"].removesuffix(_BY_THE_PLAN)
    return word[0].lower() + word[1:]


def _rule(code: str, channel: str = "", **fields: str) -> ChangeRule:
    sign, change = filled(CHANGES[code], **fields)
    return ChangeRule(code=code, channel=channel, sign=sign, change=change)


def slack_of(r: Recommendation, tables: Tables) -> dict[str, float]:
    """Return the owner's hours a week that channels can give up without leaving their ladder.

    Meetings give up nothing; the least valuable channel comes first.
    """
    levels = {channel.channel: channel.levels for channel in r.channels}
    meets = tables.with_trait("regular", "meeting")
    found = {}
    for item in reversed(by_worth(r, tables)):
        alone = not (item.staff_hours_per_week or item.manager_hours_per_week)
        if item.channel in meets or not alone:
            continue
        least = min(
            (
                level.hours_per_week
                for level in levels.get(item.channel, ())
                if level.done_by == ("owner",) and level.money_per_month <= item.money_per_month
            ),
            default=item.hours_per_week,
        )
        if item.hours_per_week - least > 1e-9:
            found[item.channel] = item.hours_per_week - least
    return found


def _candidates(
    r: Recommendation, most_hours: float, most_money: float
) -> list[tuple[ChannelResult, Level]]:
    """Return new channels outside the mix with a level inside the reserve, the best first."""
    found, today = [], done_today(r)
    for channel in r.ranked:
        if channel.in_mix or channel.channel in today:
            continue
        if {reason.code for reason in channel.reasons} & _NOT_OPEN:
            continue
        inside = [
            level
            for level in channel.levels
            if level.hours_per_week <= most_hours + 1e-9
            and level.money_per_month <= most_money + 1e-9
            and not (level.staff_hours_per_week or level.manager_hours_per_week)
        ]
        if inside:
            least = min(inside, key=lambda x: (x.hours_per_week, x.money_per_month))
            found.append((channel, least))
    return found


def choose_test(
    r: Recommendation, tables: Tables, full_week: int | None, weeks: int
) -> tuple[ChannelTest, dict[str, float]]:
    """Return the test and what channels of the mix give up for it, by channel.

    `full_week`: first week in which the whole mix runs.  The test has no channel where none
    fits; its reason then says why.
    """
    practice = tables.practice
    share, span = practice["test_share"].value, int(practice["test_weeks"].value)
    given, money = r.budgets.owner_hours, r.budgets.money
    most = quarters_down(max(share * given.given, practice["test_least_hours"].value))
    free = quarters_down(given.unspent)
    slack = slack_of(r, tables)
    room = min(most, free + sum(slack.values()))
    most_money = min(share * money.given, money.unspent)
    wanted = _candidates(r, most, most_money)
    if not wanted:
        why = say("none", hours=most, money=outcome(most_money), currency=r.currency)
        return _no_test(share, why), {}
    if full_week is None or full_week > weeks:
        return _no_test(share, say("late")), {}
    able = [(c, level) for c, level in wanted if level.hours_per_week <= room + 1e-9]
    if not able:
        why = say("no_room", name=wanted[0][0].name, weeks=span)
        return _no_test(share, why), {}
    channel, level = able[0]
    first = max(full_week, weeks + 1 - span)
    span = weeks + 1 - first
    less, need = {}, level.hours_per_week - free
    for name, hours in slack.items():
        if need > 1e-9:
            less[name] = min(hours, need)
            need -= less[name]
    names = {item.channel: item.name for item in r.allocation}
    gone = " and ".join(names[name] for name in less)
    get = "get" if len(less) > 1 else "gets"
    reason = say(
        "found", share=share, least=practice["test_least_hours"].value, name=channel.name,
        given_up=say("given_up", names=gone, get=get) if gone else "",
    )  # fmt: skip
    found = ChannelTest(
        channel=channel.channel,
        name=channel.name,
        from_week=first,
        weeks=span,
        hours_per_week=level.hours_per_week,
        money_per_month=level.money_per_month,
        share=share,
        customers=level.customers.times(span / WEEKS_PER_MONTH),
        people=level.people_reached,
        worth=worth_of_customer(r),
        questions=_questions(r, level, span, practice["test_least_customers"].value),
        reason=reason,
    )
    return found, less


def _no_test(share: float, reason: str) -> ChannelTest:
    return ChannelTest(
        channel="", name="", from_week=None, weeks=0, hours_per_week=0.0, money_per_month=0.0,
        share=share, customers=None, people=None, worth=None, questions=(), reason=reason,
    )  # fmt: skip


def _questions(r: Recommendation, level: Level, weeks: int, least: float) -> tuple[str, ...]:
    """Return the three questions; an enquiry's cost where customers will be too few to count."""
    expected, worth = level.customers.times(weeks / WEEKS_PER_MONTH), worth_of_customer(r)
    people = level.people_reached
    countable = worth is not None and expected.p50 >= least
    rare = "cost_rare" if expected.p95 >= 1.0 else "cost_none"
    return (
        say(
            "cost" if countable else rare, low=outcome(expected.p5), high=outcome(expected.p95),
            weeks=weeks, currency=r.currency, worth=outcome(worth or 0.0),
            lead=leads_of(r.lead_unit).a,
        ),
        say("reach", low=outcome(people.p5), high=outcome(people.p95)),
        say("right"),
    )  # fmt: skip
