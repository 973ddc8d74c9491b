"""Wishes about channels, settled: the nearest level where there is none, set aside what cannot be.

A bound is held by what is shown: memberships in units, adverts in money, everything else in the
hours of whoever does the work.  An upper bound and "never" always hold; a wish to keep a channel,
or to do at least so much, gives way: first to the nearest level that the upper bound and the
budgets allow, then altogether.  What gave way is named by whoever tells the answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from advisor.catalogue import ATTACHED, STRATEGIES, Case, LevelLock
from advisor.model.curves import Ints
from advisor.model.draws import Draws
from advisor.model.menus import efforts_of, hire_steps, least_manager_hours, menu_of, staff_steps
from advisor.model.response import Response
from advisor.model.response.options import HOUR_STEP, USD_STEP

_LEAST = 1e-3  # a budget of nothing, in a share
_DUST = 1e-9
_State = tuple[int, int, int, bool]  # quarter hours, money steps, staff steps, a manager or not


@dataclass(frozen=True)
class Budget:
    """What wishes are paid from: quarter hours, money steps, staff steps; what a hire costs."""

    hours: int
    money: int
    staff: int
    hire_hours: int
    hire_money: int
    least_manager_hours: float


@dataclass(frozen=True)
class Settled:
    """A case with wishes that can be met, and which gave way.

    ``dropped`` says of every wish set aside why: "closed", "limit" (its own upper bound leaves no
    level) or "budget"; ``moved`` holds the wishes for which another level was taken.
    """

    case: Case
    dropped: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, LevelLock] = field(default_factory=dict)


def settled(case: Case, responses: Sequence[Response], budget: Budget) -> Settled:
    """Return the case with those of its wishes that budgets and channels can meet."""
    return _Settling(case, responses, budget).done()


def least_mix(
    case: Case, responses: Sequence[Response], budget: Budget, policy: int, required: Sequence[int]
) -> Ints:
    """Return the cheapest mix (C,) with the channels `required`; nothing where none has them."""
    row = np.zeros(len(responses), dtype=np.int64)
    found = _paid([_costs(case, responses[c], budget, policy) for c in required], budget)
    if found is not None:
        row[list(required)] = np.array(found, dtype=np.int64) + 1
    return row


def kept(lock: LevelLock) -> bool:
    """Say whether a wish asks for a channel to be in."""
    return lock.keep or (lock.at_least or 0.0) > 0.0 or bool(lock.attached)


class _Settling:
    """The wishes while they are settled."""

    def __init__(self, case: Case, responses: Sequence[Response], budget: Budget) -> None:
        self.case, self.budget = case, budget
        self.by_name = {r.channel.channel: r for r in responses}
        self.hosts = [n for n, r in self.by_name.items() if any(o.attached for o in r.options)]
        self.dropped: dict[str, str] = {}
        self.moved: dict[str, LevelLock] = {}
        self.locks = {n: self._with_hire(n, lock) for n, lock in case.locks.items()}

    def _with_hire(self, name: str, lock: LevelLock) -> LevelLock:
        """Return a wish with what a hire would add to the channel that carries it."""
        response = self.by_name.get(name)
        extra = 0.0
        if response is not None and response.channel.family == "paid":
            extra = self.budget.hire_money * USD_STEP
        elif response is not None and response.channel.unit == "hours a week":
            extra = self.budget.hire_hours * HOUR_STEP
        return replace(lock, by_manager=extra, attached=None)

    def done(self) -> Settled:
        for name in [n for n, lock in self.locks.items() if n in self.case.closed and kept(lock)]:
            self.dropped[name] = "closed"
            del self.locks[name]
        for name in [n for n, lock in self.locks.items() if n != ATTACHED and kept(lock)]:
            self._to_a_level(name)
        self._attach()
        while not self._payable():
            names = sorted(self._wanted(), key=lambda n: (-self._burden(n), n))
            if not any(self._lowered(name) for name in names):
                self._drop(names[0], "budget")
        # What was set aside for another wish that had to go too comes back.
        for name in reversed([n for n, why in self.dropped.items() if why == "budget"]):
            self._restore(name)
        return Settled(replace(self.case, locks=dict(self.locks)), self.dropped, self.moved)

    def _now(self) -> Case:
        return replace(self.case, locks=self.locks)

    def _wanted(self) -> list[str]:
        return [n for n, lock in self.locks.items() if n in self.by_name and kept(lock)]

    def _drop(self, name: str, why: str) -> None:
        """Set a wish aside; its upper bound still holds."""
        lock = self.locks[name]
        if lock.attached:
            self.dropped[ATTACHED] = why
            self.moved.pop(ATTACHED, None)
            self.locks[name] = replace(lock, attached=None)
            return
        self.dropped[name] = why
        self.moved.pop(name, None)
        self.locks[name] = replace(lock, keep=False, at_least=None)

    def _restore(self, name: str) -> None:
        """Take a wish that was set aside back, where the budgets pay it after all."""
        before, moved = dict(self.locks), dict(self.moved)
        del self.dropped[name]
        if name == ATTACHED:
            self.locks[name] = replace(self.case.locks[name])
            self._attach()
            return
        self.locks[name] = replace(
            self._with_hire(name, self.case.locks[name]), attached=before[name].attached
        )
        self._to_a_level(name)
        if not self._payable() and not self._lowered(name):
            self.locks, self.moved = before, moved
            self.dropped[name] = "budget"

    def _move(self, name: str, level: float) -> None:
        self.moved.setdefault(name, self.case.locks[name])
        self.locks[name] = replace(self.locks[name], at_least=level)

    def _levels(self, name: str) -> list[float]:
        """Return what can be done of a channel below its upper bound, ascending."""
        free = replace(self.locks[name], keep=True, at_least=None)
        case = replace(self.case, locks={**self.locks, name: free})
        response = self.by_name[name]
        return sorted({float(x) for x in efforts_of(response)[menu_of(case, response).open]})

    def _to_a_level(self, name: str) -> None:
        """Let a wish meet the levels there are: the nearest one that the upper bound allows."""
        levels = self._levels(name) if name in self.by_name else []
        if not levels:
            self._drop(name, "closed" if self.locks[name].at_most is None else "limit")
        elif levels[-1] < (self.locks[name].at_least or 0.0) - _DUST:
            self._move(name, levels[-1])

    def _lowered(self, name: str) -> bool:
        """Take the highest level below what was asked for that can be paid; say whether any."""
        asked, before = self.locks[name].at_least, self.locks[name]
        if asked is None:
            return False
        for level in reversed([x for x in self._levels(name) if x < asked - _DUST]):
            self.locks[name] = replace(before, at_least=level)
            if self._payable():
                self._move(name, level)
                return True
        self.locks[name] = before
        return False

    def _attach(self) -> None:
        """Give a wish about the private group to its hosts: it is a level of theirs."""
        lock = self.locks.get(ATTACHED)
        if lock is None:
            return
        most = np.inf if lock.at_most is None else lock.at_most
        shut = lock.never or most < 1.0
        if shut:
            self._on_hosts(self.hosts, attached=False)
            if kept(lock):
                self._drop(ATTACHED, "limit")
            return
        for name in self.hosts:
            self._on_hosts([name] if name in self.locks else [], attached=None)
        may = [n for n in self.hosts if self._attachable(n)]
        # One that is kept or there already comes first, then the cheapest.
        may.sort(key=lambda n: (not kept(self._of(n)), n not in self.case.done_today, n))
        if kept(lock):
            before = dict(self.locks)
            for name in may:
                self.locks = dict(before)
                self._on_hosts([name], attached=True)
                if self._payable():
                    break
            else:
                self.locks = before
                self._drop(ATTACHED, "budget" if may else "closed")
            if (lock.at_least or 0.0) > 1.0 and ATTACHED not in self.dropped:
                self._move(ATTACHED, 1.0)
        if most < 2.0:  # two hosts would make two of it
            first = next((n for n in may if self._of(n).attached), may[0] if may else "")
            self._on_hosts([n for n in self.hosts if n != first], attached=False)

    def _of(self, name: str) -> LevelLock:
        return self.locks.get(name, LevelLock())

    def _on_hosts(self, names: Sequence[str], *, attached: bool | None) -> None:
        for name in names:
            self.locks[name] = replace(self._of(name), attached=attached)

    def _attachable(self, name: str) -> bool:
        locks = {**self.locks, name: replace(self._of(name), attached=True)}
        return bool(menu_of(replace(self.case, locks=locks), self.by_name[name]).open.any())

    def _burden(self, name: str) -> float:
        """Return how much of the budgets a wish takes in its cheapest way."""
        widest = len(STRATEGIES) - 1
        costs = _costs(self._now(), self.by_name[name], self.budget, widest)
        hours, money = max(self.budget.hours, _LEAST), max(self.budget.money, _LEAST)
        return min((max(h / hours, m / money) for (h, m, _, _), _ in costs), default=np.inf)

    def _payable(self) -> bool:
        """Say whether the budgets pay all wishes together under some strategy."""
        case, wanted = self._now(), [self.by_name[n] for n in self._wanted()]
        return any(
            _paid([_costs(case, r, self.budget, policy) for r in wanted], self.budget) is not None
            for policy in reversed(range(len(STRATEGIES)))
        )


def _costs(case: Case, response: Response, budget: Budget, policy: int) -> list[tuple[_State, int]]:
    """Return the cost and number of every option that keeps a wish under a strategy."""
    menu = menu_of(case, response)
    found = []
    for j in np.flatnonzero(menu.open & response.allowed[policy]):
        one = response.options[j]
        managed = one.doer == "manager"
        if managed and one.manager_hours < budget.least_manager_hours - _DUST:
            continue
        cost = (int(menu.hours[j]), int(menu.money[j]), int(menu.staff[j]), managed)
        found.append((cost, int(j)))
    return found


def _paid(needs: Sequence[Sequence[tuple[_State, int]]], budget: Budget) -> list[int] | None:
    """Return one option of each need that the budgets pay together, the fewest hours first.

    None where they pay none.  Of sums reached in several ways only those are followed that no
    other is better than.
    """
    sums: dict[_State, tuple[int, ...]] = {(0, 0, 0, False): ()}
    for costs in needs:
        reached: dict[_State, tuple[int, ...]] = {}
        for (h, m, s, hired), picks in sums.items():
            for (more_h, more_m, more_s, managed), j in costs:
                hire = managed and not hired
                state = (
                    h + more_h + (budget.hire_hours if hire else 0),
                    m + more_m + (budget.hire_money if hire else 0),
                    s + more_s,
                    hired or managed,
                )
                within = zip(state, (budget.hours, budget.money, budget.staff), strict=False)
                if all(spent <= most for spent, most in within):
                    reached.setdefault(state, (*picks, j))
        sums = _best_of(reached)
    return list(sums[min(sums)]) if sums else None


def _best_of(sums: Mapping[_State, tuple[int, ...]]) -> dict[_State, tuple[int, ...]]:
    """Return the sums that cost less of something than every other with the same people."""
    found: dict[_State, tuple[int, ...]] = {}
    least: dict[tuple[int, bool], int] = {}
    for state in sorted(sums):
        _, money, staff, hired = state
        if money < least.get((staff, hired), money + 1):
            least[staff, hired] = money
            found[state] = sums[state]
    return found


def budget_of(case: Case, draws: Draws, hours: int, money: int) -> Budget:
    """Return what wishes are paid from (quarter hours, money steps)."""
    return Budget(
        hours, money, staff_steps(case, draws), *hire_steps(draws), least_manager_hours(draws)
    )
