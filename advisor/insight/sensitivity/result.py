"""What matters: how answers and uncertain figures move the outcome of the best mix chosen anew."""

from typing import Literal

from advisor.catalogue import Strategy as StrategyId
from advisor.results.finding import Insight
from advisor.results.forecast import Result

Kind = Literal["answer", "figure", "rival"]


class Outcome(Result):
    """The best mix at one value: what it leaves, what it brings, what is called, what leads.

    ``kept_net_contribution`` is what today's recommended mix would leave there, null where that
    mix does not exist any more.
    """

    value_text: str
    net_contribution: float
    customers: float
    kept_net_contribution: float | None
    call: StrategyId | None
    leader: str
    channels_in: tuple[str, ...] = ()
    channels_out: tuple[str, ...] = ()


class Moved(Result):
    """One answer or figure moved to a low and a high value, all others kept.

    ``kind`` is answer, figure (of a channel in the mix) or rival (of the nearest channel that is
    out); ``id`` the profile field, prior id or quantity; ``assumed`` says that
    the answer was left out; ``swing`` the largest difference among
    low, present and high in net contribution; ``changes_call`` and ``changes_leader`` say
    whether the strategy called or the channel that earns most is another one at either end.
    """

    kind: Kind
    id: str
    name: str
    now_text: str
    assumed: bool
    low: Outcome
    high: Outcome
    swing: float
    changes_call: bool
    changes_leader: bool


class Rule(Result):
    """One question on the way down a decision tree, as a sentence, with the answer here."""

    sentence: str


class PolicyView(Result):
    """A rule of thumb read off many businesses, applied to this one.

    ``accuracy`` and ``baseline_accuracy`` are shares of unseen businesses classed rightly by the
    tree and by always saying the commonest answer; ``share_here`` is the share of businesses in
    this one's leaf with the answer ``says``.  ``lines`` is the whole tree, indented.
    """

    target: Literal["call", "leader"]
    says: str
    says_text: str
    agrees: bool
    share_here: float
    businesses_here: int
    path: tuple[Rule, ...]
    lines: tuple[str, ...]
    accuracy: float
    baseline_accuracy: float
    unseen: int
    learned: int


class SensitivityResult(Insight):
    """Answers and figures, those that move the outcome most first; rules of thumb if any hold.

    ``net_contribution``, ``customers``, ``call`` and ``leader`` are those of the recommendation.
    """

    net_contribution: float
    customers: float
    call: StrategyId | None
    leader: str
    answers: tuple[Moved, ...]
    figures: tuple[Moved, ...]
    policies: tuple[PolicyView, ...] = ()
