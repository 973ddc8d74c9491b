"""Sentences of a trade-off: what one scenario brings more, what it takes for it, at what risk.

The average difference and its odds are always said together.  Where two scenarios hardly differ
in what they bring, the dearer one is never praised for it.
"""

from collections.abc import Sequence
from itertools import pairwise

from advisor.explain.ledger_words import Scale
from advisor.explain.names import listed
from advisor.explain.wording import amount, exact, percent, two_figures
from advisor.results.comparison import ComparedScenario, Comparison, Versus
from advisor.results.finding import Finding

NOTICED = 0.05  # of the larger one: a smaller difference is a rounding, no reason to choose
LEANING, CLEAR = 0.6, 0.8  # shares of the simulations in which one is ahead
_RISKIER = 0.05  # of the simulations: a smaller difference in losses is none
_HARDLY = 0.1  # new customers a year: fewer are said in words only
_SAME_HOURS, _SAME_MONEY = 0.125, 0.5  # half a step of the model's hours; half a unit of money
_TWO = 2
_LEFT_MEANING = (
    "Left for you a month is the gross profit of the first twelve months minus money and the "
    "owner's hours at their value. A simulation with less than nothing left loses money."
)
_HIRED = "Hours are the owner's and the staff's; a manager's are paid for in the money."
BY_MONTH: Scale = (1.0, "month")
_TODAY = (
    "What is done today is forecast at the nearest level of effort the model knows; its hours and "
    "money are as typed."
)
SAME_DRAWS = (
    "In each simulation every uncertain figure is the same for all scenarios, so only the "
    "answers differ."
)


def share_text(share: float) -> str:
    """Write a share of simulations; what is not quite all or none is not rounded to it."""
    if 0.995 <= share < 1:
        return "more than 99 %"
    return "less than 1 %" if 0 < share <= 0.005 else percent(share)


def quoted(names: Sequence[str]) -> str:
    """Join names that people typed, each in quotation marks.

    Examples
    --------
    >>> quoted(["More", "More, and sooner"])
    '“More” and “More, and sooner”'
    """
    return listed([f"“{name}”" for name in names])


def noticed(first: float, second: float) -> bool:
    """Say whether two averages differ by more than a rounding.

    Examples
    --------
    >>> noticed(10.0, 10.4), noticed(10.0, 11.0), noticed(0.0, 0.0)
    (False, True, False)
    """
    return abs(first - second) > NOTICED * max(abs(first), abs(second))


def in_order(scenarios: Sequence[ComparedScenario]) -> list[int]:
    """Return positions as they are weighed: today first, then by money and hours upwards."""
    return sorted(
        range(len(scenarios)),
        key=lambda k: (not scenarios[k].as_today, scenarios[k].money, _hours(scenarios[k])),
    )


def _hours(s: ComparedScenario) -> float:
    return s.owner_hours + s.staff_hours


def scale_of(c: Comparison) -> Scale:
    """Return what monthly customers of a comparison are multiplied by, and the period's name."""
    return (12.0, "year") if c.period == "year" else BY_MONTH


