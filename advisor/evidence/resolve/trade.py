"""What the trade, the customers and the money of a business are, from profile and tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from advisor.catalogue import Country, Place, Prior, Question, Sector, Span, Tables
from advisor.errors import ProfileError
from advisor.evidence.audience import audience_share, platform_share
from advisor.evidence.resolve.noting import Notes, did_you_mean, sector_basis
from advisor.evidence.trades import LOCAL_SALE
from advisor.profile import FIELDS, BusinessProfile

_BOTH = 0.5  # attribute of who sells to people and to firms alike


def currency_of(profile: BusinessProfile, country: Country, tables: Tables) -> tuple[str, float]:
    """Return the currency and its units per US dollar."""
    rates, currency = rates_of(tables), profile.currency or country.currency
    if currency not in rates:
        raise ProfileError(
            "currency",
            currency,
            "a currency of a country in the tables",
            did_you_mean(currency, tuple(sorted(rates))),
        )
    return currency, rates[currency]


def rates_of(tables: Tables) -> dict[str, float]:
    """Return the currencies of the tables, each with its units per US dollar."""
    return {row.currency: row.usd_exchange_rate for row in tables.countries.values()}


def check_amounts(profile: BusinessProfile, tables: Tables) -> None:
    """Refuse amounts that no business of the kind has, by what their currency is worth.

    Raises ``ProfileError`` for the first such amount, with the most that is allowed in the
    currency.
    """
    country = tables.countries.get(profile.country)
    if country is None:
        return  # refused where countries are looked up
    currency, rate = currency_of(profile, country, tables)
    given = {name: getattr(profile, name) for name in ("money_per_month", "value_of_owner_hour")}
    given |= {
        f"present_mix.{name}.money_per_month": use.money_per_month
        for name, use in profile.present_mix.items()
    }
    field = FIELDS["money_per_month"]
    most = field.most(rate)
    for name, value in given.items():
        if value is not None and most is not None and value > most:
            raise ProfileError(name, value, f"{field.allowed_to(most)} {currency}")


def in_country(
    sector: Sector, country: Country, tables: Tables, priors: Mapping[str, Prior]
) -> Sector:
    """Return the trade with what is usual for it in the country.

    Where a customer spends otherwise than prices alone would make it, firms of one size have
    other numbers of customers, too, unless those are known.
    """
    rows = tables.local_figures.get((sector.sector, country.country), ())
    if not rows:
        return sector
    ranges, basis = dict(sector.ranges), dict(sector.basis)
    for row in rows:
        sale = row.quantity == LOCAL_SALE
        name = "average_sale_usd" if sale else row.quantity
        unit = country.price_level * country.usd_exchange_rate if sale else 1.0
        ranges[name] = (row.low / unit, row.best / unit, row.high / unit)
        basis[name] = f"{'; '.join(row.fact_ids) or 'judgement'} for the country"
    spent, usual = (
        of["average_sale_usd"][1] * of["purchases_per_year"][1] for of in (ranges, sector.ranges)
    )
    times = (usual / spent) ** priors["business.sale_exponent"].best
    for name in {"active_customers", "capacity_new_customers_per_month"} - {
        r.quantity for r in rows
    }:
        low, best, high = ranges[name]
        ranges[name] = (low * times, best * times, high * times)
    return replace(sector, ranges=MappingProxyType(ranges), basis=MappingProxyType(basis))


def attributes_of(
    profile: BusinessProfile, sector: Sector, priors: Mapping[str, Prior], notes: Notes
) -> tuple[dict[str, float], str]:
    """Return the attributes, the owner's answers in place, and whom the business sells to."""
    attributes = dict(sorted(sector.attributes.items()))
    mostly = priors["business.mostly_share"].best
    for field, name in (("visual", "visual"), ("considered_purchase", "considered")):
        answer, usual = getattr(profile, field), attributes[name] >= mostly
        if answer is None:
            notes.add(field, usual, sector_basis(sector, "attributes"))
        elif answer != usual:  # who confirms what was assumed changes nothing by it
            attributes[name] = 1.0 if answer else 0.0
    usual = attributes["online"] >= mostly
    if profile.sold_online is None:
        notes.add("sold_online", usual, sector_basis(sector, "sold_online_share"))
    elif profile.sold_online != usual:
        said, there = (
            priors[f"business.sold_online_share{row}"].best for row in ("", ".on_the_spot")
        )
        said += (there - said) * attributes["on_the_spot"]
        attributes["online"] = max(attributes["online"], said) if profile.sold_online else 0.0
    sells_to = profile.sells_to or sector.sells_to
    if profile.sells_to is None:
        notes.add("sells_to", sells_to, sector_basis(sector, "sells_to"))
    attributes["to_firms"] = {"people": 0.0, "both": _BOTH, "firms": 1.0}[sells_to]
    return attributes, sells_to


