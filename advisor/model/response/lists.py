"""E-mail list and WhatsApp broadcast: the owner's own contacts, mostly existing customers."""

from __future__ import annotations

import numpy as np

from advisor.catalogue import Channel
from advisor.model.curves import WEEKS_PER_MONTH, saturate
from advisor.model.response.base import MET_BUCKETS, Array, Business, Response, across, pack
from advisor.model.response.options import work_options


def _issues(business: Business, name: str, hours: Array) -> Array:
    """Return issues a month of hours a week (J,), shape (n, J)."""
    minutes = business.d(f"{name}.minutes_per_issue")[:, None]
    most = business.d.best("organic.most_issues_per_month")
    return np.asarray(np.minimum(hours[None, :] * 60.0 * WEEKS_PER_MONTH / minutes, most))


def _per_buyer(business: Business, name: str, hours: Array) -> Array:
    """Return what a buyer on the list who is written to buys more, usd a month, (n, J)."""
    d = business.d
    issues = _issues(business, name, hours)
    coverage = -np.expm1(-d(f"{name}.open_share")[:, None] * issues)
    # Issues sent a month at which a list does nearly all it can for repeat purchases.
    often, done = d.best("organic.regular_issues_per_month"), d.best("organic.regular_done")
    regular = -np.expm1(-issues / often * done)
    # Of what they buy again, and where letters sell by themselves of all that they buy.
    lift = business.repeat_share * d(f"{name}.repeat_lift")
    row = f"{name}.sales_lift.{business.case.sector}"
    if d.has(row):
        lift = np.maximum(lift, d(row))
    return np.asarray(coverage * regular * (business.customer_profit * lift / 12.0)[:, None])


def contact_list(business: Business, channel: Channel) -> Response:
    """Return the response of a contact list: hours to issues, issues to opens, clicks, orders.

    The list starts at today's size, grows by the customers who join, people met who join and a
    net growth; extra purchases of existing customers are its main effect.
    """
    case, d, name = business.case, business.d, channel.channel
    months = business.horizon
    today = case.standing.get(name, case.followers.get(name, 0.0))
    share = d.span("reachable_share", case.reachable_share, share=True) * d(f"{name}.joining_share")
    # Fewer leave a number where the trade or the country is not written to that way.
    fit, row = business.fit(name), f"{name}.usual_habit"
    habit = case.written_to[name] / d.best(row) if d.has(row) else 1.0
    share = share * min(1.0, fit * habit)
    joiners = np.maximum(business.active_customers * share - today, 0.0)
    grown = (today + joiners) * (1.0 + d(f"{name}.list_growth") * (months + 1) / 2.0)
    met = np.asarray(MET_BUCKETS)[None, :] * d(f"{name}.join_per_met")[:, None] * (months + 1) / 2.0
    size = (np.maximum(grown, d.best("organic.fewest_contacts"))[:, None] + met)[:, None, :, None]
    planned = float(np.median(size[:, 0, 0, 0]))
    free = d.best(f"{name}.free_contacts")
    levels = np.array(channel.levels)
    each = _per_buyer(business, name, levels).mean(axis=0)
    # Nobody pays for contacts who buy less than they cost: the letter goes to the best of them.
    per_contact = d.best(f"{name}.money_per_1000_contacts") / 1000.0
    known = float(np.median(business.active_customers))
    paying = np.where(each >= per_contact, min(planned, known), 0.0)
    paid = dict(zip(channel.levels, np.maximum(paying - free, 0.0), strict=True))
    options = work_options(
        business,
        channel,
        {level: paid[level] * per_contact for level in channel.levels},
        {level: level for level in channel.levels},
    )
    spent_on = np.array([paid[o.level] for o in options])
    most = np.where(spent_on < planned - free, free + spent_on, np.inf)
    size = np.minimum(size, most[None, None, None, :])

    hours = np.array([o.level for o in options])
    issues = _issues(business, name, hours)[:, None, None, :]
    opened = across(d(f"{name}.open_share"))
    coverage = -np.expm1(-opened * issues)
    in_scope = size * 1.0
    audience = business.scope_prospects
    reached = saturate(in_scope * coverage, audience)
    aware = np.minimum(
        reached,
        saturate(in_scope * -np.expm1(-opened * issues * across(d(f"{name}.attention"))), audience),
    )
    prospects = size * across(d(f"{name}.prospects_share"))
    clicks = prospects * issues * across(d(f"{name}.click_share"))
    to_lead = (
        across(d(f"{name}.visit_to_lead"))
        if case.lead_unit in ("enquiry", "contact_asked")
        else across(business.visit_to_lead())
    )
    raw = clicks * to_lead * fit
    ceiling = across(business.need) * prospects
    leads, closing = saturate(raw, ceiling), business.close("web_social")
    if "site" in case.lead_unit:
        # A lead is a visit; readers of letters order more often than visitors of social media.
        leads = raw
        if d.has(f"{name}.visit_to_order"):
            closing = d(f"{name}.visit_to_order")
    customers = saturate(leads * across(closing), ceiling)
    buyers = np.minimum(size - prospects, across(business.active_customers))
    extra = buyers * _per_buyer(business, name, hours)[:, None, None, :]
    return pack(
        business,
        channel,
        options,
        business.ramp(name, settled=today > 0),
        people_reached=reached,
        people_aware=aware,
        leads=leads,
        customers=customers,
        gross_extra=extra,
    )
