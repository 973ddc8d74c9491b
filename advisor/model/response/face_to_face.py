"""Memberships and meetings, referrals, firms approached, signs.

Memberships come in whole units with fixed hours and dues.  Home groups draw on the town and the
distance customers come from, never on the reach goal; firms are approached as far as that goes.
"""

import numpy as np

from advisor.catalogue import ATTACHED, SET_OF_PARTNERS, WEEKS_PER_MONTH, Channel
from advisor.model.curves import Array, Flags, repeated_units, saturate
from advisor.model.response.base import N_POLICIES, Business, Response
from advisor.model.response.options import Option, doers, option, work_options
from advisor.model.response.packing import areas, levels, pack

_ONE_CUSTOMER = 0.01  # in hundreds: nobody asks fewer
_A_MOMENT, _HARDLY_ANY = 1e-3, 1e-6  # hours a week, a share: guard divisions


def _word_of_mouth_buyers(business: Business) -> Array:
    """Buyers a month whom one business can win by somebody's word, shape (n,)."""
    shares = business.case.source_shares
    least = business.d.best("business.least_word_share")
    share = max(least, shares["word_of_mouth"] + shares["professional_referral"])
    return np.asarray(business.local_buyers * business.winnable * share)


def _ceiling(business: Business, draws_on: str) -> Array:
    """Buyers a month whom a group can bring, shape (n,) or (3, 1, 1, n).

    Home groups bring buyers of the town; events and talks, visited in the next towns too, those
    of the towns around as far as customers come; neighbouring chambers those beyond the town; the
    others' members bring what they hear further out.
    """
    case = business.case
    word = _word_of_mouth_buyers(business)
    local = max(case.catchment_prospects, 1e-9)
    town = min(1.0, case.zone_prospects[0] / local)
    around = min(1.0, case.zone_prospects[1] / local)
    if draws_on == "next_towns":
        further = min(case.served_prospects, case.zone_prospects[1]) / local
        least = business.d.best("business.least_further_share")
        return np.asarray(word * max(further - town, least))
    if draws_on == "towns_around":
        return np.asarray(word * areas([town, around, around]))
    return np.asarray(word * (town if draws_on == "town" else 1.0))


def _area(business: Business, draws_on: str) -> Array:
    """Return the prospects a group can address under each strategy, shape (3 or 1, 1, 1, 1).

    Home groups draw on the home town however far one wants to be known.
    """
    home, scope = business.case.zone_prospects[0], business.scope_prospects
    if draws_on in ("next_towns", "anywhere"):
        return areas([scope])
    return areas([home, scope, scope] if draws_on == "towns_around" else [home])


def _offered(business: Business, name: str, options: list[Option]) -> Flags:
    """Say which options exist within each strategy's area, shape (3, J): small places offer few.

    A trade with a yield of its own is its own host, wherever it is.
    """
    case = business.case
    found = np.ones((N_POLICIES, len(options)), dtype=bool)
    best, yields = business.d.best, f"{name}.leads_per_month"
    if not business.d.has(f"{name}.village_people") or business.own(yields) != yields:
        return found
    for policy, people in enumerate(
        (case.zone_people[0], case.zone_people[1], case.zone_people[1])
    ):
        size = (
            "village"
            if people < best(f"{name}.village_people")
            else "town"
            if people < best(f"{name}.town_people")
            else "city"
        )
        most = best(f"{name}.offered_{size}")
        found[policy] = [o.level <= most for o in options]
    return found


def _each(business: Business, channel: Channel) -> tuple[float, float]:
    """Return hours a week and US dollars a month of one unit: the owner's, where that runs."""
    d, name = business.d, channel.channel
    attention = d.best("business.attention_hours")
    hours, money = d.best(f"{name}.hours_per_week"), d.best(f"{name}.money_per_month")
    use = business.case.present_mix.get(name)
    if use is None or not use.units or "stall" in channel.traits:
        return hours, money
    if use.hours_per_week:
        hours = max(use.hours_per_week - attention, 0.0) / use.units
    if use.usd_per_month is not None:
        money = use.usd_per_month / business.case.price_level / use.units
    return hours, money


