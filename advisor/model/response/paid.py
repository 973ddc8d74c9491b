"""Paid channels: spend to exposures, clicks and leads, with saturation and incrementality.

Spend levels are US dollars at the US price level; benchmark prices are applied at the same
level, so that both scale with the country (docs/model.md says why that is rough).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from advisor.catalogue import WEEKS_PER_MONTH, Channel
from advisor.model.curves import Array, saturate
from advisor.model.response.base import N_POLICIES, Business, Response
from advisor.model.response.options import USD_STEP, Option, work_options
from advisor.model.response.packing import areas, levels, pack

_LEAST_SERVED = 1e-3  # a share: guards a division


def _options(
    business: Business,
    channel: Channel,
    most: float | None = None,
    teaches: Callable[[float], bool] = lambda _: True,
    least: float = 0.0,
) -> tuple[tuple[Option, ...], Array]:
    """Return the options and their spend (J, 1), US dollars at the US price level.

    No more is spent than `most`: who pays by the click or the call cannot spend more than people
    ask for.  A spend that teaches nothing is no level of its own; where none does, `least` is the
    one that there is.
    """
    hours = business.d.best(f"{channel.channel}.hours_per_week")
    spends = channel.levels
    if most is not None:
        most = max(USD_STEP, most // USD_STEP * USD_STEP)
        spends = tuple(dict.fromkeys(min(spend, most) for spend in spends))
    spends = tuple(spend for spend in spends if teaches(spend)) or (least,)
    options = work_options(
        business,
        replace(channel, levels=spends),
        {spend: spend for spend in spends},
        dict.fromkeys(spends, hours),
    )
    return options, levels([o.level for o in options])


def _run(business: Business, name: str, options: tuple[Option, ...]) -> Array:
    """Return how dear an advert is by who runs it, (J, n): as a manager's, or more."""
    managed = levels([o.doer == "manager" for o in options])
    return np.where(managed, 1.0, business.d(f"{name}.owner_run_factor"))


def _served(business: Business) -> Array:
    """Return the share of each policy's aim who could become customers, (3, 1, 1, 1)."""
    aim = np.asarray(business.case.aim_prospects)
    return areas(np.minimum(1.0, business.served_aim / np.maximum(aim, 1.0)))


def _by_sector(business: Business, name: str, quantity: str) -> Array:
    """Return a quantity that may have a row for the sector, shape (n,)."""
    for segment in (business.case.sector, "other"):
        if business.d.has(f"{name}.{quantity}.{segment}"):
            return business.d(f"{name}.{quantity}.{segment}")
    return business.d(f"{name}.{quantity}")


def _clicks_are_leads(business: Business) -> bool:
    return business.case.lead_unit not in ("enquiry", "contact_asked")


def search_ads(business: Business, channel: Channel) -> Response:
    """Return the response of search advertising.

    leads = incrementality x spend / cost per lead / (1 + spend / K); K is what the month's
    buyers click inside the aim; leads never exceed those buyers.
    """
    case, d, name = business.case, business.d, channel.channel
    click = _by_sector(business, name, "cost_per_click")
    per_lead = _by_sector(business, name, "cost_per_lead")
    buyers = business.need * areas(business.served_aim)
    searched = buyers * _by_sector(business, name, "searches_per_buyer")
    asked = float(np.median(searched * click, axis=-1).max())
    most = asked * d.best(f"{name}.most_share_of_clicks")
    served = _served(business)
    clickable = searched / np.maximum(served, _LEAST_SERVED)
    whole, price = np.median(clickable * click, axis=-1), float(np.median(per_lead))
    least = d.best(f"{name}.least_leads")
    alone = math.ceil(least * price / USD_STEP) * USD_STEP

    def teaches(spend: float) -> bool:
        """Where enquiries are dear or few people search, a small sum buys none in most months."""
        found = served[..., 0] * spend / price / (1.0 + spend / np.maximum(whole, 1.0))
        return bool(found.max() >= least)

    options, budget = _options(business, channel, most, teaches, alone)
    run = _run(business, name, options)
    saturation = 1.0 / (1.0 + budget / np.maximum(clickable * click, 1.0))
    worth = d(f"{name}.incrementality") * served
    fit = business.fit(name)
    clicks = budget / (click * run) * saturation
    benchmark = per_lead / (1.0 + d(f"{name}.benchmark_saturation"))
    priced = budget / (benchmark * run) * saturation * worth * fit
    if _clicks_are_leads(business):
        leads = clicks * worth * fit * business.visit_to_lead()
    else:
        leads = saturate(priced, buyers)
    # What a shop's benchmarks count as a lead is an order.
    won = priced if "site" in case.lead_unit else leads * business.close("search_call")
    customers = saturate(won, buyers * d.best("business.most_of_buyers"))
    views = clicks * d(f"{name}.view_share")
    inside = _inside_scope(business)
    audience = business.scope_prospects
    looking = d.best("business.searchers_per_buyer") * buyers + d.best("business.fewest_searchers")
    reached = saturate(
        views * d.best("business.viewers_per_view") * inside, np.minimum(audience, looking)
    )
    reached = np.minimum(reached, audience)
    aware = reached * d(f"{name}.attention")
    return pack(
        business,
        channel,
        options,
        (reached, np.broadcast_to(aware, reached.shape), leads, customers),
    )


