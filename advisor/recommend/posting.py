"""How many posts a week the hours on a channel make: the same figure wherever it is told."""

from collections.abc import Iterable

import numpy as np

from advisor.catalogue import WEEKS_PER_MONTH, Channel, Tables
from advisor.explain.rhythm import rhythm_of
from advisor.model.curves import Array
from advisor.model.draws import Draws
from advisor.model.response.options import HOUR_STEP
from advisor.recommend.items import range_of
from advisor.results import Level, MixItem, Range


def posts_per_week(d: Draws, channel: Channel, hours: float, *, managed: bool) -> Array:
    """Return how many posts hours a week make, shape (n,).

    The same priors as in the response: the share of hours that becomes posts, the minutes of a
    post, a manager's speed; of a contact list the issues, at most two a week.
    """
    name = channel.channel
    if channel.kind == "list":
        issues = hours * 60.0 / d(f"{name}.minutes_per_issue")
        most = d.best("organic.most_issues_per_month")
        return np.asarray(np.minimum(issues, most / WEEKS_PER_MONTH))
    faster = d("manager.posts_per_hour_factor") if managed else 1.0
    light = min(hours, channel.light_hours)
    made = light / d("organic.light_post_minutes") + (hours - light) / d(f"{name}.minutes_per_post")
    return np.asarray(d("organic.hours_to_posts") * 60.0 * made * faster)


def work_hours(d: Draws, effort: MixItem | Level) -> float:
    """Return the hours that remain for posts and answers once the weekly look is taken off.

    Of a managed channel the manager's: what the owner gives beside them is for the manager.
    """
    hours = effort.manager_hours_per_week
    if not hours:
        hours = effort.hours_per_week + effort.staff_hours_per_week
    return max(hours - d.best("business.attention_hours"), HOUR_STEP)


def posts_of(d: Draws, channel: Channel, effort: MixItem | Level) -> Range:
    """Return the posts a week of what a mix gives to a channel."""
    managed = effort.manager_hours_per_week > 0
    return range_of(posts_per_week(d, channel, work_hours(d, effort), managed=managed))


def rhythms(items: Iterable[MixItem], tables: Tables, d: Draws) -> dict[str, str]:
    """Return how often something goes out on each channel of a mix, by channel."""
    found = {}
    for item in items:
        channel = tables.channels[item.channel]
        posts = posts_of(d, channel, item).p50 if channel.kind == "platform" else None
        found[item.channel] = rhythm_of(item, tables, d.best, posts)
    return found
