"""Does what the tables say hold together: ids join, ranges have sense, every figure has a basis.

The checks look across rows and files (cells are refused by the reader), and never raise or repair.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.catalogue import GRADES, Tables
from advisor.catalogue.columns import Grounded
from advisor.errors import DataError
from advisor.evidence.advice_checks import advice_facts, check_advice, check_basis
from advisor.evidence.audience import DIMENSIONS
from advisor.evidence.expected import (
    BY_SECTOR,
    LEDGER,
    QUANTITIES,
    RESPONSE,
    UNITS,
    VISIT_IS_LEAD,
    WHOLE,
)
from advisor.evidence.marketplaces import check_marketplaces
from advisor.evidence.tables import load_tables

FACT_ID = re.compile(r"\b(?:AUD\d{4}|[FGHLOPST]\d{3,4})\b")
_MOST_MONTHS = 36  # three years from first contact to a sale
_ROUNDED = 0.01  # what sums of rounded shares may be off
_CELLS = 4 * 2 * 3 * 4 * 3  # ages, genders, education, income, communities
SOURCE_ID = re.compile(r"\bR\d{4}\b")


@dataclass(frozen=True)
class Fault:
    """A place in the tables that does not hold: file, row and what is wrong with it."""

    file: str
    row: str
    what: str


def check_tables(tables: Tables) -> tuple[Fault, ...]:
    """Return every fault of the tables in the order of files and rows; none where all holds."""
    found = [
        *_priors(tables),
        *_basis(tables),
        *_quantities(tables),
        *_fits(tables),
        *_thresholds(tables),
        *_facts(tables),
        *_channels(tables),
        *_sectors(tables),
        *_countries(tables),
        *(Fault("marketplaces.csv", *fault) for fault in check_marketplaces(tables)),
        *_audience(tables),
        *_planning(tables),
        *(Fault(*found) for found in check_advice(tables)),
    ]
    return tuple(sorted(set(found), key=lambda fault: (fault.file, fault.row, fault.what)))


def fault_of_tables() -> DataError | None:
    """Return what is wrong with the tables as a sentence, None where they hold together.

    For what went wrong while answering: a table that somebody damaged is no bug of the program.
    """
    try:
        faults = check_tables(load_tables())
    except DataError as error:
        return error
    told = [(f.row, "row", f.row, f.what) for f in faults if f.file == faults[0].file]
    return DataError(faults[0].file, told) if told else None


def facts_in_use(tables: Tables) -> frozenset[str]:
    """Return the ids of the facts that a prior, fit, sector, country or advice rests on."""
    ids = [
        *(prior.fact_ids for prior in tables.priors.values()),
        *(fit.fact_ids for fit in (*tables.fits, *tables.ledger_fits)),
        *(figure.fact_ids for figure in tables.practice.values()),
        *(limit.fact_ids for limit in tables.thresholds.values()),
        *(row.fact_ids for rows in tables.local_figures.values() for row in rows),
        *(habit.fact_ids for habit in tables.ledger_countries.values()),
    ]
    bases = [
        *(sector.basis for sector in tables.sectors.values()),
        *(country.basis for country in tables.countries.values()),
    ]
    named = (FACT_ID.findall(text) for basis in bases for text in basis.values())
    used = frozenset(fact_id for group in (*ids, *named) for fact_id in group)
    return used | advice_facts(tables)


def priors_by_grade(tables: Tables) -> dict[str, int]:
    """Return how many priors carry each grade, best grade first."""
    return {
        grade: sum(prior.grade == grade for prior in tables.priors.values()) for grade in GRADES
    }


def _priors(tables: Tables) -> Iterator[Fault]:
    for prior_id, prior in tables.priors.items():

        def fault(what: str, prior_id: str = prior_id) -> Fault:
            return Fault("priors.csv", prior_id, what)

        if prior.channel not in tables.channels and prior.channel not in WHOLE:
            yield fault(f"channel {prior.channel!r} is not in channels.csv")
        elif prior.channel in tables.channels and tables.channels[prior.channel].retired:
            yield fault(f"channel {prior.channel!r} has closed")
        if prior.unit not in UNITS:
            yield fault(f"unit {prior.unit!r} is not one of the units in use")
        if prior.unit == "share" and not (prior.low >= -1 and prior.high <= 1):
            yield fault("a share must lie from 0 to 1, a change of one from -1")
        if prior.unit == "months" and prior.high > 60:
            yield fault("takes more than five years")


def _basis(tables: Tables) -> Iterator[Fault]:
    """Yield what a figure, factor or limit rests on and is not there, or not as good."""
    rows: list[tuple[str, str, Grounded]] = [
        *(("priors.csv", key, prior) for key, prior in tables.priors.items()),
        *(("fits.csv", f"{fit.channel}/{fit.attribute}", fit) for fit in tables.fits),
        *(("ledger_fits.csv", f"{fit.channel}/{fit.attribute}", fit) for fit in tables.ledger_fits),
        *(("checks.csv", name, limit) for name, limit in tables.thresholds.items()),
        *(("practice.csv", name, figure) for name, figure in tables.practice.items()),
        *(
            ("ledger_countries.csv", "/".join(key), habit)
            for key, habit in tables.ledger_countries.items()
        ),
        *(
            ("sectors_countries.csv", f"{row.sector}/{row.country}/{row.quantity}", row)
            for rows in tables.local_figures.values()
            for row in rows
        ),
    ]
    for file, row, what in rows:
        for found in check_basis(tables, file, row, what.fact_ids, what.grade):
            yield Fault(*found)


def _quantities(tables: Tables) -> Iterator[Fault]:
    """Yield what a channel's kind needs and priors.csv lacks."""
    if not tables.priors:
        yield Fault("priors.csv", "all", "holds no row")
        return
    for name, channel in tables.channels.items():
        if channel.retired:
            continue
        wanted = {f"{name}.{q}" for q in (*RESPONSE, *LEDGER[channel.ledger_kind])}
        whose = {"attention": channel.attention_of or name}
        wanted |= {f"{whose.get(q, name)}.{q}" for q in QUANTITIES.get(channel.kind, ())}
        told_apart = BY_SECTOR.get(channel.kind, ())
        if any(row.startswith(f"{name}.cost_per_lead.") for row in tables.priors):
            told_apart = (*told_apart, "cost_per_lead")
        for quantity in told_apart:
            if f"{name}.{quantity}.other" in tables.priors:
                continue
            wanted |= {f"{name}.{quantity}.{sector}" for sector in tables.sectors}
        if channel.kind == "website":
            wanted |= {
                f"{name}.sector_factor.{s.basis['website_kind']}"
                for s in tables.sectors.values()
                if "website_kind" in s.basis
            }
        if channel.kind == "social_ads" and not any(
            row.startswith((f"{name}.clicks_per_exposure", f"{name}.cost_per_lead"))
            for row in tables.priors
        ):
            wanted.add(f"{name}.clicks_per_exposure")
        for missing in sorted(wanted - set(tables.priors)):
            yield Fault("priors.csv", missing, "is wanted by the model and missing")
    for unit in sorted({s.lead_unit for s in tables.sectors.values()} - set(VISIT_IS_LEAD)):
        if f"organic.visit_to_lead.{unit}" not in tables.priors:
            yield Fault(
                "priors.csv", f"organic.visit_to_lead.{unit}", "is wanted by the model and missing"
            )


