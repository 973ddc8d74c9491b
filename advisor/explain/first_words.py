"""What to do first, as one would say it across a table: what, how much, from when."""

from collections.abc import Mapping, Sequence

from advisor.catalogue import IN_SETS
from advisor.explain.names import DOERS, listed
from advisor.explain.wording import amount, exact, given, percent, spent
from advisor.profile import Already
from advisor.results import AllocationItem, Budgets, ChannelResult, Ledger, Recommendation

FIRST = 3
DO: Mapping[str, tuple[str, str]] = {
    "chamber_home": ("Show up at your own town's chamber", "Show up at your own town's chamber"),
    "chamber_neighbouring": (
        "Join the chamber of the next town",
        "Join the chambers of {n} towns near you",
    ),
    "referral_group": ("Take a seat in a weekly referral group", "Sit in {n} referral groups"),
    "networking_events": (
        "Go to one networking event a month",
        "Go to {n} networking events a month",
    ),
    "service_club": ("Help out in a service club", "Help out in {n} service clubs"),
    "local_sponsorship": ("Sponsor one local cause", "Sponsor {n} local causes"),
    "fairs_markets": ("Take a stall one day a month", "Take a stall {n} days a month"),
    "trade_shows": ("Show at one trade show a year", "Show at {n} trade shows a year"),
    "talks_workshops": ("Give one talk a month", "Give {n} talks a month"),
    "customer_referrals": ("Ask happy customers to send others",) * 2,
    "partner_referrals": (
        "Win five businesses that send you customers",
        "Win {n} businesses that send you customers",
    ),
    "local_signs": ("Let your sign and vehicle say what you do",) * 2,
    "private_group_attached": ("Take your group online between meetings",) * 2,
    "private_group_alone": ("Join one online group of your trade", "Join {n} online groups"),
    "facebook": ("Post on Facebook and answer in its local groups",) * 2,
    "instagram": ("Post your work on Instagram",) * 2,
    "x": ("Post on X",) * 2,
    "linkedin": ("Write and comment on LinkedIn",) * 2,
    "pinterest": ("Pin your work on Pinterest",) * 2,
    "tiktok": ("Post short videos on TikTok",) * 2,
    "youtube": ("Post videos on YouTube",) * 2,
    "nextdoor": ("Answer neighbours on Nextdoor",) * 2,
    "whatsapp": ("Write to your customers on WhatsApp",) * 2,
    "google_business_profile": ("Tend your Google profile and ask for reviews",) * 2,
    "email_newsletter": ("Write to your customers by e-mail",) * 2,
    "website_blog": ("Answer customers' questions on your website",) * 2,
    "directories_marketplaces": ("Get listed where people look for what you do",) * 2,
    "google_search_ads": ("Advertise on Google search",) * 2,
    "google_local_services": ("Buy calls through Google Local Services",) * 2,
    "meta_ads": ("Advertise on Facebook and Instagram",) * 2,
    "linkedin_ads": ("Advertise on LinkedIn",) * 2,
    "pinterest_ads": ("Advertise on Pinterest",) * 2,
    "tiktok_ads": ("Advertise on TikTok",) * 2,
    "youtube_ads": ("Advertise on YouTube",) * 2,
    "nextdoor_ads": ("Advertise on Nextdoor",) * 2,
    "direct_mail": ("Send postcards or letters",) * 2,
    "local_print_radio": ("Advertise in the local paper or on the radio",) * 2,
}
# The same to a business that begins and has no customers yet.
DO_AT_FIRST: Mapping[str, str] = {
    "customer_referrals": "Ask your first customers to send others",
    "whatsapp": "Write to your first customers on WhatsApp",
    "email_newsletter": "Write to your first customers by e-mail",
    "google_business_profile": "Tend your Google profile and ask your first customers for reviews",
}
# The same where nothing of it is there yet.
DO_ANEW: Mapping[str, str] = {"website_blog": "Put up a website that answers customers' questions"}
# The same to a profession that may not ask those it treats.
DO_UNASKED: Mapping[str, str] = {"google_business_profile": "Tend your Google profile"}


def done_today(r: Recommendation) -> frozenset[str]:
    """Return the channels that the owner practises already."""
    return frozenset(i.channel for i in r.present.allocation) if r.present else frozenset()


def asks_nobody(r: Recommendation) -> bool:
    """Say whether rules or manners of the trade speak against asking those it serves."""
    return any(c.reasons and c.reasons[0].code == "asking_against_rules" for c in r.channels)


def what_to_do(item: AllocationItem, r: Recommendation) -> str:
    """Return a channel of a recommendation's mix as an order; its name where there is none.

    Nobody is told to begin what is done already, nor to ask customers who are still to come.
    """
    if item.channel in done_today(r):
        return f"Keep going: {item.name}"
    begins = r.ledger is not None and r.ledger.begins > 0.0
    if begins and item.channel in DO_AT_FIRST:
        return DO_AT_FIRST[item.channel]
    if item.channel in DO_ANEW and any(f.code == "no_website" for f in r.fix_first):
        return DO_ANEW[item.channel]
    if item.channel in DO_UNASKED and asks_nobody(r):
        return DO_UNASKED[item.channel]
    units = item.units or 1
    one, many = DO.get(item.channel, (item.name, item.name))
    number = units * IN_SETS.get(item.channel, 1)
    return one if units == 1 else many.format(n=number)


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


def in_time(items: Sequence[AllocationItem], ledger: Ledger | None) -> list[AllocationItem]:
    """Return a mix in the order it is begun, what brings most customers first."""
    brings = {} if ledger is None else {c: sum(v.values()) for c, v in ledger.by_channel.items()}
    return sorted(
        items, key=lambda i: (i.start_month, -brings.get(i.channel, i.customers.p50), i.channel)
    )


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
_COSTS = {"costs_at_first", "costs_for_now"}


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
    return [f"{' and '.join(parts)} stay unspent. {reason}" for reason, parts in why.items()]


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
_SAID_ALREADY = ("brings_customers", "brings_customers_by_year", "brings_customers_hardly")
_HARDLY = 0.015  # share of them below which it is said in words


def why(channel: ChannelResult, ledger: Ledger, total: float) -> list[str]:
    """Return the strongest reasons for a channel of the mix, its part of the total first."""
    share = sum(ledger.by_channel.get(channel.channel, {}).values()) / max(total, 1e-12)
    part = _WHY.format(share=percent(share)) if share >= _HARDLY else _HARDLY_ANY
    others = [r.sentence for r in channel.reasons if r.code not in _SAID_ALREADY]
    return [part, *others[:1]]


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
