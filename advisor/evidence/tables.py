"""``load_tables``: everything of ``data/`` but the places, frozen, read once and only when asked.

Convention: each file is read whole and its faults are raised together; what joins files (a fact
id that no row carries, a quantity a channel lacks) is the business of ``checks``.  Nothing is
read when the module is imported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

from advisor.catalogue import (
    FAMILIES,
    LIKINGS,
    AudienceTables,
    Channel,
    Country,
    Fact,
    Family,
    Fit,
    Grade,
    Prior,
    Source,
    Tables,
)
from advisor.errors import DataError
from advisor.evidence.advice import advice_of
from advisor.evidence.files import counts_of, text_of
from advisor.evidence.ledger import KINDS as LEDGER_KINDS
from advisor.evidence.ledger import SOURCES, countries_of_ledger
from advisor.evidence.marketplaces import marketplaces_of
from advisor.evidence.planning import consent_of, practice_of, steps_of
from advisor.evidence.sheets import Row, Sheet
from advisor.evidence.thresholds import thresholds_of
from advisor.evidence.trades import ATTRIBUTES, countries_of, sectors_of

VERSION = "DATA_VERSION"
_VERSION = re.compile(r"\d{4}\.\d{1,2}\.\d{1,3}\r?\n")
DATA = Path(__file__).resolve().parents[2] / "data"
GRADES: tuple[str, ...] = tuple(g for g in get_args(Grade) if g != "owner")
KINDS = (
    "membership",
    "attached",
    "ask",
    "partners",
    "signs",
    "platform",
    "list",
    "profile",
    "website",
    "listing",
    "search_ads",
    "pay_per_lead",
    "social_ads",
    "mass_media",
)
COUNTRY_FLAGS = ("nextdoor", "google_local_services")
CELL_COLUMNS = ("age", "gender", "education", "income", "community")


def version_of(folder: Path) -> str:
    """Return the version of the tables.

    Raises
    ------
    DataError
        If the file ``DATA_VERSION`` is missing or holds no version.
    """
    text = text_of(folder, VERSION)
    if not _VERSION.fullmatch(text):
        why = "must be one line like 2026.11.4: put the file back"
        raise DataError(VERSION, [(1, "version", text.strip(), why)])
    return text.strip()


@lru_cache(maxsize=4)
def load_tables(folder: Path = DATA) -> Tables:
    """Read every table of `folder` and return them frozen.

    Parameters
    ----------
    folder : Path
        The folder ``data/``; tests may give a copy of it.

    Returns
    -------
    Tables
        Mappings are read-only; the same object is returned every time.

    Raises
    ------
    DataError
        A file is missing or holds cells that cannot be used; all of that file are named.
    """
    counts_of(folder)
    countries, sectors = countries_of(folder), sectors_of(folder)
    return Tables(
        version=version_of(folder),
        sources=_sources(folder),
        facts=_facts(folder),
        priors=_priors(folder),
        channels=_channels(folder, countries),
        sectors=sectors,
        countries=countries,
        audience=_audience(folder),
        fits=_fits(folder, "fits.csv", 10),
        ledger_fits=_fits(folder, "ledger_fits.csv", 20, tuple(sectors)),
        ledger_countries=countries_of_ledger(folder, frozenset(countries), GRADES),
        consent=consent_of(folder),
        practice=practice_of(folder),
        plan_steps=steps_of(folder),
        advice=advice_of(folder),
        thresholds=thresholds_of(folder, GRADES),
        marketplaces=marketplaces_of(folder, GRADES),
    )


def _sources(folder: Path) -> Mapping[str, Source]:
    sheet = Sheet(folder, "sources.csv", ("source_id", "title", "url", "note"), "source_id")
    found = {
        row.text("source_id"): Source(
            row.text("source_id"), row.text("title"), row.text("url", empty=True)
        )
        for row in sheet
    }
    sheet.close()
    return MappingProxyType(found)


def _facts(folder: Path) -> Mapping[str, Fact]:
    sheet = Sheet(
        folder,
        "facts.csv",
        (
            "fact_id",
            "parameter",
            "channel",
            "segment",
            "value",
            "low",
            "high",
            "unit",
            "country",
            "year",
            "source_id",
            "grade",
            "note",
        ),
        "fact_id",
    )
    found = {
        row.text("fact_id"): Fact(
            fact_id=row.text("fact_id"),
            parameter=row.text("parameter"),
            channel=row.text("channel", empty=True),
            segment=row.text("segment", empty=True),
            value=row.number("value"),
            low=row.optional("low"),
            high=row.optional("high"),
            unit=row.text("unit", empty=True),
            country=row.text("country", empty=True),
            year=row.text("year", empty=True),
            source_id=row.text("source_id"),
            grade=_grade(row),
            note=row.text("note", empty=True),
        )
        for row in sheet
    }
    sheet.close()
    return MappingProxyType(found)


def _grade(row: Row) -> Grade:
    return cast(Grade, row.choice("grade", GRADES))


def _basis(row: Row, ids: tuple[str, ...], grade: Grade) -> str:
    """Return the reasoning of a row, which a number without facts must have."""
    reasoning = row.text("reasoning", empty=True)
    if not ids and grade != "judgement":
        row.fault("fact_ids", "may be empty only where the grade is judgement")
    if grade == "judgement" and not reasoning:
        row.fault("reasoning", "must be filled where the grade is judgement")
    return reasoning


def _priors(folder: Path) -> Mapping[str, Prior]:
    sheet = Sheet(
        folder,
        "priors.csv",
        (
            "prior_id",
            "channel",
            "quantity",
            "low",
            "best",
            "high",
            "credibility",
            "unit",
            "fact_ids",
            "grade",
            "reasoning",
        ),
        "prior_id",
    )
    found: dict[str, Prior] = {}
    for row in sheet:
        ids, grade = row.items("fact_ids"), _grade(row)
        prior = Prior(
            prior_id=row.text("prior_id"),
            channel=row.text("channel"),
            quantity=row.text("quantity"),
            low=row.number("low"),
            best=row.number("best"),
            high=row.number("high"),
            credibility=row.number("credibility", 0.5, 0.999),
            unit=row.text("unit"),
            fact_ids=ids,
            grade=grade,
            reasoning=_basis(row, ids, grade),
        )
        if not prior.low <= prior.best <= prior.high:
            row.fault("best", f"must lie between low {prior.low:g} and high {prior.high:g}")
        if prior.prior_id != f"{prior.channel}.{prior.quantity}":
            row.fault("prior_id", "must be channel.quantity")
        found[prior.prior_id] = prior
    sheet.close()
    return MappingProxyType(found)


def _channels(folder: Path, countries: Mapping[str, Country]) -> Mapping[str, Channel]:
    sheet = Sheet(
        folder,
        "channels.csv",
        (
            "channel",
            "name",
            "family",
            "kind",
            "unit",
            "levels",
            "delegable",
            "aimable",
            "country_flag",
            "retired",
            "successor",
            "limit",
            "description",
            "ledger_source",
            "ledger_kind",
            "shares_posts_of",
            *(f"liking_{name}" for name in LIKINGS),
        ),
        "channel",
    )
    found: dict[str, Channel] = {}
    for row in sheet:
        levels, retired = row.numbers("levels"), row.flag("retired")
        if not retired and (not levels or list(levels) != sorted(set(levels)) or levels[0] <= 0):
            row.fault("levels", "must rise from above zero")
        only_in: tuple[str, ...] = ()
        flag = row.text("country_flag", empty=True)
        if flag:
            row.choice("country_flag", COUNTRY_FLAGS)
            only_in = tuple(sorted(c.country for c in countries.values() if getattr(c, flag)))
        source = row.choice("ledger_source", ("", *SOURCES))
        reckoned = row.choice("ledger_kind", ("", *LEDGER_KINDS))
        if bool(source) != bool(reckoned):
            row.fault("ledger_kind", "must be filled where ledger_source is, and only there")
        found[row.text("channel")] = Channel(
            channel=row.text("channel"),
            name=row.text("name"),
            family=cast(Family, row.choice("family", FAMILIES)),
            kind="" if retired else row.choice("kind", KINDS),
            unit=row.text("unit", empty=retired),
            levels=levels,
            delegable=cast(
                Literal["no", "staff", "any"], row.choice("delegable", ("no", "staff", "any"))
            ),
            aimable=row.flag("aimable"),
            only_in=only_in,
            retired=retired,
            successor=row.text("successor", empty=not retired),
            limit=row.text("limit", empty=True),
            description=row.text("description"),
            liking=MappingProxyType(
                {name: row.number(f"liking_{name}", -1, 1) for name in LIKINGS}
            ),
            ledger_source=source,
            ledger_kind=reckoned,
            shares_posts_of=row.items("shares_posts_of"),
        )
    for row in sheet:
        for host in row.items("shares_posts_of"):
            if host not in found:
                row.fault("shares_posts_of", "holds a name that is no channel")
        successor = row.text("successor", empty=True)
        if successor and successor not in found:
            row.fault("successor", "is no channel")
    sheet.close()
    return MappingProxyType(found)


def _audience(folder: Path) -> AudienceTables:
    columns = (*CELL_COLUMNS, "share", "fact_id")
    cells_sheet = Sheet(folder, "audience/cells.csv", columns, CELL_COLUMNS)
    cells = {
        (
            row.text("age"),
            row.text("gender"),
            row.text("education"),
            row.text("income"),
            row.text("community"),
        ): row.number("share", 0, 1)
        for row in cells_sheet
    }
    cells_sheet.close()

    terms = Sheet(
        folder,
        "audience/coefficients.csv",
        ("platform", "term", "coefficient", "low", "high", "fact_id"),
        ("platform", "term"),
    )
    coefficients: dict[str, dict[str, float]] = {}
    for row in terms:
        coefficients.setdefault(row.text("platform"), {})[row.text("term")] = row.number(
            "coefficient"
        )
    terms.close()

    shares = Sheet(
        folder,
        "audience/shares.csv",
        ("measure", "country", "platform", "segment", "share", "fact_id"),
        ("measure", "country", "platform", "segment"),
    )
    totals: dict[str, float] = {}
    country_totals: dict[tuple[str, str], float] = {}
    daily: dict[str, float] = {}
    for row in shares:
        measure = row.choice("measure", ("use", "daily_use"))
        platform, segment = row.text("platform"), row.text("segment")
        share, country = row.number("share", 0, 1), row.text("country")
        if (platform in daily) if measure == "daily_use" else (country, platform) in country_totals:
            row.fault("platform", "has a share already")  # these two know one segment only
        if measure == "daily_use":
            daily[platform] = share
        elif country != "US":
            country_totals[country, platform] = share
        else:
            totals[platform if segment == "all" else f"{platform}|{segment}"] = share
    shares.close()

    pairs = Sheet(folder, "audience/overlap.csv", ("platform", "also", "share", "fact_id"),
                  ("platform", "also"))  # fmt: skip
    overlap = {(row.text("platform"), row.text("also")): row.number("share", 0, 1) for row in pairs}
    pairs.close()
    return AudienceTables(
        cells=MappingProxyType(cells),
        coefficients=MappingProxyType(
            {name: MappingProxyType(found) for name, found in coefficients.items()}
        ),
        totals=MappingProxyType(totals),
        country_totals=MappingProxyType(country_totals),
        overlap=MappingProxyType(overlap),
        daily_share=MappingProxyType(daily),
    )


def _fits(folder: Path, name: str, most: float, trades: Sequence[str] = ()) -> tuple[Fit, ...]:
    """Return factors by channel and attribute, or one of `trades`; none is above `most`."""
    sheet = Sheet(
        folder, name, ("channel", "attribute", "factor", "fact_ids", "grade", "reasoning"),
        ("channel", "attribute"),
    )  # fmt: skip
    found: list[Fit] = []
    for row in sheet:
        ids, grade = row.items("fact_ids"), _grade(row)
        found.append(
            Fit(
                channel=row.text("channel"),
                attribute=row.choice("attribute", (*ATTRIBUTES, *trades)),
                factor=row.number("factor", 0, most),
                fact_ids=ids,
                grade=grade,
                reasoning=_basis(row, ids, grade),
            )
        )
    sheet.close()
    return tuple(sorted(found, key=lambda fit: (fit.channel, fit.attribute)))
