"""``load_tables``: everything of ``data/`` but the places, frozen, read once and only when asked.

What joins files (a fact id that no row carries, a quantity a channel lacks) is up to ``checks``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from advisor.catalogue import (
    ATTRIBUTES,
    LIKINGS,
    AudienceTables,
    Channel,
    Country,
    Fact,
    Fit,
    Prior,
    Source,
    SourceHabit,
    Tables,
    Threshold,
)
from advisor.catalogue.advice import (
    AdvertLimit,
    AdvertStep,
    AdviceTables,
    ConsentRule,
    ContentKind,
    Habit,
    PlanStep,
    PostingTime,
    PracticeFigure,
    Reply,
    Rhythm,
    Targeting,
)
from advisor.catalogue.columns import Filled, Number, Share, one_of
from advisor.errors import DataError
from advisor.evidence.marketplaces import marketplaces_of
from advisor.evidence.sheets import ENDS, Cells, Sheet, counts_of, keyed, text_of
from advisor.evidence.trades import countries_of, local_figures_of, sectors_of

ELSEWHERE = "other"


def consent_of(folder: Path) -> Mapping[str, ConsentRule]:
    """Return what the law asks before writing to people, by country."""
    sheet = Sheet(folder, "consent.csv", ConsentRule, "rule")
    found: dict[str, ConsentRule] = {}
    for line, rule in sheet.rows.items():
        for country in rule.countries or (ELSEWHERE,):
            if country in found:
                sheet.fault(line, "countries", f"{country} has a rule already")
            found[country] = rule
    if ELSEWHERE not in found:
        sheet.faults.append(("all", "rule", ELSEWHERE, "is missing"))
    sheet.close()
    return MappingProxyType(found)


def practice_of(folder: Path) -> Mapping[str, PracticeFigure]:
    """Return the figures of practice by name."""
    return keyed(folder, "practice.csv", PracticeFigure, "figure")


def steps_of(folder: Path) -> tuple[PlanStep, ...]:
    """Return the set-up work in the order in which it is done."""
    sheet = Sheet(folder, "plan_steps.csv", PlanStep, ("step", "applies_to"))
    return tuple(sorted(sheet, key=lambda step: step.position))


def advice_of(folder: Path) -> AdviceTables:
    """Read the tables of advice.

    In the order of the files.  Raises ``DataError`` if a file is missing or holds cells that cannot
    be used; all of that file are named.
    """
    return AdviceTables(
        content=tuple(_content(folder)),
        rhythm=tuple(Sheet(folder, "advice/rhythm.csv", Rhythm, ("platform", "quantity"))),
        times=tuple(Sheet(folder, "advice/posting_times.csv", PostingTime)),
        habits=tuple(Sheet(folder, "advice/habits.csv", Habit, ("platform", "among"))),
        replies=tuple(Sheet(folder, "advice/replies.csv", Reply, "situation")),
        targeting=tuple(Sheet(folder, "advice/targeting.csv", Targeting, ("channel", "criterion"))),
        limits=tuple(Sheet(folder, "advice/advert_limits.csv", AdvertLimit, "limit")),
        steps=tuple(Sheet(folder, "advice/advert_steps.csv", AdvertStep, "step")),
    )


def _content(folder: Path) -> Sheet[ContentKind]:
    ends = tuple(f"factor_{end}" for end in ENDS)

    def gathered(cells: Cells) -> dict[str, object]:
        factor = [cells[end] for end in ends] if cells["factor_best"] else None
        return {**cells, "factor": factor}

    columns = (
        "content", "kind", "platform", "attribute", "name", "what", *ends, "on_camera", "fact_ids",
        "grade", "reasoning",
    )  # fmt: skip
    return Sheet(
        folder, "advice/content.csv", ContentKind, "content", columns=columns, gather=gathered
    )


# Factors on what a channel brings and on its part of a source: more is a slip of the pen.
_MOST_FIT, _MOST_PULL = 5, 20
VERSION = "DATA_VERSION"
_VERSION = re.compile(r"\d{4}\.\d{1,2}\.\d{1,3}\r?\n")
DATA = Path(__file__).resolve().parents[2] / "data"


def version_of(folder: Path) -> str:
    """Return the version of the tables.

    Raises ``DataError`` if the file ``DATA_VERSION`` is missing or holds no version.
    """
    text = text_of(folder, VERSION)
    if not _VERSION.fullmatch(text):
        why = "must be one line like 2026.11.4: put the file back"
        raise DataError(VERSION, [(1, "version", text.strip(), why)])
    return text.strip()


@lru_cache(maxsize=4)
def load_tables(folder: Path = DATA) -> Tables:
    """Read every table of `folder` and return them frozen.

    Mappings are read-only; the same object is returned every time.  Raises ``DataError`` if a
    file is missing or holds cells that cannot be used; all of that file are named.
    """
    counts_of(folder)
    countries, sectors = countries_of(folder), sectors_of(folder)
    return Tables(
        version=version_of(folder),
        sources=keyed(folder, "sources.csv", Source, "source_id"),
        facts=keyed(folder, "facts.csv", Fact, "fact_id"),
        priors=keyed(folder, "priors.csv", Prior, "prior_id"),
        channels=_channels(folder, countries),
        sectors=sectors,
        countries=countries,
        audience=_audience(folder),
        fits=_fits(folder, "fits.csv", _MOST_FIT),
        ledger_fits=_fits(folder, "ledger_fits.csv", _MOST_PULL, tuple(sectors)),
        ledger_countries=_ledger_countries(folder, countries),
        local_figures=local_figures_of(folder, sectors, countries),
        consent=consent_of(folder),
        practice=practice_of(folder),
        plan_steps=steps_of(folder),
        advice=advice_of(folder),
        thresholds=keyed(folder, "checks.csv", Threshold, "check"),
        marketplaces=marketplaces_of(folder),
    )


COUNTRY_FLAGS = ("nextdoor", "google_local_services")


def _channels(folder: Path, countries: Mapping[str, Country]) -> Mapping[str, Channel]:
    def gathered(cells: Cells) -> dict[str, object]:
        flag = cells["country_flag"]
        only_in = sorted(c.country for c in countries.values() if flag and getattr(c, flag, True))
        liking = {name: cells[f"liking_{name}"] for name in LIKINGS}
        kind = "" if cells["retired"] == "1" else cells["kind"]
        return {**cells, "kind": kind, "liking": liking, "only_in": only_in}

    own = [f.name for f in fields(Channel) if f.name not in ("only_in", "liking")]
    sheet = Sheet(
        folder, "channels.csv", Channel, "channel", gather=gathered,
        columns=(*own, "country_flag", *(f"liking_{name}" for name in LIKINGS)),
    )  # fmt: skip
    found = {channel.channel: channel for channel in sheet}
    for line, channel in sheet.rows.items():
        if sheet.cells[line]["country_flag"] not in ("", *COUNTRY_FLAGS):
            sheet.fault(line, "country_flag", "must be one of " + ", ".join(COUNTRY_FLAGS))
        for column in ("shares_posts_of", "runs_on"):
            if not found.keys() >= {*getattr(channel, column)}:
                sheet.fault(line, column, "holds a name that is no channel")
        if channel.successor and channel.successor not in found:
            sheet.fault(line, "successor", "is no channel")
    sheet.close()
    return MappingProxyType(found)


@dataclass(frozen=True)
class _Cell:
    age: Filled
    gender: Filled
    education: Filled
    income: Filled
    community: Filled
    share: Share
    fact_id: str


@dataclass(frozen=True)
class _Term:
    platform: Filled
    term: Filled
    coefficient: Number
    low: str
    high: str
    fact_id: str


@dataclass(frozen=True)
class _Use:
    measure: Annotated[str, one_of("use", "daily_use")]
    country: Filled
    platform: Filled
    segment: Filled
    share: Share
    fact_id: str


@dataclass(frozen=True)
class _Both:
    platform: Filled
    also: Filled
    share: Share
    fact_id: str


def _audience(folder: Path) -> AudienceTables:
    keys = ("age", "gender", "education", "income", "community")
    cells = {
        (c.age, c.gender, c.education, c.income, c.community): c.share
        for c in Sheet(folder, "audience/cells.csv", _Cell, keys)
    }
    coefficients: dict[str, dict[str, float]] = {}
    for t in Sheet(folder, "audience/coefficients.csv", _Term, ("platform", "term")):
        coefficients.setdefault(t.platform, {})[t.term] = t.coefficient
    totals: dict[str, float] = {}
    country_totals: dict[tuple[str, str], float] = {}
    key = ("measure", "country", "platform", "segment")
    uses = Sheet(folder, "audience/shares.csv", _Use, key)
    for line, u in uses.rows.items():
        place = (u.country, u.platform)
        if u.measure == "daily_use":  # for people to read
            continue
        if place in country_totals:
            uses.fault(line, "platform", "has a share already")  # one segment only is known
        if u.country != "US":
            country_totals[place] = u.share
        else:
            totals[u.platform if u.segment == "all" else f"{u.platform}|{u.segment}"] = u.share
    uses.close()
    both = Sheet(folder, "audience/overlap.csv", _Both, ("platform", "also"))
    return AudienceTables(
        cells=MappingProxyType(cells),
        coefficients=MappingProxyType(
            {name: MappingProxyType(found) for name, found in coefficients.items()}
        ),
        totals=MappingProxyType(totals),
        country_totals=MappingProxyType(country_totals),
        overlap=MappingProxyType({(b.platform, b.also): b.share for b in both}),
    )


def _fits(folder: Path, name: str, most: float, trades: Sequence[str] = ()) -> tuple[Fit, ...]:
    """Return factors by channel and attribute, or one of `trades`; none is above `most`."""
    sheet, known = Sheet(folder, name, Fit, ("channel", "attribute")), (*ATTRIBUTES, *trades)
    for line, fit in sheet.rows.items():
        if not 0 < fit.factor <= most:
            sheet.fault(line, "factor", f"must be above 0 and at most {most:g}")
        if fit.attribute not in known:
            sheet.fault(line, "attribute", "must be one of " + ", ".join(known))
    sheet.close()
    return tuple(sorted(sheet, key=lambda fit: (fit.channel, fit.attribute)))


def _ledger_countries(
    folder: Path, countries: Mapping[str, Country]
) -> Mapping[tuple[str, str], SourceHabit]:
    """Return what a country's habits do to a source's share, keyed (country, source).

    A factor multiplies the trade's share before the shares are brought to sum to one again.
    """
    sheet = Sheet(folder, "ledger_countries.csv", SourceHabit, ("country", "source"))
    for line, habit in sheet.rows.items():
        if habit.country not in countries:
            sheet.fault(line, "country", "is not in countries.csv")
        if not habit.factor:
            sheet.fault(line, "factor", "must be above 0")
    sheet.close()
    return MappingProxyType({(h.country, h.source): h for h in sheet})