def aimed_best(response: Response) -> Response:
    """Return a response in which each policy aims an advert where it brings most customers.

    Whoever may go far is free to advertise at home alone: money spent on people whom one hardly
    serves is lost.  Of areas that bring the same the wider one is taken.
    """
    brings = response.draws["customers"].mean(axis=(0, 2)).sum(axis=-1)
    if len(brings) < N_POLICIES:
        return response
    aims = tuple(max(range(p + 1), key=lambda q: (brings[q], q)) for p in range(N_POLICIES))
    draws = {k: v[:, aims] if v.shape[1] == N_POLICIES else v for k, v in response.draws.items()}
    return replace(response, draws=draws, aims=aims)


def _inside_scope(business: Business) -> Array:
    """Return the share of each policy's aim that lies inside the reach goal, (3, 1, 1, 1)."""
    aim = np.asarray(business.case.aim_prospects)
    return areas(np.minimum(1.0, business.scope_prospects / np.maximum(aim, 1.0)))


def pay_per_lead(business: Business, channel: Channel) -> Response:
    """Return the response of Google Local Services: a price per call or message.

    What is booked is not yet paid: a part of the rate at which the trade closes other callers.
    """
    d, name = business.d, channel.channel
    price = _by_sector(business, name, "cost_per_lead")
    fit = business.fit(name)
    ceiling = business.local_buyers * d(f"{name}.leads_cap_share") * fit
    options, budget = _options(business, channel, float(np.median(ceiling * price)))
    raw = d(f"{name}.incrementality") * budget / price
    leads = saturate(raw, ceiling)
    reached = saturate(leads * d.best("business.people_per_lead"), business.scope_prospects)
    return pack(
        business,
        channel,
        options,
        (
            reached,
            reached * d.best("business.people_per_lead_aware"),
            leads,
            leads * (d(f"{name}.closing_of_calls") * business.close("search_call")),
        ),
    )


def _chats(business: Business, name: str) -> float:
    """Return the part of a channel's adverts that open a chat instead of a form, 0 to 1.

    By how many small firms of the country write to customers by message.
    """
    if not business.d.has(f"{name}.chat_price"):
        return 0.0
    none, every = (business.d.best(f"{name}.chat_habit_{of}") for of in ("none", "all"))
    habit = max(business.case.written_to.values(), default=0.0)
    return min(1.0, max(0.0, (habit - none) / max(every - none, _LEAST_SERVED)))


def social_ads(business: Business, channel: Channel) -> Response:
    """Return the response of paid social media against the audience inside the aim.

    Where adverts open a chat an enquiry costs less, and fewer of those who ask buy.
    exposures = 1000 x spend / cost per 1000; reach saturates in the audience; response is
    halved at `frequency_half` exposures a week (P474-P520).
    """
    case, d, name = business.case, business.d, channel.channel
    options, budget = _options(business, channel)
    users = business.platform_share(channel.platform)
    audience = np.maximum(users * areas(case.aim_prospects), 1.0)
    price = _by_sector(business, name, "cost_per_1000")
    exposures = 1000.0 * budget / price
    half = d(f"{name}.frequency_half") * audience * WEEKS_PER_MONTH
    response = 1.0 / (1.0 + exposures / half)
    run, served = _run(business, name, options), _served(business)
    worth = d(f"{name}.incrementality") * served * business.fit(name) * response
    clicks = (
        exposures * d(f"{name}.clicks_per_exposure") / run
        if d.has(f"{name}.clicks_per_exposure")
        else None
    )
    closing = business.close("web_social")
    has_price = d.has(f"{name}.cost_per_lead.{case.sector}") or d.has(f"{name}.cost_per_lead")
    if has_price and not _clicks_are_leads(business):
        tired = 1.0 + d.best("business.social_benchmark_saturation")
        benchmark = _by_sector(business, name, "cost_per_lead") / tired
        if chats := _chats(business, name):
            benchmark = benchmark * d(f"{name}.chat_price") ** chats
            closing = closing * d(f"{name}.chat_closing") ** chats
        leads = budget / (benchmark * run) * worth
    elif clicks is not None:
        to_lead = (
            d(f"{name}.visit_to_lead")
            if d.has(f"{name}.visit_to_lead") and not _clicks_are_leads(business)
            else business.visit_to_lead()
        )
        leads = clicks * worth * to_lead
    else:
        leads = budget * 0.0 * worth
    reach_all = saturate(exposures, audience)
    ceiling = business.need * (reach_all * served)
    leads = leads if _clicks_are_leads(business) else saturate(leads, ceiling)
    customers = saturate(leads * closing, ceiling)
    reached = np.minimum(reach_all * _inside_scope(business), business.scope_prospects)
    aware = reached * d(f"{name}.attention_person")
    shape = (N_POLICIES, 1, len(options), d.n_draws)
    return pack(
        business,
        channel,
        options,
        (
            np.broadcast_to(reached, shape),
            np.broadcast_to(aware, shape),
            np.broadcast_to(leads, shape),
            np.broadcast_to(customers, shape),
        ),
    )


def mass_media(business: Business, channel: Channel) -> Response:
    """Return the response of addressed mail, or of local print and radio, inside the aim."""
    case, d, name = business.case, business.d, channel.channel
    options, budget = _options(business, channel)
    pieces = 1000.0 * budget / d(f"{name}.cost_per_1000")
    seen = saturate(pieces, np.maximum(areas(case.aim_people), 1.0))
    served, relevant = _served(business), case.target_share
    people = seen * relevant
    raw = seen * d(f"{name}.response") * business.fit(name) * relevant * served
    ceiling = business.need * people * served
    leads = saturate(raw, ceiling)
    reached = np.minimum(people * _inside_scope(business), business.scope_prospects)
    aware = reached * d(f"{name}.attention")
    return pack(business, channel, options, (reached, aware, leads, leads * d(f"{name}.closing")))
