"""Where a business stands today: new customers a month, by source, room, hours, limits.

The owner's own numbers win; what cannot be true together becomes a ``Question`` and is answered
with the usual value, never with zeros.  Amounts are usd, customers a month.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from advisor.catalogue import MONTHS, SOURCES, Z95, Country, Prior, Question, Sector, Span, Tables
from advisor.evidence.marketplaces import marketplaces_for
from advisor.evidence.resolve.noting import Notes, sector_basis
from advisor.profile import BusinessProfile

# A share of nothing at its low end is taken as this part of the best, so that it has a logarithm.
_LEAST_PART, _LEAST_SHARE = 10.0, 1e-4
_PAGES = ("organic", "owned")  # they cost little: who pays much for one has bought a place
# A day of a month: nobody counts for less; and customers a month that no small firm has.
_DAY, _MOST_CUSTOMERS = 1.0 / 30.0, 1e6
_GRADES = ("A", "B", "C", "D")
_LEAST_LEAVING = 0.01  # share of customers a year
_LEAST_COUNT = 1.0 / MONTHS  # customers a month: who counts none has had none for a year at most


def new_customers(
    profile: BusinessProfile,
    active: Span,
    retention: Span,
    purchases: Span,
    sale: Span,
    local: float,
) -> Span:
    """Return new customers a month today: the owner's count, or those who replace who leaves.

    Never more than there are sales: where the yearly sales are known, or customers buy less than
    once a year, the number of sales is the bound.
    """
    if profile.new_customers_per_month is not None:
        return Span.exactly(float(profile.new_customers_per_month))
    most = active.best * min(1.0, purchases.best)
    if profile.yearly_revenue is not None:
        most = min(most, profile.yearly_revenue / local / max(sale.best, 1e-9))
    parts = (
        active.low * (1.0 - retention.high),
        active.best * (1.0 - retention.best),
        active.high * (1.0 - retention.low),
    )
    low, best, high = (part / MONTHS for part in parts)
    best = min(best, most / MONTHS)
    return Span(min(low, best), best, max(best, min(high, 2.0 * best)))


def beginner_new(sector: Sector, usual: float, fair: float, priors: Mapping[str, Prior]) -> float:
    """Return new customers a month for which a business that begins is judged.

    The usual one of its trade (`usual` customers) has filled in some years, while a part of them
    left; a business that begins has none yet, and that says nothing of what a channel would bring.
    """
    leaving = max(1.0 - sector.ranges["retention_rate"][1], _LEAST_LEAVING)
    filling = leaving / -math.expm1(-leaving * priors["ledger.years_to_fill"].best)
    return priors["ledger.beginner_share"].best * min(usual, fair) * filling / MONTHS


def filled(profile: BusinessProfile, sector: Sector, usual: float, active: float) -> float:
    """Return a business's part of the usual customers of its trade and size, 0 to 1.

    By its customers where they or its sales were given, by its count of new ones else; `usual`
    customers and `active` ones, as resolved.
    """
    if profile.active_customers is not None or profile.yearly_revenue is not None:
        return min(1.0, active / max(usual, 1.0))
    if profile.new_customers_per_month is None:
        return 1.0
    leaving = max(1.0 - sector.ranges["retention_rate"][1], _LEAST_LEAVING)
    return min(1.0, MONTHS * profile.new_customers_per_month / (leaving * max(usual, 1.0)))


def fewest_new(
    full: float, beginner: float, coming: float, priors: Mapping[str, Prior], *, counted: bool
) -> float:
    """Return the fewest new customers a month for which channels are judged.

    Those of a `beginner` where the firm is hardly filled (`full`, its part of the usual customers):
    what comes today says then how young it is.  The fuller it is, the more what comes (`coming`)
    says of who it is and of what a channel would bring; half of that at least where it was
    `counted`.
    """
    begun = priors["ledger.beginner_size"].best
    older = max(0.0, full - begun) / (1.0 - begun)
    said = (1.0 + older) / 2.0 if counted else older
    most = priors["ledger.most_times_count"].best * max(coming, _LEAST_COUNT)
    if beginner <= most:
        return beginner
    return beginner * float((most / beginner) ** (said * priors["ledger.count_part"].best))


def comes_of_being_there(
    shares: Mapping[str, float], fewest: float, priors: Mapping[str, Prior], *, told: bool = False
) -> float:
    """Return new customers a month who come to a business of few by its being there.

    A part of those sources that need nobody's work, of the `fewest` for which it is judged.
    `told`: its friends know of it already, and send theirs.
    """
    rows = {source: f"ledger.begins_anyway.{source}" for source in shares}
    part = sum(shares[source] * priors[row].best for source, row in rows.items() if row in priors)
    if told:
        part += shares["word_of_mouth"] * priors["ledger.begins_told"].best
    return fewest * part


def room_of(
    profile: BusinessProfile,
    sector: Sector,
    coming: Span,
    by_spend: float,
    fewest: float,
    priors: Mapping[str, Prior],
    notes: Notes,
) -> tuple[float, Span, tuple[Question, ...]]:
    """Return capacity a month, new customers today, and what must be asked about the two.

    A room smaller than what comes today is a question: where the count of today was only
    estimated the estimate gives way, where both were given the room does.  `by_spend`: times
    the trade's customers, by what one spends a year; `fewest`: customers a month for which channels
    are judged.
    """
    given, count = profile.capacity_new_customers_per_month, profile.new_customers_per_month
    spare = priors["business.spare_room_share"]
    if given is None:
        usual = sector.ranges["capacity_new_customers_per_month"][1] * profile.people_working
        usual *= by_spend
        if count:  # nor is there room for ten times what comes, however many work there
            usual = min(usual, max(priors["business.most_times_count"].best * count, fewest))
        # Whoever wants so many has room for them, unless he says that he has not.
        wanted = float(profile.customers_wanted_per_month or 0.0)
        beyond = priors["business.room_beyond_today"].best
        more = coming.best * (1.0 + beyond)
        capacity = max(usual, more, wanted)
        basis = {
            usual: sector_basis(sector, "capacity_new_customers_per_month"),
            more: f"{100.0 * beyond:.0f} % more than come today (judgement)",
            wanted: "as many as are wanted",
        }
        notes.add("capacity_new_customers_per_month", capacity, basis[capacity])
        told = profile.active_customers is not None or profile.yearly_revenue is not None
        many = coming.best > priors["business.asked_times_room"].best * usual
        if profile.new_customers_per_month is not None or not told or not many:
            return capacity, coming, ()
        # Those of many years were counted, or the firm is another than its trade's.
        figures = {"today": coming.best, "room": usual, "taken": coming.best}
        return capacity, coming, (Question("more_than_room", "new_customers_per_month", figures),)
    capacity = float(given)
    estimated = profile.new_customers_per_month is None
    most = capacity / (1.0 + spare.best) if estimated else capacity
    # No room at all is the owner's word and no contradiction: nothing can be recommended then.
    if capacity <= 0.0 or coming.best < most or coming.best == 0.0:
        return capacity, coming, ()
    figures = {"today": coming.best, "room": capacity}
    if estimated:
        taken = most
        scale = taken / coming.best
        asked = Question(
            "base_line_above_room", "new_customers_per_month", {**figures, "taken": taken}
        )
        return capacity, Span(coming.low * scale, taken, taken), (asked,)
    # Who counts himself full has less room to find than others.
    taken = coming.best * (1.0 + spare.low)
    asked = Question("full_today", "capacity_new_customers_per_month", {**figures, "taken": taken})
    return taken, coming, (asked,)


def asked_of_goal(
    profile: BusinessProfile, coming: Span, asked: tuple[Question, ...]
) -> tuple[Question, ...]:
    """Return what is asked where no more are wanted than may come; `asked`: already, of both."""
    wanted, told = profile.customers_wanted_per_month, profile.new_customers_per_month
    if wanted is None or told is not None or asked or not 0.0 < wanted <= coming.best:
        return ()
    figures = {"wanted": float(wanted), "today": coming.best, "taken": coming.best}
    return (Question("wanted_already", "new_customers_per_month", figures),)


# Times as many customers as could ever buy: the usual figures of a trade are no closer than that.
_FAR_TOO_MANY = 3.0


def asked_of_size(profile: BusinessProfile, usual: float, buyers: float) -> tuple[Question, ...]:
    """Return what is asked where a firm of the size needs far more customers than there are.

    `usual`: customers that a firm of the trade with as many people has.  `buyers`: all who could
    ever buy, as far as it serves.
    """
    people = profile.people_working
    if people <= 2 or usual <= _FAR_TOO_MANY * buyers:
        return ()
    figures = {"people": float(people), "taken": float(people), "buyers": float(f"{buyers:.2g}")}
    return (Question("many_people", "people_working", figures),)


def source_shares(
    tables: Tables,
    sector: Sector,
    country: Country,
    priors: Mapping[str, Prior],
    online: float | None,
    to_firms: float | None,
) -> dict[str, float]:
    """Return the trade's shares of new customers by source in a country, summing to 1.

    Parameters
    ----------
    online, to_firms : float or None
        Part of the sales made at a distance, and to firms, where the owner answered; ``None`` is
        as usual.
    """
    usual = min(sector.ranges["sold_online_share"][1], sector.attributes["online"])
    found = {}
    for name in SOURCES:
        share = sector.ranges[f"source_{name}"][1]
        habit = tables.ledger_countries.get((country.country, name))
        share *= habit.factor if habit else 1.0
        if name == "platform_directory":
            share *= _listed(tables, country, sector, priors)
        if online is not None:
            more = priors[f"ledger.distance_ratio.{name}"].best - 1.0
            share *= (1.0 + online * more) / (1.0 + usual * more)
        if to_firms is not None:
            more = priors[f"ledger.firms_ratio.{name}"].best - 1.0
            share *= (1.0 + to_firms * more) / (1.0 + sector.attributes["to_firms"] * more)
        found[name] = share
    whole = sum(found.values())
    return {name: share / whole for name, share in found.items()}


def _listed(tables: Tables, country: Country, sector: Sector, priors: Mapping[str, Prior]) -> float:
    """Return the part of a trade's customers by portals who come so where few or none exist."""
    places = marketplaces_for(tables, country.country, sector.sector)
    if any(sector.sector in place.sectors for place in places):
        return 1.0
    return priors["ledger.listed_in_general" if places else "ledger.listed_nowhere"].best


