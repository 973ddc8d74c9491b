"""The three strategies side by side: those that are alike stand once."""

from advisor.explain.export_words import PARTS, words
from advisor.explain.ledger_words import basis_of
from advisor.explain.names import STRATEGIES, in_a_row
from advisor.explain.palette import STRATEGY_COLOURS
from advisor.explain.section import Column, Drawing, Section, Table
from advisor.report.call import same_mix
from advisor.report.captions import strategies_caption
from advisor.results import Range, Recommendation, StrategyResult


def pace(period: str) -> str:
    """Name a series of what single months bring, by the month or by the year."""
    return f"New customers a {period}" + ("" if period == "month" else ", at each month's pace")


def band(ranges: tuple[Range, ...]) -> tuple[tuple[str, tuple[float | None, ...]], ...]:
    """Return ranges as the series low, median and high."""
    return (
        ("Low", tuple(v.p5 for v in ranges)),
        ("Median", tuple(v.p50 for v in ranges)),
        ("High", tuple(v.p95 for v in ranges)),
    )


def ways(r: Recommendation) -> Section:
    """Return the strategies that differ; where all are alike, a section of the appendix."""
    caption = strategies_caption(r)
    found = distinct(r)
    if len(found) == 1:
        return Section("ways", PARTS["ways"], words("ways_alike"), tuple(_way_words(r)[:1]),
                       place="appendix")  # fmt: skip

    def name(way: StrategyResult) -> str:
        called = way.id == r.strategy.call and len(r.strategy.alike) <= 1
        return STRATEGIES[way.id] + (" (recommended)" if called else "")

    times, period = basis_of(r)
    brings = tuple(w.totals.customers.times(times) for w in found)
    customers = f"New customers a {period}"
    columns = (
        Column("Strategy"), Column(customers, f"customers a {period}"),
        Column(f"Left for you, {r.currency} a month", f"{r.currency} a month"),
        Column("People who take notice", "people a month"),
        Column("Money back in month (hours not counted)", "month", exact=True),
    )  # fmt: skip
    rows = tuple(
        (
            name(w), won, w.totals.net_contribution, w.totals.people_aware,
            None if w.payback.month is None else float(w.payback.month),
        )
        for w, won in zip(found, brings, strict=True)
    )  # fmt: skip
    drawing = Drawing(
        "ranges", tuple(name(w) for w in found), band(brings), unit=customers,
        colours=tuple(STRATEGY_COLOURS[w.id] for w in found), alt=caption.alt,
    )  # fmt: skip
    return Section("ways", PARTS["ways"], caption.title, tuple(_way_words(r)),
                   table=Table(columns, rows, brief=(0, 2, 3)), drawing=drawing)  # fmt: skip


def one_mix(r: Recommendation) -> bool:
    """Say whether all ways come to the very same mix, as the clearness of the call then tells."""
    return all(same_mix(way, r.strategy.all[0]) for way in r.strategy.all)


def distinct(r: Recommendation) -> list[StrategyResult]:
    """Return the ways that differ; of those that are alike the recommended one, or the first."""
    ranked = sorted(r.strategy.all, key=lambda way: way.id != r.strategy.call)
    kept: list[StrategyResult] = []
    for way in ranked:
        if not any(alike(way, other) for other in kept):
            kept.append(way)
    return [way for way in r.strategy.all if way in kept]


def _way_words(r: Recommendation) -> list[str]:
    seen = [way for way in r.strategy.all if way.id == r.strategy.call]
    sentences = []
    for way in sorted(r.strategy.all, key=lambda way: way.id != r.strategy.call):
        twin = next((other for other in seen if other is not way and alike(way, other)), None)
        if twin is not None:
            sentences.append(words("same_mix", way=STRATEGIES[way.id], twin=STRATEGIES[twin.id]))
        else:
            mix = _mix_words(way, seen[0] if seen and seen[0] is not way else None)
            best = max(other.utility for other in r.strategy.all)
            worth = _worth(way.utility, best) if way.allocation and best > 0 else ""
            month = way.payback.month
            back = (
                words("back", month=month) if month
                else words("back_later", months=r.horizon_months)
            )  # fmt: skip
            told = [worth, back if way.allocation else ""]
            sentences.append(words("way", way=STRATEGIES[way.id], mix=mix,
                              told=" ".join(filter(None, told))).strip())  # fmt: skip
        seen.append(way)
    return sentences


def _worth(utility: float, best: float) -> str:
    """Say how much less a way is worth than the best; empty for the best."""
    less = 100 * (best - utility) / best
    if less >= 1:
        return words("worth_less", less=f"{less:.0f} %")
    return words("worth_hardly_less") if utility < best else ""


def _mix_words(way: StrategyResult, call: StrategyResult | None) -> str:
    """Name a way's mix; beside the call's only what differs, where that is less to read."""
    own = [i.counted_name for i in way.allocation]
    if not own:
        cannot = any(reason.code == "strategy_cannot" for reason in way.reasons)
        return words("way_cannot" if cannot else "way_nothing")
    known = [i.counted_name for i in call.allocation] if call is not None else []
    more, less = [n for n in own if n not in known], [n for n in known if n not in own]
    if call is None or len(more) + len(less) >= len(own):
        return in_a_row(own)
    if not more and not less:
        return words("same_channels", call=STRATEGIES[call.id])
    sentences = [words("with", names=in_a_row(more))] if more else []
    sentences += [words("without", names=in_a_row(less))] if less else []
    return words("as_the_call", call=STRATEGIES[call.id], differs="; ".join(sentences))


def alike(one: StrategyResult, two: StrategyResult) -> bool:
    """Say whether two ways come to the same work and bring the same, whatever they aim at."""
    return same_mix(one, two) or (one.work == two.work and one.totals == two.totals)
