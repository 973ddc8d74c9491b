"""Pages the business owns or keeps: Google profile, website, directories and marketplaces."""

import math

import numpy as np

from advisor.catalogue import Channel, Span
from advisor.model.curves import Array, saturate
from advisor.model.response.base import FEES_ON_SALES, Business, Response
from advisor.model.response.options import work_options
from advisor.model.response.packing import areas, levels, pack

# Rank of a seller among all, from 0 to 1: its own 5 %, 50 % and 95 % points.
_UNIT = Span(0.05, 0.5, 0.95)
_HARDLY_ANY = 0.01  # searchers a month: guards a ratio
_LEAST_RATE = 1e-3  # a closing rate: guards a division


def _size(business: Business, searchers: Array, exponent: Array) -> Array:
    """Return how the demand for the trade scales a count measured elsewhere.

    `searchers`: buyers a month who find by search, broadcastable against `exponent`.
    """
    ratio = np.maximum(searchers, _HARDLY_ANY) / business.d.best("business.reference_searchers")
    most = business.d.best("business.most_times_reference")
    least = business.d.best("business.least_times_reference")
    return np.asarray(np.clip(ratio**exponent, least, most))


def _search_share(business: Business) -> float:
    """Share of this trade's new customers who come by search and maps."""
    least = business.d.best("business.least_search_share")
    return max(least, business.case.source_shares["search_maps"])


def _searchers(business: Business) -> Array:
    """Buyers a month nearby who find by search and maps, shape (n,)."""
    return np.asarray(business.local_buyers * _search_share(business))


def _searchers_by_aim(business: Business) -> Array:
    """Buyers a month inside each strategy's aim who find by search, shape (3, 1, 1, n)."""
    served = np.maximum(business.served_aim, business.case.catchment_prospects)
    return np.asarray(business.need * areas(served) * _search_share(business))


def profile(business: Business, channel: Channel) -> Response:
    """Return the response of a Google Business Profile tended for some hours a week.

    Actions lie between neglected and tended; with fewer than ten reviews the reviews factor
    holds.  What a profile that already exists brings untended is not credited.
    """
    case, d, name = business.case, business.d, channel.channel
    hours = {level: level for level in channel.levels}
    options = work_options(business, channel, dict.fromkeys(hours, 0.0), hours)
    # Of what a tended profile brings, by hours a week: steep at first, then flat.
    most, flat = d.best(f"{name}.tended_most_share"), d.best(f"{name}.tended_flattens_hours")
    share = levels([most * (1.0 - math.exp(-o.level / flat)) for o in options])
    tended = d(f"{name}.actions_tended") * share
    neglected = d(f"{name}.actions_tended") * d(f"{name}.neglected_share")
    if case.few_reviews:
        # Tending is asking for reviews: half the gap closes within the horizon.
        factor = d(f"{name}.review_factor_below_10")
        tended, neglected = tended * (1 + factor) / 2, neglected * factor
    actions = np.maximum(tended - (neglected if case.has_profile else 0.0), 0.0)
    actions = actions * _size(business, _searchers(business), d(f"{name}.size_exponent"))
    fit = business.fit(name)
    shop = case.lead_unit != "enquiry"
    rate = d(f"{name}.action_to_lead_shop") if shop else d(f"{name}.action_to_enquiry")
    leads = saturate(actions * rate * fit, _searchers(business) * business.winnable)
    closing = business.close("search_call")
    if "site" in case.lead_unit:
        closing = np.minimum(
            1.0, d(f"{name}.action_to_customer_shop") / d(f"{name}.action_to_lead_shop")
        )
    views = actions * d(f"{name}.views_per_action")
    viewers = views * d.best("business.viewers_per_view")
    reached = saturate(viewers, business.scope_prospects)
    aware = np.minimum(
        reached, saturate(viewers * d(f"{name}.attention"), business.scope_prospects)
    )
    return pack(business, channel, options, (reached, aware, leads, leads * closing))


