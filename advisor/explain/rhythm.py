"""How often something goes out on a channel, from the hours it gets."""

from collections.abc import Mapping

from advisor.catalogue import WEEKS_PER_MONTH, Prior, Tables
from advisor.explain.wording import exact
from advisor.results import MixItem

_LEAST_HOURS = 0.25


def rhythm_of(item: MixItem, tables: Tables, priors: Mapping[str, Prior]) -> str:
    """Return how often something goes out ("about 3 posts a week"); else the hours."""
    name, kind = item.channel, tables.channels[item.channel].kind
    total = item.all_hours
    managed = item.manager_hours_per_week > 0
    hours = item.manager_hours_per_week if managed else total
    hours = max(_LEAST_HOURS, hours - priors["business.attention_hours"].best)
    if item.posts_of:
        return f"the posts made for {tables.channels[item.posts_of].name}"
    if kind == "platform":
        faster = priors["manager.posts_per_hour_factor"].best if managed else 1.0
        light = min(hours, tables.channels[name].light_hours)
        made = light / priors["organic.light_post_minutes"].best
        made += (hours - light) / priors[f"{name}.minutes_per_post"].best
        posts = priors["organic.hours_to_posts"].best * 60.0 * made * faster
        enough = priors[f"{name}.posts_saturation"].best
        if posts > enough >= 1:
            return f"about {round(enough)} posts a week, the rest for answers"
        if posts >= 1.5:
            return f"about {round(posts)} posts a week"
        a_month = max(1, round(min(posts, enough) * WEEKS_PER_MONTH))
        return f"about {a_month} posts a month" if a_month > 1 else "about one post a month"
    if kind == "list":
        minutes = priors[f"{name}.minutes_per_issue"].best
        most = priors["organic.most_issues_per_month"].best  # the model counts no more
        issues = round(min(most, hours * 60.0 * WEEKS_PER_MONTH / minutes))
        what = "issue" if tables.channels[name].stands_by == "email_list" else "message"
        return f"about {issues} {what}s a month" if issues > 1 else f"one {what} a month"
    if total == 0.0:
        return "nothing to do once it stands"
    return f"{exact(total)} hour{'' if total == 1 else 's'} a week"