class Step:
    """From one scenario to another: what differs, the second seen from the first."""

    def __init__(
        self, first: ComparedScenario, second: ComparedScenario, versus: Versus, scale: Scale
    ) -> None:
        self.a, self.b = f"“{first.name}”", f"“{second.name}”"
        self.first, self.second, self.versus = first, second, versus.turned()
        self.times, self.period = scale
        self.more = self.versus.customers_more
        self.brings = noticed(first.expected_customers, second.expected_customers)
        self.hours = _hours(second) - _hours(first)
        alike = first.currency == second.currency
        self.money = second.money - first.money if alike else 0.0

    def effort(self) -> str:
        """Return what the second takes more or less: "7 hours a week more"; empty for neither."""
        said = []
        if abs(self.hours) >= _SAME_HOURS:
            unit = "hour" if abs(self.hours) == 1 else "hours"
            said.append(f"{exact(abs(self.hours))} {unit} a week {_word(self.hours)}")
        if abs(self.money) >= _SAME_MONEY:
            money = amount(abs(self.money), self.second.currency)
            said.append(f"{money} {self.second.currency} a month {_word(self.money)}")
        return " and ".join(said)

    def odds(self) -> str:
        """Say how often the second brings more customers, on average too where that is little."""
        hardly = 12.0 * abs(self.more) < _HARDLY
        amount = "0" if hardly else two_figures(self.times * abs(self.more))
        word = _word(self.more, "fewer")
        odds, doubt = _odds(self.versus.customers, self.more, word, "fewer")
        if self.brings:
            return f"{odds}{doubt}"
        return odds if amount == "0" else f"{amount} {word} a {self.period} on average, {odds}"

    def customers(self, *, brief: bool = False) -> str:
        """Say what the second brings beside the first, on average and how often, and for what.

        `brief`: without how often, which then stands below it.
        """
        odds = "" if brief else f" ({self.odds()})"
        effort = f"for {self.effort() or 'the same hours and money'}"
        if not self.brings:
            return f"{self.b} brings about as many new customers as {self.a}{odds}, {effort}"
        amount = two_figures(self.times * abs(self.more))
        word, who = _word(self.more, "fewer"), "customer" if amount == "1" else "customers"
        return (
            f"{self.b} brings {amount} {word} new {who} a {self.period} on average than "
            f"{self.a}{odds}, {effort}"
        )

    def nothing(self) -> bool:
        """Say whether the two are the same in all that is told."""
        same = self.versus.same_mix and not self.brings and not self.effort()
        return same and not self.versus.left_more

    def in_vain(self) -> list[str]:
        """Say where an effort buys nothing."""
        buys_nothing = "brings no noticeable gain in customers; {} does as well."
        if not self.brings and self._takes_more(1):
            return [f"The extra effort of {self.b} {buys_nothing.format(self.a)}"]
        if not self.brings and self._takes_more(-1):
            return [f"The extra effort of {self.a} {buys_nothing.format(self.b)}"]
        return []

    def _takes_more(self, sign: int) -> bool:
        return min(sign * self.hours, sign * self.money) >= 0 and bool(self.effort())

    def left(self, *, alone: bool) -> list[str]:
        """Say what differs in money left; `alone`: no others are compared, so "both" is clear."""
        share, more = self.versus.left, self.versus.left_more
        if share is None or more is None:
            return []
        word = "more" if more > 0 else "less"
        odds, doubt = _odds(share, more, word, "less")
        amount = f"{two_figures(abs(more))} {self.second.currency}"
        if abs(more) <= NOTICED * _money_scale(self.first, self.second):
            both = "both" if alone else f"{self.a} and {self.b}"
            side, often = ("more", share) if share >= 0.5 else ("less", 1 - share)
            return [f"After money and hours {both} leave about the same on average ({self.b} "
                    f"{side} in {share_text(often)} of the simulations)."]  # fmt: skip
        return [f"After money and hours {self.b} leaves {amount} a month {word} on average than "
                f"{self.a} ({odds}{doubt})."]  # fmt: skip

    def risk(self) -> str:
        """Say which loses money more often."""
        one, two = self.first.loss_share, self.second.loss_share
        if abs(two - one) < _RISKIER:
            return f"Both lose money about as often: in {_between(one, two)} of the simulations."
        return (f"{self.b} loses money in {share_text(two)} of the simulations, {self.a} in "
                f"{share_text(one)}.")  # fmt: skip


def _between(one: float, two: float) -> str:
    """Write two shares of simulations, once where they read the same."""
    low, high = share_text(min(one, two)), share_text(max(one, two))
    return low if low == high else f"{low.removesuffix(' %')} to {high}"


def _risks(scenarios: Sequence[ComparedScenario]) -> str:
    """Say how often several scenarios lose money, in one sentence."""
    safe = min(scenarios, key=lambda s: s.loss_share)
    risky = max(scenarios, key=lambda s: s.loss_share)
    if risky.loss_share - safe.loss_share < _RISKIER:
        often = _between(safe.loss_share, risky.loss_share)
        return f"All lose money about as often: in {often} of the simulations."
    least, most = share_text(safe.loss_share), share_text(risky.loss_share)
    return (f"“{safe.name}” loses money least often, in {least} of the simulations, "
            f"“{risky.name}” most often, in {most}.")  # fmt: skip


def _word(value: float, less: str = "less") -> str:
    return "more" if value > 0 else less


def _odds(share: float, more: float, word: str, less: str) -> tuple[str, str]:
    """Return how often the average's direction holds, and a doubt about it where there is one."""
    holds = share if more > 0 else 1 - share
    if holds < 1 - LEANING:
        other = less if word == "more" else "more"
        return f"but {other} in {share_text(1 - holds)} of the simulations", (
            ": a few good outcomes carry the average"
            if more > 0
            else ": a few bad outcomes carry the average"
        )
    return f"{word} in {share_text(holds)} of the simulations", (
        "" if holds >= CLEAR else ", no clear lead"
    )


def _money_scale(*scenarios: ComparedScenario) -> float:
    """Return what a difference in money left is held against, also where little is left."""
    return max(max(abs(s.expected_left), s.money) for s in scenarios)


