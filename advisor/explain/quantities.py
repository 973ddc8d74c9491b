"""Names in words of the quantities of data/priors.csv and of their units."""

from collections.abc import Mapping

from advisor.catalogue import Channel, Prior

# Quantities of data/priors.csv whose ids do not read as words.
QUANTITIES: Mapping[str, str] = {
    "active_share": "users seen in a month",
    "agent_orders_per_month": "orders a month through booking agents",
    "attention_cap": "most of the people near who can take notice",
    "attention_hours": "hours a week that every channel in use asks for",
    "aware_people_per_customer": "people who must know a name for one to buy",
    "customers_per_tie": "customers a tie sends later",
    "calls_answered": "calls that somebody answers",
    "contact_cap": "people one person keeps in mind",
    "customers_wanted_share": "share of what you can serve taken as wanted",
    "customers_wanted_growth": "growth over today that is wanted at most",
    "farther_share": "people farther away who still come",
    "follower_country": "followers who live in the country",
    "follower_region": "followers who live in the region",
    "follower_town": "followers who live in the town",
    "free_contacts": "addresses that cost nothing",
    "hours_per_100_customers": "hours a week for each hundred customers",
    "hours_per_week": "hours a week",
    "local_orders_share": "online orders from near, at least",
    "miles_per_minute": "miles driven in a minute",
    "minimum_money": "minimum effective spend a month",
    "money_job_signs": "money for signs at jobs",
    "money_per_1000_contacts": "money for a thousand addresses",
    "money_per_month": "money a month",
    "money_vehicle": "money for lettering the vehicle",
    "most_times_reference": "most that one page catches, times the usual",
    "next_chamber_miles": "miles to the next chamber",
    "nonfollower_country": "other viewers who live in the country",
    "nonfollower_region": "other viewers who live in the region",
    "nonfollower_town": "other viewers who live in the town",
    "offered_city": "events a month in a city",
    "offered_town": "events a month in a town",
    "offered_village": "events a month in a village",
    "chosen_again": "purchases again that no course or contract settles",
    "owner_hour_share": "what an owner earns of an employee's wage",
    "ready_miles": "miles people are ready to travel",
    "reference_searchers": "searchers a month behind the counts",
    "remote_work_share": "work that can be done at a distance, at least",
    "reward_usd_share": "thank-you, as a share of the sale",
    "stall_sale_usd": "a usual purchase at a stall",
    "tended_flattens_hours": "hours a week that do half of what tending can",
    "tended_most_share": "most that tending can add",
    "town_people": "people of a town",
    "usual_referral_close": "people sent by others that usually become customers",
    "village_people": "people of a village",
    "action_to_customer_shop": "visitors of the shop who buy",
    "action_to_enquiry": "calls and visits that become enquiries",
    "action_to_lead_shop": "calls and clicks that become visits",
    "neglected_share": "share of the usual actions that a neglected profile has",
    "actions_tended": "calls, visits and route requests a month when tended",
    "attention": "share of those exposed who take it in",
    "attention_follower": "share of followers seeing a post who take it in",
    "attention_person": "share of people met who remember",
    "attention_stranger": "share of strangers seeing a post who take it in",
    "benchmark_saturation": "spend at which the audience is full",
    "blog_factor_monthly": "what a monthly article adds",
    "blog_factor_weekly": "what a weekly article adds",
    "bonds_per_hour": "ties made an hour",
    "bonds_per_month": "ties made a month",
    "click_share": "openers who click",
    "clicks_per_exposure": "views that become clicks",
    "close_rate_referral": "people sent by others that become customers",
    "close_rate_search_call": "people who search or call that become customers",
    "close_rate_web_social": "people from web and social media that become customers",
    "closing": "share of those who ask that buy",
    "closing_services": "share of those who ask that buy",
    "cost_per_1000": "cost of a thousand views",
    "cost_per_click": "cost of a click",
    "cost_per_lead": "cost of an enquiry or order",
    "crowding_hours": "hours a week that meetings together bring at most",
    "customers_per_month_places": "customers a month through booking sites",
    "existing_share": "what is still to be won on a site that stands already",
    "exposures": "times it is seen",
    "extra_purchase_share": "purchases a year that a hundred of them add",
    "factor_second": "what a second one brings",
    "factor_third": "what a third one brings",
    "fee_share": "fee on a sale",
    "follower_growth": "growth of the followers",
    "frequency_half": "effort at which half the effect is there",
    "incrementality": "share of what it brings that would not have come anyway",
    "invite_per_met": "people met who follow",
    "join_per_met": "people met who join the list",
    "lead_factor": "what the online side adds",
    "leads_cap_share": "most enquiries customers can bring",
    "leads_job_signs": "enquiries from signs at jobs",
    "leads_per_month": "enquiries or visits a month",
    "leads_per_month_per_100_customers": "enquiries a month from each hundred customers",
    "leads_per_month_services": "enquiries a month, services",
    "leads_per_year_advice": "enquiries a year from an advising partner",
    "leads_per_year_trade": "enquiries a year from a partner of the trades",
    "leads_vehicle": "enquiries from the lettered vehicle",
    "list_growth": "growth of the list",
    "joining_share": "customers who leave an address and may be written to",
    "repeat_lift": "more purchases of those who are written to",
    "ledger_weight": "pull within its source of customers",
    "practised_share": "firms of the trade that do it",
    "owed_share": "part of its customers who would not have come anyway",
    "customers_per_root": "customers a year, for the root of all that come in a year",
    "lift_share": "more referrals by asking",
    "local_share": "share that lives near",
    "luck": "how good the one you join is (1 usual)",
    "message_rate": "followers who write",
    "minutes_per_issue": "minutes for an issue",
    "minutes_per_post": "minutes for a post",
    "months_to_full_effect": "months to full effect",
    "need_rate": "people who choose a new supplier in a month",
    "no_sale_share": "new shops that sell nothing",
    "nonfollower_share": "views by people who do not follow",
    "open_share": "letters that are opened",
    "orders_per_month_new": "orders a month of a new shop",
    "orders_per_month_settled": "orders a month of a settled shop",
    "overlap_share": "how far channels reach different people",
    "owner_run_factor": "how well owners run it against professionals",
    "people_met": "people met",
    "posts_saturation": "posts a week at which reach flattens",
    "premises_sales_lift": "sales added by a sign on the premises",
    "presence_gate": "referred people kept where there is no page to look at",
    "productive_share": "partners who ever send anyone",
    "prospects_share": "share of people met who could buy",
    "reach_a": "followers a post reaches, small pages",
    "reach_b": "followers a post reaches, large pages",
    "response": "answers to a mailing",
    "retention_rate": "customers who stay from year to year",
    "review_factor_below_10": "what fewer than ten reviews cost",
    "search_visits": "visitors from search",
    "searches_per_buyer": "searches of a buyer before buying",
    "most_share_of_clicks": "most of the clicks one advertiser buys",
    "sector_factor": "how the trade compares",
    "size_exponent": "how much more a larger place brings",
    "start_followers": "followers at the start",
    "trust_premium": "how much more a referred customer is worth",
    "view_share": "searches that show it",
    "views_per_action": "views for one call or visit",
    "visit_to_lead": "visitors of the page who ask or come",
    "visit_to_order": "visits that become orders",
    "year_factor": "how good a year is (1 usual)",
    "winnable_share": "share of the buyers looking that one business can win",
    "agency_hourly_usd": "what an agency asks for an hour",
    "aim_conversion": "views elsewhere that aimed posts bring into the area",
    "aim_kept": "views elsewhere that stay when posts are aimed near",
    "authenticity_factor": "posts with your own pictures and voice against yours (1 the same)",
    "customer_value_years": "years of a customer that count",
    "discount_per_year": "what waiting a year for money costs",
    "fair_share": "most of the possible customers one business counts on",
    "fewest_contacts": "people to write to at the start",
    "fewest_followers": "followers at the start",
    "fixed_usd_per_month": "briefing and the risk of starting again, a month",
    "followers_who_are_customers": "those who are customers already",
    "generic_factor": "posts without your pictures and voice against yours (1 the same)",
    "hour_earned_share": "gross profit left for the hours worked",
    "hourly_usd": "what a freelancer asks for an hour",
    "hours_to_posts": "hours that go into posts",
    "light_post_minutes": "minutes for a picture of the day's work",
    "least_target_share": "fewest people near who could buy",
    "minimum_usd_per_month": "smallest package a month",
    "most_issues_per_month": "most letters a month",
    "owner_hours_per_week": "hours a week it takes of you",
    "posts_per_hour_factor": "posts in an hour against yours (1 the same)",
    "reach_factor": "people a post reaches against yours (1 the same)",
    "regular_done": "letters that do most of what letters can",
    "regular_issues_per_month": "letters a month that do nearly all",
    "restart_owner_hours": "hours of yours to find the next one",
    "searchers_per_buyer": "people who search for one who buys",
    "sold_online_share": "share sold online where it is said to be",
    "spare_room_share": "room for more customers than come",
    "still_there_share": "chance to be there after a year",
    "usual_followers": "followers of a usual firm",
    "entered_share": "firms of the trade that have an entry",
    "usual_reviews": "reviews of a usual firm",
    "reviews_exponent": "how what a profile brings grows with its reviews",
    "usual_level": "usual effort",
    "usual_listed_share": "usual share of customers from directories",
    "walk_in_share": "from where on customers walk in",
    "mostly_share": "how strongly a trait of a trade must hold before it counts",
    "mostly_firms_share": "share of firms from which on a trade is known by them",
    "urgent_share": "how urgent a call must be for nobody to wait for an answer",
    "most_of_buyers": "most of the buyers around won in one way",
    "viewers_per_view": "people for one view",
    "served_afar_share": "people met that are served however far",
    "site_calls_share": "enquiries by a site that call",
    "hours_talking_share": "hours on a page that go into talking",
    "shape_abroad": "how far habits of another country mislead",
    "quarter_people": "people a square mile of a town",
    "quarter_times": "times its size at which a place swallows another",
    "quarter_miles": "miles that the largest city reaches",
    "wanted_least_part": "least share of what is wanted that goals are measured by",
}
# Figures that belong to no channel, by whose they are; those of the business need no name.
_OWNERS: Mapping[str, str] = {"manager": "A manager", "organic": "People who follow or read"}


