"""What matters: which answers and which uncertain figures move the outcome and the choice."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.catalogue import Tables
from advisor.evidence.policy import load_policy
from advisor.explain.names import OUTCOMES
from advisor.explain.wording import two_figures
from advisor.insight.sensitivity.answers import moved_answers
from advisor.insight.sensitivity.figures import moved_figures
from advisor.insight.sensitivity.moving import Judge
from advisor.insight.sensitivity.policies import policy_finding, policy_views
from advisor.insight.sensitivity.result import Moved, Outcome, SensitivityResult
from advisor.insight.sensitivity.words import say, span_text
from advisor.profile import BusinessProfile
from advisor.recommend import solve_beside
from advisor.results import Finding, Recommendation

# An outcome that moves by less than this share of itself is shown as flat.
FLAT_SHARE = 0.02


def build(
    recommendation: Recommendation, profile: BusinessProfile, tables: Tables
) -> SensitivityResult:
    """Move answers and uncertain figures one at a time and choose the best mix again.

    Raises ``ProfileError`` if an answer is not allowed.
    """
    judge = Judge(solve_beside(recommendation, profile, tables))
    answers = moved_answers(judge, recommendation.distance_unit == "km")
    figures = moved_figures(judge, recommendation)
    now, currency = judge.now, recommendation.currency
    findings = [
        _outcome("answers", answers, now, currency),
        _choice("choice", answers),
        _outcome("figures", [m for m in figures if m.kind == "figure"], now, currency),
    ]
    if figures:
        findings.append(_choice("figures_choice", figures))
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
    """Return the tornado of what is left for the owner."""
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
        header=("What was changed", "Least left", "Now", "Most left") if rows else (),
        rows=tuple(rows),
        picture="ranges" if rows else "none",
        unit=f"{currency} a month",
        notes=(say(f"{code}_note"),) if rows else (),
    )


def _choice(code: str, moved: Sequence[Moved]) -> Finding:
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
