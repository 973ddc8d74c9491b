"""Goals, personality, what exists already, wishes and what is closed to the business."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import Literal

from advisor.catalogue import (
    LIKINGS,
    MIDDLE_STEP,
    Country,
    LevelLock,
    Place,
    PresentUse,
    Prior,
    Sector,
    Tables,
)  # fmt: skip
from advisor.catalogue.case import FEW_REVIEWS
from advisor.errors import ProfileError
from advisor.evidence.resolve.noting import Notes, did_you_mean, usable_channel
from advisor.evidence.resolve.surroundings import chamber_towns
from advisor.profile import BusinessProfile

_A_DAY = (("hours", "week"), ("money", "month"))  # of a stall, as the tables have it
# From that part of an attribute, of firms or of the usual on a business is more so than not.
_MOSTLY = "business.mostly_share"
_LONG = 36.0  # months: what stands without a date works fully


def goal_weights(
    profile: BusinessProfile, priors: Mapping[str, Prior], notes: Notes
) -> dict[str, float]:
    """Return the weights of the three goals, 1 each where left out; drive moves being known."""
    drive = profile.personality.drive_to_grow or MIDDLE_STEP
    default = {
        "customers": 1.0,
        "reach": 1.0 + (drive - MIDDLE_STEP) * priors["goal.drive_step"].best,
        "bonds": 1.0,
    }
    found = {}
    for name, value in default.items():
        answer = getattr(profile.weights, name)
        found[name] = float(value if answer is None else answer)
        if answer is None:
            by_drive = ", by your drive to grow" if name == "reach" else ", all goals alike"
            notes.add(f"weights.{name}", found[name], f"judgement{by_drive}")
    return found


def traits(profile: BusinessProfile, notes: Notes) -> dict[str, int]:
    """Return the traits of liking, the middle where left out."""
    found = {}
    for trait in LIKINGS:
        answer = getattr(profile.personality, trait)
        found[trait] = MIDDLE_STEP if answer is None else int(answer)
        if answer is None:
            notes.add(f"personality.{trait}", MIDDLE_STEP, "neither liked nor disliked")
    return found


def followers_of(profile: BusinessProfile, tables: Tables) -> dict[str, float]:
    """Return followers by platform; refuse an unknown platform."""
    given = profile.already.followers or {}
    for name in given:
        if name not in tables.platforms:
            raise ProfileError(
                f"already.followers.{name}",
                name,
                "one of " + ", ".join(tables.platforms),
                did_you_mean(name, tables.platforms),
            )
    return {name: float(given[name]) for name in sorted(given)}


def has_website(
    profile: BusinessProfile, country: Country, priors: Mapping[str, Prior], notes: Notes
) -> bool:
    """Say whether there is a website; where left out, whether most of the country's firms do."""
    if profile.already.website is not None:
        return bool(profile.already.website)
    usual = country.website_share >= priors[_MOSTLY].best
    have, say = ("most", "no if you have none") if usual else ("few", "yes if you have one")
    notes.add("already.website", usual, f"{have} businesses there have a page; say {say}")
    return usual


def has_profile(profile: BusinessProfile, notes: Notes) -> bool:
    """Say whether there is a profile on the map, assumed yes where left out."""
    if profile.already.reviews is None:
        notes.add("already.reviews", None, "most businesses have a profile; say 0 if you have none")
        return True
    return profile.already.reviews > 0


def chamber_by_law(profile: BusinessProfile, country: Country, notes: Notes) -> bool:
    """Say whether the business belongs to a chamber by law, said where nothing was said of it."""
    if country.chamber_compulsory and profile.already.chambers is None:
        notes.add("already.chambers", 1, "firms belong to one by law there; dues are due anyway")
    return country.chamber_compulsory


def closed_channels(
    tables: Tables,
    priors: Mapping[str, Prior],
    sector: Sector,
    country: Country,
    attributes: Mapping[str, float],
    place: Place,
    in_use: Collection[str] = (),
) -> dict[str, str]:
    """Return the channels this business cannot use, with the reason's code.

    What goes against habits of country or trade stays open to those who do it (`in_use`).
    """
    lacks = _lacks(priors, sector, country, attributes)
    if not chamber_towns(place):
        lacks["towns_near"] = "no_town_near"
    against = _against_habit(tables, priors, country, attributes)
    if _best(priors, f"business.may_ask.{sector.sector}", 1.0) < priors[_MOSTLY].best:
        against["may_ask"] = "asking_against_rules"
    closed = {}
    for name, channel in tables.channels.items():
        if channel.retired:
            continue
        if channel.only_in and country.country not in channel.only_in:
            closed[name] = "not_in_country"
        missing = lacks if name in in_use else {**lacks, **against}
        for need in channel.needs:
            if need in missing:
                closed.setdefault(name, missing[need])
    return dict(sorted(closed.items()))


