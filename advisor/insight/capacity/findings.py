"""The figures of face to face as findings, and the sentences above them."""

from collections.abc import Sequence

from advisor.catalogue import Tables
from advisor.explain.names import in_a_row
from advisor.explain.wording import counted, distance, exact, two_figures
from advisor.insight.capacity.around import MOST_TOWNS
from advisor.insight.capacity.result import Capacity, GoalPoint, HourPoint
from advisor.insight.capacity.telling import beside_it, goal_words, reach_text
from advisor.insight.capacity.words import LIMITS, SPENT, STANDINGS, WAYS, in_unit, say_capacity
from advisor.results.finding import Cell, Finding
from advisor.results.forecast import Range

# The goal hardly changes anything where all parts stay within so many points of a hundred.
_FLAT_POINTS = 6.0
_ROWS = 11  # of a table that is still read


def findings_of(
    c: Capacity, tables: Tables, kept: Sequence[str], outside: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """Return the findings of a result whose figures are complete."""
    return (
        _carries(c, kept, outside),
        _groups(c, tables),
        _towns(c, tables),
        _people(c),
        _worth_by_hours(c),
        _split(c),
        _worth_by_goal(c),
        *_outcomes(c),
    )


def _spread(values: Range) -> str:
    """Write a range without its median, for a title."""
    low, high = two_figures(values.p5), two_figures(values.p95)
    return low if low == high else f"{low} to {high}"


def _carries(c: Capacity, kept: Sequence[str], outside: Sequence[str]) -> Finding:
    best = next(way for way in c.ways if way.way == "mix").utility
    period, customers = counted([way.customers for way in c.ways])
    rows: list[tuple[Cell, ...]] = [
        (
            WAYS[way.way],
            100.0 * way.utility / best if best > 0 else 0.0,
            won,
            way.net_contribution,
            way.people_aware,
            way.hours_per_week,
            way.money_per_month,
        )
        for way, won in zip(c.ways, customers, strict=True)
    ]
    return Finding(
        code="carries",
        title=c.answer,
        sentences=(
            *beside_it(c, kept, outside),
            *(
                say_capacity("made_of", way=WAYS[way.way], names=in_a_row(way.channels))
                for way in c.ways
                if way.channels
            ),
        ),
        header=(
            "At your hours and money", "Worth to you, points",
            f"New customers a {period}",
            f"Left for you, {c.currency} a month", "People aware a month", "Hours a week",
            f"{c.currency} a month",
        ),
        rows=tuple(rows),
        amounts=(6,),
        notes=(say_capacity("worth_note"),),
    )  # fmt: skip


def _groups(c: Capacity, tables: Tables) -> Finding:
    rows: list[tuple[Cell, ...]] = []
    for g in c.groups:
        if g.limited_by == "closed":
            rows.append((g.name, None, None, None, None, None, 0.0, g.in_mix, g.reason))
            continue
        rows.append(
            (
                g.name, g.hours_per_week_each, g.money_per_month_each,
                "any" if g.by_hours is None else g.by_hours,
                "any" if g.by_money is None else g.by_money,
                "not counted" if g.exist is None else g.exist,
                g.fit, g.in_mix, LIMITS[g.limited_by],
            )
        )  # fmt: skip
    wanted = {f"{g.channel}.{q}" for g in c.groups for q in ("hours_per_week", "money_per_month")}
    facts = {f for name in wanted if name in tables.priors for f in tables.priors[name].fact_ids}
    return Finding(
        code="groups",
        title=c.groups_answer,
        header=(
            "Group or event", "Hours a week each", f"{c.currency} a month each",
            "By hours", "By money", "There are", "Fit", "In your mix", "What limits it",
        ),
        rows=tuple(rows),
        amounts=(2,),
        fact_ids=tuple(sorted(facts)),
    )  # fmt: skip


def _towns(c: Capacity, tables: Tables) -> Finding:
    reach = distance(c.reach_miles, c.distance_unit)
    if not c.towns:
        return Finding(
            code="towns", title=say_capacity("towns_none", distance=reach, place=c.place)
        )
    first = c.towns[0]
    held = {m.place_id: STANDINGS[m.standing] for m in c.memberships if m.place_id}
    rows: list[tuple[str | float, ...]] = [
        (
            t.name,
            in_unit(t.road_miles, c.distance_unit),
            float(round(t.drive_minutes)),
            t.people,
            held.get(t.place_id, ""),
        )
        for t in sorted(c.towns[:12], key=lambda t: t.miles)
    ]
    unit = "miles" if c.distance_unit == "mi" else "km"
    header: tuple[str, ...] = ("Town", f"By road, {unit}", "Minutes by car", "People", "Chamber")
    if not any(row[-1] for row in rows):  # nothing stands in it
        header, rows = header[:-1], [row[:-1] for row in rows]
    joins = any(
        tables.channels[g.channel].draws_on == "next_towns" and g.limited_by != "closed"
        for g in c.groups
    )
    pace = first.miles / first.drive_minutes * 60.0 * first.road_miles / first.miles
    inside = c.towns_customers_reach
    quarters = len(c.towns) < min(c.towns_in_reach, MOST_TOWNS)
    return Finding(
        code="towns",
        title=say_capacity(
            "towns_some", count=c.towns_in_reach, distance=reach, place=c.place,
            word="town" if c.towns_in_reach == 1 else "towns",
            are="is" if c.towns_in_reach == 1 else "are",
            inside="all" if inside == c.towns_in_reach > 1 else inside if inside else "none",
            lie="lies" if inside < 2 else "lie",
            near=distance(c.customers_come_from_miles, c.distance_unit),
        ),
        sentences=() if not inside else (
            say_capacity(
                "town_first", town=first.name, people=f"{first.people:,}",
                road=distance(first.road_miles, c.distance_unit),
            ),
        ) if joins else (),
        header=header,
        rows=tuple(rows),
        notes=(
            *((say_capacity("towns_quarters"),) if quarters else ()),
            say_capacity("towns_note", pace=distance(pace, c.distance_unit)),
        ),
    )  # fmt: skip


def _people(c: Capacity) -> Finding:
    unit = c.distance_unit
    living = _spread(c.bands[0].people)
    near = distance(c.bands[0].to_miles, unit)
    total = Range(
        p5=sum(b.reached.p5 for b in c.bands),
        p50=sum(b.reached.p50 for b in c.bands),
        p95=sum(b.reached.p95 for b in c.bands),
    )
    title = (
        say_capacity("people", reached=_spread(total), living=living, distance=near)
        if total.p95 > 0
        else say_capacity("people_nothing", living=living, distance=near)
    )
    rows = [
        (
            f"{exact(round(in_unit(b.from_miles, unit)))} to {distance(b.to_miles, unit)}",
            b.people,
            b.could_buy,
            b.reached,
        )
        for b in c.bands
    ]
    return Finding(
        code="people",
        title=title,
        header=(
            "Distance", "People living there", "Could ever buy",
            "Reached a month by meeting people",
        ),
        rows=tuple(rows),
        # One number is no picture.
        picture="ranges" if sum(b.reached.p95 > 0 for b in c.bands) > 1 else "none",
        drawn=(3,),
        unit="people a month",
        notes=(say_capacity("people_note"),),
    )  # fmt: skip


def whole_hours(points: Sequence[HourPoint], own: float) -> list[HourPoint]:
    """Return a few points of the curves at whole hours, the owner's own hours among them."""
    top = points[-1].hours_per_week
    step = max(1.0, round(top / (_ROWS - 1)))
    wanted = {step * k for k in range(int(top / step) + 1)} | {own}
    nearest = {min(points, key=lambda p: abs(p.hours_per_week - h)).hours_per_week for h in wanted}
    return [p for p in points if p.hours_per_week in nearest]


def _worth_by_hours(c: Capacity) -> Finding:
    own = c.own
    # 100 is the mix at the owner's hours, or the most there is.
    best = own.mix.utility if own.mix.utility > 0 else max(p.mix.utility for p in c.by_hours)
    scale = 100.0 / (best or 1.0)
    rows = [
        (
            p.hours_per_week,
            scale * p.room.utility,
            scale * p.platforms.utility,
            scale * p.mix.utility,
        )
        for p in whole_hours(c.by_hours, c.hours_per_week)
    ]
    return Finding(
        code="worth_by_hours",
        title=say_capacity(
            "worth", hours=own.hours_per_week, room=scale * own.room.utility,
            platforms=scale * own.platforms.utility, mix=scale * own.mix.utility,
        ),
        header=("Hours a week", WAYS["room"], WAYS["platforms"], WAYS["mix"]),
        rows=tuple(rows),
        picture="lines",
        mark=_own_hours(c),
        unit="points",
        notes=(say_capacity("worth_note"), say_capacity("expected_note")),
    )  # fmt: skip


def _own_hours(c: Capacity) -> float | None:
    """Return the owner's hours where they lie within what is drawn."""
    return c.hours_per_week if 0 < c.hours_per_week < c.by_hours[-1].hours_per_week else None


def _split(c: Capacity) -> Finding:
    points = whole_hours(c.by_hours, c.hours_per_week)
    families = [f for f in SPENT if any(p.mix_hours.get(f, 0.0) > 0 for p in c.by_hours)]
    if not families:
        return Finding(code="mix_hours", title=say_capacity("split_nothing"))
    code = "split_some" if c.mix_room_most_hours > 0 else "split_none"
    if families == ["face_to_face"]:
        code = "split_all"
    return Finding(
        code="mix_hours",
        title=say_capacity(
            code, most=c.mix_room_most_hours, unit="hour" if c.mix_room_most_hours == 1 else "hours"
        ),
        header=("Hours a week", *(SPENT[f] for f in families)),
        rows=tuple(
            (f"{exact(p.hours_per_week)} h", *(p.mix_hours.get(f, 0.0) for f in families))
            for p in points
        ),
        picture="stacked_bars",
        unit="hours a week",
    )


def _flat(goals: Sequence[GoalPoint]) -> bool:
    """Say whether the goal hardly moves the parts of the room and of the rest, or the customers."""
    whole = [p for p in goals if p.mix.utility > 0]
    if len(whole) < len(goals):
        return False
    rows = (
        [100.0 * p.room.utility / p.mix.utility for p in whole],
        [100.0 * p.platforms.utility / p.mix.utility for p in whole],
        [100.0 * p.mix.customers / max(1e-9, *(q.mix.customers for q in whole)) for p in whole],
    )
    return all(max(row) - min(row) <= _FLAT_POINTS for row in rows)


def _worth_by_goal(c: Capacity) -> Finding:
    rows: list[tuple[Cell, ...]] = []
    for p in c.by_goal:
        scale = 100.0 / p.mix.utility if p.mix.utility > 0 else 0.0
        rows.append(
            (
                goal_words(p, c.distance_unit),
                scale * p.room.utility,
                scale * p.platforms.utility,
                scale * p.mix.utility,
                p.mix.customers,
                p.mix.net_contribution,
            )
        )
    flat = _flat(c.by_goal)  # a picture would be one number five times
    return Finding(
        code="worth_by_goal",
        title=reach_text(c.reach_crossing, c.by_goal, c.reach_others, c.distance_unit),
        sentences=(say_capacity("reach_flat"),) if flat else (),
        header=(
            "Reach goal", WAYS["room"], WAYS["platforms"], WAYS["mix"],
            "Customers a month, mix", f"Earned over the years, {c.currency} a month, mix",
        ),
        rows=tuple(rows),
        picture="none" if flat else "bars",
        drawn=(1, 2),
        mark=100.0,
        unit="points",
        notes=(say_capacity("goal_note"),),
    )  # fmt: skip


def _outcomes(c: Capacity) -> list[Finding]:
    own = c.own
    points = whole_hours(c.by_hours, c.hours_per_week)
    found = []
    for code, quantity, unit in (
        ("customers", "customers", "new customers a month"),
        ("net", "net_contribution", f"{c.currency} a month"),
    ):
        money = f" {c.currency}" if code == "net" else ""
        now = {
            way: two_figures(getattr(getattr(own, way), quantity)) + money
            for way in ("mix", "room", "platforms")
        }
        found.append(
            Finding(
                code=f"{code}_by_hours",
                title=say_capacity(code, hours=own.hours_per_week, **now),
                header=("Hours a week", WAYS["room"], WAYS["platforms"], WAYS["mix"]),
                rows=tuple(
                    (
                        p.hours_per_week,
                        *(getattr(getattr(p, w), quantity) for w in ("room", "platforms", "mix")),
                    )
                    for p in points
                ),
                picture="lines",
                mark=_own_hours(c),
                unit=unit,
                notes=(say_capacity("expected_note"),),
            )
        )
    return found
