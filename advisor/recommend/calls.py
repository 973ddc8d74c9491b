"""What is called for a business, and which channel leads, read off its engine."""

import numpy as np

from advisor.catalogue import STRATEGIES
from advisor.catalogue import Strategy as StrategyId
from advisor.model.engine import Engine
from advisor.model.mix import Mix

Call = StrategyId | None

# Another way is called only where it is worth more by this share; below it the two are a tie.
MARGIN = 0.01


def call_of(
    engine: Engine,
    present: Call,
    hours: int | None = None,
    money: int | None = None,
    *,
    quick: bool = False,
) -> Call:
    """Return the call of an engine, the present one kept where another is hardly better.

    Parameters
    ----------
    present : strategy or None
        Kept where the best way is worth less than ``MARGIN`` more.
    hours, money : int, optional
        Smaller budgets, in quarter hours and money steps.
    quick : bool, default False
        Leave the baselines out, which are better only where capacity binds.

    Returns
    -------
    strategy or None
        None where nothing is called.
    """
    h = engine.hours if hours is None else hours
    m = engine.money if money is None else money
    mixes = [engine.best(p, h, m, quick=quick) for p in range(len(STRATEGIES))]
    best = engine.call(mixes)
    if best.empty:
        return None
    if present is not None:
        mine = mixes[STRATEGIES.index(present)]
        if not mine.empty and best.utility - mine.utility <= MARGIN * abs(best.utility):
            return present
    return STRATEGIES[best.policy]


def leading_channel(engine: Engine, mix: Mix) -> str:
    """Return the id of the channel of a mix that earns most gross profit, "" for an empty mix.

    Returns
    -------
    str
        Ties go to the first id.
    """
    bucket, crowd, gate = engine.judging.around(mix.chosen)
    best, found = -np.inf, ""
    for c, pick in enumerate(mix.chosen):
        if not pick:
            continue
        expected = engine.worth.expected[c]
        factor = engine.worth.met_share(c, crowd, gate)
        j = int(pick) - 1
        earned = float(
            (expected["gross_new"] + expected["gross_later"])[mix.policy, bucket, j] * factor
            + expected["gross_extra"][mix.policy, bucket, j]
        )
        if earned > best + 1e-12:
            best, found = earned, engine.responses[c].channel.channel
    return found
