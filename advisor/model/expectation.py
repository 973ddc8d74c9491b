"""What a decision expects of a channel: a truncated mean and its worst draws, by the owner's risk.

No premium for the far tail of a wide judgement, neither of what a channel brings nor of what a
customer is worth.
"""

from collections.abc import Iterator
from typing import cast

import numpy as np

from advisor.catalogue import MIDDLE_STEP
from advisor.model.curves import Array
from advisor.model.response import Business, Response
from advisor.model.response.base import AT_SALE, BY_CUSTOMER
from advisor.model.response.packing import across

EXPECTED = (*AT_SALE, "people_aware", "gross_extra", "bonds")  # no decision reads the others
_READ_TOGETHER = (("customers", AT_SALE), *((name, (name,)) for name in EXPECTED[len(AT_SALE) :]))
# Options order their draws apart where more than this share of them changes sides by it.
_SAME_ORDER = 0.02


def expected(
    business: Business, response: Response, risk: int, cost: Array
) -> tuple[tuple[str, Array, Array], ...]:
    """Return what ``expectations`` yields, remembered with the response."""
    paid = response.channel.family == "paid"  # what an advert costs is spared where it does not pay
    key = risk, business.case.value_of_owner_hour_usd if paid else None
    if key not in response.kept:
        found = tuple(expectations(business, response, risk, cost if paid else None))
        response.kept[key] = found
    return cast("tuple[tuple[str, Array, Array], ...]", response.kept[key])


def expectations(
    business: Business, response: Response, risk: int, cost: Array | None = None
) -> Iterator[tuple[str, Array, Array]]:
    """Yield quantity, expectation for decisions and mean shown, each (P or 1, B or 1, J).

    `cost` (array of shape (J,), optional): what an option costs a month, usd, where it can be
    stopped when it does not pay; what that spares counts with extra purchases.

    Draws are ordered by the outcome of each option, or of the first one where that comes to the
    same; and decisions see every customer at the typical profit: what a customer is worth is
    uncertain for all channels alike, is no risk of one of them, and its far tail shall carry no
    spend.
    """
    best = business.d.best
    each, whole, usual, typical = business.typical_profit
    extra = response.draws["gross_extra"][:, -1, 0] / each[:, None]
    at_sale, at_once = response.mean_of("customers"), response.mean_of("leads")
    outcome = response.draws["customers"][:, -1, 0] * (at_sale * typical)[:, None]
    outcome = outcome + extra * (at_once * usual)[:, None]
    worth = {"gross_new": typical / whole, "gross_later": typical / whole}
    worth["gross_extra"] = usual / each
    n = len(outcome)
    order = np.sort(outcome, axis=0)
    kept = outcome <= order[int(best("risk.truncation") * (n - 1) + 1e-9)]
    if np.count_nonzero(kept != kept[:, :1]) <= _SAME_ORDER * kept.size:
        outcome, order, kept = outcome[:, :1], order[:, :1], kept[:, :1]
    worst = outcome <= order[int(best("risk.worst_share") * (n - 1) + 1e-9)]
    careful = best("risk.worst_part") + (MIDDLE_STEP - risk) * best("risk.step")
    weight = (1.0 - careful) * kept / kept.sum(axis=0) + careful * worst / worst.sum(axis=0)
    full = business.full_part
    plain = np.full(n, 1.0 / n)
    by_ramp = {}
    for sold, mean in ((True, at_sale), (False, at_once)):
        by_ramp[sold] = weight * ((1.0 - full) * mean + full)[:, None], plain * mean
    earns = dict(zip(BY_CUSTOMER, response.earns, strict=True))
    spared: Array | float = 0.0
    if cost is not None:
        brings = ((1.0 - full) * at_sale + full) * typical / whole * sum(response.earns)
        spared = _spared(business, response, weight, brings, cost)
    for of, names in _READ_TOGETHER:
        table = response.draws[of]
        weights = []
        for name in names:
            decided, shown = by_ramp[name in AT_SALE]
            if name in worth:
                decided = decided * worth[name][:, None]
            if name in earns:
                decided, shown = decided * earns[name][:, None], shown * earns[name]
            weights.append((decided, shown))
        if weight.shape[1] > 1:
            means = np.stack([shown for _, shown in weights]) @ table.reshape(n, -1)
            for name, (decided, _), mean in zip(names, weights, means, strict=True):
                found = np.einsum("nj,npbj->pbj", decided, table)
                mean = mean.reshape(found.shape)
                yield name, found + spared if name == "gross_extra" else found, mean
            continue
        rows = np.stack([row for decided, shown in weights for row in (decided[:, 0], shown)])
        found = (rows @ table.reshape(n, -1)).reshape(len(names), 2, *table.shape[1:])
        for name, both in zip(names, found, strict=True):
            yield name, both[0] + spared if name == "gross_extra" else both[0], both[1]


def _spared(
    business: Business, response: Response, weight: Array, brings: Array, cost: Array
) -> Array:
    """Return what stopping an advert that does not pay spares, usd a month, (P, B, J).

    After some months its owner sees what it brings, and a losing one costs nothing any longer.
    `weight` (n, J or 1): of each draw in a decision; `brings` (n,): profit of a customer; `cost`
    (J,), usd a month.
    """
    tried = min(1.0, business.d.best("business.advert_tried_months") / business.horizon)
    lost = cost - response.draws["customers"] * across(brings)
    np.maximum(lost, 0.0, out=lost)
    if weight.shape[1] > 1:
        return np.asarray((1.0 - tried) * np.einsum("nj,npbj->pbj", weight, lost))
    whole = weight[:, 0] @ lost.reshape(len(lost), -1)
    return np.asarray((1.0 - tried) * whole.reshape(lost.shape[1:]))
