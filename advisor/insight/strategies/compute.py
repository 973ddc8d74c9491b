"""Which one fits you: the legitimate strategies side by side, and what would tip the call."""

from collections.abc import Iterable, Sequence

from advisor.catalogue import Tables
from advisor.explain.names import OUTCOMES, in_a_row
from advisor.explain.wording import amount, counted, percent, two_figures
from advisor.insight.strategies.result import StrategiesResult, Tip, Tried, Way, distinct
from advisor.insight.strategies.tips import TRIED, Moved, Tipping
from advisor.insight.strategies.ways import ways_of
from advisor.insight.strategies.words import AIMED, NATURES, say
from advisor.profile import BusinessProfile
from advisor.recommend import solve_beside
from advisor.recommend.calls import MARGIN
from advisor.results import Cell, Finding, Recommendation

# Two ways closer than this (share of what the best is worth) are shown as nearly as good.
CLOSE_SHARE = 0.05
# Less apart than this is shown as less, not in digits.
_LEAST_SAID = 0.01


def build(
    recommendation: Recommendation, profile: BusinessProfile, tables: Tables
) -> StrategiesResult:
    """Put the strategies side by side and look for answers that would tip the call.

    Raises ``ProfileError`` if an answer is not allowed.
    """
    tipping = tipping_of(recommendation, profile, tables)
    found = compared(recommendation, tipping, tables)
    return with_tips(found, map(tipping.move, TRIED))


def tipping_of(recommendation: Recommendation, profile: BusinessProfile, tables: Tables) -> Tipping:
    """Return what looks for the answers that tip the call; nothing is worked out before asked."""
    r = recommendation
    return Tipping(solve_beside(r, profile, tables), r.currency, r.distance_unit)


def compared(recommendation: Recommendation, tipping: Tipping, tables: Tables) -> StrategiesResult:
    """Return the strategies side by side; what tips the call, which takes long, is left out."""
    ways = ways_of(recommendation, tipping.base, tables)
    findings = [_side_by_side(recommendation, ways)]
    if distinct(ways):
        findings += [_customers(ways), _feel(ways), _risks(ways)]
    call = recommendation.strategy.call
    return StrategiesResult(
        findings=tuple(findings), call=call, ways=ways, tips=(), untipped=(), strips=()
    )


def with_tips(result: StrategiesResult, moved: Iterable[Moved]) -> StrategiesResult:
    """Return the comparison with what was found by moving its answers, the nearest tip first."""
    found = tuple(moved)
    tips = tuple(
        sorted((t for m in found for t in m.tips), key=lambda t: (t.distance, t.field, str(t.at)))
    )
    untipped = tuple(t for m in found for t in m.untipped)
    return result.model_copy(
        update={
            "findings": (*result.findings, _tips(tips, untipped)),
            "tips": tips,
            "untipped": untipped,
            "strips": tuple(s for m in found for s in m.strips),
        }
    )


def _title(ways: Sequence[Way]) -> str:
    ordered = distinct(ways)
    if not ordered:
        return say("nothing")
    if len(ordered) == 1:
        return say("one_way") if all(w.channels for w in ways) else f"{ordered[0].name}."
    behind = ordered[1].behind_share or 0.0
    code = "close" if behind < CLOSE_SHARE else "ahead"
    return say(
        code,
        best=f"“{ordered[0].name}”",
        second=f"“{ordered[1].name}”",
        behind=f"{two_figures(100 * behind)} %" if behind >= _LEAST_SAID else "less than 1 %",
    )


def _side_by_side(recommendation: Recommendation, ways: Sequence[Way]) -> Finding:
    ordered, currency = distinct(ways), recommendation.currency
    rows: list[tuple[Cell, ...]] = []

    def add(axis: str, cells: Iterable[Cell]) -> None:
        rows.append((axis, *cells))

    months = recommendation.horizon_months
    if ordered:
        add("Your hours a week", (w.hours_per_week for w in ordered))
        if any(w.staff_hours_per_week for w in ordered):
            add("Staff hours a week", (w.staff_hours_per_week for w in ordered))
        add(f"{currency} a month", (amount(w.money_per_month, currency) for w in ordered))
        add("Money back in month (hours not counted)",
            (w.payback_month or f"not within {months}" for w in ordered))  # fmt: skip
        period, customers = counted([w.customers for w in ordered])
        add(f"New customers a {period}", customers)
        add(f"Left for you, {currency} a month", (w.net_contribution for w in ordered))
        add("People who take notice a month", (w.people_aware for w in ordered))
        period, ties = counted([w.bonds for w in ordered])
        add(f"New ties a {period}", ties)
        add("Hours they feel like", (w.felt_hours for w in ordered))
        add("Not earned back in, % of simulations", (round(100 * w.loss_share) for w in ordered))
        if recommendation.strategy.shares is not None and len(ordered) > 1:
            add("Best of the three in, % of simulations",
                (round(100 * (w.share_of_worlds or 0.0)) for w in ordered))  # fmt: skip
    return Finding(
        code="side_by_side",
        title=_title(ways),
        sentences=tuple(_sentences(ways)),
        header=("", *(w.name for w in ordered)) if ordered else (),
        rows=tuple(rows),
    )


