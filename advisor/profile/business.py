"""BusinessProfile: the answers of one business, as the contract names them."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from advisor.profile.kinds import (
    Count,
    CountryCode,
    CurrencyCode,
    Fit5,
    FrozenMap,
    Hours,
    Id,
    Money,
    Number,
    Part,
    PlaceId,
    PriorId,
    Share,
    Text,
    Whole,
    YesNo,
    ask,
)
from advisor.profile.parts import (
    Already,
    Audience,
    LastCustomers,
    Lock,
    Override,
    OwnResult,
    Personality,
    PresentUse,
    Weights,
    refuse,
)

ReachGoal = Literal["my_town", "neighbouring_towns", "region", "country", "worldwide"]
SellsTo = Literal["people", "firms", "both"]
Manager = Literal["no", "maybe", "yes"]

_BY_TRADE = "typical of the trade"
_of_business = partial(ask, "Business")
_of_goal = partial(ask, "Goal")
_of_time = partial(ask, "Time and money")
_of_figures = partial(ask, "Figures")
_of_today = partial(ask, "Today")
_of_customers = partial(ask, "Customers")
KM_PER_MILE = 1.609344  # by definition
_Customers = Annotated[Number, Field(ge=0, le=1_000_000)]


class BusinessProfile(Part):
    """The questionnaire of one business, frozen; every answer left out is None or empty.

    Shapes and ranges are checked here, membership in the tables (sector, country, town, channel,
    prior) where the tables are known.  Hours are per week, money per month in ``currency``,
    shares 0-1.  ``model_validate`` raises pydantic's ``ValidationError`` (a ``ValueError``);
    ``parse_profile`` raises ``ProfileError`` with the nearest valid choice.
    """

    sector: Id = _of_business(
        "What is your trade?",
        "How a business is found differs by trade.",
        quick=True,
        required=True,
    )
    town: Text | None = _of_business(
        "In which town are you?",
        "The number of people and towns nearby decides how far meeting people can carry you.",
        quick=True,
        assumed="the place of place_id",
    )
    region: Text | None = _of_business(
        "In which state or region?",
        "Several towns share a name.",
        quick=True,
        assumed="the only town of that name",
    )
    country: CountryCode = _of_business(
        "In which country?",
        "Prices, wages and platforms differ by country.",
        unit="ISO 3166 two letters",
        quick=True,
        required=True,
    )
    people_working: Annotated[Whole, Field(ge=1, le=10_000)] = _of_business(
        "How many people work in the business, you included?",
        "Size decides how many customers you can serve.",
        unit="people",
        quick=True,
        required=True,
    )
    reach_goal: ReachGoal = _of_goal(
        "How far do you want to be known?",
        "Being known further away takes other channels than being known at home.",
        short="How far you want to be known",
        quick=True,
        required=True,
    )
    hours_per_week: Hours = _of_time(
        "How many hours a week can you yourself give to marketing?",
        "Most ways of being found cost time first.",
        short="Your hours a week",
        unit="hours a week",
        quick=True,
        required=True,
    )
    money_per_month: Money = _of_time(
        "How much money a month can go into marketing?",
        "Dues, advertising and helpers cost money.",
        short="Money a month",
        unit="currency a month",
        quick=True,
        required=True,
    )

    name: Text | None = _of_business(
        "What is your business called?",
        "It goes into the title of what you print.",
        assumed="no name shown",
    )
    currency: CurrencyCode | None = _of_business(
        "Which currency do you use?",
        "Every amount you type or see is in it.",
        unit="ISO 4217 three letters",
        assumed="the country's",
    )
    place_id: PlaceId | None = _of_business(
        "Which place exactly?",
        "It settles which of several towns is meant.",
        unit="GeoNames id",
        assumed="found by town, region and country",
    )
    sells_to: SellsTo | None = _of_business(
        "Do you sell to people or to firms?",
        "Firms are found in other places than people.",
        short="You sell to",
        assumed=_BY_TRADE,
    )
    sold_online: YesNo | None = _of_business(
        "Can customers buy from you without visiting?",
        "Then distance counts for less.",
        short="Selling at a distance",
        assumed=_BY_TRADE,
    )
    visual: YesNo | None = _of_business(
        "Can what you do be shown in pictures?",
        "Picture platforms depend on it.",
        short="What you sell is best shown in pictures",
        assumed=_BY_TRADE,
    )
    considered_purchase: YesNo | None = _of_business(
        "Do customers think long before they buy?",
        "Then trust and expertise count for more.",
        short="Customers think long before they buy",
        assumed=_BY_TRADE,
    )
    yearly_revenue: Annotated[Number, Field(ge=0, le=1e13)] | None = _of_figures(
        "What are your yearly sales?",
        "It sets what counts as a lot or a little.",
        unit="currency a year",
        assumed="by trade, size and country",
    )
    active_customers: Count | None = _of_figures(
        "How many customers do you have now?",
        "They buy again, and they send others.",
        short="Customers you have now",
        unit="customers",
        assumed="by trade and size",
    )
    average_sale: Annotated[Number, Field(ge=0, le=1e11)] | None = _of_figures(
        "What does a customer pay, on average, each time?",
        "A customer who pays more is worth more effort.",
        short="What a customer pays each time",
        unit="currency",
        assumed="typical of the trade and the country",
    )
    purchases_per_year: Annotated[Number, Field(ge=0, le=1_000)] | None = _of_figures(
        "How often does a customer buy in a year?",
        "Customers who come back are worth more effort.",
        short="Purchases of a customer a year",
        unit="purchases a year",
        assumed=_BY_TRADE,
    )
    gross_margin: Share | None = _of_figures(
        "What share of a sale is left after what it costs to make or do?",
        "Only that part pays for marketing.",
        short="Share of a sale left after its cost",
        unit="share",
        assumed=_BY_TRADE,
    )
    value_of_owner_hour: Money | None = _of_figures(
        "What is an hour of your time worth?",
        "Hours spent on marketing are not spent elsewhere.",
        short="What an hour of yours is worth",
        unit="currency an hour",
        assumed="0.65 of the hourly wage there, or what an hour in your business earns",
    )
    customer_value_years: Annotated[Number, Field(ge=1, le=5)] | None = _of_figures(
        "How many years of a customer should count?",
        "A customer who stays is worth more than the first sale.",
        short="Years of a customer that count",
        unit="years",
        assumed="3 years",
        default=3.0,
    )
    capacity_new_customers_per_month: _Customers | None = _of_figures(
        "How many new customers a month could you serve?",
        "More than that is worth nothing.",
        short="New customers a month you can serve",
        unit="customers a month",
        assumed="by trade and size",
    )
    new_customers_per_month: _Customers | None = _of_today(
        "How many new customers come in a month today, from all sources?",
        "Everything is measured against it.",
        short="New customers a month today",
        unit="customers a month",
        assumed="as many as leave you in a year, divided by twelve",
    )
    last_customers: LastCustomers = _of_today(
        "How did your last ten new customers find you?",
        "Where your customers really come from says more than any survey.",
        factory=LastCustomers,
        assumed="the shares of the trade",
    )
    customers_wanted_per_month: _Customers | None = _of_goal(
        "How many new customers a month do you want?",
        "We work out the least effort that gets you there.",
        short="New customers a month you want",
        unit="customers a month",
        assumed="by trade and size",
    )
    people_wanted_per_month: Annotated[Number, Field(ge=0, le=1e9)] | None = _of_goal(
        "How many people a month should take notice of you?",
        "It is the yardstick for being known.",
        short="People a month who should take notice",
        unit="people a month",
        assumed="by trade, size and place",
    )
    months_to_goal: Annotated[Whole, Field(ge=3, le=36)] | None = _of_goal(
        "In how many months do you want to be there?",
        "Some channels need a year before they bring anything.",
        short="Months until it must be there",
        unit="months",
        assumed="12 months",
        default=12,
    )
    risk: Fit5 | None = ask(
        "You",
        "How careful or bold should the plan be?",
        "A careful plan gives bad outcomes more weight and avoids bets.",
        assumed="3 of 5",
        default=3,
    )
    most_channels: Annotated[Whole, Field(ge=1, le=20)] | None = _of_time(
        "How many things will you keep going at the same time, at most?",
        "A few things kept going bring more than many that stop.",
        unit="channels",
        assumed="by your hours: 3 up to 3 hours a week, 5 up to 8, 7 beyond",
    )
    staff_hours_per_week: Hours | None = _of_time(
        "How many hours a week can your staff give to marketing?",
        "Some of the work does not have to be done by you.",
        unit="hours a week",
        assumed="none",
        default=0.0,
    )
    manager: Manager | None = _of_time(
        "Would you pay somebody to run your pages?",
        "“No” never hires, “yes” hires if the money allows; between them somebody is hired where "
        "it pays.",
        short="A manager is hired",
        assumed="where it pays",
        default="maybe",
    )
    customers_come_from_miles: Annotated[Number, Field(ge=0.5, le=12_500)] | None = _of_customers(
        "How far away do customers come from?",
        "People further away may know you but will not buy.",
        short="How far away customers come from",
        unit="miles",
        assumed=_BY_TRADE,
    )
    customers_come_from_km: Annotated[Number, Field(ge=0.8, le=20_117)] | None = _of_customers(
        "How far away do customers come from, in kilometres?",
        "People further away may know you but will not buy.",
        unit="kilometres",
        assumed=_BY_TRADE,
    )
    personality: Personality = ask(
        "You",
        "How do you like to work?",
        "A plan you like is a plan you keep.",
        factory=Personality,
        assumed="3 of 5 on each scale",
    )
    audience: Audience = _of_customers(
        "Who are your customers?",
        "Platforms differ in who is on them.",
        factory=Audience,
        assumed="all adults as in the country",
    )
    already: Already = _of_today(
        "What do you have already?",
        "The forecast starts from it.",
        factory=Already,
        assumed="nothing but what is usual in the trade",
    )
    target_share: Annotated[Number, Field(gt=0, le=1)] | None = _of_customers(
        "What share of people (or firms) is your offer for?",
        "Signs and print are also seen by all the others.",
        short="Share of people who could ever buy",
        unit="share",
        assumed=_BY_TRADE,
    )
    people_nearby: Annotated[Number, Field(ge=0, le=1e10)] | None = _of_customers(
        "How many people live within 10 miles (16 km) of you?",
        "Your own number wins over our estimate.",
        short="People living within 10 miles (16 km)",
        unit="people",
        assumed="estimated from the places around",
    )
    weights: Weights = _of_goal(
        "What matters most to you?",
        "It decides between mixes.",
        factory=Weights,
        assumed="all alike, being known by the drive to grow",
    )
    locks: Annotated[dict[Id, Lock], AfterValidator(FrozenMap)] = ask(
        "Wishes",
        "Is there anything you want to keep, or never do?",
        "Wishes are kept, and you see what they cost.",
        factory=FrozenMap,
        assumed="no wishes",
    )
    present_mix: Annotated[dict[Id, PresentUse], AfterValidator(FrozenMap)] = _of_today(
        "What do you do now?",
        "Your present mix is judged beside ours.",
        short="What you keep going today",
        factory=FrozenMap,
        assumed="not judged",
    )
    results: Annotated[dict[Id, OwnResult], AfterValidator(FrozenMap)] = _of_today(
        "What did it bring?",
        "Your own results narrow the ranges.",
        factory=FrozenMap,
        assumed="not counted",
    )
    overrides: Annotated[dict[PriorId, Override], AfterValidator(FrozenMap)] = _of_figures(
        "Do you know any of our figures better?",
        "Your own figures win.",
        factory=FrozenMap,
        assumed="our figures",
    )

    @model_validator(mode="after")
    def _somewhere(self) -> BusinessProfile:
        if self.town is None and self.place_id is None:
            raise refuse("town", "a town's name, or a place_id (python -m advisor places TEXT)")
        if self.customers_come_from_miles is not None and self.customers_come_from_km is not None:
            raise refuse(
                "customers_come_from_km",
                "miles or kilometres, one of the two",
                value=self.customers_come_from_km,
            )
        return self

    @property
    def come_from_miles(self) -> float | None:
        """How far customers come from, miles, whichever unit it was given in."""
        if self.customers_come_from_km is not None:
            return self.customers_come_from_km / KM_PER_MILE
        return self.customers_come_from_miles

    def answers(self) -> dict[str, Any]:
        """Return the answers given, as the JSON-ready object that was (or could be) read.

        ``BusinessProfile.model_validate(profile.answers()) == profile``; nothing in it was assumed.
        """
        full = self.model_dump(mode="json", exclude_none=True)
        return {name: value for name, value in full.items() if value != {}}
