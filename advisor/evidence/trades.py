"""Read trades and countries; part of ``load_tables``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from advisor.catalogue import Country, Sector
from advisor.evidence.sheets import Row, Sheet

ATTRIBUTES = (
    "visual",
    "considered",
    "expertise",
    "repeat",
    "urgent",
    "trust",
    "online",
    "on_the_spot",
    "mobile",
    "to_firms",
    "product",
    "partner_trade",
    "women_share",
)
WEBSITE_KINDS = (
    "health",
    "food",
    "trades",
    "law",
    "advice",
    "beauty",
    "property",
    "fitness",
    "shop",
)
# Of the words people use for a trade; the first is meant where none is named.
LANGUAGES = ("en", "es", "de", "fr", "pt")
# Ranges that every trade must have because the model asks for them by name.
QUANTITIES = (
    "average_sale_usd",
    "purchases_per_year",
    "gross_margin",
    "retention_rate",
    "active_customers",
    "capacity_new_customers_per_month",
    "months_to_sale",
    "reachable_share",
)
COUNTRY_GROUPS = (
    "people",
    "price_level",
    "exchange_rate",
    "firms",
    "internet",
    "social_media",
    "whatsapp",
    "distance",
    "nextdoor",
    "google_local_services",
    "wage",
)


def _months(row: Row, column: str) -> tuple[int, ...]:
    """Return months written as ``1-2;6-8``."""
    months: set[int] = set()
    for part in row.items(column):
        first, _, last = part.partition("-")
        if not first.isdigit() or (last and not last.isdigit()):
            row.fault(column, "must hold months such as 1-2;6-8")
            continue
        months.update(range(int(first), int(last or first) + 1))
    if not months or not months <= set(range(1, 13)):
        row.fault(column, "must hold months from 1 to 12")
    return tuple(sorted(months))


def sectors_of(folder: Path) -> Mapping[str, Sector]:
    """Return the trades of a folder, attributes and ranges joined."""
    sheet = Sheet(
        folder,
        "sectors.csv",
        (
            "sector",
            "name",
            "sells_to",
            "lead_unit",
            "busy_months",
            "busy_months_basis",
            *ATTRIBUTES,
            "website_kind",
            "attributes_basis",
            *(f"{name}_best" for name in QUANTITIES),
        ),
        "sector",
    )
    quantities = [c.removesuffix("_best") for c in sheet.columns if c.endswith("_best")]
    found: dict[str, Sector] = {}
    for row in sheet:
        ranges: dict[str, tuple[float, float, float]] = {}
        basis = {
            "busy_months": row.text("busy_months_basis"),
            "attributes": row.text("attributes_basis"),
            "website_kind": row.choice("website_kind", WEBSITE_KINDS),
        }
        for quantity in quantities:
            low, best, high = (row.number(f"{quantity}_{p}") for p in ("low", "best", "high"))
            if not low <= best <= high:
                row.fault(f"{quantity}_best", f"must lie between {low:g} and {high:g}")
            ranges[quantity] = (low, best, high)
            basis[quantity] = row.text(f"{quantity}_basis")
        found[row.text("sector")] = Sector(
            sector=row.text("sector"),
            name=row.text("name"),
            sells_to=row.choice("sells_to", ("people", "firms", "both")),
            lead_unit=row.text("lead_unit"),
            busy_months=_months(row, "busy_months"),
            attributes=MappingProxyType({a: row.number(a, 0, 1) for a in ATTRIBUTES}),
            ranges=MappingProxyType(ranges),
            basis=MappingProxyType(basis),
        )
    sheet.close()
    reasons = Sheet(folder, "sectors_reasoning.csv", ("sector", "quantity", "reasoning"),
                    ("sector", "quantity"))  # fmt: skip
    for row in reasons:
        sector = found.get(row.text("sector"))
        if sector is None:
            row.fault("sector", "is no sector")
            continue
        basis = dict(sector.basis)
        basis[row.text("quantity") + "_reasoning"] = row.text("reasoning")
        found[sector.sector] = replace(sector, basis=MappingProxyType(basis))
    reasons.close()
    for name, also in _words_of(folder, found).items():
        found[name] = replace(found[name], also=also)
    return MappingProxyType(found)


def _words_of(folder: Path, sectors: Mapping[str, Sector]) -> dict[str, tuple[str, ...]]:
    """Return what people call each trade, English first; a word means one trade everywhere."""
    sheet = Sheet(folder, "trade_words.csv", ("word", "language", "sector"))
    words: dict[str, list[tuple[bool, str]]] = {}
    means: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for row in sheet:
        word, sector = row.text("word"), row.text("sector")
        language = row.text("language", empty=True) or LANGUAGES[0]
        if language not in LANGUAGES:
            row.fault("language", "must be one of " + ", ".join(LANGUAGES))
        if sector not in sectors:
            row.fault("sector", "is no sector")
            continue
        if word != word.lower():
            row.fault("word", "must be in lower case")
        if (word, language) in seen:
            row.fault("word", "stands twice")
        if means.setdefault(word, sector) != sector:
            row.fault("word", f"means {means[word]} as well")
        if all(word != other for _, other in words.setdefault(sector, [])):
            words[sector].append((language != LANGUAGES[0], word))
        seen.add((word, language))
    sheet.close()
    return {
        sector: tuple(word for _, word in sorted(found, key=lambda pair: pair[0]))
        for sector, found in words.items()
    }


def countries_of(folder: Path) -> Mapping[str, Country]:
    """Return the countries of a folder."""
    sheet = Sheet(
        folder,
        "countries.csv",
        (
            "country",
            "name",
            "currency",
            "population",
            "adult_share",
            "price_level",
            "usd_exchange_rate",
            "firms_per_1000_people",
            "internet_use_share",
            "social_media_use_share",
            "whatsapp_share",
            "distance_unit",
            "nextdoor",
            "google_local_services",
            "local_services_trades",
            "hourly_wage_usd",
            *(f"{group}_basis" for group in COUNTRY_GROUPS),
        ),
        "country",
    )
    found = {
        row.text("country"): Country(
            country=row.text("country"),
            name=row.text("name"),
            currency=row.text("currency"),
            population=row.number("population", 1),
            adult_share=row.number("adult_share", 0, 1),
            price_level=row.number("price_level", 0.05, 5),
            usd_exchange_rate=row.number("usd_exchange_rate", 1e-6),
            firms_per_1000_people=row.number("firms_per_1000_people", 0, 1000),
            internet_use_share=row.number("internet_use_share", 0, 1),
            social_media_use_share=row.number("social_media_use_share", 0, 1),
            whatsapp_share=row.number("whatsapp_share", 0, 1),
            distance_unit=row.choice("distance_unit", ("km", "mi")),
            nextdoor=row.flag("nextdoor"),
            google_local_services=row.flag("google_local_services"),
            local_services_trades=row.choice("local_services_trades", ("", "home", "all")),
            hourly_wage_usd=row.number("hourly_wage_usd", 0.1, 500),
            basis=MappingProxyType({group: row.text(f"{group}_basis") for group in COUNTRY_GROUPS}),
        )
        for row in sheet
    }
    sheet.close()
    return MappingProxyType(_with_habits(folder, found))


def _with_habits(folder: Path, countries: Mapping[str, Country]) -> dict[str, Country]:
    """Return the countries with what firms do there, every one of which must have a row."""
    sheet = Sheet(
        folder,
        "country_habits.csv",
        (
            "country",
            "whatsapp_business_share",
            "whatsapp_business_grade",
            "whatsapp_business_reasoning",
            "chamber_compulsory",
            "chamber_grade",
            "chamber_reasoning",
            "chamber_source_title",
            "chamber_source_url",
        ),
        "country",
    )
    found = dict(countries)
    for row in sheet:
        country = found.get(row.text("country"))
        if country is None:
            row.fault("country", "is not in countries.csv")
            continue
        url = row.text("chamber_source_url", empty=True)
        grade = row.choice("chamber_grade", ("A", "B", "C", "D", "judgement"))
        if (grade == "judgement") == bool(url):
            row.fault("chamber_grade", "must be judgement where no source is named, and only there")
        row.choice("whatsapp_business_grade", ("judgement",))
        found[country.country] = replace(
            country,
            whatsapp_business_share=row.number("whatsapp_business_share", 0, 1),
            chamber_compulsory=row.flag("chamber_compulsory"),
            basis=MappingProxyType(
                {
                    **country.basis,
                    "whatsapp_business": f"judgement: {row.text('whatsapp_business_reasoning')}",
                    "chamber_compulsory": f"{grade}: {row.text('chamber_reasoning')}"
                    + (f" ({row.text('chamber_source_title')}, {url})" if url else ""),
                }
            ),
        )
    for missing in sorted(set(found) - {row.cells.get("country") for row in sheet}):
        sheet.faults.append(("all", "country", missing, "has no row of habits"))
    sheet.close()
    return found
