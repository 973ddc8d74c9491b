"""Fill what a profile leaves out from sector, country and place, and name every filled answer.

Conventions: whatever the owner gave wins; everything else becomes an ``Assumed`` with its
basis.  Money becomes US dollars at the market exchange rate.  Nothing here depends on the
budgets, so that defaults and yardsticks stay the same while hours and money are moved.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from advisor.catalogue import MIDDLE_STEP, MONTHS, REACH_GOALS, Case, OwnResult, Prior, Span, Tables
from advisor.catalogue.columns import AFAR
from advisor.errors import ProfileError
from advisor.evidence.figures import figure_bounds
from advisor.evidence.marketplaces import marketplaces_for
from advisor.evidence.resolve.noting import Notes, did_you_mean, known, sector_basis, usable_channel
from advisor.evidence.resolve.person import (
    chamber_by_law,
    closed_channels,
    done_today,
    followers_of,
    goal_weights,
    has_profile,
    has_website,
    in_use,
    is_known,
    level_locks,
    manager_of,
    present_use,
    standing,
    traits,
)
from advisor.evidence.resolve.prices import MONEY_STEP_USD, advert_prices, times_of
from advisor.evidence.resolve.shown import Shown, grown
from advisor.evidence.resolve.surroundings import (
    ASKED_MILES,
    ZONE_MILES,
    Rings,
    asked_of_distance,
    chamber_towns,
    distances,
    in_zones,
    need_span,
    next_town_ratio,
    place_of,
    served_afar,
)
from advisor.evidence.resolve.today import (
    asked_of_goal,
    asked_of_size,
    beginner_new,
    channel_limits,
    channels_by_manager,
    comes_of_being_there,
    concentration,
    fewest_new,
    filled,
    new_customers,
    owner_hour,
    room_of,
    source_shares,
    source_spreads,
    with_own_counts,
)
from advisor.evidence.resolve.trade import (
    active_customers,
    asked_of_sale,
    attributes_of,
    close_rates,
    community_of,
    currency_of,
    in_country,
    moved_by_age,
    platform_pulls,
    platform_shares,
    purchases_span,
    retention_span,
    sale_span,
    target_shares,
    times_by_spend,
)
from advisor.profile import BusinessProfile

_FEWEST_WANTED = 0.05  # customers a month, one in twenty months: guards a division


def priors_in_use(profile: BusinessProfile, tables: Tables) -> Mapping[str, Prior]:
    """Return the priors at the country's prices, the owner's overrides in place, graded "owner".

    Raises ``ProfileError`` if an override names no prior or leaves the range its unit allows.
    """
    country = tables.countries.get(profile.country)
    priors = {**tables.priors, **(advert_prices(country, tables) if country else {})}
    for prior_id, given in profile.overrides.items():
        if prior_id not in priors:
            raise ProfileError(
                f"overrides.{prior_id}",
                prior_id,
                "the id of a figure in use",
                did_you_mean(prior_id, priors),
            )
        least, most = figure_bounds(priors[prior_id])
        wrong = [x for x in (given.low, given.best, given.high) if not least <= x <= most]
        if wrong:
            kind = "share" if priors[prior_id].unit == "share" else "number"
            allowed = f"a {kind} from {least:,.9g} to {most:,.9g}"
            raise ProfileError(f"overrides.{prior_id}", wrong[0], allowed)
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


def resolve(profile: BusinessProfile, tables: Tables, *, more: float = 1.0) -> Case:
    """Return the case a profile describes, every gap filled and named.

    `more`: times as many new customers come today as are estimated otherwise.

    Raises ``ProfileError`` if the sector, country, currency, town, a channel or platform is not
    known, or several places fit.
    """
    notes = Notes()
    sector = known(profile.sector, tables.sectors, "sector", "a sector id (advisor sectors)")
    country = known(
        profile.country,
        tables.countries,
        "country",
        "the two-letter code of a country in the tables",
    )
    place = place_of(profile, notes)
    currency, local_per_usd = currency_of(profile, country, tables)
    priors = priors_in_use(profile, tables)
    sector = in_country(sector, country, tables, priors)
    attributes, sells_to = attributes_of(profile, sector, priors, notes)

    def given_or_usual(field: str) -> Span:
        value = getattr(profile, field)
        if value is not None:
            return Span.exactly(float(value))
        notes.add(field, sector.ranges[field][1], sector_basis(sector, field))
        return Span(*sector.ranges[field])

    price = country.price_level
    # Whoever sells to the world sells at its prices, not at those of the town.
    abroad = profile.reach_goal == "worldwide" and attributes["online"] >= AFAR
    asked = max(price, 1.0) if abroad else price
    sale = sale_span(profile, sector, asked, local_per_usd, notes)
    purchases = purchases_span(profile, sector, sale, asked, priors, notes)
    margin = given_or_usual("gross_margin")
    target_people, target_firms = target_shares(profile, sector, sells_to, priors, tables, notes)
    rings = Rings(profile, place, country, notes)
    per_head = (
        country.adult_share * target_people + country.firms_per_1000_people / 1000.0 * target_firms
    )
    scope = REACH_GOALS.index(profile.reach_goal)
    miles, served_miles = distances(profile, sector, attributes, priors, notes)
    afar_share = served_afar(profile, sector, attributes, priors, notes)
    zones = rings.zones()
    catchment = min(rings.people(miles), zones[3])
    farther = max(0.0, min(rings.people(served_miles), zones[3]) - catchment)
    served = catchment + priors["business.farther_share"].best * farther
    # Whoever sells at a distance is not bound to the people around.
    afar = attributes["online"] >= priors["business.local_orders_share"].best
    around = zones[3] if afar else catchment
    fair = priors["business.fair_share"].best * around * per_head
    prices = asked, local_per_usd
    active = active_customers(profile, sector, sale, purchases, prices, fair, priors, notes)
    home = max(zones[0], min(rings.people(min(miles, ZONE_MILES[1])), zones[1]))
    aims = (home, max(zones[1], home), max(zones[2], zones[scope]))

    retention = retention_span(profile, sector, sale, asked, priors)
    coming = new_customers(profile, active, retention, purchases, sale, local_per_usd)
    shares = source_shares(
        tables,
        sector,
        country,
        priors,
        None if profile.sold_online is None else attributes["online"],
        None if profile.sells_to is None else attributes["to_firms"],
    )
    lives: tuple[str, ...] | None = profile.audience.community
    if not afar and scope < REACH_GOALS.index("country"):
        lives = community_of(profile, place, catchment, tables)
    platforms = platform_shares(profile, sector, sells_to, tables, country, lives)
    pulls = platform_pulls(tables, country, platforms, priors)
    if profile.audience.ages:
        whole = profile, sector, sells_to, tables, country, None
        of_any = platform_shares(*whole, of_any_age=True)
        shares = moved_by_age(shares, platform_shares(*whole), of_any, tables, priors)
    shares, coming = with_own_counts(profile, tables, shares, coming, local_per_usd)
    counts, weight = profile.last_customers.counts(), concentration(tables, sector, priors)
    unsaid = weight / (weight + sum(counts.values()))
    sales = active.best * purchases.best * sale.best * local_per_usd / MONTHS
    spent = sales * sector.ranges["marketing_share_of_revenue"][1]
    spent = max(spent * priors["ledger.one_advert_share"].best, MONEY_STEP_USD * local_per_usd)
    shown = Shown(profile, tables, priors, sector, attributes, pulls, spent)
    stands = shown.today(shares, coming.best)
    stands = {source: 1.0 + unsaid * (times - 1.0) for source, times in stands.items()}
    said = (profile.new_customers_per_month, profile.active_customers, profile.yearly_revenue)
    if said == (None, None, None):
        coming = grown(coming, shares, stands)
    by_spend = times_by_spend(profile, sector, sale, purchases, price, priors)
    usual = sector.ranges["active_customers"][1] * profile.people_working / 2.0 * by_spend
    beginner = beginner_new(sector, usual, fair, priors)
    some = profile.active_customers or profile.new_customers_per_month
    known_here = some and is_known(profile, tables, priors)
    full = 1.0 if known_here else filled(profile, sector, usual, active.best)
    has_begun = not said[0] and full < priors["ledger.beginner_size"].best
    if not has_begun:
        least = comes_of_being_there(shares, beginner, priors, told=True)
        if said[0] is None and said[2] is None and 0.0 < coming.best < least:
            coming = coming.times(least / coming.best)
    coming = coming.times(more)
    fewest = fewest_new(full, beginner, coming.best, priors, counted=bool(said[0]))
    if profile.new_customers_per_month is None:
        notes.add(
            "new_customers_per_month",
            coming.best,
            "those who replace the customers who leave"
            + (", and more by what you count and spend on adverts" if more > 1.0 else ""),
        )
    capacity, coming, questions = room_of(profile, sector, coming, by_spend, fewest, priors, notes)
    if capacity > 0.0:  # nobody wins more than he has room for
        fewest = min(fewest, max(capacity, coming.best))
    begins_with = comes_of_being_there(shares, fewest, priors) if has_begun else 0.0
    wanted = profile.customers_wanted_per_month
    if wanted is None:
        part = priors["business.customers_wanted_share"].best
        growth = priors["business.customers_wanted_growth"].best * max(coming.best, fewest)
        room = max(capacity - coming.best, _FEWEST_WANTED) * part
        wanted = max(coming.best, begins_with) + min(room, max(growth, _FEWEST_WANTED))
        notes.add(
            "customers_wanted_per_month",
            wanted,
            "today's and a quarter of the room beside them, at most half as many again",
        )
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
    hour_usd = owner_hour(
        profile,
        sector,
        country,
        priors,
        active.best * max(purchases.best, 1e-9) * sale.best * margin.best,
        profile.new_customers_per_month is not None and bool(questions),
        has_begun,
        local_per_usd,
        notes,
    )
    if profile.months_to_goal is None:
        notes.add("months_to_goal", 12, "one year")
    manager = profile.manager or manager_of(sector, priors, notes)
    by_law = chamber_by_law(profile, country, notes)
    walked_in = attributes.get("on_the_spot", 0.0) >= priors["business.walk_in_share"].best
    walked_in = walked_in and not has_begun
    return Case(
        sector=sector.sector,
        country=country.country,
        place=place,
        currency=currency,
        local_per_usd=local_per_usd,
        price_level=price,
        money_step_usd=MONEY_STEP_USD * price,
        horizon_months=profile.months_to_goal or 12,
        owner_hours=float(profile.hours_per_week),
        staff_hours=float(profile.staff_hours_per_week or 0.0),
        money_usd=float(profile.money_per_month) / local_per_usd,
        manager=manager,
        reach_goal=profile.reach_goal,
        scope_zone=scope,
        people_working=profile.people_working,
        attributes=attributes,
        lead_unit=sector.lead_unit,
        busy_months=sector.busy_months,
        website_kind=sector.basis["website_kind"],
        listed_for=next(
            (p.paid_by for p in marketplaces_for(tables, profile.country, profile.sector)), ""
        ),
        zone_people=zones,
        zone_prospects=in_zones(zones, per_head),
        aim_people=aims,
        aim_prospects=(aims[0] * per_head, aims[1] * per_head, aims[2] * per_head),
        catchment_miles=miles,
        people_nearby=rings.people(ASKED_MILES),
        catchment_prospects=catchment * per_head,
        served_miles=served_miles,
        served_people=served,
        served_prospects=served * per_head,
        served_afar=afar_share,
        target_share=priors["business.target_share_of_firms"].best
        if sells_to == "firms"
        else max(target_people, priors["business.least_target_share"].best),
        towns_near=chamber_towns(place),
        next_town_ratio=next_town_ratio(place),
        need_rate=need_span(sector, sells_to, country, priors),
        platform_share=platforms,
        platform_pull=pulls,
        average_sale_usd=sale,
        purchases_per_year=purchases,
        gross_margin=margin,
        retention_rate=retention,
        active_customers=active,
        close_rates=close_rates(sector, by_spend),
        written_to={
            name: country.whatsapp_business_share
            for name, channel in tables.channels.items()
            if "written_to" in channel.needs
        },
        source_shares=shares,
        source_spreads=source_spreads(sector),
        source_counts=counts,
        source_concentration=weight,
        source_today=stands,
        ledger_factors=shown.factors,
        marketing_share=sector.ranges["marketing_share_of_revenue"][1],
        advert_prices={c.kind: times_of(country, c.kind) for c in tables.channels.values()},
        new_customers=coming,
        begins_with=begins_with,
        counted=profile.new_customers_per_month is not None,
        least_new_customers=fewest,
        months_to_sale=Span(*sector.ranges["months_to_sale"]),
        reachable_share=Span(*sector.ranges["reachable_share"]),
        customer_value_years=float(
            profile.customer_value_years or priors["business.customer_value_years"].best
        ),
        risk=profile.risk or MIDDLE_STEP,
        most_channels=channel_limits(
            profile, priors, full=any(q.code == "full_today" for q in questions)
        ),
        channels_by_manager=channels_by_manager(profile, priors),
        value_of_owner_hour_usd=hour_usd,
        hourly_wage_usd=country.hourly_wage_usd,
        capacity_per_month=float(capacity),
        customers_wanted=max(float(wanted), _FEWEST_WANTED),
        people_wanted=max(float(people_wanted), 1.0),
        weights=goal_weights(profile, priors, notes),
        known_worth=priors[f"goal.reach_weight.{profile.reach_goal}"].best,
        ties_worth=priors[f"goal.bonds_weight.{profile.reach_goal}"].best,
        personality=traits(profile, notes),
        chamber_by_law=by_law,
        standing=standing(profile, tables),
        followers=followers_of(profile, tables),
        email_list=float(profile.already.email_list or 0.0),
        has_website=has_website(profile, country, priors, notes),
        has_profile=has_profile(profile, notes),
        reviews=None if profile.already.reviews is None else float(profile.already.reviews),
        closed=closed_channels(
            tables, priors, sector, country, attributes, place, in_use(profile, tables)
        ),
        locks=level_locks(profile, tables, priors, price, local_per_usd),
        present_mix=present_use(profile, tables, local_per_usd),
        done_today=done_today(
            profile, tables, priors, local_per_usd, notes, by_law=by_law, walked_in=walked_in
        ),
        results={
            name: OwnResult(float(r.months), r.leads, r.customers)
            for name, r in sorted(profile.results.items())
            if usable_channel(name, tables, "results")
        },
        assumptions=tuple(notes.found),
        questions=(
            *questions,
            *asked_of_goal(profile, coming, questions),
            *asked_of_size(profile, usual, math.inf if afar else (catchment + farther) * per_head),
            *asked_of_sale(profile, sector, sale, local_per_usd, priors),
            *asked_of_distance(
                profile, attributes, miles, afar_share, country.distance_unit, priors
            ),
        ),
    )
