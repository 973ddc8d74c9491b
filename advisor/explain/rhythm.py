"""How often something goes out on a channel, from the hours it gets."""

from collections.abc import Callable

from advisor.catalogue import WEEKS_PER_MONTH, Tables
from advisor.explain.wording import exact
from advisor.results import MixItem

_LEAST_HOURS = 0.25


def rhythm_of(
    item: MixItem, tables: Tables, best: Callable[[str], float], posts: float | None = None
) -> str:
    """Return how often something goes out ("about 3 posts a week"); else the hours.

    `best`: the planning value of a figure; `posts`: those a week that the hours on a platform make.
    """
    name, kind = item.channel, tables.channels[item.channel].kind
    total = item.all_hours
    managed = item.manager_hours_per_week > 0
    hours = item.manager_hours_per_week if managed else total
    hours = max(_LEAST_HOURS, hours - best("business.attention_hours"))
    if item.posts_of:
        return f"the posts made for {tables.channels[item.posts_of].name}"
    if posts is not None:
        enough = best(f"{name}.posts_saturation")
        if posts > enough >= 1:
            return f"about {round(enough)} posts a week, the rest for answers"
        if posts >= 1.5:
            return f"about {round(posts)} posts a week"
        a_month = max(1, round(min(posts, enough) * WEEKS_PER_MONTH))
        return f"about {a_month} posts a month" if a_month > 1 else "about one post a month"
    if kind == "list":
        minutes = best(f"{name}.minutes_per_issue")
        most = best("organic.most_issues_per_month")  # the model counts no more
        issues = round(min(most, hours * 60.0 * WEEKS_PER_MONTH / minutes))
        what = "issue" if tables.channels[name].stands_by == "email_list" else "message"
        return f"about {issues} {what}s a month" if issues > 1 else f"one {what} a month"
    if total == 0.0:
        return "nothing to do once it stands"
    return f"{exact(total)} hour{'' if total == 1 else 's'} a week"
