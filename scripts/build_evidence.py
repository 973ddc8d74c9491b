"""Derive the tables of ``data/`` that copy figures from an evidence folder.

Usage: ``python scripts/build_evidence.py EVIDENCE_FOLDER [DATA_FOLDER]``

Written: ``countries.csv``, ``audience/*.csv``, the copied columns of ``sectors.csv``, and then
``facts.csv`` and ``sources.csv`` with only what the tables name.  Never touched: ``priors.csv``,
``fits.csv``, ``channels.csv``, ``sectors_reasoning.csv`` and the hand-written columns of
``sectors.csv``.  Ids of sources follow the order of the evidence, so that they stay the same
when a prior starts or stops using a fact.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

Cells = dict[str, str]

LEVELS = {
    "men": "men",
    "women": "women",
    "hs_or_less": "high_school",
    "some_college": "some_college",
    "college": "college",
    "<30k": "under_30k",
    "30k-69k": "30k_70k",
    "70k-99k": "70k_100k",
    "100k+": "over_100k",
    "urban": "urban",
    "suburban": "suburban",
    "rural": "rural",
    "18-29": "18-29",
    "30-49": "30-49",
    "50-64": "50-64",
    "65+": "65+",
}
PLATFORMS = (
    "facebook",
    "instagram",
    "linkedin",
    "nextdoor",
    "pinterest",
    "tiktok",
    "whatsapp",
    "x",
    "youtube",
)
NEXTDOOR_MARGINS = ("age:", "education:", "community:")
COUNTRY_CODES = {"UK": "GB"}
# Figures of online adults are brought to all adults by the share that uses the internet.
ONLINE_BASED = {"CA": "adult_usage_share", "UK": "online_adult_reach_share"}
FACT_ID = re.compile(r"^(AUD\d{4}|[FGHOPS]\d{3,4})$")
SECTOR_TEXT = ("sells_to", "lead_unit", "busy_months", "busy_months_basis")
# Mean hourly wage: 34 US dollars at price level 1; pay rises faster than prices between countries.
WAGE_US, WAGE_EXPONENT = 34.0, 1.7
# In the US 20.9 % of adults say they use X; the advertising tool counts 106 million accounts.
X_SURVEY_OVER_TOOL = 0.527
# Weekly users are taken as four fifths of those who ever use a platform (judgement).
WEEKLY_OVER_EVER = 0.8
WHATSAPP_LEADS, WHATSAPP_FOLLOWS = 0.85, 0.35


def read(path: Path) -> list[Cells]:
    """Return the rows of a csv file."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> int:
    """Write rows as csv with plain line ends and return how many there were."""
    found = list(rows)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    return len(found)


def short(value: float) -> str:
    """Return a number with five significant digits."""
    return f"{value:.5g}"


class Sources:
    """Numbers every source of the evidence and remembers which ones are used."""

    def __init__(self, facts: Sequence[Cells]) -> None:
        self._ids: dict[tuple[str, str], str] = {}
        self.rows: dict[str, Cells] = {}
        for fact in facts:
            self.of(fact["source_title"], fact["source_url"])

    def of(self, title: str, url: str) -> str:
        """Return the id of a source, new or known."""
        url = url.strip() if url.strip().startswith("http") else ""
        key = (url, "") if url else ("", title)
        if key not in self._ids:
            self._ids[key] = f"R{len(self._ids) + 1:04d}"
            note = (
                "no page was given"
                if not url
                else "a copy of the published file; url as given"
                if "github.com" in url
                else ""
            )
            self.rows[self._ids[key]] = {
                "source_id": self._ids[key],
                "title": " ".join(title.split()),
                "url": url,
                "note": note,
            }
        return self._ids[key]

    def named(self, text: str) -> str:
        """Return the id of a country table's source, written as text with or without a page."""
        pages = re.findall(r"https?://[^\s;,)]+", text)
        title = re.sub(r"\(?\s*also \(local copy\)\)?|\(local copy\)", "", text)
        title = re.sub(r"https?://[^\s;,)]+", "", title).strip(" ;,()") or text
        if pages and title == text:
            title = pages[0].split("/")[2]
        if pages and title == pages[0]:
            title = pages[0].split("/")[2]
        return self.of(f"{title} [countries]", pages[0] if pages else "")


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
        price = float(row["price_level"])
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
                "hourly_wage_usd": short(WAGE_US * price**WAGE_EXPONENT),
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
                "wage_basis": (
                    f"judgement: {WAGE_US:g} x price level ^ {WAGE_EXPONENT:g}; {WAGE_US:g} is set so "
                    "that the owner's usual share of it is about 22 in the US (H0123; H0124; "
                    "H0129; H0131), and pay differs more between countries than prices do"
                ),
            }
        )
    return found


