"""Organic platforms: hours to posts, posts to exposures, exposures to people, leads, customers.

posts p = share of hours x hours x 60 / minutes per post, few minutes for those of the first quarter
of an hour;  effective posts s (1 - exp(-p/s));
people per post r = a F^b;  exposures N = weeks x effective posts x r.  Followers F are an asset:
today's plus the first invitations, people met who follow, and a slow net growth (linear).
"""

import numpy as np

from advisor.catalogue import WEEKS_PER_MONTH, Channel
from advisor.model.curves import Array, aimed_share, saturate, share_inside
from advisor.model.response.base import MET_BUCKETS, Business, Response
from advisor.model.response.options import work_options
from advisor.model.response.packing import levels, pack


def _issues(business: Business, name: str, hours: Array) -> Array:
    """Return issues a month of hours a week (J, 1), shape (J, n)."""
    minutes = business.d(f"{name}.minutes_per_issue")
    most = business.d.best("organic.most_issues_per_month")
    return np.asarray(np.minimum(hours * 60.0 * WEEKS_PER_MONTH / minutes, most))


def _per_buyer(business: Business, name: str, hours: Array) -> Array:
    """Return what a buyer on the list who is written to buys more, usd a month, (J, n)."""
    d = business.d
    issues = _issues(business, name, hours)
    # Issues sent a month at which a list does nearly all it can for repeat purchases.
    often, done = d.best("organic.regular_issues_per_month"), d.best("organic.regular_done")
    regular = -np.expm1(-issues / often * done)
    # Of what they buy again, all of those written to counted; and where letters sell by themselves,
    # of all that those buy who read them.
    lift = business.repeat_share * d(f"{name}.repeat_lift")
    row = f"{name}.sales_lift.{business.case.sector}"
    if d.has(row):
        opened = -np.expm1(-d(f"{name}.open_share") * issues)
        lift = np.maximum(lift, opened * d(row))
    return np.asarray(regular * lift * (business.customer_profit / 12.0))


def _per_prospect(business: Business, channel: Channel, hours: Array) -> tuple[Array, Array]:
    """Return leads and customers a month of one on the list who never bought, each (J, n)."""
    case, d, name = business.case, business.d, channel.channel
    clicks = _issues(business, name, hours) * d(f"{name}.click_share")
    asked = case.lead_unit in ("enquiry", "contact_asked")
    to_lead = d(f"{name}.visit_to_lead") if asked else business.visit_to_lead()
    leads = clicks * (to_lead * business.fit(name))
    ceiling, closing = business.need, business.close("web_social")
    if "site" in case.lead_unit:
        # A lead is a visit; readers of letters order more often than visitors of social media.
        if d.has(f"{name}.visit_to_order"):
            closing = d(f"{name}.visit_to_order")
    else:
        leads = saturate(leads, ceiling)
    return leads, saturate(leads * closing, ceiling)


