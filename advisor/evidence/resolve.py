"""Fill what a profile leaves out from sector, country and place, and name every filled answer.

Conventions: whatever the owner gave wins; everything else becomes an ``Assumed`` with its
basis.  Money becomes US dollars at the market exchange rate.  Nothing here depends on the
budgets, so that defaults and yardsticks stay the same while hours and money are moved.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from advisor.catalogue import (
    REACH_GOALS,
    Assumed,
    Case,
    Country,
    LevelLock,
    OwnResult,
    Place,
    PresentUse,
    Prior,
    Sector,
    Span,
    Tables,
)
from advisor.errors import ProfileError
from advisor.evidence.audience import audience_share, platform_share
from advisor.evidence.places import find_place, people_within_miles, place_by_id, towns_near
from advisor.profile import BusinessProfile, nearest

T = TypeVar("T")

ZONE_MILES = (5.0, 25.0, 100.0)
WORLD_PEOPLE = 8.1e9  # United Nations, World Population Prospects 2024, rounded
_FARTHEST_RING = 150.0
# Being known to fewer is no goal of reach, however rare the customers (judgement).
_FEWEST_PEOPLE_WANTED = 300.0
_PLATFORMS = ("facebook", "instagram", "x", "linkedin", "pinterest", "tiktok", "youtube",
              "nextdoor", "whatsapp")


class _Notes:
    """Collects the answers that were filled in."""

    def __init__(self) -> None:
        self.found: list[Assumed] = []

    def add(self, field: str, value: object, basis: str) -> None:
        if isinstance(value, float):
            value = float(f"{value:.6g}")
        self.found.append(Assumed(field, value, basis))


def priors_in_use(profile: BusinessProfile, tables: Tables) -> Mapping[str, Prior]:
    """Return the priors with the owner's overrides in place, graded "owner".

    Raises
    ------
    ProfileError
        If an override names no prior or leaves the range its unit allows.
    """
    priors = dict(tables.priors)
    for prior_id, given in profile.overrides.items():
        if prior_id not in priors:
            raise ProfileError(f"overrides.{prior_id}", prior_id, "the id of a figure in use",
                               _did_you_mean(prior_id, priors))
        if priors[prior_id].unit == "share" and not (given.low >= 0 and given.high <= 1):
            raise ProfileError(f"overrides.{prior_id}", given.best, "a share from 0 to 1")
        priors[prior_id] = replace(
            priors[prior_id], low=given.low, best=given.best, high=given.high, grade="owner",
            fact_ids=(), reasoning="The owner's own figure.")
    return priors


def _did_you_mean(given: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    close = nearest(given, sorted(known))
    return f"Did you mean {close}?" if close else ""


def resolve(profile: BusinessProfile, tables: Tables) -> Case:
    """Return the case a profile describes, every gap filled and named.

    Parameters
    ----------
    profile : BusinessProfile
        Checked answers.
    tables : Tables
        Sectors, countries, channels and audiences in use.

    Returns
    -------
    Case

    Raises
    ------
    ProfileError
        If the sector, country, currency, town, a channel or platform is not known, or several
        places fit.
    """
    notes = _Notes()
    sector = _known(profile.sector, tables.sectors, "sector", "a sector id (advisor sectors)")
    country = _known(profile.country, tables.countries, "country",
                     "the two-letter code of a country in the tables")
    place = _place(profile)
    currency, local_per_usd = _currency(profile, country, tables)
    attributes, sells_to = _attributes(profile, sector, notes)
    priors = priors_in_use(profile, tables)

    def given_or_usual(field: str) -> Span:
        value = getattr(profile, field)
        if value is not None:
            return Span.exactly(float(value))
        notes.add(field, sector.ranges[field][1], _sector_basis(sector, field))
        return Span(*sector.ranges[field])

    price = country.price_level
    sale = _money_span(profile, sector, price, local_per_usd, notes)
    purchases = given_or_usual("purchases_per_year")
    margin = given_or_usual("gross_margin")
    active = _active(profile, sector, sale, purchases, local_per_usd, notes)

    target_people, target_firms = _targets(profile, sector, sells_to, tables, notes)
    rings = _Rings(profile, place, country, notes)
    per_head = (country.adult_share * target_people
                + country.firms_per_1000_people / 1000.0 * target_firms)
    miles = profile.customers_come_from_miles
    if miles is None:
        minutes = sector.ranges["catchment_minutes"][1]
        miles = max(1.0, minutes * priors["business.miles_per_minute"].best)
        notes.add("customers_come_from_miles", miles, _sector_basis(sector, "catchment_minutes"))
    zones = rings.zones()
    catchment = min(rings.people(miles), zones[3])
    scope = REACH_GOALS.index(profile.reach_goal)
    home = max(zones[0], min(rings.people(min(miles, ZONE_MILES[1])), zones[1]))
    aims = (home, max(zones[1], home), max(zones[2], zones[scope]))

    capacity = profile.capacity_new_customers_per_month
    if capacity is None:
        capacity = (sector.ranges["capacity_new_customers_per_month"][1]
                    * float(profile.people_working))
        notes.add("capacity_new_customers_per_month", capacity,
                  _sector_basis(sector, "capacity_new_customers_per_month"))
    wanted = profile.customers_wanted_per_month
    if wanted is None:
        wanted = max(capacity, 0.05) * priors["business.customers_wanted_share"].best
        notes.add("customers_wanted_per_month", wanted, "a quarter of what the business can take")
    people_wanted = profile.people_wanted_per_month
    if people_wanted is None:
        people_wanted = max(_FEWEST_PEOPLE_WANTED,
                            wanted * priors["business.aware_people_per_customer"].best)
        notes.add("people_wanted_per_month", people_wanted,
                  "people who must know a name for one of them to buy, times customers wanted")
    hour = profile.value_of_owner_hour
    if hour is None:
        hour_usd = priors["business.owner_hour_share"].best * country.hourly_wage_usd
        notes.add("value_of_owner_hour", hour_usd * local_per_usd,
                  "0.65 of the mean hourly wage of the country (H0118-H0131)")
    else:
        hour_usd = hour / local_per_usd
    if profile.months_to_goal is None:
        notes.add("months_to_goal", 12, "one year")
    if profile.manager is None:
        notes.add("manager", "maybe", "hired only where it pays")
    return Case(
        sector=sector.sector, country=country.country, place=place, currency=currency,
        local_per_usd=local_per_usd, price_level=price, money_step_usd=5.0 * price,
        horizon_months=profile.months_to_goal or 12, owner_hours=float(profile.hours_per_week),
        staff_hours=float(profile.staff_hours_per_week or 0.0),
        money_usd=float(profile.money_per_month) / local_per_usd,
        manager=profile.manager or "maybe", reach_goal=profile.reach_goal, scope_zone=scope,
        people_working=profile.people_working, attributes=attributes,
        lead_unit=sector.lead_unit, busy_months=sector.busy_months,
        website_kind=sector.basis["website_kind"],
        zone_people=zones, zone_prospects=_five(zones, per_head),
        aim_people=aims, aim_prospects=(aims[0] * per_head, aims[1] * per_head,
                                        aims[2] * per_head),
        catchment_miles=miles, catchment_people=catchment,
        catchment_prospects=catchment * per_head,
        target_share=max(target_people, 0.02) if sells_to != "firms" else 0.1,
        towns_near=len(towns_near(place, ZONE_MILES[1])),
        need_rate=Span(*sector.ranges["need_rate"]),
        platform_share=_platforms(profile, sector, sells_to, tables, country),
        average_sale_usd=sale, purchases_per_year=purchases, gross_margin=margin,
        retention_rate=Span(*sector.ranges["retention_rate"]), active_customers=active,
        close_rates={kind: Span(*sector.ranges[f"close_rate_{kind}"])
                     for kind in ("referral", "search_call", "web_social")},
        source_shares={name.removeprefix("source_"): sector.ranges[name][1]
                       for name in sorted(sector.ranges) if name.startswith("source_")},
        value_of_owner_hour_usd=hour_usd, hourly_wage_usd=country.hourly_wage_usd,
        capacity_per_month=float(capacity), customers_wanted=max(float(wanted), 0.05),
        people_wanted=max(float(people_wanted), 1.0),
        bonds_wanted=(priors["business.bonds_wanted_per_month"].best
                      * math.sqrt(max(1.0, profile.people_working))),
        weights=_weights(profile, priors, notes), personality=_personality(profile, notes),
        chambers_joined=profile.already.chambers or 0,
        groups_joined=profile.already.referral_groups or 0,
        followers=_followers(profile), email_list=float(profile.already.email_list or 0.0),
        has_website=_website(profile, notes),
        has_profile=(profile.already.reviews or 0) > 0,
        reviews=None if profile.already.reviews is None else float(profile.already.reviews),
        closed=_closed(tables, country, attributes, place),
        locks=_locks(profile, tables, price, local_per_usd),
        present_mix=_present(profile, tables, local_per_usd),
        results={name: OwnResult(float(r.months), r.leads, r.customers)
                 for name, r in sorted(profile.results.items())
                 if _channel(name, tables, "results")},
        assumptions=tuple(notes.found))


def _known(given: str, known: Mapping[str, T], field: str, allowed: str) -> T:
    """Return the row `given` or raise with the nearest known ids."""
    if given not in known:
        raise ProfileError(field, given, allowed, _did_you_mean(given, known))
    return known[given]


def _channel(name: str, tables: Tables, field: str) -> bool:
    """Return True for a usable channel id; raise otherwise."""
    channel = _known(name, tables.channels, f"{field}.{name}", "a channel id (advisor channels)")
    if channel.retired:
        raise ProfileError(f"{field}.{name}", name, "a channel that still exists",
                           f"{channel.name} has closed; use {channel.successor}.")
    return True


def _place(profile: BusinessProfile) -> Place:
    if profile.place_id is not None:
        place = place_by_id(profile.place_id)
        if place.country != profile.country:
            raise ProfileError("place_id", profile.place_id,
                               f"a place in the country given ({profile.country})",
                               f"{place.name} lies in {place.country}.")
        return place
    return find_place(str(profile.town), profile.country, profile.region)


def _currency(profile: BusinessProfile, country: Country, tables: Tables) -> tuple[str, float]:
    """Return the currency and its units per US dollar."""
    if profile.currency is None or profile.currency == country.currency:
        return country.currency, country.usd_exchange_rate
    for row in sorted(tables.countries.values(), key=lambda c: c.country):
        if row.currency == profile.currency:
            return row.currency, row.usd_exchange_rate
    known = sorted({row.currency for row in tables.countries.values()})
    raise ProfileError("currency", profile.currency, "a currency of a country in the tables",
                       _did_you_mean(profile.currency, tuple(known)))


def _sector_basis(sector: Sector, quantity: str) -> str:
    return f"usual for the trade ({sector.basis.get(quantity, 'judgement')})"


def _attributes(profile: BusinessProfile, sector: Sector, notes: _Notes) \
        -> tuple[dict[str, float], str]:
    """Return the attributes, the owner's answers in place, and whom the business sells to."""
    attributes = dict(sorted(sector.attributes.items()))
    for field, name in (("visual", "visual"), ("considered_purchase", "considered")):
        answer = getattr(profile, field)
        if answer is None:
            notes.add(field, attributes[name] >= 0.5, _sector_basis(sector, "attributes"))
        else:
            attributes[name] = 1.0 if answer else 0.0
    if profile.sold_online is None:
        notes.add("sold_online", attributes["online"] >= 0.5,
                  _sector_basis(sector, "sold_online_share"))
    else:
        attributes["online"] = max(attributes["online"], 0.8) if profile.sold_online else 0.0
    sells_to = profile.sells_to or sector.sells_to
    if profile.sells_to is None:
        notes.add("sells_to", sells_to, _sector_basis(sector, "sells_to"))
    attributes["to_firms"] = {"people": 0.0, "both": 0.5, "firms": 1.0}[sells_to]
    return attributes, sells_to


