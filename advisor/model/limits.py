"""What a mix may hold beside its budgets: things kept going, bets, one channel's part."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.catalogue import MIDDLE_STEP, MOST_STEP, Case
from advisor.model.draws import Draws
from advisor.model.response.options import HOUR_STEP

MORE_HOURS, MORE_MONEY = 4, 20  # steps in one more hour, in a hundred more of money
# Steps of hours and money beyond the owner's that the tables hold: what is asked beside an answer.
BEYOND = 4 * MORE_HOURS, 4 * MORE_MONEY


@dataclass(frozen=True)
class Limits:
    """What a mix may hold: channels at once, hours (quarters) and money (steps) in bets.

    ``by_manager`` is how many channels more a mix holds of those that a manager runs.
    ``single_share`` is the most of the hours that one channel takes, where a mix takes more than
    ``spread_hours`` (quarters): effort is spread where judgement carries the outcome.  ``hire``
    asks for a manager who runs at least one channel.
    """

    most_channels: int
    by_manager: int
    bet_hours: float
    bet_money: float
    single_share: float = 1.0
    spread_hours: float = 0.0
    hire: bool = False


def limits_of(case: Case, draws: Draws, hours: int, money: int) -> Limits:
    """Return the limits at budgets (quarter hours, money steps), by how careful the owner is."""
    best, bold = draws.best, case.risk == MOST_STEP
    share = 1.0 if bold else best("risk.most_bets_share") * 2.0 ** (case.risk - MIDDLE_STEP)
    # What is new begins in turn, and nothing begins after the months that are looked at.
    begun = int(best("business.starts_at_once")) - 1 + case.horizon_months - 1
    many = next(n for most, n in case.most_channels if hours * HOUR_STEP <= most)
    return Limits(
        min(many, len(case.done_today) + max(begun, 1)),
        case.channels_by_manager,
        share * hours,
        share * money,
        1.0 if bold else best("risk.most_single_share"),
        best("risk.spread_from_hours") / HOUR_STEP,
    )
