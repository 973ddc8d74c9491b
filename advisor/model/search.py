"""A local search with the true utility at one pair of budgets, within what one person keeps alive.

The exact tables know neither room nor how many things can be kept going nor how much may go into
bets.  From a mix they give, one channel is changed at a time, with another taken out or used less
to pay for it, as long as the true utility grows.  Moves are ranked by what they add separately;
only the best of them are judged truly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property

import numpy as np

from advisor.model.curves import Array, Flags, Ints
from advisor.model.judging import Judging
from advisor.model.limits import Limits
from advisor.model.menus import ENTRIES, shared_in, takes_a_place
from advisor.model.moves import Beside
from advisor.model.odds import Spared, spared

_ROUNDS = 40  # more than any search took
_BESIDE = 4  # channels put beside one that takes too much of the hours
_MEDIAN_DRAWS = 200  # from which the median of a mix is read
_ENTRY_HOURS = 2  # quarters: an entry that takes more a week is one of the things kept going
_EPS = 1e-12
_MOST_KNOWN = 32  # mixes of which is remembered what stands beside them
_SPENT = 0, 1, 3  # hours, money and channels kept going among what is counted


class Search:
    """Finds good mixes of one strategy in budgets and limits."""

    def __init__(self, judging: Judging, policy: int) -> None:
        self._judging, self._policy = judging, policy
        worth = self._worth = judging.worth
        self._offset = worth.gathered[policy].offset
        menus = worth.menus
        self._required = np.array([m.required for m in menus], dtype=bool)
        self._asked_for = int(self._required.sum())
        # The next step of a climb, by mix, budgets and limits: climbs meet.
        self._next: dict[tuple[object, ...], tuple[Ints, float] | None] = {}
        self._without: dict[tuple[object, ...], Ints] = {}  # what a mix is without one channel
        self._fitting: dict[tuple[object, ...], bool] = {}
        self._known: dict[bytes, Beside] = {}

        none = np.zeros(1, dtype=np.int64)

        def joined(by_channel: Sequence[Ints | Flags]) -> Ints:
            return np.concatenate([x for one in by_channel for x in (none, one)])

        self._hours = joined([m.hours for m in menus])
        self._money = joined([m.money for m in menus])
        self._staff = joined([m.staff for m in menus])
        self._managed = joined(worth.managed).astype(bool)
        idle = [np.array([o.idle for o in r.options]) for r in worth.responses]
        self._idle = joined(idle).astype(bool)
        usable = []
        for c, menu in enumerate(menus):
            allowed = worth.responses[c].allowed[policy] & (~worth.managed[c] | worth.manageable[c])
            usable.append(menu.open & allowed & ~judging.long_shots(c, policy))
        self._usable = joined(usable).astype(bool)
        self._usable[self._offset] = True  # "not used"
        self._free = self._usable.copy()  # but what is asked for stays in
        self._free[self._offset] = ~self._required
        self._channel = np.concatenate(
            [np.full(len(m.hours) + 1, c) for c, m in enumerate(menus)]
        ).astype(np.int64)
        self._pick = np.concatenate([np.arange(len(m.hours) + 1) for m in menus]).astype(np.int64)

    def anew(self) -> Search:
        """Return the same search with nothing remembered of any mix."""
        # What all of them need is worked out here, once.
        assert self._counted is not None
        other = copy(self)
        other._next, other._without, other._fitting, other._known = {}, {}, {}, {}
        return other

    def without(self, gone: Spared) -> Search:
        """Return the search that lets some go (see ``spared``)."""
        other = self.anew()
        none, each = np.zeros(1, dtype=bool), range(len(self._worth.menus))
        lost = np.concatenate([x for c in each for x in (none, spared(self._worth, c, gone))])
        other._usable, other._free = self._usable & ~lost, self._free & ~lost
        del other._counted
        return other

    @cached_property
    def _bet(self) -> Flags:
        """Options that lose money in the middle case over the years that count, (K,)."""
        worth = self._worth
        channels = [r.channel.channel for r in worth.responses]
        found = []
        for c in range(len(worth.responses)):
            lost = worth.middle_net(c, self._policy, _MEDIAN_DRAWS) < 0.0
            # What is asked for, or done already, is no bet.
            kept = self._required[c] or channels[c] in worth.case.done_today
            wanted = worth.managed[c] & (worth.case.manager == "yes")
            found.append(np.concatenate(([False], lost & ~kept & ~wanted)))
        return np.concatenate(found)

    @cached_property
    def _shared(self) -> Flags:
        """Options that show the posts of a sister platform, (K,)."""
        each = [shared_in(r) for r in self._worth.responses]
        return np.concatenate([x for one in each for x in (np.zeros(1, dtype=bool), one)])

    @cached_property
    def _posts_of(self) -> tuple[Array, ...]:
        """Per channel that can share: one where it does, less one where a host posts, (K,)."""
        names = [r.channel.channel for r in self._worth.responses]
        found = []
        for c in sorted(set(self._channel[self._shared].tolist())):
            of = self._worth.responses[c].channel.shares_posts_of
            hosts = np.array([name in of for name in names])
            posts = hosts[self._channel] & (self._pick > 0) & ~self._shared
            found.append(1.0 * (self._shared & (self._channel == c)) - 1.0 * posts)
        return tuple(found)

    @cached_property
    def _at_work(self) -> Flags:
        """Options that count as kept going, (K,): no second posts, nothing idle, tended, bought."""
        worth = self._worth
        mostly = worth.business.d.best("business.mostly_share")
        places = np.array([takes_a_place(worth.case, r.channel, mostly) for r in worth.responses])
        entries = np.array([r.channel.kind in ENTRIES for r in worth.responses])
        counts = places[self._channel] | entries[self._channel] & (self._hours > _ENTRY_HOURS)
        return np.asarray((self._pick > 0) & ~self._shared & ~self._idle & counts)

    @cached_property
    def _alone(self) -> Array:
        """The most that options are worth whoever is met, nothing if less, (K,)."""
        return np.asarray(self._worth.gathered[self._policy].utility.max(axis=0, initial=0.0))

    @cached_property
    def _counted(self) -> Array:
        """What is summed over the options of a mix to see whether it fits, (8 or more, K).

        Hours, money, staff, in use, by a manager, not allowed, hours and money in bets, pages
        that share posts less those that make them.
        """
        used = self._at_work
        wrong = ~self._usable | ((self._pick == 0) & self._required[self._channel])
        parts = (self._hours, self._money, self._staff, used, self._managed, wrong)
        bets = (self._hours * self._bet, self._money * self._bet)
        every = (*parts, *bets, *self._posts_of)
        return np.array(every, dtype=np.float64)

    @cached_property
    def _free_hours(self) -> Ints:
        """Hours of options that nobody asked for or does already, (K,)."""
        done = [r.channel.channel in self._worth.case.done_today for r in self._worth.responses]
        free = ~(self._required | np.array(done, dtype=bool))
        return np.asarray(self._hours * free[self._channel])

    def in_use(self, row: Ints) -> int:
        """Return how many channels of a mix ask for work of their own."""
        return int(self._at_work[self.columns(row)].sum())

    def most_channels(self, row: Ints, limits: Limits) -> int:
        """Return how many channels a mix may keep going, given who works on them."""
        column = self.columns(row)
        return limits.most_channels + min(limits.by_manager, int(self._managed[column].sum()))

    def columns(self, chosen: Ints) -> Ints:
        """Return where a mix's options stand in the joined tables, same shape as `chosen`."""
        return np.asarray(chosen + self._offset)

    def bets(self, chosen: Ints) -> Ints:
        """Return the channels of a mix that lose money in the middle case."""
        return np.flatnonzero(self._bet[self.columns(chosen)])

    def fits(self, rows: Ints, hours: int, money: int, limits: Limits) -> Flags:
        """Say which mixes (N, C) keep budgets, locks, area and limits, shape (N,)."""
        column = self.columns(rows)
        counted = self._counted.take(column, axis=1).sum(axis=2)
        return self._within(counted, hours, money, limits) & self._spread(column, counted, limits)

    def _spread(self, column: Ints, counted: Array, limits: Limits) -> Flags:
        """Say of which mixes (N, C) no channel takes too much of the hours, shape (N,)."""
        if limits.single_share >= 1.0:
            return np.ones(len(column), dtype=bool)
        most = np.maximum(
            limits.single_share * counted[0], np.minimum(counted[0], limits.spread_hours)
        )
        return np.asarray(self._free_hours.take(column).max(axis=1, initial=0) <= most + 1e-9)

    def _within(self, counted: Array, hours: int, money: int, limits: Limits) -> Flags:
        """Say which sums over mixes, as in ``_counted``, keep budgets, locks, area and limits."""
        hired = counted[4] > 0
        many = max(limits.most_channels, self._asked_for)
        bets = limits.bet_hours + 1e-9, limits.bet_money + 1e-9
        most = np.zeros((len(counted), 1))
        most[:8, 0] = (hours, money, self._judging.n_staff - 1, many, np.inf, 0, *bets)
        if hired.any():
            quarter, steps, _ = self._worth.hire_cost
            most = np.repeat(most, len(hired), axis=1)
            most[:2] -= np.array([[quarter], [steps]]) * hired
            more = limits.most_channels + np.minimum(limits.by_manager, counted[4])
            most[3] = np.maximum(more, self._asked_for)
        fits = (counted <= most).all(axis=0)
        return np.asarray(fits & hired if limits.hire else fits)

    def holds(self, row: Ints, hours: int, money: int, limits: Limits) -> bool:
        """Say whether one mix (C,) keeps budgets, locks, area and limits, remembered."""
        key = row.tobytes(), hours, money, limits
        if key not in self._fitting:
            self._fitting[key] = bool(self.fits(row[None, :], hours, money, limits)[0])
        return self._fitting[key]

    def most_left(self, chosen: Ints, limits: Limits) -> float:
        """Return more than what is left of a mix (C,) is worth once it is trimmed."""
        column = self.columns(chosen)
        worth, counted = self._alone[column], self._at_work[column]
        most = max(limits.most_channels + limits.by_manager, self._asked_for)
        return float(worth[~counted].sum() + np.sort(worth[counted])[-most:].sum())

    def hiring(self, start: Ints) -> Ints:
        """Return a mix once for every option of a manager in it, (N, C)."""
        mine = np.flatnonzero(self._managed & self._usable)
        rows = np.repeat(start[None, :].astype(np.int64), len(mine), axis=0)
        rows[np.arange(len(mine)), self._channel[mine]] = self._pick[mine]
        return rows

    def utility(self, rows: Ints) -> Array:
        """Return the true utility of mixes (N, C), shape (N,)."""
        hired = np.asarray(self._managed[self.columns(rows)].any(axis=1))
        return self._judging.true_utility(rows, self._policy, hired=hired)

    def hired(self, chosen: Ints) -> bool:
        """Say whether a mix uses a manager."""
        return bool(self._managed[self.columns(chosen)].any())

    def trimmed(self, chosen: Ints, hours: int, money: int, limits: Limits) -> Ints:
        """Return a mix with what is missed least taken out until it fits."""
        row = np.where(self._usable[self.columns(chosen)], chosen, 0).astype(np.int64)
        while True:
            counted = self._counted.take(self.columns(row), axis=1).sum(axis=1).tolist()
            shown = [k for k, posts in enumerate(counted[8:]) if posts > 0]
            for k in shown:  # nothing is made that could be shown there too
                row[self._channel[np.argmax(self._posts_of[k])]] = 0
            if shown:
                continue
            in_use, by_manager = counted[3:5]
            enough = in_use <= limits.most_channels + min(limits.by_manager, by_manager)
            may = enough or in_use <= self._asked_for
            if may and self.holds(row, hours, money, limits):
                return row
            if not row[~self._required].any():
                return row
            key = row.tobytes(), enough, limits.hire
            if key not in self._without:
                self._without[key] = self._less(row, enough=enough, hire=limits.hire)
            row = self._without[key].copy()

    def begun(self, start: Ints, hours: int, money: int, limits: Limits) -> Iterator[Ints]:
        """Yield mixes that fit, from a start: with what is missed least taken out.

        Where one channel took too much of the hours for that, also with other hours put beside it.
        """
        loose = replace(limits, single_share=1.0)
        wide = self.trimmed(start, hours, money, loose)
        if self.holds(wide, hours, money, limits):
            yield wide
            return
        row = self.trimmed(wide, hours, money, limits)
        if self.holds(row, hours, money, limits):
            yield row
        for _ in range(_BESIDE):
            more = np.repeat(wide[None, :], len(self._pick), axis=0)
            more[np.arange(len(more)), self._channel] = self._pick
            more = more[(self._pick > wide[self._channel]) & self._usable]
            more = more[self.fits(more, hours, money, loose)]
            if len(more) == 0:
                return
            wide = more[int(np.argmax(self.utility(more)))]
            if self.holds(wide, hours, money, limits):
                yield wide
                return

    def _less(self, row: Ints, *, enough: bool, hire: bool) -> Ints:
        """Return a mix without the channel missed least; where few are `enough`, without a bet."""
        used = np.flatnonzero((row > 0) & ~self._required)
        without = np.repeat(row[None, :], len(used), axis=0)
        without[np.arange(len(used)), used] = 0
        over_bets = self._bet[self.columns(row)][used]
        value = self.utility(without)
        if enough and over_bets.any():
            value = np.where(over_bets, value, -np.inf)
        if hire and self.hired(row):
            value = np.where(self._managed[self.columns(without)].any(axis=1), value, -np.inf)
        return np.asarray(without[int(np.argmax(value))])

    def lightened(self, row: Ints) -> Ints:
        """Return a mix of the same channels, each as light as can be: room for another to come."""
        spent, found = self._counted[:2], row.copy()
        less = (spent <= spent[:, self.columns(row)][:, self._channel]).all(axis=0)
        less &= self._usable & (self._pick > 0) & ~self._shared
        for c in np.flatnonzero((row > 0) & ~self._required):
            its = np.flatnonzero(less & (self._channel == c))
            if len(its):
                found[c] = self._pick[its[int(np.argmin(spent[0, its]))]]
        return found

    def climbed(self, start: Ints, hours: int, money: int, limits: Limits) -> tuple[Ints, float]:
        """Return the mix reached from a start that fits, and its true utility.

        `start` (array of shape (C,)): option numbers, 0 "not used".  `hours`, `money`: budgets in
        quarter hours and money steps.  `limits`: what the mix may hold.
        """
        row = start.astype(np.int64)
        value = self._beside(row).value
        for _ in range(_ROUNDS):
            key = row.tobytes(), hours, money, limits
            if key not in self._next:
                self._next[key] = self._step(row, value, hours, money, limits)
            step = self._next[key]
            if step is None:
                break
            row, value = step
        return row, value

    def _step(
        self, row: Ints, value: float, hours: int, money: int, limits: Limits
    ) -> tuple[Ints, float] | None:
        """Return the best mix one move away and its true utility, None if none is better."""
        beside, most_used = self._beside(row), limits.most_channels + limits.by_manager
        used_hours, used_money, count = beside.spent.tolist()
        hire = self._worth.hire_cost if beside.hired else (0, 0)
        left = hours - used_hours - hire[0], money - used_money - hire[1], max(most_used - count, 0)
        moves = beside.moves(left, self._channel)
        counted = beside.counted[:, None] + beside.counts.take(moves, axis=1).sum(axis=1)
        within = self._within(counted, hours, money, limits)
        moves, counted = moves[:, within], counted[:, within]
        column = np.repeat(self.columns(row)[None, :], moves.shape[1], axis=0)
        for option in moves:
            column[np.arange(len(column)), self._channel.take(option)] = option
        spread = self._spread(column, counted, limits)
        rows = column[spread] - self._offset
        if len(rows) == 0:
            return None
        found = self._judging.true_utility(rows, self._policy, hired=counted[4, spread] > 0)
        best = int(found.argmax())
        return (rows[best], float(found[best])) if found[best] > value + 1e-10 else None

    def _gains(self, row: Ints) -> Array:
        """Return the separate worth of every option beside a mix, (K,), room priced."""
        worth, tables = self._worth, self._worth.gathered[self._policy]
        bucket, crowd, gate = self._judging.around(row)
        scale = worth.scales.customers / worth.scales.usd_per_point
        met = np.minimum(1.0, crowd * worth.uncrowded) * gate
        factor = np.where(tables.meeting, met, 1.0)[self._channel]
        profit = tables.gross_new[bucket] * scale
        rest = tables.utility[bucket] - profit
        profit, customers = profit * factor, tables.customers[bucket] * factor
        column = self.columns(row)
        wanted = float(customers[column].sum())
        if wanted > worth.free_capacity:
            kept = worth.free_capacity / max(wanted, _EPS)
            each = float(profit[column].sum()) / max(wanted, _EPS)
            return np.asarray(rest + kept * (profit - each * customers))
        return np.asarray(rest + profit)

    def _beside(self, row: Ints) -> Beside:
        """Return what stands beside a mix, remembered."""
        if (known := self._known.get(row.tobytes())) is not None:
            return known
        at = self.columns(row)
        own, mine = at.take(self._channel), row.take(self._channel)
        gains, change = self._gains(row), self._counted - self._counted.take(own, axis=1)
        # What is taken out or used less to pay for it; the first pays nothing.
        paid = change[:4]
        cheaper = (paid <= 0.0).all(axis=0) & (paid < 0.0).any(axis=0)
        may = self._free & (self._pick != mine)
        second = (may & (cheaper | (self._pick < mine))).nonzero()[0]
        each = np.concatenate(((gains - gains.take(own))[None], change[list(_SPENT)]))
        counted = self._counted.take(at, axis=1).sum(axis=1)
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        found = self._known[row.tobytes()] = Beside(
            float(self.utility(row[None, :])[0]),
            counted.take(_SPENT),
            bool(counted[4] > 0),
            counted,
            change,
            each,
            may,
            np.concatenate((np.zeros((len(each), 1)), each.take(second, axis=1)), axis=1),
            np.concatenate((at[:1], second)),
            np.concatenate(([-1], self._channel.take(second))),
        )
        return found
