"""The topics that follow from a recommendation: the only list of them.

The folder of a topic is ``advisor.insight.<id>``: ``result`` (its types), ``compute`` with
``build(recommendation, profile, tables)``, ``words`` and what it says of them.  ``compute`` is
loaded when it is asked for, so that this list costs nothing.
"""

import importlib
from dataclasses import dataclass
from typing import Any

from advisor.catalogue import Tables
from advisor.explain.called import called_in, typed_in
from advisor.profile import BusinessProfile
from advisor.results import Insight, Recommendation


@dataclass(frozen=True)
class Topic:
    """A topic: how it is asked for, what is said while it is worked out, where it is shown.

    ``verb`` is its name on the command line and in exports, ``says`` what the verb answers,
    ``part`` its heading, ``page`` the page that shows it.  In documents it comes ``after`` a
    section of the recommendation; its first finding is for everyone unless ``closer``, so are those
    of the codes ``also``; ``data`` are of use as numbers only; ``ahead`` come first, in this order.
    """

    id: str
    verb: str
    says: str
    part: str
    page: str
    after: str
    waiting: str = "Working it out"
    closer: bool = False
    also: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()

    def build(
        self, r: Recommendation, profile: BusinessProfile, tables: Tables, **dated: Any
    ) -> Insight:
        """Return what follows from a recommendation, told with the trade's word for customers."""
        found: Insight = importlib.import_module(f"advisor.insight.{self.id}.compute").build(
            r, profile, tables, **dated
        )
        return called_in(r).keeping(typed_in(profile.answers()))(found)


TOPICS = (
    Topic(
        "capacity", "capacity",
        "how far meeting people carries, and where something else carries more",
        "How far meeting people carries", "face_to_face", "ways",
        "Choosing again for every number of hours and every reach goal: a few seconds",
        data=("customers_by_hours", "net_by_hours", "mix_hours"),
    ),
    Topic(
        "strategies", "strategies",
        "the three strategies side by side, and what would change the advice",
        "Which one fits", "which_fits", "sure",
        "Trying other answers, one at a time: a few seconds", closer=True,
        data=("customers_by_way",),
    ),
    Topic(
        "platforms", "platforms",
        "which platforms suit this business, and what to post when",
        "Platforms", "platforms", "ways",
        "Comparing every platform with your customers and your hours",
    ),
    Topic(
        "adverts", "adverts", "whether, where and how to advertise", "Advertising", "adverts",
        "ways", "Trying adverts with more and with less money",
    ),
    Topic(
        "hire", "manager", "do it yourself or hire", "Yourself or a manager", "me_or_manager",
        "ways", "Choosing twice, with and without a manager, and finding where it changes: a few "
        "seconds",
    ),
    Topic(
        "plan", "plan", "the first twelve weeks as dated tasks", "Next steps", "plan", "first",
        also=("plan.once", "plan.rhythm"), ahead=("plan.once", "plan.rhythm", "plan.ramp"),
    ),
    Topic(
        "sensitivity", "sensitivity",
        "which answers and which uncertain figures change the advice",
        "What matters most", "how_sure", "sure",
        "Changing every answer and every uncertain figure, one at a time, and choosing again each "
        "time: a few seconds",
        data=("policy_leader",),
    ),
    Topic(
        "checks", "checks", "what passes, what to review, what fails", "Checks", "how_sure",
        "sure", "Checking the plan for what usually goes wrong", closer=True,
    ),
)  # fmt: skip


def topic(verb: str) -> Topic:
    """Return the topic of a verb."""
    return next(one for one in TOPICS if one.verb == verb)
