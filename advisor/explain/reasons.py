"""Reason and warning codes as sentences: named templates with fields, nothing computed.

``say(code, figures)`` is the only entry.  Figures are numbers or words; numbers are shown with
two significant figures, money in the currency named ``currency`` among the figures.
"""

from collections.abc import Mapping
from typing import Any

from advisor.explain.sentences import Sentences
from advisor.explain.wording import counted_text, two_figures
from advisor.results import Range

TEMPLATES: Mapping[str, str] = {
    # in the mix
    # The customers are the median of the draws, the money is their mean, which decides: each is
    # called what it is.
    "brings_customers": "{it} brings {customers}; with what they buy in later years that is on "
    "average worth {gross} {currency} of gross profit a month.",
    "brings_customers_hardly": "{hardly} new customer; with what those it does bring buy later, "
    "that is on average worth {gross} {currency} of gross profit a month.",
    "pays_for_itself": "After its money and your hours it earns {net} {currency} a "
    "month over the years, on average.",
    "costs_for_now": "Later years counted, it still costs {loss} {currency} a month more than it "
    "brings; it is in for your other goals.",
    "costs_and_runs": "Later years counted, it costs {loss} {currency} a month more than it "
    "brings; it stays because it runs already, and something new takes learning.",
    "costs_at_first": "Later years counted, it costs {loss} {currency} a month more than it brings "
    "at first; once it works fully it earns {full_net} {currency} a month.",
    "comes_already": "Of these it brings {already} today.",
    "works_fully": "It is slow: once it works fully it brings {full}.",
    "makes_known": "It makes {aware} people a month inside your reach goal aware of you.",
    "makes_bonds": "It brings {bonds} people a {period} you know personally who could buy or "
    "refer.",
    "takes_most": "It takes {money} of the plan's {whole} {currency} a month: on average {each} "
    "{currency} for each new customer it brings, who is worth {leaves} {currency} to "
    "you over the years.",
    "takes_all": "All the money of the plan goes there, {money} {currency} a month: on average "
    "{each} {currency} for each new customer it brings, who is worth {leaves} {currency} to you "
    "over the years.",
    "repeat_sales": "It brings existing customers back, worth {extra} {currency} a month.",
    "places_to_sell": "In your trade and country that is above all {names}.",
    "fees_come_off": "Its fees, some {share} of a sale, are taken off what a sale leaves; they are "
    "no part of the money here.",
    "liking": "It suits what you said about yourself.",
    "liking_despite": "You said that you do not like this kind of work; it brings enough to be "
    "worth it all the same.",
    "liking_all_the_same": "You said that you do not like this kind of work.",
    "liking_against": "You said that you do not like this kind of work; that decided it.",
    "kept_by_you": "You asked to keep it.",
    "sells_there": "Your customers of today buy there, so it stays as it is.",
    "shared_posts": "The posts made for {name} appear here too; it only needs a look now and then.",
    "fits_business": "It suits what you sell: it brings {factor} times what an average business "
    "gets.",
    # out of the mix
    "stays_untended": "The profile you have stays; this is about tending it every week.",
    "asking_against_rules": "Rules or manners of the trade speak against asking those you serve.",
    "not_in_country": "It does not exist in your country.",
    "not_used_for_business_there": "Firms in your country hardly write to customers this way.",
    "sells_no_goods": "A market stall needs goods to sell.",
    "not_for_a_stall": "What you sell is not bought from a market stall.",
    "sells_to_people_only": "It reaches people in their jobs; you sell to private people.",
    "not_for_trade": "It takes no businesses of your kind.",
    "home_trades_only": "In your country it takes trades that work at the customer's home only; "
    "ask Google for today's list.",
    "nowhere_for_a_sign": "There is no shop, vehicle or site to put a sign on.",
    "no_premises": "A profile needs a place customers come to or an area you travel; you sell at "
    "a distance only.",
    "no_town_near": "No town large enough for a chamber of its own lies within 25 miles.",
    "chamber_by_district": "Firms in your country belong by law to the chamber of their own "
    "district and cannot join the next one.",
    "banned_by_you": "You asked to leave it out.",
    "above_your_limit": "Even its smallest amount is more than the most you asked for.",
    "below_minimum_money": "It is hardly worth setting up below {minimum} {currency} a month, and "
    "you have {given}.",
    "below_minimum_hours": "It needs {minimum:exact} hours a week to do anything, and you "
    "have {given:exact}.",
    "costs_more_than_brings": "It would bring {gross} {currency} a month, later years counted, "
    "but cost {cost}, your hours included.",
    "costs_more_today": "It runs today: by what is usual it brings {gross} {currency} a month, "
    "later years counted, and costs {cost}, your hours included. Count what comes by it before you "
    "stop.",
    "others_do_more": "It would pay, but the same hours and money do more elsewhere.",
    "little_beside": "Alone it would pay; beside what is in the mix it would bring little more.",
    "hours_do_more": "It would pay, but your hours do more elsewhere.",
    "hours_and_places": "It would pay, but your hours, and the {count} things that one can keep "
    "going every week, do more elsewhere.",
    "one_hour_more": "It would pay: with {time} a week it would be part of your mix.",
    "little_money_more": "It would pay: with {more} {currency} more a month it would be part of "
    "your mix.",
    "no_room_at_all": "You have no room for the customers it would bring.",
    "too_late": "It would pay once it works fully, but as it would begin it seldom pays within "
    "{months} months.",
    "fills_last_room": "It would pay, but there is little room left for what it brings: the plan "
    "as a whole earns more without it, more often than not.",
    "too_few": "It would bring so few customers that you could not tell for years whether it "
    "works.",
    "careful_odds": "It pays in {share} of the simulations, but what it may lose weighs more.",
    "poor_odds": "On average it would earn its cost, but only by unlikely good outcomes: it pays "
    "in {share} of the simulations.",
    "too_much_on_one": "It would pay, but it takes more than {share} of your hours, too much for "
    "one thing; ask to keep it if you want it all the same.",
    "too_much_on_a_bet": "It would pay on average, but it is a bet that takes many of your hours: "
    "it pays in {share} of the simulations.",
    "kept_going_full": "It would pay, but {count} things that take time every week are as many as "
    "one can keep going, and the others bring more.",
    "hours_and_places_one": "It would pay, but your hours, and the one thing that one can keep "
    "going every week, do more elsewhere.",
    "kept_going_full_one": "It would pay, but one thing that takes time every week is as much as "
    "one can keep going, and another brings more.",
    "no_room": "You could not take the customers it would bring: the mix already fills your room "
    "for new ones.",
    "poor_fit": "It does not suit what you sell: it brings {factor} times what an average "
    "business gets.",
    "would_come_in": "It would join the mix if it brought {times} times as many customers.",
    "strategy_area": "It lies outside the area of this strategy.",
    "needs_host": "It only works as part of a chamber or referral group, and adds too little "
    "to one here.",
    "one_seat": "You can hold one seat only: a second group would ask you to leave the first.",
    # strategies
    "strategy_best": "At its best it is worth more to you than the other two.",
    "strategy_behind": "At its best it is {points} points behind, of {best}.",
    "strategy_same": "It would use the same channels, so the nearer strategy is recommended.",
    "strategy_cannot": "What you asked to keep has no place in it.",
    "strategy_reach": "It makes {aware} people a month inside your reach goal aware of you.",
    "strategy_customers": "It brings {customers}.",
    # fix first
    "no_website": "You have no website: about {lost:share} of referred people look a firm up and "
    "give up when they find nothing. A single page will do.",
    "profile_alone": "You have no website: a single page of your own says what a profile on "
    "Google or on social media cannot.",
    "website_planned": "You have no website: “{name}”, in the plan, begins with a single page.",
    "no_reviews": "You have {reviews} reviews: with fewer than ten your Google profile gets about "
    "{factor} of the attention it could. Ask each customer who is content for a few words.",
    "calls_unanswered": "About {answered:share} of the calls to small firms are answered, and "
    "whoever is in haste calls the next one. See that yours are, before paying for more.",
    "no_number": "About {share} of small firms where you are answer on WhatsApp: have a business "
    "number there, with hours and prices, and put it on your profile, your page and your door.",
    "no_list": "You keep no list of customers who may be written to: start one, with consent.",
    # warnings
    "lock_dropped": "{name}: your budgets are too small to keep it, so it is left out.",
    "lock_limit": "{name}: you asked to keep it at no more than {most} {unit}, which is less than "
    "its smallest amount, so it is left out.",
    "lock_limit_between": "{name}: you asked for at least {asked} and at most {most} {unit}, which "
    "is less than its smallest amount, so it is left out.",
    "lock_nearest": "{name}: you asked for {asked} {unit}; the nearest level within your limits is "
    "{level}.",
    "lock_between": "{name}: you asked for at least {asked} and at most {most} {unit}; the nearest "
    "level within your limits is {level}.",
    "lock_most": "{name}: you asked for at least {asked} {unit}; the most within your limits is "
    "{level}.",
    "lock_closed": "{name} is not open to this business, so it cannot be kept.",
    "mostly_judgement": "About {share} of the outcome rests on judgement, not on measured facts.",
    "one_channel": "{share} of what the plan adds comes by {name}: if it fails, so does the plan.",
    "sale_comes_later": "From first contact to sale it takes about {to_sale} months in your trade, "
    "and you look at {months}: count enquiries, not customers, until then.",
    "no_payback": "The money is not back within {months} months at the median.",
    "no_payback_yet": "The money is not back within {months} months at the median: a part of what "
    "new customers pay in their first twelve months comes later.",
    "loses": "At the median it costs {loss} {currency} a month more than it brings, your "
    "hours included.",
    "loses_at_first": "In its first {span} it costs {loss} {currency} a month more than it brings, "
    "your hours included; what its customers buy later makes up for it.",
    "even_at_first": "In its first {span} it hardly earns its cost; the gain is what its customers "
    "buy later.",
    "bet": "{name} is a bet: at the median it costs {loss} {currency} a month more than it "
    "brings; it pays in {share} of the simulations.",
    # asked first
    "base_line_above_room": "By your answers, about {today} new customers a month come already, "
    "and you have room for {room}, which leaves hardly any for more. How many come in a month "
    "today? Until you say so we assume {taken}.",
    "more_than_room": "By your answers, about {today} new customers a month come, and a business "
    "of your trade and size mostly has room for {room}. How many come in a month? Until you say so "
    "we assume {taken}.",
    "wanted_already": "You want {wanted:wish} new customers a month, and by your answers about "
    "{today} come already. How many come in a month? Until you say so we assume {taken}.",
    "full_today": "You say that {today} new customers a month come today and that you have room "
    "for {room}: the business is full. How many could you take at most? Until you say so we assume "
    "{taken}.",
    "many_people": "You say that {people:exact} people work in the business. One of your trade and "
    "size serves far more customers than the {buyers} within reach who could ever buy. How "
    "many work in it? Until you say otherwise we assume {taken:exact}.",
    "sale_of_firms": "What we know of your trade is what firms pay, about {taken} a sale. What "
    "does a household pay you? Until you say so we assume the same.",
    "sale_of_people": "What we know of your trade is what households pay, about {taken} a sale. "
    "What does a firm pay you? Until you say so we assume the same.",
    "sends_goods": "You want to be known far away, but your trade mostly sells on the spot. Do you "
    "send what you sell? Until you say so we assume that you do not.",
    "come_from_km": "You want to be known far away. From how far do your customers come, or how "
    "far do you go to them? Until you say so we assume that most come from within {taken} km, as "
    "is usual for your trade.",
    "come_from_mi": "You want to be known far away. From how far do your customers come, or how "
    "far do you go to them? Until you say so we assume that most come from within {taken} miles, "
    "as is usual for your trade.",
    # goal
    "goal_leads_to": "You want {wanted:wish} new customers a {period}; today {today} come, and "
    "this plan leads to about {expected}.",
    "goal_supposed": "You named no goal; today {today} new customers a {period} come, and this "
    "plan leads to about {expected}.",
    "goal_too_far": "More hours or money would not close the gap.",
    "step_hours": "{hours} more hours a week than you offer, {in_all:exact} in all, would lead to "
    "{nearly} {total}.",
    "step_money": "{money} {currency} a month more than you offer, {in_all} {currency} in all, "
    "would lead to {nearly} {total}.",
    "step_opens": "Most of that would go into {name}: the least there is {least} {currency} a "
    "month.",
    "step_hours_dear": "It would take {hours} more hours a week, which bring less than they cost.",
    "step_money_dear": "It would take {money} {currency} a month more, which brings less than it "
    "costs.",
    "step_both": "It would take {hours} more hours a week and {money} {currency} a month more, "
    "which bring less than they cost.",
    "step_worse": "Your budgets could reach it with another mix, but that brings less than it "
    "costs.",
    "capacity_full": "The channels could bring more than you can take: {wanted:wish} new customers "
    "a month, and you have room for {room} more than come today.",
    "cuts_back": "The plan does less of {names} than you do today: the hours do more elsewhere. "
    "Keep it in “Your business”, if you want it as it is.",
    "gives_up": "The plan leaves out what you do today by {names}; about {yearly} new customers a "
    "year come by it.",
    "gives_up_uncounted": "The plan leaves out what you do today by {names}. By what is usual "
    "about {yearly} new customers a year come by it: count them for a month before you stop.",
    "group_hours": "A referral group takes {hours} hours every week and tolerates few absences.",
    "hire_ends_early": "More than half of hired social media managers are gone within a year; a "
    "restart costs about six weeks' fee and {hours} of your hours.",
    "open_call": "There is no clear winner: this strategy is the best in {share} of the "
    "simulations.",
    "hire_not_payable": "This budget cannot pay for a manager, so none is in the mix.",
    # claims, goals, hire
    "claim_exact": "For these figures, sure or not, no other mix of these levels within these "
    "budgets is worth more (overlap of reach and rounding of capacity aside).",
    "claim_coarse": "The best mix found on a coarser grid, because the budgets are large; one a "
    "few percent better may exist.",
    "claim_searched": "The best mix a search found: with limited room for customers, or a limit on "
    "how many things you keep going, a better one cannot be ruled out; the gap is to a bound that "
    "nothing can beat.",
    "goal_above_capacity": "The goal of {wanted:wish} new customers a month is more than the "
    "business has room for ({room}).",
    "goal_no_room": "Those who come anyway fill the room there is: there is none for a goal.",
    "goal_out_of_reach": "No mix of up to {hours} hours a week and {money} {currency} a month "
    "brings {wanted:wish} new customers a month on average beside those who come anyway.",
    "goal_met": "As many as you want come already.",
    "goal_beyond_budget": "It takes more than your budgets.",
    "goal_within_budget": "It is within your budgets.",
    "do_it_yourself": "Doing it yourself is worth more to you at these budgets.",
    "hire_as_asked": "A manager is in the mix because you asked; doing it yourself would be worth "
    "more to you.",
    "hire_pays": "A manager is worth the money here, on average.",
    # unspent
    "nothing_worth_it": "Nothing that could be added beside these brings more than it costs.",
    "hours_used_up": "Your hours are used up, and what money buys without them is not worth its "
    "cost.",
    "few_search": "Few people here search for what you sell: more money would buy no more clicks "
    "by {name}, and what else it buys is not worth its cost.",
    "room_is_full": "The mix already fills your room for new customers; more would bring some you "
    "could not take.",
    "seldom_pays": "What is left would go into {name}, but that pays too seldom here.",
    "last_room": "What is left would go into {name}, but there is little room left for the "
    "customers it brings. If you can take more, say so in “Your business”.",
    "bets_full": "What is left would go into {name}, which more often than not costs more than it "
    "brings: only a part goes into such bets.",
    "too_little_left": "What is left is too little for the next useful step.",
    "next_step_money_steps": "What is left is too little for the next useful step: {name} would "
    "take {step} {currency} a month.",
    "next_step_in": "What is left is too little for the next useful step: with {step} {currency} "
    "more a month {name} would be part of your mix.",
    "next_step_owner_hours": "What is left is too little for the next useful step: {name} would "
    "take {step:exact} hours a week.",
    "nearest_seldom": "Nearest to it comes {name} at {money} {currency} a month: about {more} "
    "more new customers a year, {each} {currency} for each of them, who is worth {leaves} "
    "{currency} to you over the years; the plan would earn more in {share} of the simulations.",
    "nearest_careful": "Nearest to it comes {name} at {money} {currency} a month: about {more} "
    "more new customers a year, {each} {currency} for each of them, who is worth {leaves} "
    "{currency} to you over the years. The plan would earn more in {share} of the simulations, "
    "but what it may lose weighs more.",
    "nearest_hours": "{name} at {money} {currency} a month would bring about {more} new customers "
    "a year and pay for itself, but takes {hours} hours of your week, which do more elsewhere.",
    "nearest_hour_more": "With {time} a week {name} would come in, at {money} {currency} a month.",
    "nearest_dearer": "From {money} {currency} a month {name} would pay: about {more} new "
    "customers a year, {each} {currency} for each of them, who is worth {leaves} "
    "{currency} to you over the years.",
    "full_today_headline": "You are full today; with room for {taken} a month: ",
    "no_room_headline": "You have no room for new customers: nothing can be won until you have.",
    "channels_full": "{count} things that take time every week are as many as one can keep going "
    "beside the business.",
    "channels_full_one": "One thing that takes time every week is as much as one can keep going "
    "beside the business.",
    "all_used": "All of it is used.",
    "none_given": "None was given.",
}


