"""Whether a manager stays in a mix: not for a few good outcomes alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from advisor.model.mix import Mix

if TYPE_CHECKING:
    from advisor.model.engine import Engine


def unless_alone_is_likelier(engine: Engine, mix: Mix, hours: int, money: int) -> Mix:
    """Return a mix, or the best without a manager where hiring seldom pays.

    A manager who may be hired must leave more over the years that count in as many draws as the
    owner's risk asks for (``Worth.least_odds``).  `hours`, `money`: budgets in quarter hours and
    money steps.
    """
    if not mix.hired or engine.case.manager != "maybe" or engine.case.locks:
        return mix
    managed = [pick > 0 and engine.worth.managed[c][pick - 1] for c, pick in enumerate(mix.chosen)]
    begin = [np.where(managed, 0, mix.chosen)]
    alone = engine.searched(mix.policy, hours, money, begin, simple=True, by_owner=True)
    one, other = (np.asarray(engine.forecast(m).total["net_over_years"]) for m in (mix, alone))
    likely = float((one > other).mean()) >= engine.worth.least_odds
    return mix if likely else replace(alone, bound=mix.bound)
