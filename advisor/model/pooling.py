"""Two estimates of one thing, pooled: what a channel brings by its funnel and by the ledger.

In logarithms by precision at the reference practice (usual effort of the owner); away from it the
funnel's ratio to its own reference carries the shape.  Shapes: draws ``n``, strategies ``P``,
buckets of people met ``B``, options ``J``.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from advisor.model.curves import Array, Flags
from advisor.model.draws import middle
from advisor.model.ledger import Ledger
from advisor.model.response.base import Business, Response
from advisor.model.response.packing import across

_SHAPED = 200  # draws from which ratios between options and areas are read
# Kinds whose effect grows with the root of the hours around the usual effort.
_BY_ROOT = ("platform", "website", "profile", "list")
# Pages' funnels are products of many guesses and found off by tens; what meeting people and adverts
# bring rests on counts and prices.
_CORRECTED = ("organic", "owned")
_PRICED = ("search_ads", "social_ads", "pay_per_lead")  # kinds whose enquiries have a price
_FLOOR = 0.05  # of the middle: what a draw of nothing counts as, so that logs stay finite
_FEWEST_SELLING = 0.02  # share of draws that bring anybody, below which there is no funnel
_TINY = 1e-12


@dataclass(frozen=True)
class Pooled:
    """How one channel was judged at its reference practice, customers a month at full effect.

    ``ledger`` (n,) is None where nobody counts what the channel brings; ``weight`` is that of the
    ledger; ``option`` and ``policy`` index the reference practice in the channel's response.
    """

    channel: str
    source: str
    option: int
    policy: int
    ledger: Array | None
    funnel: Array
    pooled: Array
    weight: float


def reference_of(business: Business, response: Response) -> tuple[int, int]:
    """Return (option, policy) of the reference practice: the owner's, nearest the usual effort.

    The area is the nearest one the channel may be used in; for what is sold at a distance, the
    widest.
    """
    name = response.channel.channel
    usual = max(business.d.best(f"{name}.usual_level"), _TINY)
    own = [j for j, o in enumerate(response.options) if o.alone]
    option = min(own, key=lambda j: abs(math.log(response.options[j].level / usual)))
    if response.channel.ledger_kind == "lift":
        option = own[-1]  # what is counted is the lift of asking everybody
    policies = np.flatnonzero(response.allowed[:, option])
    if len(policies) == 0:
        policies = np.array([len(response.allowed) - 1])
    afar = business.online > business.d.best("business.local_orders_share")
    return option, int(policies[-1] if afar else policies[0])


def _state(business: Business, response: Response) -> float:
    """Return how what exists already moves the channel against the usual firm that practises it.

    A page with more followers than usual carries further; without any site there is more to win
    than where one stands already.
    """
    case, d, name = business.case, business.d, response.channel.channel
    kind = response.channel.kind
    if kind == "platform":
        today = case.followers.get(name, 0.0) / d.best(f"{name}.usual_followers")
        return float(max(1.0, today) ** d.best(f"{name}.reach_b"))
    if kind == "website" and not case.has_website:
        usual = d.best(f"{name}.blog_factor_monthly") - 1.0
        return (usual + 1.0) / (usual + d.best(f"{name}.existing_share"))
    return 1.0


def _beside(values: Array, size: Array) -> float:
    """Return the variance of values (n,) beside what goes along with `size` (n,)."""
    whole = float(np.var(values))
    of_size = float(np.var(size))
    if of_size <= _TINY:
        return whole
    together = float(np.mean((values - values.mean()) * (size - size.mean())))
    return max(0.0, whole - together**2 / of_size)


def _shape(business: Business, response: Response, option: int, policy: int) -> Array:
    """Return what the funnel's shape is corrected by, (P, B, J).

    Wider areas bring less than proportionally more, and hours bring as their root.
    """
    table = response.draws["customers"][:_SHAPED].sum(axis=0)
    found = np.ones_like(table)
    if table.shape[0] > 1:
        here = table[policy : policy + 1]
        wider = np.divide(table, here, out=np.ones_like(table), where=here > _TINY)
        exponent = business.d.best("pooling.wider_exponent")
        most = business.d.best("pooling.wider_most")
        wanted = np.minimum(np.maximum(wider, _TINY) ** exponent, most)
        found = np.where(wider > _TINY, wanted / np.maximum(wider, _TINY), 0.0)
    if response.channel.kind in _BY_ROOT:
        base = table[min(policy, table.shape[0] - 1), 0]
        attention = business.d.best("business.attention_hours")
        levels = np.array([o.level for o in response.options])
        usual = max(float(base[option]), _TINY)
        own = {
            o.level: float(base[j]) / usual
            for j, o in enumerate(response.options)
            if o.doer == "owner" and not o.shared
        }
        row = f"{response.channel.channel}.hours_exponent"
        exponent = business.d.best(row if business.d.has(row) else "pooling.hours_exponent")
        wanted = ((levels + attention) / (levels[option] + attention)) ** exponent
        ratio = np.array([max(own[level], _TINY) for level in levels])
        found = found * np.minimum(wanted / ratio, 1.0 / _TINY)
    return np.asarray(found)


@dataclass(frozen=True)
class _Practice:
    """A channel's two estimates at its reference practice, logs of customers a month, (n,).

    ``doubt`` is what the ledger is in doubt beyond its draws, in logs: how far a spend lies from
    the usual one.
    """

    option: int
    policy: int
    own: Array
    sells: Flags
    funnel: Array
    entry: Array
    zeros: bool
    doubt: float


def _bounded(
    table: Array, factor: Array, shape: Array, most: float, usual: float, practice: _Practice
) -> Array:
    """Return by how much each option is lowered, (P, B, J), so that all bring less than `most`.

    The reference practice brings what it was judged to, but no more than `usual` of it; other
    efforts keep their relation to it: who stops posting is forgotten, however many follow.
    """
    brings = (table[:_SHAPED] * across(factor[:_SHAPED])).mean(axis=0) * shape
    part = np.maximum(brings / max(most, _TINY), _TINY)
    reference = max(float(part[min(practice.policy, len(part) - 1), 0, practice.option]), _TINY)
    held = min(reference, usual)
    return np.asarray(-np.expm1(np.log1p(-held) * part / reference) / part)


def _practice(business: Business, ledger: Ledger, response: Response) -> _Practice | None:
    """Return both estimates; None where there is no ledger or the funnel brings nobody."""
    owed = ledger.owed(response.channel)
    if owed is None:
        return None
    option, policy = reference_of(business, response)
    table = response.draws["customers"]
    own = table[:, min(policy, table.shape[1] - 1), 0, option]
    sells = own > _TINY
    selling, doubt = float(sells.mean()), 0.0
    if selling < _FEWEST_SELLING:
        return None
    # A part of the sellers on a marketplace sells nothing: what is pooled is what the others get.
    zeros = response.channel.kind == "listing" and selling < 1.0
    funnel = np.log(np.where(sells, own, middle(own[sells]) * _FLOOR))
    owed = owed / (selling if zeros else 1.0)
    if response.channel.family == "paid":
        ratio = ledger.spend_ratio(response.channel, response.options[option].money_steps)
        owed = np.minimum(
            owed * ratio ** business.d.best("ledger.spend_exponent"), ledger.most(response.channel)
        )
        doubt = business.d.best("ledger.spend_doubt") * abs(math.log(max(ratio, _TINY)))
    undivided = f"{response.channel.channel}.undivided_doubt"
    if business.d.has(undivided):  # nobody counts its part of the source apart
        doubt = math.hypot(doubt, business.d.best(undivided))
    entry = np.log(np.maximum(owed, max(middle(owed) * _FLOOR, _TINY)))
    return _Practice(option, policy, own, sells, funnel, entry, zeros, doubt)


def _known_practice(business: Business, ledger: Ledger, response: Response) -> _Practice | None:
    """Return both estimates, kept with the funnel."""
    if "practice" not in response.kept:
        response.kept["practice"] = _practice(business, ledger, response)
    found: _Practice | None = response.kept["practice"]
    return found


def biases_of(
    business: Business, ledger: Ledger, responses: Sequence[Response]
) -> Mapping[str, float]:
    """Return by how much, in logs, the funnels of each family are off on average.

    The mean gap of ledger to funnel over the family's channels, drawn towards none where there
    are few of them.
    """
    gaps: dict[str, list[float]] = {}
    for response in responses:
        if response.channel.family not in _CORRECTED:
            continue
        practice = _known_practice(business, ledger, response)
        if practice is not None:
            gap = middle(practice.entry) - middle(practice.funnel)
            gaps.setdefault(response.channel.family, []).append(gap)
    alone = business.d.best("pooling.channels_alone")
    return {family: sum(found) / (len(found) + alone) for family, found in gaps.items()}


def scaled(
    response: Response, factor: Array | float, *, priced: bool = False, most_closing: float = 1.0
) -> Response:
    """Return a response with so many times the new customers; `factor` broadcasts (n, P, B, J).

    Where an enquiry is `priced` by the advert, what a count corrects is first how many of them buy,
    by no more than `most_closing` times either way; beyond that it is how many come at all.
    """
    customers = response.draws["customers"] * factor
    leads = response.draws["leads"]
    if priced:
        leads = np.maximum(leads * np.minimum(factor * most_closing, 1.0), customers)
    else:
        leads = leads * factor
    return replace(response, draws={**response.draws, "leads": leads, "customers": customers})


def pooled_with(
    business: Business, ledger: Ledger, response: Response, biases: Mapping[str, float]
) -> tuple[Response, Pooled]:
    """Return a channel's response pooled with the ledger, and how.

    Returns
    -------
    (Response, Pooled)
        Leads, customers and gross profit of new customers scaled alike, but for the leads that
        adverts pay for; people reached, ties and extra purchases as the funnel has them.
    """
    channel = response.channel
    d, name = business.d, channel.channel
    bias = biases.get(channel.family, 0.0)
    practice = _known_practice(business, ledger, response)
    if practice is None:
        option = len([o for o in response.options if o.doer == "owner"]) // 2
        own = response.draws["customers"][:, 0, 0, option] * math.exp(bias)
        scale: Array | float = math.exp(bias)
        pooled = Pooled(name, channel.ledger_source, option, 0, None, own, own, 0.0)
    else:
        loose = d.best(f"pooling.bias_log.{channel.family}")
        # How large the business is moves both alike and says nothing about either.
        known = _beside(practice.entry, np.log(np.maximum(ledger.basis, _TINY)))
        missing = max(0.0, d.best("pooling.ledger_spread_log") ** 2 - known)
        entry = practice.entry + math.sqrt(missing) * d.normals(f"ledger.{name}")
        wide = float(np.var(practice.funnel[practice.sells])) + loose**2
        # What a tie brings differs far more from firm to firm than the usual firm is in doubt.
        doubt = min(known + missing, d.best("pooling.ledger_doubt_log") ** 2) + practice.doubt**2
        weight = wide / (wide + doubt)
        funnel = practice.funnel + bias + loose * d.normals(f"funnel.{name}")
        together = np.exp(weight * entry + (1.0 - weight) * funnel)
        # At its usual effort no channel brings more than the business gets today in all.
        together = np.minimum(together, np.maximum(ledger.today, _TINY))
        factor = together * _state(business, response) / np.exp(practice.funnel)
        shape = _shape(business, response, practice.option, practice.policy)
        if channel.family == "paid":
            # Further than the usual spend the ledger sees less than the prices promise.
            table = response.draws["customers"]
            usual = np.maximum(table[..., practice.option : practice.option + 1], _TINY)
            more = np.maximum(table / usual, 1.0)
            shape = shape * more ** (weight * (d.best("ledger.spend_exponent") - 1.0))
            shape = np.moveaxis(shape, 0, -1)
        else:
            most = middle(ledger.most(channel))
            part = d.best("pooling.usual_of_most")
            shape = shape * _bounded(
                response.draws["customers"], factor, shape, most, part, practice
            )
            shape = shape[..., None]
        scale = np.rollaxis(shape * factor, -1)
        if practice.zeros:
            together = np.where(practice.sells, together, 0.0)
        pooled = Pooled(
            name,
            channel.ledger_source,
            practice.option,
            practice.policy,
            np.exp(practice.entry),
            practice.own,
            together,
            weight,
        )
    usual_hours = response.options[pooled.option].owner_hours
    found = scaled(
        response, scale, priced=channel.kind in _PRICED, most_closing=d.best("pooling.most_closing")
    )
    return replace(found, usual_hours=usual_hours), pooled