def contact_list(business: Business, channel: Channel) -> Response:
    """Return the response of a contact list: hours to issues, issues to opens, clicks, orders.

    The list starts at today's size, grows by the customers who join, people met who join and a
    net growth; extra purchases of existing customers are its main effect.
    """
    case, d, name = business.case, business.d, channel.channel
    months = business.horizon
    today = case.standing.get(name, case.followers.get(name, 0.0))
    share = d.span("reachable_share", case.reachable_share, share=True) * d(f"{name}.joining_share")
    # Fewer leave a number where the trade or the country is not written to that way, and more
    # where everybody is.
    fit, habit, most_times = business.fit(name), 1.0, 1.0
    if d.has(f"{name}.usual_habit"):
        habit = case.written_to[name] / max(d.best(f"{name}.usual_habit"), _LEAST_SHARE)
        most_times = d.best(f"{name}.most_times_joining")
    share = np.minimum(share * min(most_times, fit * habit), 1.0)
    joiners = np.maximum(business.active_customers * share - today, 0.0)
    grown = (today + joiners) * (1.0 + d(f"{name}.list_growth") * (months + 1) / 2.0)
    met = levels(MET_BUCKETS)[:, None] * d(f"{name}.join_per_met") * (months + 1) / 2.0
    fewest = d.best("organic.fewest_contacts") * min(1.0, fit * habit)
    size = np.maximum(grown, fewest) + met  # (B, 1, n)
    planned = float(np.median(size[0, 0]))
    free = d.best(f"{name}.free_contacts")
    hours = levels(channel.levels)
    # Nobody pays for contacts who bring less than they cost: the letter goes to the best of them.
    per_contact = d.best(f"{name}.money_per_1000_contacts") / 1000.0
    known = min(planned, float(np.median(business.active_customers)))
    buyer = _per_buyer(business, name, hours).mean(axis=-1)
    stranger = _per_prospect(business, channel, hours)[1] * business.customer_profit
    paying = known * (buyer >= per_contact)
    others = min(planned - known, d.best("organic.most_strangers"))
    paying = paying + others * (stranger.mean(axis=-1) >= per_contact)
    paid = dict(zip(channel.levels, np.maximum(paying - free, 0.0), strict=True))
    options = work_options(
        business,
        channel,
        {level: paid[level] * per_contact for level in channel.levels},
        {level: level for level in channel.levels},
    )
    spent_on = levels([paid[o.level] for o in options])
    most = np.where(spent_on < planned - free, free + spent_on, np.inf)
    size = np.minimum(size, most)

    hours = levels([o.level for o in options])
    issues, opened = _issues(business, name, hours), d(f"{name}.open_share")
    coverage = -np.expm1(-opened * issues)
    in_scope = size * 1.0
    audience = business.scope_prospects
    reached = saturate(in_scope * coverage, audience)
    aware = np.minimum(
        reached, saturate(in_scope * -np.expm1(-opened * issues * d(f"{name}.attention")), audience)
    )
    # More addresses than customers are those of people who never bought.
    prospects = np.maximum(size * d(f"{name}.prospects_share"), size - business.active_customers)
    leads, customers = (prospects * each for each in _per_prospect(business, channel, hours))
    buyers = np.minimum(size - prospects, business.active_customers)
    extra = buyers * _per_buyer(business, name, hours)
    return pack(
        business,
        channel,
        options,
        (reached, aware, leads, customers),
        gross_extra=extra,
        settled=today > 0,
    )


_LEAST_HOURS, _LEAST_SHARE = 1e-6, 1e-6  # a week, of the people: guard divisions


def _followers(business: Business, name: str) -> Array:
    """Return mean followers over the horizon, shape (B, 1, n)."""
    d, months = business.d, business.horizon
    today = float(business.case.followers.get(name, 0.0))
    start = d(f"{name}.start_followers")
    missing = np.maximum(0.0, 1.0 - today / np.maximum(start, 1.0))
    invited = start * missing * (1.0 - 1.0 / (months + 1.0))
    growth = (today + invited) * d(f"{name}.follower_growth") * (months + 1) / 2.0
    met = levels(MET_BUCKETS)[:, None] * d(f"{name}.invite_per_met") * (months + 1) / 2.0
    base = np.maximum(today + invited + growth, d.best("organic.fewest_followers"))
    return np.asarray(base + met)


class _Zones:
    """Shares of exposures inside the scope and the catchment for each policy's aim."""

    def __init__(self, business: Business, name: str, who: str) -> None:
        case, d = business.case, business.d
        shares = (d(f"{name}.{who}_town"), d(f"{name}.{who}_region"), d(f"{name}.{who}_country"))
        people = case.zone_people
        anchors = (people[0], people[2], people[3], people[4])
        conversion, kept = d("organic.aim_conversion"), d("organic.aim_kept")
        wide = (people[case.scope_zone], case.served_people, people[4])
        inside = {area: share_inside(shares, anchors, area) for area in {*wide, *case.aim_people}}

        def aimed(area: float) -> Array:
            by_aim = {
                aim: aimed_share(
                    inside[area], inside[aim], conversion, kept, within_aim=area <= aim
                )
                for aim in set(case.aim_people)
            }
            return np.stack([by_aim[aim] for aim in case.aim_people])[:, None, None]

        scope, local, everywhere = (aimed(area) for area in wide)
        self.scope = scope
        self.served = local + business.online * np.maximum(everywhere - local, 0.0)