def membership(business: Business, channel: Channel) -> Response:
    """Return the response of a membership, event, market or talk in whole units.

    leads = saturate(units' yield x leads per unit x luck x fit, buyers who choose by word);
    customers = leads x closing; at a market that is sales, to new customers and to those of years
    before.  A chamber or referral group may carry a private group online
    between meetings: an option of its own with more hours and more leads.
    """
    case, d, name = business.case, business.d, channel.channel
    neighbour, market = channel.draws_on == "next_towns", "stall" in channel.traits
    offered = [u for u in channel.levels if not neighbour or u <= case.towns_near]
    hours, money = _each(business, channel)
    if channel.stands_by == "chambers" and case.chamber_by_law:
        money = 0.0  # dues that are owed anyway are no cost of going there
    units_free = business.own(f"{name}.free_units")
    free = d.best(units_free) if d.has(units_free) else 0.0
    attention = d.best("business.attention_hours")
    options: list[Option] = []
    boost: list[bool] = []
    for attached in (False, True) if "host" in channel.traits else (False,):
        extra = d.best(f"{ATTACHED}.hours_per_week") if attached else 0.0
        dues = d.best(f"{ATTACHED}.money_per_month") if attached else 0.0
        for doer in doers(business, channel):
            for units in offered:
                options.append(
                    option(
                        units,
                        units * hours + extra,
                        max(units - free, 0.0) * money + dues,
                        doer=doer,
                        units=int(units) if units == int(units) else None,
                        attached=attached,
                        attention=attention + (attention if attached else 0.0),
                    )
                )
                boost.append(attached)
    second, third = d(f"{name}.factor_second"), d(f"{name}.factor_third")
    yields = np.stack(
        [
            repeated_units(int(o.level), second, third)
            if o.level >= 1
            else np.full(d.n_draws, o.level)
            for o in options
        ]
    )
    lift = np.where(levels(boost), d(f"{ATTACHED}.lead_factor"), 1.0)
    fit = business.fit(name)
    each = d(business.own(f"{name}.leads_per_month"))
    leads = yields * lift * (each * d(f"{name}.luck") * fit)
    closing = d(f"{name}.closing") if market else business.eased(f"{name}.closing")
    if market:
        # What a stall takes in a day hardly grows with the price of the goods (F151).
        sale = business.case.average_sale_usd.best / business.case.price_level
        dearer = d.best(f"{name}.stall_sale_usd") / max(sale, 1.0)
        closing = closing * min(1.0, dearer ** d.best("business.stall_sale_exponent"))
        # Of a month's sales each customer makes a part, and those who stayed come again.
        closing = closing / business.purchases * (1.0 - business.staying)
        # Shoppers at the stall come to buy; the buyers of the month are the ceiling.
        leads = saturate(leads, business.local_buyers)
    else:
        leads = saturate(leads, _ceiling(business, channel.draws_on))
    served = 1.0
    if neighbour:
        served = min(1.0, case.served_miles / d.best("business.next_chamber_miles"))
    served = (
        max(served, business.online * d.best("business.served_afar_share")) if neighbour else served
    )
    leads = leads * served
    in_scope = 0.0 if neighbour and case.scope_zone == 0 else 1.0
    met = d(f"{name}.people_met") * yields
    seen = np.maximum(d(f"{name}.exposures") * yields, met)
    relevant = case.target_share if "seen_by_all" in channel.traits else business.relevance
    reached = saturate(seen * relevant, _area(business, channel.draws_on)) * in_scope
    aware = reached * d(f"{name}.attention")
    bonds = yields * (d(f"{name}.bonds_per_month") * min(1.0, fit))
    bonds = bonds + levels(boost) * d(f"{ATTACHED}.bonds_per_month")
    return pack(
        business,
        channel,
        options,
        (reached, aware, leads, leads * closing),
        met=[float(d.best(f"{name}.people_met") * y) for y in np.median(yields, axis=-1)],
        home_only=not neighbour,
        offered=_offered(business, name, options),
        bonds=bonds,
        premium=1.0 if market else d("business.trust_premium"),
        settled=case.standing.get(name, 0.0) > 0,
    )


