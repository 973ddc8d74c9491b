"""What a mix brings: ranges by channel, in all, by month, and when it pays back.

Crowding, presence, capacity and overlap of reach are applied here, draw by draw.  All arrays
have the draws first; months second where there are months.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from advisor.model.choice import Chooser
from advisor.model.curves import WEEKS_PER_MONTH
from advisor.model.worth import Worth

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

SEVEN = (
    "people_reached",
    "people_aware",
    "leads",
    "customers",
    "gross_profit",
    "net_contribution",
    "bonds",
)


def ranges(values: Array) -> Array:
    """Return the 5 %, 50 % and 95 % points along the draws, shape (3, ...).

    Points are drawn values (nearest rank), so that no range shows what no draw showed.
    """
    n = len(values)
    ranks = [min(n - 1, int(q * n)) for q in (0.05, 0.5, 0.95)]
    # Along contiguous draws, which is several times quicker.
    flat = np.ascontiguousarray(np.moveaxis(values, 0, -1))
    flat.partition(sorted(set(ranks)), axis=-1)
    return np.asarray(np.moveaxis(flat[..., ranks], -1, 0))


@dataclass(frozen=True)
class Use:
    """A channel in a mix: index, option index, hours and money with its part of the hire."""

    c: int
    j: int
    owner_hours: float
    staff_hours: float
    manager_hours: float
    money_steps: int


@dataclass(frozen=True)
class MixForecast:
    """Draws of a mix.

    ``channels[k]`` maps each of ``SEVEN`` to the monthly average (n,), ``full[k]`` to a month at
    full effect; ``total`` and ``total_full`` the same for the mix; ``months`` maps to (n, T);
    ``cash`` (n, T) cumulative gross profit minus money, usd.
    """

    uses: tuple[Use, ...]
    channels: tuple[Mapping[str, Array], ...]
    full: tuple[Mapping[str, Array], ...]
    total: Mapping[str, Array]
    total_full: Mapping[str, Array]
    months: Mapping[str, Array]
    cash: Array


def uses_of(worth: Worth, chosen: Ints, *, hired: bool) -> tuple[Use, ...]:
    """Return the channels in use with costs; the fixed part of a hire goes to its main channel."""
    found = []
    managed = [
        (worth.responses[c].options[pick - 1].manager_hours, -c)
        for c, pick in enumerate(chosen)
        if pick
    ]
    main = -max(managed)[1] if hired and managed else -1
    quarter, steps, _ = worth.hire_cost
    for c, pick in enumerate(chosen):
        if not pick:
            continue
        one = worth.responses[c].options[pick - 1]
        extra = c == main
        found.append(
            Use(
                c,
                int(pick) - 1,
                one.owner_hours + (quarter * 0.25 if extra else 0.0),
                one.staff_hours,
                one.manager_hours,
                one.money_steps + (steps if extra else 0),
            )
        )
    return tuple(found)


def overlapping(parts: list[Array], audience: float, independence: Array) -> Array:
    """Return people reached by several channels together, shape of the parts.

    Between the largest part and what independence would give (platforms' users overlap more
    than chance, AUD0608-AUD0621); never above the audience.

    Parameters
    ----------
    parts : list of arrays
        People per channel, each at most `audience`.
    audience : float
        All people (or firms) there are to be reached.
    independence : array broadcastable to the parts
        How far towards independence, 0-1.
    """
    if not parts:
        return np.zeros(1)
    stacked = np.stack(parts)
    largest = stacked.max(axis=0)
    size = max(audience, 1e-9)
    free = size * (1.0 - np.prod(1.0 - np.minimum(stacked / size, 1.0), axis=0))
    union = largest + independence * np.maximum(free - largest, 0.0)
    return np.asarray(np.minimum(np.minimum(union, stacked.sum(axis=0)), size))


def forecast(
    worth: Worth, chooser: Chooser, chosen: Ints, policy: int, *, hired: bool
) -> MixForecast:
    """Return the draws of a mix.

    Parameters
    ----------
    chosen : array of shape (C,)
        0 not used, j + 1 option j.
    policy : int
        Index of the strategy the channels are aimed by.
    hired : bool
        Whether a manager is paid.
    """
    business, case = worth.business, worth.case
    n, horizon = business.d.n_draws, business.horizon
    uses = uses_of(worth, chosen, hired=hired)
    row = chosen[None, :]
    bucket = int(chooser.bucket_of(row)[0])
    crowd, gate = (float(x[0]) for x in chooser.factors(row))
    wanted = np.zeros((n, horizon))
    wanted_full = np.zeros(n)
    raw = []
    for use in uses:
        response = worth.responses[use.c]
        factor = crowd * gate if worth.meeting(use.c) else 1.0
        full = {}
        for name, table in response.draws.items():
            value = table[
                :, min(policy, table.shape[1] - 1), min(bucket, table.shape[2] - 1), use.j
            ]
            full[name] = value * (factor if name in ("leads", "customers", "gross_new") else 1.0)
        raw.append(full)
        wanted += full["customers"][:, None] * response.ramp
        wanted_full += full["customers"]
    room = worth.free_capacity
    kept = np.minimum(1.0, room / np.maximum(wanted, 1e-12))
    kept_full = np.minimum(1.0, room / np.maximum(wanted_full, 1e-12))

    independence = business.d("business.overlap_share")
    monthly: dict[str, list[Array]] = {name: [] for name in SEVEN}
    full_parts: dict[str, list[Array]] = {name: [] for name in SEVEN}
    money_in_all = 0.0
    channels, fulls = [], []
    for use, full in zip(uses, raw, strict=True):
        ramp = worth.responses[use.c].ramp
        usd = use.money_steps * case.money_step_usd
        cost = usd + use.owner_hours * WEEKS_PER_MONTH * case.value_of_owner_hour_usd
        money_in_all += usd
        by_month = {
            name: full[name][:, None] * ramp
            for name in ("people_reached", "people_aware", "leads", "bonds")
        }
        by_month["customers"] = full["customers"][:, None] * ramp * kept
        by_month["gross_profit"] = (
            full["gross_new"][:, None] * kept + full["gross_extra"][:, None]
        ) * ramp
        by_month["net_contribution"] = by_month["gross_profit"] - cost
        at_full = {
            name: full[name] for name in ("people_reached", "people_aware", "leads", "bonds")
        }
        at_full["customers"] = full["customers"] * kept_full
        at_full["gross_profit"] = full["gross_new"] * kept_full + full["gross_extra"]
        at_full["net_contribution"] = at_full["gross_profit"] - cost
        for name in SEVEN:
            monthly[name].append(by_month[name])
            full_parts[name].append(at_full[name])
        channels.append({name: by_month[name].mean(axis=1) for name in SEVEN})
        fulls.append(at_full)

    audience = business.scope_prospects
    cap = business.d("business.contact_cap")

    def together(parts: Mapping[str, list[Array]], empty: Array) -> dict[str, Array]:
        found = {}
        for name in SEVEN:
            if not parts[name]:
                found[name] = empty
            elif name in ("people_reached", "people_aware"):
                lean = independence if parts[name][0].ndim == 1 else independence[:, None]
                found[name] = overlapping(parts[name], audience, lean)
            else:
                found[name] = np.sum(parts[name], axis=0)
        # Nobody keeps more people in mind than the soft cap, spread over the horizon.
        limit = (cap if empty.ndim == 1 else cap[:, None]) / max(horizon, 1)
        found["bonds"] = np.minimum(found["bonds"], limit)
        return found

    months = together(monthly, np.zeros((n, horizon)))
    total = {name: value.mean(axis=1) for name, value in months.items()}
    if channels:
        for name in ("people_reached", "people_aware"):
            total[name] = overlapping([c[name] for c in channels], audience, independence)
    cash = np.cumsum(months["gross_profit"] - money_in_all, axis=1)
    return MixForecast(
        uses, tuple(channels), tuple(fulls), total, together(full_parts, np.zeros(n)), months, cash
    )