def _money_span(profile: BusinessProfile, sector: Sector, price: float, local: float,
                notes: _Notes) -> Span:
    if profile.average_sale is not None:
        return Span.exactly(profile.average_sale / local)
    low, best, high = (x * price for x in sector.ranges["average_sale_usd"])
    notes.add("average_sale", best * local, _sector_basis(sector, "average_sale_usd"))
    return Span(low, best, high)


def _active(profile: BusinessProfile, sector: Sector, sale: Span, purchases: Span,
            local: float, notes: _Notes) -> Span:
    """Return customers of the last 12 months: given, from revenue, or the trade's usual."""
    if profile.active_customers is not None:
        return Span.exactly(float(profile.active_customers))
    if profile.yearly_revenue is not None:
        each = max(sale.best * max(purchases.best, 1.0), 1e-9)
        count = profile.yearly_revenue / local / each
        notes.add("active_customers", count, "yearly revenue over what a customer spends a year")
        return Span(count * 0.6, count, count * 1.6)
    # The sector table describes a firm of one to three people.
    size = max(1.0, profile.people_working / 2.0)
    low, best, high = (x * size for x in sector.ranges["active_customers"])
    notes.add("active_customers", best, _sector_basis(sector, "active_customers"))
    return Span(low, best, high)


def _targets(profile: BusinessProfile, sector: Sector, sells_to: str, tables: Tables,
             notes: _Notes) -> tuple[float, float]:
    """Return the share of adults and of firms who could ever be buyers."""
    people = sector.ranges["target_share"][1] or 0.1
    firms = sector.ranges["target_share_firms"][1] or 0.1
    if profile.target_share is not None:
        people = firms = profile.target_share
    else:
        audience = profile.audience
        if any((audience.ages, audience.income, audience.education, audience.community)) \
                or audience.women_share is not None:
            people *= max(0.01, audience_share(
                tables, ages=audience.ages, women_share=audience.women_share,
                income=audience.income, education=audience.education,
                community=audience.community))
        notes.add("target_share", firms if sells_to == "firms" else people,
                  _sector_basis(sector, "target_share"))
    if sells_to == "people":
        firms = 0.0
    if sells_to == "firms":
        people = 0.0
    return people, firms


