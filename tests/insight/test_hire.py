"""Me or a manager: the same money and draws on both sides, thresholds that hold solved anew."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.evidence import load_tables
from advisor.insight.hire import thresholds, words
from advisor.insight.hire.brief import referrals_of
from advisor.insight.hire.compute import build
from advisor.insight.hire.findings import _sides, brief_markdown, title_of
from advisor.insight.hire.result import Hire, Threshold
from advisor.insight.hire.thresholds import Asking
from advisor.model.engine import Engine
from advisor.profile import parse_profile
from advisor.recommend import solve_beside
from advisor.report.text import findings_text
from tests.insight.asked import found
from tests.model.businesses import answer, engine_of

SHOP: dict[str, Any] = {
    "sector": "independent_retail",
    "country": "DE",
    "town": "Bamberg",
    "people_working": 4,
    "reach_goal": "region",
    "hours_per_week": 3,
    "money_per_month": 700,
    "value_of_owner_hour": 60,
    "already": {"followers": {"instagram": 6000}, "website": True, "reviews": 80},
}


def _fixed(value: float) -> dict[str, float]:
    return {"low": value, "best": value, "high": value}


# The owner's own figures of what a manager costs, so that the answer is known beforehand.
CHEAP = {"manager.hourly_usd": _fixed(2), "manager.minimum_usd_per_month": _fixed(30),
         "manager.fixed_usd_per_month": _fixed(5)}  # fmt: skip
DEAR = {"manager.hourly_usd": _fixed(400)}


def _of(key: str, **changes: Any) -> Hire:
    figures = {"cheap": {"overrides": CHEAP}, "dear": {"overrides": DEAR}, "": {}}[key]
    return found("manager", {**SHOP, **figures, **changes})


def threshold(hire: Hire, code: str) -> Threshold:
    return next(t for t in hire.thresholds if t.code == code)


@pytest.mark.parametrize("key", ["cheap", "dear", ""])
def test_the_verdict_is_what_an_owner_who_hires_where_it_helps_would_get(key: str) -> None:
    found = _of(key)
    overrides = {"cheap": CHEAP, "dear": DEAR, "": {}}[key]
    best = engine_of({**SHOP, "overrides": overrides, "manager": "maybe"}).recommended
    assert (found.verdict == "pays") is best.hired
    if found.verdict == "pays":
        assert found.hired is not None
        assert best.utility == pytest.approx(found.hired.utility, abs=1e-6)
    else:
        assert best.utility == pytest.approx(found.alone.utility, abs=1e-6)


def test_a_cheap_manager_pays_and_a_dear_one_never_does() -> None:
    cheap, dear = _of("cheap"), _of("dear")
    assert cheap.verdict == "pays"
    assert cheap.findings[0].title.startswith("A manager is worth it")
    assert dear.verdict != "pays"
    assert all(t.at is None for t in dear.thresholds)
    told = next(f for f in dear.findings if f.code == "hire.thresholds")
    assert "rarely" in told.title
    assert all("at no" in t.sentence or "with no following" in t.sentence for t in dear.thresholds)


def test_what_the_profile_says_about_hiring_moves_nothing_but_a_sentence() -> None:
    never, always = _of("", manager="no"), _of("", manager="yes")
    same = {"findings": (), "asked": "maybe"}
    assert never.model_copy(update=same) == always.model_copy(update=same)
    assert never.findings[1:] == always.findings[1:]
    assert "would not hire" in " ".join(never.findings[0].sentences)


def test_below_the_budget_found_nobody_is_hired_and_from_it_on_somebody_is() -> None:
    found = threshold(_of("cheap"), "budget")
    assert found.at is not None
    step = engine_of(SHOP).case.money_step_usd * engine_of(SHOP).case.local_per_usd

    def hires(money: float) -> bool:
        answers = {**SHOP, "overrides": CHEAP, "manager": "maybe", "money_per_month": money}
        return engine_of(answers).recommended.hired

    assert found.holds
    assert hires(found.at + 0.01 * step)
    assert hires(min(found.searched_to, 2 * found.at))
    assert not hires(found.at - 1.5 * step)


def test_at_the_hour_found_a_manager_is_chosen_and_a_little_below_not() -> None:
    # Between cheap and dear: an hourly price at which the value of the owner's hour decides.
    for price in (20.0, 16.0, 24.0):
        overrides = {**CHEAP, "manager.hourly_usd": _fixed(price)}
        answers = {
            **SHOP,
            "overrides": overrides,
            "value_of_owner_hour": 12,
            "hours_per_week": 20,
            "most_channels": 12,
        }
        found = threshold(build(answer(answers), parse_profile(answers), load_tables()),
                          "owner_hour")  # fmt: skip
        if found.at is not None and 12 / 7.99 < found.at < found.searched_to:
            break
    else:
        pytest.fail("no price at which the owner's hour decides")

    def hires(value: float) -> bool:
        tried = {**answers, "value_of_owner_hour": value, "manager": "maybe"}
        return engine_of(tried).recommended.hired

    assert hires(found.at * 1.25)  # at the very edge the odds decide as well
    assert not hires(found.at * 0.7)


def test_a_budget_of_millions_is_not_looked_through_step_by_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = {**SHOP, "money_per_month": 9_000_000}
    asking = Asking(solve_beside(answer(answers), parse_profile(answers), load_tables()))
    turns, asked = 300_003, []

    def hires(engine: Engine, policies: tuple[int, ...], money: int | None = None) -> bool:
        asked.append(money)
        return money is None or money >= turns

    monkeypatch.setattr(thresholds, "hires", hires)
    found = thresholds.budget(asking, (), 9_000_000.0)
    case = asking.engine("no").case
    assert found.at == pytest.approx(turns * case.money_step_usd * case.local_per_usd)
    assert len(asked) < 1_000


def test_both_sides_have_the_same_money_where_the_budget_cannot_pay_a_manager() -> None:
    found = _of("", money_per_month=20)
    assert found.verdict == "cannot_be_paid"
    assert found.at_money > found.own_money == 20
    assert found.alone.money <= found.at_money + 1e-6
    best = engine_of({**SHOP, "money_per_month": found.at_money, "manager": "no"}).recommended
    assert found.alone.utility == pytest.approx(best.utility, abs=1e-9)
    assert "calculated at" in " ".join(findings_text(found.findings).split())


@pytest.mark.parametrize("money", [300, 900, 3000])
def test_a_manager_who_is_wanted_is_hired_wherever_one_can_be_paid(money: float) -> None:
    answers = {**SHOP, "country": "US", "town": "Northampton", "region": "Massachusetts",
               "sector": "plumbing_heating", "money_per_month": money}  # fmt: skip
    wanted = engine_of({**answers, "manager": "yes"}).recommended
    assert wanted.hired is (money >= 900)
    assert wanted.utility <= engine_of({**answers, "manager": "maybe"}).recommended.utility + 1e-6


def test_an_owner_without_time_to_brief_is_told_so_and_nothing_is_searched() -> None:
    found = _of("", hours_per_week=0.25)
    assert found.thresholds == ()
    assert f"needs {found.owner_hours_needed:g} h of yours" in found.findings[0].title


def test_a_restart_is_priced_and_set_against_the_gain() -> None:
    found = _of("cheap")
    risk = found.restart
    assert risk is not None and found.hired is not None
    assert risk.still_there == load_tables().priors["manager.still_there_share"].best
    fee, hour = found.hired.manager_money, found.owner_hour
    assert risk.cost == pytest.approx(1.5 * fee + risk.owner_hours * hour)
    assert risk.expected_a_year == pytest.approx((1 - risk.still_there) * risk.cost)
    assert risk.gain_a_year == pytest.approx(12 * (found.hired.net - found.alone.net))
    told = next(f for f in found.findings if f.code == "hire.restart")
    assert {"H0111", "H0114", "H0112"} <= set(told.fact_ids)


def test_hours_cost_what_the_country_pays_the_own_country_first() -> None:
    found = _of("")
    assert [c.country for c in found.costs][:2] == ["Germany", "Germany"]
    by = {(c.country, c.who): c for c in found.costs}
    assert by["Germany", "agency"].middle > by["Germany", "freelancer"].middle
    assert by["India", "freelancer"].middle < by["United States", "freelancer"].middle
    assert all(c.low < c.middle < c.high for c in found.costs)


def test_the_brief_names_what_the_manager_runs_and_never_what_stays_with_the_owner() -> None:
    found = _of("cheap")
    assert found.hired is not None
    runs = next(p for p in found.brief if p.code == "channels").lines
    managed = [i.name for i in found.hired.allocation if i.manager_hours_per_week > 0]
    assert managed
    assert [line.split(":")[0] for line in runs[:-1]] == managed
    assert "stays with the owner" in runs[-1]


def test_the_voice_in_the_brief_follows_the_owner() -> None:
    middle = _of("")
    answers = {**SHOP, "personality": {"on_camera": 1, "writing": 5}}
    made = build(answer(answers), parse_profile(answers), load_tables())
    voice = {name: next(p.lines for p in h.brief if p.code == "voice")
             for name, h in (("middle", middle), ("shy", made))}  # fmt: skip
    assert "not to be on camera" in voice["shy"][0]
    assert "one post a month is the owner's own" in voice["shy"][1]
    assert voice["middle"] != voice["shy"]


def test_complaints_go_to_the_owner_and_nothing_serious_to_the_manager() -> None:
    by = {x.matter: x for x in _of("").referrals}
    complaint = next(x for matter, x in by.items() if "Complaint" in matter)
    assert complaint.answered_by == "owner" and complaint.within_hours <= 24
    assert "deletes nothing" in complaint.meanwhile
    serious = next(x for matter, x in by.items() if "accident" in matter)
    assert serious.answered_by == "owner"
    assert serious.within_hours == min(x.within_hours for x in by.values())
    assert {x.answered_by for x in by.values()} == {"owner", "manager"}


def test_the_brief_is_one_document_with_every_part() -> None:
    found = _of("")
    told = brief_markdown(found)
    for part in found.brief:
        assert f"## {part.title}" in told
        assert all(f"- {line}" in told for line in part.lines)
    assert all(x.matter in told and x.meanwhile in told for x in found.referrals)
    assert all(line in told for line in found.safeguards)


@pytest.mark.parametrize("verdict", ["pays", "does_not_pay"])
@pytest.mark.parametrize("more", [-50.0, 50.0])
def test_a_verdict_in_money_says_that_it_counts_later_years(verdict: str, more: float) -> None:
    # The ranges below it are those of the first year.
    hire = found("manager", SHOP).model_copy(
        update={"verdict": verdict, "net_difference": more, "owner_hours_needed": 0.0}
    )
    assert "over the years" in title_of(hire)


def test_what_is_answered_within_what_time_is_one_table_for_owner_and_manager() -> None:
    tables = load_tables()
    within = {row.situation: row.within_hours for row in tables.advice.replies}
    told = dict(zip(words.MATTERS, (x.within_hours for x in referrals_of(tables)), strict=True))
    said = {"comment": "comment", "praise": "good_review", "bad_review": "bad_review",
            "complaint": "complains", "abuse": "insult", "known": "asks_to_buy"}  # fmt: skip
    assert {m: told[m] for m in said} == {m: within[row] for m, row in said.items()}


def test_rare_ties_are_told_by_the_year_as_beside_the_strategies() -> None:
    found = _of("")
    rows = {row[0]: row[1] for row in _sides(found).rows}
    assert found.alone.totals.bonds.p50 < 0.5
    assert rows["New ties a year"] == found.alone.totals.bonds.times(12)
    assert "New ties a month" not in rows
