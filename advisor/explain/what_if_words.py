"""What moved, and which figures an owner can know better, as sentences: templates, no computing."""

from collections.abc import Mapping, Sequence

from advisor.explain.names import listed
from advisor.explain.wording import exact, range_text, two_figures
from advisor.results import Marginal, MarginalStep, MixItem, Range

_HARDLY = 0.1  # more new customers a year, below which they are none
# Of a little more hours or money.
ONLY_KNOWN = (
    "a little more in being known and personal ties, but neither more customers nor more money"
)
# Figures that an owner can count or knows, by the stem of their quantity.  ``{channel}`` is the
# channel's name.
FIGURES: Mapping[str, str] = {
    "action_to_enquiry": "Of those who click or call on your profile, how many really enquire",
    "action_to_lead_shop": "Of those who click on your profile, how many come in",
    "action_to_customer_shop": "Of those who click on your profile, how many buy",
    "actions_tended": "Calls, clicks and route requests a month on a profile you look after",
    "active_share": "Share of members who look in",
    "bonds_per_month": "New people a month you come to know well through it",
    "calls_answered": "Share of calls you answer",
    "click_share": "Share of readers who click",
    "closing": "Of those who ask, how many become customers",
    "closing_services": "Of those who ask, how many become customers",
    "cost_per_1000": "What a thousand showings cost",
    "cost_per_click": "What a click costs",
    "cost_per_lead": "What an enquiry or order costs",
    "customers_per_month_places": "Customers a month it sends",
    "follower_growth": "New followers a year, for each you have",
    "hours_per_week": "Hours a week one takes",
    "hours_per_100_customers": "Hours a week for every 100 customers you ask",
    "leads_job_signs": "Enquiries a month from signs at your sites",
    "leads_per_month": "Enquiries or visits a month one brings",
    "leads_per_month_per_100_customers": "Enquiries a month from asking, for every 100 customers",
    "leads_per_month_services": "Enquiries a month it sends",
    "leads_per_year_advice": "Enquiries a year from five partners",
    "leads_per_year_trade": "Enquiries a year from five partners",
    "leads_vehicle": "Enquiries a month from a lettered vehicle",
    "list_growth": "Growth of your list a month, for each person on it",
    "joining_share": "Share of your customers you may write to",
    "message_rate": "Share of people who write to you",
    "money_per_month": "What one costs a month, dues and meals together",
    "months_to_full_effect": "Months until it works fully",
    "open_share": "Share of people who open your letters",
    "orders_per_month_new": "Orders a month in the beginning",
    "orders_per_month_settled": "Orders a month once you are settled",
    "people_met": "People you meet a month through one",
    "productive_share": "Share of partners who really send somebody",
    "response": "Share of people who answer a letter or card",
    "search_visits": "Visits a month to your website from searching",
    "start_followers": "Followers at the start",
    "visit_to_lead": "Of those who visit your website, how many ask or come",
    "visit_to_order": "Of those who come from a letter, how many order",
    "winnable_share": "Share of people looking for a business whom you could win at all",
}


def stem(quantity: str) -> str:
    """Return a figure's quantity without its trade: ``cost_per_lead.law`` is cost_per_lead."""
    return quantity.partition(".")[0]


def figure_words(quantity: str, channel_name: str) -> str:
    """Return a figure as words an owner knows, with its channel.

    Examples
    --------
    >>> figure_words("closing", "Weekly referral group")
    'Weekly referral group: of those who ask, how many become customers'
    """
    words = FIGURES.get(stem(quantity), stem(quantity).replace("_", " "))
    if not channel_name:
        return words
    return f"{channel_name}: {words[0].lower()}{words[1:]}"


def customers_texts(*monthly: Range) -> tuple[str, ...]:
    """Return new customers as ranges in words, all by the month or all by the year.

    By the year where any of them has less than one a month at the median, so that what stands
    side by side compares.

    Examples
    --------
    >>> customers_texts(Range(p5=1.0, p50=3.3, p95=9.7))
    ('1 to 9.7 a month, most likely 3.3',)
    >>> customers_texts(Range(p5=1.0, p50=3.0, p95=9.0), Range(p5=0.01, p50=0.1, p95=0.5))
    ('12 to 110 a year, most likely 36', '0.12 to 6 a year, most likely 1.2')
    """
    some = [m for m in monthly if m.p95 > 0]
    times, unit = (1, "a month") if all(m.p50 >= 1 for m in some) else (12, "a year")
    found = []
    for one in monthly:
        shown = one.times(times)
        found.append("none" if two_figures(shown.p95) == "0" else range_text(shown, unit))
    return tuple(found)


def what_moved(before: Sequence[MixItem], after: Sequence[MixItem]) -> tuple[str, ...]:
    """Return what comes in, goes out, grows and shrinks between two mixes, a sentence each.

    One sentence that nothing moves where nothing does.
    """
    old, new = ({i.channel: i for i in mix} for mix in (before, after))
    comes = [i.counted_name for c, i in new.items() if c not in old]
    goes = [i.counted_name for c, i in old.items() if c not in new]
    more: list[str] = []
    less: list[str] = []
    for channel, item in new.items():
        was = old.get(channel)
        if was is None or _effort(item) == _effort(was):
            continue
        (more if _effort(item) > _effort(was) else less).append(item.name)
    sentences = []
    for names, one, many in (
        (comes, "comes in", "come in"),
        (goes, "goes out", "go out"),
        (more, "gets more", "get more"),
        (less, "gets less", "get less"),
    ):
        if names:
            sentences.append(f"{listed(names)} {one if len(names) == 1 else many}.")
    return tuple(sentences) or ("The same channels with the same effort.",)


def _effort(item: MixItem) -> tuple[float, float]:
    """Return what is compared: all hours first, then money."""
    hours = item.all_hours
    return round(hours, 4), round(item.money_per_month, 2)


def _step_words(step: MarginalStep, currency: str) -> str:
    if step.utility <= 1e-9 and abs(step.customers) < 5e-4 and abs(step.net_contribution) < 0.5:
        return "nothing more"
    if step.customers < 5e-4 and step.net_contribution < 0.5:
        return ONLY_KNOWN
    parts = [more_people(step.customers)] if step.customers >= 5e-4 else []
    net = step.net_contribution
    if net >= 0.5:
        parts.append(f"{two_figures(net)} {currency} a month more earned over the years")
    elif net <= -0.5:
        parts.append(f"{two_figures(-net)} {currency} a month less earned over the years, in "
                     "exchange for being known and personal ties")  # fmt: skip
    return " and ".join(parts)


def more_people(customers: float) -> str:
    """Return how many more new customers come, by the month or the year.

    Examples
    --------
    >>> more_people(2.8), more_people(0.5)
    ('2.8 more new customers a month', '6 more new customers a year')
    >>> more_people(0.005)
    'hardly any more new customers'
    """
    each = (customers, "month") if customers >= 1 else (12 * customers, "year")
    if each[0] < _HARDLY:
        return "hardly any more new customers"
    many = two_figures(each[0])
    return f"{many} more new customer{'' if many == '1' else 's'} a {each[1]}"


def marginal_sentences(marginal: Marginal, currency: str) -> tuple[str, str]:
    """Return what one more hour a week and a hundred more a month would bring, a sentence each."""
    hour, hundred = marginal.one_more_hour, marginal.hundred_more_money
    return (
        f"One more hour a week would bring {_step_words(hour, currency)}.",
        f"{exact(round(hundred.amount))} {currency} a month more would bring "
        f"{_step_words(hundred, currency)}.",
    )
