"""What a channel's options cost on the grid, with the owner's wishes applied."""

from collections.abc import Sequence

import numpy as np

from advisor.catalogue import WEEKS_PER_MONTH, Case, Channel
from advisor.model.curves import Array, Flags, Ints
from advisor.model.draws import Draws
from advisor.model.knapsack import Menu
from advisor.model.response import Response
from advisor.model.response.base import MET_UNIT
from advisor.model.response.options import HOUR_STEP, USD_STEP

STAFF_STEP_HOURS = 2.0  # the grid of hours of staff a week
_DUST = 1e-9


def efforts_of(response: Response) -> Array:
    """Return what is shown of each option in the unit its bounds are given in, shape (J,).

    Units of memberships, US dollars a month at the US price level of adverts, else the hours a
    week of whoever does the work.
    """
    if response.channel.family == "paid":
        return np.array([o.money_steps * USD_STEP for o in response.options])
    if response.channel.unit == "hours a week":
        return np.array([o.owner_hours + o.staff_hours + o.manager_hours for o in response.options])
    return np.array([o.level for o in response.options], dtype=float)


ENTRIES = ("listing", "profile")  # where customers look one up and ask


def takes_a_place(case: Case, channel: Channel, mostly: float) -> bool:
    """Say whether a channel is one of the things kept going at once: not a profile tended already.

    Nor what is bought, nor ``ENTRIES`` where enquiries are answered as all others are (in half an
    hour a week at most: see ``Search``), unless one sells at a distance or to firms, the owner said
    how many things, or there is hardly any room.  `mostly`: attribute from which one does.
    """
    if channel.kind == "profile" and channel.channel in case.done_today:
        return False
    elsewhere = max(case.attributes.get(x, 0.0) for x in ("online", "to_firms"))
    entered = channel.kind in ENTRIES and elsewhere < mostly
    return len(case.most_channels) == 1 or not (channel.family == "paid" or entered)


def shared_in(response: Response) -> Flags:
    """Say which options show the posts of a sister platform, shape (J,)."""
    return np.array([o.shared for o in response.options], dtype=bool)


def posts_made(responses: Sequence[Response], chosen: Ints, c: int) -> bool:
    """Say whether a mix makes posts on a sister platform of channel `c`."""
    hosts = responses[c].channel.shares_posts_of
    return any(
        pick and r.channel.channel in hosts and not r.options[int(pick) - 1].shared
        for r, pick in zip(responses, chosen, strict=True)
    )


def menu_of(case: Case, response: Response) -> Menu:
    """Return the costs of a channel's options in grid steps with its lock applied."""
    options = response.options
    lock = case.locks.get(response.channel.channel)
    is_open = np.ones(len(options), dtype=bool)
    required = False
    if lock is not None:
        required = lock.keep or (lock.at_least or 0.0) > 0 or bool(lock.attached)
        shown = efforts_of(response)
        if lock.never:
            is_open[:] = False
        if required:
            is_open &= ~shared_in(response)  # what is wished for stands by itself
        if lock.at_least is not None:
            is_open &= shown >= lock.at_least * (1.0 - _DUST) - _DUST
        if lock.at_most is not None:
            # The fixed part of a hire is shown with one of the channels it runs.
            hire = np.array([o.doer == "manager" for o in options]) * lock.by_manager
            is_open &= shown + hire <= lock.at_most * (1.0 + _DUST) + _DUST
        if lock.attached is not None:
            is_open &= np.array([o.attached for o in options]) == lock.attached
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


def staff_steps(case: Case, draws: Draws) -> int:
    """Return the number of whole staff steps of the budget, capped at what can be used."""
    most = draws.best("business.most_staff_hours")
    return int(min(case.staff_hours, most) // STAFF_STEP_HOURS)


def hire_steps(draws: Draws) -> tuple[int, int]:
    """Return the fixed cost of having a manager: quarter hours of the owner, money steps."""
    return (
        int(np.ceil(draws.best("manager.owner_hours_per_week") / HOUR_STEP)),
        int(np.ceil(draws.best("manager.fixed_usd_per_month") / USD_STEP)),
    )


def least_manager_hours(draws: Draws) -> float:
    """Return the hours a week of the smallest piece of work worth giving to a manager."""
    paid = draws.best("manager.minimum_usd_per_month") - draws.best("manager.fixed_usd_per_month")
    return max(0.0, paid / (draws.best("manager.hourly_usd") * WEEKS_PER_MONTH))