def quantity_words(quantity: str) -> str:
    """Return a quantity in words."""
    return QUANTITIES.get(quantity, quantity.replace("_", " "))


def figure_name(prior: Prior, channels: Mapping[str, Channel]) -> str:
    """Return a prior's name in words: "Google Business Profile: views per action"."""
    quantity, _, _ = prior.quantity.partition(".")
    words = quantity_words(quantity)
    known = channels.get(prior.channel)
    whose = _OWNERS.get(prior.channel, "") if known is None else known.name
    return f"{whose}: {words}" if whose else words[0].upper() + words[1:]


def quantity_name(quantity: str) -> str:
    """Return the name of a quantity of the trade in words."""
    return f"Your trade: {quantity_words(quantity)}"


def unit_words(unit: str) -> str:
    """Return a unit of data/priors.csv as words, empty where the number speaks for itself.

    Examples
    --------
    >>> unit_words("usd_per_lead"), unit_words("factor")
    ('USD per lead', '')
    >>> unit_words("leads_per_month")
    'leads a month'
    """
    if unit in ("share", "factor", "ratio", "exponent"):
        return ""
    words = unit.replace("_", " ").replace("usd", "USD")
    for span in ("day", "week", "month", "year"):
        words = words.replace(f" per {span}", f" a {span}")
    return words
