"""A trade reads its own word for customers, in every sentence and wherever it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel

from advisor.evidence import load_tables
from advisor.explain.called import Called, called_in, typed_in
from advisor.explain.section import Column, cell_text
from advisor.insight import provenance
from advisor.insight.comparison import Side, build
from advisor.insight.topics import TOPICS
from advisor.output.export import export
from advisor.output.export.compose import Document, compose
from advisor.profile import parse_profile
from advisor.recommend import evaluate, ledger
from advisor.report.text import ledger_text, text_report
from advisor.results import Range, Recommendation, to_json
from tests.businesses import PLUMBER
from tests.insight import asked

CUSTOMER = re.compile(r"(?<![\w./@-])customers?(?![\w/@-])", re.IGNORECASE)
NAME = "Customer Care Ltd"
DAY = date(2026, 11, 30)
CHARITY = {**PLUMBER, "sector": "nonprofit", "people_working": 2, "hours_per_week": 3,
           "name": NAME}  # fmt: skip
DENTIST = {**PLUMBER, "sector": "dental_health", "name": NAME, "money_per_month": 300}
TRADES = {
    "patients": DENTIST,
    "clients": {**PLUMBER, "sector": "law", "name": NAME},
    "guests": {**PLUMBER, "sector": "lodging", "name": NAME},
    "supporters": CHARITY,
}
EVERY_TRADE = pytest.mark.parametrize("word", TRADES)
# What is worked out in no time; the others are asked for the charity.
QUICK = ("platforms", "adverts", "plan", "checks")


def told(value: Any, *ids: str) -> Iterator[str]:
    """Return the texts of a result but for ids: fields of these names, and names of fields."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel) or is_dataclass(value):
        names = value.__class__.model_fields if isinstance(value, BaseModel) else [
            f.name for f in fields(value)
        ]  # fmt: skip
        for name in names:
            if name not in ("code", *ids):
                yield from told(getattr(value, name), *ids)
    elif isinstance(value, dict):
        for item in value.values():
            yield from told(item, *ids)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from told(item, *ids)


def customers_in(value: Any, *ids: str) -> list[str]:
    return [t for t in told(value, *ids) if CUSTOMER.search(t.replace(NAME, ""))]


def whole(word: str) -> dict[str, Any]:
    """Return the topics of a trade, all of them for the charity."""
    return {
        topic.verb: asked.found(topic.verb, TRADES[word])
        for topic in TOPICS
        if topic.verb in QUICK or word == "supporters"
    }


def document(word: str) -> tuple[Document, set[str]]:
    """Return the whole document of a trade, and what it quotes."""
    r, insights = asked.answer(TRADES[word]), whole(word)
    evidence = provenance.build(r, load_tables(), insights.values())
    profile = parse_profile(TRADES[word])
    quoted = {" ".join(text.split()) for text in evidence.quoted}
    return compose(r, insights, evidence=evidence, profile=profile), quoted


def test_trades_that_have_a_word_of_their_own() -> None:
    found: dict[str, list[str]] = {}
    for name, sector in load_tables().sectors.items():
        found.setdefault(sector.customers[1], []).append(name)
    assert {word: len(names) for word, names in found.items()} == {
        "customers": 23, "patients": 3, "clients": 26, "guests": 3, "members": 1, "students": 2,
        "couples": 1, "supporters": 1, "families": 2,
    }  # fmt: skip
    assert sorted(found["families"]) == ["child_care", "funeral_director"]
    assert "bakery_food_shop" in found["customers"]


def test_where_customers_are_just_that_nothing_is_touched() -> None:
    r = asked.answer(PLUMBER)
    assert called_in(r)(r) is r
    assert "customers_called" not in to_json(r)
    assert "new customers" in text_report(r)


def test_what_holds_no_customer_stays_the_same_object() -> None:
    own = Called("patient", "patients")
    value = (Range.exactly(1.0), {"a": ["Hours a week"]}, Column("Customers, all", "h"))
    changed = own(value)
    assert changed[0] is value[0] and changed[1] is value[1]
    assert changed[2] == Column("Patients, all", "h")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 new customer, 2 customers", "1 new acolyte, 2 acolytes"),
        ("What a customer pays; A customer, an old customer", "What an acolyte pays; An acolyte, "
         "an old acolyte"),
        ("customers' own, the customer’s, “Customers”", "acolytes' own, the acolyte’s, “Acolytes”"),
        ("weights.customers, new_customers_per_month, https://a.org/customers/x",
         "weights.customers, new_customers_per_month, https://a.org/customers/x"),
    ],
)  # fmt: skip
def test_only_whole_words_change_and_articles_follow(text: str, said: str) -> None:
    assert Called("acolyte", "acolytes")(text) == said


