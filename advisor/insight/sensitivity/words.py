"""What is said about what matters: names of answers and figures, titles, sentences."""

from collections.abc import Mapping

from advisor.explain.answer_words import answer_name
from advisor.explain.sentences import Sentences

BY_THE_HUNDRED = ("organic.extra_purchase_share",)  # shown for a hundred people: one is too few
TEMPLATES: Mapping[str, str] = {
    "value_share": "{share} %",
    "answers": "Of your answers, “{first}” changes most what you earn over the years: {low} to "
    "{high} {currency} a month, and {now} as it stands.",
    "answers_flat": "No answer changes much what you earn over the years.",
    "answers_note": "Each answer was changed alone: one you left out, over the range usual in the "
    "trade or to half and double; one you gave, by a quarter up and down; hours and money, to "
    "half and double. The best mix was chosen again each time. “Earned over the years” is an "
    "average, and it decides: later purchases and a few very good outcomes lift it above “left for "
    "you”, a median that counts first years only.",
    "choice": "{count} of {all} answers would change the advice or the channel that earns most.",
    "choice_none": "None of the {all} answers, changed as far as shown, changes the advice or the "
    "channel that earns most.",
    "figures": "Of our uncertain figures, “{first}” changes most what you earn over the years: "
    "{low} to {high} {currency} a month.",
    "figures_none": "No uncertain figure moves the outcome of this mix.",
    "figures_note": "Each figure was set to the low and the high end of its range (19 simulations "
    "in 20 lie above the one, 19 in 20 below the other), for the channels of the mix and the "
    "nearest ones that are out, and the best mix was chosen again.",
    "figures_choice": "{count} of the {all} uncertain figures tried would change the advice or the "
    "channel that earns most.",
    "figures_choice_none": "None of the {all} uncertain figures tried changes the advice or the "
    "channel that earns most.",
    "comes_in": "{name}: at {value}, {channels} would join the mix.",
    "learn": "You left out “{name}”: of the answers we assumed, it is the one most worth "
    "finding out.",
    "nobody": "no channel",
    # rules of thumb
    "policy_call": "Rule of thumb for the strategy, learned from {learned} businesses.",
    "policy_leader": "Rule of thumb for the channel that earns most, learned from {learned} "
    "businesses.",
    "policy_fidelity": "For {unseen} businesses it had not seen, it agrees with the advisor in "
    "{accuracy} of them; always giving the commonest answer would be right in {baseline}.",
    "policy_here": "For a business like yours it says: {says} ({share} of the {count} businesses "
    "that answer these questions as you do).",
    "policy_agrees": "The full calculation says the same.",
    "policy_disagrees": "The full calculation, which knows more of your business, says: {call}.",
    "rule_at_most": "{feature}: at most {threshold} ({here} here).",
    "rule_above": "{feature}: more than {threshold} ({here} here).",
    "line_at_most": "{feature} at most {threshold}:",
    "line_above": "{feature} more than {threshold}:",
    "other": "another channel",
    "policy_note": "A summary for a slide, not the advice: the advice is calculated from all your "
    "answers.",
}
FEATURES: Mapping[str, str] = {
    "hours_per_week": "hours a week",
    "money_usd_per_month": "US dollars a month at US prices",
    "reach_goal": "reach goal (1 my town to 5 worldwide)",
    "people_working": "people working",
    "people_in_town": "people in and around the town",
    "people_near": "people within 25 miles",
    "price_level": "price level of the country (US 1)",
    "online": "share that can be sold at a distance",
    "to_firms": "share sold to firms",
    "urgent": "urgency of the need (0 to 1)",
    "repeat": "bought again and again (0 to 1)",
    "visual": "can be shown in pictures (0 to 1)",
    "considered": "thought over before buying (0 to 1)",
    "trust": "rests on trust (0 to 1)",
    "expertise": "rests on expertise (0 to 1)",
    "sale_usd": "usual sale, US dollars at US prices",
    "customers_come_from_miles": "miles customers come from",
}


say = Sentences(TEMPLATES)


def feature_words(feature: str) -> str:
    """Return what the rules of thumb ask of a business in words.

    Examples
    --------
    >>> feature_words("people_near"), feature_words("writing")
    ('people within 25 miles', 'liking writing (1 to 5)')
    """
    name = answer_name(feature)
    return FEATURES.get(feature) or f"{name[0].lower()}{name[1:]} (1 to 5)"


def span_text(low: str, high: str) -> str:
    """Return two values as a range, their unit said once.

    Examples
    --------
    >>> span_text("6 months", "24 months"), span_text("8.2 %", "45 %"), span_text("60", "350")
    ('6 to 24 months', '8.2 to 45 %', '60 to 350')
    >>> span_text("My town", "The whole town")
    'My town to The whole town'
    """
    number, _, unit = low.partition(" ")
    shared = unit and number.strip("-")[:1].isdigit() and high.endswith(f" {unit}")
    return f"{number if shared else low} to {high}"
