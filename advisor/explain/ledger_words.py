"""How many new customers come, in words: the scale they are told in, the goal, the room."""

from advisor.explain.reasons import say
from advisor.explain.wording import few, two_figures
from advisor.results import Goal, Ledger, Recommendation

_BY_YEAR_BELOW = 2.0  # new customers a month below which they are shown by the year
_TOTAL_BY_YEAR = 1.0  # the same of the plan's alone, where today's are not known

Scale = tuple[float, str]  # what monthly numbers are multiplied by, and the period's name


def basis_of(r: Recommendation) -> Scale:
    """Return the one scale for all new customers of a recommendation: they add up in it."""
    if r.ledger is not None:
        return scale_of(r.ledger)
    return (12.0, "year") if r.totals.customers.p50 < _TOTAL_BY_YEAR else (1.0, "month")


def scale_of(ledger: Ledger) -> Scale:
    """Return what monthly numbers are multiplied by to be shown, and the period's name."""
    few = ledger.total_with_plan.p50 < _BY_YEAR_BELOW
    return (12.0, "year") if few else (1.0, "month")


def come_already(r: Recommendation) -> str:
    """Say how many of the plan's customers come already, so that all add up; empty for none."""
    kept = kept_already(r)
    return f"{kept} of them come already" if kept else ""


def kept_already(r: Recommendation) -> str:
    """Return how many of the plan's customers come already, as every page says it."""
    kept = basis_of(r)[0] * (r.ledger.kept - r.ledger.given_up) if r.ledger else 0.0
    return "" if two_figures(kept) == "0" else few(kept, "about ")


def goal_words(
    goal: Goal, ledger: Ledger, currency: str, scale: Scale | None = None
) -> tuple[str, str]:
    """Return the goal with what the plan leads to, and the step that closes most of the gap.

    `scale`: by default by the year where fewer than two new customers come in a month.  Returns the
    second is empty where nothing is missing or no step would do.
    """
    times, period = scale or scale_of(ledger)
    step = goal.next_step
    if period == "month":
        return goal.sentence, "" if step is None else step.sentence
    supposed = "wanted" in ledger.supposed
    expected = times * goal.expected_total
    sentence = say(
        "goal_supposed" if supposed else "goal_leads_to",
        {"wanted": times * goal.wanted, "expected": expected, "period": period,
         "today": come_today(times * ledger.total_today.p50, supposed)},
    )  # fmt: skip
    if step is None:
        far = goal.missing > 0 and not supposed
        return f"{sentence} {say('goal_too_far', {})}" if far else sentence, ""
    if step.expected_total == goal.wanted:  # what it would take: no number of customers in it
        return sentence, step.sentence
    total = two_figures(times * step.expected_total)
    if total == two_figures(expected):
        return sentence, ""  # as they are shown it leads nowhere
    hours, money = step.hours_per_week, step.money_per_month
    figures = {"hours": hours, "money": money, "currency": currency, "in_all": step.in_all}
    code = "step_hours" if hours else "step_money"
    told = say(code, {**figures, "nearly": "about", "total": f"{total} a year"})
    return sentence, f"{told} {step.why}".rstrip()


def come_today(customers: float, of_new: bool) -> str:
    """Return how many come in a period today; `of_new`: before "new customers"."""
    return f"about {two_figures(customers)}" if customers > 0.0 else "no" if of_new else "none"


def room_text(ledger: Ledger, scale: Scale | None = None) -> str:
    """Return the room for new customers in the scale of the ledger, and who come by themselves."""
    times, period = scale or scale_of(ledger)
    begun = "We take it that you have" if "room" in ledger.supposed else "You have"
    room = f"{begun} room for {two_figures(times * ledger.room)} a {period}."
    if ledger.begins <= 0.0:
        return room
    come = two_figures(times * ledger.begins)
    grows = f"About {come} of the new customers a {period} come as a new business becomes known."
    return f"{grows} {room}"
