"""Where the figures come from: the sources and grades behind a recommendation, for documents.

It tells nothing new, so it is no finding and no verb: exports and the presentation print it as
their list of sources.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from advisor.catalogue import Prior, Sector, Tables
from advisor.explain.names import SOURCES
from advisor.explain.quantities import quantity_words
from advisor.results import Insight, Range, Recommendation
from advisor.results.provenance import FROM_WHERE, FigureUsed, Provenance, SourceUsed

_FACT_ID = re.compile(r"\b[A-Z]+\d{3,4}\b")
_FROM_WHERE_NAME = "Where new customers come from"
_ALWAYS = "business"  # figures that every channel shares


def build(
    recommendation: Recommendation, tables: Tables, insights: Iterable[Insight] = ()
) -> Provenance:
    """Gather figures of the mix, by channel, and the sources behind all that is said, by title."""
    priors = _in_use(recommendation, tables)
    trade = tables.sectors[recommendation.sector]
    wanted = {fact_id for prior in priors for fact_id in prior.fact_ids}
    wanted.update(fact_id for name in SOURCES for fact_id in _shares_rest_on(trade, name))
    for assumed in recommendation.assumptions:
        wanted.update(_FACT_ID.findall(assumed.basis))
    for insight in insights:
        for finding in insight.findings:
            wanted.update(finding.fact_ids)
    behind: dict[str, list[str]] = {}
    for fact_id in sorted(wanted & set(tables.facts)):
        source_id = tables.facts[fact_id].source_id
        if source_id in tables.sources:
            behind.setdefault(source_id, []).append(fact_id)
    ordered = sorted(behind, key=lambda s: (tables.sources[s].title.casefold(), s))
    sources = tuple(
        SourceUsed(
            number=number,
            title=tables.sources[source_id].title,
            url=tables.sources[source_id].url,
            grades=tuple(sorted({str(tables.facts[f].grade) for f in behind[source_id]})),
            facts=tuple(behind[source_id]),
        )
        for number, source_id in enumerate(ordered, 1)
    )
    source_of = {fact_id: source.number for source in sources for fact_id in source.facts}
    names = {item.channel: item.name for item in recommendation.allocation}
    figures = tuple(
        FigureUsed(
            channel=prior.channel,
            name=names.get(prior.channel, "All channels"),
            quantity=_quantity(prior),
            values=Range.of((prior.low, prior.best, prior.high)),
            unit=prior.unit.replace("_", " ").replace("usd", "USD"),
            grade=str(prior.grade),
            reasoning=prior.reasoning,
            sources=tuple(sorted({source_of[f] for f in prior.fact_ids if f in source_of})),
        )
        for prior in priors
    )
    shares = tuple(_share(trade, name, source_of, tables) for name in SOURCES)
    return Provenance(figures=figures + shares, sources=sources, source_of=source_of)


def _shares_rest_on(trade: Sector, source: str) -> list[str]:
    """Return the facts behind the trade's share of new customers by a source."""
    return _FACT_ID.findall(trade.basis.get(f"source_{source}", ""))


def _share(trade: Sector, source: str, source_of: Mapping[str, int], tables: Tables) -> FigureUsed:
    """Return the trade's share of new customers by a source as a figure in use."""
    ids = _shares_rest_on(trade, source)
    basis = trade.basis.get(f"source_{source}", "")
    grades = sorted(str(tables.facts[f].grade) for f in ids if f in tables.facts)
    return FigureUsed(
        channel=FROM_WHERE, name=_FROM_WHERE_NAME, quantity=SOURCES[source],
        values=Range.of(trade.ranges[f"source_{source}"]), unit="share of new customers",
        grade="judgement" if "judgement" in basis or not grades else grades[-1],
        reasoning=trade.basis.get(f"source_{source}_reasoning", ""),
        sources=tuple(sorted({source_of[f] for f in ids if f in source_of})),
    )  # fmt: skip


def _in_use(recommendation: Recommendation, tables: Tables) -> Sequence[Prior]:
    """Return the priors of the mix's channels; where there is one a trade, only the own one."""
    order = [*dict.fromkeys(item.channel for item in recommendation.allocation), _ALWAYS]
    kind = tables.sectors[recommendation.sector].basis.get("website_kind", "")
    found = []
    for prior in tables.priors.values():
        quantity, _, trade = prior.quantity.partition(".")
        other_trade = trade in tables.sectors and trade != recommendation.sector
        other_trade |= quantity == "sector_factor" and trade != kind
        if prior.channel in order and not other_trade:
            found.append(prior)
    return sorted(found, key=lambda prior: (order.index(prior.channel), prior.prior_id))


def _quantity(prior: Prior) -> str:
    quantity, _, trade = prior.quantity.partition(".")
    words = quantity_words(quantity)
    return f"{words} ({trade.replace('_', ' ')})" if trade else words
