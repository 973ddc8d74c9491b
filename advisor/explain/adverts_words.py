"""Sentences about adverts: named templates with fields, nothing computed.

``told(code, **fields)`` is the entry: numbers are shown with two significant figures, shares
(fields that end in ``share``) as percent, counts whole.
"""

from __future__ import annotations

from collections.abc import Mapping

from advisor.explain.sentences import Sentences

TEMPLATES: Mapping[str, str] = {
    # whether at all
    "advertise": "Yes, advertise: {names}, {money} {currency} a month in all.",
    "below_minimum": "No adverts: {budget} {currency} a month is below what any of them needs.",
    "not_worth": "No adverts: your budget would pay for one, but none is worth it here.",
    "no_money": "No adverts: you gave no money for them.",
    "none_open": "No adverts: none of them is open to this business.",
    "least_of": "The least that does anything is {money} {currency} a month, for {name}; {missing} "
    "{currency} more than you have.",
    "least_free": "The least that does anything is {money} {currency} a month, for {name}.",
    "half_measures": "Half of it does not bring half: below the least there are too few clicks to "
    "learn from.",
    "first_of_out": "First of those your money would pay for: {name}. {sentence}",
    "instead": "Do this instead: {names}.",
    "fix": "Before any advert: {sentences}",
    "joins_from": "From about {money} {currency} a month on an advert joins your best mix.",
    "no_hours": "Every advert takes hours as well, to set up and to answer, and you have none.",
    "joins_never": "Up to {money} {currency} a month no advert joins your best mix.",
    "in_reason": "{name}: {sentence}",
    "score_note": "Points above 50 mean in the mix. An advert pays most where the net, after money "
    "and your hours, is highest; a dash there means that it pays at no spend.",
    "area_note": "A dash under what your area takes: more than was looked at.",
    # forecast
    "forecast": "{name}: {money} {currency} a month bring {low} to {high} new customers a year, "
    "middle {middle}.",
    "forecast_clicks": "That is {low} to {high} clicks a month by people you could serve.",
    "forecast_leads": "It brings {low} to {high} {leads} a month.",
    "forecast_share": "Enquiries that would have come anyway are taken off.",
    "forecast_rest": "Shown is the least spend where a channel is not in your mix.",
    "forecast_note": "Averages over {months} months. Nine outcomes in ten lie within the ranges: "
    "between firms of one trade prices differ threefold either way.",
    # prices
    "prices": "In your trade a click on {name} costs {low} to {high} {currency}, middle {middle}.",
    "prices_lead": "In your trade an enquiry through {name} costs {low} to {high} {currency}, "
    "middle {middle}.",
    "prices_seen": "A thousand views on {name} cost {low} to {high} {currency}, middle {middle}.",
    "prices_reached": "A thousand homes or listeners through {name} cost {low} to {high} "
    "{currency}, middle {middle}.",
    "prices_other": "For some no figure of your trade was found; a mixture of others stands in.",
    "prices_note": "Prices are American, moved with the price level of your country. Benchmarks "
    "come from accounts that agencies run; an owner pays more at first.",
    # how much
    "most": "{name}: at least {least} {currency} a month, at most {most}.",
    "most_not": "{name}: at least {least} {currency} a month; your area takes {most} and more.",
    "most_below": "{name}: your area takes {most} {currency} a month, and the least useful spend "
    "is {least}.",
    "most_means": "Above {most} {currency} the same money brings less than half of what the first "
    "brought: the people in your area have seen it, or have no need this month.",
    "full_at": "Your room for new customers is full at about {money} {currency} a month.",
    "pays_to": "It leaves most at {money} {currency} a month.",
    "pays_never": "At no spend does it bring more than it costs, your hours included.",
    "small_audience": "{name}: {low} to {high} people there could be aimed at, and fewer than "
    "{least} are refused.",
    "useful_range": "Practitioners put the least useful spend at {low} to {high} {currency}.",
    # targeting
    "targeting": "{name}: set {names}; leave the rest open.",
    "targeting_lists": "Of your own lists, use {names}.",
    "targeting_none": "{name}: leave all of it open, you named nobody in particular.",
    "targeting_narrow": "Every limit you add makes the audience smaller and dearer: set what "
    "matters, then let the platform look.",
    "targeting_answers": "Ages, jobs and interests come from your answers; add them there and they "
    "appear here.",
    "targeting_no_circle": "{name} has no circle around an address: name the towns.",
    "targeting_unknown": "For {name} an area is all there is to choose.",
    "targeting_note": "Platforms change these settings often; what we read is linked, some of it "
    "second hand.",
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
    "area_worldwide": "the countries you deliver to",
    "women": "women",
    "men": "men",
    "own_list": "your {count} addresses, with their consent",
    "visitors": "visitors of your website, with their consent",
    "followers": "people who looked at your page ({count} follow it)",
    "do_search_keywords": "your service and your towns, in the words customers use",
    "do_keywords": "what you sell, in the words customers use",
    "do_job_types_service_categories": "only the jobs you want",
    "do_ad_schedule_device": "the hours in which somebody answers",
    # limits
    "limits_touched": "Rules for what you sell: {names}.",
    "limits_none": "No special rule touches what you sell; one does when you look for staff.",
    "limits_note": "A summary, no legal advice: the rules of your country come first.",
    # checklist
    "steps": "Before the first click: {count} things to have in place.",
    "steps_none": "Keep this for the day you advertise: {count} things to have in place.",
    # when to stop
    "stop_lead": "Stop {name} when {money} {currency} ({weeks}) have brought no enquiry.",
    "stop_customer": "Stop {name} when {money} {currency} ({weeks}) have brought no customer.",
    "stop_never": "Do not start {name}: in none of our simulations does it pay.",
    "stop_unclear": "{name} cannot be judged within a year at {money} {currency} a month.",
    "stop_why": "If it paid at all, the first would have come by then in 19 of 20 cases.",
    "stop_chance": "It pays for its money and your hours in {share} of our simulations.",
    "stop_worth_lead": "An enquiry is worth {money} {currency} to you: stop when they cost more, "
    "month after month.",
    "stop_worth_customer": "A customer is worth {money} {currency} in the first year; adverts that "
    "cost more than that for each customer lose money.",
    "stop_second": "No customer after {money} {currency} ({weeks}) is the other sign.",
    "stop_note": "Counted are all who say they come through the advert, those who would have come "
    "anyway included.",
}
_WORDS: Mapping[str, str] = {
    "under_30k": "under 30k",
    "30k_70k": "30k to 70k",
    "70k_100k": "70k to 100k",
    "over_100k": "over 100k",
    "high_school": "school",
    "some_college": "some college",
    "college": "college",
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


told = Sentences(TEMPLATES, exact={"count", "months"})


def words_of(value: str) -> str:
    """Return an answer of the audience in words.

    Examples
    --------
    >>> words_of("30k_70k"), words_of("30-49")
    ('30k to 70k', '30 to 49')
    """
    return _WORDS.get(value, value.replace("-", " to ").replace("+", " and over"))


def weeks_text(weeks: int) -> str:
    """Write a number of weeks.

    Examples
    --------
    >>> weeks_text(1), weeks_text(6)
    ('about a week', 'about 6 weeks')
    """
    return "about a week" if weeks == 1 else f"about {weeks} weeks"
