"""What is said of the review of a plan: signs of change, targets, questions, the test."""

from collections.abc import Mapping

from advisor.explain.sentences import Sentences
from advisor.insight.plan.words import Words

# Signs at the review and what each would change.
CHANGES: Words = {
    "hours_short": (
        "In most weeks you gave less than three quarters of the hours planned",
        "Enter the hours you really have. With fewer hours, other channels are worth doing.",
    ),
    "below_range": (
        "Fewer than {low} {leads} by this plan in the last month",
        "Nineteen outcomes in twenty are above that. Enter your own results in the "
        "answers and get new advice.",
    ),
    "above_range": (
        "More than {high} {leads} by this plan in the last month",
        "Nineteen outcomes in twenty are below that. Enter the results: one more hour there is "
        "worth more than anything new.",
    ),
    "too_rare": (
        "No customer by this plan yet",
        "That alone says nothing: fewer than {least} could be expected by now. Judge by what "
        "you did and by {leads}.",
    ),
    "full": (
        "Customers have to wait, or you turn them away",
        "Pause what costs money first, then what takes most hours; keep what brings people back.",
    ),
    "other_source": (
        "Most new customers name something that is not in this plan",
        "Put an hour there first. Doing more of what already brings customers is cheapest.",
    ),
    "advert": (
        "{name}: {limit} {currency} spent ({weeks}) and no customer",
        "Stop it. If it paid for itself, this would happen about once in twenty times. Put the "
        "money into what brings more.",
    ),
    "advert_silent": (
        "{name}: {limit} {currency} spent ({weeks}) and no enquiry",
        "Stop it. If it paid for itself, this would happen about once in twenty times. Put "
        "the money into what brings more.",
    ),
    "group": (
        "{name}: after three months, nobody who could buy or send somebody",
        "Do not renew; visit another one in these hours. Full effect takes {months} months, "
        "so few introductions alone are no reason to leave.",
    ),
    "platform": (
        "{name}: nobody wrote, called or asked because of it",
        "Try another kind of post for four weeks. If that brings nothing either, give its hours "
        "to {next_best}.",
    ),
    "manager": (
        "The manager takes more of your hours than planned, or posts read as if anybody wrote them",
        "Talk it over once, with examples. If nothing changes, end it: see “Me or a manager”.",
    ),
}
NEXT_OF_MIX = "the best of the rest of the plan"

TARGETS: Mapping[str, str] = {
    "hours": "Hours given in twelve weeks",
    "asked": "New customers asked how they found you",
    "visits": "Visits as a guest before paying",
    "reviews": "Reviews asked for",
    "leads.enquiry": "Enquiries by this plan in the last month",
    "leads.contact_asked": "People asked by this plan in the last month",
    "leads.visit_intent": "Visits and enquiries by this plan in the last month",
    "leads.visit_site_or_stall": "Visits to site or stall by this plan in the last month",
    "leads.site_visit": "Visits to the site by this plan in the last month",
    "customers": "New customers in the last month, with those who come anyway",
}

# Questions of the test, then why it is the one or none.
_SENTENCES: Mapping[str, str] = {
    "cost": "What does a customer cost, money and your hours together? Keep it if that is below "
    "{worth} {currency}, what one brings.",
    "cost_rare": "What does {lead} cost? Customers may be too few to count: {low} to {high} "
    "expected in {weeks} weeks.",
    "cost_none": "What does {lead} cost? Customers will be too few to count: fewer than one "
    "can be expected in {weeks} weeks.",
    "reach": "How many can be reached? Expected: {low} to {high} people a month.",
    "right": "Are they the right ones: from your area, asking for what you earn money on?",
    "found": "Up to {share} of your hours and money ({least} h a week where that is more) may try "
    "one new channel: {name}, the best outside the mix that fits.{given_up}",
    "given_up": " In these weeks, {names} {get} less time.",
    "no_room": "Your hours are full, so the test waits for the review: then swap one channel "
    "for {name} for {weeks} weeks, never two at a time.",
    "none": "No channel outside the mix fits a reserve of {hours} h a week and {money} {currency} "
    "a month. Keep it for the review.",
    "late": "The mix is not complete before the review; test nothing new until it is.",
}
say = Sentences(_SENTENCES, exact={"hours", "least"})