def tradeoff_title(
    scenarios: Sequence[ComparedScenario],
    versus: Sequence[Versus],
    scale: Scale,
    *,
    brief: bool = False,
) -> str:
    """Say without a full stop what is to be chosen between; `brief`, without the odds."""
    if all(v.same_mix for v in versus):
        order = in_order(scenarios)
        return f"{quoted([scenarios[k].name for k in order])} lead to the same mix"
    if step := _told(scenarios, versus, scale):
        return step.customers(brief=brief)
    order = in_order(scenarios)
    takes = _step(scenarios, versus, scale, order[0], order[-1]).effort()
    last = f"; “{scenarios[order[-1]].name}” takes {takes}" if takes else ""
    names = quoted([scenarios[k].name for k in order])
    return f"{names} bring about as many new customers{last}"


def _told(
    scenarios: Sequence[ComparedScenario], versus: Sequence[Versus], scale: Scale
) -> Step | None:
    """Return the two that are to be chosen between first; None where several bring as many."""
    least, *others = in_order(scenarios)
    most = max([least, *others], key=lambda k: scenarios[k].expected_customers)
    steps = {k: _step(scenarios, versus, scale, least, k) for k in others}
    if most in steps and steps[most].brings:
        return steps[most]
    brings = next((step for step in steps.values() if step.brings), None)
    return brings or (steps[others[-1]] if len(others) == 1 else None)


def pair_odds(
    scenarios: Sequence[ComparedScenario], versus: Sequence[Versus], scale: Scale
) -> list[str]:
    """Return the odds of what the brief title says, in a sentence that needs no title."""
    step = None if all(v.same_mix for v in versus) else _told(scenarios, versus, scale)
    if step is None:
        return []
    return [f"New customers of {step.b} against {step.a}: {step.odds()}."]


def _step(
    scenarios: Sequence[ComparedScenario],
    versus: Sequence[Versus],
    scale: Scale,
    first: int,
    second: int,
) -> Step:
    pair = pair_of(versus, first, second)
    return Step(scenarios[first], scenarios[second], pair, scale)


def pair_of(versus: Sequence[Versus], first: int, second: int) -> Versus:
    """Return how two scenarios stand to each other, the first seen first."""
    for pair in versus:
        if (pair.first, pair.second) == (first, second):
            return pair
        if (pair.first, pair.second) == (second, first):
            return pair.turned()
    raise KeyError((first, second))


def tradeoff_finding(
    scenarios: Sequence[ComparedScenario], versus: Sequence[Versus], scale: Scale = BY_MONTH
) -> Finding:
    """Return what differs in customers, money, hours and risk, from the least effort upwards.

    `scale` (default by the month): in which new customers are counted.
    """
    title = f"{tradeoff_title(scenarios, versus, scale)}."
    steps = [
        step
        for one, other in pairwise(in_order(scenarios))
        if not (step := _step(scenarios, versus, scale, one, other)).nothing()
    ]
    alone = len(scenarios) == _TWO  # then the title says what they bring
    sentences = [] if alone else [s for step in steps if (s := f"{step.customers()}.") != title]
    sentences += [sentence for step in steps for sentence in step.left(alone=alone)]
    sentences += [steps[0].risk() if alone else _risks(scenarios)] if steps else []
    sentences += [sentence for step in steps for sentence in step.in_vain()]
    today = (_TODAY,) if any(s.as_today for s in scenarios) else ()
    hired = any(i.manager_hours_per_week for s in scenarios for i in s.allocation)
    one = len({s.currency for s in scenarios}) == 1
    times, period = scale
    left = f"Left for you, {scenarios[0].currency} a month" if one else "Left for you a month"
    return Finding(
        code="tradeoff",
        title=title,
        sentences=tuple(sentences),
        header=("Scenario", f"New customers a {period}, median", "Hours a week", "Money a month",
                left, "Loses money, % of simulations"),
        rows=tuple(
            (s.name, times * s.totals.customers.p50, _hours(s),
             f"{amount(s.money, s.currency)} {s.currency}",
             s.totals.net_contribution.p50, 100 * s.loss_share)
            for s in scenarios
        ),
        notes=(SAME_DRAWS, _LEFT_MEANING, *((_HIRED,) if hired else ()), *today),
    )  # fmt: skip


def decision_finding(day: str, scenario: str, text: str, why: str, review: str) -> Finding:
    """Return what was decided, why, and when it is looked at again; days in words."""
    on = f": “{scenario}”" if scenario else ""
    sentences = [_ended(text)]
    sentences += [f"Why: {_ended(why)}"] if why else []
    sentences += [f"To be reviewed on {review}."] if review else []
    return Finding(code="decision", title=f"Decided on {day}{on}.", sentences=tuple(sentences))


def _ended(text: str) -> str:
    """Return what somebody typed as a sentence with an end."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
