"""The tables of data/: they load, they hold together, and a fault is told in full."""

from __future__ import annotations

import csv
import math
import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from advisor.catalogue import Tables
from advisor.errors import DataError
from advisor.evidence import load_examples, load_tables
from advisor.evidence.__main__ import page, summary
from advisor.evidence.checks import GRADES, check_tables, facts_in_use, priors_by_grade
from advisor.evidence.resolve import priors_in_use, resolve
from advisor.evidence.tables import DATA
from advisor.profile import parse_profile
from tests.businesses import PLUMBER


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of data/ that a test may spoil."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("places", "examples"))
    return folder


def spoil(path: Path, key: str, column: str, value: str) -> None:
    """Write `value` into `column` of the row whose first cell is `key`."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    at = rows[0].index(column)
    for row in rows:
        if row[0] == key:
            row[at] = value
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)


def new_faults(tables: Tables, **spoilt: Any) -> set[tuple[str, str]]:
    """Return the faults that the tables have only once they are spoilt."""
    before = set(check_tables(tables))
    return {(f.row, f.what) for f in check_tables(replace(tables, **spoilt)) if f not in before}


def test_everything_in_the_tables_holds_together(tables: Tables) -> None:
    assert [f"{f.file}, {f.row}: {f.what}" for f in check_tables(tables)] == []


def test_loading_twice_gives_the_same_object_and_costs_nothing(tables: Tables) -> None:
    took = []
    for _ in range(20):
        start = time.perf_counter()
        assert load_tables() is tables
        took.append(time.perf_counter() - start)
    assert min(took) < 0.001


def test_there_are_39_channels_of_which_one_has_closed(tables: Tables) -> None:
    assert len(tables.channels) == 39
    closed = [c for c in tables.channels.values() if c.retired]
    assert [(c.channel, c.successor) for c in closed] == [
        ("google_plus", "google_business_profile")
    ]


def test_there_are_62_trades_and_94_countries(tables: Tables) -> None:
    assert (len(tables.sectors), len(tables.countries)) == (62, 94)


def test_nextdoor_is_offered_only_where_it_exists(tables: Tables) -> None:
    for name in ("nextdoor", "nextdoor_ads"):
        only_in = tables.channels[name].only_in
        assert "US" in only_in and "GB" in only_in
        assert "BR" not in only_in and "JP" not in only_in
    assert tables.channels["facebook"].only_in == ()


def test_the_ladder_of_a_channel_is_as_written(tables: Tables) -> None:
    assert tables.channels["facebook"].levels == (0.25, 0.75, 1.5, 3.0, 5.0)
    assert tables.channels["google_plus"].levels == ()
    assert tables.channels["talks_workshops"].unit == "talks a month"


def test_a_plumber_is_urgent_and_works_at_the_customers_place(tables: Tables) -> None:
    plumber = tables.sectors["plumbing_heating"]
    assert plumber.name == "Plumbing and heating"
    assert plumber.attributes["urgent"] == 0.9
    assert plumber.attributes["mobile"] == 1.0
    assert plumber.attributes["to_firms"] == 0.5
    assert plumber.ranges["average_sale_usd"] == (150.0, 450.0, 1800.0)
    assert plumber.basis["website_kind"] == "trades"
    assert plumber.busy_months == (1, 2, 6, 7, 8)


def test_the_wage_follows_the_product_per_head_and_prices(tables: Tables) -> None:
    found = {f.country: f for f in tables.facts.values() if f.parameter == "gdp_per_head_usd"}
    for name, country in tables.countries.items():
        by_price = 34.0 * country.price_level**1.7
        if name not in found:
            assert country.hourly_wage_usd == pytest.approx(by_price, rel=1e-3)
            continue
        assert found[name].fact_id in country.basis["wage"]
        by_product = 34.0 * float(found[name].value) / float(found["US"].value)
        wage = by_product ** (2 / 3) * by_price ** (1 / 3)
        assert country.hourly_wage_usd == pytest.approx(wage, rel=1e-3), name
    assert tables.countries["US"].distance_unit == "mi"
    assert tables.countries["DE"].distance_unit == "km"


def test_adverts_of_a_country_cost_by_its_facts_or_by_its_prices(tables: Tables) -> None:
    found: dict[str, dict[bool, list[float]]] = {}
    for fact in tables.facts.values():
        if fact.parameter == "advert_price_ratio_to_us":
            of = found.setdefault(fact.country, {}).setdefault(fact.channel == "meta", [])
            of.append(math.log(float(fact.value)))
    heads = {
        fact.country: float(fact.value)
        for fact in tables.facts.values()
        if fact.parameter == "gdp_per_head_usd"
    }
    for name, country in tables.countries.items():
        level = country.price_level
        head = heads[name] / heads["US"] if name in heads else level**1.7
        for social, price, rule in (
            (False, country.search_price, 0.7 * level**1.75),
            (True, country.social_price, 0.55 * (level * head) ** 0.375),
        ):
            logs = found.get(name, {}).get(social, [])
            middle = math.exp(sum(logs) / len(logs)) if logs else rule
            expected = 1.0 if name == "US" else math.sqrt(middle * rule)
            assert price == pytest.approx(expected, rel=5e-3), name


def test_a_click_in_hungary_is_cheaper_than_its_prices_say(tables: Tables) -> None:
    click = "google_search_ads.cost_per_click.restaurant_cafe"
    at = {
        country: priors_in_use(parse_profile({**PLUMBER, "country": country}), tables)[click]
        for country in ("US", "HU")
    }
    assert at["US"] == tables.priors[click]
    hungary = tables.countries["HU"]
    forints = at["HU"].best * hungary.price_level * hungary.usd_exchange_rate
    assert 50 < forints < 200
    assert at["HU"].high / at["HU"].low > at["US"].high / at["US"].low


@pytest.mark.parametrize(
    ("country", "a_year"),
    [("CH", 103_142), ("CO", 4_443), ("MX", 6_962), ("ID", 2_481), ("SA", 21_069)],
)
def test_the_wage_is_near_what_is_counted(tables: Tables, country: str, a_year: int) -> None:
    # Full-time wages of 2022 at market rates, OECD, Pensions at a Glance 2023, table 7.5.
    hourly = a_year / (52 * 40)
    assert 0.4 < tables.countries[country].hourly_wage_usd / hourly < 2.5


def test_a_misspelt_fact_in_a_prior_is_found(tables: Tables) -> None:
    prior = next(iter(tables.priors.values()))
    wrong = replace(prior, fact_ids=("F999",), unit="bananas")
    spoiled = replace(tables, priors={**tables.priors, prior.prior_id: wrong})
    what = [fault.what for fault in check_tables(spoiled) if fault.row == prior.prior_id]
    assert "fact F999 is not in facts.csv" in what
    assert "unit 'bananas' is not one of the units in use" in what


def test_a_missing_prior_is_found(tables: Tables) -> None:
    priors = {key: p for key, p in tables.priors.items() if key != "facebook.message_rate"}
    assert ("facebook.message_rate", "is wanted by the model and missing") in new_faults(
        tables, priors=priors
    )


def test_a_fact_that_nothing_rests_on_is_found(tables: Tables) -> None:
    fact = replace(next(iter(tables.facts.values())), fact_id="F998", parameter="new")
    assert new_faults(tables, facts={**tables.facts, "F998": fact}) == {
        ("F998", "nothing rests on it")
    }


def test_no_prior_is_graded_better_than_the_best_of_its_facts(tables: Tables) -> None:
    weak = next(
        p
        for p in tables.priors.values()
        if p.fact_ids
        and p.grade in ("C", "D")
        and all(tables.facts[i].grade in ("C", "D") for i in p.fact_ids)
    )
    priors = {**tables.priors, weak.prior_id: replace(weak, grade="A")}
    assert new_faults(tables, priors=priors) == {
        (weak.prior_id, "grade A is better than that of any of its facts")
    }


def test_all_faults_of_a_file_are_told_at_once(copy: Path) -> None:
    spoil(copy / "channels.csv", "facebook", "levels", "3;2")
    spoil(copy / "channels.csv", "x", "family", "paied")
    with pytest.raises(DataError) as error:
        load_tables(copy)
    assert error.value.file == "channels.csv"
    assert {(column, value) for _, column, value, _ in error.value.faults} == {
        ("levels", "3;2"),
        ("family", "paied"),
    }


@pytest.mark.parametrize(("column", "text"), [("order_many", "Do {k}"), ("work", "{name")])
def test_a_text_with_a_field_that_nothing_fills_is_refused(
    copy: Path, column: str, text: str
) -> None:
    spoil(copy / "channels.csv", "facebook", column, text)
    with pytest.raises(DataError, match=rf"{column} = .* must hold no other fields than"):
        load_tables(copy)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "fits.csv").unlink()
    with pytest.raises(DataError, match=r"fits\.csv"):
        load_tables(copy)


def test_a_word_where_a_number_belongs_is_told_with_its_line(copy: Path) -> None:
    spoil(copy / "countries.csv", "DE", "price_level", "cheap")
    with pytest.raises(DataError, match=r"countries\.csv, row \d+, price_level = 'cheap'"):
        load_tables(copy)


def test_an_address_that_is_none_is_refused_and_none_is_allowed(copy: Path) -> None:
    source_id = next(iter(load_tables().sources))
    spoil(copy / "sources.csv", source_id, "url", "")
    assert load_tables.__wrapped__(copy).sources[source_id].url == ""
    spoil(copy / "sources.csv", source_id, "url", "see the shelf")
    with pytest.raises(DataError, match=r"url = 'see the shelf': must be an address"):
        load_tables.__wrapped__(copy)


def test_grades_are_counted_best_first(tables: Tables) -> None:
    counts = priors_by_grade(tables)
    assert tuple(counts) == GRADES
    assert sum(counts.values()) == len(tables.priors)


def test_every_fact_in_use_is_there(tables: Tables) -> None:
    assert facts_in_use(tables) <= set(tables.facts)


def test_the_page_names_every_prior_and_every_source(tables: Tables) -> None:
    text = page(tables)
    for prior in tables.priors.values():
        assert f"| {prior.quantity} |" in text
    for source_id in tables.sources:
        assert f"- {source_id}: " in text


def test_the_page_in_docs_is_the_one_the_tables_make(tables: Tables) -> None:
    written = DATA.parent / "docs" / "evidence.md"
    assert written.read_text(encoding="utf-8") == page(tables), (
        "run: python -m advisor.evidence --write"
    )


def test_the_summary_says_that_everything_holds(tables: Tables) -> None:
    assert summary(tables, ()).endswith("everything holds")


def test_an_example_and_its_story_go_together(tmp_path: Path) -> None:
    folder = tmp_path / "examples"
    shutil.copytree(DATA / "examples", folder)
    assert load_examples(folder) == load_examples()
    (folder / "nobody.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match="no row in stories"):
        load_examples(folder.rename(tmp_path / "more"))
    (tmp_path / "more" / "nobody.json").unlink()
    (tmp_path / "more" / "farm_guelph.json").unlink()
    with pytest.raises(DataError, match="no file beside it"):
        load_examples((tmp_path / "more").rename(tmp_path / "fewer"))


def test_every_channel_of_the_ledger_feeds_a_source_and_has_its_figures(tables: Tables) -> None:
    outside = {n for n, c in tables.channels.items() if not c.ledger_kind}
    assert outside == {"google_plus", "private_group_attached"}
    assert tables.channels["instagram"].ledger_source == "social"
    assert tables.channels["customer_referrals"].ledger_kind == "lift"
    assert "instagram.owed_share" in tables.priors
    assert "referral_group.customers_per_root" in tables.priors


def test_a_mass_channel_without_its_weight_is_found(tables: Tables) -> None:
    priors = {k: v for k, v in tables.priors.items() if k != "facebook.ledger_weight"}
    assert ("facebook.ledger_weight", "is wanted by the model and missing") in new_faults(
        tables, priors=priors
    )


def test_habits_of_a_country_move_a_source(tables: Tables) -> None:
    assert tables.ledger_countries["GB", "platform_directory"].factor > 1
    assert ("US", "social") not in tables.ledger_countries


def test_a_trade_is_reckoned_by_what_is_usual_in_the_country(tables: Tables) -> None:
    asked = {
        "sector": "driving_school", "country": "IN", "town": "Pune", "people_working": 2,
        "hours_per_week": 5, "money_per_month": 15000, "reach_goal": "my_town",
    }  # fmt: skip
    here = resolve(parse_profile(asked), tables)
    rows = {r.quantity: r.best for r in tables.local_figures["driving_school", "IN"]}
    assert here.average_sale_usd.best * here.local_per_usd == pytest.approx(rows["average_sale"])
    assert here.purchases_per_year.best == rows["purchases_per_year"]
    elsewhere = resolve(parse_profile(asked), replace(tables, local_figures={}))
    assert here.active_customers.best > elsewhere.active_customers.best  # who spend less are more
    own = resolve(parse_profile({**asked, "average_sale": 5000}), tables)
    assert own.average_sale_usd.best * own.local_per_usd == pytest.approx(5000)


@pytest.mark.parametrize(
    ("file", "line", "column"),
    [
        ("ledger_fits.csv", "facebook,flavour,2,,judgement,A guess.", "attribute"),
        ("ledger_fits.csv", "facebook,trust,30,,judgement,A guess.", "factor"),
        ("ledger_countries.csv", "ZZ,social,2,,judgement,A guess.", "country"),
        ("ledger_countries.csv", "US,radio,2,,judgement,A guess.", "source"),
        ("ledger_countries.csv", "US,social,0,,judgement,A guess.", "factor"),
        ("ledger_countries.csv", "US,social,2,,judgement,", "reasoning"),
        ("ledger_countries.csv", "US,social,2,,B,A count.", "fact_ids"),
        ("sectors_countries.csv", "smithy,IN,average_sale,1,2,3,,judgement,A guess.", "sector"),
        ("sectors_countries.csv", "law,ZZ,average_sale,1,2,3,,judgement,A guess.", "country"),
        ("sectors_countries.csv", "law,IN,colour,1,2,3,,judgement,A guess.", "quantity"),
        ("sectors_countries.csv", "law,IN,average_sale,0,2,3,,judgement,A guess.", "low"),
        ("sectors_countries.csv", "law,IN,average_sale,3,2,3,,judgement,A guess.", "best"),
    ],
)
def test_a_bad_row_of_the_ledger_is_refused(copy: Path, file: str, line: str, column: str) -> None:
    with (copy / file).open("a", encoding="utf-8") as handle:
        handle.write(line + "\n")
    with pytest.raises(DataError) as error:
        load_tables(copy)
    assert any(fault[1] == column for fault in error.value.faults)


def test_a_channel_with_a_source_says_how_it_is_reckoned(copy: Path) -> None:
    spoil(copy / "channels.csv", "x", "ledger_kind", "")
    with pytest.raises(DataError, match="ledger_kind"):
        load_tables(copy)
