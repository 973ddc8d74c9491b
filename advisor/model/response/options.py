"""Ways to use a channel: levels of effort done by someone, with their costs on the grid."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.catalogue import WEEKS_PER_MONTH, Channel

if TYPE_CHECKING:
    from advisor.model.response.base import Business

HOUR_STEP = 0.25  # the grid of hours a week
USD_STEP = 5.0  # at the US price level; case.money_step_usd is the same step in the country
_MOST_STEPS = 2.0**40  # above every budget, so that a legal but absurd cost stays a whole number


@dataclass(frozen=True)
class Option:
    """One way to use a channel: a level of effort done by someone.

    Hours are whole multiples of 0.25 a week, attention included; ``money_steps`` whole grid
    steps a month.  ``attached`` marks a membership carried online between meetings, ``shared`` a
    page that shows the posts of a sister platform in the mix.
    """

    level: float
    units: int | None
    doer: str
    owner_hours: float
    staff_hours: float
    manager_hours: float
    money_steps: int
    attached: bool = False
    shared: bool = False

    @property
    def alone(self) -> bool:
        """Say whether the owner does it, and it needs no other channel."""
        return self.doer == "owner" and not self.attached and not self.shared

    @property
    def idle(self) -> bool:
        """Say whether it asks nobody for work once it stands."""
        return self.owner_hours + self.staff_hours + self.manager_hours == 0.0


def option(
    level: float,
    hours: float,
    us_dollars: float,
    *,
    units: int | None = None,
    doer: str = "owner",
    owner_extra: float = 0.0,
    attached: bool = False,
    shared: bool = False,
    attention: float = HOUR_STEP,
) -> Option:
    """Build an option with costs rounded up to the grid, attention included.

    Parameters
    ----------
    level : float
        Effort in the channel's unit.
    hours : float
        Hours a week of the one who does it, before attention.
    us_dollars : float
        Money a month at the US price level.
    units : int, optional
        Whole memberships, as in ``Option``.
    owner_extra : float
        Hours a week of the owner beside another doer.
    attention : float
        Hours a week of attention per channel in use (prior business.attention_hours).
    """
    own = _up(hours + attention, HOUR_STEP) * HOUR_STEP
    return Option(
        level=level,
        units=units,
        doer=doer,
        owner_hours=own if doer == "owner" else _up(owner_extra, HOUR_STEP) * HOUR_STEP,
        staff_hours=own if doer == "staff" else 0.0,
        manager_hours=own if doer == "manager" else 0.0,
        money_steps=_up(us_dollars, USD_STEP),
        attached=attached,
        shared=shared,
    )


def _up(amount: float, step: float) -> int:
    """Round `amount` up to whole steps, forgiving float dust; never above what no budget pays."""
    return math.ceil(min(amount / step, _MOST_STEPS) - 1e-9)


def doers(business: Business, channel: Channel) -> tuple[str, ...]:
    """Return who can do a channel's work for this business, the owner first."""
    case = business.case
    found = ["owner"]
    if channel.delegable in ("staff", "any") and case.staff_hours > 0:
        found.append("staff")
    if channel.delegable == "any" and case.manager != "no":
        found.append("manager")
    return tuple(found)


def manager_dollars(business: Business, hours: float) -> float:
    """Return what `hours` a week of a manager cost a month, US dollars at the US price level."""
    return hours * WEEKS_PER_MONTH * business.d.best("manager.hourly_usd")


def work_options(
    business: Business,
    channel: Channel,
    dollars: Mapping[float, float],
    hours: Mapping[float, float],
) -> tuple[Option, ...]:
    """Return one option per level and doer.

    `dollars`, `hours` (mapping of level to amount): money a month (US price level) and hours a week
    of each level.
    """
    attention = business.d.best("business.attention_hours")
    found = []
    for doer in doers(business, channel):
        for level in channel.levels:
            extra = manager_dollars(business, hours[level] + attention) if doer == "manager" else 0
            found.append(
                option(level, hours[level], dollars[level] + extra, doer=doer, attention=attention)
            )
    if channel.shares_posts_of:
        # Last, so that places of the others stay: the posts are made already.
        least = channel.levels[0]
        found.append(option(least, 0.0, dollars[least], shared=True, attention=attention))
    return tuple(found)
