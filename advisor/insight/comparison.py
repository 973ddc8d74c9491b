"""Two to four scenarios side by side: mix, effort, ranges, and how often one beats another.

All are solved with the same seed and the same number of draws; a draw's figures depend only on
seed and name, so the same draw is the same world for every scenario (common draws).  How often
one beats another is counted draw by draw, not guessed from two ranges.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np

from advisor.catalogue import CUSTOMERS, Tables
from advisor.errors import ProfileError
from advisor.explain.called import called_among, typed_in
from advisor.explain.comparison_words import (
    counted_findings,
    difference_finding,
    effort_finding,
    mix_finding,
)
from advisor.explain.ledger_words import basis_of
from advisor.explain.wording import exact
from advisor.model.curves import Array
from advisor.profile import FIELDS, BusinessProfile
from advisor.recommend import solve_beside
from advisor.recommend.items import Items
from advisor.results import Finding, MixItem, Recommendation
from advisor.results.comparison import ComparedScenario, Comparison, Difference, Versus
from advisor.results.present import done_today

FEWEST, MOST = 2, 4  # scenarios beside each other: more do not fit on a page
_NO_ANSWER = ("name",)


@dataclass(frozen=True)
class Side:
    """A scenario to compare: its name, its answers, and today's recommendation for them.

    ``as_today``: not what is recommended is compared, but what the business does now.
    """

    name: str
    profile: BusinessProfile
    recommendation: Recommendation
    as_today: bool = False


def share_ahead(first: Array, second: Array) -> float:
    """Return the share of draws in which the first is higher; ties count half.

    From 0 to 1; the two ways round add up to 1.  `first`, `second` (array of shape (n,)): the same
    draw at the same place.

    Examples
    --------
    >>> share_ahead(np.array([1.0, 2.0, 3.0, 4.0]), np.array([0.0, 2.0, 4.0, 0.0]))
    0.625
    """
    return float(np.mean(first > second) + np.mean(first == second) / 2)


def _mix(items: Sequence[MixItem]) -> tuple[tuple[object, ...], ...]:
    return tuple(
        (i.channel, i.units, i.hours_per_week, i.staff_hours_per_week, i.money_per_month)
        for i in items
    )


def _judged(side: Side, tables: Tables) -> tuple[ComparedScenario, Array, Array]:
    """Return a scenario with its draws of new customers and of what is left, (n,), a month."""
    r = side.recommendation
    engine = solve_beside(r, side.profile, tables).engine
    mix = engine.baseline("present_mix") if side.as_today else engine.recommended
    now = done_today(r, side.profile) if side.as_today else None
    level = r.present if now else None
    if mix is None or (side.as_today and now is None):
        raise ProfileError(
            "present_mix", None, "what the business does today, by channel",
            f"Without it nothing can be said of “{side.name}”.",
        )  # fmt: skip
    customers = left = np.zeros(engine.draws.n_draws)
    if not mix.empty:
        total = engine.forecast(mix).total
        customers = total["customers"]
        left = total["net_contribution"] * engine.case.local_per_usd
    if now and level:  # at the costs that were typed
        left = left + (now.totals.net_contribution.p50 - level.totals.net_contribution.p50)
    found: dict[str, Any] = {
        "name": side.name, "place": r.place, "currency": r.currency,
        "horizon_months": r.horizon_months, "as_today": side.as_today,
        "expected_customers": float(customers.mean()), "expected_left": float(left.mean()),
        "loss_share": float((left < 0).mean()),
    }  # fmt: skip
    if now and level:
        money = sum(i.money_per_month for i in now.allocation)
        more = money - sum(i.money_per_month for i in level.allocation)
        forecast = engine.forecast(mix)
        usd = forecast._usd + more / engine.case.local_per_usd
        payback = Items(engine, tables).payback(replace(forecast, _usd=usd))
        found |= {
            "call": None, "headline": "What is done today.", "allocation": now.allocation,
            "totals": now.totals, "money": money,
            "owner_hours": sum(i.hours_per_week for i in now.allocation),
            "staff_hours": sum(i.staff_hours_per_week for i in now.allocation),
        }  # fmt: skip
    else:
        payback, names = r.payback, list(MixItem.model_fields)
        found |= {
            "call": r.strategy.call, "headline": r.headline, "totals": r.totals,
            "allocation": tuple(
                MixItem(**{n: getattr(i, n) for n in names}) for i in r.allocation
            ),
            "owner_hours": r.budgets.owner_hours.used, "staff_hours": r.budgets.staff_hours.used,
            "money": r.budgets.money.used,
        }  # fmt: skip
    found |= {"payback_month": payback.month, "cash": payback.range_by_month}
    return ComparedScenario(**found), customers, left


def _written(value: object) -> str:
    """Return an answer as a short text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return exact(float(value))
    if isinstance(value, Mapping):
        return ", ".join(
            key.replace("_", " ") if inner is True else f"{key.replace('_', ' ')} {_written(inner)}"
            for key, inner in sorted(value.items())
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_written(item) for item in value)
    return str(value).replace("_", " ")


