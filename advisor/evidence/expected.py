"""What the tables must hold: units, grades, and the quantities each kind of channel needs."""

from collections.abc import Mapping

# Rows of priors.csv that belong to the whole, not to one channel.
WHOLE = (
    "business", "goal", "ledger", "manager", "organic", "pooling", "risk", "strategy", "value",
)  # fmt: skip
UNITS = (
    "years", "channels", "customers", "hours_per_week", "hours", "usd_per_month", "usd",
    "people_per_month", "people", "leads_per_month", "leads_per_year", "share", "ratio", "months",
    "posts_per_week", "minutes", "exposures", "per_1000", "actions_per_month", "visits_per_month",
    "orders_per_month", "exponent", "factor", "bonds_per_month", "customers_per_month",
    "customers_per_year", "miles_per_minute", "miles", "units",
)  # fmt: skip
# Ways a business counts a lead that need no rate from click to lead: the visit is the lead.
VISIT_IS_LEAD = ("site_visit", "visit_site_or_stall")
RESPONSE = ("months_to_full_effect",)
# What the ledger wants of a channel, by the way its customers are reckoned.
LEDGER: Mapping[str, tuple[str, ...]] = {
    "": (),
    "mass": ("ledger_weight", "practised_share", "owed_share", "usual_level"),
    "few": ("ledger_weight", "practised_share", "owed_share", "usual_level"),
    "personal": ("customers_per_root", "usual_level"),
    "lift": ("lift_share", "usual_level"),
}
_QUANTITIES: Mapping[str, str] = {
    "membership":
        "hours_per_week money_per_month people_met leads_per_month closing factor_second "
        "factor_third attention bonds_per_month luck exposures",
    "attached": "lead_factor hours_per_week money_per_month bonds_per_month",
    "ask":
        "hours_per_100_customers leads_per_month_per_100_customers size_exponent closing "
        "reward_usd_share bonds_per_month attention",
    "partners":
        "productive_share leads_per_year_advice leads_per_year_trade closing hours_per_week "
        "money_per_month factor_second factor_third bonds_per_month people_met attention",
    "approach":
        "firms_per_hour asks_share closing attention bonds_per_hour money_per_hour",
    "signs":
        "exposures attention attention_cap leads_vehicle leads_job_signs premises_sales_lift "
        "closing hours_per_week money_vehicle money_job_signs",
    "platform":
        "minutes_per_post posts_saturation reach_a reach_b nonfollower_share clicks_per_exposure "
        "follower_growth start_followers invite_per_met follower_town follower_region "
        "follower_country nonfollower_town nonfollower_region nonfollower_country "
        "attention_follower attention_stranger active_share message_rate bonds_per_hour",
    "list":
        "joining_share list_growth join_per_met open_share attention repeat_lift prospects_share "
        "click_share visit_to_lead minutes_per_issue money_per_1000_contacts free_contacts",
    "profile":
        "neglected_share actions_tended review_factor_below_10 action_to_enquiry "
        "action_to_customer_shop action_to_lead_shop attention views_per_action size_exponent",
    "website":
        "search_visits blog_factor_monthly blog_factor_weekly visit_to_lead closing "
        "money_per_month attention local_share size_exponent existing_share",
    "listing":
        "leads_per_month_services closing_services customers_per_month_places no_sale_share "
        "orders_per_month_new fee_share money_per_month exposures attention "
        "agent_orders_per_month",
    "search_ads":
        "incrementality minimum_money least_leads hours_per_week owner_run_factor "
        "benchmark_saturation "
        "searches_per_buyer most_share_of_clicks attention view_share",
    "pay_per_lead": "incrementality minimum_money hours_per_week closing_of_calls leads_cap_share",
    "social_ads":
        "incrementality minimum_money hours_per_week cost_per_1000 owner_run_factor "
        "attention_person frequency_half",
    "mass_media": "cost_per_1000 response closing attention minimum_money hours_per_week",
}  # fmt: skip
QUANTITIES = {kind: tuple(names.split()) for kind, names in _QUANTITIES.items()}
# Quantities that a kind of channel needs for every trade.
BY_SECTOR = {"search_ads": ("cost_per_click", "cost_per_lead"), "pay_per_lead": ("cost_per_lead",)}