def with_own_counts(
    profile: BusinessProfile,
    tables: Tables,
    shares: Mapping[str, float],
    coming: Span,
    local: float,
) -> tuple[dict[str, float], Span]:
    """Return the shares and today's customers with what the owner's results say of a source.

    A source brings no less than its channels were counted to bring.  Where all of today's
    customers were only estimated there are more of them then; where they were given the other
    sources give way.  A bought place on a page says nothing about the source of a free one.
    """
    least = {name: share * coming.best for name, share in shares.items()}
    counted: dict[str, float] = {}
    for name, own in profile.results.items():
        channel = tables.channels.get(name)
        use = profile.present_mix.get(name)
        paid = 0.0 if use is None else (use.money_per_month or 0.0) / local
        bought = paid > tables.priors["pooling.bought_usd"].best
        if channel is None or (channel.family in _PAGES and bought):
            continue
        if own.customers and channel.ledger_source:
            source = channel.ledger_source
            monthly = own.customers / max(own.months, _DAY)
            counted[source] = min(_MOST_CUSTOMERS, counted.get(source, 0.0) + monthly)
    least = {name: max(rate, counted.get(name, 0.0)) for name, rate in least.items()}
    whole = sum(least.values())
    if whole <= 0.0 or not counted:
        return dict(shares), coming
    found = {name: rate / whole for name, rate in least.items()}
    if profile.new_customers_per_month is not None:
        return found, coming
    more = whole - coming.best
    return found, Span(coming.low + more, coming.best + more, coming.high + more)


