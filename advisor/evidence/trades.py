"""Read trades and countries; part of ``load_tables``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from advisor.catalogue import ATTRIBUTES, Country, LocalFigure, Sector
from advisor.catalogue.columns import Address, Fault, Filled, Flag, Graded, Share, one_of, within
from advisor.evidence.sheets import ENDS, Cells, Sheet

# Of the words people use for a trade; the first is meant where none is named.
LANGUAGES = ("en", "es", "de", "fr", "pt")
# Ranges that every trade must have because the model asks for them by name.
QUANTITIES = (
    "average_sale_usd", "purchases_per_year", "gross_margin", "retention_rate", "active_customers",
    "capacity_new_customers_per_month", "months_to_sale", "reachable_share",
)  # fmt: skip
COUNTRY_GROUPS = (
    "people", "price_level", "exchange_rate", "firms", "internet", "social_media", "whatsapp",
    "distance", "nextdoor", "google_local_services", "wage",
)  # fmt: skip


@dataclass(frozen=True)
class _Reason:
    sector: Filled
    quantity: Filled
    reasoning: Filled


def _trade(cells: Cells) -> dict[str, object]:
    quantities = [column.removesuffix("_best") for column in cells if column.endswith("_best")]
    basis = {name: cells[f"{name}_basis"] for name in ("busy_months", "attributes")}
    return {
        **cells,
        "attributes": {name: cells[name] for name in ATTRIBUTES},
        "ranges": {q: [cells.get(f"{q}_{end}", "") for end in ENDS] for q in quantities},
        "basis": {
            **basis,
            "website_kind": cells["website_kind"],
            **{q: cells.get(f"{q}_basis", "") for q in quantities},
        },
    }


def sectors_of(folder: Path) -> Mapping[str, Sector]:
    """Return the trades of a folder, attributes and ranges joined."""
    sheet = Sheet(
        folder, "sectors.csv", Sector, "sector", gather=_trade,
        columns=(
            "sector", "name", "sells_to", "lead_unit", "customers_called", "busy_months",
            "busy_months_basis", *ATTRIBUTES, "website_kind", "attributes_basis",
            *(f"{q}_best" for q in QUANTITIES),
        ),
    )  # fmt: skip
    found = {sector.sector: sector for sector in sheet}
    reasons = Sheet(folder, "sectors_reasoning.csv", _Reason, ("sector", "quantity"))
    for line, reason in reasons.rows.items():
        sector = found.get(reason.sector)
        if sector is None:
            reasons.fault(line, "sector", "is no sector")
            continue
        basis = {**sector.basis, f"{reason.quantity}_reasoning": reason.reasoning}
        found[sector.sector] = replace(sector, basis=MappingProxyType(basis))
    reasons.close()
    for name, also in _words_of(folder, found).items():
        found[name] = replace(found[name], also=also)
    return MappingProxyType(found)


@dataclass(frozen=True)
class _Word:
    word: Filled
    language: Annotated[str, one_of("", *LANGUAGES)]
    sector: Filled


def _words_of(folder: Path, sectors: Mapping[str, Sector]) -> dict[str, tuple[str, ...]]:
    """Return what people call each trade, English first; a word means one trade everywhere."""
    sheet = Sheet(folder, "trade_words.csv", _Word)
    words: dict[str, list[tuple[bool, str]]] = {}
    means: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for line, row in sheet.rows.items():
        word, language = row.word, row.language or LANGUAGES[0]
        if row.sector not in sectors:
            sheet.fault(line, "sector", "is no sector")
            continue
        if word != word.lower():
            sheet.fault(line, "word", "must be in lower case")
        if (word, language) in seen:
            sheet.fault(line, "word", "stands twice")
        if means.setdefault(word, row.sector) != row.sector:
            sheet.fault(line, "word", f"means {means[word]} as well")
        if all(word != other for _, other in words.setdefault(row.sector, [])):
            words[row.sector].append((language != LANGUAGES[0], word))
        seen.add((word, language))
    sheet.close()
    return {
        sector: tuple(word for _, word in sorted(found, key=lambda pair: pair[0]))
        for sector, found in words.items()
    }


LOCAL_SALE = "average_sale"  # in the money of the country, where the range of a trade is in usd


def local_figures_of(
    folder: Path, sectors: Mapping[str, Sector], countries: Mapping[str, Country]
) -> Mapping[tuple[str, str], tuple[LocalFigure, ...]]:
    """Return what is usual for a trade in a country, keyed (sector, country)."""
    key = ("sector", "country", "quantity")
    sheet = Sheet(folder, "sectors_countries.csv", LocalFigure, key)
    found: dict[tuple[str, str], tuple[LocalFigure, ...]] = {}
    for line, row in sheet.rows.items():
        if row.sector not in sectors:
            sheet.fault(line, "sector", "is no sector")
        if row.country not in countries:
            sheet.fault(line, "country", "is not in countries.csv")
        if row.quantity not in {LOCAL_SALE, *QUANTITIES} - {"average_sale_usd"}:
            sheet.fault(line, "quantity", "must be average_sale or a range that every trade has")
        if row.low <= 0:
            sheet.fault(line, "low", "must be above 0")
        found[row.sector, row.country] = (*found.get((row.sector, row.country), ()), row)
    sheet.close()
    return MappingProxyType(found)


def countries_of(folder: Path) -> Mapping[str, Country]:
    """Return the countries of a folder."""

    def gathered(cells: Cells) -> dict[str, object]:
        return {**cells, "basis": {group: cells[f"{group}_basis"] for group in COUNTRY_GROUPS}}

    own = [f.name for f in fields(Country) if f.name not in {"basis", *_OF_HABITS}]
    sheet = Sheet(
        folder, "countries.csv", Country, "country", gather=gathered,
        columns=(*own, *(f"{group}_basis" for group in COUNTRY_GROUPS)),
    )  # fmt: skip
    return MappingProxyType(_with_habits(folder, {c.country: c for c in sheet}))


_OF_HABITS = (
    "whatsapp_business_share", "website_share", "chamber_compulsory", "search_price",
    "social_price",
)  # fmt: skip


@dataclass(frozen=True)
class _Habits:
    country: Filled
    whatsapp_business_share: Share
    whatsapp_business_reasoning: Filled
    website_share: Share
    website_reasoning: Filled
    chamber_compulsory: Flag
    chamber_grade: Graded
    chamber_reasoning: Filled
    chamber_source_title: str
    chamber_source_url: Address
    search_price: Annotated[float, within(0.005, 5)]
    search_price_basis: Filled
    social_price: Annotated[float, within(0.005, 5)]
    social_price_basis: Filled

    def faults(self) -> Iterator[Fault]:
        if (self.chamber_grade == "judgement") == bool(self.chamber_source_url):
            yield "chamber_grade", "must be judgement where no source is named, and only there"
        if self.chamber_source_url and not self.chamber_source_title:
            yield "chamber_source_title", "must not be empty"


def _with_habits(folder: Path, countries: Mapping[str, Country]) -> dict[str, Country]:
    """Return the countries with what firms do there, every one of which must have a row."""
    sheet = Sheet(folder, "country_habits.csv", _Habits, "country")
    found = dict(countries)
    for line, row in sheet.rows.items():
        country = found.get(row.country)
        if country is None:
            sheet.fault(line, "country", "is not in countries.csv")
            continue
        source = f" ({row.chamber_source_title}, {row.chamber_source_url})"
        basis = {
            **country.basis,
            "whatsapp_business": f"judgement: {row.whatsapp_business_reasoning}",
            "website": f"judgement: {row.website_reasoning}",
            "chamber_compulsory": f"{row.chamber_grade}: {row.chamber_reasoning}"
            + (source if row.chamber_source_url else ""),
            "search_price": row.search_price_basis,
            "social_price": row.social_price_basis,
        }
        found[country.country] = replace(
            country,
            **{name: getattr(row, name) for name in _OF_HABITS},
            basis=MappingProxyType(basis),
        )
    for missing in sorted(found.keys() - {row.country for row in sheet}):
        sheet.faults.append(("all", "country", missing, "has no row of habits"))
    sheet.close()
    return found