def sale_span(
    profile: BusinessProfile, sector: Sector, price: float, local: float, notes: Notes
) -> Span:
    """Return the average sale in usd: given, or the trade's at local prices."""
    if profile.average_sale is not None:
        return Span.exactly(profile.average_sale / local)
    low, best, high = (x * price for x in sector.ranges["average_sale_usd"])
    notes.add("average_sale", best * local, sector_basis(sector, "average_sale_usd"))
    return Span(low, best, high)


def asked_of_sale(
    profile: BusinessProfile, sector: Sector, sale: Span, local: float, priors: Mapping[str, Prior]
) -> tuple[Question, ...]:
    """Return what is asked where the trade's sale is one to others than the owner sells to.

    A trade that serves both is known by its households.
    """
    other = {"firms": "people", "people": "firms", "both": "firms"}[sector.sells_to]
    least = priors["business.mostly_firms_share"].best
    mostly_firms = sector.attributes["to_firms"] > least and sector.sells_to == "both"
    if profile.average_sale is not None or profile.sells_to != other or mostly_firms:
        return ()
    taken = float(f"{sale.best * local:.2g}")
    known = "firms" if sector.sells_to == "firms" else "people"
    return (Question(f"sale_of_{known}", "average_sale", {"taken": taken}),)


def purchases_span(
    profile: BusinessProfile,
    sector: Sector,
    sale: Span,
    price: float,
    priors: Mapping[str, Prior],
    notes: Notes,
) -> Span:
    """Return purchases a customer makes a year: given, or the trade's, fewer of a dearer sale.

    A sale many times the trade's is a course, a package or a season: it holds several of the
    trade's sales, and whoever buys at all buys once.
    """
    if profile.purchases_per_year is not None:
        return Span.exactly(profile.purchases_per_year)
    usual = sector.ranges["purchases_per_year"]
    times = 1.0
    if profile.average_sale is not None and sale.best > 0.0:
        dearer = sale.best / (sector.ranges["average_sale_usd"][1] * price)
        times = max(dearer, 1.0) ** -priors["business.purchases_exponent"].best
        # Nobody spends many times a year's worth of the trade: a whole course is bought once.
        most = priors["business.package_times_spend"].best / max(dearer, 1e-9)
        times = min(times, max(most, 1.0 / usual[1]))
    low, best, high = (max(min(x, 1.0), x * times) for x in usual)
    notes.add("purchases_per_year", best, sector_basis(sector, "purchases_per_year"))
    return Span(low, best, high)


def retention_span(
    profile: BusinessProfile, sector: Sector, sale: Span, price: float, priors: Mapping[str, Prior]
) -> Span:
    """Return the share of customers who buy again in the next year.

    A sale as large as what the trade's customer spends in a whole year, in several purchases, is a
    course or a package: few begin it anew.
    """
    usual = Span(*sector.ranges["retention_rate"])
    each, number = (sector.ranges[x][1] for x in ("average_sale_usd", "purchases_per_year"))
    several = number >= priors["business.package_least_purchases"].best
    if profile.average_sale is None or not several or sale.best < each * number * price:
        return usual
    return usual.times(priors["business.package_retention"].best)


def times_by_spend(
    profile: BusinessProfile,
    sector: Sector,
    sale: Span,
    purchases: Span,
    price: float,
    priors: Mapping[str, Prior],
) -> float:
    """Return times the trade's customers, and its room, of whose customers spend otherwise.

    By what one spends a year, where the sale or the purchases were given.
    """
    spent = sale.best * purchases.best
    if (profile.average_sale is None and profile.purchases_per_year is None) or spent <= 0.0:
        return 1.0
    ranges = sector.ranges
    usual = ranges["average_sale_usd"][1] * price * ranges["purchases_per_year"][1]
    return float((usual / spent) ** priors["business.sale_exponent"].best)


def close_rates(sector: Sector, by_spend: float) -> dict[str, Span]:
    """Return the part of enquiries that become customers, by who asks.

    Of strangers fewer buy what costs more than the trade's usual (`by_spend` times its customers);
    who was sent knows what it costs.
    """
    dear = min(1.0, by_spend)
    times = {"referral": 1.0, "search_call": dear, "web_social": dear}
    return {
        kind: Span(*(x * part for x in sector.ranges[f"close_rate_{kind}"]))
        for kind, part in times.items()
    }


def active_customers(
    profile: BusinessProfile,
    sector: Sector,
    sale: Span,
    purchases: Span,
    prices: tuple[float, float],
    most: float,
    priors: Mapping[str, Prior],
    notes: Notes,
) -> Span:
    """Return customers of the last 12 months: given, from revenue, or the trade's usual.

    The trade's usual number is never above `most`, a fair share of the people around; whose sale
    is another than the trade's turns over about as much with other numbers of customers.

    Parameters
    ----------
    prices : tuple of float
        The country's price level, and its currency for one usd.
    """
    price, local = prices
    if profile.active_customers is not None:
        return Span.exactly(float(profile.active_customers))
    if profile.yearly_revenue is not None:
        each = max(sale.best * max(purchases.best, 1.0), 1e-9)
        count = profile.yearly_revenue / local / each
        notes.add("active_customers", count, "yearly revenue over what a customer spends a year")
        least, most_times = (priors[f"business.revenue_count_{x}"].best for x in ("least", "most"))
        return Span(count * least, count, count * most_times)
    if profile.new_customers_per_month == 0.0:  # who wins nobody has nobody
        notes.add("active_customers", 0.0, "none, as no new ones come")
        return Span.exactly(0.0)
    # The sector table describes a firm of two people.
    size = profile.people_working / 2.0
    usual = sector.ranges["active_customers"]
    size *= times_by_spend(profile, sector, sale, purchases, price, priors)
    size = min(size, max(most, 1.0) / usual[1])
    low, best, high = (x * size for x in usual)
    notes.add("active_customers", best, sector_basis(sector, "active_customers"))
    return Span(low, best, high)