def test_few_a_year_are_told_in_words_by_any_word() -> None:
    few = Range(p5=0.0, p50=0.02, p95=0.3)
    for unit in ("customers a year", "families a year"):
        assert cell_text(few, Column("x", unit)) == "at most one every three years"


@EVERY_TRADE
def test_no_sentence_of_an_answer_or_a_topic_says_customers(word: str) -> None:
    r = asked.answer(TRADES[word])
    assert r.customers_called[1] == word and r.name == NAME
    assert customers_in(r, "field") == []
    assert word in " ".join(told(r))
    for verb, insight in whole(word).items():
        # Reasoning of the tables is quoted as it stands.
        assert customers_in(insight, "reasoning", "field") == [], verb
    report = text_report(r)
    assert NAME in report and not CUSTOMER.search(report.replace(NAME, ""))
    assert max(map(len, report.splitlines())) <= 96


@EVERY_TRADE
def test_a_document_says_customers_only_where_it_quotes(word: str) -> None:
    found, quoted = document(word)
    assert NAME in found.title and NAME in found.who
    assert set(customers_in((found.sections, found.talk, found.actual))) <= quoted
    assert word in " ".join(told(found.talk))


def test_files_of_a_charity_say_supporters() -> None:
    r, insights = asked.answer(CHARITY), whole("supporters")
    evidence = provenance.build(r, load_tables(), insights.values())
    for kind in ("csv", "ics"):
        text = export(r, insights, kind, evidence=evidence, date=DAY).decode()
        text = text.replace("\r\n ", "")  # folded lines of a calendar
        for quoted in evidence.quoted:
            text = text.replace(quoted.replace('"', '""'), "")
        assert [line for line in text.splitlines() if CUSTOMER.search(line.replace(NAME, ""))] == []
        assert "upporters" in text


def test_an_answer_that_was_kept_keeps_its_word() -> None:
    r = asked.answer(DENTIST)
    read = Recommendation.model_validate_json(to_json(r))
    assert read.customers_called == ("patient", "patients")
    assert to_json(read) == to_json(r)


def test_the_verbs_beside_an_answer_follow() -> None:
    profile = parse_profile({**DENTIST, "present_mix": {"customer_referrals": {
        "hours_per_week": 1}}})  # fmt: skip
    assert [i.name for i in evaluate(profile, n_draws=64).allocation] == [
        "Asking patients for referrals"
    ]
    names = {name: row.name for name, row in load_tables().channels.items()}
    own = Called(*load_tables().sectors["dental_health"].customers)
    text = ledger_text(ledger(profile, n_draws=64), names, "USD", own)
    assert text.startswith("WHERE NEW PATIENTS COME FROM TODAY") and not CUSTOMER.search(text)


def side(name: str, answers: dict[str, Any]) -> Side:
    return Side(name, parse_profile(answers), asked.answer(answers))


def test_scenarios_of_one_trade_are_compared_in_its_word_with_their_names_kept() -> None:
    more = {**DENTIST, "hours_per_week": 8}
    found = build([side("Customers first", DENTIST), side("More", more)], load_tables())
    assert found.customers_called[1] == "patients"
    said = " ".join(told(found.findings))
    assert "patients" in said and "“Customers first”" in said
    assert not CUSTOMER.search(said.replace("Customers first", ""))


def test_scenarios_of_two_trades_are_compared_as_customers_also_in_a_dentists_document() -> None:
    sides = [side("Teeth", DENTIST), side("Pipes", PLUMBER)]
    found = build(sides, load_tables())
    assert found.customers_called[1] == "customers"
    assert "new customers" in " ".join(told(found.findings))
    assert "patients" not in " ".join(told(found.findings))
    pages = compose(asked.answer(DENTIST), {"compare": found})
    compared = [s for s in pages.sections if s.part == "Scenarios compared"]
    assert "customers" in " ".join(told(compared)) and "patients" not in " ".join(told(compared))
    options = next(page for page in pages.talk if page.code == "options")
    assert "New customers" in " ".join(told(options))
    assert not customers_in([s for s in pages.sections if s not in compared])


def test_what_was_typed_is_known_and_a_mere_word_is_no_name() -> None:
    assert typed_in({"name": NAME, "audience": {"interests": ("customers",)}}) == [
        NAME, "customers",
    ]  # fmt: skip
    own = Called("client", "clients").keeping([NAME, "customers", "The Gables"])
    assert own.kept == (NAME,)
    assert own(f"{NAME}: 3 customers") == f"{NAME}: 3 clients"