class _Rings:
    """People around the place by distance, the owner's own number taking precedence."""

    def __init__(self, profile: BusinessProfile, place: Place, country: Country,
                 notes: _Notes) -> None:
        self.place, self.country = place, country
        self.scale = 1.0
        ring = people_within_miles(place, (10.0,))[10.0]
        if profile.people_nearby is None:
            notes.add("people_nearby", round(ring.p50),
                      "people within 10 miles, estimated from GeoNames; the range is "
                      f"{ring.p5:,.0f} to {ring.p95:,.0f}")
        else:
            self.scale = max(float(profile.people_nearby), 1.0) / max(ring.p50, 1.0)

    def people(self, miles: float) -> float:
        """Return people within `miles`; beyond 150 miles by area, never above the country."""
        inside = max(1.0, min(miles, _FARTHEST_RING))
        found = people_within_miles(self.place, (inside,))[inside].p50
        # The owner's number describes the surroundings; far rings keep the estimate.
        weight = 1.0 if inside <= ZONE_MILES[1] else (ZONE_MILES[1] / inside) ** 2
        found *= 1.0 + (self.scale - 1.0) * weight
        if miles > _FARTHEST_RING:
            found *= (miles / _FARTHEST_RING) ** 2
        return float(min(max(found, 1.0), self.country.population))

    def zones(self) -> tuple[float, float, float, float, float]:
        """Return people in town, near, region, country and world, never shrinking."""
        town = self.people(ZONE_MILES[0])
        near = max(town, self.people(ZONE_MILES[1]))
        region = max(near, self.people(ZONE_MILES[2]))
        return town, near, region, max(region, self.country.population), WORLD_PEOPLE