def _flat(answers: Mapping[str, Any]) -> dict[str, str]:
    """Return answers by dotted name, one level down."""
    found = {}
    for name, value in answers.items():
        if name in _NO_ANSWER:
            continue
        if isinstance(value, Mapping):
            for inner, deeper in value.items():
                found[f"{name}.{inner}"] = _written(deeper)
        else:
            found[name] = _written(value)
    return found


def _question(name: str) -> str:
    """Return the question of an answer; for one in a map, the map's question and the key."""
    if name in FIELDS:
        return FIELDS[name].question
    head, _, key = name.partition(".")
    return f"{FIELDS[head].question} ({key.replace('_', ' ')})"


def differences(profiles: Sequence[BusinessProfile]) -> tuple[Difference, ...]:
    """Return the answers in which profiles differ, in the order they are asked, but for names."""
    flat = [_flat(profile.answers()) for profile in profiles]
    order = list(FIELDS)
    names = sorted(
        {name for answers in flat for name in answers},
        key=lambda name: (order.index(name.split(".")[0]), name),
    )
    found = []
    for name in names:
        values = tuple(answers.get(name, "") for answers in flat)
        if len({*values}) > 1:
            found.append(Difference(field=name, question=_question(name), values=values))
    return tuple(found)


def build(sides: Sequence[Side], tables: Tables) -> Comparison:
    """Compare scenarios under common draws.

    `sides`: two to four, their recommendations with the same seed and draws, from these tables.
    Returns scenarios in the order of the sides.  Raises ``ProfileError`` if there are fewer or
    more, or the draws are not common.
    """
    if not FEWEST <= len(sides) <= MOST:
        raise ProfileError("scenarios", len(sides), f"{FEWEST} to {MOST} at a time")
    drawn = {(s.recommendation.seed, s.recommendation.draws) for s in sides}
    if len(drawn) > 1:
        raise ProfileError(
            "draws", sorted(drawn), "the same seed and draws in all", "Compute them again."
        )
    if {s.recommendation.versions.data for s in sides} != {tables.version}:
        raise ProfileError(
            "tables", sorted({s.recommendation.versions.data for s in sides}),
            f"recommendations from the tables of {tables.version}", "Compute them again.",
        )  # fmt: skip
    judged = [_judged(side, tables) for side in sides]
    words = {s.recommendation.customers_called for s in sides}
    called = words.pop() if len(words) == 1 else CUSTOMERS
    scenarios = tuple(
        scenario if called != CUSTOMERS else _named_alike(scenario, tables)
        for scenario, _, _ in judged
    )
    versus = []
    for a, b in combinations(range(len(sides)), 2):
        (_, customers_a, left_a), (_, customers_b, left_b) = judged[a], judged[b]
        alike = scenarios[a].currency == scenarios[b].currency
        versus.append(
            Versus(
                first=a,
                second=b,
                customers=share_ahead(customers_a, customers_b),
                left=share_ahead(left_a, left_b) if alike else None,
                customers_more=float(np.mean(customers_a - customers_b)),
                left_more=float(np.mean(left_a - left_b)) if alike else None,
                same_mix=_mix(scenarios[a].allocation) == _mix(scenarios[b].allocation),
            )
        )
    scales = [basis_of(side.recommendation) for side in sides]
    scale = max(scales, key=lambda scale: scale[0])  # few customers are counted by the year
    differ = differences([side.profile for side in sides])
    seed, draws = drawn.pop()
    found = Comparison(
        findings=(
            *counted_findings(scenarios, versus, scale),
            effort_finding(scenarios),
            mix_finding(scenarios),
            difference_finding(scenarios, differ),
        ),
        scenarios=scenarios,
        versus=tuple(versus),
        differences=differ,
        draws=draws,
        seed=seed,
        data_version=tables.version,
        period="year" if scale[1] == "year" else "month",
        customers_called=called,
    )
    typed = [text for side in sides for text in typed_in(side.profile.answers())]
    return called_among(found).keeping(typed)(found)


def _named_alike(scenario: ComparedScenario, tables: Tables) -> ComparedScenario:
    """Return a scenario whose channels have no trade's word in their names."""
    named = tuple(
        item if item.name == tables.channels[item.channel].name or item.posts_of
        else item.model_copy(update={"name": tables.channels[item.channel].name})
        for item in scenario.allocation
    )  # fmt: skip
    return scenario.model_copy(update={"allocation": named})


def decided_with(result: Comparison, decision: Finding) -> Comparison:
    """Return a comparison with what was decided on it, right after the trade-off."""
    first, *rest = result.findings
    return result.model_copy(update={"findings": (first, decision, *rest)})
