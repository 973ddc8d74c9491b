"""The three strategies, each at its own best, on the axes all of them share."""

import numpy as np

from advisor.catalogue import MIDDLE_STEP, STRATEGIES, Channel, Tables
from advisor.explain.names import OUTCOMES, listed
from advisor.explain.wording import exact, percent, two_figures
from advisor.insight.strategies.result import Way
from advisor.insight.strategies.words import NATURES, say
from advisor.model.engine import Engine
from advisor.model.forecast import MixForecast, uses_of
from advisor.model.mix import Mix
from advisor.model.scales import felt_steps
from advisor.recommend.accounts import evidence_shares, warnings_of
from advisor.results import Reason, Recommendation, StrategyResult

MOST_RISKS = 4  # lines that are still read
# From here on a risk is worth a line: a coin's flip of carrying the plan, one case in ten.
CARRIED_BY_ONE = 0.5
LOSS_SHARE = 0.1  # one case in ten
TOO_FAR_SHARE = 0.1  # one customer in ten
NEARLY_ALL = 0.97  # rounds to all
_FELT_EVEN_HOURS = 0.25  # a step of hours: less is not felt
_LOVED = 0.25  # of the hours felt: the rest is no work
_OF_WARNINGS = (
    "at_a_loss", "capacity_full", "group_hours", "hire_ends_early",
    "mostly_judgement",
)  # fmt: skip


def ways_of(recommendation: Recommendation, engine: Engine, tables: Tables) -> tuple[Way, ...]:
    """Return the three ways in the order of the recommendation, empty mixes included."""
    results = {way.id: way for way in recommendation.strategy.all}
    best = max(way.utility for way in results.values())
    call = recommendation.strategy.call
    called = results[call] if call is not None else None
    order = [s for s in STRATEGIES if s == call] + [s for s in STRATEGIES if s != call]
    found: list[Way] = []
    for policy, name in enumerate(STRATEGIES):
        result, mix = results[name], engine.strategies[policy]
        forecast = engine.forecast(mix)
        twin = next(
            (other for other in order[: order.index(name)] if same(results[other], result)), None
        )
        nature, felt = _felt(engine, mix)
        shares = recommendation.strategy.shares
        found.append(
            Way(
                id=name,
                name=OUTCOMES[name],
                same_as=twin,
                share_of_worlds=None if shares is None else shares.get(name, 0.0),
                behind_share=None if best <= 0 else max(0.0, 1.0 - result.utility / best),
                hours_per_week=sum(i.hours_per_week for i in result.allocation),
                staff_hours_per_week=sum(i.staff_hours_per_week for i in result.allocation),
                money_per_month=sum(i.money_per_month for i in result.allocation),
                customers=result.totals.customers,
                net_contribution=result.totals.net_contribution,
                people_aware=result.totals.people_aware,
                bonds=result.totals.bonds,
                payback_month=result.payback.month,
                loss_share=_loss(forecast),
                nature_hours=nature,
                felt_hours=felt,
                feel=_feel(engine, nature, felt),
                channels=tuple(i.name for i in result.allocation),
                only_here=_only(result, called),
                same_work=called is not None
                and called is not result
                and called.work == result.work,
                risks=_risks(engine, tables, mix, forecast, result),
            )
        )
    return tuple(found)


def same(one: StrategyResult, two: StrategyResult) -> bool:
    """Return whether two strategies come to the same: channels, effort, and what it is worth.

    The same effort can be aimed at another area; then it is worth something else.
    """
    return one.work == two.work and abs(one.utility - two.utility) < 1e-9


def _only(result: StrategyResult, called: StrategyResult | None) -> tuple[str, ...]:
    if called is None or called.id == result.id:
        return ()
    there = {i.channel for i in called.allocation}
    return tuple(i.name for i in result.allocation if i.channel not in there)


def _loss(forecast: MixForecast) -> float:
    if not forecast.uses:
        return 0.0
    return float((forecast.total["net_contribution"] < 0).mean())


_TASKS = {"camera": "on_camera", "writing": "writing", "pictures": "taking_pictures"}


def nature_of(channel: Channel) -> str:
    """Return what the hours of a channel are like, one of ``NATURES``."""
    if channel.meets:
        return "people"
    if channel.family == "private_network":
        return "group"
    tasks = {name: channel.liking.get(trait, 0.0) for name, trait in _TASKS.items()}
    most = max(tasks, key=lambda name: tasks[name])
    return most if tasks[most] > 0.0 else "desk"


