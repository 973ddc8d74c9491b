"""Sentences about adverts: named templates with fields, nothing computed.

``say(code, **fields)`` is the entry: numbers are shown with two significant figures, shares
(fields that end in ``share``) as percent, counts whole.
"""

from __future__ import annotations

from collections.abc import Mapping

from advisor.explain.names import CHOICES
from advisor.explain.sentences import Sentences

TEMPLATES: Mapping[str, str] = {
    # whether at all
    "advertise": "Yes, advertise: {names}, {money} {currency} a month in all.",
    "below_minimum": "No adverts: {budget} {currency} a month is below what an advert that "
    "suits you needs.",
    "not_worth": "No adverts: you could afford one, but none is worth its cost here.",
    "others_first": "No adverts for now: one would pay, but the rest of your mix comes first.",
    "no_money": "No adverts: your budget has no money for them.",
    "none_open": "No adverts: none of them is open to this business.",
    "least_of": "Minimum effective spend: {money} {currency} a month, for {name}; that is "
    "{missing} {currency} more than you have.",
    "least_free": "Minimum effective spend: {money} {currency} a month, for {name}.",
    "half_measures": "Half the money does not bring half the result: below the minimum there are "
    "too few clicks to learn from.",
    "first_of_out": "Nearest: {name}. {sentence}",
    "instead": "Do this instead: {names}.",
    "fix": "Before any advert: {sentences}",
    "joins_from": "From about {money} {currency} a month, an advert becomes part of your best mix.",
    "no_hours": "Every advert also takes hours, to set it up and to answer enquiries, and you "
    "have none.",
    "joins_never": "Up to {money} {currency} a month, no advert is part of your best mix.",
    "in_reason": "{name}: {sentence}",
    "score_note": "More than 50 points means in the mix. An advert pays best where it earns "
    "most after money and your hours; a dash there means that it does not pay at any spend.",
    "area_note": "A dash under what your area can absorb: more than the largest spend tried.",
    # forecast
    "forecast": "{name}: {money} {currency} a month brings {customers}.",
    "forecast_clicks": "That is {low} to {high} clicks a month by people you could serve.",
    "forecast_leads": "It brings {range} {leads} a month.",
    "forecast_share": "{leads} that would have come anyway are not counted.",
    "forecast_rest": "For a channel outside your mix, the minimum effective spend is shown.",
    "forecast_note": "An advert in your mix is shown as within it, its beginning and the other "
    "channels counted; any other by itself, over {months} months. Nine outcomes "
    "in ten lie within the ranges: prices differ threefold in either direction between firms of "
    "the same trade.",
    # prices
    "prices": "In your trade a click on {name} costs {low} to {high} {currency}, "
    "most likely {median}.",
    "prices_lead": "In your trade {bought} through {name} costs {low} to {high} {currency}, "
    "most likely {median}.",
    "prices_seen": "A thousand views on {name} cost {low} to {high} {currency}, "
    "most likely {median}.",
    "prices_reached": "A thousand homes or listeners through {name} cost {low} to {high} "
    "{currency}, most likely {median}.",
    "prices_other": "Where no figure for your trade was found, an average of other trades is used.",
    "prices_note": "Prices are American, adjusted to the price level of your country. Benchmarks "
    "come from accounts run by agencies; an owner pays more at first. What is bought includes "
    "people you cannot serve and some who would have come anyway, and the more is spent in one "
    "area the dearer it gets, so that what counts costs more.",
    # how much
    "most_never": "{name}: whatever you spend, it costs more than it brings, your hours included.",
    "most": "{name}: at least {least} {currency} a month, at most {most}.",
    "most_asked": "{name}: your area can absorb {most} {currency} a month; no more people ask.",
    "most_not": "{name}: at least {least} {currency} a month; your area can absorb {most} or more.",
    "most_below": "{name}: your area can absorb {most} {currency} a month, less than the minimum "
    "effective spend of {least}.",
    "most_means": "Above {most} {currency}, diminishing returns: more money brings less than half "
    "of what the first brought. The people in your area have seen it, or have no need this month.",
    "full_at": "At about {money} {currency} a month you have no room for more new customers.",
    "pays_to": "It pays most at {money} {currency} a month.",
    "pays_never": "It does not bring more than it costs, your hours included, at any spend.",
    "small_audience": "{name}: {low} to {high} people there can be targeted; it refuses audiences "
    "of fewer than {least}.",
    "useful_range": "Practitioners put the minimum effective spend at {low} to {high} {currency}.",
    # targeting
    "targeting": "{name}: set {names}; leave the rest open.",
    "targeting_lists": "Of your own lists, use {names}.",
    "targeting_none": "{name}: leave everything open, since you named nobody in particular.",
    "targeting_narrow": "Every limit you add makes the audience smaller and dearer: set what "
    "matters, then let the platform look.",
    "targeting_answers": "Ages, jobs and interests come from your answers; add them there and they "
    "appear here.",
    "targeting_no_circle": "{name} cannot target a circle around an address: name the towns.",
    "targeting_note": "Platforms change these settings often; our sources are linked, some of them "
    "second-hand.",
    "ages": "ages {names}",
    "income": "incomes {names}",
    "education": "education: {names}",
    "job_roles": "jobs: {names}",
    "interests": "interests: {names}",
    "leave_open": "leave open",
    "not_there": "not there",
    "forbidden": "not allowed for what you sell",
    "circle": "{distance} around {place}",
    "area_country": "the whole country",
    "area_worldwide": "the countries you sell to",
    "area_far": "the countries your customers come from",
    "women": "women",
    "men": "men",
    "own_list": "your {count} addresses, with their consent",
    "visitors": "visitors of your website, with their consent",
    "followers": "people who visited your page ({count} follow it)",
    "do_search_keywords": "your service and your towns, in the words customers use",
    "do_keywords": "what you sell, in the words customers use",
    "do_job_types_service_categories": "only the work you want",
    "do_ad_schedule_device": "the hours in which somebody answers",
    # limits
    "limits_touched": "Rules for what you sell: {names}.",
    "limits_none": "No special rule applies to what you sell; one does apply when you look for "
    "staff.",
    "limits_note": "A summary, not legal advice: the rules of your country come first.",
    # checklist
    "steps": "Before the first click: {count} things to have in place.",
    "steps_none": "For the day you do advertise: {count} things to have in place first.",
    # when to stop
    "stop_lead": "Stop {name} when {money} {currency} ({weeks}) have brought no enquiry.",
    "stop_customer": "Stop {name} when {money} {currency} ({weeks}) have brought no customer.",
    "stop_never": "Do not start {name}: it does not pay back in any simulation.",
    "stop_unclear": "{name} cannot be judged within a year at {money} {currency} a month.",
    "stop_why": "If it worked, the first would have come by then in 19 cases out of 20.",
    "stop_chance": "It earns back its money and your hours in {share} of the simulations.",
    "stop_worth_lead": "An enquiry that names the advert is worth {money} {currency} to you, later "
    "years counted: stop when they cost more, month after month.",
    "stop_worth_customer": "A customer who names the advert is worth {money} {currency}, later "
    "years counted, since some would have come anyway; stop what costs more for each.",
    "stop_second": "The other sign: no customer after {money} {currency} ({weeks}).",
    "stop_note": "This counts everyone who says they came through the advert, including those who "
    "would have come anyway.",
}
KINDS: Mapping[str, str] = {
    "geographic": "Where",
    "demographic": "Who",
    "professional": "Jobs and firms",
    "psychographic": "Interests",
    "behavioural": "What they do",
    "own_data": "Your own lists",
}
STAGES: Mapping[str, str] = {
    "landing": "Where the click leads",
    "tracking": "Counting",
    "running": "While it runs",
}


say = Sentences(TEMPLATES, exact={"count", "months"})


def words_of(value: str) -> str:
    """Return an answer of the audience in words.

    Examples
    --------
    >>> words_of("30k_70k"), words_of("30-49")
    ('30k to 70k', '30 to 49')
    """
    return CHOICES.get(value, value.replace("-", " to ").replace("+", " and over"))
