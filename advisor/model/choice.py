"""The exact best mix of each strategy for every pair of budgets.

What couples channels is handled by outer enumeration, exactly: bins of face-to-face hours
(crowding), buckets of people met, presence (website or profile) there or not, manager hired or
not.  Only where capacity can bind is the optimum approximate: several prices of a customer are
solved and the best mix by true, capped utility is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from advisor.model.cells import Array, Config, Ints, Meetings, Picks, Solution
from advisor.model.curves import WEEKS_PER_MONTH
from advisor.model.knapsack import Menu, Stage, add_channels, add_meeting_channels, spread
from advisor.model.menus import staff_steps
from advisor.model.response.base import AT_SALE, CROWD_EDGES, MET_BUCKETS
from advisor.model.response.options import HOUR_STEP
from advisor.model.scales import Gathered
from advisor.model.surface import bound_of
from advisor.model.worth import Worth

_SMALL_GRID = 5_000  # cells up to which a table that grows gains nothing
_MANAGED_TRIED = 4  # channels tried as the one that a manager must run
_PRESENCE = ("google_business_profile", "website_blog")


class Chooser:
    """Solves the choice problem of one case on a grid of budgets.

    Parameters
    ----------
    n_hours, n_money : int
        Cells of the grid, the empty budget included.
    hour_cell, money_cell : int, default 1
        Quarter hours and money steps per cell; costs are rounded up to whole cells, so that a
        coarse grid (large budgets) never overspends.
    menus : sequence of Menu, optional
        Default: the case's own with its locks.
    """

    def __init__(
        self,
        worth: Worth,
        n_hours: int,
        n_money: int,
        *,
        hour_cell: int = 1,
        money_cell: int = 1,
        menus: Sequence[Menu] | None = None,
        met_before: dict[tuple[object, ...], Meetings] | None = None,
    ) -> None:
        self.worth = worth
        self.n_hours, self.n_money = n_hours, n_money
        self.hour_cell, self.money_cell = hour_cell, money_cell
        self.n_staff = staff_steps(worth.case) + 1
        self.menus = tuple(
            replace(m, hours=-(-m.hours // hour_cell), money=-(-m.money // money_cell))
            for m in (menus if menus is not None else worth.menus)
        )
        quarter, steps, self.hire_utility = worth.hire_cost
        self.hire_cells = (-(-quarter // hour_cell), -(-steps // money_cell))
        channels = [r.channel.channel for r in worth.responses]
        self.ids = channels
        self._met_before = {} if met_before is None else met_before
        crowded = [r.crowded for r in worth.responses]
        self.meeting = [c for c, one in enumerate(crowded) if one]
        self.rest = [c for c, one in enumerate(crowded) if not one]

    def configs(self, policy: int) -> list[Config]:
        """Return the outer cases to solve for a policy."""
        case = self.worth.case
        hired = [False]
        if case.manager != "no" and self.n_money > self.hire_cells[1] + self._least_managed_cells:
            hired.append(True)
        presence: list[str | None] = (
            [""]
            if self.worth.has_presence
            else [None, *(name for name in _PRESENCE if name in self.ids)]
        )
        return [Config(policy, h, p) for h in hired for p in presence]

    @cached_property
    def _least_managed_cells(self) -> int:
        """Money cells of the cheapest piece of work a manager takes on."""
        least = self.worth.least_manager_hours - 1e-9
        costs = [
            int(menu.money[j])
            for menu, response in zip(self.menus, self.worth.responses, strict=True)
            for j, o in enumerate(response.options)
            if o.doer == "manager" and o.manager_hours >= least and menu.open[j]
        ]
        return min(costs, default=self.n_money)

    def hired_configs(self, policy: int) -> list[Config]:
        """Return the cases in which a manager runs at least one channel, the likeliest first."""
        if self.n_money <= self.hire_cells[1]:
            return []
        worth = self.worth
        likely = []
        for c, response in enumerate(worth.responses):
            value = worth.value(c, policy)[0]
            mine = [
                float(value[j])
                for j, o in enumerate(response.options)
                if o.doer == "manager" and o.manager_hours >= worth.least_manager_hours - 1e-9
            ]
            if mine:
                likely.append((-max(mine), self.ids[c]))
        presence = "" if worth.has_presence else None
        return [
            Config(policy, True, presence, managed=name)
            for _, name in sorted(likely)[:_MANAGED_TRIED]
        ]

    def usable(self, c: int, config: Config) -> Menu:
        """Return channel c's menu under a config."""
        menu, managed = self.menus[c], self.worth.managed[c]
        by_manager = self.worth.manageable[c] if config.hired else False
        allowed = self.worth.responses[c].allowed[config.policy] & (~managed | by_manager)
        required = menu.required or config.presence == self.ids[c]
        if config.managed == self.ids[c]:
            required = True
            allowed &= managed
        return Menu(menu.hours, menu.money, menu.staff, menu.met, required, menu.open & allowed)

    def worked(self, config: Config) -> Solution:
        """Solve one config for all cells, no mix read yet."""
        worth = self.worth
        shape = (self.n_staff, self.n_hours, self.n_money)
        gate = worth.gate if config.presence is None else 1.0
        meeting_menus = [self.usable(c, config) for c in self.meeting]
        rest_values = {
            c: worth.value(c, config.policy, gate=gate, price=config.price) for c in self.rest
        }
        met = self._meetings(config, gate, meeting_menus)
        # Channels that people met do nothing for come last: they need no buckets.
        fed, free = self._split([(c, self.usable(c, config)) for c in self.rest], rest_values)
        by_bucket = add_channels(
            met.start, [m for _, m in fed], [rest_values[c] for c, _ in fed], shape
        )
        final = add_channels(
            by_bucket.value.max(axis=0)[None],
            [m for _, m in free],
            [rest_values[c][:1] for c, _ in free],
            shape,
        )
        lose_h, lose_m = self.hire_cells if config.hired else (0, 0)
        best = np.full((self.n_hours, self.n_money), -np.inf)
        table = spread(final.value, shape)[0, -1]
        left_over = table[: max(self.n_hours - lose_h, 0), : max(self.n_money - lose_m, 0)]
        best[lose_h:, lose_m:] = left_over + (self.hire_utility if config.hired else 0.0)
        return Solution(
            config,
            best,
            (lose_h, lose_m, self.n_staff - 1),
            tuple(zip(self.meeting, meeting_menus, strict=True)),
            tuple(fed),
            tuple(free),
            met,
            by_bucket,
            final,
        )

    def bound_of(self, config: Config, best: Array) -> Array:
        """Return what no mix is worth more than at each pair of budgets (see ``surface``)."""
        return bound_of(self.worth, config, best)

    def _meetings(self, config: Config, gate: float, menus: Sequence[Menu]) -> Meetings:
        """Solve face to face once per bin of crowding; remembered for who asks the same."""
        worth, n_met = self.worth, len(MET_BUCKETS)
        shape = (self.n_staff, self.n_hours, self.n_money)
        alone = [
            worth.value(c, config.policy, kept=kept, price=config.price)[0]
            for c in self.meeting
            for kept in (0.0, 1.0)
        ]
        key = (
            *shape,
            self.hour_cell,
            self.money_cell,
            gate,
            *(menu.open.tobytes() for menu in menus),
            *(np.round(value, 12).tobytes() for value in alone),
        )
        if key in self._met_before:
            return self._met_before[key]
        first = shape if np.prod(shape) <= _SMALL_GRID else (1, 1, 1)
        stages: list[Stage] = []
        widths: list[int] = []
        # Hours up to the bin's edge, the factor of crowding at the edge.
        for edge in CROWD_EDGES:
            width = min(self.n_hours, int(edge / HOUR_STEP) // self.hour_cell + 1)
            factors = {"crowd": worth.business.crowding(edge), "gate": gate, "price": config.price}
            values = [worth.value(c, config.policy, **factors)[:1] for c in self.meeting]
            bin_shape = (self.n_staff, width, self.n_money)
            begin = (first[0], min(first[1], width), first[2])
            stages.append(
                add_meeting_channels(
                    bin_shape, n_met, menus, values, gain=worth.met_gain, start=begin
                )
            )
            widths.append(width)
            if width == self.n_hours:
                break
        largest = np.max([stage.value.shape[1:] for stage in stages], axis=0)
        total = np.full((n_met, *largest), -np.inf)
        which = np.zeros(total.shape, dtype=np.int8)
        for k, stage in enumerate(stages):
            padded = spread(stage.value, largest)
            better = padded > total + 1e-12
            np.copyto(total, padded, where=better)
            np.copyto(which, np.int8(k), where=better)
        # At least that bucket reached: the pages may count on the people met, rounded down.
        found = self._met_before[key] = Meetings(
            tuple(stages),
            tuple(widths),
            np.stack([total[b:].max(axis=0) for b in range(n_met)]),
            np.stack([total[b:].argmax(axis=0) + b for b in range(n_met)]).astype(np.int8),
            which,
        )
        return found

    @staticmethod
    def _split(
        menus: Sequence[tuple[int, Menu]], values: Mapping[int, Array]
    ) -> tuple[list[tuple[int, Menu]], list[tuple[int, Menu]]]:
        """Return channels that people met feed, and those they do not, the least money first."""
        fed: list[tuple[int, Menu]] = []
        free: list[tuple[int, Menu]] = []
        for c, menu in sorted(menus, key=lambda x: (int(x[1].money.max(initial=0)), x[0])):
            own = values[c][:, menu.open]
            (free if (own == own[:1]).all() else fed).append((c, menu))
        return fed, free

    @cached_property
    def _met(self) -> Ints:
        """Units of people met per column of the gathered tables."""
        return np.concatenate([np.concatenate(([0], m.met)) for m in self.menus])

    @cached_property
    def _meeting_hours(self) -> Array:
        """Owner's hours of face to face per column of the gathered tables."""
        return np.concatenate(
            [
                np.concatenate(([0.0], h if self.worth.responses[c].crowded else 0.0 * h))
                for c, h in enumerate(self.worth.hours)
            ]
        )

    def bucket_of(self, chosen: Picks) -> Ints:
        """Return the bucket of people met of each mix, shape (N,)."""
        column = chosen.astype(np.int64) + self.worth.gathered[0].offset[None, :]
        return np.asarray(np.minimum(self._met[column].sum(axis=1), len(MET_BUCKETS) - 1))

    def hired_in(self, chosen: Picks) -> NDArray[np.bool_]:
        """Say which mixes use a manager, shape (N,)."""
        hired = np.zeros(len(chosen), dtype=bool)
        for c, response in enumerate(self.worth.responses):
            by_manager = np.array([False, *(o.doer == "manager" for o in response.options)])
            hired |= by_manager[chosen[:, c]]
        return hired

    def factors(self, chosen: Picks) -> tuple[Array, Array]:
        """Return crowding and presence factors of each mix, shapes (N,)."""
        worth = self.worth
        column = chosen.astype(np.int64) + worth.gathered[0].offset[None, :]
        hours = self._meeting_hours[column].sum(axis=1)
        bins = np.searchsorted(np.asarray(CROWD_EDGES) + 1e-9, hours)
        crowd = worth.crowding_by_bin[bins]
        gate = np.ones(len(chosen))
        if not worth.has_presence:
            pages = np.zeros(len(chosen), dtype=bool)
            for name in _PRESENCE:
                if name in self.ids:
                    pages |= chosen[:, self.ids.index(name)] > 0
            gate = np.where(pages, 1.0, worth.gate)
        return crowd, gate

    def _cells_of(self, chosen: Picks) -> tuple[Ints, Ints, Array]:
        """Return bucket (N, 1), column and factor on leads (N, channels in use) of each mix.

        Columns of the gathered tables; channels that no mix uses are left out.
        """
        used = chosen.any(axis=0)
        crowd, gate = self.factors(chosen)
        gathered = self.worth.gathered[0]
        left = np.minimum(1.0, crowd[:, None] * self.worth.uncrowded[None, used])
        factor = np.where(gathered.meeting[None, used], left * gate[:, None], 1.0)
        return (
            self.bucket_of(chosen)[:, None],
            chosen[:, used].astype(np.int64) + gathered.offset[None, used],
            factor,
        )

    def customers(self, chosen: Picks, policy: int) -> Array:
        """Return expected new customers a month before capacity, shape (N,)."""
        bucket, column, factor = self._cells_of(chosen)
        table = self.worth.gathered[policy].customers
        return np.asarray((table[bucket, column] * factor).sum(axis=1))

    def kept_share(self, chosen: Picks, policy: int) -> Array:
        """Return the share of new customers that capacity leaves room for, shape (N,)."""
        wanted = self.customers(chosen, policy)
        return np.asarray(np.minimum(1.0, self.worth.free_capacity / np.maximum(wanted, 1e-12)))

    def utility_parts(
        self, chosen: Picks, policy: int, hired: NDArray[np.bool_] | bool
    ) -> dict[str, Array]:
        """Return the four parts of true utility of each mix, each of shape (N,)."""
        worth = self.worth
        bucket, column, factor = self._cells_of(chosen)
        tables = worth.gathered[policy]
        total = {name: table[bucket, column].sum(axis=1) for name, table in tables.parts.items()}
        total["customers"] = (
            total["customers"]
            - self._lost(tables, bucket, column, factor)
            + np.where(hired, worth.hire_cost[2], 0.0)
        )
        return total

    def _lost(self, tables: Gathered, bucket: Ints, column: Ints, factor: Array) -> Array:
        """Return the profit, in utility, that crowding, presence and capacity take, (N,)."""
        worth, scale = self.worth, self.worth.scales
        wanted = (tables.customers[bucket, column] * factor).sum(axis=1)
        kept = np.minimum(1.0, worth.free_capacity / np.maximum(wanted, 1e-12))[:, None]
        lost = (tables.gross_new[bucket, column] * (1.0 - kept * factor)).sum(axis=1)
        return np.asarray(scale.customers * lost / scale.usd_per_point)

    def shown(self, name: str, chosen: Ints, policy: int) -> Array:
        """Return the mean of a quantity by channel in use of one mix, horizon average, (C,).

        New customers and their profit after crowding, presence and capacity.
        """
        worth, row = self.worth, chosen[None, :]
        bucket, column, factor = self._cells_of(row)
        at = worth.shown[name][policy, bucket, column]
        if name not in ("leads", *AT_SALE):
            return np.asarray(at[0])
        if name != "leads":
            wanted = (worth.shown["customers"][policy, bucket, column] * factor).sum()
            factor = factor * min(1.0, worth.free_capacity / max(float(wanted), 1e-12))
        return np.asarray((at * factor)[0])

    def net_usd(self, chosen: Ints, policy: int, *, hired: bool) -> float:
        """Return one mix's expected net contribution over the years that count, usd a month."""
        worth = self.worth
        gross = sum(
            float(self.shown(name, chosen, policy).sum())
            for name in ("gross_new", "gross_later", "gross_extra")
        )
        hour = WEEKS_PER_MONTH * worth.case.value_of_owner_hour_usd
        spent = sum(
            float(worth.usd[c][pick - 1] + worth.hours[c][pick - 1] * hour)
            for c, pick in enumerate(chosen)
            if pick
        )
        if hired:
            quarter, steps, _ = worth.hire_cost
            spent += steps * worth.case.money_step_usd + quarter * HOUR_STEP * hour
        return gross - spent

    def true_utility(self, chosen: Picks, config: Config) -> Array:
        """Return the true (capped) utility of each mix, shape (N,)."""
        bucket, column, factor = self._cells_of(chosen)
        tables = self.worth.gathered[config.policy]
        whole = tables.utility[bucket, column].sum(axis=1)
        hire = self.worth.hire_cost[2] if config.hired else 0.0
        return np.asarray(whole - self._lost(tables, bucket, column, factor) + hire)
