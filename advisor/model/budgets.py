"""The exact best mixes of one strategy for every pair of budgets, read one at a time.

What couples channels is handled by outer enumeration, exactly: bins of face-to-face hours
(crowding), buckets of people met, presence (website or profile) there or not, manager hired or
not.  Room, how many channels are kept going at once and bets are not in these tables: their value
is a bound that no mix can beat, their mixes are where the search (``search``) begins.  The grid is
fine (quarter hours, single money steps) up to ``FINE_HOURS`` x ``FINE_MONEY`` cells; for larger
budgets cells grow, costs rounded up, and nothing is claimed to be exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from advisor.model.cells import Config, Meetings, Solution
from advisor.model.curves import Array, Ints
from advisor.model.judging import Judging
from advisor.model.knapsack import Menu, Stage, add_channels, add_meeting_channels, spread
from advisor.model.response.base import CROWD_EDGES, MET_BUCKETS
from advisor.model.response.options import HOUR_STEP

FINE_HOURS, FINE_MONEY = 120, 400  # steps a cell each: 30 hours, 2,000 USD; beyond it cells grow
_FINENESS = 50  # budgets looked at lie a fiftieth apart: finer than any chart
_SMALL_GRID = 5_000  # cells up to which a table that grows gains nothing
_AT_ONCE = 150_000  # cells up to which bins of crowding are solved together
_MANAGED_TRIED = 4  # channels tried as the one that a manager must run


class Grid:
    """The separable optimum of one strategy on a grid of budgets.

    `hours`, `money`: largest budgets in quarter hours and money steps.  `met_before`: face to face
    as solved, shared by strategies that are solved one after the other.
    """

    def __init__(
        self,
        judging: Judging,
        policy: int,
        hours: int,
        money: int,
        met_before: dict[tuple[object, ...], Meetings],
    ) -> None:
        self._judging, self._worth, self._policy = judging, judging.worth, policy
        menus, (quarter, steps, _) = self._worth.menus, self._worth.hire_cost
        top_hours = sum(int(m.hours.max(initial=0)) for m in menus) + quarter
        top_money = sum(int(m.money.max(initial=0)) for m in menus) + steps
        self._top = min(hours, top_hours), min(money, top_money)
        self.cells = -(-self._top[0] // FINE_HOURS) or 1, -(-self._top[1] // FINE_MONEY) or 1
        self._shape = (
            judging.n_staff,
            self._top[0] // self.cells[0] + 1,
            self._top[1] // self.cells[1] + 1,
        )
        self._hire_cells = -(-quarter // self.cells[0]), -(-steps // self.cells[1])
        self._met_before = met_before
        self._up = True  # costs are rounded so to whole cells
        plain = self._configs(policy)
        # A manager who is wanted is in wherever one can be paid.
        wanted = self._hired_configs(policy) if self._worth.case.manager == "yes" else []
        self._cases = [self._solved(one) for one in (wanted, plain) if one]

    @property
    def exact(self) -> bool:
        """Say whether the cells are single steps, so that the bounds hold."""
        return self.cells == (1, 1)

    def _cell(self, hours: int, money: int) -> tuple[int, int]:
        h, m = min(hours, self._top[0]), min(money, self._top[1])
        return h // self.cells[0], m // self.cells[1]

    def most(self, hours: int, money: int, prices: Sequence[float] = ()) -> float:
        """Return ``bound``, on coarse cells too: with costs rounded down nothing is left out."""
        if self.exact:
            return self.bound(hours, money, prices)
        down = copy(self)
        down._up, down._met_before = False, {}
        quarter, steps, _ = self._worth.hire_cost
        down._hire_cells = quarter // self.cells[0], steps // self.cells[1]
        down._cases = [down._solved([s.config for s in one.solutions]) for one in self._cases]
        return down.bound(hours, money, prices)

    def bound(self, hours: int, money: int, prices: Sequence[float] = ()) -> float:
        """Return what no mix within the budgets is worth more than; -inf where nothing fits.

        `prices`: prices of a customer to solve as well, rising: where room is
        short each gives a bound.
        """
        cell = self._cell(hours, money)
        solutions = self._case(cell).solutions
        bound = max(float(one.best[cell]) for one in solutions)
        # No price brings the bound below what a mix is worth that has room for all its customers.
        best = self.mix(hours, money) if prices else None
        if best is None or self._judging.kept_share(best[None, :], self._policy)[0] >= 1.0:
            return bound
        for price in prices:
            priced = (self._worked(replace(one.config, price=price)) for one in solutions)
            found = max(self._bound(one.config, float(one.best[cell])) for one in priced)
            if found >= bound:  # convex in the price: higher ones are no nearer
                break
            bound = found
        return bound

    def mix(self, hours: int, money: int) -> Ints | None:
        """Return the best mix (C,) by separable worth, None where the locks leave none."""
        cell = self._cell(hours, money)
        found = self._case(cell).at(cell)
        return None if found is None else found[0].mix(found[1])

    def starts(self, hours: int, money: int) -> list[Ints]:
        """Return good mixes (C,) to search from: with a manager, and without."""
        cell = self._cell(hours, money)
        best: dict[bool, Solution] = {}
        for one in self._case(cell).solutions:
            if not np.isfinite(one.best[cell]):
                continue
            known = best.get(one.config.hired)
            if known is None or one.best[cell] > known.best[cell]:
                best[one.config.hired] = one
        return [one.mix(cell[0] * one.best.shape[1] + cell[1]) for one in best.values()]

    def _case(self, cell: tuple[int, int]) -> _Solved:
        """Return what is solved with the manager who is wanted, or without where none is paid."""
        cases = (c for c in self._cases if any(np.isfinite(s.best[cell]) for s in c.solutions))
        return next(cases, self._cases[-1])

    def _solved(self, configs: Sequence[Config]) -> _Solved:
        """Solve configs at no price of a customer."""
        plain = tuple(self._worked(one) for one in configs)
        shape = plain[0].best.shape
        utility, source = np.full(shape, -np.inf), np.zeros(shape, dtype=np.int64)
        for k, one in enumerate(plain):
            ahead = one.at[one.best.flat[one.at] > utility.flat[one.at] + 1e-12]
            utility.flat[ahead] = one.best.flat[ahead]
            source.flat[ahead] = k
        return _Solved(plain, utility, source)

    def _bound(self, config: Config, best: float) -> float:
        """Return what no mix of a config is worth more than where `best` is so (Lagrange).

        A mix within its room pays its customers' price and gets that of the room back.  One beyond
        its room keeps the same share of all its customers: where they earn less than the price
        each, the price takes more than is lost, but there the room earns no more than its price
        either.
        """
        worth = self._worth
        room = config.price * worth.free_capacity * worth.most_per_customer
        low = worth.most_without_customers(config.policy) + room
        return max(best + room, low) if np.isfinite(best) else best

    def _usable(self, c: int, config: Config) -> Menu:
        """Return channel c's menu under a config, its costs in whole cells."""
        menu = self._judging.usable(c, config)
        if self.exact:
            return menu
        hours, money = self.cells
        more = (hours - 1, money - 1) if self._up else (0, 0)
        return replace(
            menu, hours=(menu.hours + more[0]) // hours, money=(menu.money + more[1]) // money
        )

    def _configs(self, policy: int) -> list[Config]:
        """Return the outer cases to solve for a policy."""
        case = self._worth.case
        hired = [False]
        if case.manager != "no" and self._shape[2] > self._hire_cells[1] + self._least_managed():
            hired.append(True)
        presence: list[str | None] = (
            [""]
            if self._worth.has_presence
            else [None, *(self._judging.ids[c] for c in self._judging.presence)]
        )
        return [Config(policy, h, p) for h in hired for p in presence]

    def _least_managed(self) -> int:
        """Return the money cells of the cheapest piece of work a manager takes on."""
        least = self._worth.least_manager_hours - 1e-9
        costs = [
            int(menu.money[j])
            for menu, response in zip(self._worth.menus, self._worth.responses, strict=True)
            for j, o in enumerate(response.options)
            if o.doer == "manager" and o.manager_hours >= least and menu.open[j]
        ]
        return -(-min(costs) // self.cells[1]) if costs else self._shape[2]

    def _hired_configs(self, policy: int) -> list[Config]:
        """Return the cases in which a manager runs at least one channel, the likeliest first."""
        if self._shape[2] <= self._hire_cells[1]:
            return []
        worth = self._worth
        likely = []
        for c, response in enumerate(worth.responses):
            value = worth.value(c, policy)[0]
            mine = [
                float(value[j])
                for j, o in enumerate(response.options)
                if o.doer == "manager" and o.manager_hours >= worth.least_manager_hours - 1e-9
            ]
            if mine:
                likely.append((-max(mine), self._judging.ids[c]))
        presence = "" if worth.has_presence else None
        return [
            Config(policy, True, presence, managed=name)
            for _, name in sorted(likely)[:_MANAGED_TRIED]
        ]

    def _worked(self, config: Config) -> Solution:
        """Solve one config for all cells, no mix read yet; at a price none can be read."""
        worth, traced = self._worth, config.price == 0.0
        shape = self._shape
        gate = worth.gate if config.presence is None else 1.0
        menus = [self._usable(c, config) for c in range(len(worth.responses))]
        meeting = [(c, menus[c]) for c, r in enumerate(worth.responses) if r.crowded]
        rest_values = {
            c: worth.value(c, config.policy, gate=gate, price=config.price)
            for c, r in enumerate(worth.responses)
            if not r.crowded
        }
        met = self._meetings(config, gate, meeting)
        # Channels that people met do nothing for come last: they need no buckets.
        fed, free = self._split([(c, menus[c]) for c in rest_values], rest_values)
        by_bucket = add_channels(
            met.start, [m for _, m in fed], [rest_values[c] for c, _ in fed], shape, traced=traced
        )
        final = add_channels(
            by_bucket.value.max(axis=0)[None],
            [m for _, m in free],
            [rest_values[c][:1] for c, _ in free],
            shape,
            traced=traced,
        )
        lose_h, lose_m = self._hire_cells if config.hired else (0, 0)
        best = np.full(shape[1:], -np.inf)
        table = spread(final.value, shape)[0, -1]
        left_over = table[: max(shape[1] - lose_h, 0), : max(shape[2] - lose_m, 0)]
        best[lose_h:, lose_m:] = left_over + (worth.hire_cost[2] if config.hired else 0.0)
        return Solution(
            config,
            best,
            (lose_h, lose_m, shape[0] - 1),
            tuple(meeting),
            tuple(fed),
            tuple(free),
            met,
            by_bucket,
            final,
        )

    def _meetings(
        self, config: Config, gate: float, meeting: Sequence[tuple[int, Menu]]
    ) -> Meetings:
        """Solve face to face once per bin of crowding; remembered for who asks the same."""
        worth, n_met = self._worth, len(MET_BUCKETS)
        shape, menus = self._shape, [menu for _, menu in meeting]
        alone = [
            worth.value(c, config.policy, kept=kept, price=config.price)[0]
            for c, _ in meeting
            for kept in (0.0, 1.0)
        ]
        traced = config.price == 0.0
        key = (
            traced,
            *shape,
            *self.cells,
            gate,
            *(menu.open.tobytes() for menu in menus),
            *(np.round(value, 12).tobytes() for value in alone),
        )
        if key in self._met_before:
            return self._met_before[key]
        # Hours up to the bin's edge, the factor of crowding at the edge.
        widths = [int(edge / HOUR_STEP) // self.cells[0] + 1 for edge in CROWD_EDGES]
        widths = [*(width for width in widths if width < shape[1]), shape[1]][: len(widths)]
        values = [
            np.concatenate([worth.value(c, config.policy, crowd=crowd, gate=gate,
                                        price=config.price)[:1]
                            for crowd in worth.crowding_by_bin[: len(widths)].tolist()])
            for c, _ in meeting
        ]  # fmt: skip
        stages: list[Stage] = []
        at_once = max(1, _AT_ONCE // int(np.prod(shape)))
        for k in range(0, len(widths), at_once):
            bins = slice(k, k + at_once)
            size = shape[0], widths[bins][-1], shape[2]
            start = size if np.prod(shape) <= _SMALL_GRID else (1, 1, 1)
            stage = add_meeting_channels(
                size, n_met, menus, [value[bins] for value in values],
                gain=worth.met_gain, start=start, traced=traced,
            )  # fmt: skip
            stages += map(stage.of, range(len(stage.value)))
        largest = np.max([stage.value.shape[1:] for stage in stages], axis=0)
        total = np.full((n_met, *largest), -np.inf)
        which = np.zeros(total.shape, dtype=np.int8)
        for k, (stage, width) in enumerate(zip(stages, widths, strict=True)):
            padded = spread(stage.value[:, :, :width], largest)
            if not traced:
                np.maximum(total, padded, out=total)
                continue
            better = padded > total + 1e-12
            np.copyto(total, padded, where=better)
            np.copyto(which, np.int8(k), where=better)
        # At least that bucket reached: the pages may count on the people met, rounded down.
        at_least = np.maximum.accumulate(total[::-1])[::-1]
        came_from = [total[b:].argmax(axis=0) + b for b in range(n_met if traced else 0)]
        found = self._met_before[key] = Meetings(
            tuple(stages), tuple(widths), at_least, np.array(came_from, dtype=np.int8), which
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


@dataclass(frozen=True)
class _Solved:
    """Configs solved together, the best of them where a budget more changes the best mix.

    ``utility`` (H, M), -inf where the mix is that of a smaller budget; ``source`` (H, M) index
    into ``solutions``.
    """

    solutions: Sequence[Solution]
    utility: Array
    source: Ints

    @cached_property
    def _rows(self) -> dict[int, Ints]:
        """Cells by hours, as far as they were read."""
        return {}

    def at(self, cell: tuple[int, int]) -> tuple[Solution, int] | None:
        """Return the solution and its cell (hours major) that is the best within a cell's budgets.

        The best of all smaller budgets, so that more never hurts; None where there is none.
        """
        hours, money = cell
        if hours not in self._rows:
            self._rows[hours] = _best_within(self.utility[: hours + 1])
        at = int(self._rows[hours][money])
        if not np.isfinite(self.utility.flat[at]):
            return None
        return self.solutions[int(self.source.flat[at])], at


def _best_within(utility: Array) -> Ints:
    """Return the cell that is the best of all smaller budgets, by money for the most hours, (M,).

    `utility` (array of shape (H, M)): as in ``_Solved``; of alike cells the last is taken.
    """
    fine = utility >= np.maximum.accumulate(utility, axis=0) - 1e-12
    hours = len(utility) - 1 - fine[::-1].argmax(axis=0)
    money = np.arange(utility.shape[1])
    line = utility[hours, money]
    fine = line >= np.maximum.accumulate(line) - 1e-12
    money = np.maximum.accumulate(np.where(fine, money, 0))
    return np.asarray(hours[money] * utility.shape[1] + money)


def looked_at(most: int, least: int) -> list[int]:
    """Return budgets from 0 to `most` to look at in turn, the gaps growing with the budget.

    `most`: the last one, in grid steps.  `least`: the first gap; later gaps are at least a fiftieth
    of the budget.

    Examples
    --------
    >>> looked_at(10, 4), len(looked_at(2_000_000, 4)) < 700
    ([0, 4, 8, 10], True)
    """
    found = [0]
    while found[-1] < most:
        found.append(min(most, found[-1] + max(least, found[-1] // _FINENESS)))
    return found
