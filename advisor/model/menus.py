"""What a channel's options cost on the grid, with the owner's wishes applied."""

from __future__ import annotations

import numpy as np

from advisor.catalogue import Case
from advisor.model.knapsack import Menu
from advisor.model.response import Response
from advisor.model.response.base import MET_UNIT
from advisor.model.response.options import HOUR_STEP

STAFF_STEP_HOURS = 2.0
_STAFF_CAP_HOURS = 24.0


def menu_of(case: Case, response: Response) -> Menu:
    """Return the costs of a channel's options in grid steps with its lock applied."""
    options = response.options
    lock = case.locks.get(response.channel.channel)
    is_open = np.ones(len(options), dtype=bool)
    required = False
    if lock is not None:
        required = lock.keep or (lock.at_least or 0.0) > 0
        levels = np.array([o.level for o in options])
        if lock.never:
            is_open[:] = False
        if lock.at_least is not None:
            is_open &= levels >= lock.at_least - 1e-9
        if lock.at_most is not None:
            is_open &= levels <= lock.at_most + 1e-9
    return Menu(
        hours=np.array([round(o.owner_hours / HOUR_STEP) for o in options], dtype=np.int64),
        money=np.array([o.money_steps for o in options], dtype=np.int64),
        staff=np.array(
            [int(np.ceil(o.staff_hours / STAFF_STEP_HOURS - 1e-9)) for o in options], dtype=np.int64
        ),
        met=np.array([int(m // MET_UNIT) for m in response.met], dtype=np.int64)
        if response.channel.family == "face_to_face"
        else np.zeros(len(options), dtype=np.int64),
        required=required,
        open=is_open,
    )


def staff_steps(case: Case) -> int:
    """Return the number of whole staff steps of the budget, capped at what can be used."""
    return int(min(case.staff_hours, _STAFF_CAP_HOURS) // STAFF_STEP_HOURS)
