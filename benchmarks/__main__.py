"""Measure and print one table: ``python -m benchmarks`` (``make bench``).

All rows come from one run, so that ratios compare like with like; absolute times depend on the
machine and are no promise.
"""

from __future__ import annotations

import itertools

from advisor.evidence import load_examples
from advisor.model.engine import Engine
from advisor.profile import BusinessProfile, parse_profile
from advisor.recommend import recommend, solve
from advisor.recommend.solving import forget_businesses
from benchmarks.budgets import HOURS, MONEY, dense_problem, own_problem, whole_surface_milliseconds
from benchmarks.businesses import LARGE, SMALL, business, remodeller
from benchmarks.processes import cold_start_seconds, first_answer, import_seconds
from benchmarks.timing import milliseconds
from benchmarks.topics import first_deck_seconds, next_milliseconds, topic_seconds
from benchmarks.visitors import left_behind
from benchmarks.what_if import look_up_milliseconds, slider_milliseconds

Row = tuple[str, str, str]
GRID = f"{HOURS} x {MONEY}"
EXAMPLES = ("plumber_northampton", "shop_bamberg", "tutor_nairobi")
POINTS = [(h, m) for h in range(4, 81, 4) for m in range(5, 201, 15)]


def afresh(profile: BusinessProfile, worlds: int) -> None:
    """Recommend with nothing of the business kept from before."""
    forget_businesses()
    recommend(profile, n_draws=1000, worlds=worlds)


def kept() -> list[Row]:
    """Measure answers to a business whose responses are kept, and one without room."""
    small, large = business(*SMALL), business(*LARGE)
    rows = []
    for name, one in (("5 h x 100", small), ("20 h x 1,000", large)):
        recommend(one, worlds=0)
        took = milliseconds(lambda p=one: recommend(p, n_draws=1000, worlds=0))
        rows.append(
            (f"`recommend` again, {name} USD, responses kept", f"{took:.0f} ms", "under 50 ms")
        )
    builder = remodeller()
    took = milliseconds(lambda: afresh(builder, 0), 3)
    rows.append(("room binds: a remodeller of eight, 40 h x 9,000 USD, 20 staff hours",
                 f"{took:.0f} ms", "under 1,000 ms"))  # fmt: skip
    return rows


def answers() -> list[Row]:
    """Measure whole recommendations at 1,000 draws."""
    rows = []
    for (hours, money), (worlds, aim) in itertools.product(
        (SMALL, LARGE), ((0, "100 ms (120 ms)"), (200, "600 ms"))
    ):
        profile = business(hours, money)
        took = milliseconds(lambda p=profile, w=worlds: afresh(p, w))
        asked = f"`recommend`, {hours} h x {money:,} USD, {worlds} simulations"
        rows.append((asked, f"{took:.0f} ms", f"under {aim}"))
    return rows


def surfaces(engine: Engine) -> list[Row]:
    """Measure all budgets against a solver run per budget."""
    dense, own = dense_problem().compare(), own_problem(engine).compare()
    whole = whole_surface_milliseconds(engine)
    rows = []
    for name, m in (("dense problem", dense), ("the business's own", own)):
        rows += [
            (f"{name} ({m.options:,} options): all {GRID} budgets by our knapsack",
             f"{m.table:.1f} ms", ""),
            (f"{name}: one pair of budgets by HiGHS", f"{m.solver_point:.1f} ms", ""),
            (f"{name}: HiGHS per pair over ours per pair", f"{m.ratio:,.0f} times", ""),
        ]  # fmt: skip
    ratio = own.solver_point / (whole / (HOURS * MONEY))
    return [
        *rows,
        (f"whole surface of one strategy, all {GRID} budgets", f"{whole:.0f} ms", ""),
        ("HiGHS per pair (the business's own, simpler) over the whole surface per pair",
         f"{ratio:,.0f} times", ""),
    ]  # fmt: skip


def readings(engine: Engine) -> list[Row]:
    """Measure what a slider asks of an engine that is solved already."""
    engine.recommended  # noqa: B018 - solved before reading is measured
    quick = milliseconds(lambda: [engine.at(h, m, quick=True) for h, m in POINTS]) / len(POINTS)
    full = milliseconds(lambda: [engine.at(h, m) for h, m in POINTS], 3) / len(POINTS)
    return [
        ("other budgets from the solved engine, quick", f"{quick:.3f} ms", "under 5 ms"),
        ("other budgets from the solved engine, with baselines", f"{full:.2f} ms", ""),
    ]


def sliders() -> list[Row]:
    """Measure what a moved slider costs on the what-if page."""
    profile = business(*SMALL)
    look, opening, whole = look_up_milliseconds(profile)
    return [
        ("what if: all budgets opened, once for every change but hours and money",
         f"{opening:.0f} ms", ""),
        ("what if: one look with all its ranges", f"{look:.1f} ms", ""),
        ("what if: a whole recommendation (no simulations) over one look",
         f"{whole / look:,.0f} times", ""),
        *(
            (f"what if: script of the page after a moved slider, view “{view}”",
             f"{slider_milliseconds(profile, view):.0f} ms", "under 150 ms")
            for view in ("The mix", "Hours and money")
        ),
    ]  # fmt: skip


def topics() -> list[Row]:
    """Measure what follows from an answer, for three of the examples."""
    rows = []
    profiles = [parse_profile(load_examples()[name]["profile"]) for name in EXAMPLES]
    these = "a plumber, a shop, a tutor"
    for verb in ("strategies", "sensitivity"):
        took = ", ".join(f"{topic_seconds(one, verb):.1f}" for one in profiles)
        rows.append((f"`{verb}`: {these}", f"{took} s", "under 2 s"))
    decks = ", ".join(f"{first_deck_seconds(one):.1f}" for one in profiles)
    return [
        *rows,
        (f"first deck, no topic known: {these}", f"{decks} s", "under 5 s"),
        ("longest “Next” in Present, topics worked out meanwhile",
         f"{next_milliseconds(profiles[0]):.0f} ms", "under 300 ms"),
    ]  # fmt: skip


def processes() -> list[Row]:
    """Measure fresh processes."""
    seconds, megabytes = first_answer()
    return [
        ("import of `advisor.recommend`", f"{import_seconds():.2f} s", ""),
        ("first answer of a fresh process, imports and tables included", f"{seconds:.1f} s", ""),
        ("peak memory of that process", f"{megabytes:.0f} MB", ""),
        ("app: from start to the first healthy answer", f"{cold_start_seconds():.1f} s", ""),
    ]


def visitors() -> list[Row]:
    """Measure what visitors leave behind who came to three pages each and left."""
    return [
        (f"app: held after {count} visitors have left",
         f"{held.descriptors} descriptors ({held.of_workspace} of the workspace), "
         f"{held.megabytes:.0f} MB", "")
        for count, held in left_behind()
    ]  # fmt: skip


def main() -> None:
    """Print the table."""
    engine = solve(business(*LARGE), worlds=0).engine
    rows = [*answers(), *kept(), *surfaces(engine), *readings(engine), *sliders(), *topics(),
            *processes(), *visitors()]  # fmt: skip
    print("| what | measured | aim |\n|---|---:|---:|")
    for what, measured, aim in rows:
        print(f"| {what} | {measured} | {aim} |")


if __name__ == "__main__":
    main()
