"""Uncertain figures of the mix and of its nearest rivals, set to the ends of their ranges.

The draws themselves say which figures the outcome hangs on (rank correlation with what is left
for the owner); only those are tried, one at a time, with the best mix chosen again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.catalogue import STRATEGIES, Span
from advisor.explain.quantities import figure_name, quantity_name, unit_words
from advisor.explain.wording import two_figures
from advisor.insight.sensitivity.result import Kind, Moved, Outcome
from advisor.insight.sensitivity.words import BY_THE_HUNDRED, say
from advisor.model.curves import Array
from advisor.model.engine import Engine
from advisor.model.mix import KnownMix, Mix, read_mix
from advisor.recommend import Solved
from advisor.recommend.calls import call_of, leading_channel
from advisor.results import Recommendation


class Judge:
    """Turns engines with one thing moved into outcomes, against one recommended mix."""

    def __init__(self, solved: Solved) -> None:
        self.solved, self.base, self.tables = solved, solved.engine, solved.tables
        best = self.base.recommended
        self.kept: tuple[KnownMix, int] = (solved.known[best.policy], best.policy)
        self.channels = channels_of(self.base, best)
        self.call = None if best.empty else STRATEGIES[best.policy]
        self.now = self.outcome(self.base, "")

    def outcome(self, engine: Engine, value_text: str) -> Outcome:
        """Return the best mix of an engine as an outcome, and what today's mix would leave."""
        # What is recommended, the other strategies settled only where they may be it.
        best, local = engine.at(engine.hours, engine.money), engine.case.local_per_usd
        customers, net = engine.outcome(best)
        found = channels_of(engine, best)
        return Outcome(
            value_text=value_text,
            net_contribution=net * local,
            customers=customers,
            kept_net_contribution=self._kept(engine),
            call=call_of(engine, self.call),
            leader=self._name(leading_channel(engine, best)),
            channels_in=self._names(found, self.channels),
            channels_out=self._names(self.channels, found),
        )

    def _kept(self, engine: Engine) -> float | None:
        known, policy = self.kept
        read = read_mix(engine.worth, known)
        if read is None:
            return None
        hired = bool(engine.judging.hired_in(read[None, :])[0])
        mix = engine.judged(read, policy, hired=hired)
        return engine.net_usd(mix) * engine.case.local_per_usd

    def _name(self, channel: str) -> str:
        return self.tables.channels[channel].name if channel else say("nobody")

    def _names(self, these: Sequence[str], but: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._name(c) for c in these if c not in but)

    def moved(
        self,
        kind: Kind,
        field: str,
        name: str,
        now_text: str,
        low: Outcome,
        high: Outcome,
        *,
        assumed: bool = False,
    ) -> Moved:
        """Return one thing moved to two values."""
        nets = [low.net_contribution, self.now.net_contribution, high.net_contribution]
        return Moved(
            kind=kind,
            id=field,
            name=name,
            now_text=now_text,
            assumed=assumed,
            low=low,
            high=high,
            swing=max(nets) - min(nets),
            changes_call=any(o.call != self.now.call for o in (low, high)),
            changes_leader=any(o.leader != self.now.leader for o in (low, high)),
        )


def channels_of(engine: Engine, mix: Mix) -> tuple[str, ...]:
    """Return the ids of the channels in a mix."""
    return tuple(
        response.channel.channel
        for response, pick in zip(engine.responses, mix.chosen, strict=True)
        if pick
    )


MOST_FIGURES = 7  # lines of one picture
MOST_RIVALS = 3  # beside the recommended mix: more make no table
LOW, HIGH = 0.05, 0.95  # the ends of every range shown
# Correlations below this many standard errors of nought are noise of the draws.
LEAST_STANDARD_ERRORS = 2.5
_SHARED = ("business", "organic", "manager", "channel", "goal")


@dataclass(frozen=True)
class Figure:
    """An uncertain figure: its draws, how it is written, and how it is set to a value.

    ``local`` turns an amount of money of the tables (US dollars at the US price level) into the
    owner's, ``currency`` names it.
    """

    id: str
    name: str
    draws: Array
    unit: str
    at: Callable[[float], Engine]
    local: float = 1.0
    currency: str = "USD"

    def end(self, quantile: float) -> float:
        """Return a quantile of the draws."""
        return float(np.quantile(self.draws, quantile))

    def text(self, value: float) -> str:
        """Return a value of the figure as a reader sees it."""
        if self.unit == "share":
            return say("value_share", share=two_figures(100 * value))
        if self.id in BY_THE_HUNDRED:
            value *= 100
        if "usd" in self.unit.split("_"):
            value *= self.local
        unit = unit_words(self.unit).replace("USD", self.currency)
        return f"{two_figures(value)} {unit}".rstrip()