def _five(people: tuple[float, ...], per_head: float) -> tuple[float, ...]:
    return tuple(p * per_head for p in people)


def _platforms(profile: BusinessProfile, sector: Sector, sells_to: str, tables: Tables,
               country: Country) -> dict[str, Span]:
    """Return the share of prospects on each platform."""
    audience = profile.audience
    women = audience.women_share
    if women is None:
        women = sector.attributes.get("women_share", 0.5)
    education, income = audience.education, audience.income
    if sells_to == "firms":
        # Those who buy for firms are mostly graduates with higher incomes.
        education = education or ("college",)
        income = income or ("70k_100k", "over_100k")
    return {name: Span(*platform_share(
        tables, country.country, name, ages=audience.ages, women_share=women, income=income,
        education=education, community=audience.community)) for name in _PLATFORMS}


def _weights(profile: BusinessProfile, priors: Mapping[str, Prior], notes: _Notes) \
        -> dict[str, float]:
    """Return the weights of the three goals; defaults from the reach goal and drive to grow."""
    drive = profile.personality.drive_to_grow or 3
    default = {
        "customers": priors["goal.customers_weight"].best,
        "reach": (priors[f"goal.reach_weight.{profile.reach_goal}"].best
                  * (1.0 + (drive - 3) * priors["goal.drive_step"].best)),
        "bonds": priors[f"goal.bonds_weight.{profile.reach_goal}"].best}
    found = {}
    for name, value in default.items():
        answer = getattr(profile.weights, name)
        found[name] = float(value if answer is None else answer)
        if answer is None:
            notes.add(f"weights.{name}", found[name], "judgement, by reach goal and drive to grow")
    return found


