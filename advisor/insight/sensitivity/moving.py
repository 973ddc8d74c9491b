"""Judge a business with one thing moved: the best mix chosen anew, and today's mix kept."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.catalogue import STRATEGIES
from advisor.insight.sensitivity.result import Kind, Moved, Outcome
from advisor.insight.sensitivity.words import say
from advisor.model.engine import Engine
from advisor.model.mix import KnownMix, Mix, read_mix
from advisor.recommend import Solved
from advisor.recommend.calls import call_of, leading_channel


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
        best, local = engine.recommended, engine.case.local_per_usd
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
