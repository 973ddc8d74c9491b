"""What all response formulas share: the business's own draws, options and their costs.

Shapes: draws ``n``, policies ``P`` (3, or 1 where the aim changes nothing), buckets of people
met ``B`` (3, or 1 where people met change nothing), options ``J``.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from advisor.catalogue import MONTHS, STRATEGIES, Case, Channel, Fit
from advisor.model.curves import Array, Flags, ramp
from advisor.model.draws import Draws
from advisor.model.response.options import Option

N_POLICIES = len(STRATEGIES)
# People met a month that the three buckets stand for (rounded down, so never flattering).
MET_UNIT = 8
MET_BUCKETS = (0.0, float(MET_UNIT), 2.0 * MET_UNIT)
# Upper edges (hours a week, all face to face) of the bins in which crowding is constant.
CROWD_EDGES = (3.0, 5.0, 7.0, 9.0, 11.5, 14.5, 19.0)

# Kinds of face to face that bring nobody together.
_LEAST_LEAVING = 0.01  # a share, guards a division
_BY_ITSELF = ("ask", "signs", "approach")

FEES_ON_SALES = ("marketplace", "agents")  # ways of being listed that take a share of each sale

QUANTITIES = (
    "people_reached", "people_aware", "leads", "customers", "gross_new", "gross_later",
    "gross_extra", "bonds",
)  # fmt: skip
# What comes with the sale, some months after the first contact.
BY_CUSTOMER = ("gross_new", "gross_later")  # by customer
AT_SALE = ("customers", *BY_CUSTOMER)


@dataclass(frozen=True)
class Response:
    """A channel's options and what each brings per month at full effect.

    ``draws`` maps each of ``QUANTITIES`` but two to an array ``(n, P or 1, B or 1, J)``; of
    ``gross_new``, the profit of a customer's first 12 months, and ``gross_later``, that of the
    later years that count, ``earns`` says what a customer brings, usd, ``(n,)`` each: see ``at``.
    ``ramp`` ``(n, horizon)`` is the share of the effect that is there by month, ``sales_ramp`` the
    same for sales; ``first_share`` ``(n,)`` the part of ``gross_new`` that comes with the sale.
    ``met`` people met per month ``(J,)``; ``allowed`` ``(3, J)`` says which
    policy may use the option; ``fit`` multiplies the leads, ``relevance`` is the fit relative
    to the business the channel suits best; ``aims`` says whose area each policy works toward.
    """

    channel: Channel
    options: tuple[Option, ...]
    draws: Mapping[str, Array]
    ramp: Array
    sales_ramp: Array
    first_share: Array
    earns: tuple[Array, Array]
    met: Array
    allowed: Flags
    fit: float
    relevance: float
    aims: tuple[int, ...] = tuple(range(N_POLICIES))
    # Owner's hours a week of the practice at which the figures were counted.
    usual_hours: float = 0.0
    # What was read from the draws before, by what it was read for: no part of what it is.
    kept: dict[object, Any] = field(init=False, repr=False, compare=False, default_factory=dict)

    def at(
        self,
        quantity: str,
        policy: int,
        bucket: int = 0,
        j: int | slice = slice(None),
        draws: slice = slice(None),
    ) -> Array:
        """Return what options bring of a quantity under a strategy, (draws, J) or (draws,)."""
        profit = quantity in BY_CUSTOMER
        table = self.draws["customers" if profit else quantity]
        last_policy, last_bucket = table.shape[1] - 1, table.shape[2] - 1
        found = table[draws, min(policy, last_policy), min(bucket, last_bucket), j]
        if not profit:
            return found
        each = self.earns[BY_CUSTOMER.index(quantity)][draws]
        return np.asarray(found * (each if found.ndim == 1 else each[:, None]))

    @property
    def crowded(self) -> bool:
        """Say whether it takes place among the same people: neither signs nor asking customers."""
        return self.channel.family == "face_to_face" and self.channel.kind not in _BY_ITSELF

    def ramp_of(self, quantity: str, start_month: int = 1) -> Array:
        """Return the ramp that holds for a quantity, begun in a month, shape (n, horizon)."""
        ramp = self.sales_ramp if quantity in AT_SALE else self.ramp
        wait = min(start_month - 1, ramp.shape[1])
        later = ramp[:, : ramp.shape[1] - wait]
        return ramp if wait == 0 else np.hstack((np.zeros((wait, len(ramp))).T, later))

    def mean_of(self, quantity: str, start_month: int = 1) -> Array:
        """Return the average share over the horizon that holds for a quantity, shape (n,)."""
        key = "mean", quantity in AT_SALE, start_month
        if key not in self.kept:
            ramp = self.ramp_of(quantity, start_month)
            self.kept[key] = ramp @ np.full(ramp.shape[1], 1.0 / ramp.shape[1])
        return np.asarray(self.kept[key])


class Business:
    """A case with its draws: everything several channels need, computed once."""

    def __init__(self, case: Case, draws: Draws, fits: Sequence[Fit]) -> None:
        self.case = case
        self.d = draws
        self._fits: dict[str, list[Fit]] = {}
        for one in sorted(fits, key=lambda f: (f.channel, f.attribute)):
            self._fits.setdefault(one.channel, []).append(one)
        self.horizon = case.horizon_months

    def own(self, prior_id: str) -> str:
        """Return the row of the trade's own where there is one."""
        own = f"{prior_id}.{self.case.sector}"
        return own if self.d.has(own) else prior_id

    def fit(self, channel: str) -> float:
        """Return the product of factor ** attribute over the channel's rows."""
        total = 0.0
        for row in self._fits.get(channel, ()):
            total += math.log(row.factor) * self.case.attributes.get(row.attribute, 0.0)
        return math.exp(total)

    def relevance_of(self, channel: str) -> float:
        """Return the fit relative to the business the channel suits best, 0-1."""
        best = math.prod(max(1.0, f.factor) for f in self._fits.get(channel, ()))
        return min(1.0, self.fit(channel) / best)

    def crowding(self, hours: float) -> float:
        """Return the factor on face-to-face leads at the upper edge of the bin of `hours`.

        All hours together bring at most what ``crowding_hours`` would uncrowded, and never less for
        more of them: that they hurt in the end is their cost, which is counted where hours are.
        """
        edge = next((e for e in CROWD_EDGES if hours <= e + 1e-9), max(hours, CROWD_EDGES[-1]))
        return 1.0 / math.hypot(1.0, edge / self.d.best("business.crowding_hours"))

    def met_share(self, response: Response, crowd: float) -> float:
        """Return the share of leads that crowding leaves; that of usual practice is in them."""
        if not response.crowded:
            return 1.0
        return min(1.0, crowd / self.crowding(response.usual_hours))

    @cached_property
    def winnable(self) -> Array:
        """Share of a channel's buyers that one business among its rivals can win, shape (n,)."""
        return self.d("business.winnable_share")

    @cached_property
    def sale(self) -> Array:
        """Average sale, usd, shape (n,)."""
        return self.d.span("average_sale", self.case.average_sale_usd)

    def sale_profit_after(self, fee_share: Array) -> Array:
        """Return the gross profit of one sale after a fee on it, usd, never below zero."""
        return np.asarray(np.maximum(self.sale_profit - self.sale * fee_share, 0.0))

    @cached_property
    def sale_profit(self) -> Array:
        """Gross profit of one sale, usd, shape (n,)."""
        margin = self.d.span("gross_margin", self.case.gross_margin, share=True)
        return np.asarray(self.sale * margin)

    @cached_property
    def purchases(self) -> Array:
        """Purchases of a new customer in the first 12 months, shape (n,), at least 1."""
        return np.asarray(
            np.maximum(1.0, self.d.span("purchases_per_year", self.case.purchases_per_year))
        )

    @cached_property
    def customer_profit(self) -> Array:
        """Gross profit of a new customer's first 12 months, usd, shape (n,)."""
        return np.asarray(self.sale_profit * self.purchases)

    @cached_property
    def staying(self) -> Array:
        """Share of customers who are still there after a year, shape (n,)."""
        return self.d.span("retention_rate", self.case.retention_rate, share=True)

    @cached_property
    def later_share(self) -> Array:
        """Purchases of the later years that count, in purchases of a usual year, (n,).

        Each year those who stayed buy on, worth less the later; a part of a year counts in part.
        """
        each = self.staying / (1.0 + self.d.best("business.discount_per_year"))
        left, found, year = self.case.customer_value_years - 1.0, np.zeros_like(each), 1
        while left > 0.0:
            found = found + min(left, 1.0) * each**year
            left, year = left - 1.0, year + 1
        return np.asarray(found)

    @cached_property
    def later_profit(self) -> Array:
        """Gross profit of a customer in the later years that count, usd, discounted, (n,)."""
        yearly = self.d.span("purchases_per_year", self.case.purchases_per_year)
        return np.asarray(self.sale_profit * yearly * self.later_share)

    @cached_property
    def typical_profit(self) -> tuple[Array, Array, float, float]:
        """Profit of a customer's first 12 months and of all years, usd, (n,), and their medians."""
        whole = (each := np.maximum(self.customer_profit, 1e-12)) + self.later_profit
        return each, whole, float(np.median(each)), float(np.median(whole))

    @cached_property
    def active_customers(self) -> Array:
        """Customers who bought in the last 12 months, shape (n,)."""
        return self.d.span("active_customers", self.case.active_customers)

    @cached_property
    def beginner_customers(self) -> float:
        """Customers of a year by whom channels of a business that begins are judged."""
        leave = max(1.0 - self.case.retention_rate.best, _LEAST_LEAVING)
        return MONTHS * self.case.least_new_customers / leave

    @cached_property
    def need(self) -> Array:
        """Share of prospects who choose a new supplier in a month, shape (n,)."""
        return self.d.span("need_rate", self.case.need_rate, share=True)

    @cached_property
    def local_buyers(self) -> Array:
        """Buyers of a month within the distance customers come from, shape (n,)."""
        return np.asarray(self.need * self.case.catchment_prospects)

    @property
    def online(self) -> float:
        """Share of the demand that can be served at a distance."""
        return self.case.served_afar

    @cached_property
    def area_today(self) -> int:
        """The policy that says what is done today brings: the widest for who sells afar."""
        return -1 if self.online > self.d.best("business.local_orders_share") else 0

    @cached_property
    def listed_as(self) -> str:
        """Where others list what is sold: ``marketplace``, ``agents``, ``places`` or ``services``.

        Places people walk into, goods sold at a distance, rooms let at a distance, all else.
        """
        best, held = self.d.best, self.case.attributes
        online, mostly = held.get("online", 0.0), best("business.mostly_share")
        if self.case.lead_unit == "visit_intent":
            return "places"
        if held.get("product", 0.0) >= mostly and online >= best(
            "business.marketplace_online_share"
        ):
            return "marketplace"
        # Advice that is given at a distance is not let: nobody books it without having talked.
        letting = held.get("considered", 0.0) >= mostly > held.get("expertise", 0.0)
        letting = letting and held.get("mobile", 0.0) == 0.0
        agents = letting and online >= best("business.agents_online_share")
        return "agents" if agents else "services"

    @cached_property
    def closing_ease(self) -> float:
        """How easily this trade closes introduced people, relative to the usual trade."""
        ease = self.case.close_rates["referral"].best / self.d.best("business.usual_referral_close")
        least, most = (self.d.best(f"business.closing_ease_{end}") for end in ("least", "most"))
        return min(most, max(least, ease))

    def eased(self, prior_id: str) -> Array:
        """Return a rate of closing introduced people, at most 1; the owner's own stays as it is."""
        if self.d.is_own(prior_id):
            return self.d(prior_id)
        return np.asarray(np.minimum(1.0, self.d(prior_id) * self.closing_ease))

    def close(self, kind: str) -> Array:
        """Return the sector's closing rate for `kind` (referral, search_call, web_social)."""
        return self.d.span(f"close_rate_{kind}", self.case.close_rates[kind], share=True)

    def platform_share(self, platform: str) -> Array:
        """Return the share of prospects on a platform, shape (n,)."""
        return self.d.span(
            f"platform_share.{platform}", self.case.platform_share[platform], share=True
        )

    @cached_property
    def served_aim(self) -> Array:
        """Prospects inside each policy's aim who could become customers, shape (3,)."""
        case = self.case
        aim = np.asarray(case.aim_prospects)
        local = np.minimum(aim, case.served_prospects)
        return np.asarray(local + self.online * np.maximum(aim - local, 0.0))

    def visit_to_lead(self) -> Array:
        """Return the share of clicks that become a lead by this business's definition."""
        unit = self.case.lead_unit
        if unit in ("site_visit", "visit_site_or_stall"):
            return np.ones(self.d.n_draws)
        return self.d(f"organic.visit_to_lead.{unit}")

    @cached_property
    def repeat_share(self) -> float:
        """How far reminding customers leads to purchases: not of what a course or contract settles.

        Firms buy what their own work asks for, so reminding them does less.
        """
        best, attributes = self.d.best, self.case.attributes
        once, firms = (best(f"business.{x}_repeat_share") for x in ("one_off", "firms"))
        again = once + (1.0 - once) * attributes.get("repeat", 0.0)
        row = f"business.chosen_again.{self.case.sector}"
        again *= best(row) if self.d.has(row) else 1.0
        return again * (1.0 - attributes["to_firms"] * (1.0 - firms))

    @property
    def full_part(self) -> float:
        """Part of a month at full effect in decisions: who has few months waits less for it."""
        return self.d.best("value.full_effect_part") * min(1.0, self.horizon / MONTHS)

    @cached_property
    def months_to_sale(self) -> Array:
        """Months between first contact and sale, shape (n,)."""
        return self.d.span("months_to_sale", self.case.months_to_sale)

    def grown(self, channel: str) -> float:
        """Return how far a channel stands already, 0-1: it needs no run-up for that part."""
        case = self.case
        if channel in case.results:
            return 1.0
        followers = case.followers.get(channel, 0.0)
        usual = f"{channel}.usual_followers"
        if channel not in case.present_mix and followers > 0.0 and self.d.has(usual):
            return min(1.0, followers / self.d.best(usual))
        used = case.done_today.get(channel)
        if used is None:
            return 0.0
        return min(1.0, used.months / self.d.best(f"{channel}.months_to_full_effect"))

    def ramp(self, channel: str, *, settled: bool = False) -> tuple[Array, Array]:
        """Return the ramps of effect and of sales, (n, horizon) each; all ones where `settled`."""
        there = 1.0 if settled else self.grown(channel)
        if there >= 1.0:
            full = np.ones((self.horizon, self.d.n_draws)).T
            return full, full
        months = self.d(f"{channel}.months_to_full_effect")
        effect = ramp(months, self.horizon)
        sales = ramp(months, self.horizon, self.months_to_sale)
        left = 1.0 - there
        return (effect, sales) if left == 1.0 else (there + left * effect, there + left * sales)

    @cached_property
    def relevance(self) -> float:
        """Share of people met in business circles who could buy: the target share, or firms."""
        firms = self.d.best("business.firms_met_share")
        return max(self.case.target_share, firms * min(1.0, 2 * self.case.attributes["to_firms"]))

    @property
    def scope_prospects(self) -> float:
        """Prospects inside the reach goal."""
        return self.case.zone_prospects[self.case.scope_zone]