def _sentences(ways: Sequence[Way]) -> list[str]:
    sentences = []
    if len(distinct(ways)) > 1:
        sentences += [
            say("same", far=way.name, near=OUTCOMES[way.same_as])
            for way in ways
            if way.same_as is not None and way.channels
        ]
    for k, way in enumerate(distinct(ways)):
        if k == 0:
            sentences.append(say("does", way=way.name, channels=in_a_row(way.channels)))
        elif way.same_work:
            sentences.append(say("area", way=way.name, where=AIMED[way.id]))
        elif way.only_here:
            sentences.append(say("adds", way=way.name, channels=in_a_row(way.only_here)))
    return sentences


def _customers(ways: Sequence[Way]) -> Finding:
    ordered = distinct(ways)
    period, shown = counted([w.customers for w in ordered])
    return Finding(
        code="customers_by_way",
        title=say("customers", period=period),
        header=("Strategy", ""),
        rows=tuple((w.name, v) for w, v in zip(ordered, shown, strict=True)),
        picture="ranges",
        unit=f"new customers a {period}",
    )


def _feel(ways: Sequence[Way]) -> Finding:
    ordered = distinct(ways)
    kinds = [kind for kind in NATURES if any(kind in w.nature_hours for w in ordered)]
    return Finding(
        code="feel",
        title=say("feel"),
        sentences=tuple(f"{w.name}: {w.feel}" for w in ordered),
        header=("Strategy", *(NATURES[kind].capitalize() for kind in kinds)) if kinds else (),
        rows=tuple((w.name, *(w.nature_hours.get(kind, 0.0) for kind in kinds)) for w in ordered)
        if kinds
        else (),
        picture="stacked_bars" if kinds else "none",
        unit="your hours a week",
    )


def _risks(ways: Sequence[Way]) -> Finding:
    return Finding(
        code="risks",
        title=say("risks"),
        header=("Strategy", "What could go wrong"),
        rows=tuple(
            (w.name, risk)
            for w in distinct(ways)
            for risk in ([r.sentence for r in w.risks] or [say("nothing_known")])
        ),
    )


def _tips(tips: Sequence[Tip], untipped: Sequence[Tried]) -> Finding:
    fields = list(dict.fromkeys(tip.field for tip in tips))
    if tips:
        first = tips[0].answer
        title = say(
            "tips" if len(fields) > 1 else "tip_one",
            count=len(fields),
            nearest=first[0].lower() + first[1:],
        )
    else:
        title = say("tips_none")
    listed = "; ".join(f"{t.answer} ({t.tried_text})" for t in untipped)
    return Finding(
        code="tips",
        title=title,
        sentences=(say("untipped", list=listed),) if untipped else (),
        header=("Answer", "Now", "Switching value", "Then the advice is") if tips else (),
        rows=_tip_rows(tips),
        notes=(say("tip_note", margin=percent(MARGIN)),),
    )


def _tip_rows(tips: Sequence[Tip]) -> tuple[tuple[str, str, str, str], ...]:
    """Return one row an answer and call: choices that lead to the same call stand together."""
    rows: dict[tuple[str, str, str, str], list[str]] = {}
    for tip in tips:
        key = (tip.answer, tip.now_text, tip.direction, OUTCOMES[tip.to])
        rows.setdefault(key, []).append(_at(tip))
    return tuple(
        (answer, now, in_a_row(values), to) for (answer, now, _, to), values in rows.items()
    )


def _at(tip: Tip) -> str:
    words = {"above": f"{tip.at_text} or more", "below": f"{tip.at_text} or less"}
    return words.get(tip.direction, tip.at_text)