def _felt(engine: Engine, mix: Mix) -> tuple[dict[str, float], float]:
    """Return the owner's hours by their nature, and what they weigh after liking."""
    nature: dict[str, float] = {}
    felt = 0.0
    personality = engine.case.personality
    for use in uses_of(engine.worth, mix):
        if use.owner_hours <= 0:
            continue
        channel = engine.responses[use.c].channel
        kind = nature_of(channel)
        nature[kind] = nature.get(kind, 0.0) + use.owner_hours
        drawn = sum(
            channel.liking.get(t, 0.0) * felt_steps(v) for t, v in sorted(personality.items())
        )
        felt += use.owner_hours * (1.0 - drawn)
    return {k: nature[k] for k in NATURES if k in nature}, max(0.0, felt)


def _feel(engine: Engine, nature: dict[str, float], felt: float) -> str:
    hours = sum(nature.values())
    if hours <= 0:
        return say("feel_none")
    kinds = sorted(nature.items(), key=lambda x: -x[1])
    spent = "is spent " if kinds[0][1] == 1 else "are spent "
    parts = [
        f"{exact(value)} {spent * (k == 0)}{NATURES[kind]}" for k, (kind, value) in enumerate(kinds)
    ]
    first = say("feel_hours", hours=exact(hours), parts=listed(parts))
    if len(parts) == 1:
        code = "feel_one_hour" if hours == 1 else "feel_one_kind"
        first = say(code, hours=exact(hours), kind=NATURES[next(iter(nature))])
    tastes = [v for t, v in engine.case.personality.items() if t != "drive_to_grow"]
    if all(v == MIDDLE_STEP for v in tastes):
        return f"{first} {say('feel_unsaid')}"
    if abs(felt - hours) < _FELT_EVEN_HOURS:
        return f"{first} {say('feel_even')}"
    if felt < _LOVED * hours:
        return f"{first} {say('feel_loves')}"
    code = "feel_suits" if felt < hours else "feel_against"
    return f"{first} {say(code, felt=two_figures(felt))}"


def _risks(
    engine: Engine, tables: Tables, mix: Mix, forecast: MixForecast, result: StrategyResult
) -> tuple[Reason, ...]:
    """Return what could go wrong with one way, the gravest first."""
    if mix.empty:
        return ()
    case, found = engine.case, []

    def add(code: str, figures: dict[str, float | int | str | None], **words: object) -> None:
        found.append(Reason(code=code, figures=figures, sentence=say(code, **words)))

    loss = _loss(forecast)
    if loss >= LOSS_SHARE:
        months = case.horizon_months
        add("loss", {"share": loss, "months": months}, share=percent(loss), months=months)
    customers = [float(np.median(c["customers"])) for c in forecast.channels]
    whole = sum(customers)
    if len(customers) > 1 and whole > 0 and max(customers) / whole >= CARRIED_BY_ONE:
        name = engine.responses[forecast.uses[int(np.argmax(customers))].c].channel.name
        share = max(customers) / whole
        add("half_on_one", {"share": share, "name": name}, name=name, share=percent(share))
    aimed, served = case.aim_prospects[mix.policy], float(engine.business.served_aim[mix.policy])
    far = 1.0 - served / aimed if aimed > 0 else 0.0
    if far >= TOO_FAR_SHARE and engine.business.online < TOO_FAR_SHARE:
        part = say("nearly_all") if far > NEARLY_ALL else percent(far)
        add("too_far", {"share": far}, share=part)
    elif mix.policy == 0:
        add("town_ends", {"people": aimed}, people=two_figures(aimed))
    away = (tables.channels[i.channel] for i in result.allocation if i.aim == "neighbouring_towns")
    if mix.policy > 0 and any(channel.kind == "membership" for channel in away):
        add("travel", {})
    evidence = evidence_shares(engine, mix, tables)
    warnings = warnings_of(
        engine, tables, mix, forecast, result.allocation, result.totals, evidence, None
    )
    kept = {w.code: w for w in warnings}
    found += [
        Reason(code=w.code, figures=w.figures, sentence=w.sentence)
        for code in _OF_WARNINGS
        if (w := kept.get(code)) is not None and not (code == "at_a_loss" and loss >= LOSS_SHARE)
    ]
    return tuple(found[:MOST_RISKS])
