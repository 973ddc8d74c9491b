"""What a business does today, at the hours and the money that were typed.

The model judges the nearest level that it knows: what that level takes is nobody's answer.
"""

from collections.abc import Sequence
from typing import TypeVar, cast

from advisor.catalogue import WEEKS_PER_MONTH
from advisor.profile import BusinessProfile
from advisor.results.forecast import MixItem, Range
from advisor.results.recommendation import Baseline, Recommendation

_Item = TypeVar("_Item", bound=MixItem)


def as_typed(items: Sequence[_Item], profile: BusinessProfile) -> tuple[_Item, ...]:
    """Return channels in use with the hours and money typed; what was not typed stays."""
    found = []
    for item in items:
        use = profile.present_mix.get(item.channel)
        typed = {name: getattr(use, name, None) for name in ("hours_per_week", "money_per_month")}
        found.append(item.model_copy(update={k: v for k, v in typed.items() if v is not None}))
    return tuple(found)


def at_typed_costs(level: Baseline, profile: BusinessProfile, hour: float) -> Baseline:
    """Return a present mix after the costs that were typed; `hour` is what an owner's is worth."""
    items, totals = as_typed(level.allocation, profile), level.totals
    pairs = list(zip(level.allocation, items, strict=True))
    hours = sum(known.hours_per_week - done.hours_per_week for known, done in pairs)
    money = sum(known.money_per_month - done.money_per_month for known, done in pairs)
    saved = money + hours * WEEKS_PER_MONTH * hour
    left = {
        name: Range.of(point + saved for point in range_.points)
        for name in ("net_contribution", "net_over_years")
        if (range_ := getattr(totals, name)) is not None
    }
    return level.model_copy(update={"allocation": items, "totals": totals.model_copy(update=left)})


def done_today(r: Recommendation, profile: BusinessProfile) -> Baseline | None:
    """Return the present mix of a recommendation at typed costs; None where it was not given."""
    hour = profile.value_of_owner_hour
    if hour is None:
        assumed = {a.field: a.value for a in r.assumptions}
        hour = cast(float, assumed.get("value_of_owner_hour", 0.0))
    return None if r.present is None else at_typed_costs(r.present, profile, hour)