def _personality(profile: BusinessProfile, notes: _Notes) -> dict[str, int]:
    found = {}
    for trait in ("meeting_people", "belonging", "writing", "on_camera"):
        answer = getattr(profile.personality, trait)
        found[trait] = 3 if answer is None else int(answer)
        if answer is None:
            notes.add(f"personality.{trait}", 3, "neither liked nor disliked")
    return found


def _followers(profile: BusinessProfile) -> dict[str, float]:
    given = profile.already.followers or {}
    for name in given:
        if name not in _PLATFORMS:
            raise ProfileError(f"already.followers.{name}", name, "one of " + ", ".join(_PLATFORMS),
                               _did_you_mean(name, _PLATFORMS))
    return {name: float(given[name]) for name in sorted(given)}


def _website(profile: BusinessProfile, notes: _Notes) -> bool:
    if profile.already.website is None:
        notes.add("already.website", True, "most businesses have a page; say no if you have none")
        return True
    return bool(profile.already.website)


def _closed(tables: Tables, country: Country, attributes: Mapping[str, float], place: Place) \
        -> dict[str, str]:
    """Return the channels this business cannot use, with the reason's code."""
    closed = {}
    for name, channel in sorted(tables.channels.items()):
        if channel.retired:
            continue
        if channel.only_in and country.country not in channel.only_in:
            closed[name] = "not_in_country"
    product, spot = attributes.get("product", 0.0), attributes.get("on_the_spot", 0.0)
    if product < 0.5:
        closed["fairs_markets"] = "sells_no_goods"
    elif attributes["to_firms"] == 1.0 or attributes["considered"] >= 0.5:
        closed["fairs_markets"] = "not_for_a_stall"
    if attributes["to_firms"] == 0.0:
        closed["linkedin_ads"] = "sells_to_people_only"
    if "google_local_services" not in closed and (
            product >= 0.5 or spot >= 0.9 or attributes["to_firms"] == 1.0):
        closed["google_local_services"] = "not_for_trade"
    if attributes.get("mobile", 0.0) == 0.0 and spot == 0.0:
        closed["local_signs"] = "nowhere_for_a_sign"
    if attributes["online"] >= 0.9 and attributes.get("mobile", 0.0) == 0.0 and spot == 0.0:
        closed["google_business_profile"] = "no_premises"
    if not towns_near(place, ZONE_MILES[1]):
        closed["chamber_neighbouring"] = "no_town_near"
    return dict(sorted(closed.items()))


def _locks(profile: BusinessProfile, tables: Tables, price: float, local: float) \
        -> dict[str, LevelLock]:
    found = {}
    for name, lock in sorted(profile.locks.items()):
        _channel(name, tables, "locks")
        # Bounds of paid channels are money; their ladder is in US dollars at the US price level.
        scale = 1.0 / (price * local) if tables.channels[name].family == "paid" else 1.0
        found[name] = LevelLock(
            keep=bool(lock.keep), never=bool(lock.never),
            at_least=None if lock.at_least is None else lock.at_least * scale,
            at_most=None if lock.at_most is None else lock.at_most * scale)
    return found


def _present(profile: BusinessProfile, tables: Tables, local: float) -> dict[str, PresentUse]:
    found = {}
    for name, use in sorted(profile.present_mix.items()):
        _channel(name, tables, "present_mix")
        money = use.money_per_month
        found[name] = PresentUse(
            None if use.units is None else float(use.units),
            None if use.hours_per_week is None else float(use.hours_per_week),
            None if money is None else float(money) / local,
            12.0 if use.months is None else float(use.months))
    return found
