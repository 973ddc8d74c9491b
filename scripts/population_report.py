"""Write docs/POPULATION.md: what the population is advised, and what looks wrong about it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from population_draw import PLACES, WEIGHED, quartiles, share_of

from advisor.catalogue import FAMILIES, REACH_GOALS, STRATEGIES, Channel
from advisor.evidence import load_tables
from advisor.recommend import ADVISOR_VERSION

Rows = Sequence[dict[str, Any]]
GOAL_NAMES = {"my_town": "my town", "neighbouring_towns": "next towns", "region": "region",
              "country": "country", "worldwide": "world"}  # fmt: skip
# What a reader of the findings would take for a fault until facts show otherwise.
NEARLY_ALL, HARDLY_ANY = 0.80, 0.02
MOST_MONTH_ONE = 0.60
REACH_AND_TIES = (0.10, 0.30)
REACH_MOVES = 0.50
MOST_JUDGED = 0.50
ONE_CHANNEL = 0.60
BETS = 0.25
ONE_CALL = 0.80
SAME_MIX = 0.10
SECONDS = 0.5
SOCIAL = ("facebook", "instagram")
GROUPS = ("chamber_home", "chamber_neighbouring", "referral_group", "networking_events")


@dataclass(frozen=True)
class Finding:
    """One question to the population: how it came out, with its number."""

    fine: bool
    what: str
    told: str

    @property
    def line(self) -> str:
        was = before("finding").get(self.what, "")
        return f"| {'PASS' if self.fine else 'LOOK'} | {self.what} | {self.told} | {was} |"


@cache
def before(of: str) -> dict[str, str]:
    """Return what 0.3.1 said to those of the same businesses whose trade it knew."""
    with Path(__file__).with_name("population_before.csv").open(encoding="utf-8") as file:
        return {row["what"]: row["found"] for row in csv.DictReader(file) if row["of"] == of}


def percent(share: float) -> str:
    """Return a share as percent in two figures."""
    return f"{100 * share:.2g} %" if share < 0.995 else "100 %"


def part(rows: Rows, holds: Any) -> float:
    """Return the share of rows for which something holds."""
    return sum(bool(holds(row)) for row in rows) / max(len(rows), 1)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a Markdown table, numbers to the right."""
    return [
        "| " + " | ".join(head) + " |",
        "|---" + "|---:" * (len(head) - 1) + "|",
        *("| " + " | ".join(row) + " |" for row in rows),
        "",
    ]


def channels_told() -> list[Channel]:
    """Return the channels that can be used, by family."""
    found = [c for c in load_tables().channels.values() if not c.retired]
    return sorted(found, key=lambda c: (FAMILIES.index(c.family), c.channel))


def findings(rows: Rows, faults: Rows) -> list[Finding]:
    """Return what a reader of the population would ask, answered."""
    found = [*_about_channels(rows), *_about_money(rows), *_about_goals(rows)]
    found += _about_figures(rows)
    errors = Counter(row["fault"] for row in faults)
    told = "; ".join(f"{n} x {text[:120]}" for text, n in errors.most_common(3))
    found.append(Finding(not faults, "no business without an answer by an error",
                         f"{len(faults)} {told}".strip()))  # fmt: skip
    middle = quartiles([row["seconds"] for row in rows])[1]
    found.append(Finding(middle <= SECONDS, f"an answer takes at most {SECONDS:g} s",
                         f"{middle:.2f} s at the median"))  # fmt: skip
    return found


