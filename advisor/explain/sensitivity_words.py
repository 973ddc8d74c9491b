"""What is said about what matters: names of answers and figures, titles, sentences."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.catalogue import Channel, Prior

CALLS: Mapping[str | None, str] = {
    "main_street": "Stay on Main Street",
    "next_towns": "The next towns over",
    "beyond_town": "Beyond the town",
    None: "nothing is worth its cost",
}
GOALS: Mapping[str, str] = {
    "my_town": "my town",
    "neighbouring_towns": "the next towns too",
    "region": "the whole region",
    "country": "the whole country",
    "worldwide": "worldwide",
}
ANSWERS: Mapping[str, str] = {
    "hours_per_week": "Your hours a week",
    "money_per_month": "Money a month",
    "reach_goal": "How far you want to be known",
    "average_sale": "What a customer pays each time",
    "purchases_per_year": "Purchases of a customer a year",
    "gross_margin": "Share of a sale left after its cost",
    "active_customers": "Customers you have now",
    "capacity_new_customers_per_month": "New customers a month you can serve",
    "value_of_owner_hour": "What an hour of yours is worth",
    "customers_come_from_miles": "How far away customers come from",
    "people_nearby": "People living where customers come from",
    "months_to_goal": "Months until it must be there",
    "meeting_people": "Enjoying to meet people",
    "drive_to_grow": "Drive to grow",
}
# Quantities of data/priors.csv whose ids do not read as words.
QUANTITIES: Mapping[str, str] = {
    "attention": "share of those exposed who take it in",
    "closing": "share of enquiries that become customers",
    "incrementality": "share of its enquiries that would not have come anyway",
    "need_rate": "people who choose a new supplier in a month",
    "close_rate_referral": "referred enquiries that become customers",
    "close_rate_search_call": "search and phone enquiries that become customers",
    "close_rate_web_social": "web and social media enquiries that become customers",
    "retention_rate": "customers who stay from year to year",
    "winnable_share": "share of the buyers looking that one business can win",
    "trust_premium": "how much more a referred customer is worth",
    "presence_gate": "referred people kept where there is no page to look at",
    "overlap_share": "how far channels reach different people",
    "months_to_full_effect": "months to full effect",
}
TEMPLATES: Mapping[str, str] = {
    "value_share": "{share} %",
    "level": "{level} of 5",
    "months": "{months} months",
    "answers": "Of your answers, “{first}” moves what is left for you most: {low} to {high} "
    "{currency} a month, {now} as answered.",
    "answers_flat": "No answer tried moves what is left for you much.",
    "answers_note": "Each answer was moved alone: an answer you left out over the range usual in "
    "the trade, or to half and double; one you gave by a quarter each way; hours and money to "
    "half and double. The best mix was chosen again each time.",
    "choice": "{count} of {all} answers would change the call or the channel that earns most.",
    "choice_none": "None of the {all} answers changes the call or the channel that earns most.",
    "figures": "Of our uncertain figures, “{first}” moves what is left for you most: {low} to "
    "{high} {currency} a month.",
    "figures_none": "No uncertain figure was found to move the outcome of this mix.",
    "figures_note": "Each figure was set to the low and the high end of its range (19 draws in "
    "20 lie above the one, 19 in 20 below the other), for the channels of the mix and the "
    "nearest ones that are out, and the best mix was chosen again.",
    "figures_choice": "{count} of the {all} uncertain figures tried would change the choice.",
    "figures_choice_none": "None of the {all} uncertain figures tried changes the call or the "
    "channel that earns most.",
    "comes_in": "{name}: at {value}, {channels} would come in.",
    "learn": "You left out “{name}”: of the answers assumed for you, it is the one most worth "
    "finding out.",
    "trade": "your trade",
    "nobody": "no channel",
    # rules of thumb
    "policy_call": "Rule of thumb for the strategy, read off {learned} businesses.",
    "policy_leader": "Rule of thumb for the channel that earns most, read off {learned} "
    "businesses.",
    "policy_fidelity": "On {unseen} businesses it had not seen it says what the advisor says in "
    "{accuracy} of them; always saying the commonest answer is right in {baseline}.",
    "policy_here": "For a business like yours it says: {says} ({share} of the {count} businesses "
    "that answer these questions as you do).",
    "policy_agrees": "The full calculation says the same.",
    "policy_disagrees": "The full calculation, which knows more of your business, says: {call}.",
    "policy_note": "A summary for a slide, not the advice: the advice is calculated from all your "
    "answers.",
    "yes": "yes",
    "no": "no",
}
FEATURES: Mapping[str, str] = {
    "hours_per_week": "hours a week",
    "money_usd_per_month": "US dollars a month at US prices",
    "reach_goal": "reach goal (1 my town to 5 worldwide)",
    "people_working": "people working",
    "people_in_town": "people in and around the town",
    "people_near": "people within 25 miles",
    "price_level": "price level of the country (US 1)",
    "meeting_people": "enjoying to meet people (1 to 5)",
    "belonging": "wanting to belong (1 to 5)",
    "writing": "liking to write (1 to 5)",
    "on_camera": "at ease on camera (1 to 5)",
    "drive_to_grow": "drive to grow (1 to 5)",
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


def say(code: str, **figures: object) -> str:
    """Return the sentence of a code with its figures.

    Parameters
    ----------
    code : str
        A key of ``TEMPLATES``.
    **figures : object
        The fields its template names, as text.

    Returns
    -------
    str

    Examples
    --------
    >>> say("months", months=6)
    '6 months'
    """
    return TEMPLATES[code].format(**figures)


def figure_name(prior: Prior, channels: Mapping[str, Channel]) -> str:
    """Return a prior's name in words: whose it is, and what it says.

    Parameters
    ----------
    prior : Prior
    channels : mapping of channel id to Channel

    Returns
    -------
    str
        Such as "Google Business Profile: views per action".
    """
    quantity, _, _ = prior.quantity.partition(".")
    words = QUANTITIES.get(quantity, quantity.replace("_", " "))
    whose = channels[prior.channel].name if prior.channel in channels else ""
    return f"{whose}: {words}" if whose else words[0].upper() + words[1:]


def quantity_name(quantity: str) -> str:
    """Return the name of a quantity of the trade in words."""
    words = QUANTITIES.get(quantity, quantity.replace("_", " "))
    return f"{say('trade').capitalize()}: {words}"


def unit_words(unit: str) -> str:
    """Return a unit of data/priors.csv as words, empty where the number speaks for itself.

    Examples
    --------
    >>> unit_words("usd_per_lead"), unit_words("factor")
    ('USD per lead', '')
    """
    if unit in ("share", "factor", "ratio", "exponent"):
        return ""
    return unit.replace("_", " ").replace("usd", "USD")