def _lacks(
    priors: Mapping[str, Prior], sector: Sector, country: Country, attributes: Mapping[str, float]
) -> dict[str, str]:
    """Return what of ``NEEDS`` the business has not, each with the reason's code."""
    found = {}
    mostly = priors[_MOSTLY].best
    product, trust = attributes.get("product", 0.0), attributes.get("trust", 0.0)
    at_customers = attributes.get("mobile", 0.0) >= priors["business.at_customers_share"].best
    if product < mostly:
        found["goods_for_a_stall"] = "sells_no_goods"
    elif attributes["to_firms"] == 1.0 or attributes["considered"] >= mostly:
        found["goods_for_a_stall"] = "not_for_a_stall"
    if attributes["to_firms"] == 0.0:
        found["firms"] = "sells_to_people_only"
    # Calls are sold to trades, professions and health, which a stranger must trust (P208-P246).
    if (
        sector.lead_unit != "enquiry"
        or product >= mostly
        or attributes["online"] >= mostly
        or attributes.get("on_the_spot", 0.0) >= priors["business.walk_in_share"].best
        or attributes["to_firms"] == 1.0
        or (trust < mostly and not at_customers)
        or (
            attributes.get("partner_trade", 0.0) == 1.0
            and trust < priors["business.much_trust_share"].best
        )
    ):
        found["trusted_trade"] = "not_for_trade"
    elif country.local_services_trades == "home" and not (
        at_customers and _best(priors, f"business.home_trade.{sector.sector}", 1.0) >= mostly
    ):
        found["trusted_trade"] = "home_trades_only"
    return found


def _against_habit(
    tables: Tables, priors: Mapping[str, Prior], country: Country, attributes: Mapping[str, float]
) -> dict[str, str]:
    """Return what of ``NEEDS`` only those have who use the channel already, with the reasons."""
    found = {}
    nowhere = attributes.get("mobile", 0.0) == 0.0 == attributes.get("on_the_spot", 0.0)
    if nowhere:
        found["place_for_a_sign"] = "nowhere_for_a_sign"
    if nowhere and attributes["online"] >= priors["business.no_premises_share"].best:
        found["premises"] = "no_premises"
    if country.whatsapp_business_share < tables.practice["whatsapp_business_least"].value:
        found["written_to"] = "not_used_for_business_there"
    if country.chamber_compulsory:
        found["towns_near"] = "chamber_by_district"
    return found


def level_locks(
    profile: BusinessProfile,
    tables: Tables,
    priors: Mapping[str, Prior],
    price: float,
    local: float,
) -> dict[str, LevelLock]:
    """Return the wishes with bounds in each channel's own unit."""
    found = {}
    for name, lock in sorted(profile.locks.items()):
        usable_channel(name, tables, "locks")
        # Bounds of paid channels are money; their ladder is in US dollars at the US price level.
        scale = 1.0 / (price * local) if tables.channels[name].family == "paid" else 1.0
        found[name] = LevelLock(
            keep=bool(lock.keep),
            never=bool(lock.never),
            at_least=None if lock.at_least is None else lock.at_least * scale,
            at_most=None if lock.at_most is None else lock.at_most * scale,
        )
    # Customers of today buy at a stall too: nobody gives up days of it to be better known.
    for name, use in sorted(profile.present_mix.items()):
        if name in found or "stall" not in tables.channels[name].traits:
            continue
        hours, money = (priors[f"{name}.{x}_per_{y}"].best for x, y in _A_DAY)
        days = use.units or (use.hours_per_week or 0.0) / hours
        days = max((level for level in tables.channels[name].levels if level <= days), default=0)
        free = _best(priors, f"{name}.free_units", 0.0)
        free = _best(priors, f"{name}.free_units.{profile.sector}", free)
        pays = max(days - free, 0.0) * money * price * local <= profile.money_per_month
        if days and pays and days * hours <= profile.hours_per_week:
            found[name] = LevelLock(keep=True, at_least=days, sells=True)
    return found


def present_use(profile: BusinessProfile, tables: Tables, local: float) -> dict[str, PresentUse]:
    """Return what the owner does today, money in usd."""
    found = {}
    for name, use in sorted(profile.present_mix.items()):
        usable_channel(name, tables, "present_mix")
        money = use.money_per_month
        found[name] = PresentUse(
            None if use.units is None else float(use.units),
            None if use.hours_per_week is None else float(use.hours_per_week),
            None if money is None else float(money) / local,
            12.0 if use.months is None else float(use.months),
        )
    return found


def manager_of(sector: Sector, priors: Mapping[str, Prior], notes: Notes) -> Literal["no", "maybe"]:
    """Return whether a manager is hired where nothing was said: where it pays, save in the trade.

    Who does this work for others does it for himself.
    """
    own = priors.get(f"manager.own_trade.{sector.sector}")
    if own is not None and own.best >= priors[_MOSTLY].best:
        notes.add("manager", "no", "it is your own trade (judgement)")
        return "no"
    notes.add("manager", "maybe", "hired only where it pays")
    return "maybe"