def audience(
    facts: Sequence[Cells], people: Mapping[str, Cells], sources: Sources, folder: Path
) -> dict[str, int]:
    """Write the four tables about who uses which platform; return rows by file."""

    def origin(fact: Cells) -> Cells:
        return {
            "fact_id": fact["id"],
            "year": fact["year"],
            "grade": fact["grade"],
            "source_id": sources.of(fact["source_title"], fact["source_url"]),
        }

    cells: list[Mapping[str, object]] = []
    terms: list[Mapping[str, object]] = []
    shares: list[dict[str, object]] = []
    pairs: list[Mapping[str, object]] = []
    total = sum(
        float(f["value"]) for f in facts if f["parameter"] == "us_adult_population_cell_share"
    )
    newest: dict[tuple[str, str, str], Cells] = {}
    for fact in facts:
        channel, segment, parameter = fact["channel"], fact["segment"], fact["parameter"]
        if parameter == "us_adult_population_cell_share":
            parts = dict(part.split(":") for part in segment.split("|"))
            cells.append(
                {name: LEVELS[level] for name, level in parts.items()}
                | {"share": f"{float(fact['value']) / total:.7f}"}
                | origin(fact)
            )
        elif channel not in PLATFORMS:
            continue
        elif parameter == "adult_use_logit_coef":
            name, _, level = segment.partition(":")
            terms.append(
                {
                    "platform": channel,
                    "term": f"{name}:{LEVELS[level]}" if level else name,
                    "coefficient": fact["value"],
                    "low": fact["low"],
                    "high": fact["high"],
                }
                | origin(fact)
            )
        elif parameter == "platform_overlap_share" and segment.removeprefix("also:") in PLATFORMS:
            pairs.append(
                {
                    "platform": channel,
                    "also": segment.removeprefix("also:"),
                    "share": short(float(fact["value"]) / 100),
                }
                | origin(fact)
            )
        else:
            kept = _share(fact, people)
            if kept is not None:
                key = (str(kept["measure"]), f"{kept['country']}|{channel}", str(kept["segment"]))
                if key not in newest or fact["year"] > newest[key]["year"]:
                    newest[key] = fact
                    shares = [
                        s
                        for s in shares
                        if (s["measure"], f"{s['country']}|{s['platform']}", s["segment"]) != key
                    ]
                    shares.append(
                        kept
                        | {"grade": kept["grade"]}
                        | {k: v for k, v in origin(fact).items() if k != "grade"}
                    )
    tail = ("fact_id", "year", "grade", "source_id")
    order = ("age", "gender", "education", "income", "community")
    return {
        "audience/cells.csv": write(folder / "cells.csv", (*order, "share", *tail), cells),
        "audience/coefficients.csv": write(
            folder / "coefficients.csv",
            ("platform", "term", "coefficient", "low", "high", *tail),
            terms,
        ),
        "audience/shares.csv": write(
            folder / "shares.csv",
            ("measure", "country", "platform", "segment", "share", *tail, "note"),
            shares,
        ),
        "audience/overlap.csv": write(
            folder / "overlap.csv", ("platform", "also", "share", *tail), pairs
        ),
    }


