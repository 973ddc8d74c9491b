"""The call in plain words, and how clear it is."""

from advisor.explain.names import STRATEGIES
from advisor.explain.tradeoff_words import quoted
from advisor.explain.wording import percent
from advisor.results import Recommendation, StrategyResult

CALLS = {
    "main_street": "Stay on Main Street",
    "next_towns": "Go to the next towns over",
    "beyond_town": "Reach beyond the town",
    None: "Nothing can be recommended yet",
}
CLEARNESS = (
    (0.85, "a clear call"),
    (0.65, "a fairly clear call"),
    (0.5, "a narrow call"),
    (0.0, "no clear winner, the others are about as good"),
)
ALIKE = "The choice between {names} does not matter here: they come to the same, or to hardly less."
ALIKE_ALL = "How far you reach does not matter here: {names} come to the same, or to hardly less."


def headline(recommendation: Recommendation) -> str:
    """Return the call in plain words: the recommendation's own headline, else the call's name."""
    return recommendation.headline or CALLS[recommendation.strategy.call]


def clearness(recommendation: Recommendation) -> str:
    """Say how clear the call is; empty when it was not chosen again or nothing is recommended."""
    strategy = recommendation.strategy
    if strategy.call is None:
        return ""
    if len(strategy.alike) > 1:
        names = quoted([STRATEGIES[one] for one in strategy.alike])
        every = len(strategy.alike) == len(strategy.all)
        return (ALIKE_ALL if every else ALIKE).format(names=names)
    if strategy.shares is None:
        return ""
    share = strategy.shares.get(strategy.call, 0.0)
    words = next(text for least, text in CLEARNESS if share >= least)
    sentence = (
        f"The best of the three in {percent(share)} of {recommendation.worlds} simulations: "
        f"{words}."
    )
    other, most = max(strategy.shares.items(), key=lambda item: item[1])
    if most > share:
        sentence += (
            f" “{CALLS[other]}” is the best in {percent(most)}; the advice goes by the average "
            "over all simulations."
        )
    return sentence


def same_mix(one: StrategyResult, two: StrategyResult) -> bool:
    """Say whether two strategies come to the same: channels, effort, aim and worth."""
    aims = [[item.aim for item in way.allocation] for way in (one, two)]
    alike = one.work == two.work and aims[0] == aims[1]
    return alike and abs(one.utility - two.utility) < 1e-9