def _fits(tables: Tables) -> Iterator[Fault]:
    for file, fits in (("fits.csv", tables.fits), ("ledger_fits.csv", tables.ledger_fits)):
        if not fits:
            yield Fault(file, "all", "holds no row")
        for fit in fits:
            row = f"{fit.channel}/{fit.attribute}"
            if fit.channel not in tables.channels:
                yield Fault(file, row, f"channel {fit.channel!r} is not in channels.csv")


def _thresholds(tables: Tables) -> Iterator[Fault]:
    for name, limit in tables.thresholds.items():
        if limit.unit == "share" and not (0 <= limit.review <= 1 and (limit.fail or 0) <= 1):
            yield Fault("checks.csv", name, "a share must lie from 0 to 1")


def _facts(tables: Tables) -> Iterator[Fault]:
    used = facts_in_use(tables)
    for fact_id, fact in tables.facts.items():
        if fact.source_id not in tables.sources:
            yield Fault("facts.csv", fact_id, f"source {fact.source_id} is not in sources.csv")
        if fact_id not in used and not fact.parameter.startswith(_AUDIENCE_FACTS):
            yield Fault("facts.csv", fact_id, "nothing rests on it")
        if fact.low is not None and fact.high is not None and fact.low > fact.high:
            yield Fault("facts.csv", fact_id, "low is above high")


# Facts copied into data/audience/ cell by cell; they may also stand in facts.csv.
_AUDIENCE_FACTS = (
    "us_adult_population_cell_share",
    "adult_use_logit_coef",
    "platform_overlap_share",
    "adult_usage_share",
    "daily_use_share_of_users",
    "online_adult_reach_share",
    "weekly_use_share",
    "monthly_active_users_millions",
    "population_reach_share",
)