def ask(business: Business, channel: Channel) -> Response:
    """Return the response of asking customers for referrals: hours a week of asking.

    A full round of asking takes hours_per_100_customers per 100 active customers; the yield
    grows less than the number of customers (size_exponent) and saturates in the hours.
    """
    d, name = business.d, channel.channel
    hundreds = np.maximum(business.active_customers / 100.0, _ONE_CUSTOMER)
    size = hundreds ** d(f"{name}.size_exponent")
    asked = np.maximum(hundreds, d.best("business.asking_least_hundreds"))
    full_hours = d.best(f"{name}.hours_per_100_customers") * asked ** d.best(
        "business.asking_hours_exponent"
    )
    round_done = d.best("business.asking_round_done")
    reward = d.best(f"{name}.reward_usd_share")
    planned_sale = business.case.average_sale_usd.best / business.case.price_level
    dollars = {}
    for hours in channel.levels:
        share = 1 - np.exp(-round_done * hours / max(float(np.median(full_hours)), _A_MOMENT))
        customers = (
            np.median(hundreds) ** d.best(f"{name}.size_exponent")
            * share
            * d.best(f"{name}.leads_per_month_per_100_customers")
            * d.best(f"{name}.closing")
        )
        # A word at the end of a job goes without a thank-you.
        thanks = 0.0 if hours == channel.levels[0] else reward * planned_sale * customers
        dollars[hours] = float(thanks)
    options = work_options(business, channel, dollars, {hours: hours for hours in channel.levels})
    each = np.maximum(full_hours, _A_MOMENT)
    done = -np.expm1(-round_done * levels([o.level for o in options]) / each)
    fit = business.fit(name)
    leads = done * (d(f"{name}.leads_per_month_per_100_customers") * size * fit)
    leads = saturate(leads, _word_of_mouth_buyers(business))
    reached = saturate(leads * 2.0, business.case.zone_prospects[0])
    return pack(
        business,
        channel,
        options,
        (
            reached,
            reached * d(f"{channel.attention_of or name}.attention"),
            leads,
            leads * business.eased(f"{name}.closing"),
        ),
        bonds=done * (d(f"{name}.bonds_per_month") * min(1.0, fit)),
        premium=d("business.trust_premium"),
    )


def partners(business: Business, channel: Channel) -> Response:
    """Return the response of sets of five partners kept warm.

    The number of productive partners among five is binomial with the drawn share; the yield of
    a productive one lies between the advice and the trade figure by the attribute
    ``partner_trade`` (G0001-G0031).
    """
    d, name = business.d, channel.channel
    trade = business.case.attributes.get("partner_trade", 0.0)
    per_year = (
        d(f"{name}.leads_per_year_advice") ** (1 - trade)
        * d(f"{name}.leads_per_year_trade") ** trade
    )
    productive = SET_OF_PARTNERS * d(f"{name}.productive_share")
    hours, money = d.best(f"{name}.hours_per_week"), d.best(f"{name}.money_per_month")
    attention, first = d.best("business.attention_hours"), channel.levels[0]
    # Five people one works with anyway cost nothing but the time.
    options = [
        option(s, s * hours, (s - first) * money, units=int(s), attention=attention)
        for s in channel.levels
    ]
    yields = np.stack(
        [
            repeated_units(int(s), d(f"{name}.factor_second"), d(f"{name}.factor_third"))
            for s in channel.levels
        ]
    )
    fit = business.fit(name)
    leads = saturate(yields * (productive * per_year / 12.0 * fit), _word_of_mouth_buyers(business))
    met = d(f"{name}.people_met") * yields
    reached = saturate(met, business.case.zone_prospects[0])
    return pack(
        business,
        channel,
        options,
        (
            reached,
            reached * d(f"{channel.attention_of or name}.attention"),
            leads,
            leads * business.eased(f"{name}.closing"),
        ),
        bonds=yields * (d(f"{name}.bonds_per_month") * min(1.0, fit)),
        premium=d("business.trust_premium"),
    )


