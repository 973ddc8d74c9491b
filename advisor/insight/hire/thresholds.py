"""From which value of the owner's hour, budget or following on a manager is worth it.

Found by solving the business again, never by a rule: a doubling search for where the choice
turns, then bisection.  Where it turns nowhere in a plausible range, that is the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

from advisor.insight.hire.result import Threshold
from advisor.insight.hire.sides import Asking, hires
from advisor.insight.hire.words import threshold_sentence
from advisor.model.budgets import looked_at
from advisor.model.engine import Engine

_HALVINGS = 5  # to within a thirtieth of a step
_STEP = 4.0  # factor between two values looked at
_FARTHEST_BELOW = 8.0  # how far below the own value it looks, as a factor
_FEWEST_FOLLOWERS = 250.0  # a small page: where the search among followers begins
_STEPS_DOWN = 3  # from the most that is looked at to where the search begins
_SCAN_STEPS = 4  # money steps between two budgets looked at
_ONE_BY_ONE = 32  # money steps between such two of which each is looked at


def _turn(no: float, yes: float, chosen: Callable[[float], bool]) -> float:
    """Return about where the choice turns between a value without and one with a manager."""
    for _ in range(_HALVINGS):
        middle = sqrt(no * yes) if no > 0 else yes / 2
        if chosen(middle):
            yes = middle
        else:
            no = middle
    return yes


def _search(
    own: float, least: float, most: float, step: float, chosen: Callable[[float], bool]
) -> tuple[float | None, bool]:
    """Return the first value from which on a manager is chosen, and whether it is at the top.

    Parameters
    ----------
    own : float
        The business's own value, where the search begins.
    least, most : float
        Values between which it looks.
    step : float
        Factor between two values looked at.
    """
    at_top = chosen(most)
    if chosen(own):
        high = own
        while high > least:
            low = max(least, high / step)
            if not chosen(low):
                return _turn(low, high, chosen), at_top
            high = low
        return least, at_top
    low = max(own, least / step)
    while low < most:
        high = min(most, max(low * step, least))
        if at_top if high == most else chosen(high):
            return _turn(low, high, chosen), at_top
        low = high
    return None, at_top


def owner_hour(asking: Asking, policies: tuple[int, ...], money: float, own: float) -> Threshold:
    """Return the value of the owner's hour from which on a manager is worth it."""
    engine = asking.engine("no")
    local = engine.case.local_per_usd
    dearest = asking.tables.practice["dearest_owner_hour_usd"].value
    most = max(dearest * engine.case.price_level * local, 2 * own)

    def chosen(value: float) -> bool:
        changes = {"value_of_owner_hour": value, "money_per_month": money}
        return hires(asking.may_hire(changes, begin=asking.known), policies)

    start = max(own, most / _STEP**_STEPS_DOWN)
    at, holds = _search(start, start / _FARTHEST_BELOW, most, _STEP, chosen)
    return _threshold(asking, "owner_hour", "", own, at, holds, most, "an hour")


def budget(asking: Asking, policies: tuple[int, ...], own: float) -> Threshold:
    """Return the budget from which on a manager is worth it, from one solution of all budgets."""
    base = asking.engine("no")
    largest = asking.tables.practice["largest_budget_usd"].value
    most = largest * base.case.price_level * base.case.local_per_usd
    if own > most:
        most = own
    engine = asking.may_hire({"money_per_month": most})
    step = engine.case.money_step_usd * engine.case.local_per_usd
    at: float | None = None
    holds = hires(engine, policies)
    hired = holds
    steps = engine.money
    looked = [m for m in looked_at(steps, _SCAN_STEPS) if m < steps]
    hired_at = {m: hires(engine, policies, m) for m in looked}
    seen = [m for m in looked if hired_at[m]]
    if holds:
        no = max((m for m in looked if not hired_at[m]), default=-1)
        yes = min((m for m in looked if m > no), default=steps)
        while yes - no > _ONE_BY_ONE:
            middle = (no + yes) // 2
            no, yes = (no, middle) if hires(engine, policies, middle) else (middle, yes)
        at = next((m for m in range(no + 1, yes) if hires(engine, policies, m)), yes) * step
    elif seen:
        at, hired = seen[0] * step, True
    return _threshold(
        asking, "budget", "", own, at if hired else None, holds, steps * step, "a month"
    )


def followers(
    asking: Asking, policies: tuple[int, ...], money: float, platform: str, engine: Engine
) -> Threshold:
    """Return the following on a platform from which on a manager is worth it."""
    own = float(engine.case.followers.get(platform, 0.0))
    most = max(asking.tables.practice["largest_following"].value, own)
    answers = asking.solved.profile.answers().get("already", {})

    def chosen(count: float) -> bool:
        counts = {**answers.get("followers", {}), platform: round(count)}
        changes = {"already": {**answers, "followers": counts}, "money_per_month": money}
        return hires(asking.may_hire(changes, begin=asking.known), policies)

    at, holds = _search(own, _FEWEST_FOLLOWERS, most, 2 * _STEP, chosen)
    if at is not None and at <= _FEWEST_FOLLOWERS and own > 0 and chosen(0.0):
        at = 0.0
    name = asking.tables.channels[platform].name
    return _threshold(asking, "followers", name, own, at, holds, most, "followers")


def _threshold(
    asking: Asking, code: str, of: str, own: float, at: float | None, holds: bool, most: float,
    unit: str,
) -> Threshold:  # fmt: skip
    found = Threshold.model_validate(
        {"code": code, "of": of, "own": own, "at": at, "holds": holds, "searched_to": most,
         "unit": unit, "sentence": ""}
    )  # fmt: skip
    sentence = threshold_sentence(found, asking.solved.case.currency)
    return found.model_copy(update={"sentence": sentence})
