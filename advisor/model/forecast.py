"""What a mix brings: ranges by channel, in all, by month, and when it pays back.

Crowding, presence, capacity and overlap of reach are applied here, draw by draw.  All arrays
have the draws first; months second where there are months.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from advisor.catalogue import WEEKS_PER_MONTH
from advisor.model.curves import Array, Ints
from advisor.model.judging import Judging
from advisor.model.mix import Mix
from advisor.model.response.base import AT_SALE, QUANTITIES
from advisor.model.response.options import HOUR_STEP
from advisor.model.worth import Worth

FIGURES = (
    "people_reached",
    "people_aware",
    "leads",
    "customers",
    "gross_profit",
    "net_contribution",
    "bonds",
    "later_profit",
    "net_over_years",
)

_LEADERS = 2  # channels that a plan is told by
POINTS = (0.05, 0.5, 0.95)  # of a range: its ends and its middle


def points(rows: Array) -> Array:
    """Return the 5 %, 50 % and 95 % points of each row of draws, shape (R, 3).

    Points are drawn values (nearest rank), so that no range shows what no draw showed.  `rows`
    (array of shape (R, n)): sorted in place: whole sorts of contiguous rows are quicker than
    searches for three places.
    """
    n = rows.shape[-1]
    rows.sort(axis=-1)
    return np.asarray(rows[:, [min(n - 1, int(q * n)) for q in POINTS]])


def ranges(values: Array) -> Array:
    """Return the same points along the draws (n, ...), shape (3, ...)."""
    rows = values.reshape(len(values), -1).T.copy()
    return np.asarray(points(rows).T.reshape(len(POINTS), *values.shape[1:]))


@dataclass(frozen=True)
class Use:
    """A channel in a mix: index, option index, hours and money with its part of the hire."""

    c: int
    j: int
    owner_hours: float
    staff_hours: float
    manager_hours: float
    money_steps: int
    start_month: int = 1


@dataclass(frozen=True)
class MixForecast:
    """Draws of a mix.

    ``channels[k]`` maps each of ``FIGURES`` to the monthly average (n,); ``total`` the average of
    the mix.  All else is worked out when first asked for.
    """

    uses: tuple[Use, ...]
    channels: tuple[Mapping[str, Array], ...]
    total: Mapping[str, Array]
    _usd: Array
    _full: Callable[[], tuple[Mapping[str, Array], ...]]
    _gross: Callable[[], Array]
    _income: Callable[[], Array]
    _monthly: Callable[[Array], Mapping[str, Array]]

    @cached_property
    def full(self) -> tuple[Mapping[str, Array], ...]:
        """As ``channels``, of a month at full effect."""
        return self._full()

    @cached_property
    def gross(self) -> Array:
        """Gross profit by month, usd, (n, T)."""
        return self._gross()

    @cached_property
    def cash(self) -> Array:
        """Cumulative income minus money, usd, (n, T): purchases come when they come."""
        return np.cumsum(self._income() - self._usd, axis=1)

    @cached_property
    def months(self) -> Mapping[str, Array]:
        """Each of ``FIGURES`` by month, (n, T)."""
        return self._monthly(self.gross)


def uses_of(worth: Worth, mix: Mix) -> tuple[Use, ...]:
    """Return the channels in use with costs; the fixed part of a hire goes to its main channel."""
    found, chosen = [], mix.chosen
    managed = [
        (worth.responses[c].options[pick - 1].manager_hours, -c)
        for c, pick in enumerate(chosen)
        if pick
    ]
    main = -max(managed)[1] if mix.hired and managed else -1
    quarter, steps, _ = worth.hire_cost
    starts = _starts(worth, chosen)
    for c, pick in enumerate(chosen):
        if not pick:
            continue
        one = worth.responses[c].options[pick - 1]
        extra = c == main
        found.append(
            Use(
                c,
                int(pick) - 1,
                one.owner_hours + (quarter * HOUR_STEP if extra else 0.0),
                one.staff_hours,
                one.manager_hours,
                one.money_steps + (steps if extra else 0),
                starts[c],
            )
        )
    return tuple(found)


def _starts(worth: Worth, chosen: Ints) -> dict[int, int]:
    """Return the month in which each channel of a mix begins.

    What the owner does already goes on.  Of the others the first few begin in month 1 and the
    rest one a month: what is wished for, the site that clicks on adverts lead to, the two that
    bring most customers, then what leaves most for the root of its cost, between the sum and the
    return; what others do begins beside them, adverts too, two in their first month; shown posts
    with their host.
    """
    used = [c for c, pick in enumerate(chosen) if pick]
    names = {worth.responses[c].channel.channel: c for c in used}
    going_on = {c for name, c in names.items() if name in worth.case.done_today}
    host = {}
    for c in used:
        response = worth.responses[c]
        if response.options[int(chosen[c]) - 1].shared:
            hosts = [names[n] for n in response.channel.shares_posts_of if n in names]
            if hosts:
                host[c] = hosts[0]
    at_once = int(worth.business.d.best("business.starts_at_once"))

    clicked = any(worth.responses[c].channel.kind in ("search_ads", "social_ads") for c in used)

    def brings(c: int) -> float:
        return -float(worth.expected[c]["customers"][-1, 0, int(chosen[c]) - 1])

    new = [c for c in used if c not in going_on and c not in host]
    leaders = sorted(new, key=brings)[:_LEADERS]

    def page(c: int) -> bool:
        needed = clicked and not worth.case.has_website
        return needed and worth.responses[c].channel.kind == "website"

    def rank(c: int) -> tuple[bool, bool, bool, float]:
        j, table = int(chosen[c]) - 1, worth.expected[c]
        names = ("gross_new", "gross_later", "gross_extra")
        cost = float(worth.cost[c][j])
        leaves = sum(float(table[name][-1, 0, j]) for name in names) - cost
        return (
            not worth.menus[c].required,
            not page(c),
            c not in leaders,
            -leaves / math.sqrt(max(cost, worth.case.money_step_usd)),
        )

    new.sort(key=rank)
    starts = dict.fromkeys(going_on, 1)
    bought = [c for c in new if worth.responses[c].channel.family == "paid"]
    alone = {c for c in new if worth.responses[c].options[int(chosen[c]) - 1].alone} - {*bought}
    first = 2 if any(page(c) for c in new) else 1  # there is something to click through to then
    for queue, begun, month in (
        ([c for c in new if c in alone], at_once, 1),
        ([c for c in new if c not in alone and c not in bought], at_once, 1),
        (bought, _LEADERS, first),
    ):
        starts |= {
            c: min(max(month, month + k - begun + 1), worth.case.horizon_months)
            for k, c in enumerate(queue)
        }
    return starts | {c: starts[h] for c, h in host.items() if c not in going_on}


def overlapping(parts: list[Array], audience: float, independence: Array) -> Array:
    """Return people reached by several channels together, shape of the parts.

    Between the largest part and what independence would give (platforms' users overlap more than
    chance, AUD0608-AUD0621); never above the audience.  `parts`: people per channel, each at most
    `audience`.  `independence` (broadcastable to them): how far towards independence, 0-1.
    """
    if not parts:
        return np.zeros(1)
    stacked = np.stack(parts)
    largest = stacked.max(axis=0)
    size = max(audience, 1e-9)
    free = size * (1.0 - np.prod(1.0 - np.minimum(stacked / size, 1.0), axis=0))
    union = largest + independence * np.maximum(free - largest, 0.0)
    return np.asarray(np.minimum(np.minimum(union, stacked.sum(axis=0)), size))


def forecast(judging: Judging, mix: Mix) -> MixForecast:
    """Return the draws of a mix."""
    worth, policy = judging.worth, mix.policy
    business, case = worth.business, worth.case
    n, horizon = business.d.n_draws, business.horizon
    uses = uses_of(worth, mix)
    bucket, crowd, gate = judging.around(mix.chosen)
    raw: list[dict[str, Array]] = []
    for use in uses:
        factor = worth.met_share(use.c, crowd, gate)
        full = {name: worth.responses[use.c].at(name, policy, bucket, use.j) for name in QUANTITIES}
        for name in ("leads", *AT_SALE) if factor != 1.0 else ():
            full[name] = full[name] * factor
        raw.append(full)

    @cache
    def ramps(name: str) -> list[Array]:
        return [worth.responses[use.c].ramp_of(name, use.start_month) for use in uses]

    def by_month(name: str) -> Array:
        found = np.zeros((horizon, n)).T
        ramps_ = ramps("customers" if name in AT_SALE else "leads")
        for full, ramp in zip(raw, ramps_, strict=True):
            found += full[name][:, None] * ramp
        return found

    # Share of the new customers that capacity leaves room for, (n, 1) or (n, T).
    wanted_full = sum((full["customers"] for full in raw), np.zeros(n))
    kept_full = np.minimum(1.0, worth.free_capacity / np.maximum(wanted_full, 1e-12))
    binds = bool((kept_full < 1.0).any())
    kept = np.ones((n, 1))
    if binds:
        kept = np.minimum(1.0, worth.free_capacity / np.maximum(by_month("customers"), 1e-12))

    channels, costs = [], []
    as_they_are = ("people_reached", "people_aware", "leads", "bonds")
    usd_by_month, cost_by_month = np.zeros(horizon), np.zeros(horizon)
    for k, (use, full) in enumerate(zip(uses, raw, strict=True)):
        usd = use.money_steps * case.money_step_usd
        cost = usd + use.owner_hours * WEEKS_PER_MONTH * case.value_of_owner_hour_usd
        runs = np.arange(1, horizon + 1) >= use.start_month  # nothing is spent before
        usd_by_month += usd * runs
        cost_by_month += cost * runs
        mean = worth.responses[use.c].mean_of("leads", use.start_month)
        part = worth.responses[use.c].mean_of("customers", use.start_month)
        if binds:
            part = (kept * ramps("customers")[k]).mean(axis=1)
        average = {name: full[name] * mean for name in as_they_are}
        average["customers"] = full["customers"] * part
        average["gross_extra"] = full["gross_extra"] * mean  # of it: what customers buy again
        average["gross_profit"] = full["gross_new"] * part + average["gross_extra"]
        average["net_contribution"] = average["gross_profit"] - cost * runs.mean()
        average["later_profit"] = full["gross_later"] * part
        average["net_over_years"] = average["net_contribution"] + average["later_profit"]
        channels.append(average)
        costs.append(cost)

    def at_full() -> tuple[Mapping[str, Array], ...]:
        found = []
        for full, cost in zip(raw, costs, strict=True):
            one = {name: full[name] for name in as_they_are}
            one["customers"] = full["customers"] * kept_full
            one["gross_profit"] = full["gross_new"] * kept_full + full["gross_extra"]
            one["net_contribution"] = one["gross_profit"] - cost
            one["later_profit"] = full["gross_later"] * kept_full
            one["net_over_years"] = one["net_contribution"] + one["later_profit"]
            found.append(one)
        return tuple(found)

    audience = business.scope_prospects
    independence = business.d("business.overlap_share")
    # Nobody keeps more people in mind than the soft cap, spread over the horizon.
    most_bonds = business.d("business.contact_cap") / max(horizon, 1)

    def gross() -> Array:
        return by_month("gross_new") * kept + by_month("gross_extra")

    def income() -> Array:
        found, later = by_month("gross_extra"), np.zeros((horizon, n)).T
        for use, full, sale in zip(uses, raw, ramps("customers"), strict=True):
            won = full["gross_new"][:, None] * sale * kept
            at_once = won * worth.responses[use.c].first_share[:, None]
            found += at_once
            later += won - at_once
        return found + spread_over_year(later)

    def bonds() -> Array:
        return np.minimum(by_month("bonds"), most_bonds[:, None])

    def monthly(gross_by_month: Array) -> dict[str, Array]:
        found = {"leads": by_month("leads"), "bonds": bonds()}
        for name in ("people_reached", "people_aware"):
            each = zip(raw, ramps("leads"), strict=True)
            parts = [full[name][:, None] * ramp for full, ramp in each]
            found[name] = (
                overlapping(parts, audience, independence[:, None])
                if parts
                else np.zeros((n, horizon))
            )
        found["customers"] = by_month("customers") * kept
        found["gross_profit"] = gross_by_month
        found["net_contribution"] = gross_by_month - cost_by_month
        found["later_profit"] = by_month("gross_later") * kept
        found["net_over_years"] = found["net_contribution"] + found["later_profit"]
        return found

    total = {name: sum((one[name] for one in channels), np.zeros(n)) for name in FIGURES}
    for name in ("people_reached", "people_aware") if uses else ():
        total[name] = overlapping([one[name] for one in channels], audience, independence)
    if (sum((full["bonds"] for full in raw), np.zeros(n)) > most_bonds).any():
        total["bonds"] = bonds().mean(axis=1)
    return MixForecast(uses, tuple(channels), total, usd_by_month, at_full, gross, income, monthly)


def spread_over_year(amounts: Array) -> Array:
    """Return amounts of each month (n, T) as income, even over the 12 months after, within T."""
    each = np.cumsum(amounts, axis=1) / 12.0
    found = np.zeros_like(amounts)
    found[:, 1:] = each[:, :-1]
    found[:, 13:] -= each[:, :-13]
    return found
