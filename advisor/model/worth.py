"""What an option is worth: expectations, yardsticks, the four terms of utility.

Decisions look at a blend of the average month of the horizon and a month at full effect, and at
an expectation between the truncated mean of a channel's own outcome (no premium for the far tail
of a wide judgement) and the mean of its worst draws, by how careful the owner is.  What is shown
(``expected``) is the plain mean, a monthly average over the horizon, ramp-up included.
"""

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from advisor.catalogue import MIDDLE_STEP, MONTHS, WEEKS_PER_MONTH, Case
from advisor.model.curves import Array, Flags, Ints
from advisor.model.expectation import EXPECTED, expected
from advisor.model.knapsack import Menu
from advisor.model.ledger import Ledger
from advisor.model.menus import hire_steps, least_manager_hours, menu_of
from advisor.model.response import Business, Response
from advisor.model.response.base import CROWD_EDGES, MET_BUCKETS, N_POLICIES
from advisor.model.response.options import HOUR_STEP
from advisor.model.scales import Gathered, Scales, felt_steps, wanted_on_top

_HARDLY_ANY = 0.01  # customers a month: guards a division
_BEYOND_HOURS = 40.0  # among people, that all beyond the last edge count as: a whole week
_MOST_VALUED = 128  # tables of what options are worth that are kept
PROFITS = ("gross_new", "gross_later", "gross_extra")


