"""The first screen on hiring: both sides where a manager pays; otherwise why not."""

from collections.abc import Iterable, Mapping

from advisor.explain.gist import CHANGE, LEAST_SAID, WHY, Gist, a_year_if_few, upper_first
from advisor.explain.sentences import Sentences
from advisor.explain.wording import exact, range_text
from advisor.insight.hire.findings import manager_words, title_of
from advisor.insight.hire.result import Hire
from advisor.insight.hire.words import TURNS, threshold_text

TEMPLATES: Mapping[str, str] = {
    "manager_share": "At {money} {currency} a month{enough}, a manager would earn you more in "
    "{share} of the simulations.",
    "manager_hardly": "Even at {money} {currency} a month{enough}, a manager would earn you more "
    "in hardly any of the simulations.",
    "manager_enough": ", enough to pay one beside your own mix",
    "manager_none": "No budget we tried can pay for one.",
    "manager_hours": "{hours} of your hours a week for it; you give {given}.",
    "manager_budget": "A budget of about {at} {currency} a month.",
    "manager_owner_hour": "An hour of yours worth {at} {currency} or more (it counts as {own} "
    "here).",
    "manager_followers": "About {at} followers on {of}.",
    "manager_never": "Nothing we tried: no budget up to {budget} {currency} a month, and no value "
    "of your hour up to {owner_hour} {currency}.",
    "manager_runs": "{names}.",
}
_say = Sentences(TEMPLATES, exact={"hours", "given"})


def hire_gist(hire: Hire) -> Gist:
    """Return both sides where a manager pays; otherwise why not and what would change it."""
    title = f"{title_of(hire)}."
    if hire.verdict == "pays" and hire.hired is not None:
        sides = (hire.alone, hire.hired)
        customers = [s.totals.customers for s in sides]
        axis, shown = a_year_if_few(customers)
        rows = (
            (axis, *shown),
            (
                f"Left for you, {hire.currency} a month",
                *(range_text(s.totals.net_contribution) for s in sides),
            ),
            ("Your hours a week", *(exact(s.owner_hours) for s in sides)),
        )
        runs = _say("manager_runs", names=manager_words(hire.hired))
        turns = (
            (TURNS[t.code], upper_first(threshold_text(t, hire.currency)))
            for t in hire.thresholds
            if t.code == "budget"
        )
        points = (("Manager runs", runs), *turns)
        return Gist(title, points, ("", "Yourself", "With a manager"), rows)
    return Gist(title, tuple(_no_manager(hire)))


def _no_manager(hire: Hire) -> Iterable[tuple[str, str]]:
    if hire.owner_hours < hire.owner_hours_needed - 1e-9:
        yield CHANGE, _say("manager_hours", hours=hire.owner_hours_needed, given=hire.owner_hours)
        return
    share = hire.share_of_draws
    if share is None:
        yield WHY, _say("manager_none")
    else:
        beyond = hire.at_money > hire.own_money + 0.5
        yield WHY, _say(
            "manager_share" if share >= LEAST_SAID else "manager_hardly",
            money=hire.at_money, currency=hire.currency, share=share,
            enough=TEMPLATES["manager_enough"] if beyond else "",
        )  # fmt: skip
    turns = [t for t in hire.thresholds if t.at]
    if turns:
        yield (
            CHANGE,
            " Or: ".join(
                _say(f"manager_{t.code}", at=t.at, own=t.own, of=t.of, currency=hire.currency)
                for t in turns
            ),
        )
    elif hire.thresholds:
        looked = {t.code: t.searched_to for t in hire.thresholds}
        yield CHANGE, _say("manager_never", currency=hire.currency, **looked)
