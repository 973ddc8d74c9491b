"""Fill what a profile leaves out from sector, country and place, and name every filled answer.

Conventions: whatever the owner gave wins; everything else becomes an ``Assumed`` with its
basis.  Money becomes US dollars at the market exchange rate.  Nothing here depends on the
budgets, so that defaults and yardsticks stay the same while hours and money are moved.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from advisor.catalogue import REACH_GOALS, Case, OwnResult, Prior, Span, Tables
from advisor.errors import ProfileError
from advisor.evidence.resolve.noting import Notes, did_you_mean, known, sector_basis, usable_channel
from advisor.evidence.resolve.person import (
    closed_channels,
    followers_of,
    goal_weights,
    has_website,
    in_use,
    level_locks,
    present_use,
    traits,
)
from advisor.evidence.resolve.surroundings import (
    ZONE_MILES,
    Rings,
    chamber_towns,
    distances,
    in_zones,
    place_of,
    served_afar,
)
from advisor.evidence.resolve.trade import (
    active_customers,
    attributes_of,
    currency_of,
    platform_shares,
    sale_span,
    target_shares,
)
from advisor.profile import BusinessProfile


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
            raise ProfileError(
                f"overrides.{prior_id}",
                prior_id,
                "the id of a figure in use",
                did_you_mean(prior_id, priors),
            )
        if priors[prior_id].unit == "share" and not (given.low >= 0 and given.high <= 1):
            raise ProfileError(f"overrides.{prior_id}", given.best, "a share from 0 to 1")
        priors[prior_id] = replace(
            priors[prior_id],
            low=given.low,
            best=given.best,
            high=given.high,
            grade="owner",
            fact_ids=(),
            reasoning="The owner's own figure.",
        )
    return priors


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
        All the model needs to know of the business.

    Raises
    ------
    ProfileError
        If the sector, country, currency, town, a channel or platform is not known, or several
        places fit.
    """
    notes = Notes()
    sector = known(profile.sector, tables.sectors, "sector", "a sector id (advisor sectors)")
    country = known(
        profile.country,
        tables.countries,
        "country",
        "the two-letter code of a country in the tables",
    )
    place = place_of(profile)
    currency, local_per_usd = currency_of(profile, country, tables)
    attributes, sells_to = attributes_of(profile, sector, notes)
    priors = priors_in_use(profile, tables)

    def given_or_usual(field: str) -> Span:
        value = getattr(profile, field)
        if value is not None:
            return Span.exactly(float(value))
        notes.add(field, sector.ranges[field][1], sector_basis(sector, field))
        return Span(*sector.ranges[field])

    price = country.price_level
    sale = sale_span(profile, sector, price, local_per_usd, notes)
    purchases = given_or_usual("purchases_per_year")
    margin = given_or_usual("gross_margin")
    active = active_customers(profile, sector, sale, purchases, local_per_usd, notes)

    target_people, target_firms = target_shares(profile, sector, sells_to, tables, notes)
    rings = Rings(profile, place, country, notes)
    per_head = (
        country.adult_share * target_people + country.firms_per_1000_people / 1000.0 * target_firms
    )
    scope = REACH_GOALS.index(profile.reach_goal)
    miles, served_miles = distances(profile, sector, attributes, priors, notes)
    zones = rings.zones()
    catchment = min(rings.people(miles), zones[3])
    farther = max(0.0, min(rings.people(served_miles), zones[3]) - catchment)
    served = catchment + priors["business.farther_share"].best * farther
    home = max(zones[0], min(rings.people(min(miles, ZONE_MILES[1])), zones[1]))
    aims = (home, max(zones[1], home), max(zones[2], zones[scope]))

    capacity = profile.capacity_new_customers_per_month
    if capacity is None:
        capacity = sector.ranges["capacity_new_customers_per_month"][1] * float(
            profile.people_working
        )
        notes.add(
            "capacity_new_customers_per_month",
            capacity,
            sector_basis(sector, "capacity_new_customers_per_month"),
        )
    wanted = profile.customers_wanted_per_month
    if wanted is None:
        wanted = max(capacity, 0.05) * priors["business.customers_wanted_share"].best
        notes.add("customers_wanted_per_month", wanted, "a quarter of what the business can take")
    people_wanted = profile.people_wanted_per_month
    if people_wanted is None:
        people_wanted = max(
            priors["goal.fewest_people_wanted"].best,
            wanted
            * priors["business.aware_people_per_customer"].best
            * priors[f"goal.reach_spread.{profile.reach_goal}"].best,
        )
        notes.add(
            "people_wanted_per_month",
            people_wanted,
            "people who must know a name for one of them to buy, times customers wanted",
        )
    hour = profile.value_of_owner_hour
    if hour is None:
        usual = priors["business.owner_hour_share"]
        share = priors.get(f"business.owner_hour_share.{sector.sector}", usual).best
        hour_usd = share * country.hourly_wage_usd
        notes.add(
            "value_of_owner_hour",
            hour_usd * local_per_usd,
            f"{share:g} of the mean hourly wage of the country",
        )
    else:
        hour_usd = hour / local_per_usd
    if profile.months_to_goal is None:
        notes.add("months_to_goal", 12, "one year")
    if profile.manager is None:
        notes.add("manager", "maybe", "hired only where it pays")
    return Case(
        sector=sector.sector,
        country=country.country,
        place=place,
        currency=currency,
        local_per_usd=local_per_usd,
        price_level=price,
        money_step_usd=5.0 * price,
        horizon_months=profile.months_to_goal or 12,
        owner_hours=float(profile.hours_per_week),
        staff_hours=float(profile.staff_hours_per_week or 0.0),
        money_usd=float(profile.money_per_month) / local_per_usd,
        manager=profile.manager or "maybe",
        reach_goal=profile.reach_goal,
        scope_zone=scope,
        people_working=profile.people_working,
        attributes=attributes,
        lead_unit=sector.lead_unit,
        busy_months=sector.busy_months,
        website_kind=sector.basis["website_kind"],
        zone_people=zones,
        zone_prospects=in_zones(zones, per_head),
        aim_people=aims,
        aim_prospects=(aims[0] * per_head, aims[1] * per_head, aims[2] * per_head),
        catchment_miles=miles,
        catchment_people=catchment,
        catchment_prospects=catchment * per_head,
        served_miles=served_miles,
        served_people=served,
        served_prospects=served * per_head,
        served_afar=served_afar(profile, sector, attributes, priors, notes),
        target_share=max(target_people, 0.02) if sells_to != "firms" else 0.1,
        towns_near=chamber_towns(place),
        need_rate=Span(*sector.ranges["need_rate"]),
        platform_share=platform_shares(profile, sector, sells_to, tables, country),
        average_sale_usd=sale,
        purchases_per_year=purchases,
        gross_margin=margin,
        retention_rate=Span(*sector.ranges["retention_rate"]),
        active_customers=active,
        close_rates={
            kind: Span(*sector.ranges[f"close_rate_{kind}"])
            for kind in ("referral", "search_call", "web_social")
        },
        source_shares={
            name.removeprefix("source_"): sector.ranges[name][1]
            for name in sorted(sector.ranges)
            if name.startswith("source_")
        },
        value_of_owner_hour_usd=hour_usd,
        hourly_wage_usd=country.hourly_wage_usd,
        capacity_per_month=float(capacity),
        customers_wanted=max(float(wanted), 0.05),
        people_wanted=max(float(people_wanted), 1.0),
        bonds_wanted=(
            priors["business.bonds_wanted_per_month"].best
            * math.sqrt(max(1.0, profile.people_working))
        ),
        weights=goal_weights(profile, priors, notes),
        personality=traits(profile, notes),
        chambers_joined=profile.already.chambers or 0,
        groups_joined=profile.already.referral_groups or 0,
        followers=followers_of(profile),
        email_list=float(profile.already.email_list or 0.0),
        has_website=has_website(profile, notes),
        has_profile=(profile.already.reviews or 0) > 0,
        reviews=None if profile.already.reviews is None else float(profile.already.reviews),
        closed=closed_channels(tables, country, attributes, place, in_use(profile)),
        locks=level_locks(profile, tables, price, local_per_usd),
        present_mix=present_use(profile, tables, local_per_usd),
        results={
            name: OwnResult(float(r.months), r.leads, r.customers)
            for name, r in sorted(profile.results.items())
            if usable_channel(name, tables, "results")
        },
        assumptions=tuple(notes.found),
    )