def _channels(tables: Tables) -> Iterator[Fault]:
    for name, channel in tables.channels.items():
        if channel.retired:
            successor = tables.channels.get(channel.successor)
            if successor is None or successor.retired:
                yield Fault("channels.csv", name, "has closed and names no open successor")
            continue
        if channel.kind not in QUANTITIES:
            yield Fault("channels.csv", name, f"kind {channel.kind!r} has no formula")
        if not (channel.limit.endswith(".") and channel.description.endswith(".")):
            yield Fault("channels.csv", name, "limit and description must be sentences")


def _sectors(tables: Tables) -> Iterator[Fault]:
    for name, sector in tables.sectors.items():
        for quantity, (low, _, high) in sector.ranges.items():
            shares = quantity.endswith(
                ("share", "_rate", "margin", "importance")
            ) or quantity.startswith(("source_", "close_rate"))
            if low < 0 or (shares and high > 1):
                yield Fault("sectors.csv", name, f"{quantity} is not a share from 0 to 1")
            if quantity.startswith("months_") and not 0 < low <= high <= _MOST_MONTHS:
                yield Fault("sectors.csv", name, f"{quantity} must lie above 0, within 3 years")
        parts = sum(r[1] for q, r in sector.ranges.items() if q.startswith("source_"))
        if abs(parts - 1.0) > _ROUNDED:
            yield Fault("sectors.csv", name, f"sources of customers sum to {parts:.2f}, not to 1")
        for quantity, basis in sector.basis.items():
            for fact_id in FACT_ID.findall(basis):
                if fact_id not in tables.facts:
                    yield Fault("sectors.csv", name, f"{quantity}: fact {fact_id} is not there")


def _countries(tables: Tables) -> Iterator[Fault]:
    us = tables.countries.get("US")
    if us is None or us.price_level != 1.0 or us.usd_exchange_rate != 1.0:
        yield Fault("countries.csv", "US", "price level and exchange rate must be 1")
    for name, country in tables.countries.items():
        if not re.fullmatch(r"[A-Z]{2}", name) or not re.fullmatch(r"[A-Z]{3}", country.currency):
            yield Fault(
                "countries.csv", name, "needs a code of two and a currency of three letters"
            )
        for group, basis in country.basis.items():
            for fact_id in FACT_ID.findall(basis):
                if fact_id not in tables.facts:
                    yield Fault("countries.csv", name, f"{group}: fact {fact_id} is not there")
            for source_id in SOURCE_ID.findall(basis):
                if source_id not in tables.sources:
                    yield Fault("countries.csv", name, f"{group}: source {source_id} is not there")


def _audience(tables: Tables) -> Iterator[Fault]:
    found = tables.audience
    total = sum(found.cells.values())
    if abs(total - 1.0) > _ROUNDED or len(found.cells) != _CELLS:
        yield Fault(
            "audience/cells.csv", "all", f"{len(found.cells)} cells sum to {total:.3f}, not to 1"
        )
    levels = {f"{name}:{of[k]}" for of in found.cells for k, name in enumerate(DIMENSIONS)}
    for platform, terms in found.coefficients.items():
        for term in sorted(terms.keys() - levels - {"intercept"}):
            yield Fault("audience/coefficients.csv", platform, f"{term!r} is no level of cells.csv")
        if platform not in found.totals:
            yield Fault("audience/coefficients.csv", platform, "has coefficients and no total")
        if "intercept" not in terms:
            yield Fault("audience/coefficients.csv", platform, "has no intercept")
    for country, platform in found.country_totals:
        if country not in tables.countries or platform not in found.totals:
            yield Fault(
                "audience/shares.csv", f"{country}/{platform}", "country or platform is not known"
            )


def _planning(tables: Tables) -> Iterator[Fault]:
    for rule in tables.consent.values():
        if not rule.sentence.endswith("."):
            yield Fault("consent.csv", rule.rule, "the law must be given in a sentence")
    for country in sorted(set(tables.consent) - {"other"} - set(tables.countries)):
        yield Fault("consent.csv", country, "is not in countries.csv")
    done = {step.applies_to for step in tables.plan_steps}
    for name, channel in tables.channels.items():
        if not channel.retired and not {name, f"kind:{channel.kind}"} & done:
            yield Fault("plan_steps.csv", name, "has no set-up work")
    known = {"start", "manager", "manager_at_work"} | set(tables.channels)
    known |= {f"kind:{channel.kind}" for channel in tables.channels.values()}
    for place in sorted(done - known):
        if not place.startswith("fix:"):
            yield Fault("plan_steps.csv", place, "is neither a channel nor a kind of one")
