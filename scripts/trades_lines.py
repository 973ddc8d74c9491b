"""What the evidence says brings customers, trade by trade, to hold the model against.

From the research notes on trades ("Which channels bring customers, by sector"), in other words,
with the facts named there.  ``sources`` are the ones named first, in their order; ``channels``
the ones named first.  A trade without a line of its own takes that of the trade it was split from.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """The evidence about one trade: what comes first, and why, with fact ids."""

    sources: tuple[str, ...]
    channels: tuple[str, ...]
    told: str


WORD, PARTNERS, SEARCH = "word_of_mouth", "professional_referral", "search_maps"
PLATFORM, SOCIAL, SIGN, OTHER = "platform_directory", "social", "walk_by_sign", "other"
ASK, PROFILE, SIGNS = "customer_referrals", "google_business_profile", "local_signs"
LETTER, SITE, LISTED = "email_newsletter", "website_blog", "directories_marketplaces"
INTRODUCERS, GROUP, CHAMBER = "partner_referrals", "referral_group", "chamber_home"

_HOME = Line(
    (WORD, SEARCH), (ASK, PROFILE, SIGNS, LETTER),
    "Neighbours' word and Maps nearly level (AUD1396-AUD1399); reviews weigh most of all trades "
    "(S0062); past customers forget the name (S0008), so stickers, letters, vans; social 3-4 %.",
)  # fmt: skip
_CARE = Line(
    (WORD, SEARCH), (ASK, PROFILE, "nextdoor", SIGNS),
    "Word of mouth leads (S0039, S0179, S0180), then local search, neighbourhood networks, "
    "lettered vehicles.",
)  # fmt: skip
_PROFESSION = Line(
    (WORD, PARTNERS), (ASK, INTRODUCERS, GROUP, CHAMBER),
    "Friends and introducers together carry about half to two thirds (S0066, S0067, S0091, S0093, "
    "S0117, S0121); the website is for checking (S0080); social only confirms (AUD1412).",
)  # fmt: skip
_TO_FIRMS = Line(
    (WORD, PARTNERS), (ASK, INTRODUCERS, "talks_workshops", SITE),
    "Word of mouth is the main source of two in three (S0099, S0101, S0107); others who "
    "know of the work by talks and articles refer too (S0084); social is the main source of 3 % "
    "(S0100).",
)  # fmt: skip
_COUNTER = Line(
    (WORD, SIGN), (SIGNS, PROFILE, "instagram", "facebook"),
    "Seen in passing and told by friends (S0181, S0063, S0064, S0206), then maps (S0186, S0182), "
    "pictures on social; signs, events and Maps before adverts.",
)  # fmt: skip
_CHAIR = Line(
    (WORD, SEARCH), (ASK, PROFILE, "instagram", "facebook"),
    "Friends about half (S0135), then Google (AUD1362), social as the second search (AUD1363, "
    "AUD1375), and passing by.",
)  # fmt: skip
_WEDDING = Line(
    (WORD, PARTNERS), (INTRODUCERS, ASK, "instagram", "pinterest"),
    "Some fourteen businesses a couple (S0240) introduce each other as strongly as friends do "
    "(S0248, S0244); pictures inspire (AUD1437-AUD1440); reviews are read (S0243).",
)  # fmt: skip

LINES = {
    "plumbing_heating": _HOME, "electrical": _HOME, "roofing": _HOME, "auto_repair": _HOME,
    "remodelling": Line(
        (WORD, SEARCH), (ASK, GROUP, INTRODUCERS),
        "Clients' referrals a third, old clients a third, other professions an eighth "
        "(S0025-S0028); web a fifth, lead sites a seventh (S0032, S0033); half are in associations "
        "(S0030).",
    ),
    "cleaning": _CARE, "landscaping": _CARE, "pet_services": _CARE,
    "law": _PROFESSION, "accounting": _PROFESSION, "financial_advice": _PROFESSION,
    "insurance": _PROFESSION,
    "consulting": _TO_FIRMS, "it_services": _TO_FIRMS, "freelance_creative": _TO_FIRMS,
    "b2b_supplies": _TO_FIRMS, "manufacturing": _TO_FIRMS,
    "real_estate": Line(
        (WORD,), (ASK, LISTED, SIGNS),
        "Friends and family for four in ten buyers, a referral or the former agent for two "
        "thirds of sellers, steady since 2009 (S0122-S0124); portals and boards next.",
    ),
    "hair_beauty": _CHAIR, "fitness": _CHAIR,
    "dental_health": Line(
        (WORD, SEARCH), (ASK, PROFILE),
        "Friends and insurers' lists (S0148-S0150), search (AUD1401), reviews (S0153).",
    ),
    "therapy": Line(
        (PARTNERS, WORD, SEARCH), (INTRODUCERS, PROFILE, LISTED),
        "The doctor first, then friends, insurer, search, directory, all near a third "
        "(S0154-S0158): partners before social.",
    ),
    "restaurant_cafe": _COUNTER, "bakery_food_shop": _COUNTER,
    "market_farm": Line(
        (OTHER, WORD), ("fairs_markets", ASK, SIGNS, PROFILE),
        "Sold from a stall: 831 dollars a month and vendor at seasonal markets (F151); boxes lose "
        "half of their members a year (S0200) and most farms sell in another way too (S0201). No "
        "survey counts where a farm's customers come from.",
    ),
    "independent_retail": _COUNTER,
    "handmade_maker": Line(
        (OTHER, PLATFORM), ("fairs_markets", LISTED),
        "Fairs the main income of three in four in one group, a marketplace of 4 % (S0210, S0213); "
        "who sells online lives by Etsy.",
    ),
    "online_shop": Line(
        (SEARCH,), (SITE, LETTER, "google_search_ads"),
        "Search brings over four orders in ten, then letters and direct; social 1 % by last click "
        "(S0225, S0226), converting at a third of search (S0223, S0222).",
    ),
    "lodging": Line(
        (PLATFORM, SEARCH), (LISTED, SITE, PROFILE),
        "Booking sites six in ten (S0232), a direct booking worth more (S0233, S0234); search "
        "begins almost half (S0231); social hardly matters.",
    ),
    "wedding_vendor": _WEDDING, "photography": _WEDDING,
    "craft_producer": Line(
        (WORD, SEARCH), (PROFILE, SIGNS, "instagram", "fairs_markets"),
        "Small wineries sell three quarters direct, half of it over the counter (T0212); four in "
        "ten distillers more than half (T0218). No survey counts where visitors come from.",
    ),
    "repair_shop": Line(
        (SEARCH, WORD), (PROFILE, ASK, SIGNS),
        "Most walk in (T0226), having looked the shop up or passed it; no survey divides them.",
    ),
    "tours_attractions": Line(
        (PLATFORM, SEARCH), (LISTED, SITE, PROFILE),
        "Agents 37 % of bookings, the own site 25 % and falling (T0230, T0231); attractions "
        "a fifth by agents (T0233).",
    ),
    "funeral_director": Line(
        (WORD, SIGN), (INTRODUCERS, SIGNS, ASK, PROFILE),
        "Somebody of theirs was served there, 45 %, or they pass it, 33 % (T0238, T0239); a "
        "recommendation 43 % (T0245); eight in ten speak to one house only (T0240).",
    ),
    "food_truck": Line(
        (SIGN, WORD), (SIGNS, "fairs_markets", "instagram"),
        "Met on the street (T0347, T0350) and where several stand, told by friends (T0348).",
    ),
    "tattoo_studio": Line(
        (WORD, SOCIAL), ("instagram", ASK, PROFILE),
        "Work seen on a friend or in a picture: the best owe Instagram 70 % (T0248).",
    ),
    "optician": Line(
        (WORD, SIGN, SEARCH), (PROFILE, SIGNS, ASK),
        "A friend or relative 41 %, another professional 13 %, before search engines "
        "(T0257, T0258).",
    ),
    "child_care": Line(
        (WORD, SEARCH), (ASK, PROFILE),
        "Somebody's word for six parents in ten, an older child already there for a quarter; "
        "advertising 8 %, the website 5 % (T0032-T0035).",
    ),
    "coaching": Line(
        (WORD,), (ASK, "talks_workshops"),
        "Somebody's word for 46 %, workshops and talks 24 %, the website 20 %, directories 11 %; "
        "several answers (T0037-T0040).",
    ),
    "cosmetic_clinic": Line(
        (WORD, SEARCH), (PROFILE, ASK),
        "Search is the first step of a third (T0052); friends 48 % and social media 42 % by the "
        "surgeons, several answers (T0053, T0054).",
    ),
    "florist": _COUNTER,
    "mortgage_broking": Line(
        (PARTNERS, WORD), (INTRODUCERS, ASK),
        "Estate agents name a lender in six purchases of ten and are followed in as many (G0014, "
        "G0015); any referral for half (G0018).",
    ),
    "moving": Line(
        (WORD, SEARCH), (ASK, PROFILE),
        "A referral for 47 % of those who hired movers; several answers (T0029).",
    ),
    "tutoring_lessons": Line(
        (WORD,), (ASK,),
        "Parents who heard of them ask two thirds of the teachers who tutor (L0047).",
    ),
    "veterinary": Line(
        (WORD, SIGN, SEARCH), (SIGNS, ASK, PROFILE),
        "Nearness decides for 46 %, somebody's word for 27 %, reviews for 12 %; single answer "
        "(T0014-T0016).",
    ),
    "nonprofit": Line(
        (WORD,), ("networking_events", ASK, LETTER),
        "No table of sources found; events and asking through friends (judgement); December a "
        "fifth of giving online (S0258).",
    ),
}  # fmt: skip
# Trades split off, with the trade whose line they share.
SPLIT_FROM = {
    "bookkeeping": "accounting", "tax_preparation": "accounting",
    "architecture": "remodelling", "dog_grooming": "pet_services", "pet_sitting": "pet_services",
    "painting_decorating": "plumbing_heating", "handyman": "plumbing_heating",
    "mobile_beauty": "hair_beauty",
    "marketing_agency": "consulting", "catering": "wedding_vendor",
    "physiotherapy_chiropractic": "therapy",
}  # fmt: skip


def line_of(sector: str) -> Line | None:
    """Return the evidence about a trade, that of the trade it was split from, or None."""
    return LINES.get(sector) or LINES.get(SPLIT_FROM.get(sector, ""))
