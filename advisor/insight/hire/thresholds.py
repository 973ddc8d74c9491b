"""From which value of the owner's hour, budget or following on a manager is worth it.

Found by solving the business again, never by a rule: a doubling search for where the choice
turns, then bisection.  Where it turns nowhere in a plausible range, that is the answer.
"""

from collections.abc import Callable, Mapping, Sequence
from math import sqrt
from typing import Any

import numpy as np

from advisor.catalogue import STRATEGIES
from advisor.insight.hire.result import Side, Threshold
from advisor.insight.hire.words import threshold_sentence
from advisor.model.budgets import looked_at
from advisor.model.engine import Engine
from advisor.model.mix import KnownMix, Mix, known_mix
from advisor.model.odds import unless_spared_is_likelier
from advisor.model.response.options import HOUR_STEP
from advisor.recommend import Solved
from advisor.recommend.items import Items


class Asking:
    """Asks one business with a manager and without, always under the recommendation's draws.

    ``known`` are the mixes found so far, where a search for whether a manager is chosen begins.
    """

    def __init__(self, solved: Solved) -> None:
        self.solved, self.tables = solved, solved.tables
        self.known: list[KnownMix] = []

    def engine(self, manager: str, changes: Mapping[str, Any] | None = None) -> Engine:
        """Return the engine of changed answers, hiring never, maybe or always."""
        return self.solved.asked({**(changes or {}), "manager": manager})

    def may_hire(self, changes: Mapping[str, Any], *, begin: Sequence[KnownMix] = ()) -> Engine:
        """Return the engine of changed answers, hiring where it is worth it, searched quickly."""
        return self.solved.asked({**changes, "manager": "maybe"}, begin)

    def side(self, engine: Engine) -> tuple[Side, Mix]:
        """Return the best mix of an engine as a side."""
        mix, items = engine.recommended, Items(engine, self.tables)
        self.known.append(known_mix(engine.responses, mix.chosen))
        allocation = () if mix.empty else items.mix_items(mix)
        managed = [i for i in allocation if i.manager_hours_per_week > 0]
        customers, net = engine.outcome(mix)
        found = Side(
            hired=bool(managed),
            strategy=STRATEGIES[mix.policy],
            allocation=allocation,
            totals=items.totals(engine.forecast(mix)),
            utility=mix.utility,
            net=net * engine.case.local_per_usd,
            customers=customers,
            owner_hours=sum(i.hours_per_week for i in allocation),
            manager_hours=sum(i.manager_hours_per_week for i in managed),
            money=sum(i.money_per_month for i in allocation),
            manager_money=sum(i.money_per_month for i in managed),
        )
        return found, mix


def hires(engine: Engine, policies: Sequence[int], money: int | None = None) -> bool:
    """Say whether the best mix of some strategies within `money` steps (default: all) hires."""
    steps = engine.money if money is None else money
    found = [engine.best(p, engine.hours, steps) for p in policies]
    best = max(found, key=lambda mix: mix.utility)
    return unless_spared_is_likelier(engine, best, engine.hours, steps).hired


def share_better(hired: tuple[Engine, Mix], alone: tuple[Engine, Mix]) -> float:
    """Return the share of draws in which the first leaves more than the second, years counted."""
    nets = []
    for engine, mix in (hired, alone):
        if mix.empty:
            nets.append(np.zeros(engine.draws.n_draws))
        else:
            nets.append(engine.forecast(mix).total["net_over_years"])
    return float((nets[0] > nets[1]).mean())


def hours_needed(engine: Engine) -> float:
    """Return the owner's hours a week that any manager takes: material, approvals, answers."""
    return engine.worth.hire_cost[0] * HOUR_STEP


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

    `own`: the business's own value, where the search begins.  `least`, `most`: values between which
    it looks.  `step`: factor between two values looked at.
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


def budget(
    asking: Asking, policies: tuple[int, ...], own: float, *, pays: bool = False
) -> Threshold:
    """Return the budget from which on a manager is worth it, from one solution of all budgets.

    `pays`: he is at the own budget, whatever that one solution finds.
    """
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
    if pays and (at is None or at > own):
        at, hired = own, True
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
    if at is not None and at <= _FEWEST_FOLLOWERS and chosen(0.0):
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