def platform(business: Business, channel: Channel) -> Response:
    """Return the response of an organic platform.

    leads = (clicks x visit to lead + people reached x message rate) among people who could
    become customers and are not yet; leads saturate at the buyers among them;
    customers = leads x the sector's closing rate of web and social leads.
    """
    case, d, name = business.case, business.d, channel.channel
    options = work_options(
        business,
        channel,
        dict.fromkeys(channel.levels, 0.0),
        {level: level for level in channel.levels},
    )
    # What staff post brings what the owner's posts do: it is worked out once.
    works = [(o.level, o.doer == "manager", o.shared) for o in options]
    each = list(dict.fromkeys(works))
    hours, managed, shared = (np.array(values)[:, None] for values in zip(*each, strict=True))
    kept = np.where(shared, d("organic.shared_part"), 1.0)

    faster = np.where(managed, d("manager.posts_per_hour_factor"), 1.0)
    light = np.minimum(hours, channel.light_hours)
    made = light / d("organic.light_post_minutes")
    made = made + (hours - light) / d(f"{name}.minutes_per_post")
    posts = d("organic.hours_to_posts") * 60.0 * made * faster
    effective = saturate(posts, d(f"{name}.posts_saturation"))
    followers = _followers(business, name)
    per_post = d(f"{name}.reach_a") * followers ** d(f"{name}.reach_b")
    skill = np.where(managed, d("manager.reach_factor"), 1.0)
    voice = np.where(managed, d("manager.authenticity_factor"), 1.0)
    exposures = (WEEKS_PER_MONTH * effective * skill * kept) * per_post * d("organic.year_factor")

    stranger = d(f"{name}.nonfollower_share")
    active = d(f"{name}.active_share") * followers
    own, others = _Zones(business, name, "follower"), _Zones(business, name, "nonfollower")
    to_own, to_others = exposures * (1.0 - stranger), exposures * stranger
    audience = business.platform_share(name) * business.scope_prospects

    seen_own = saturate(to_own, active)
    others_in_scope = to_others * others.scope
    seen_others = saturate(others_in_scope, audience)
    reached = saturate(seen_own * own.scope + seen_others, audience)
    aware_own = saturate(to_own * d(f"{name}.attention_follower"), active)
    others_in_scope *= d(f"{name}.attention_stranger")
    aware_others = saturate(others_in_scope, audience)
    aware = np.minimum(saturate(aware_own * own.scope + aware_others, audience), reached)

    customers_share = d("organic.followers_who_are_customers")
    own_new = own.served * (1.0 - customers_share)
    others_served = to_others * others.served
    unique = seen_own * own_new
    unique += saturate(
        others_served,
        business.platform_share(name)
        * (
            case.served_prospects
            + business.online * max(0.0, case.zone_prospects[4] - case.served_prospects)
        ),
    )
    fit = business.fit(name)
    helped = fit * voice
    clicks = to_own * own_new
    clicks += others_served
    clicks *= helped * (d(f"{name}.clicks_per_exposure") * business.visit_to_lead())
    messages = unique * (helped * d(f"{name}.message_rate"))
    ceiling = business.need * unique
    close = business.close("web_social")
    if "site" in case.lead_unit:
        # A lead is a visit: the buyers among people reached bound the orders, not the visits, and
        # whoever writes asks to buy.
        leads = clicks + messages
        customers = clicks * close + messages * business.close("referral")
        customers = saturate(customers, ceiling)
    else:
        leads = saturate(clicks + messages, ceiling)
        customers = leads * close

    repeat = business.repeat_share
    # Of the customers there are, only those who use the platform can follow.
    there = business.active_customers * business.platform_share(name)
    served_customers = np.minimum(customers_share * seen_own, there)
    extra = served_customers * (
        business.customer_profit * repeat * d("organic.extra_purchase_share") / 12.0
    )
    # Beyond the usual effort one meets the same people again: ties grow as customers do.
    usual = max(d.best(f"{name}.usual_level"), _LEAST_HOURS)
    rooted = usual * (hours / usual) ** d.best("pooling.hours_exponent")
    talking = np.minimum(hours, rooted) * d.best("business.hours_talking_share")
    replies = np.where(managed, 0.0, talking)
    bonds = d(f"{name}.bonds_per_hour") * replies * min(1.0, fit) * kept
    at = [each.index(work) for work in works]

    def spread(table: Array) -> Array:
        return table.take(at, axis=-2) if len(each) < len(works) else table

    return pack(
        business,
        channel,
        options,
        (spread(reached), spread(aware), spread(leads), spread(customers)),
        gross_extra=spread(extra),
        bonds=spread(bonds),
    )