_fill = Sentences(TEMPLATES, exact={"hours", "asked", "level", "most"})
_ALL = 0.99  # share of the plan's money: nearly all is all
_HARDLY_A_YEAR = 0.05  # new customers: fewer are shown in words
# Figures of the number of customers in a sentence, lowest first.
_BROUGHT = ("low", "customers", "high")
_COUNTED: Mapping[str, tuple[str, str, str]] = {
    "brings_customers": _BROUGHT,
    "strategy_customers": _BROUGHT,
    "works_fully": ("full",) * 3,
    "comes_already": ("already",) * 3,
}


def say(code: str, figures: Mapping[str, Any]) -> str:
    """Return the sentence of a code.

    Raises ``KeyError`` if the code or a field is unknown: a bug, not a person's mistake.
    """
    fields = dict(figures)
    if code == "makes_bonds":
        times, fields["period"] = _period(figures["bonds"])
        fields["bonds"] *= times
    if "unit" in figures and figures.get("most", figures.get("asked")) == 1:
        first, blank, rest = figures["unit"].partition(" ")
        fields["unit"] = f"{first.removesuffix('s')}{blank}{rest}"
    if code == "no_payback" and figures.get("left", 0.0) > 0:
        code = "no_payback_yet"
    if short := figures.get("short"):
        fields["time"] = "one more hour" if short == 1 else f"{60 * short:.0f} minutes more"
    if figures.get("count") == 1 and f"{code}_one" in TEMPLATES:
        code = f"{code}_one"
    if code in _COUNTED:
        low, name, high = _COUNTED[code]
        times, period = _period(figures[name])
        brings = Range.of(times * figures[k] for k in (low, name, high))
        text = counted_text(brings, period, f"new customers a {period}")
        fields[name] = text if low != high else f"about {text.removeprefix('about ')}"
        slow = figures.get("slow")
        fields["it"] = "At first it" if slow else "It"
        fields["hardly"] = "At first it hardly brings a" if slow else "In most years it brings no"
        if code == "brings_customers" and brings.p50 < _HARDLY_A_YEAR:
            code = "brings_customers_hardly"
    if code == "takes_most" and (
        figures["money"] > _ALL * figures["whole"]
        or two_figures(figures["money"]) == two_figures(figures["whole"])  # as they are shown
    ):
        code = "takes_all"
    return _fill(code, **fields)


def _period(a_month: float) -> tuple[float, str]:
    """Return what fewer than one a month are told by: the year, which nobody has to multiply."""
    return (12.0, "year") if abs(a_month) < 1.0 else (1.0, "month")
