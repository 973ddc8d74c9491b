"""Where a trade sells online, by country; and what firms do in a country."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from advisor.catalogue import Tables
from advisor.errors import DataError
from advisor.evidence import load_tables
from advisor.evidence.checks import check_tables
from advisor.evidence.marketplaces import marketplaces_for, marketplaces_of, ways_of_selling
from advisor.evidence.resolve import resolve
from advisor.evidence.tables import DATA
from advisor.explain.reasons import TEMPLATES
from advisor.profile import parse_profile
from advisor.recommend import recommend

PLUMBER = {
    "sector": "plumbing_heating",
    "people_working": 1,
    "reach_goal": "my_town",
    "hours_per_week": 5,
    "money_per_month": 100,
}


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


@pytest.mark.parametrize(
    ("country", "sector", "named"),
    [
        ("US", "handmade_maker", "Etsy"),
        ("GB", "handmade_maker", "Folksy"),
        ("GB", "plumbing_heating", "Checkatrade"),
        ("DE", "plumbing_heating", "MyHammer"),
        ("NL", "plumbing_heating", "Werkspot"),
        ("FR", "plumbing_heating", "Travaux.com"),
        ("ES", "electrical", "Habitissimo"),
        ("PT", "electrical", "Zaask"),
        ("AU", "roofing", "hipages"),
        ("US", "therapy", "Psychology Today"),
        ("FR", "dental_health", "Doctolib"),
        ("GB", "hair_beauty", "Treatwell"),
        ("US", "law", "Avvo"),
        ("GB", "real_estate", "Rightmove"),
        ("US", "wedding_vendor", "The Knot"),
        ("HR", "lodging", "Booking.com"),
        ("LV", "auto_repair", "1188"),
        ("NL", "pet_sitting", "Pawshake"),
        ("BR", "online_shop", "Shopee"),
        ("AT", "therapy", "psyonline.at"),
        ("JP", "restaurant_cafe", "Tabelog"),
        ("NG", "wedding_vendor", "BellaNaija Weddings"),
        ("UA", "marketing_agency", "Clutch"),
    ],
)
def test_a_trade_is_told_where_it_sells(
    tables: Tables, country: str, sector: str, named: str
) -> None:
    assert named in ways_of_selling(tables, country, sector)


def test_at_most_three_are_named_those_of_the_trade_before_general_directories(
    tables: Tables,
) -> None:
    general = {place.marketplace for place in tables.marketplaces if not place.sectors}
    for country in tables.countries:
        for sector in tables.sectors:
            found = ways_of_selling(tables, country, sector)
            assert len(found) == len(set(found)) <= 3
            kinds = [name in general for name in found]
            assert kinds == sorted(kinds)


def test_nobody_is_sent_to_a_portal_of_another_country(tables: Tables) -> None:
    assert "Checkatrade" not in ways_of_selling(tables, "US", "plumbing_heating")
    assert "Angi" not in ways_of_selling(tables, "GB", "plumbing_heating")
    assert ways_of_selling(tables, "XX", "plumbing_heating") == ()


def test_the_order_of_the_rows_does_not_matter(tables: Tables) -> None:
    turned = replace(tables, marketplaces=tables.marketplaces[::-1])
    for sector in tables.sectors:
        assert ways_of_selling(turned, "DE", sector) == ways_of_selling(tables, "DE", sector)


def test_a_cost_without_a_source_is_judgement(tmp_path: Path) -> None:
    shutil.copy(DATA / "marketplaces.csv", tmp_path)
    path = tmp_path / "marketplaces.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",,,judgement,", ",,,A,", 1), encoding="utf-8")
    with pytest.raises(DataError, match="judgement where there is no source"):
        marketplaces_of(tmp_path)


def test_a_marketplace_names_known_countries_and_trades(tables: Tables) -> None:
    lost = replace(tables.marketplaces[0], countries=("XX",), sectors=("astrology",))
    faults = check_tables(replace(tables, marketplaces=(lost,)))
    assert {fault.what for fault in faults if fault.file == "marketplaces.csv"} == {
        "country XX is not in countries.csv",
        "trade astrology is not in sectors.csv",
    }


# --- Habits of a country ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("country", "town", "closed"),
    [
        ("US", "Fort Worth", True),
        ("JP", "Sapporo", True),
        ("IN", "Pune", False),
        ("BR", "Curitiba", False),
        ("DE", "Bamberg", False),
        ("GB", "Northampton", False),
    ],
)
def test_a_whatsapp_list_is_closed_where_firms_do_not_write_so(
    tables: Tables, country: str, town: str, closed: bool
) -> None:
    case = resolve(parse_profile({**PLUMBER, "country": country, "town": town}), tables)
    assert (case.closed.get("whatsapp") == "not_used_for_business_there") == closed


def test_who_writes_so_all_the_same_may_go_on(tables: Tables) -> None:
    here = {**PLUMBER, "country": "US", "town": "Fort Worth"}
    for answer in (
        {"already": {"followers": {"whatsapp": 40}}},
        {"present_mix": {"whatsapp": {"hours_per_week": 0.5}}},
        {"locks": {"whatsapp": {"keep": True}}},
    ):
        assert "whatsapp" not in resolve(parse_profile({**here, **answer}), tables).closed


def test_the_reason_has_its_words() -> None:
    assert TEMPLATES["not_used_for_business_there"].endswith(".")


def test_a_chamber_is_compulsory_where_the_law_says_so(tables: Tables) -> None:
    for country in ("DE", "AT", "IT", "FR", "LU"):
        assert tables.countries[country].chamber_compulsory
    for country in ("US", "GB", "NL", "ES", "CH", "SI"):
        assert not tables.countries[country].chamber_compulsory
    assert all(c.basis["chamber_compulsory"] for c in tables.countries.values())


@pytest.mark.parametrize(
    ("country", "town", "by_law"), [("DE", "Bamberg", True), ("GB", "Shrewsbury", False)]
)
def test_membership_by_law_costs_nothing_more_and_ends_at_the_district(
    tables: Tables, country: str, town: str, by_law: bool
) -> None:
    profile = parse_profile({**PLUMBER, "country": country, "town": town})
    case = resolve(profile, tables)
    assert (case.closed.get("chamber_neighbouring") == "chamber_by_district") == by_law
    assert ("already.chambers" in {a.field for a in case.assumptions}) == by_law
    kept = recommend(profile, n_draws=50, worlds=0, locks={"chamber_home": {"keep": True}})
    (dues,) = [i.money_per_month for i in kept.allocation if i.channel == "chamber_home"]
    assert (dues == 0.0) == by_law
    asked = parse_profile({**PLUMBER, "country": country, "town": town, "already": {"chambers": 1}})
    assert "already.chambers" not in {a.field for a in resolve(asked, tables).assumptions}


def test_every_country_must_have_its_habits(tmp_path: Path) -> None:
    for name in ("countries.csv", "country_habits.csv"):
        shutil.copy(DATA / name, tmp_path)
    path = tmp_path / "country_habits.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("HR,")), encoding="utf-8")
    from advisor.evidence.trades import countries_of

    with pytest.raises(DataError, match="has no row of habits"):
        countries_of(tmp_path)


@pytest.mark.parametrize(
    ("country", "town", "currency"),
    [
        ("HR", "Zagreb", "EUR"),
        ("SK", "Košice", "EUR"),
        ("SI", "Maribor", "EUR"),
        ("EE", "Tartu", "EUR"),
        ("LV", "Riga", "EUR"),
        ("LT", "Kaunas", "EUR"),
        ("GE", "Tbilisi", "GEL"),
        ("TN", "Sfax", "TND"),
        ("UG", "Kampala", "UGX"),
        ("TZ", "Arusha", "TZS"),
        ("BO", "Cochabamba", "BOB"),
        ("PY", "Encarnación", "PYG"),
        ("SV", "Santa Ana", "USD"),
        ("PR", "Ponce", "USD"),
        ("AL", "Durrës", "ALL"),
        ("BA", "Tuzla", "BAM"),
        ("MK", "Bitola", "MKD"),
    ],
)
def test_owners_of_these_countries_are_served_in_their_money(
    tables: Tables, country: str, town: str, currency: str
) -> None:
    case = resolve(parse_profile({**PLUMBER, "country": country, "town": town}), tables)
    assert (case.currency, case.place.country) == (currency, country)
    assert all(0 < span.best < 1 for span in case.platform_share.values())


def test_few_trades_are_sent_to_the_general_directory_alone() -> None:
    tables = load_tables()
    alone = {
        country: [
            sector
            for sector in tables.sectors
            if not any(place.sectors for place in marketplaces_for(tables, country, sector))
        ]
        for country in ("US", "GB", "DE", "FR", "AU")
    }
    assert alone["US"] == []
    assert all(len(found) <= len(tables.sectors) / 6 for found in alone.values())
    # Newer trades are named where their kin are: a painter by what lists builders.
    assert "Checkatrade" in ways_of_selling(tables, "GB", "painting_decorating")
    assert "Rover" in ways_of_selling(tables, "US", "pet_sitting")