def _about_channels(rows: Rows) -> list[Finding]:
    names = [c.channel for c in channels_told()]
    shares = {n: share_of(rows, n) for n in names}
    open_to = {n: [r for r in rows if n in r["open"] or n in r["channels"]] for n in names}
    asked = {n: share_of(open_to[n], n) for n in names}
    never = [n for n in names if shares[n] == 0.0]
    seldom = [f"{n} {percent(asked[n])}" for n in names if 0.0 < asked[n] < HARDLY_ANY]
    most = [f"{n} {percent(asked[n])}" for n in names if asked[n] > NEARLY_ALL]
    in_us = [r for r in rows if r["country"] == "US"]
    whatsapp = share_of(in_us, "whatsapp")
    social = part(rows, lambda r: set(SOCIAL) & set(r["channels"]))
    groups = part(rows, lambda r: set(GROUPS) & set(r["channels"]))
    mixes = Counter(tuple(r["channels"]) for r in rows if r["channels"])
    commonest, count = mixes.most_common(1)[0] if mixes else ((), 0)
    used = [r for r in rows if r["channels"]]
    nothing = 1 - len(used) / max(len(rows), 1)
    judged = [r for r in used if r["judgement"] > MOST_JUDGED]
    one = part(judged, lambda r: r["largest_hours"] > ONE_CHANNEL + 1e-9 and r["spread"])
    return [
        Finding(not never, "no channel is never advised to anybody",
                f"{len(never)} of {len(names)}: {', '.join(never)}" if never else "none"),
        Finding(not seldom, f"none is advised to fewer than {percent(HARDLY_ANY)} of those "
                "it is open to", f"{len(seldom)}: {', '.join(seldom)}" if seldom else "none"),
        Finding(not most, f"none is advised to more than {percent(NEARLY_ALL)} of those it is "
                "open to", ", ".join(most) if most else "none"),
        Finding(whatsapp < HARDLY_ANY, "a WhatsApp list in the US", percent(whatsapp)),
        Finding(social >= 0.1, "Facebook or Instagram at all (at least 10 %)", percent(social)),
        Finding(groups >= 0.1, "chambers, groups or events (at least 10 %)", percent(groups)),
        Finding(count <= SAME_MIX * len(rows), f"no one list of channels for more than "
                f"{percent(SAME_MIX)}", f"{percent(count / max(len(rows), 1))}: "
                f"{', '.join(commonest)}; {len(mixes)} lists in all"),
        Finding(one <= 0.05, f"where judgement carries the outcome and there is effort to "
                f"spread, one channel above {percent(ONE_CHANNEL)} of the hours (at most 5 %)",
                f"{percent(one)} of {len(judged)}"),
        Finding(nothing <= 0.05, "nothing is advised (at most 5 %)", percent(nothing)),
    ]  # fmt: skip


def _about_money(rows: Rows) -> list[Finding]:
    used = [r for r in rows if r["channels"]]
    spends = [r for r in used if r["spends"]]
    month = part(used, lambda r: r["payback"] == 1)
    spending = part(spends, lambda r: r["payback"] == 1)
    first = [r for r in used if r["first_year"] < 0]
    years = [r for r in used if r["over_years"] is not None and r["over_years"] < 0]
    losing = [r for r in used if r["first_year"] < 0 or (r["over_years"] or 0) < 0]
    unsaid = sum(not r["loss_said"] for r in losing)
    bets = part(rows, lambda r: r["bet_hours"] > BETS + 1e-9 or r["bet_money"] > BETS + 1e-9)
    return [
        Finding(month <= MOST_MONTH_ONE, f"payback in month 1 for at most "
                f"{percent(MOST_MONTH_ONE)}", percent(month)),
        Finding(spending <= MOST_MONTH_ONE, "the same of those whose mix costs money",
                f"{percent(spending)} of {len(spends)}"),
        Finding(not unsaid, "a loss at the median stands in the headline",
                f"{unsaid} of {len(losing)} unsaid"),
        Finding(len(years) <= 0.1 * len(rows), "a loss at the median over the years that "
                "count (at most 10 %)",
                f"{percent(len(years) / max(len(rows), 1))}; in the first year "
                f"{percent(len(first) / max(len(rows), 1))}"),
        Finding(bets == 0, f"no more than {percent(BETS)} of hours or money in bets",
                f"above it {percent(bets)}; any bet "
                f"{percent(part(rows, lambda r: r['bets'] > 0))}"),
    ]  # fmt: skip


