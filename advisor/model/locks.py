"""Wishes that the budgets can pay, and those that are set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from advisor.catalogue import Case, LevelLock
from advisor.model.menus import menu_of
from advisor.model.response import Response

_NEVER = (10**6, 10**6)  # what no budget can pay
_LEAST = 1e-3  # a budget of nothing, in a share


def with_payable_locks(
    case: Case, responses: Sequence[Response], hours: int, money: int
) -> tuple[Case, dict[str, LevelLock]]:
    """Return the case without the keeps that cannot be met, and those, dearest first.

    Parameters
    ----------
    hours, money : int
        Budgets in quarter hours and money steps.
    """
    dropped: dict[str, LevelLock] = {}
    locks = dict(case.locks)
    for name in [n for n, lock in locks.items() if n in case.closed and _kept(lock)]:
        dropped[name] = locks.pop(name)
    case = replace(case, locks=locks)
    while True:
        needs = []
        for response in responses:
            name = response.channel.channel
            lock = locks.get(name)
            if lock is None or not _kept(lock):
                continue
            menu = menu_of(case, response)
            costs = [(int(menu.hours[j]), int(menu.money[j])) for j in np.flatnonzero(menu.open)]
            needs.append((name, costs or [_NEVER]))
        if _payable([costs for _, costs in needs], hours, money):
            return case, dropped

        def burden(cost: tuple[int, int]) -> float:
            return max(cost[0] / max(hours, _LEAST), cost[1] / max(money, _LEAST))

        # Drop the one that takes most of the budgets even in its cheapest way.
        name = max(needs, key=lambda x: (min(map(burden, x[1])), x[0]))[0]
        dropped[name] = locks.pop(name)
        case = replace(case, locks=dict(locks))


def _kept(lock: LevelLock) -> bool:
    return lock.keep or (lock.at_least or 0.0) > 0


def _payable(needs: Sequence[Sequence[tuple[int, int]]], hours: int, money: int) -> bool:
    """Say whether one of the costs of each need fits into both budgets together."""
    sums = {(0, 0)}
    for costs in needs:
        sums = {
            (h + more_h, m + more_m)
            for h, m in sums
            for more_h, more_m in costs
            if h + more_h <= hours and m + more_m <= money
        }
    return bool(sums)
