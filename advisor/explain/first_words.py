"""What to do first, as one would say it across a table: what, how much, from when."""

from collections.abc import Mapping

from advisor.catalogue import SET_OF_PARTNERS, Channel
from advisor.explain.names import DOERS, listed
from advisor.explain.wording import amount, exact, given, percent, spent
from advisor.profile import Already
from advisor.results import AllocationItem, Budgets, ChannelResult, Ledger, Recommendation

FIRST = 3


def done_today(r: Recommendation) -> frozenset[str]:
    """Return the channels that the owner practises already."""
    return frozenset(i.channel for i in r.present.allocation) if r.present else frozenset()


def asks_nobody(r: Recommendation) -> bool:
    """Say whether rules or manners of the trade speak against asking those it serves."""
    return any(c.reasons and c.reasons[0].code == "asking_against_rules" for c in r.channels)


def what_to_do(item: AllocationItem, r: Recommendation, channels: Mapping[str, Channel]) -> str:
    """Return a channel of a recommendation's mix as an order; its name where it is no longer known.

    Nobody is told to begin what is done already, nor to ask customers who are still to come.
    """
    channel = channels.get(item.channel)
    if item.channel in done_today(r):
        return f"Keep going: {item.name}"
    if channel is None:
        return item.name
    if channel.order_first and r.ledger is not None and r.ledger.begins > 0.0:
        return channel.order_first
    if channel.order_anew and any(f.code == "no_website" for f in r.fix_first):
        return channel.order_anew
    if channel.order_unasked and asks_nobody(r):
        return channel.order_unasked
    units = item.units or 1
    if item.units is None and channel.kind == "membership":  # half a unit
        return channel.order.replace(" a month", " every other month")
    if units == 1 or not channel.order_many:
        return channel.order
    each = SET_OF_PARTNERS if channel.kind == "partners" else 1
    return channel.order_many.format(n=units * each)


def how_much(item: AllocationItem, currency: str) -> str:
    """Return hours and money of a channel of the mix, and from when."""
    parts = [
        f"{_time(hours)} a week{whose}"
        for hours, whose in (
            (item.hours_per_week, ""),
            (item.staff_hours_per_week, f" by {DOERS['staff']}"),
            (item.manager_hours_per_week, f" by {DOERS['manager']}"),
        )
        if hours > 0
    ]
    money = item.money_per_month
    parts.append(f"{amount(money, currency)} {currency} a month" if money > 0 else "free")
    parts.append("from now" if item.start_month <= 1 else f"from month {item.start_month}")
    return ", ".join(parts)


def _time(hours: float) -> str:
    """Write hours of work, in minutes where they are less than one."""
    return f"{round(60 * hours)} min" if hours < 1 else f"{exact(hours)} h"


def in_time(r: Recommendation) -> list[AllocationItem]:
    """Return a mix in the order it is begun, what brings most first.

    What the headline names is always among the few that are told first.
    """
    parts = {} if r.ledger is None else r.ledger.by_channel
    brings = {name: sum(by_source.values()) for name, by_source in parts.items()}

    def begun(item: AllocationItem) -> tuple[int, bool, float, str]:
        name = item.channel
        most = brings.get(name, item.customers.p50)
        return item.start_month, name not in r.leaders, -most, name

    order = sorted(r.allocation, key=lambda item: (item.channel not in r.leaders, *begun(item)))
    return sorted(order[:FIRST], key=begun) + sorted(order[FIRST:], key=begun)


def hours_and_money(budgets: Budgets, currency: str) -> str:
    """Return what the plan takes of hours and money, and what it leaves, as one sentence."""
    owner, staff, money = budgets.owner_hours, budgets.staff_hours, budgets.money
    text = f"{exact(owner.used)} of your {exact(owner.given)} hours a week"
    if staff.given:
        text += f", {exact(staff.used)} of {exact(staff.given)} staff hours"
    took, had = spent(money.used, money.given, currency), given(money.given, currency)
    return f"{text}, and {took} of {had} {currency} a month"


_TIES_PART = 0.25  # of the owner's hours: fewer are not worth a sentence
_TIES = (
    "{hours} of your hours a week go to {names}: at first for people you come to know more than "
    "for customers."
)
_COSTS = {"costs_at_first", "costs_for_now", "costs_and_runs"}