def _share(fact: Cells, people: Mapping[str, Cells]) -> dict[str, object] | None:
    """Return the share of all adults that a fact gives, or None where it gives none."""
    where, segment, parameter = fact["country"], fact["segment"], fact["parameter"]
    if not fact["value"] or fact["unit"] not in ("percent", "millions"):
        return None
    country = COUNTRY_CODES.get(where, where)
    value = float(fact["value"])
    row: dict[str, object] = {
        "measure": "use",
        "country": country,
        "platform": fact["channel"],
        "segment": segment,
        "grade": fact["grade"],
        "note": "",
    }
    if where == "US":
        if parameter == "daily_use_share_of_users" and segment == "all":
            return row | {"measure": "daily_use", "share": short(value / 100)}
        if parameter == "adult_usage_share" and (
            segment == "all"
            or (fact["channel"] == "nextdoor" and segment.startswith(NEXTDOOR_MARGINS))
        ):
            name, _, level = segment.partition(":")
            return row | {
                "share": short(value / 100),
                "segment": f"{name}:{LEVELS.get(level, level)}" if level else name,
            }
        return None
    if country not in people or segment != "all":
        return None
    nation = people[country]
    if parameter == ONLINE_BASED.get(where):
        return row | {
            "share": short(value / 100 * float(nation["internet_use_share"])),
            "note": "of online adults, times internet use",
        }
    if parameter == "weekly_use_share" and where == "DE":
        return row | {
            "share": short(value / 100 / WEEKLY_OVER_EVER),
            "grade": max(fact["grade"], "C"),
            "note": f"weekly use over {WEEKLY_OVER_EVER:g}",
        }
    adults = float(nation["population"]) * float(nation["adult_share"])
    if parameter == "population_reach_share":
        return row | {
            "share": short(value / 100 / float(nation["adult_share"])),
            "note": "accounts over all people, brought to adults",
        }
    if parameter == "monthly_active_users_millions" and fact["channel"] not in (
        "linkedin",
        "whatsapp",
    ):
        scale = X_SURVEY_OVER_TOOL if fact["channel"] == "x" else 1.0
        return row | {
            "share": short(min(value * 1e6 / adults * scale, 0.9)),
            "grade": max(fact["grade"], "C"),
            "note": "accounts reported by the advertising tool, per adult"
            + (f", times {scale:g}" if scale < 1 else ""),
        }
    return None


def sectors(evidence: Path, folder: Path) -> tuple[list[str], list[Cells]]:
    """Return columns and rows of sectors.csv: own columns kept, copied ones renewed."""
    copied = {row["sector"]: row for row in read(evidence / "sectors.csv")}
    own = read(folder / "sectors.csv")
    names = [c.removesuffix("_best") for c in next(iter(copied.values())) if c.endswith("_best")]
    fields = [f"{n}_{p}" for n in names for p in ("low", "best", "high", "basis")]
    mine = [c for c in own[0] if c not in fields and c not in SECTOR_TEXT]
    head = [c for c in mine if not c.endswith(("_low", "_best", "_high", "_basis"))]
    columns = [*head, *SECTOR_TEXT, *(c for c in mine if c not in head), *fields]
    rows = []
    for row in own:
        source = copied[row["sector"]]
        rows.append({c: source[c] if c in source and c not in mine else row[c] for c in columns})
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
    counts["countries.csv"] = write(folder / "countries.csv", list(nations[0]), nations)
    texts = [{k: str(v) for k, v in row.items()} for row in nations]
    counts |= audience(facts, {row["country"]: row for row in texts}, sources, folder / "audience")
    columns, rows = sectors(evidence, folder)
    counts["sectors.csv"] = write(folder / "sectors.csv", columns, rows)

    priors, fits = (read(folder / name) for name in ("priors.csv", "fits.csv"))
    wanted = named_ids([{"ids": row["fact_ids"]} for row in (*priors, *fits)])
    wanted |= named_ids([{k: v for k, v in row.items() if k.endswith("_basis")} for row in rows])
    wanted |= named_ids([{k: v for k, v in row.items() if k.endswith("_basis")} for row in texts])
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
    counts["sources.csv"] = write(
        folder / "sources.csv",
        ("source_id", "title", "url", "note"),
        (row for key, row in sorted(sources.rows.items()) if key in used),
    )
    lost = wanted - {f["id"] for f in facts}
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