def _about_goals(rows: Rows) -> list[Finding]:
    used = [r for r in rows if r["channels"] and r["utility"] > 0]
    ties = [(r["parts"]["reach"] + r["parts"]["bonds"]) / r["utility"] for r in used]
    middle = quartiles(ties)[1]
    weighed = [r["reach_moves"] for r in rows if "reach_moves" in r]
    levels = part(weighed, lambda r: r["levels"])
    called = [r for r in rows if r["called"]]
    clear = [r for r in called if r["alike"] == 1]
    calls = Counter(r["called"] for r in called)
    first, count = calls.most_common(1)[0] if calls else ("", 0)
    abroad = [r for r in clear if r["called"] == "next_towns"]
    empty = sum(not r["in_next_town"] for r in abroad)
    return [
        Finding(REACH_AND_TIES[0] <= middle <= REACH_AND_TIES[1],
                "reach and ties are 10-30 % of utility in the median business", percent(middle)),
        Finding(levels >= REACH_MOVES, "weight of reach from 0 to 3 changes the mix of half",
                f"{percent(levels)} of {len(weighed)}; other channels in "
                f"{percent(part(weighed, lambda r: r['channels']))}"),
        Finding(count <= ONE_CALL * len(called), f"no strategy for more than {percent(ONE_CALL)}",
                f"{first} {percent(count / max(len(called), 1))}; alike where called "
                f"{percent(1 - len(clear) / max(len(called), 1))}"),
        Finding(empty == 0, "a clear call for next towns holds something there",
                f"{empty} of {len(abroad)} hold nothing"),
    ]  # fmt: skip


def _about_figures(rows: Rows) -> list[Finding]:
    used = [r for r in rows if r["channels"]]
    judged = quartiles([r["judgement"] for r in used])[1]
    above = Counter(name for r in rows for name in r["above_today"])
    too_much = sum(bool(r["above_today"]) for r in rows)
    full = sum(r["today"] >= r["room"] > 0 and not r["asked"] for r in rows)
    over = sum(r["with_plan"] > max(r["room"], r["today"]) * (1 + 1e-6) for r in rows)
    many = sum(r["kept_going"] > r["most_channels"] for r in rows)
    wrong = Counter(name for r in rows for name in r["sums"])
    return [
        Finding(judged <= MOST_JUDGED, "judgement carries at most half of the outcome in the "
                "median business", percent(judged)),
        Finding(too_much <= 0.01 * len(rows), "no single channel brings more than comes today in "
                "all (at most 1 %)", f"{percent(too_much / max(len(rows), 1))} "
                + ", ".join(f"{name} {n}" for name, n in above.most_common(6))),
        Finding(full == 0, "a base line at or above the room is asked about", f"{full} unasked"),
        Finding(over == 0, "today with the plan keeps within the room", f"{over} above it"),
        Finding(many == 0, "no more channels than can be kept going (what goes along with another "
                "is not counted)", f"{many} above"),
        Finding(not wrong, "parts sum to the wholes beside them",
                ", ".join(f"{name} {n}" for name, n in wrong.most_common()) or "all do"),
    ]  # fmt: skip