def for_ties(r: Recommendation) -> str:
    """Say which hours go for people to know rather than for customers; empty where few do."""
    codes = {c.channel: {reason.code for reason in c.reasons} for c in r.channels}
    ties = {name for name, found in codes.items() if "makes_bonds" in found and _COSTS & found}
    those = [i for i in r.allocation if i.channel in ties]
    hours = sum(i.hours_per_week for i in those)
    if hours <= 0.0 or hours < _TIES_PART * r.budgets.owner_hours.used:
        return ""
    return _TIES.format(hours=exact(hours), names=listed([f"“{i.counted_name}”" for i in those]))


def unspent(budgets: Budgets, currency: str) -> list[str]:
    """Return what stays unspent and why; what shares its reason shares its sentence."""
    why: dict[str, list[str]] = {}
    staff = budgets.staff_hours.unspent
    for text, budget in (
        (f"{exact(budgets.owner_hours.unspent)} of your hours a week", budgets.owner_hours),
        (f"{exact(staff)} staff hour{'' if staff == 1 else 's'} a week", budgets.staff_hours),
        (f"{amount(budgets.money.unspent, currency)} {currency} a month", budgets.money),
    ):
        if budget.unspent > 1e-9:
            why.setdefault(budget.reason, []).append(text)
    alone = {reason: len(parts) == 1 and parts[0].startswith("1 ") for reason, parts in why.items()}
    return [
        f"{' and '.join(parts)} {'stays' if alone[reason] else 'stay'} unspent. {reason}"
        for reason, parts in why.items()
    ]


# What nobody asked is not asserted: code of the fault, the answer that settles it, the sentence.
_UNASKED: Mapping[str, tuple[str, str]] = {
    "no_list": (
        "email_list",
        "Do you keep a list of customers who may be written to? If not, start one, with consent.",
    ),
    "no_website": (
        "website",
        "Do you have a website? If not, put up one page: people who are sent to you look you up.",
    ),
    "no_reviews": (
        "reviews",
        "Do you have ten reviews on Google? If not, ask every happy customer for one.",
    ),
}


def unasked(code: str, already: Already) -> str:
    """Return the fault of a code as a question where nobody gave its answer; else empty."""
    field, question = _UNASKED.get(code, ("", ""))
    return question if field and getattr(already, field) is None else ""


_WHY = "It brings about {share} of this plan's new customers."
_HARDLY_ANY = "It brings hardly any new customers itself."
_SAID_ALREADY = ("brings_customers", "brings_customers_hardly")
_TOLD_TOO = ("places_to_sell", "takes_most")
_HARDLY = 0.015  # share of them below which it is said in words


def why(channel: ChannelResult, ledger: Ledger | None, total: float) -> list[str]:
    """Return the strongest reasons for a channel of the mix, its part of the total first.

    Of what takes most of the money the price of a customer is the one to tell; where it sells is
    told in any case.
    """
    if ledger is None:
        told = [r.sentence for r in channel.reasons[:2]]
    else:
        share = sum(ledger.by_channel.get(channel.channel, {}).values()) / max(total, 1e-12)
        part = _WHY.format(share=percent(share)) if share >= _HARDLY else _HARDLY_ANY
        others = [r.sentence for r in channel.reasons if r.code not in _SAID_ALREADY]
        told = [part, *(others[:1] if channel.price is None else [channel.price.sentence])]
    too = [r.sentence for r in channel.reasons if r.code in _TOLD_TOO]
    return [*told, *(sentence for sentence in too if sentence not in told)]


_FROM = "The goal is within reach from {hours} a week and {money} {currency} a month."


def what_would(r: Recommendation) -> str:
    """Return what budgets would reach the goal, or why none does; nothing of one nobody named."""
    if r.ledger is not None and "wanted" in r.ledger.supposed:
        return ""
    least = r.least_effort
    if least.reachable and least.hours is not None and least.money is not None:
        return _FROM.format(
            hours=f"{exact(least.hours)} hour{'' if least.hours == 1 else 's'}",
            money=amount(least.money, r.currency),
            currency=r.currency,
        )
    return least.reason or ""