def target_shares(
    profile: BusinessProfile,
    sector: Sector,
    sells_to: str,
    priors: Mapping[str, Prior],
    tables: Tables,
    notes: Notes,
) -> tuple[float, float]:
    """Return the share of adults and of firms who could ever be buyers."""
    unsaid = priors["business.unsaid_target_share"].best
    people = sector.ranges["target_share"][1] or unsaid
    firms = sector.ranges["target_share_firms"][1] or unsaid
    if profile.target_share is not None:
        people = firms = profile.target_share
    else:
        audience = profile.audience
        if (
            any((audience.ages, audience.income, audience.education, audience.community))
            or audience.women_share is not None
        ):
            people *= max(
                priors["business.least_audience_share"].best,
                audience_share(
                    tables,
                    ages=audience.ages,
                    women_share=audience.women_share,
                    income=audience.income,
                    education=audience.education,
                    community=audience.community,
                ),
            )
        notes.add(
            "target_share",
            firms if sells_to == "firms" else people,
            sector_basis(sector, "target_share"),
        )
    if sells_to == "people":
        firms = 0.0
    if sells_to == "firms":
        people = 0.0
    return people, firms


def community_of(
    profile: BusinessProfile, place: Place, around: float, tables: Tables
) -> tuple[str, ...] | None:
    """Return where the buyers live: as answered, else by the town and the people `around` it."""
    if profile.audience.community:
        return profile.audience.community
    if around < tables.practice["country_people_most"].value:
        return ("rural",)
    return ("urban",) if place.population >= tables.practice["city_people_least"].value else None


def platform_shares(
    profile: BusinessProfile,
    sector: Sector,
    sells_to: str,
    tables: Tables,
    country: Country,
    community: tuple[str, ...] | None,
    *,
    of_any_age: bool = False,
) -> dict[str, Span]:
    """Return the share of prospects, who live in `community`, on each platform."""
    audience = profile.audience
    women = audience.women_share
    if women is None:
        women = sector.attributes["women_share"]
    education, income = audience.education, audience.income
    if sells_to == "firms":
        # Those who buy for firms are mostly graduates with higher incomes.
        education = education or ("college",)
        income = income or ("70k_100k", "over_100k")
    return {
        name: Span(
            *platform_share(
                tables,
                country.country,
                name,
                ages=None if of_any_age else audience.ages,
                women_share=women,
                income=income,
                education=education,
                community=community,
            )
        )
        for name in tables.platforms
    }


def moved_by_age(
    shares: Mapping[str, float],
    named: Mapping[str, Span],
    usual: Mapping[str, Span],
    tables: Tables,
    priors: Mapping[str, Prior],
) -> dict[str, float]:
    """Return shares of new customers by source as the ages of the buyers move social media.

    `named` and `usual` are the shares of prospects on each platform, of the ages that were named
    and of any; platforms weigh by what of their source the trade's firms have by them.
    """
    weights = {
        p: priors[f"{p}.ledger_weight"].best * priors[f"{p}.practised_share"].best
        for p in tables.platforms
        if f"{p}.ledger_weight" in priors
    }
    here = sum(w * named[p].best / max(usual[p].best, 1e-9) for p, w in weights.items())
    times = (here / sum(weights.values())) ** priors["ledger.ages_exponent"].best
    found = {
        source: share * (times if source == "social" else 1.0) for source, share in shares.items()
    }
    whole = sum(found.values())
    return {source: share / whole for source, share in found.items()}


def platform_pulls(
    tables: Tables, country: Country, shares: Mapping[str, Span], priors: Mapping[str, Prior]
) -> dict[str, float]:
    """Return how much commoner each platform is among the prospects than among all adults.

    All adults of the country; how far one used there more than in the United States, where most
    of the counts come from, has more of its source, is a prior, and how far one that those wanted
    use more another.
    """
    found, exponent = {}, priors["ledger.country_use_exponent"].best
    among = priors["ledger.audience_use_exponent"].best
    for name in tables.platforms:
        _, everyone, _ = platform_share(tables, country.country, name)
        _, counted, _ = platform_share(tables, "US", name)
        there = (everyone / counted) ** exponent if counted > 0.0 else 1.0
        found[name] = there * (shares[name].best / everyone) ** among if everyone > 0.0 else 1.0
    return found