def moved_figures(judge: Judge, recommendation: Recommendation) -> tuple[Moved, ...]:
    """Return the figures that matter, if any, at both ends: largest swing first, rivals last."""
    base, best = judge.base, judge.base.recommended
    if best.empty:
        return ()
    net = base.forecast(best).total["net_contribution"]
    ranked = by_weight(_figures(judge, judge.channels), net)[:MOST_FIGURES]
    found = []
    for figure in ranked:
        ends = [
            judge.outcome(figure.at(figure.end(q)), figure.text(figure.end(q))) for q in (LOW, HIGH)
        ]
        now = figure.text(float(np.median(figure.draws)))
        found.append(judge.moved("figure", figure.id, figure.name, now, ends[0], ends[1]))
    found.sort(key=lambda m: (-m.swing, m.id))
    taken = {m.id for m in found}
    for channel in _rivals(judge, recommendation):
        rival = _rival(judge, channel, taken)
        if rival is not None:
            found.append(rival)
            taken.add(rival.id)
    return tuple(found)


def by_weight(figures: Sequence[Figure], outcome: Array) -> list[Figure]:
    """Return the figures that an outcome hangs on, strongest rank correlation first.

    `figures`: their draws of shape (n,).  `outcome` (array of shape (n,)): draws of what is left
    for the owner.
    """
    least = LEAST_STANDARD_ERRORS / np.sqrt(len(outcome))
    ranks = _ranks(outcome)
    weighed = [(abs(_correlation(_ranks(f.draws), ranks)), f) for f in figures]
    kept = [(weight, f) for weight, f in weighed if weight > least]
    return [f for _, f in sorted(kept, key=lambda x: (-x[0], x[1].id))]


def _ranks(values: Array) -> Array:
    """Return ranks, equal values sharing their mean rank."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts - 1) / 2.0)[inverse])


def _correlation(one: Array, two: Array) -> float:
    a, b = one - one.mean(), two - two.mean()
    size = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / size if size > 0 else 0.0


def _figures(judge: Judge, channels: Sequence[str]) -> list[Figure]:
    """Return the uncertain figures behind some channels, the shared ones included."""
    base, tables, solved = judge.base, judge.tables, judge.solved
    local = base.case.price_level * base.case.local_per_usd
    found = []
    # What is only planned with moves in no simulation: it goes along with nothing but by chance.
    for prior_id in sorted(base.draws.drawn):
        prior, owner = base.draws.used[prior_id], prior_id.split(".")[0]
        if (owner not in channels and owner not in _SHARED) or prior.low >= prior.high:
            continue

        def at(value: float, prior_id: str = prior_id) -> Engine:
            return solved.with_figure(prior_id, value)

        name = figure_name(prior, tables.channels)
        found.append(
            Figure(prior_id, name, base.draws(prior_id), prior.unit, at, local, base.case.currency)
        )
    return found + _quantities(judge)


def _quantities(judge: Judge) -> list[Figure]:
    """Return the uncertain quantities of the trade that no answer asks for."""
    base, solved = judge.base, judge.solved
    case = base.case
    found: list[tuple[str, Span, Callable[[float], Engine]]] = []
    singles: tuple[tuple[str, Span], ...] = (
        ("need_rate", case.need_rate),
        ("retention_rate", case.retention_rate),
    )
    for name, span in singles:

        def at(value: float, name: str = name) -> Engine:
            return solved.with_case({name: Span.exactly(value)}, solved.known)

        found.append((name, span, at))
    for kind, span in sorted(case.close_rates.items()):

        def close(value: float, kind: str = kind) -> Engine:
            rates = {**case.close_rates, kind: Span.exactly(value)}
            return solved.with_case({"close_rates": rates}, solved.known)

        found.append((f"close_rate_{kind}", span, close))
    return [
        Figure(name, quantity_name(name), base.draws.span(name, span, share=True), "share", at)
        for name, span, at in found
        if span.low < span.high
    ]


def _rivals(judge: Judge, recommendation: Recommendation) -> list[str]:
    """Return the nearest channels that are out and could be afforded, best score first."""
    open_ids = {r.channel.channel for r in judge.base.responses}
    return [
        c.channel for c in recommendation.ranked
        if not c.in_mix and c.channel in open_ids and c.score > 0
    ][:MOST_RIVALS]  # fmt: skip


def _rival(judge: Judge, channel: str, taken: set[str]) -> Moved | None:
    """Return the figure a channel that is out hangs on most, at both ends."""
    base = judge.base
    policy = base.recommended.policy
    response = next(r for r in base.responses if r.channel.channel == channel)
    rows = np.flatnonzero(response.allowed[policy])
    if len(rows) == 0:
        return None
    last = int(rows[-1])
    earned = response.at("gross_new", policy, j=last) + response.at("gross_extra", policy, j=last)
    own = [f for f in _figures(judge, [channel]) if f.id.startswith(f"{channel}.")]
    ranked = [f for f in by_weight(own, earned) if f.id not in taken]
    if not ranked:
        return None
    figure = ranked[0]
    low, high = (
        judge.outcome(figure.at(figure.end(q)), figure.text(figure.end(q))) for q in (LOW, HIGH)
    )
    now = figure.text(float(np.median(figure.draws)))
    return judge.moved("rival", figure.id, figure.name, now, low, high)