class Worth:
    """Expected quantities of every option of every channel.

    `responses`: in the order of channel ids.  `ledger`: where customers come from today.  `kept`
    (array of shape (n,) or float): new customers a month that the owner's present practices bring
    today.  `present` (array of shape (C,)): their option numbers, 0 for what is not done.
    ``expected`` has means over all draws, monthly averages over the horizon, (P, B, J) by
    channel and quantity; ``shown`` the same joined, (P, B, K), "not used" first in each channel.
    """

    def __init__(
        self,
        business: Business,
        responses: Sequence[Response],
        ledger: Ledger,
        kept: Array | float = 0.0,
        present: Ints | None = None,
    ) -> None:
        self.business = business
        self.ledger, self.kept = ledger, kept
        self._present = np.zeros(len(responses), int) if present is None else present
        self.case: Case = business.case
        self._valued: dict[tuple[float, ...], Array] = {}
        self._own: dict[int, tuple[Ints, ...]] = {}
        self.responses = tuple(responses)
        sizes = [len(r.options) + 1 for r in self.responses]
        self._offset = np.cumsum([0, *sizes])
        # Where each channel's options stand in the joined tables, "not used" left out.
        self._columns = [slice(a + 1, b) for a, b in pairwise(self._offset.tolist())]
        shape = N_POLICIES, len(MET_BUCKETS), self._offset[-1]
        self._all = {name: np.zeros(shape) for name in EXPECTED}
        shown = {name: np.zeros(shape) for name in EXPECTED}
        for c, response in enumerate(self.responses):
            for name, decided, mean in expected(business, response, self.case.risk, self.cost[c]):
                self._all[name][:, :, self._columns[c]] = decided
                shown[name][:, :, self._columns[c]] = mean
        # In a decision the later years of a customer count as the first does.
        self._all["gross_new"] = self._all["gross_new"] + self._all["gross_later"]
        self.shown = shown
        self.expected = tuple(
            {name: table[:, :, self._columns[c]] for name, table in shown.items()}
            for c in range(len(sizes))
        )

    @cached_property
    def middle_customers(self) -> Array:
        """New customers of all options as who is neither careful nor bold expects, (P, B, K)."""
        found = np.zeros_like(self._all["customers"])
        for c, response in enumerate(self.responses):
            of = {n: x for n, x, _ in expected(self.business, response, MIDDLE_STEP, self.cost[c])}
            found[:, :, self._columns[c]] = of["customers"]
        return found

    @cached_property
    def scales(self) -> Scales:
        """Weights and yardsticks; none depends on budgets or on personality."""
        case, d = self.case, self.business.d
        profit = float(np.median(self.business.customer_profit + self.business.later_profit))
        counted = case.weights["customers"]
        point = max(self.wanted * profit, 1.0)
        # Who knows the owner sends customers later: as personal channels, by the firm's root.
        yearly = MONTHS * float(np.median(self.ledger.basis))
        tie = d.best("business.customers_per_tie") * math.sqrt(yearly) * profit / point
        tie *= self.ledger.prominence("professional_referral")
        ties = case.ties_worth * case.weights["bonds"] / (counted or 1.0)
        return Scales(
            # Weights say how much a goal counts beside customers, so only their ratios matter.
            customers=1.0 if counted > 0.0 else 0.0,
            reach=case.weights["reach"] / (counted or 1.0),
            bonds=ties * tie,
            usd_per_point=point,
            people_wanted=case.people_wanted,
            overlap=1.0 - d.best("business.overlap_share"),
            known_worth=case.known_worth,
            known_most=d.best("goal.known_most"),
            ties=ties,
            ties_most=d.best("goal.ties_most"),
            liked_most=d.best("goal.liked_most"),
            disliked_most=d.best("goal.disliked_most"),
        )

    @cached_property
    def liking(self) -> tuple[tuple[Array, Array], ...]:
        """Per channel the utility of liking (J,), and how far its work goes against the owner.

        A picture of the day's work, a page's first quarter of an hour, is nobody's burden.
        """
        unit = self.case.value_of_owner_hour_usd * WEEKS_PER_MONTH / self.scales.usd_per_point
        found = []
        for response, hours in zip(self.responses, self.hours, strict=True):
            traits = sorted(self.case.personality.items())
            likes = sum(response.channel.liking.get(t, 0.0) * felt_steps(a) for t, a in traits)
            felt = hours if likes >= 0.0 else np.maximum(hours - response.channel.light_hours, 0.0)
            part = np.divide(felt, hours, out=np.zeros_like(felt), where=hours > 0.0)
            found.append((likes * felt * unit, max(0.0, min(1.0, -likes)) * part))
        return tuple(found)

    @cached_property
    def base_line(self) -> Array:
        """New customers a month, (n,), without any of this: today's less present practices'.

        And those who come to a business that begins.
        """
        return np.asarray(np.maximum(self.ledger.total - self.kept, 0.0) + self.ledger.begins)

    @cached_property
    def wanted(self) -> float:
        """New customers a month wanted beyond those who come anyway.

        Never below a part of the room there is: it is the yardstick of utility too.
        """
        least = self.business.d.best("business.customers_wanted_share") * self.free_capacity
        missing = self.case.customers_wanted - float(np.median(self.base_line))
        return max(missing, self.business.d.best("goal.wanted_least_part") * least, _HARDLY_ANY)

    @cached_property
    def free_capacity(self) -> float:
        """Customers a month the business can still take, after the base line."""
        return max(0.0, self.case.capacity_per_month - float(np.median(self.base_line)))

    @cached_property
    def gate(self) -> float:
        """Expected share of referred people kept when there is neither site nor profile."""
        return float(self.business.d("business.presence_gate").mean())

    @property
    def has_presence(self) -> bool:
        """Say whether referred people can look the business up today."""
        return self.case.has_website or self.case.has_profile

    @cached_property
    def most_per_customer(self) -> float:
        """Largest expected profit of one new customer over all channels, in utility."""
        customers = self._all["customers"]
        ratio = self._all["gross_new"] / np.maximum(customers, 1e-12)
        most = float(ratio[customers > 1e-9].max(initial=0.0))
        return self.scales.customers * most / self.scales.usd_per_point

    def most_without_customers(self, policy: int) -> float:
        """Return more utility than any mix of a strategy has beside its new customers' profit."""
        rest = self._terms[0][policy].max(axis=0)
        starts = self._offset[:-1]
        return float(np.maximum.reduceat(rest, starts).sum()) if len(starts) else 0.0

    @cached_property
    def crowding_by_bin(self) -> Array:
        """The factor in each bin of face-to-face hours, the last one beyond all edges."""
        return np.array([self.business.crowding(e) for e in (*CROWD_EDGES, _BEYOND_HOURS)])

    @cached_property
    def uncrowded(self) -> Array:
        """What crowding is multiplied by before it takes from a channel, (C,).

        One over that of its usual practice, which is in its figures; inf where there is none.
        """
        crowding = self.business.crowding
        each = [1.0 / crowding(r.usual_hours) if r.crowded else np.inf for r in self.responses]
        return np.array(each)

    def met_share(self, c: int, crowd: float, gate: float = 1.0) -> float:
        """Return the share of channel `c`'s leads that crowding and presence (`gate`) leave."""
        left = self.business.met_share(self.responses[c], crowd)
        return left * gate if self.meeting(c) else left

    @cached_property
    def managed(self) -> tuple[Flags, ...]:
        """Options that a manager does, per channel, shape (J,)."""
        return tuple(np.array([o.doer == "manager" for o in r.options]) for r in self.responses)

    @cached_property
    def manageable(self) -> tuple[Flags, ...]:
        """Options that a manager does and that are worth his while, per channel, shape (J,)."""
        least = self.least_manager_hours - 1e-9
        return tuple(
            managed & np.array([o.manager_hours >= least for o in r.options])
            for managed, r in zip(self.managed, self.responses, strict=True)
        )

    @cached_property
    def menus(self) -> tuple[Menu, ...]:
        """Costs of all options in grid steps, locks applied (see ``menu_of``)."""
        return tuple(menu_of(self.case, r) for r in self.responses)

    def own_options(self, policy: int) -> tuple[Ints, ...]:
        """Return the open options that the owner does alone, cheapest level first, per channel."""
        if policy not in self._own:
            for r in self.responses:
                if "alone" not in r.kept:
                    r.kept["alone"] = np.array([o.alone for o in r.options], dtype=bool)
            self._own[policy] = tuple(
                np.flatnonzero(r.kept["alone"] & menu.open & r.allowed[policy])
                for menu, r in zip(self.menus, self.responses, strict=True)
            )
        return self._own[policy]

    def middle_net(self, c: int, policy: int, n_draws: int) -> Array:
        """Return the median net contribution over the years that count, usd, (J,), of few draws."""
        rows = self.brings_in_order(c, policy, n_draws)
        low, high = rows[:, (rows.shape[1] - 1) // 2], rows[:, rows.shape[1] // 2]
        return np.asarray((low + high) / 2.0 - self.cost[c])

    def brings_in_order(self, c: int, policy: int, n_draws: int) -> Array:
        """Return what ``brings`` gives in the first draws, each option's ascending, (J, draws)."""
        draws, kept = self.responses[c].draws, self.responses[c].kept
        policies = max(draws[name].shape[1] for name in ("customers", "gross_extra"))
        key = "ordered", min(policy, policies - 1), n_draws
        if key not in kept:
            kept[key] = np.sort(np.ascontiguousarray(self.brings(c, policy, slice(n_draws)).T))
        return np.asarray(kept[key])

    def net_draws(self, c: int, policy: int, j: int) -> Array:
        """Return the net contribution over the years that count of option `j`, usd, (n,)."""
        return np.asarray(self.brings(c, policy, slice(None), j) - self.cost[c][j])

    def brings(self, c: int, policy: int, draws: slice, j: int | slice = slice(None)) -> Array:
        """Return profits of the years that count, usd, (draws, J), as decisions look at them.

        A blend of the average month and one at full effect; nobody met through other channels.
        """
        response, full = self.responses[c], self.business.full_part
        whole: Array | float = 0.0
        for name in PROFITS:
            here = response.at(name, policy, j=j, draws=draws)
            there = (1.0 - full) * response.mean_of(name)[draws] + full
            whole = whole + (here.T * there).T
        return np.asarray(whole)

    def spared(self, c: int, policy: int) -> Array:
        """Return what stopping an advert that does not pay spares, in utility, (J,)."""
        usd = self._all["gross_extra"][policy, 0, self._columns[c]]  # nobody's second purchase
        part = self.scales.customers * (self.responses[c].channel.family == "paid")
        return np.asarray(part * usd / self.scales.usd_per_point)

    def meeting(self, c: int) -> bool:
        """Say whether channel `c` belongs to the face-to-face family."""
        return self.responses[c].channel.family == "face_to_face"

    @cached_property
    def hours(self) -> tuple[Array, ...]:
        """Owner's hours a week of every option, per channel, shape (J,)."""
        return tuple(np.array([o.owner_hours for o in r.options]) for r in self.responses)

    @cached_property
    def usd(self) -> tuple[Array, ...]:
        """Money a month of every option in usd, per channel, shape (J,)."""
        step = self.case.money_step_usd
        return tuple(np.array([o.money_steps * step for o in r.options]) for r in self.responses)

    @cached_property
    def cost(self) -> tuple[Array, ...]:
        """Money and hours at their value a month of every option in usd, per channel, (J,)."""
        hour = WEEKS_PER_MONTH * self.case.value_of_owner_hour_usd
        return tuple(usd + hours * hour for usd, hours in zip(self.usd, self.hours, strict=True))

    @cached_property
    def wanted_on_top(self) -> tuple[Array, ...]:
        """What options must bring beyond their cost to be worth the bother, usd a month, (J,)."""
        each = zip(self.responses, self.usd, self.cost, self._present, strict=True)
        return tuple(wanted_on_top(self.business.d, *of) for of in each)

    def _joined(self, by_channel: Sequence[Array]) -> Array:
        """Return values (J,) of all channels in one row, zero for "not used"."""
        return np.concatenate([x for one in by_channel for x in ([0.0], one)])

    def _parts(self, factor: float) -> dict[str, Array]:
        """Return the four terms of utility of all options, each (3, B, K).

        `factor` is the share of the new customers' profit that counts.
        """
        scales, everything = self.scales, self._all
        relevance = self._joined([np.full(len(r.options), r.relevance) for r in self.responses])
        net = everything["gross_new"] * factor + everything["gross_extra"]
        net = net - self._joined(self.cost) - self._joined(self.wanted_on_top)
        ties = scales.ties_value(everything["bonds"], everything["gross_new"])
        return {
            "customers": scales.customers * net / scales.usd_per_point,
            "reach": scales.reach_value(
                everything["people_aware"],
                relevance,
                np.maximum(everything["gross_new"] - self._joined(self.usd), 0.0),
            ),
            "bonds": ties,
            "liking": scales.liking_value(
                self._joined([liking for liking, _ in self.liking]),
                self._joined([against for _, against in self.liking]),
                everything["gross_new"] + everything["gross_extra"],
                ties,
            ),
        }

    @cached_property
    def _terms(self) -> tuple[Array, Array]:
        """Utility of all options without new customers' profit, and that profit, (3, B, K)."""
        per_usd = self.scales.customers / self.scales.usd_per_point
        return np.asarray(sum(self._parts(0.0).values())), self._all["gross_new"] * per_usd

    def parts(self, c: int, policy: int) -> Mapping[str, Array]:
        """Return the four terms of utility of channel `c` by itself, each of shape (B, J)."""
        return {name: t[:, self._columns[c]] for name, t in self.gathered[policy].parts.items()}

    def value(
        self,
        c: int,
        policy: int,
        *,
        crowd: float = 1.0,
        gate: float = 1.0,
        kept: float = 1.0,
        price: float = 0.0,
    ) -> Array:
        """Return the utility of every option of channel `c`, shape (B, J).

        `crowd`, `gate`: factors on face-to-face leads (crowding; people lost without a page to look
        at).  `kept`: share of the new customers that capacity leaves room for.  `price`: what each
        new customer is charged for the room it takes, as a share of ``most_per_customer``.
        """
        key = policy, crowd, gate, kept, price
        known = self._valued.get(key)
        if known is None:  # of all channels at once: they are asked for in turn
            factor = [kept * self.met_share(k, crowd, gate) for k in range(len(self.responses))]
            rest, gains = (table[policy] for table in self._terms)
            if price:
                gains = gains - self._all["customers"][policy] * (price * self.most_per_customer)
            if len(self._valued) >= _MOST_VALUED:
                self._valued.clear()
            known = rest + gains * np.repeat(factor, np.diff(self._offset))
            self._valued[key] = known
        return known[:, self._columns[c]]

    @cached_property
    def met_gain(self) -> float:
        """Most utility that people met can add through all pages and lists, of any strategy.

        Nobody goes among people for less than it costs: what costs more is left out early.
        """
        pages = [c for c in range(len(self.responses)) if not self.meeting(c)]
        values = [[self.value(c, policy) for c in pages] for policy in range(N_POLICIES)]
        return max(sum(float(np.max(v - v[:1], initial=0.0)) for v in one) for one in values)

    @cached_property
    def gathered(self) -> tuple[Gathered, ...]:
        """Lookup tables of the three strategies, without crowding, presence and capacity."""
        meeting = np.array([self.meeting(c) for c in range(len(self.responses))], dtype=bool)
        parts = self._parts(1.0)
        start, customers, new = self._offset[:-1], self._all["customers"], self._all["gross_new"]
        return tuple(
            Gathered(start, meeting, customers[p], new[p], {n: t[p] for n, t in parts.items()})
            for p in range(N_POLICIES)
        )

    @cached_property
    def hire_cost(self) -> tuple[int, int, float]:
        """Fixed cost of having a manager: quarter hours of the owner, money steps, utility."""
        d, case = self.business.d, self.case
        quarter_hours, steps = hire_steps(d)
        hour = WEEKS_PER_MONTH * case.value_of_owner_hour_usd
        usd = steps * case.money_step_usd + quarter_hours * HOUR_STEP * hour
        return quarter_hours, steps, -self.scales.customers * usd / self.scales.usd_per_point

    @cached_property
    def least_manager_hours(self) -> float:
        """Hours a week of the smallest piece of work worth giving to a manager."""
        return least_manager_hours(self.business.d)
