"""Where people visit, visits are called visits: in the answer, in topics, in forms."""

from __future__ import annotations

import re
from typing import Any

import pytest

from advisor.evidence import load_tables
from advisor.explain.names import LEADS, leads_of
from advisor.report.captions import people_steps
from advisor.report.sections import main_sections, more_ask_than_notice
from advisor.report.text import text_report
from advisor.results import Range, Recommendation
from tests.insight import asked

_SHOP: dict[str, Any] = {
    "sector": "online_shop", "town": "Penzance", "country": "GB", "people_working": 2,
    "reach_goal": "country", "hours_per_week": 8, "money_per_month": 500,
}  # fmt: skip
_CAFE = {**_SHOP, "sector": "restaurant_cafe", "reach_goal": "my_town"}
_MAKER = {**_SHOP, "sector": "handmade_maker", "sold_online": True}
_LOCKSMITH = {**_SHOP, "sector": "locksmith", "reach_goal": "my_town", "hours_per_week": 1}
VISITED = pytest.mark.parametrize("business", [_SHOP, _CAFE, _MAKER], ids=["site", "cafe", "maker"])
# Firms and guests do write to a shop: to answer them is work, not a count of visits.
_WORK = re.compile(
    r"answer enquiries|Visits and enquiries|visits and enquiries|enquiries and orders"
)


def _with(r: Recommendation, leads: float, aware: float) -> Recommendation:
    totals = r.totals.model_copy(
        update={"leads": Range.exactly(leads), "people_aware": Range.exactly(aware)}
    )
    return r.model_copy(update={"totals": totals})


def test_every_trade_has_words_for_what_comes_before_a_customer() -> None:
    assert {s.lead_unit for s in load_tables().sectors.values()} == {*LEADS}


@VISITED
def test_an_answer_counts_no_enquiries_where_people_visit(business: dict[str, Any]) -> None:
    r = asked.answer(business)
    assert "nquir" not in text_report(r)
    assert people_steps(r)[3][0] == leads_of(r.lead_unit).step
    assert f"{leads_of(r.lead_unit).many} a month" in text_report(r)


@VISITED
@pytest.mark.parametrize("verb", ["adverts", "plan", "platforms", "manager", "checks"])
def test_a_topic_counts_no_enquiries_where_people_visit(
    verb: str, business: dict[str, Any]
) -> None:
    texts = [
        str(text)
        for finding in asked.found(verb, business).findings
        for text in (finding.title, *finding.sentences, *finding.header, *finding.notes,
                     *(cell for row in finding.rows for cell in row))
    ]  # fmt: skip
    assert [text for text in texts if "nquir" in text and not _WORK.search(text)] == []


def test_who_is_asked_by_enquiries_still_reads_of_them() -> None:
    r = asked.answer(_LOCKSMITH)
    assert "Enquire (leads)" in text_report(r)


def test_more_visits_than_people_who_take_notice_are_explained() -> None:
    shop, locksmith = asked.answer(_SHOP), asked.answer(_LOCKSMITH)
    people = [s for s in main_sections(_with(shop, 4572, 1838)) if s.code == "people"]
    assert people[0].sentences == (
        "Visits are counted each time, people once, and many visitors forget the name.",
    )
    assert "a friend" in more_ask_than_notice(_with(locksmith, 5.0, 3.0))[0]
    assert more_ask_than_notice(_with(shop, 100.0, 3000.0)) == ()