def done_today(
    profile: BusinessProfile,
    tables: Tables,
    priors: Mapping[str, Prior],
    local: float,
    notes: Notes,
    *,
    by_law: bool,
    walked_in: bool,
) -> dict[str, PresentUse]:
    """Return what the owner does today: what was said, and what memberships and pages show.

    Who belongs to a chamber or a group goes there, a page with half the usual followers is posted
    on, a profile with reviews is tended, and an entry that customers came by stands (or one that
    nearly all of the trade have), each at its lightest: their customers come already, of a profile
    with fewer reviews than usual a part.
    Where people have long `walked_in` there is a sign, as with nearly all.  What was said of a
    channel goes before what it shows.  A membership by law (`by_law`) says nothing.
    """
    found = present_use(profile, tables, local)
    has = standing(profile, tables)
    followers, reviews = followers_of(profile, tables), profile.already.reviews or 0
    attention, mostly = priors["business.attention_hours"].best, priors[_MOSTLY].best
    shown: list[str] = []
    for name, channel in tables.channels.items():
        if name in found:
            continue
        if channel.kind == "membership" and has.get(name, 0.0) > 0.0:
            if not (by_law and channel.stands_by == "chambers"):
                found[name] = PresentUse(1.0, None, None, _LONG)
            continue
        if walked_in and channel.kind == "signs":
            if _best(priors, f"{name}.practised_share", 0.0) >= mostly:
                found[name] = PresentUse(1.0, None, None, _LONG)
                shown.append(channel.name)
            continue
        entered = channel.stands_by == "last_customers" and (
            has.get(name, 0.0) > 0.0
            if any(profile.last_customers.counts().values())
            else _best(priors, f"{name}.entered_share.{profile.sector}", 0.0) >= mostly
        )
        followed = followers.get(name, 0.0) >= mostly * _best(priors, f"{name}.usual_followers")
        reviewed = reviews > 0 and channel.kind == "profile"
        if entered or followed or reviewed:
            part = reviewed_part(name, profile, priors) if reviewed else 1.0
            found[name] = PresentUse(None, channel.levels[0] + attention, None, _LONG, part)
            shown.append(channel.name)
    if shown:
        basis = "what you have there shows it, or nearly all have it; only what goes beyond counts"
        notes.add("present_mix", tuple(shown), basis)
    return found


def is_known(profile: BusinessProfile, tables: Tables, priors: Mapping[str, Prior]) -> bool:
    """Say whether pages show that a business has not only begun: reviews or followers as usual."""
    reviews = profile.already.reviews or 0
    return any(reviews >= _usual_reviews(name, profile, priors) for name in tables.channels) or any(
        count >= _best(priors, f"{name}.usual_followers")
        for name, count in followers_of(profile, tables).items()
    )


def reviewed_part(name: str, profile: BusinessProfile, priors: Mapping[str, Prior]) -> float:
    """Return the part of what a tended profile brings that comes by so many reviews, 0 to 1.

    None without any, all with the usual number; between them each doubling counts alike.
    """
    reviews, usual = profile.already.reviews or 0, _usual_reviews(name, profile, priors)
    lost = 1.0 - priors[f"{name}.review_factor_below_10"].best
    if reviews < FEW_REVIEWS:
        return (1.0 - lost) * math.log1p(reviews) / math.log1p(FEW_REVIEWS)
    return 1.0 - lost * max(0.0, math.log(usual / reviews)) / math.log(usual / FEW_REVIEWS)


def _usual_reviews(name: str, profile: BusinessProfile, priors: Mapping[str, Prior]) -> float:
    """Return the reviews of the usual firm of the trade on a channel, endless where it has none."""
    usual = _best(priors, f"{name}.usual_reviews")
    return _best(priors, f"{name}.usual_reviews.{profile.sector}", usual)


def _best(priors: Mapping[str, Prior], row: str, otherwise: float = math.inf) -> float:
    known = priors.get(row)
    return otherwise if known is None else known.best


def standing(profile: BusinessProfile, tables: Tables) -> dict[str, float]:
    """Return how much there is already of the channels of which an answer says so.

    Memberships and people on a list; for a place of which customers were counted, those.
    """
    counts = profile.last_customers.counts()
    return {
        name: float(counts.get(channel.ledger_source, 0))
        if channel.stands_by == "last_customers"
        else float(getattr(profile.already, channel.stands_by) or 0.0)
        for name, channel in tables.channels.items()
        if channel.stands_by
    }


def in_use(profile: BusinessProfile, tables: Tables) -> frozenset[str]:
    """Return the channels that the owner uses, has people on, has results of or wants kept."""
    followed = {name for name, count in followers_of(profile, tables).items() if count > 0}
    wanted = {n for n, lock in profile.locks.items() if lock.keep or lock.at_least}
    return frozenset({*profile.present_mix, *profile.results, *followed, *wanted})
