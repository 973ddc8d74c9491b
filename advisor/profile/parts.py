"""The nested parts of a profile: personality, audience, what is there already, wishes, results.

Each is frozen and may be given in part; ranges follow the contract.  Ids of channels, platforms
and priors are checked for their shape only: whether they exist is for those who know the tables.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from advisor.profile.kinds import (
    Count,
    Fit5,
    FrozenMap,
    Hours,
    Id,
    Money,
    Number,
    Part,
    Share,
    Text,
    TrueAlone,
    Whole,
    YesNo,
    ask,
)

Age = Literal["18-29", "30-49", "50-64", "65+"]
Income = Literal["under_30k", "30k_70k", "70k_100k", "over_100k"]
Education = Literal["high_school", "some_college", "college"]
Community = Literal["urban", "suburban", "rural"]


def refuse(field: str, allowed: str, *, value: object = None) -> PydanticCustomError:
    """Make the error of a rule between fields, carrying what the message needs."""
    return PydanticCustomError(
        "rule",
        "{field}: allowed is {allowed}",
        {"field": field, "allowed": allowed, "given": value},
    )


def _each_once_in_order(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _each_once(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


Ages = Annotated[tuple[Age, ...], AfterValidator(_each_once_in_order)]
Incomes = Annotated[tuple[Income, ...], AfterValidator(_each_once_in_order)]
Educations = Annotated[tuple[Education, ...], AfterValidator(_each_once_in_order)]
Communities = Annotated[tuple[Community, ...], AfterValidator(_each_once_in_order)]
FrozenCounts = Annotated[dict[Id, Count], AfterValidator(FrozenMap)]
Words = Annotated[tuple[Text, ...], Field(max_length=50), AfterValidator(_each_once)]

Bound = Annotated[Number, Field(ge=0, le=1e13)]  # of adverts in any currency

_YOU = "You"
_EVERYONE = "all adults as in the country"
_BOTH_ENDS = "Your answer changes which work is suggested, never what it is expected to bring."


def _liked(question: str, short: str, why: str = _BOTH_ENDS) -> Any:
    return ask(_YOU, question, why, short=short, assumed="3 of 5", default=3)


class Personality(Part):
    """How the owner likes to work: whole 1 (not at all) to 5 (very much); left out means 3."""

    meeting_people: Fit5 | None = _liked(
        "How much do you enjoy meeting new people?", "Enjoying meeting people"
    )
    belonging: Fit5 | None = _liked(
        "How much does belonging to a group or a town matter to you?", "Wanting to belong"
    )
    writing: Fit5 | None = _liked("How much do you like writing?", "Liking writing")
    on_camera: Fit5 | None = _liked(
        "How comfortable are you in front of a camera?", "At ease on camera"
    )
    taking_pictures: Fit5 | None = _liked(
        "How much do you like taking pictures?", "Liking to take pictures"
    )
    speaking: Fit5 | None = _liked(
        "How much do you like speaking to an audience?", "Liking to speak to an audience"
    )
    drive_to_grow: Fit5 | None = _liked(
        "How strongly do you want the business to grow?",
        "Drive to grow",
        "It weighs new customers against being known and having good ties.",
    )


_Counted = Annotated[Whole, Field(ge=0, le=1000)]
_LAST = "Of your last new customers, how many"


def _came(how: str) -> Any:
    return ask(
        "Today",
        f"{_LAST} {how}?",
        "What you count yourself says more than any survey.",
        unit="customers",
        assumed="none counted",
    )


class LastCustomers(Part):
    """How the last new customers came, whole counts by source; left out means none counted."""

    word_of_mouth: _Counted | None = _came("were sent by customers and friends")
    professional_referral: _Counted | None = _came("were sent by other businesses or groups")
    search_maps: _Counted | None = _came("found you by search or maps, adverts there included")
    platform_directory: _Counted | None = _came("came by a marketplace, portal or directory")
    social: _Counted | None = _came("came by social media")
    walk_by_sign: _Counted | None = _came("saw your shop, sign or vehicle")
    other: _Counted | None = _came("came by other adverts, print, mail, events or anything else")

    def counts(self) -> dict[str, int]:
        """Return the count of every source, 0 where left out."""
        return {name: getattr(self, name) or 0 for name in type(self).model_fields}


class Audience(Part):
    """Whom the offer is for; bands are US bands, scaled elsewhere.  Left out means everyone."""

    ages: Ages | None = ask(
        "Customers",
        "Which ages are your customers?",
        "Platforms differ most by age.",
        assumed=_EVERYONE,
    )
    women_share: Share | None = ask(
        "Customers",
        "What share of your customers are women?",
        "Some platforms are used far more by women or by men.",
        unit="share",
        assumed=_EVERYONE,
    )
    income: Incomes | None = ask(
        "Customers",
        "Which household incomes do your customers have?",
        "Platforms and advertising differ by income.",
        unit="US dollars a year, US bands",
        assumed=_EVERYONE,
    )
    education: Educations | None = ask(
        "Customers",
        "What education do your customers have?",
        "A few platforms are used mostly by people with a degree.",
        assumed=_EVERYONE,
    )
    community: Communities | None = ask(
        "Customers",
        "Where do your customers live?",
        "People in town and country use different platforms.",
        assumed=_EVERYONE,
    )
    job_roles: Words | None = ask(
        "Customers",
        "Which jobs do your customers have?",
        "Advertising can be aimed at them.",
        assumed="none named",
    )
    interests: Words | None = ask(
        "Customers",
        "What are your customers interested in?",
        "Advertising can be aimed at them.",
        assumed="none named",
    )


class Already(Part):
    """What the business has today; the forecast starts from it.  Left out means none."""

    chambers: Annotated[Whole, Field(ge=0, le=50)] | None = ask(
        "Today",
        "How many chambers of commerce have you joined?",
        "An existing membership works from the first day.",
        short="Chambers you belong to",
        unit="chambers",
        assumed="none",
        default=0,
    )
    referral_groups: Annotated[Whole, Field(ge=0, le=50)] | None = ask(
        "Today",
        "How many referral groups do you belong to?",
        "An existing membership works from the first day.",
        unit="groups",
        assumed="none",
        default=0,
    )
    followers: FrozenCounts | None = ask(
        "Today",
        "How many followers do you have, by platform?",
        "A page with thousands of followers works differently from a new one.",
        unit="followers",
        assumed="none",
    )
    email_list: Count | None = ask(
        "Today",
        "How many customers are on a list you may write to (0: no list)?",
        "People on a list can be written to from the first day.",
        unit="people",
        assumed="none",
        default=0,
    )
    website: YesNo | None = ask(
        "Today",
        "Do you have a website?",
        "Without one, people who are sent to you look you up and give up.",
        short="You have a website",
        assumed="yes, as most businesses have one",
    )
    reviews: Count | None = ask(
        "Today",
        "How many reviews does your Google profile have (0: none, or no profile)?",
        "People read reviews before they call.",
        short="You have a profile on Google Maps",
        unit="reviews",
        assumed="a profile, its reviews unknown",
    )


_Weight = Annotated[Number, Field(ge=0, le=10)]


def _weighed(question: str, short: str, assumed: str = "1") -> Any:
    return ask("Goal", question, "It decides between mixes.", short=short, assumed=assumed)


class Weights(Part):
    """What matters to the owner, 0 to 10 each; any subset.  Left out means 1, reach by drive."""

    customers: _Weight | None = _weighed(
        "How much do new customers and profit count (0 to 10, usually 1)?",
        "How much a new customer counts",
    )
    reach: _Weight | None = _weighed(
        "How much does being known count (0 to 10, usually 1)?",
        "How much being known counts besides",
        "1, by the drive to grow",
    )
    bonds: _Weight | None = _weighed(
        "How much do personal ties count (0 to 10, usually 1)?",
        "How much personal ties count besides",
    )


class Lock(Part):
    """A wish about one channel.

    ``keep`` (in the mix, at any level) and ``never`` are true or left out; ``at_least`` and
    ``at_most`` are in units for memberships and in hours a week otherwise.  ``never`` stands
    alone; the others combine.
    """

    keep: TrueAlone | None = ask("Wishes", "Keep this channel?", "You decide.")
    never: TrueAlone | None = ask("Wishes", "Never this channel?", "You decide.")
    at_least: Bound | None = ask(
        "Wishes", "At least how much?", "You decide.", unit="units or hours a week"
    )
    at_most: Bound | None = ask(
        "Wishes", "At most how much?", "You decide.", unit="units or hours a week"
    )

    @model_validator(mode="after")
    def _wishes_agree(self) -> Lock:
        given = {name for name in type(self).model_fields if getattr(self, name) is not None}
        if not given:
            raise refuse("", "one of keep: true, never: true, at_least or at_most", value={})
        if "never" in given and len(given) > 1:
            raise refuse(
                "", "never on its own, without keep, at_least or at_most", value=sorted(given)
            )
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise refuse(
                "at_least", f"a number up to at_most, here {self.at_most:g}", value=self.at_least
            )
        return self


def _done(question: str, unit: str, assumed: str = "none", default: float | None = None) -> Any:
    why = "Your present mix is judged beside ours."
    return ask("Today", question, why, unit=unit, assumed=assumed, default=default)


class PresentUse(Part):
    """What the owner does on one channel today."""

    units: Annotated[Whole, Field(ge=0, le=100)] | None = _done(
        "How many memberships?", "memberships", "one where it is a membership"
    )
    hours_per_week: Hours | None = _done("How many hours a week?", "hours a week", default=0.0)
    money_per_month: Money | None = _done(
        "How much money a month?", "currency a month", default=0.0
    )
    months: Annotated[Number, Field(ge=0, le=1200)] | None = ask(
        "Today",
        "For how many months?",
        "What runs already needs no run-up.",
        unit="months",
        assumed="long enough to be at full effect",
    )


_Tally = Annotated[Number, Field(ge=0, le=1_000_000_000)]


def _tallied(question: str, unit: str) -> Any:
    why = "Your own results narrow the ranges."
    return ask("Today", question, why, unit=unit, assumed="not counted")


class OwnResult(Part):
    """What one channel brought the business itself; it narrows the ranges."""

    months: Annotated[Number, Field(gt=0, le=1200)] = ask(
        "Today",
        "Over how many months?",
        "Results count more the longer they were counted.",
        unit="months",
        required=True,
    )
    leads: _Tally | None = _tallied("How many enquiries came?", "leads in all")
    customers: _Tally | None = _tallied("How many became customers?", "customers in all")

    @model_validator(mode="after")
    def _customers_were_leads(self) -> OwnResult:
        if self.leads is None and self.customers is None:
            raise refuse("leads", "the number of leads, of customers, or both")
        if self.leads is not None and self.customers is not None and self.customers > self.leads:
            raise refuse(
                "customers", f"a number up to the leads, here {self.leads:g}", value=self.customers
            )
        return self


_Figure = Annotated[Number, Field(ge=-1e12, le=1e12)]
_OWN = "Your own figures win."


class Override(Part):
    """The owner's own figure in place of one of ours, with its range: low <= best <= high."""

    low: _Figure = ask("Figures", "At least?", _OWN, required=True)
    best: _Figure = ask("Figures", "Most likely?", _OWN, required=True)
    high: _Figure = ask("Figures", "At most?", _OWN, required=True)

    @model_validator(mode="after")
    def _in_order(self) -> Override:
        if not self.low <= self.best <= self.high:
            raise refuse("", "low <= best <= high", value=[self.low, self.best, self.high])
        return self