def website(business: Business, channel: Channel) -> Response:
    """Return the response of a website kept and, with more hours, written for.

    Levels: kept up; two to five articles a month; weekly.  An existing site leaves only part of
    the effect to win.
    """
    case, d, name = business.case, business.d, channel.channel
    options = work_options(
        business,
        channel,
        dict.fromkeys(
            channel.levels, 0.0 if case.has_website else d.best(f"{name}.money_per_month")
        ),
        {level: level for level in channel.levels},
    )
    factor = np.stack(
        [
            np.ones(d.n_draws)
            if o.level < 1
            else d(f"{name}.blog_factor_monthly")
            if o.level < d.best("business.weekly_article_hours")
            else d(f"{name}.blog_factor_weekly")
            for o in options
        ]
    )
    searchers = _searchers_by_aim(business)
    visits = d(f"{name}.search_visits") * _size(business, searchers, d(f"{name}.size_exponent"))
    existing = d(f"{name}.existing_share") if case.has_website else 1.0
    extra_visits = visits * (np.maximum(factor - 1.0, 0.0) + existing)
    fit = business.fit(name)
    if case.lead_unit == "enquiry":
        to_lead = d(f"{name}.visit_to_lead") * d(f"{name}.sector_factor.{case.website_kind}")
    else:
        to_lead = business.visit_to_lead()
    raw = extra_visits * to_lead * fit
    winnable = searchers * business.winnable
    if "site" in case.lead_unit:
        leads = raw
        customers = saturate(raw * business.close("search_call"), winnable)
    else:
        leads = saturate(raw, winnable)
        calls = d.best("business.site_calls_share")
        closing = (
            business.close("web_social") * (1.0 - calls) + business.close("search_call") * calls
        )
        customers = leads * closing
    inside = d(f"{name}.local_share")
    if case.scope_zone > 2 or business.online > d.best("business.mostly_share"):
        inside = np.ones_like(inside)
    reached = saturate(extra_visits * inside, business.scope_prospects)
    return pack(
        business, channel, options, (reached, reached * d(f"{name}.attention"), leads, customers)
    )


def listing(business: Business, channel: Channel) -> Response:
    """Return the response of review sites, trade directories, marketplaces or booking agents.

    Sellers of goods at a distance: marketplace orders, of which a part of new shops gets none;
    houses that let rooms at a distance: agents' bookings; places people walk into: customers;
    everyone else: enquiries.
    """
    case, d, name = business.case, business.d, channel.channel
    hours = {level: level for level in channel.levels}
    row = f"{name}.money_per_month"
    own = (f"{row}.{case.sector}", f"{row}.by_{case.listed_for}")
    money = d.best(next((one for one in own if d.has(one)), row))
    # The entry itself is free, unless the owner says what is paid for it; fees on sales come off
    # what a sale leaves.
    way = business.listed_as
    use = None if name in case.results or way in FEES_ON_SALES else case.done_today.get(name)
    paid = 0.0 if use is None else (use.usd_per_month or 0.0) / case.price_level
    options = work_options(
        business,
        channel,
        dict.fromkeys(hours, paid)
        if paid >= d.best("pooling.bought_usd")
        else {level: 0.0 if level == channel.levels[0] else money for level in hours},
        hours,
    )
    light, full = d.best("business.listing_light_factor"), d.best("business.listing_full_factor")
    little, much = (d.best(f"business.listing_{name}_hours") for name in ("light", "full"))
    scale = levels([
        light if o.level < little else 1.0 if o.level < much else full
        for o in options
    ])  # fmt: skip
    fit, profit = business.fit(name), None
    if way == "marketplace":
        rank = d(f"{name}.no_sale_share")
        sells = d.span("marketplace_luck", _UNIT, share=True) > rank
        orders = d(f"{name}.orders_per_month_new") * sells
        # Orders come from wherever the strategy looks: few of a marketplace's buyers live near.
        aims = business.served_aim
        customers = scale * (orders * fit) * areas(aims / max(float(aims[2]), 1.0))
        leads = customers / np.maximum(business.close("web_social"), _LEAST_RATE)
        profit = business.sale_profit_after(d(f"{name}.fee_share"))
    elif way == "agents":
        customers = scale * d(f"{name}.agent_orders_per_month")
        leads = customers / np.maximum(business.close("search_call"), _LEAST_RATE)
        profit = business.sale_profit_after(d(f"{name}.fee_share"))
    elif way == "places":
        customers = saturate(
            scale * (d(f"{name}.customers_per_month_places") * fit),
            d.best("business.most_of_buyers") * business.local_buyers,
        )
        leads = customers / np.maximum(business.close("search_call"), _LEAST_RATE)
    else:
        listed = max(
            d.best("business.least_listed_share"), case.source_shares["platform_directory"]
        )
        usual, most = d.best("business.usual_listed_share"), d.best("business.most_times_listed")
        weight = min(most, listed / usual) ** 0.5
        looking = max(listed, d.best("business.least_listed_buyers"))
        leads = saturate(
            scale * (d(f"{name}.leads_per_month_services") * fit * weight),
            business.local_buyers * looking,
        )
        customers = leads * d(f"{name}.closing_services")
    reached = saturate(scale * d(f"{name}.exposures"), business.scope_prospects)
    return pack(
        business,
        channel,
        options,
        (reached, reached * d(f"{name}.attention"), leads, customers),
        single_sale=profit,
    )
