"""What a decision expects of a channel: a truncated mean and its worst draws, by the owner's risk.

No premium for the far tail of a wide judgement, neither of what a channel brings nor of what a
customer is worth.
"""

from collections.abc import Iterator

import numpy as np

from advisor.catalogue import MIDDLE_STEP
from advisor.model.curves import Array
from advisor.model.response import Business, Response
from advisor.model.response.base import AT_SALE, BY_CUSTOMER, QUANTITIES

_SHOWN_ONLY = ("people_reached", "leads")  # no decision reads what is expected of them
_READ_TOGETHER = (
    ("customers", AT_SALE),
    *((name, (name,)) for name in QUANTITIES if name not in AT_SALE),
)
# Options order their draws apart where more than this share of them changes sides by it.
_SAME_ORDER = 0.02


def expectations(
    business: Business, response: Response, risk: int
) -> Iterator[tuple[str, Array, Array]]:
    """Yield quantity, expectation for decisions and mean shown, each (P or 1, B or 1, J).

    Of people reached and leads, on which nothing is decided, the first may be the second.

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
    if (kept != kept[:, :1]).mean() <= _SAME_ORDER:
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
                mean = mean.reshape(table.shape[1:])
                read = name not in _SHOWN_ONLY
                yield name, np.einsum("nj,npbj->pbj", decided, table) if read else mean, mean
            continue
        rows = np.stack([row for decided, shown in weights for row in (decided[:, 0], shown)])
        found = (rows @ table.reshape(n, -1)).reshape(len(names), 2, *table.shape[1:])
        for name, both in zip(names, found, strict=True):
            yield name, both[0], both[1]
