"""What matters: which answers and which uncertain figures move the outcome and the choice."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from advisor.catalogue import LEAST_STEP, MIDDLE_STEP, MOST_STEP, REACH_GOALS, Case, Span, Tables
from advisor.evidence.policy import load_policy
from advisor.explain.answer_words import answer_name, answer_text
from advisor.explain.names import OUTCOMES
from advisor.explain.wording import two_figures
from advisor.insight.sensitivity.figures import Judge, moved_figures
from advisor.insight.sensitivity.policies import policy_finding, policy_views
from advisor.insight.sensitivity.result import Moved, Outcome, SensitivityResult
from advisor.insight.sensitivity.words import say, span_text
from advisor.profile import FIELDS, BusinessProfile
from advisor.recommend import solve_beside
from advisor.results import Finding, Recommendation

SHORT_MONTHS, LONG_MONTHS = 6, 24  # half a year, two years
LEAST_MONEY_STEPS = 20  # a hundred: less is no other budget
_JUST_ABOVE = 1.000001  # so that a whole step is reached in spite of dust


def moved_answers(judge: Judge, unit: str) -> tuple[Moved, ...]:
    """Return every answer moved, largest swing first."""
    text = partial(answer_text, currency=judge.base.case.currency, unit=unit)
    found = []
    for field, now, low, high in _ends(judge):
        ends = []
        for value in (low, high):
            if value == now:
                engine = judge.base
            else:
                engine = judge.solved.answered(_change(judge, field, value))
            ends.append(judge.outcome(engine, text(field, value)))
        found.append(
            judge.moved(
                "answer", field, answer_name(field), text(field, now), ends[0], ends[1],
                assumed=_assumed(judge, field),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda m: (-m.swing, m.id)))


def _assumed(judge: Judge, field: str) -> bool:
    profile = judge.solved.profile
    return getattr(profile if field in FIELDS else profile.personality, field) is None


def _change(judge: Judge, field: str, value: Any) -> dict[str, Any]:
    if field not in FIELDS:
        given = judge.solved.profile.answers().get("personality", {})
        return {"personality": {**given, field: value}}
    return {field: value}


def _ends(judge: Judge) -> Iterator[tuple[str, Any, Any, Any]]:
    """Yield (field, now, low, high), in the profile's units."""
    case, profile = judge.base.case, judge.solved.profile
    local = case.local_per_usd
    hours = case.owner_hours
    times, part = (judge.tables.practice[f"moved_{x}"].value for x in ("times", "share"))
    most = FIELDS["hours_per_week"].within(max(hours * times, 1.0))
    yield "hours_per_week", hours, hours / times, most
    step = case.money_step_usd * local
    money = case.money_usd * local
    more = max(money * times, LEAST_MONEY_STEPS * step * _JUST_ABOVE)
    yield "money_per_month", money, money / times, more
    place = REACH_GOALS.index(case.reach_goal)
    nearer, farther = max(place - 1, 0), min(place + 1, len(REACH_GOALS) - 1)
    yield "reach_goal", case.reach_goal, REACH_GOALS[nearer], REACH_GOALS[farther]
    yield from _spans(judge, case)
    for field, value in (
        ("capacity_new_customers_per_month", case.capacity_per_month),
        ("value_of_owner_hour", case.value_of_owner_hour_usd * local),
        ("customers_come_from_miles", case.catchment_miles),
        ("people_nearby", case.people_nearby),
    ):
        if value > 0:
            assumed = getattr(profile, field) is None
            factors = (1.0 / times, times) if assumed else (1.0 - part, 1.0 + part)
            low, high = (FIELDS[field].within(value * factor) for factor in factors)
            yield field, value, low, high
    yield "months_to_goal", case.horizon_months, SHORT_MONTHS, LONG_MONTHS
    for trait in ("meeting_people", "drive_to_grow"):
        yield trait, case.personality.get(trait, MIDDLE_STEP), LEAST_STEP, MOST_STEP