def _advised(rows: Rows) -> list[str]:
    families = sorted({r["family"] for r in rows})
    by_goal = {g: [r for r in rows if r["goal"] == g] for g in REACH_GOALS}
    by_family = {f: [r for r in rows if r["family"] == f] for f in families}

    def whole(share: float) -> str:
        return "." if share == 0 else "<1" if share < 0.005 else f"{100 * share:.0f}"

    head = ["channel", "open to", "of those", "all", "0.3.1", *(GOAL_NAMES[g] for g in REACH_GOALS),
            *families]  # fmt: skip
    lines = []
    for channel in channels_told():
        name = channel.channel
        may = [r for r in rows if name in r["open"] or name in r["channels"]]
        lines.append([
            name, whole(len(may) / max(len(rows), 1)), whole(share_of(may, name)),
            whole(share_of(rows, name)), before("channel").get(name, ""),
            *(whole(share_of(by_goal[g], name)) for g in REACH_GOALS),
            *(whole(share_of(by_family[f], name)) for f in families),
        ])  # fmt: skip
    groups = [*(by_goal[g] for g in REACH_GOALS), *(by_family[f] for f in families)]
    lines.append(
        ["businesses", "", "", str(len(rows)), "1116", *(str(len(some)) for some in groups)]
    )
    return ["## How often each channel is advised, in percent", "", *table(head, lines)]


def _seldom(rows: Rows) -> list[str]:
    lines = []
    for channel in channels_told():
        name = channel.channel
        may = [r for r in rows if name in r["open"] or name in r["channels"]]
        advised = part(may, lambda r, n=name: n in r["channels"])
        times = sorted(r["times"][name] for r in may if name in r["times"])
        if times and advised < HARDLY_ANY:
            lower, middle, _ = quartiles(times)
            lines.append([name, percent(advised), f"{times[0]:.2g}", f"{lower:.2g}",
                          f"{middle:.2g}"])  # fmt: skip
    head = ["channel", "advised", "nearest business", "lower quartile", "median"]
    return [f"## Advised to fewer than {percent(HARDLY_ANY)}: how many times as many customers "
            "it would have to bring", "", *table(head, lines)]  # fmt: skip


def _calls(rows: Rows) -> list[str]:
    lines = []
    for goal in (*REACH_GOALS, ""):
        some = [r for r in rows if goal in ("", r["goal"])]
        clear = [r for r in some if r["called"] and r["alike"] == 1]
        lines.append([
            GOAL_NAMES.get(goal, "all"),
            *(percent(part(some, lambda r, s=s: r["called"] == s)) for s in STRATEGIES),
            percent(part(some, lambda r: r["called"] is None)),
            percent(part(some, lambda r: r["alike"] == 2)),
            percent(part(some, lambda r: r["alike"] == 3)),
            *(percent(part(clear, lambda r, s=s: r["called"] == s)) for s in STRATEGIES),
        ])  # fmt: skip
    head = ["goal", *STRATEGIES, "nothing", "two alike", "all alike",
            *(f"{s}, where clear" for s in STRATEGIES)]  # fmt: skip
    return ["## Calls", "", *table(head, lines)]


def _spread(name: str, values: Sequence[float], form: str) -> list[str]:
    was = before("figure").get(name, "")
    return [name, *(format(x, form) for x in quartiles(values)), was]


def _figures(rows: Rows) -> list[str]:
    used = [r for r in rows if r["channels"]]
    gains = [r for r in used if r["utility"] > 0]
    lines = [
        _spread("hours used of given", [r["hours"] for r in rows], ".0%"),
        _spread("money used of given (where any is)",
                [r["money"] for r in rows if r["money"] is not None], ".0%"),
        _spread("channels", [len(r["channels"]) for r in rows], ".0f"),
        _spread("bets", [r["bets"] for r in rows], ".0f"),
        _spread("share of judgement", [r["judgement"] for r in used], ".0%"),
        _spread("largest channel's share of customers", [r["largest"] for r in used], ".0%"),
        _spread("customers with the plan over today",
                [r["with_plan"] / r["today"] for r in used if r["today"] > 0], ".2f"),
        _spread("customers with the plan over wanted",
                [r["with_plan"] / r["wanted"] for r in used if r["wanted"] > 0], ".2f"),
        _spread("customers today over room",
                [r["today"] / r["room"] for r in rows if r["room"] > 0], ".0%"),
        *(_spread(f"utility: {'ties' if name == 'bonds' else name}",
                  [r["parts"][name] / r["utility"] for r in gains], ".1%")
          for name in ("customers", "reach", "bonds", "liking")),
        _spread("seconds an answer", [r["seconds"] for r in rows], ".2f"),
    ]  # fmt: skip
    return [
        "## Figures",
        "",
        *table(["", "lower quartile", "median", "upper quartile", "0.3.1"], lines),
    ]