def approach(business: Business, channel: Channel) -> Response:
    """Return the response of firms approached by name: hours a week of visits, letters and calls.

    leads = saturate(firms tried x share that asks for an offer x fit, buyers within the aim whom
    one may win).
    """
    d, name = business.d, channel.channel
    each = d.best(f"{name}.money_per_hour")
    hours = {level: level for level in channel.levels}
    options = work_options(business, channel, {h: h * each for h in hours}, hours)
    spent, aim = levels([o.level for o in options]), areas(business.served_aim)
    tried = spent * WEEKS_PER_MONTH * d(f"{name}.firms_per_hour")
    fit = business.fit(name)
    leads = tried * (d(f"{name}.asks_share") * fit)
    leads = saturate(leads, np.asarray(business.need * business.winnable * aim))
    known = np.minimum(aim, business.scope_prospects)
    reached = saturate(tried * business.relevance, known)
    return pack(
        business,
        channel,
        options,
        (
            reached,
            reached * d(f"{name}.attention"),
            leads,
            leads * business.eased(f"{name}.closing"),
        ),
        bonds=spent * (d(f"{name}.bonds_per_hour") * min(1.0, fit)),
    )


def signs(business: Business, channel: Channel) -> Response:
    """Return the response of signs: level 1 vehicle or premises, level 2 job signs as well.

    Mobile trades get enquiries from vehicle and job signs; walk-in premises a lift of sales
    from passers-by; exposures are untargeted, so only the target share counts.
    """
    case, d, name = business.case, business.d, channel.channel
    mobile = case.attributes.get("mobile", 0.0)
    spot = case.attributes.get("on_the_spot", 0.0)
    attention = d.best("business.attention_hours")
    options, vehicle, jobs = [], [], []
    for doer in doers(business, channel):
        for level in channel.levels:
            money, hours, looks = d.best(f"{name}.money_vehicle"), 0.0, 0.0  # lettering stands
            if level >= 2:
                money += d.best(f"{name}.money_job_signs")
                hours, looks = d.best(f"{name}.hours_per_week"), attention
            options.append(
                option(level, hours, money, units=int(level), doer=doer, attention=looks)
            )
            vehicle.append(1.0)
            jobs.append(1.0 if level >= 2 else 0.0)
    second = levels(jobs)
    seen_more = 1.0 + d.best("business.second_sign_share") * second
    leads = mobile * (
        d(f"{name}.leads_vehicle") * levels(vehicle) + d(f"{name}.leads_job_signs") * second
    )
    closing = np.maximum(d(f"{name}.closing"), _HARDLY_ANY)
    there = np.maximum(business.active_customers, business.beginner_customers)
    new_a_month = there / 12.0 * d(f"{name}.premises_sales_lift")
    leads = leads + spot * new_a_month / closing * seen_more
    leads = saturate(
        leads * business.fit(name), d.best("business.most_of_buyers") * business.local_buyers
    )
    passing = d(f"{name}.exposures") * seen_more
    people = saturate(passing * case.target_share, case.zone_prospects[0])
    share = np.minimum(
        -np.expm1(
            -d(f"{name}.attention") * passing * case.target_share / max(case.zone_prospects[0], 1.0)
        ),
        d(f"{name}.attention_cap"),
    )
    aware = np.minimum(people, share * case.zone_prospects[0])
    return pack(business, channel, options, (people, aware, leads, leads * closing))
