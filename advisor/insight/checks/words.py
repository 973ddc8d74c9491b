"""Checks as sentences: per check what was found at each verdict, and what to do about it.

``none`` is a pass because what is checked does not occur in the plan.
"""

from collections.abc import Mapping

from advisor.explain.sentences import Sentences
from advisor.explain.wording import exact, percent

LABELS: Mapping[str, str] = {
    "one_channel": "Not all on one channel",
    "public_platforms": "No more platforms than one person keeps up",
    "paid_minimum": "Adverts above their minimum effective spend",
    "group_hours": "Time for the referral group",
    "capacity": "Room for the customers it brings",
    "judgement": "Resting on facts",
    "website": "Ready for people who look you up",
    "social_hours": "Not a second job online",
    "payback": "Money back in time",
    "spent_at_a_loss": "Money on channels that earn it",
    "within_budget": "Fits your hours and money",
}
VERDICTS: Mapping[str, str] = {"pass": "PASS", "review": "REVIEW", "fail": "FAIL"}
found = Sentences(
    {
        "one_channel.none": "The plan brings no profit to be spread over channels.",
        "one_channel.pass": "No more than {share} of the gross profit comes from one channel "
        "({name}).",
        "one_channel.review": "{share} of the gross profit comes from one channel: {name}.",
        "one_channel.fail": "{share} of the gross profit comes from one channel: {name}.",
        "public_platforms.none": "No public platform waits for your posts.",
        "public_platforms.pass": "Public platforms that you alone keep up: {count}.",
        "public_platforms.review": "Public platforms that you alone keep up: {count} ({names}).",
        "public_platforms.fail": "Public platforms that you alone keep up: {count} ({names}).",
        "paid_minimum.none": "No adverts are in the plan, so none can be too small to work.",
        "paid_minimum.pass": "Every advert gets its minimum effective spend; the closest to it is "
        "{name}, with {money} {currency} a month of the {minimum} needed.",
        "paid_minimum.review": "{name} gets {money} {currency} a month; below {minimum} it seldom "
        "does anything useful.",
        "paid_minimum.fail": "{name} gets {money} {currency} a month; below {minimum} it does next "
        "to nothing.",
        "group_hours.none": "No referral group is in the plan, and you belong to none.",
        "group_hours.pass": "The referral group gets {hours} hours a week; it usually takes "
        "{needed}.",
        "group_hours.review": "The referral group gets {hours} hours a week, and it usually takes "
        "{needed}.",
        "group_hours.fail": "You belong to a referral group or plan to, and it gets {hours} hours "
        "a week of the {needed} it usually takes.",
        "capacity.none": "The plan brings no customers who would need room.",
        "capacity.pass": "In month {month} it brings {wanted} new customers, and you have "
        "room for {room} more.",
        "capacity.review": "In month {month} it brings {wanted} new customers, and you have "
        "room for only {room} more.",
        "capacity.fail": "In month {month} it brings {wanted} new customers, and you have "
        "room for only {room} more: you would turn the others away.",
        "judgement.none": "The plan brings nothing that could rest on evidence.",
        "judgement.pass": "{share} of the outcome rests on our judgement, the rest on reported or "
        "measured figures.",
        "judgement.review": "{share} of the outcome rests on our judgement, not on measured facts.",
        "judgement.fail": "{share} of the outcome rests on our judgement: hardly anything measured "
        "supports it.",
        "website.none": "People who are sent to you find your website when they look you up.",
        "website.pass": "You have no website, but nobody is sent to you by this plan.",
        "website.review": "{share} of the customers know you from others, and find no website when "
        "they look you up.",
        "website.fail": "{share} of the customers know you from others, and find nothing at all "
        "when they look you up.",
        "social_hours.none": "You run the business with others, who can share what the platforms "
        "take.",
        "social_hours.pass": "Platforms take {hours} of your hours a week.",
        "social_hours.review": "Platforms take {hours} hours a week, all of them yours.",
        "social_hours.fail": "Platforms take {hours} hours a week, all of them yours: a second "
        "job.",
        "payback.none": "No money is spent, so there is none to earn back.",
        "payback.pass": "The money is back in month {month} of {months}.",
        "payback.review": "The money is back only in month {month} of {months}.",
        "payback.fail": "At the median, the money is not back within {months} months, going by "
        "when customers pay.",
        "spent_at_a_loss.none": "No money is spent.",
        "spent_at_a_loss.pass": "{kept:share} of the money goes to channels that earn it with what "
        "their new customers buy in a year.",
        "spent_at_a_loss.review": "{share} of the money goes to channels that do not earn it with "
        "what their new customers buy in a year: {names}.",
        "spent_at_a_loss.fail": "{share} of the money goes to channels that do not earn it with "
        "what their new customers buy in a year: {names}.",
        "within_budget.none": "The plan takes neither hours nor money.",
        "within_budget.pass": "It takes {hours} of your {hours_given} hours a week and {money} of "
        "{money_given} {currency} a month.",
        "within_budget.review": "It takes {hours} hours a week of the {hours_given} you have, and "
        "{money} of {money_given} {currency} a month.",
        "within_budget.fail": "It takes {hours} hours a week of the {hours_given} you have, and "
        "{money} of {money_given} {currency} a month.",
    },
    exact={"hours", "hours_given", "needed"},
)
ADVICE: Mapping[str, str] = {
    "one_channel": "If it fails, so does the plan. Give a second channel an hour or a small sum, "
    "note where every new customer comes from, and shift effort as soon as the second works.",
    "public_platforms": "Begin with the one that scores best, leave a note on the others saying "
    "where to find you, and add a second when the first runs by itself.",
    "paid_minimum": "Raise it to the minimum for two or three months, or leave it out and put the "
    "money where a small sum works. Spending a little of it is the surest way to lose it all.",
    "group_hours": "Keep a fixed morning for it, follow-up included, or give up the seat "
    "properly. A member who is seldom there is not sent anyone.",
    "capacity": "Start the channels one after the other and stop adding when the calendar is full; "
    "or raise prices, choose among the enquiries, or find help first.",
    "judgement": "Treat the first three months as a test: write down how everybody who asks or "
    "buys found you, and enter what came. Your own results replace our guesses.",
    "website": "First of all put up one page: what you do, where, a picture, a telephone number "
    "and a few reviews. It takes some hours, and nothing else pays as quickly.",
    "social_hours": "Write once and use it everywhere, answer at two fixed times a day, or hand "
    "over the posting and keep the replies.",
    "payback": "Ask yourself whether you want the plan for what it brings besides money. If not, "
    "begin with the parts that cost only hours, and let what they earn pay for the rest.",
    "spent_at_a_loss": "Be sure you want these for personal ties or for being known. Once a "
    "quarter, ask what each of them brought; stop the first that shows nothing.",
    "within_budget": "Drop what scores lowest until it fits, or decide where the extra hours or "
    "money come from.",
}
NOTHING = "Nothing is recommended, so there is nothing to check."
PRESENT = "What you do now, by the same checks: {summary}"
PRESENT_NOTE = (
    "What you do now is forecast at the nearest level we know; hours and money are yours."
)
HEADER = ("Check", "Verdict", "Here", "Look again past", "Fails past")
BOTH_HEADER = ("Check", "The plan", "What you do now")
LIMITS = "The limits are our judgement; each says why it is set where it is."


def in_unit(value: float | None, unit: str) -> str:
    """Return a figure or a limit of a check in its unit; a dash where there is none.

    Examples
    --------
    >>> [in_unit(x, u) for x, u in ((0.7, "share"), (6, "hours_per_week"), (None, "ratio"))]
    ['70 %', '6 h', '-']
    """
    if value is None:
        return "-"
    if unit in ("share", "ratio"):
        return percent(value)
    return f"{exact(value)} h" if unit == "hours_per_week" else exact(value)


def summary(count: int, review: int, fail: int) -> str:
    """Return how many checks pass, ask for a look and fail, as a sentence.

    Examples
    --------
    >>> summary(11, 2, 0)
    '2 of 11 checks ask for a second look; none fails.'
    """
    of_all = f"of {count} checks"
    if fail:
        rest = f", {review} more should be looked at." if review else "; the others pass."
        return f"{fail} {of_all} {'fails' if fail == 1 else 'fail'}{rest}"
    if review:
        return (
            f"{review} {of_all} {'asks' if review == 1 else 'ask'} for a second look; none fails."
        )
    return f"All {count} checks pass."
