"""What a decision expects of a channel: a truncated mean and its worst draws, by the owner's risk.

No premium for the far tail of a wide judgement, neither of what a channel brings nor of what a
customer is worth.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from advisor.catalogue import MIDDLE_STEP
from advisor.model.response import Business, Response
from advisor.model.response.base import AT_SALE, QUANTITIES

Array = NDArray[np.float64]


def expectations(
    business: Business, response: Response, risk: int
) -> Iterator[tuple[str, Array, Array]]:
    """Yield quantity, expectation for decisions and mean shown, each (P or 1, B or 1, J).

    Draws are ordered by the channel's own outcome at its first option, and decisions see every
    customer at the typical profit: what a customer is worth is uncertain for all channels
    alike, is no risk of one of them, and its far tail shall carry no spend.
    """
    best = business.d.best
    each, whole, usual, typical = business.typical_profit
    extra = response.draws["gross_extra"][:, -1, 0, 0] / each
    outcome = response.draws["customers"][:, -1, 0, 0] * response.mean_of("customers") * typical
    outcome = outcome + extra * usual * response.mean_of("leads")
    worth = {"gross_new": typical / whole, "gross_later": typical / whole}
    worth["gross_extra"] = usual / each
    n = len(outcome)
    order = np.sort(outcome)
    kept = outcome <= order[int(best("risk.truncation") * (n - 1) + 1e-9)]
    worst = outcome <= order[int(best("risk.worst_share") * (n - 1) + 1e-9)]
    careful = best("risk.worst_part") + (MIDDLE_STEP - risk) * best("risk.step")
    weight = (1.0 - careful) * kept / kept.sum() + careful * worst / worst.sum()
    full = best("value.full_effect_part")
    plain = np.full(n, 1.0 / n)
    by_ramp = {}
    for at_sale, name in ((True, "customers"), (False, "leads")):
        mean = response.mean_of(name)
        by_ramp[at_sale] = np.stack([weight * ((1.0 - full) * mean + full), plain * mean])
    for name in QUANTITIES:
        table = response.draws[name]
        rows = by_ramp[name in AT_SALE]
        if name in worth:
            rows = np.stack([rows[0] * worth[name], rows[1]])
        decided, shown = (rows @ table.reshape(n, -1)).reshape(2, *table.shape[1:])
        yield name, decided, shown
