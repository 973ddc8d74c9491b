"""A channel: what its row in data/channels.csv may say of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator

from advisor.catalogue.columns import (
    Fault,
    Filled,
    Flag,
    Items,
    Numbers,
    each_of,
    one_of,
    template,
    within,
)

Family = Literal["face_to_face", "private_network", "organic", "owned", "paid"]

FAMILIES: tuple[Family, ...] = ("face_to_face", "private_network", "organic", "owned", "paid")
# Where new customers come from.
SOURCES = (
    "word_of_mouth", "professional_referral", "search_maps", "platform_directory", "social",
    "walk_by_sign", "other",
)  # fmt: skip
KINDS = (
    "membership", "attached", "ask", "partners", "signs", "platform", "list", "profile", "website",
    "listing", "search_ads", "pay_per_lead", "social_ads", "mass_media", "approach",
)  # fmt: skip
# Whom a channel draws on: the town, the towns around too, the next towns only, people anywhere.
DRAWS_ON = ("town", "towns_around", "next_towns", "anywhere")
# What a channel is beside its kind: the same people met again, also online or every week without
# fail, also with a private group between meetings; people met; a stall; seen by all who pass;
# bought on the spot; a page where one is looked up, open to all, or of which owners know the
# followers.
TRAITS = (
    "regular", "online", "every_week", "host", "meeting", "stall", "seen_by_all", "on_the_spot",
    "presence", "public", "followed",
)  # fmt: skip
# What a channel needs of the business or the country.
NEEDS = (
    "goods_for_a_stall", "firms", "trusted_trade", "place_for_a_sign", "premises", "written_to",
    "towns_near", "may_ask",
)  # fmt: skip
# Fields of ``already``, or that customers of its source were counted.
STANDS_BY = ("chambers", "referral_groups", "email_list", "last_customers")
COUNTED = ("mass", "few")  # kinds of ledger whose channels share a source
ATTACHED = "private_group_attached"  # a level of its hosts, no channel of its own
SET_OF_PARTNERS = 5  # the unit of channels of that kind, which nobody else counts in
IN_SETS = {"partner_referrals": SET_OF_PARTNERS}  # for results, which know no kind
Liking = Annotated[float, within(-1, 1)]
# Traits of the owner that a channel's work may suit.
LIKINGS = (
    "meeting_people", "belonging", "writing", "on_camera", "taking_pictures", "speaking",
)  # fmt: skip
_LIGHT_HOURS = 0.25  # of a page, a week


@dataclass(frozen=True)
class Channel:
    """A way to be found or met.

    ``unit`` names the unit of effort; ``levels`` is the ladder of efforts above "not used", in
    that unit (memberships, hours a week, USD a month at the US price level, ...).  ``kind``
    picks the response formula (docs/model.md).  ``delegable`` says who besides the owner can do
    the work; ``only_in`` lists countries where it exists (empty: everywhere);
    ``successor`` is set on retired channels.  ``liking`` is the worth of an hour of it per step
    of personality away from the middle, as a share of the value of the owner's hour, keyed
    ``LIKINGS``.  ``ledger_source`` is the source of new customers it feeds, ``ledger_kind`` how
    (mass, few: mass where few do it and have most of it, personal, lift), both empty where there
    is no ledger.  ``shares_posts_of`` names the platforms whose posts can be shown here too for
    little more, ``runs_on`` the platforms on which an advert is shown, ``stands_by`` the
    answer that says how much of it there is already, ``attention_of`` the channel whose figure for
    attention holds here too.  ``order`` is what an owner is told to do, ``order_many`` the same
    with a number, ``order_first`` where there are no customers yet, ``order_anew`` where nothing
    of it is there, ``order_unasked`` where those served may not be asked; ``work`` and
    ``work_detail`` what is done every week, where it is other than with its kind.
    """

    channel: Filled
    name: Filled
    family: Annotated[Family, one_of(*FAMILIES)]
    kind: Annotated[str, one_of("", *KINDS)]
    unit: str
    levels: Numbers
    delegable: Annotated[Literal["no", "staff", "any"], one_of("no", "staff", "any")]
    aimable: Flag
    only_in: tuple[str, ...]
    retired: Flag
    successor: str
    limit: str
    description: Filled
    liking: Annotated[Mapping[str, Liking], AfterValidator(MappingProxyType)]
    ledger_source: Annotated[str, one_of("", *SOURCES)] = ""
    ledger_kind: Annotated[str, one_of("", "mass", "few", "personal", "lift")] = ""
    shares_posts_of: Items = ()
    draws_on: Annotated[str, one_of("", *DRAWS_ON)] = ""
    traits: Annotated[tuple[str, ...], each_of(*TRAITS)] = ()
    needs: Annotated[tuple[str, ...], each_of(*NEEDS)] = ()
    stands_by: Annotated[str, one_of("", *STANDS_BY)] = ""
    runs_on: Items = ()
    attention_of: str = ""
    order: str = ""
    order_many: Annotated[str, template("n")] = ""
    order_first: str = ""
    order_anew: str = ""
    order_unasked: str = ""
    work: Annotated[str, template("name", "outside")] = ""
    work_detail: Annotated[str, template("name", "outside")] = ""

    def faults(self) -> Iterator[Fault]:
        """Yield what cannot stand together."""
        rising = self.levels == tuple(sorted(set(self.levels))) and min(self.levels, default=0) > 0
        if not self.retired and not rising:
            yield "levels", "must rise from above zero"
        if not self.retired and not self.kind:
            yield "kind", "must be one of " + ", ".join(KINDS)
        for column in ("unit", "order"):
            if not self.retired and not getattr(self, column):
                yield column, "must not be empty"
        if self.retired and not self.successor:
            yield "successor", "must not be empty"
        if bool(self.ledger_source) != bool(self.ledger_kind):
            yield "ledger_kind", "must be filled where ledger_source is, and only there"

    @property
    def platform(self) -> str:
        """The platform whose audience it reaches: its own, or the first its adverts run on."""
        return self.runs_on[0] if self.runs_on else self.channel

    @property
    def meets(self) -> bool:
        """Say whether its hours are spent with people; signs are of that family and meet nobody."""
        return self.family == "face_to_face" and self.liking.get("meeting_people", 0.0) > 0.0

    @property
    def stays(self) -> bool:
        """Say whether it goes on when nobody works on it: an entry, a sign."""
        return self.stands_by == "last_customers" or self.kind == "signs"

    @property
    def light_hours(self) -> float:
        """Hours a week that make posts of the day's work; none where all posts are films."""
        return _LIGHT_HOURS if self.levels[0] <= _LIGHT_HOURS else 0.0


def moved(channel: Channel, factors: Mapping[str, float], pulls: Mapping[str, float]) -> float:
    """Return how a business's attributes and audience move a channel's part of its source."""
    return factors.get(channel.channel, 1.0) * pulls.get(channel.platform, 1.0)


def practised(
    channels: Iterable[Channel],
    best: Callable[[str], float],
    factors: Mapping[str, float],
    pulls: Mapping[str, float],
) -> dict[str, dict[str, float]]:
    """Return, by source and channel, weights times the share of firms that practise it.

    `best`: the best value of a prior by its id.
    """
    found: dict[str, dict[str, float]] = {}
    for one in channels:
        if one.ledger_kind in COUNTED:
            part = best(f"{one.channel}.ledger_weight") * best(f"{one.channel}.practised_share")
            of_source = found.setdefault(one.ledger_source, {})
            of_source[one.channel] = part * moved(one, factors, pulls)
    return found