def _payback(rows: Rows) -> list[str]:
    used = [r for r in rows if r["channels"]]
    groups = {"all": used, "whose mix costs money": [r for r in used if r["spends"]]}
    edges = ((1, 1), (2, 3), (4, 6), (7, 9), (10, 12))
    lines = []
    for name, some in groups.items():
        shares = [
            percent(part(some, lambda r, a=a, b=b: r["payback"] and a <= r["payback"] <= b))
            for a, b in edges
        ]
        lines.append([name, *shares, percent(part(some, lambda r: r["payback"] is None))])
    head = ["", *(f"{a}" if a == b else f"{a}-{b}" for a, b in edges), "not in a year"]
    return ["## Payback, month", "", *table(head, lines)]


def _trades(rows: Rows) -> list[str]:
    lines = []
    for sector in sorted({r["sector"] for r in rows}):
        some = [r for r in rows if r["sector"] == sector]
        used = [r for r in some if r["channels"]]
        counts = Counter(name for r in some for name in r["channels"])
        first = ", ".join(f"{n} {100 * k / len(some):.0f}" for n, k in counts.most_common(5))
        grown = quartiles([r["with_plan"] / r["today"] for r in used if r["today"] > 0])[1]
        lines.append([
            sector, str(len(some)), f"{12 * quartiles([r['today'] for r in some])[1]:.0f}",
            f"{grown:.2f}", percent(part(used, lambda r: r["payback"] == 1)),
            percent(part(some, lambda r: r["first_year"] < 0)),
            percent(quartiles([r["judgement"] for r in used])[1]), first,
        ])  # fmt: skip
    head = ["trade", "n", "customers a year today", "plan over today", "back in month 1",
            "loss in the first year", "judgement", "advised most, percent"]  # fmt: skip
    return ["## Trades", "", *table(head, lines)]


def report(rows: Rows, faults: Rows, *, seed: int, draws: int) -> str:
    """Return the page."""
    tables = load_tables()
    found = findings(rows, faults)
    looks = sum(not one.fine for one in found)
    personal = part(rows, lambda r: "personality" in r["answers"])
    counted = part(rows, lambda r: "last_customers" in r["answers"])
    lines = [
        "# What a population of businesses is advised",
        "",
        f"Written by `make population` (advisor {ADVISOR_VERSION}, tables {tables.version}): "
        f"{len(rows) + len(faults)} drawn businesses, seed {seed}, {draws} draws, no simulations. "
        f"{len(tables.sectors)} trades; {len(PLACES)} places in "
        f"{len({c for c, *_ in PLACES})} countries; 1 to 15 people; five goals; 1 to 20 hours a "
        "week; 0 to 3,000 US dollars a month at the country's prices. Personality given by "
        f"{percent(personal)}, last customers by {percent(counted)}. The first {WEIGHED} were "
        "asked again with weights of reach 0 and 3. Do not edit: draw again. Beside it stands what "
        "0.3.1 advised the 1,116 of them whose trade it knew (last customers and two likings, "
        "which it did not ask, left out; today as now), kept in `scripts/population_before.csv`.",
        "",
        f"## Findings: {looks} to look at, {len(found) - looks} pass",
        "",
        "A LOOK is a fault of the model until facts show otherwise.",
        "",
        "| | asked | found | 0.3.1 |\n|---|---|---|---|",
        *(one.line for one in sorted(found, key=lambda one: one.fine)),
        "",
        *_advised(rows), *_seldom(rows), *_calls(rows), *_figures(rows), *_payback(rows),
        *_trades(rows),
    ]  # fmt: skip
    return "\n".join(lines).rstrip() + "\n"