def _spans(judge: Judge, case: Case) -> Iterator[tuple[str, float, float, float]]:
    """Yield the answers that are drawn from the trade's range where they are left out."""
    local = case.local_per_usd
    spans: tuple[tuple[str, Span, float], ...] = (
        ("average_sale", case.average_sale_usd, local),
        ("purchases_per_year", case.purchases_per_year, 1.0),
        ("gross_margin", case.gross_margin, 1.0),
        ("active_customers", case.active_customers, 1.0),
    )
    for field, span, scale in spans:
        low, best, high = (x * scale for x in (span.low, span.best, span.high))
        if getattr(judge.solved.profile, field) is not None:
            part = judge.tables.practice["moved_share"].value
            low, high = best * (1.0 - part), best * (1.0 + part)
        high = FIELDS[field].within(high)
        if high > low:
            yield field, best, low, high


# An outcome that moves by less than this share of itself is shown as flat.
FLAT_SHARE = 0.02


def build(
    recommendation: Recommendation, profile: BusinessProfile, tables: Tables
) -> SensitivityResult:
    """Move answers and uncertain figures one at a time and choose the best mix again.

    Raises ``ProfileError`` if an answer is not allowed.
    """
    judge = Judge(solve_beside(recommendation, profile, tables))
    answers = moved_answers(judge, recommendation.distance_unit)
    figures = moved_figures(judge, recommendation)
    now, currency = judge.now, recommendation.currency
    findings = [
        _outcome("answers", answers, now, currency),
        _choice("choice", answers, now),
        _outcome("figures", [m for m in figures if m.kind == "figure"], now, currency),
    ]
    if figures:
        findings.append(_choice("figures_choice", figures, now))
    policies = policy_views(judge, load_policy(), tables)
    fields = {"call": OUTCOMES[now.call], "leader": now.leader}
    findings += [policy_finding(view, fields[view.target]) for view in policies]
    return SensitivityResult(
        findings=tuple(findings),
        net_contribution=now.net_contribution,
        customers=now.customers,
        call=now.call,
        leader=now.leader,
        answers=answers,
        figures=figures,
        policies=policies,
    )


def _outcome(code: str, moved: Sequence[Moved], now: Outcome, currency: str) -> Finding:
    """Return the tornado of what is earned over the years."""
    first = moved[0] if moved else None
    scale = abs(now.net_contribution)
    if first is None or first.swing <= FLAT_SHARE * scale:
        title = say("answers_flat" if code == "answers" else "figures_none")
    else:
        low, high = sorted((first.low.net_contribution, first.high.net_contribution))
        title = say(
            code, first=first.name, low=two_figures(low), high=two_figures(high),
            now=two_figures(now.net_contribution), currency=currency,
        )  # fmt: skip
    learn = next((m for m in moved if m.assumed and m.swing > FLAT_SHARE * scale), None)
    rows = []
    for one in moved:
        nets = (one.low.net_contribution, now.net_contribution, one.high.net_contribution)
        name = f"{one.name} ({span_text(one.low.value_text, one.high.value_text)})"
        rows.append((name, min(nets), now.net_contribution, max(nets)))
    return Finding(
        code=f"{code}_outcome",
        title=title,
        sentences=() if learn is None else (say("learn", name=learn.name),),
        header=("What was changed", "Least earned", "Now", "Most earned") if rows else (),
        rows=tuple(rows),
        picture="ranges" if rows else "none",
        unit=f"{currency} a month",
        notes=(say(f"{code}_note"),) if rows else (),
    )


def _choice(code: str, moved: Sequence[Moved], now: Outcome) -> Finding:
    """Return which of the moved things change the call or the leading channel."""
    changing = [m for m in moved if m.changes_call or m.changes_leader]
    title = (
        say(code, count=len(changing), all=len(moved))
        if changing
        else say(f"{code}_none", all=len(moved))
    )
    rows = [
        (m.name, end.value_text, OUTCOMES[end.call], end.leader)
        for m in changing
        for end in (m.low, m.high)
        if (end.call, end.leader) != (now.call, now.leader)
    ]
    sentences = []
    for one in moved:
        if one.kind != "rival":
            continue
        for end in (one.low, one.high):
            if end.channels_in:
                sentences.append(
                    say(
                        "comes_in", name=one.name, value=end.value_text,
                        channels=" and ".join(end.channels_in),
                    )
                )  # fmt: skip
    return Finding(
        code=code,
        title=title,
        sentences=tuple(sentences),
        header=("What was changed", "At", "Advice", "Earns most") if rows else (),
        rows=tuple(rows),
    )
