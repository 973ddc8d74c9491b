"""Derive the tables of ``data/`` that copy figures from an evidence folder.

Usage: ``python scripts/build_evidence.py EVIDENCE_FOLDER [DATA_FOLDER]``

Written: ``countries.csv``, ``audience/*.csv``, the copied columns of ``sectors.csv``, and then
``facts.csv`` and ``sources.csv`` with only what the tables name.  Never touched: ``priors.csv``,
``fits.csv``, ``ledger_fits.csv``, ``ledger_countries.csv``, ``practice.csv``, ``checks.csv``,
``channels.csv``, ``sectors_countries.csv``, ``sectors_reasoning.csv``, ``advice/`` and the
hand-written columns of ``sectors.csv``, ``source_*`` among them.  Facts ``L0001`` and on were read
by hand from the ledger of the evidence: they are kept as they stand, with their sources.  Ids of
other sources follow the order of the evidence, so that they stay the same when a prior starts or
stops using a fact.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from audience_tables import audience
from evidence_cells import Cells, Sources, read, short, write

FACT_ID = re.compile(r"^(AUD\d{4}|[FGHLOPST]\d{3,4})$")
# Facts found after the evidence was collected; they and their sources stand in data/ only.
LATER = re.compile(r"^[LT]\d{4}$")
# Tables by hand whose rows name the facts they rest on.
BASED = (
    "priors.csv",
    "fits.csv",
    "ledger_fits.csv",
    "ledger_countries.csv",
    "practice.csv",
    "checks.csv",
    "sectors_countries.csv",
)
SECTOR_TEXT = ("sells_to", "lead_unit", "busy_months", "busy_months_basis")
# Mean hourly wage, US dollars, where nobody counts it: by the country's product and its prices.
WAGE_US, PRODUCT_PART, PRICE_EXPONENT = 34.0, 2 / 3, 1.7
# In the US 20.9 % of adults say they use X; the advertising tool counts 106 million accounts.
# Where Google Local Services adverts take professions as well (Canada: judgement).
ALL_TRADES = ("US", "CA")
WHATSAPP_LEADS, WHATSAPP_FOLLOWS = 0.85, 0.35


def countries(evidence: Path, sources: Sources) -> list[dict[str, object]]:
    """Return the country rows; every group of columns says its grade and source."""
    found: list[dict[str, object]] = []
    for row in read(evidence / "countries.csv"):

        def basis(grade: str, text: str) -> str:
            if text.startswith("judgement") or text in ("", "base"):
                return "judgement" if text != "base" else "A: by definition"
            return f"{grade}: {sources.named(text)}"

        internet = float(row["internet_use_share"])
        leader = row["messaging_app_leader"].startswith("WhatsApp")
        if row["iso2"] == "US":
            whatsapp, whatsapp_basis = 0.323, "A: AUD0085"
        elif row["whatsapp_share"]:
            whatsapp = float(row["whatsapp_share"]) * internet
            whatsapp_basis = (
                f"{row['whatsapp_grade']}: {sources.named(row['whatsapp_source'])} "
                f"({row['whatsapp_basis']}), times internet use"
            )
        else:
            share = WHATSAPP_LEADS if leader else WHATSAPP_FOLLOWS
            whatsapp = share * internet
            whatsapp_basis = (
                f"judgement: {share:g} of internet users, as "
                f"{'WhatsApp' if leader else 'another messenger'} leads there"
            )
        local = row["google_local_services"]
        found.append(
            {
                "country": row["iso2"],
                "name": row["name"],
                "currency": row["currency_code"],
                "population": row["population"],
                "adult_share": row["adult_share"],
                "price_level": row["price_level"],
                "usd_exchange_rate": row["usd_exchange_rate"],
                "firms_per_1000_people": row["firms_per_1000_people"],
                "internet_use_share": row["internet_use_share"],
                "social_media_use_share": row["social_media_use_share"],
                "whatsapp_share": f"{min(whatsapp, internet):.3f}",
                "distance_unit": row["distance_unit"],
                "nextdoor": int(row["nextdoor"] == "yes"),
                "google_local_services": int(local == "yes" or local.startswith("likely")),
                # In Europe it opened for home trades, not for professions (R0965).
                "local_services_trades": "all"
                if row["iso2"] in ALL_TRADES
                else "home"
                if local == "yes" or local.startswith("likely")
                else "",
                "people_basis": basis(row["population_grade"], row["population_source"]),
                "price_level_basis": basis(row["price_level_grade"], row["price_level_source"]),
                "exchange_rate_basis": basis(row["fx_grade"], row["fx_source"]),
                "firms_basis": basis(row["firms_grade"], row["firms_source"])
                + (
                    " (modelled)"
                    if row["firms_includes_informal"] == "modelled"
                    else f" ({row['firms_basis']})"
                ),
                "internet_basis": basis(row["internet_grade"], row["internet_source"]),
                "social_media_basis": basis(row["social_grade"], row["social_source"])
                + (
                    " (0.80 of internet use)"
                    if row["social_basis"].startswith("MODELLED")
                    else f" ({row['social_basis']})"
                ),
                "whatsapp_basis": whatsapp_basis,
                "distance_basis": "judgement: road signs",
                "nextdoor_basis": basis("B", row["nextdoor_source"]),
                "google_local_services_basis": (
                    "judgement: not found, so taken as absent"
                    if local == "not found"
                    else basis("B", row["google_local_services_source"])
                ),
            }
        )
    return found


def with_wages(
    nations: Iterable[Mapping[str, object]], facts: Iterable[Mapping[str, str]]
) -> list[dict[str, object]]:
    """Return country rows with the mean hourly wage, and what it rests on.

    Pay follows the product per head more than prices: in the OECD's table of full-time wages of
    2022 Mexico has 3.3 dollars an hour, Colombia 2.1, Saudi Arabia 10, Switzerland 50.  Prices
    keep a part, as product per head counts profits that nobody there is paid (Ireland) and those
    who do not work.
    """
    product = {f["country"]: f for f in facts if f["parameter"] == "gdp_per_head_usd"}
    found = []
    for row in nations:
        by_price = float(str(row["price_level"])) ** PRICE_EXPONENT
        fact = product.get(str(row["country"]))
        if fact is None:
            wage, told = WAGE_US * by_price, f"price level ^ {PRICE_EXPONENT:g}"
        else:
            share = float(fact["value"]) / float(product["US"]["value"])
            wage = WAGE_US * share**PRODUCT_PART * by_price ** (1 - PRODUCT_PART)
            told = (
                f"(product per head over that of the US ({fact['fact_id']})) ^ 2/3 "
                f"x (price level ^ {PRICE_EXPONENT:g}) ^ 1/3"
            )
        basis = (
            f"judgement: {WAGE_US:g} x {told}; {WAGE_US:g} is set so that the owner's usual share "
            "of it is about 22 in the US (H0123; H0124; H0129; H0131)"
        )
        found.append({**row, "hourly_wage_usd": short(wage), "wage_basis": basis})
    return found


def sectors(evidence: Path, folder: Path) -> tuple[list[str], list[Cells]]:
    """Return columns and rows of sectors.csv: own columns kept, copied ones renewed."""
    copied = {row["sector"]: row for row in read(evidence / "sectors.csv")}
    own = read(folder / "sectors.csv")
    names = [
        c.removesuffix("_best")
        for c in next(iter(copied.values()))
        if c.endswith("_best") and not c.startswith("source_")
    ]
    fields = {f"{n}_{p}" for n in names for p in ("low", "best", "high", "basis")}
    # What somebody judged anew for a trade, and said why, is no longer a copy.
    judged = {
        f"{row['sector']}.{row['quantity']}_{p}"
        for row in read(folder / "sectors_reasoning.csv")
        for p in ("low", "best", "high", "basis")
    }
    columns = list(own[0])
    rows = []
    for row in own:
        trade = row["sector"]
        source = copied.get(trade, {})  # a trade the evidence does not know is by hand
        rows.append(
            {
                c: source[c]
                if c in source
                and (c in fields or c in SECTOR_TEXT)
                and f"{trade}.{c}" not in judged
                else row[c]
                for c in columns
            }
        )
    return columns, rows


def named_ids(rows: Iterable[Mapping[str, str]]) -> set[str]:
    """Return every fact id that a cell of the rows names."""
    return {
        part
        for row in rows
        for cell in row.values()
        for part in re.split(r"[;:,\s()]+", cell or "")
        if FACT_ID.match(part)
    }


def page_of(address: str) -> str:
    """Return what a source of the targeting rows is called: the host of its page."""
    parts = address.split("/")
    return parts[2] if address.startswith("http") else "A practitioner's guide, page not kept"


def valued(fact: Cells) -> tuple[str, str]:
    """Return the value of a fact as text and, where it was given as a range, a remark."""
    low, high = fact["low"], fact["high"]
    if fact["value"]:
        return fact["value"], ""
    if low and high:
        return short((float(low) + float(high)) / 2), "(Middle of the range.)"
    if low or high:
        return low or high, "(A bound only.)"
    return "1", "(A finding without a figure.)"


def main(evidence: Path, folder: Path) -> None:
    """Build the derived tables of `folder` from `evidence` and say how many rows each has."""
    facts = read(evidence / "facts.csv")
    sources = Sources(facts)
    counts: dict[str, int] = {}
    nations = countries(evidence, sources)
    known = {row["country"] for row in nations}
    # Countries that the evidence lacks stand in the table by hand.
    there = read(folder / "countries.csv")
    nations += [row for row in there if row["country"] not in known]
    nations = with_wages(nations, read(folder / "facts.csv"))
    counts["countries.csv"] = write(folder / "countries.csv", list(there[0]), nations)
    texts = [{k: str(v) for k, v in row.items()} for row in nations]
    counts |= audience(facts, {row["country"]: row for row in texts}, sources, folder / "audience")
    columns, rows = sectors(evidence, folder)
    counts["sectors.csv"] = write(folder / "sectors.csv", columns, rows)

    # Last, so that no other source changes its id.
    for row in read(evidence / "targeting.csv"):
        sources.of(f"{page_of(row['source_url'])} [adverts]", row["source_url"])

    advice = [row for path in sorted((folder / "advice").glob("*.csv")) for row in read(path)]
    based = [row for name in BASED for row in read(folder / name)]
    wanted = named_ids([{"ids": row["fact_ids"]} for row in based])
    wanted |= named_ids([{k: v for k, v in row.items() if k.endswith("_basis")} for row in rows])
    wanted |= named_ids([{k: v for k, v in row.items() if k.endswith("_basis")} for row in texts])
    wanted |= named_ids([{k: v for k, v in row.items() if k.startswith("fact_")} for row in advice])
    kept = []
    for f in facts:
        if f["id"] in wanted:
            value, remark = valued(f)
            kept.append(
                {
                    "fact_id": f["id"],
                    "parameter": f["parameter"],
                    "channel": f["channel"],
                    "segment": f["segment"],
                    "value": value,
                    "low": f["low"],
                    "high": f["high"],
                    "unit": f["unit"],
                    "country": f["country"],
                    "year": f["year"],
                    "source_id": sources.of(f["source_title"], f["source_url"]),
                    "grade": f["grade"],
                    "note": " ".join(filter(None, (remark, f["note"]))),
                }
            )
    later = [f for f in read(folder / "facts.csv") if LATER.match(f["fact_id"])]
    kept += [f for f in later if f["fact_id"] in wanted]
    counts["facts.csv"] = write(folder / "facts.csv", list(kept[0]), kept)
    used = {row["source_id"] for row in kept}
    for name in ("cells", "coefficients", "shares", "overlap"):
        used |= {row["source_id"] for row in read(folder / "audience" / f"{name}.csv")}
    used |= {
        part
        for row in texts
        for key, cell in row.items()
        if key.endswith("_basis")
        for part in re.findall(r"\bR\d{4}\b", cell)
    }
    used |= {
        part
        for row in advice
        for key, cell in row.items()
        if key.startswith("source_")
        for part in cell.split(";")
    }
    used.discard("")
    for row in read(folder / "sources.csv"):
        if row["source_id"] in {f["source_id"] for f in later}:
            sources.rows.setdefault(row["source_id"], row)
    counts["sources.csv"] = write(
        folder / "sources.csv",
        ("source_id", "title", "url", "note"),
        (row for key, row in sorted(sources.rows.items()) if key in used),
    )
    lost = wanted - {f["fact_id"] for f in kept}
    if lost:
        raise SystemExit(f"fact ids the evidence does not know: {', '.join(sorted(lost))}")
    for name, count in counts.items():
        print(f"{name:26} {count:5} rows")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    main(
        Path(sys.argv[1]),
        Path(sys.argv[2]) if len(sys.argv) == 3 else Path(__file__).resolve().parents[1] / "data",
    )
