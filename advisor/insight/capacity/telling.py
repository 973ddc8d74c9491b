"""The sentences above the figures: the answer, how far, how many groups, what stands beside."""

from collections.abc import Sequence

from advisor.explain.wording import amount, distance, exact
from advisor.insight.capacity.result import Capacity, Crossing, GoalPoint, GroupFit
from advisor.insight.capacity.words import TEMPLATES, goal_words_of, quoted, say_capacity


def _others(names: Sequence[str]) -> dict[str, str]:
    return {"others": quoted(names), "carry": "carries" if len(names) == 1 else "carry"}


def goal_words(point: GoalPoint, unit: str) -> str:
    """Return a goal with its distance where it has one."""
    return goal_words_of(point.goal, point.miles, unit)


def answer_text(
    hours: Crossing,
    reach: Crossing,
    goals: Sequence[GoalPoint],
    others: Sequence[str],
    unit: str,
    full: float | None = None,
    *,
    both: bool = False,
    fewer: bool = False,
) -> str:
    """Return where the room ends as one sentence, whatever the evidence says.

    `hours`, `reach`: along the hours and along the goals.  `unit`: the reader's unit of distance,
    mi or km.  `full`: hours after which the room is full while others still add to the mix: said
    where the room is never overtaken.  `both`: the best mix uses both; `fewer`: at the owner's
    hours the room alone brings fewer customers than all the rest.
    """
    figures: dict[str, float | str] = dict(_others(others))
    if hours.at is not None:
        figures["hours"] = hours.at
    last = max(int(reach.at or 0) - 1, 0)
    turns = reach.verdict == "room_then_platforms"
    if turns:
        point = goals[last]
        figures["goal"] = goal_words(point, unit)
        if point.miles is not None:
            figures["distance"] = distance(point.miles, unit)
    verdict = hours.verdict
    if verdict == "room_then_platforms":
        return say_capacity("up_to_both" if "distance" in figures else "up_to_hours", **figures)
    if verdict == "room_always" and full is not None and others:
        if turns and "distance" in figures:
            return say_capacity("up_to_full_near", full=full, **figures)
        if reach.verdict == "room_always":
            return say_capacity("up_to_full", full=full, **figures)
    if verdict == "room_always":
        figures["by"] = say_capacity("by_both" if both else "by_alone")
        figures["but"] = TEMPLATES["fewer"] if fewer else ""
        whole = "room_everywhere" if reach.verdict == "room_always" else "room_always"
        return say_capacity("room_up_to_distance" if turns else whole, **figures)
    if verdict == "platforms_always":
        far = reach.verdict == "platforms_always"
        return say_capacity("platforms_everywhere" if far else "platforms_always", **figures)
    if verdict == "platforms_then_room":
        return say_capacity("platforms_first_near" if turns else "platforms_first", **figures)
    if verdict == "several":
        figures["parts"] = "; ".join(_parts(hours, others))
    return say_capacity(verdict, **figures)


def _parts(hours: Crossing, others: Sequence[str]) -> list[str]:
    """Return who leads from where to where, one part a stretch."""
    found = []
    last = len(hours.stretches) - 1
    for k, run in enumerate(hours.stretches):
        if run.leader == "level":
            continue
        code = "span_first" if k == 0 else "span_last" if k == last else "span_middle"
        span = say_capacity(code, start=run.start, end=run.end).lower()
        part = say_capacity(f"part_{run.leader}", span=span, **_others(others))
        found.append(part[0].lower() + part[1:])
    if any(run.leader == "level" for run in hours.stretches):
        found.append(say_capacity("part_level").replace("Otherwise", "otherwise"))
    return found


def reach_text(
    reach: Crossing, goals: Sequence[GoalPoint], others: Sequence[str], unit: str
) -> str:
    """Return what the reach goal changes as one sentence."""
    figures: dict[str, float | str] = dict(_others(others))
    if reach.at is not None:
        k = int(reach.at)
        figures["goal"] = goal_words(goals[max(k - 1, 0)], unit)
        figures["next_goal"] = goal_words(goals[k], unit)
    return say_capacity(f"reach_{reach.verdict}", **figures)


def groups_text(
    groups: Sequence[GroupFit], most: int, top_units: int, *, hours: float, top: float, money: str
) -> str:
    """Return how many groups one person can join, in one sentence and what more time changes."""
    currency = money.split()[-1]
    joined = [g for g in groups if g.joined and g.limited_by != "closed"]
    if not joined:
        return say_capacity("groups_closed")
    worth = [g for g in joined if g.in_room > 0]
    if most == 0:
        least = min(joined, key=lambda g: (g.hours_per_week_each, g.money_per_month_each))
        return say_capacity(
            "groups_none", hours=hours, money=money, least=least.hours_per_week_each,
            dues=f"{amount(least.money_per_month_each, currency)} {currency}",
        )  # fmt: skip
    word = "group" if most == 1 else "groups"
    if not worth:
        found = [say_capacity("groups_not_worth", hours=hours, money=money, most=most, word=word)]
    else:
        count = int(sum(g.in_room for g in worth))
        are = "one is" if count == 1 else "all are" if count == most else f"{count} are"
        found = [
            say_capacity(
                "groups_fit", hours=hours, money=money, most=most, word=word, worth=are,
                names=", ".join(
                    f"{g.name} x {exact(g.in_room)}" if g.in_room > 1 else g.name for g in worth
                ),
            )
        ]  # fmt: skip
        if top > hours and top_units == count:
            found.append(say_capacity("groups_no_more"))
        elif top > hours and top_units > count:
            found.append(say_capacity("groups_more_time", top=top, count=top_units))
    in_mix = int(sum(g.in_mix for g in joined))
    if worth and in_mix != int(sum(g.in_room for g in worth)):
        found.append(say_capacity("groups_in_mix", count=in_mix or "none"))
    return " ".join(found)


def beside_it(c: Capacity, kept: Sequence[str] = (), outside: Sequence[str] = ()) -> list[str]:
    """Return the sentences beside the answer: what the mix does, where curves are flat."""
    own, top = c.own.mix, c.by_hours[-1].hours_per_week
    rest = own.hours_per_week - own.room_hours_per_week
    found = [
        say_capacity("level_between", low=run.start, high=run.end)
        for run in c.hours_crossing.stretches[1:-1]
        if run.leader == "level" and c.hours_crossing.verdict != "several"
    ]
    if own.hours_per_week > 0 or own.money_per_month > 0:
        if own.room_hours_per_week <= 0:
            code = "mix_without_room"
        else:
            code = "mix_uses_room" if rest > 0 else "mix_room_only"
        found.append(
            say_capacity(
                code, given=c.hours_per_week, room=exact(own.room_hours_per_week), rest=rest
            )
        )
        if c.mix_room_most_hours > own.room_hours_per_week:
            found[-1] += " " + say_capacity("mix_room_later", most=c.mix_room_most_hours)
    if c.room_starts_hours is None:
        found.append(say_capacity("room_nothing"))
    elif c.room_full_hours is None:
        found.append(say_capacity("room_grows", top=top))
    else:
        found.append(say_capacity("room_full", full=c.room_full_hours))
    if c.mix_full_hours is not None:
        code = "mix_full" if c.mix_full_hours > 0 else "mix_full_now"
        found.append(say_capacity(code, full=c.mix_full_hours))
    if kept:
        found.append(say_capacity("kept_by_you", names=quoted(kept)))
    if outside:
        found.append(say_capacity("kept_outside", names=quoted(outside)))
    return found
