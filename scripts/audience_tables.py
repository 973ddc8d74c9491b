"""The audience part of build_evidence.py: tables of who is on which platform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from evidence_cells import Cells, Sources, short, write

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
X_SURVEY_OVER_TOOL = 0.527
# Weekly users are taken as four fifths of those who ever use a platform (judgement).
WEEKLY_OVER_EVER = 0.8


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