def source_spreads(sector: Sector) -> dict[str, float]:
    """Return how far each source's share differs from business to business, in logs."""
    return {name: source_width(sector, name) / (2.0 * Z95) for name in SOURCES}


def source_width(sector: Sector, source: str) -> float:
    """Return the log of the high end of a source's share over the low one."""
    low, best, high = sector.ranges[f"source_{source}"]
    least = max(low, best / _LEAST_PART, _LEAST_SHARE)
    return math.log(max(high, least) / least)


def concentration(tables: Tables, sector: Sector, priors: Mapping[str, Prior]) -> float:
    """Return how many counted customers the trade's shares are worth: more facts, more."""
    ids = {
        fact
        for name in SOURCES
        for fact in sector.basis[f"source_{name}"].replace(" ", "").split(";")
    }
    found = priors["ledger.concentration_alone"].best
    for fact in sorted(ids):
        grade = tables.facts[fact].grade if fact in tables.facts else ""
        if grade in _GRADES:
            found += priors[f"ledger.concentration_grade_{grade.lower()}"].best
    return min(found, priors["ledger.concentration_most"].best)


def owner_hour(
    profile: BusinessProfile,
    sector: Sector,
    country: Country,
    priors: Mapping[str, Prior],
    yearly_contribution: float,
    full: bool,
    begins: bool,
    local: float,
    notes: Notes,
) -> float:
    """Return the value of an hour of the owner, usd.

    Parameters
    ----------
    yearly_contribution : float
        Gross profit of the business in a year, usd.
    full : bool
        Whether the business is fully booked: an hour of marketing then costs an hour's earning.
    begins : bool
        Whether it has only begun: its hours are free.
    """
    if profile.value_of_owner_hour is not None:
        return profile.value_of_owner_hour / local
    usual = priors["business.owner_hour_share"]
    share = priors.get(f"business.owner_hour_share.{sector.sector}", usual).best
    size = max(1.0, profile.people_working / 2.0)  # of whom the shares were asked
    share *= float(size ** priors["business.owner_hour_by_people"].best)
    hour = share * country.hourly_wage_usd
    basis = f"{share:.2g} of the mean hourly wage of the country"
    hours = priors["business.hours_per_year"].best * profile.people_working
    earned = priors["business.hour_earned_share"].best * yearly_contribution / hours
    part = priors["business.beginner_hour_share" if begins else "business.least_hour_share"].best
    if full and earned > hour:
        hour, basis = earned, "what an hour in a fully booked business earns"
    elif earned < hour:
        basis = "what an hour in this business earns now"
        if earned < part * hour:
            basis = f"{part:g} of what owners usually earn an hour, as this business earns less"
        hour = max(earned, part * hour)
    notes.add("value_of_owner_hour", hour * local, basis)
    return hour


def channel_limits(
    profile: BusinessProfile, priors: Mapping[str, Prior], *, full: bool
) -> tuple[tuple[float, int], ...]:
    """Return up to how many hours a week how many channels are kept going at once.

    `full`: there is hardly any room, so that a few will do whatever the hours.
    """
    if profile.most_channels is not None:
        return ((math.inf, profile.most_channels),)
    helped = (profile.staff_hours_per_week or 0.0) > 0
    more = priors["business.more_channels_with_help"].best if helped else 0.0
    # Whoever keeps more going today has shown that it can be done.
    least = len(profile.present_mix)

    def at(size: str) -> int:
        return max(round(priors[f"business.most_channels_{size}"].best + more), least)

    if full:
        return ((math.inf, at("few")),)
    return (
        (priors["business.few_hours"].best, at("few")),
        (priors["business.some_hours"].best, at("some")),
        (math.inf, at("many")),
    )


def channels_by_manager(profile: BusinessProfile, priors: Mapping[str, Prior]) -> int:
    """Return how many channels more, at most, are kept going: of those that a manager runs."""
    helped = (profile.staff_hours_per_week or 0.0) > 0
    if profile.most_channels is not None or helped:
        return 0
    return round(priors["business.more_channels_with_help"].best)
