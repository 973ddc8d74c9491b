"""What single mixes come to: crowding, people met, presence and room taken into account."""

from functools import cached_property

import numpy as np

from advisor.model.cells import Config, Picks
from advisor.model.curves import Array, Flags, Ints
from advisor.model.knapsack import Menu
from advisor.model.menus import staff_steps
from advisor.model.odds import long_shots
from advisor.model.response.base import CROWD_EDGES, MET_BUCKETS
from advisor.model.scales import Gathered
from advisor.model.worth import Worth

_MOST_KNOWN = 4096  # mixes whose surroundings are kept
_BINS = np.asarray(CROWD_EDGES) + 1e-9


class Judging:
    """Judges mixes of one case, and says which options may be chosen."""

    def __init__(self, worth: Worth) -> None:
        self.worth = worth
        self._around: dict[bytes, tuple[int, float, float]] = {}
        self._menus: dict[tuple[int, Config], Menu] = {}
        self._long_shots: dict[tuple[int, int], Flags] = {}
        self.n_staff = staff_steps(worth.case, worth.business.d) + 1
        self.ids = [r.channel.channel for r in worth.responses]
        # Where customers look one up: one of them is enough to be found.
        self.presence = [c for c, r in enumerate(worth.responses) if "presence" in r.channel.traits]

    def usable(self, c: int, config: Config) -> Menu:
        """Return channel c's menu under a config."""
        key = c, config
        if key not in self._menus:
            self._menus[key] = self._usable(c, config)
        return self._menus[key]

    def long_shots(self, c: int, policy: int) -> Flags:
        """Return what ``odds.long_shots`` does, remembered."""
        if (c, policy) not in self._long_shots:
            self._long_shots[c, policy] = long_shots(self.worth, c, policy)
        return self._long_shots[c, policy]

    def _usable(self, c: int, config: Config) -> Menu:
        menu, managed = self.worth.menus[c], self.worth.managed[c]
        by_manager = self.worth.manageable[c] if config.hired else False
        allowed = self.worth.responses[c].allowed[config.policy] & (~managed | by_manager)
        allowed &= ~self.long_shots(c, config.policy)
        required = menu.required or config.presence == self.ids[c]
        if config.managed == self.ids[c]:
            required = True
            allowed &= managed
        return Menu(menu.hours, menu.money, menu.staff, menu.met, required, menu.open & allowed)

    @cached_property
    def _met(self) -> Ints:
        """Units of people met per column of the gathered tables."""
        return np.concatenate([np.concatenate(([0], m.met)) for m in self.worth.menus])

    @cached_property
    def _meeting_hours(self) -> Array:
        """Owner's hours of face to face per column of the gathered tables."""
        return np.concatenate(
            [
                np.concatenate(([0.0], h if self.worth.responses[c].crowded else 0.0 * h))
                for c, h in enumerate(self.worth.hours)
            ]
        )

    def hired_in(self, chosen: Picks) -> Flags:
        """Say which mixes use a manager, shape (N,)."""
        hired = np.zeros(len(chosen), dtype=bool)
        for c, response in enumerate(self.worth.responses):
            by_manager = np.array([False, *(o.doer == "manager" for o in response.options)])
            hired |= by_manager[chosen[:, c]]
        return hired

    def around(self, chosen: Picks) -> tuple[int, float, float]:
        """Return the bucket of people met, crowding and presence factors of one mix (C,)."""
        key = chosen.tobytes()
        known = self._around.get(key)
        if known is None:
            row = chosen[None, :]
            column = row + self.worth.gathered[0].offset
            crowd, gate = self._factors_at(row, column)
            if len(self._around) >= _MOST_KNOWN:
                self._around.clear()
            known = int(self._buckets_at(column)[0]), float(crowd[0]), float(gate[0])
            self._around[key] = known
        return known

    def _buckets_at(self, column: Ints) -> Ints:
        return np.asarray(np.minimum(self._met.take(column).sum(axis=1), len(MET_BUCKETS) - 1))

    def _factors_at(self, chosen: Picks, column: Ints) -> tuple[Array, Array]:
        worth = self.worth
        bins = np.searchsorted(_BINS, self._meeting_hours.take(column).sum(axis=1))
        crowd = worth.crowding_by_bin[bins]
        if worth.has_presence:
            return crowd, np.ones(len(chosen))
        pages = chosen[:, self.presence].any(axis=1)
        return crowd, np.where(pages, 1.0, worth.gate)

    def _cells_of(self, chosen: Picks) -> tuple[Ints, Array]:
        """Return cell and factor on leads of each mix, (N, channels in use).

        Cells of the gathered tables, buckets major; channels that no mix uses are left out.
        """
        used, tables = np.flatnonzero(chosen.any(axis=0)), self.worth.gathered[0]
        column = chosen.take(used, axis=1) + tables.offset.take(used)
        crowd, gate = self._factors_at(chosen, column)
        factor = np.minimum(1.0, crowd[:, None] * self.worth.uncrowded.take(used))
        if not self.worth.has_presence:
            factor = np.where(tables.meeting.take(used), factor * gate[:, None], 1.0)
        return column + self._buckets_at(column)[:, None] * len(self._met), factor

    def customers(self, chosen: Picks, policy: int, *, middle: bool = False) -> Array:
        """Return expected new customers a month before capacity, shape (N,).

        By the owner's risk, or as who is neither careful nor bold expects (`middle`).
        """
        cell, factor = self._cells_of(chosen)
        worth = self.worth
        table = worth.middle_customers[policy] if middle else worth.gathered[policy].customers
        return np.asarray((table.take(cell) * factor).sum(axis=1))

    def kept_share(self, chosen: Picks, policy: int) -> Array:
        """Return the share of new customers that capacity leaves room for, shape (N,)."""
        return self._kept(self.worth.gathered[policy], *self._cells_of(chosen))

    def utility_parts(self, chosen: Picks, policy: int, hired: Flags | bool) -> dict[str, Array]:
        """Return the four parts of true utility of each mix, each of shape (N,)."""
        cell, factor = self._cells_of(chosen)
        tables = self.worth.gathered[policy]
        total = {name: table.take(cell.T).sum(axis=0) for name, table in tables.parts.items()}
        kept = self._kept(tables, cell, factor)
        total["customers"] = (
            total["customers"]
            - self._lost(tables, cell, factor, kept)
            + np.where(hired, self.worth.hire_cost[2], 0.0)
        )
        return {**total, "reach": total["reach"] * kept, "bonds": total["bonds"] * kept}

    def _kept(self, tables: Gathered, cell: Ints, factor: Array) -> Array:
        """Return the share of new customers that capacity leaves room for, (N,)."""
        wanted = (tables.customers.take(cell) * factor).sum(axis=1)
        return np.asarray(np.minimum(1.0, self.worth.free_capacity / np.maximum(wanted, 1e-12)))

    def _lost(self, tables: Gathered, cell: Ints, factor: Array, kept: Array) -> Array:
        """Return the profit, in utility, that crowding, presence and capacity take, (N,)."""
        scale = self.worth.scales
        lost = (tables.gross_new.take(cell) * (1.0 - kept[:, None] * factor)).sum(axis=1)
        return np.asarray(scale.customers * lost / scale.usd_per_point)

    def shown(self, chosen: Ints, policy: int) -> float:
        """Return the mean of new customers a month of one mix, horizon average.

        After crowding, presence and capacity.
        """
        worth = self.worth
        cell, factor = self._cells_of(chosen[None, :])
        at = worth.shown["customers"][policy].take(cell)
        kept = min(1.0, worth.free_capacity / max(float((at * factor).sum()), 1e-12))
        return float((at * (factor * kept)).sum())

    def true_utility(self, chosen: Picks, policy: int, *, hired: Flags | bool = False) -> Array:
        """Return the true (capped) utility of each mix, shape (N,)."""
        cell, factor = self._cells_of(chosen)
        tables = self.worth.gathered[policy]
        whole = tables.utility.take(cell.T).sum(axis=0)
        hire = np.where(hired, self.worth.hire_cost[2], 0.0)
        kept = self._kept(tables, cell, factor)
        # Where there is no room for more customers, being known brings none either.
        if (kept < 1.0).any():
            whole = whole - (1.0 - kept) * tables.known.take(cell.T).sum(axis=0)
        return np.asarray(whole - self._lost(tables, cell, factor, kept) + hire)
